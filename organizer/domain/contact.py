"""Ways to reach somebody, as typed by hand: phone numbers and e-mail addresses read and shown."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["digits_of", "email_from", "phone_from", "shown_phone"]

_EXTENSION = re.compile(r"[\s,;(]*(?:ext(?:ension)?|x|#)\.?\s*:?\s*(\d{1,6})\)?\s*$", re.IGNORECASE)
_EMAIL = re.compile(r"^[^\s@<>(),;:\"\[\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}$")


@lru_cache(maxsize=4096)
def phone_from(text: str, region: str = "US") -> tuple[str, str] | None:
    """A typed number as (E.164, extension); None where it is no phone number."""
    extension = ""
    if found := _EXTENSION.search(text):
        extension, text = found[1], text[: found.start()]
    digits = "".join(letter for letter in text if letter.isdigit() and letter.isascii())
    if any(letter.isalpha() for letter in text):
        return None
    if digits.startswith("011") and len(digits) > 10:  # dialed from here to another country
        digits, text = digits[3:], f"+{digits[3:]}"
    if region == "US" and not text.strip().startswith("+"):
        digits = digits.removeprefix("1") if len(digits) == 11 else digits
        if len(digits) != 10 or digits[0] in "01":
            return None
        return f"+1{digits}", extension
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), extension


def shown_phone(number: str, extension: str = "") -> str:
    """``(612) 555-0161 x4`` for a US number in E.164; another country's as it is."""
    shown = number
    if len(number) == 12 and number.startswith("+1") and number[2:].isdigit():
        shown = f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    return f"{shown} x{extension}" if extension else shown


def digits_of(number: str) -> str:
    """``2395550175``: a number as other programs take it, and no spreadsheet for a sum; abroad with 011 in front."""
    return number.removeprefix("+1") if number.startswith("+1") else number.replace("+", "011", 1)


def email_from(text: str) -> str | None:
    """A typed e-mail address in lower case; None where it is none."""
    address = text.strip().lower()
    return address if len(address) < 255 and _EMAIL.match(address) else None
