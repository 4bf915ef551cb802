"""Phone numbers in E.164: several in a cell, extensions, kinds in brackets, and what spreadsheets made of them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from organizer.importing.cleaning.answers import no_calls
from organizer.importing.cleaning.text import Cell, Doubt, plain, tidy

__all__ = ["ROUNDED", "UNUSED", "PhoneValue", "clean_phones", "with_kind"]

UNUSED = Doubt("no such area code or exchange is known; kept as written")
ROUNDED = "a spreadsheet rounded this number, its last digits are lost"


class PhoneValue(NamedTuple):
    """A number in E.164 with what its cell told of it."""

    number: str
    kind: str = ""
    extension: str = ""
    status: str = "ok"
    text_ok: str = ""


_US = re.compile(r"^\(?([2-9](?!11)\d\d)\)?[ .\-/]{0,3}([2-9]\d\d|(?<=555)\d{3}|(?<=555[ .)-])\d{3})[ .\-]?(\d{4})$")
_MARKS = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "（": "(", "）": ")"})
_NOT_DIGIT = re.compile(r"\D+")
_POWER = re.compile(r"^\+?(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$")
_ANY_US = re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{0,3}\d{3}[ .-]?\d{4}(?!\d)")
_EXTENSION = re.compile(r"[\s,;(]*(?:ext(?:ension)?|extn|x|#)\.?\s*:?\s*(\d{1,6})\)?\s*$", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*(?:[,;|\n]|:::|/(?=\s*\(?\+?\d{3})|\bor\b|\band\b|&|\by\b|\bo\b)\s*", re.IGNORECASE)
_KINDS = (
    (re.compile(r"\b(?:cell(?:ular|phone)?|mobile|mob|móvil|movil|celular|c|m)\b\.?", re.IGNORECASE), "mobile"),
    (re.compile(r"\b(?:home|house|landline|casa|h|hm)\b\.?", re.IGNORECASE), "home"),
    (re.compile(r"\b(?:work|office|oficina|trabajo|w|wk)\b\.?", re.IGNORECASE), "work"),
)
_SLIPS = re.compile(r"(?<=[\d-])[oOlI](?=[\d-]|$)")
_AS_DIGIT = {"o": "0", "l": "1", "i": "1"}
_TWO_LINES = re.compile(r"^(\(?\d{3}\)?[ .-]?\d{3}[ .-]?)(\d{4})\s*/\s*(\d{1,4})$")  # 7015550112/3
_NO_CALLS = re.compile(
    r"\(?\s*(?:please\s+)?(?:do not|don['’]?t|no) (?:call|llam)\w*\)?|\bDNC\b|\(?no calls?\)?", re.IGNORECASE
)
_STANDING = (
    (re.compile(r"\bwrong\b|\bnot (?:his|hers?|theirs?|them)\b", re.IGNORECASE), "wrong"),
    (re.compile(r"\bdis[ck]on\w*|\bout of (?:service|order)\b|\bnot (?:in service|a working)\b"
                r"|\bno longer (?:in service|works?)\b", re.IGNORECASE), "disconnected"),
    (re.compile(r"\btexts? only\b|\bsolo texto\b", re.IGNORECASE), "do-not-call"),
)
"""What is said beside a number that says not to dial it."""
_NO_TEXTS = re.compile(r"\bno text(?:s|ing)?\b|\b(?:do not|don['’]?t) text\b", re.IGNORECASE)
_ONE_US = re.compile(rf"{_ANY_US.pattern}(?:[\s,;(]*(?:ext(?:ension)?|extn|x|#)\.?\s*:?\s*\d{{1,6}}\b)?", re.IGNORECASE)
_KEYS = re.compile(r"^(?:\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]?([A-Za-z0-9]{3})[ .-]?([A-Za-z0-9]{4})[A-Za-z]{0,6}$")
_ON_A_KEY = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_LONGEST = 2_000  # letters of a cell that are gone through
_NOTHING = frozenset(("", "-", "--", "none", "n/a", "na", "no", "null", "nil", "x", "no phone", "unlisted", "ninguno"))


def clean_phones(cell: Cell) -> tuple[tuple[PhoneValue, ...], str]:
    """The numbers of a cell, and what was wrong or mended in it (empty where nothing was).

    A number of the US plan's shape is always kept; where libphonenumber knows nobody who could have it, that is told.
    The fictional 555 numbers pass in silence.
    """
    if isinstance(cell, float):
        cell = plain(cell)
    text = (cell.strip() if isinstance(cell, str) else tidy(cell))[:_LONGEST]
    if not text:
        return (), ""
    if not text.isascii():
        text = "".join(str(unicodedata.digit(letter, letter)) for letter in unicodedata.normalize("NFKC", text))
    number = _plain_us(text)
    if number:
        return (PhoneValue(number),), ""
    return _harder(text)


def _plain_us(text: str) -> str:
    """A clean US number, or nothing when it needs a closer look."""
    if text[:1] == "+":
        if text[1:2] != "1":
            return ""
        text = text[2:].lstrip(" .-")
    elif text[:1] == "1" and len(text) > 10:
        text = text[1:].lstrip(" .-")
    found = _US.match(text)
    if not found:
        return ""
    area, exchange, line = found.groups()
    if exchange != "555" and area != "555" and not _known(area + exchange):
        return ""
    digits = area + exchange + line
    return "" if _dummy(digits) else f"+1{digits}"


@lru_cache(maxsize=20000)
def _known(six: str) -> bool:
    """Whether numbers with these first six digits can be dialled in the US plan, as libphonenumber has it."""
    if six[4:] == "11":  # 211, 411, 911 are services
        return False
    import phonenumbers

    return bool(phonenumbers.is_valid_number(phonenumbers.PhoneNumber(1, int(six + "2368"))))


def _dummy(digits: str) -> bool:
    return digits[3:] in (digits[3] * 7, "5551212") or digits in (  # 555-1212 is directory assistance
        "1234567890", "0123456789", "9876543210", "1231231234", "2345678901"
    )


def _harder(text: str) -> tuple[tuple[PhoneValue, ...], str]:
    text = tidy(text.translate(_MARKS)) if "\n" not in text else text.translate(_MARKS)
    if text.lower() in _NOTHING:
        return (), ""
    if no_calls(text):
        inner, why = _numbers(_NO_CALLS.sub(" ", text))
        said = why if inner else ""
        return tuple(one._replace(status="do-not-call") for one in inner), said or "not to be called, it says"
    found, why = _numbers(text)
    if len(found) != 1 or text.isdigit():
        return found, why
    if _NO_TEXTS.search(text):
        found, why = (found[0]._replace(text_ok="no"),), why or "not to be texted, it says"
    for pattern, status in _STANDING:
        if pattern.search(text):
            return (found[0]._replace(status=status),), "not to be dialed, it says"
    return found, why


def _numbers(text: str) -> tuple[tuple[PhoneValue, ...], str]:
    if found := _POWER.match(text):
        return _from_power(text, found)
    if text.endswith(".0") and text[:-2].isdigit():
        inner, why = clean_phones(text[:-2])
        return inner, why or "written as a decimal number"
    one, why = _single(text)
    if one is not None:
        return (one,), why
    mended = _single(_SLIPS.sub(lambda hit: _AS_DIGIT[hit[0].lower()], text))[0] if _SLIPS.search(text) else None
    if mended is not None:
        return (mended,), "a letter read as the digit it looks like"
    if found_line := _TWO_LINES.match(text):
        first = found_line[1] + found_line[2]
        both = [_single(first)[0], _single(first[: -len(found_line[3])] + found_line[3])[0]]
        return tuple(one for one in both if one is not None), "two numbers that differ in their last digits"
    if keys := _KEYS.match(text):
        spelled, _ = _single("".join(keys.groups()).upper().translate(_ON_A_KEY))
        if spelled is not None:
            return (spelled,), "letters read as those on a phone's keys"
    if len(several := list(_ONE_US.finditer(text))) == 1 and (alone := _single(several[0][0])[0]) is not None:
        beside = text[: several[0].start()] + " " + text[several[0].end() :]
        kind = next((name for pattern, name in _KINDS if pattern.search(beside)), "")
        return (with_kind(alone, kind),), "what stands beside the number was left out"
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) == 1:
        ends = [found.end() for found in _ANY_US.finditer(text)]
        parts = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    if len(parts) > 1 and sum(len(_NOT_DIGIT.sub("", part)) >= 7 for part in parts) > 1:
        found_phones: list[PhoneValue] = []
        reasons: list[str] = []
        for part in parts:
            value, reason = _single(part)
            if value is not None:
                found_phones.append(value)
            elif any(letter.isdigit() for letter in part):
                reasons.append(reason)
        if found_phones:
            unique = tuple({value.number: value for value in reversed(found_phones)}.values())[::-1]
            return unique, "; ".join(dict.fromkeys(reasons)) or "several numbers in one cell"
    return (), why


def _from_power(text: str, found: re.Match[str]) -> tuple[tuple[PhoneValue, ...], str]:
    """``5.551234567E9`` is whole; ``5.55E+09`` has lost its digits and is never guessed."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return (), ROUNDED
    if len(found[2] or "") < 7 or value != value.to_integral_value():
        return (), ROUNDED
    inner, why = clean_phones(str(int(value)))
    return inner, why or "written in scientific notation"


def _single(text: str) -> tuple[PhoneValue | None, str]:
    kind = ""
    rest = text
    extension = ""
    if found := _EXTENSION.search(rest):
        before = _NOT_DIGIT.sub("", rest[: found.start()])
        if len(before) >= 10:
            extension, rest = found[1], rest[: found.start()]
    if any(letter.isalpha() for letter in rest):
        for pattern, name in _KINDS:
            if pattern.search(rest):
                kind = name
                rest = pattern.sub(" ", rest)
                break
        rest = re.sub(r"[^\W\d_]+\.?", " ", rest)
    rest = re.sub(r"\(\s*\)|[:;,*]", " ", rest).strip(" .-/()" if rest.count("(") != rest.count(")") else " .-/")
    rest = " ".join(rest.split())
    digits = _NOT_DIGIT.sub("", rest)
    if not digits:
        return None, "no number in it"
    if len(digits) > 15:
        return None, "too many digits for one number"
    if (rest[:1] == "+" and not rest.startswith("+1")) or rest.startswith(("00", "011")):
        return _abroad(rest, kind, extension)
    national = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(national) == 7:
        return None, "no area code"
    if len(national) < 10:
        return None, "too few digits"
    if len(national) > 10:
        return None, "too many digits"
    if _dummy(national):
        return None, "not a real number"
    if national[0] in "01" or national[1:3] == "11":
        return None, "no such number can be dialed"
    fictional = "555" in (national[:3], national[3:6])
    strange = not fictional and (national[3] in "01" or not _known(national[:6]))
    return PhoneValue(f"+1{national}", kind, extension), UNUSED if strange else ""


def _abroad(text: str, kind: str, extension: str) -> tuple[PhoneValue | None, str]:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(re.sub(r"^(?:00|011)", "+", text), "US")
    except phonenumbers.NumberParseException:
        return None, "no such number can be dialed"
    if not phonenumbers.is_valid_number(parsed):
        return None, "no such number can be dialed"
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return PhoneValue(number, kind, extension), ""


def with_kind(value: PhoneValue, kind: str) -> PhoneValue:
    """The number with its column's kind, unless its cell told one."""
    return value if value.kind or not kind else PhoneValue(value[0], kind, *value[2:])
