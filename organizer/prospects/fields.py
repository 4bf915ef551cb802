"""The fields of a person that a hand may change, and how what is typed or pasted into each is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from organizer.domain import clock
from organizer.domain.contact import email_from, phone_from, shown_phone
from organizer.domain.errors import UserError
from organizer.domain.status import HELP_EXITS, HELP_STAGES, RUN_EXITS, RUN_STAGES

__all__ = ["FIELDS", "INTERESTS", "STATES", "Field", "clean", "field_of", "shown", "tidy"]

SHORT, LONG = 200, 20_000  # letters that a name and a note may have
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_ZIP = re.compile(r"^(\d{5})(?:-?(\d{4}))?$")
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP AA AE AP"
)
STATES = frozenset(_STATES.split())
"""Two letters of every state, territory and post of the forces."""
_YES, _NO = frozenset(("yes", "y", "true", "1", "x", "✓", "on")), frozenset(("no", "n", "false", "0", "", "off"))
_DATES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing about a person that can be typed.

    Args:
        name: the column of the person table, or name (the whole of it), phone, email, a part of the address, interest,
            a stage, or district:KIND.
        label: as a table's header says it.
        kind: "text", "long", "flag", "choice", "date", "phone", "email", "zip", "state", or "tags".
        choices: for a choice, (value, words) pairs.
    """

    name: str
    label: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()


def _stages(*tracks: tuple[object, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((stage.code, stage.label) for track in tracks for stage in track)  # type: ignore[attr-defined]


INTERESTS = (("", "None"), ("run", "Run"), ("help", "Volunteer"), ("both", "Both"))
"""Would run, would help, both or neither, as one field."""

FIELDS: dict[str, Field] = {field.name: field for field in (
    Field("name", "Name"), Field("prefix", "Title"), Field("first_name", "First name"),
    Field("middle_name", "Middle name"),
    Field("last_name", "Last name"), Field("suffix", "Suffix"), Field("phone", "Phone", "phone"),
    Field("email", "E-mail", "email"), Field("address", "Address"), Field("unit", "Unit"), Field("city", "City"),
    Field("state", "State", "state"), Field("zip", "ZIP", "zip"), Field("county", "County"),
    Field("interest", "Interest", "choice", INTERESTS),
    Field("wants_run", "Would run", "flag"), Field("wants_help", "Would help", "flag"),
    Field("office_sought", "Office sought"), Field("involvement", "Involved so far", "long"),
    Field("language", "Language"), Field("birth_date", "Born", "date"), Field("notes", "Notes", "long"),
    Field("source", "Source"), Field("tags", "Tags", "tags"), Field("signed_up_at", "Signed up", "date"),
    Field("household", "Household"), Field("do_not_call", "Do not call", "flag"),
    Field("deceased", "Deceased", "flag"), Field("hostile", "Hostile", "flag"),
    Field("run_stage", "Run stage", "choice", _stages(RUN_STAGES, RUN_EXITS)),
    Field("help_stage", "Help stage", "choice", _stages(HELP_STAGES, HELP_EXITS)),
)}


def field_of(name: str) -> Field:
    """The field with this name; district:KIND is made up as it comes.

    Raises:
        UserError: there is none that a hand may change.
    """
    if name in FIELDS:
        return FIELDS[name]
    if name.startswith("district:"):
        return Field(name, name.removeprefix("district:").replace("-", " ").capitalize())
    raise UserError(f"“{name[:40]}” cannot be typed over. Fields: {', '.join(FIELDS)}, district:KIND.")


def tidy(text: str, *, long: bool = False) -> str:
    """Text as it is kept: letters composed, nothing invisible, white space single; a long one keeps its lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", text)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(lines).strip() if long else " ".join(" ".join(lines).split())


def clean(name: str, said: str | bool | int) -> str | int:
    """What was typed into a field as the store keeps it.

    Raises:
        UserError: it does not fit the field; the line says how to write it.
    """
    field = field_of(name)
    if field.kind == "flag":
        return _flag(field, said)
    text = str(said)
    limit = LONG if field.kind == "long" else SHORT
    if len(text) > limit:
        raise UserError(f"{field.label} has {len(text):,} letters; {limit:,} fit. Shorten it; nothing was changed.")
    text = tidy(text, long=field.kind == "long")
    if not text and name == "name":
        raise UserError("A name cannot be blank. Delete the person if the row is nobody.")
    if not text and field.kind != "choice":
        return ""
    return _READERS.get(field.kind, _as_it_is)(field, text)


def shown(name: str, value: str | int) -> str:
    """What is kept in a field as a person reads it: Yes and No, a stage's words, a number with brackets."""
    field = field_of(name)
    if field.kind == "flag":
        return "Yes" if value in (1, "1", True) else "No"
    if field.kind == "choice":
        return dict(field.choices).get(str(value), str(value))
    if field.kind == "date":
        return clock.plain_time(str(value))[:10]
    if field.kind == "phone":
        number, _, extension = str(value).partition("x")
        return shown_phone(number, extension)
    return str(value)


def _as_it_is(field: Field, text: str) -> str:
    return text


def _flag(field: Field, said: str | bool | int) -> int:
    word = str(int(said)) if isinstance(said, bool) else str(said).strip().lower()
    if word in _YES:
        return 1
    if word in _NO:
        return 0
    raise UserError(f"“{str(said)[:40]}” is neither yes nor no, which {field.label} asks for.")


def _choice(field: Field, text: str) -> str:
    if field.name == "interest" and {word.strip().lower() for word in text.split(",")} == {"run", "volunteer"}:
        return "both"
    for value, words in field.choices:
        if text.lower() in (value.lower(), words.lower()):
            return value
    raise UserError(f"“{text[:40]}” is none of the choices for {field.label}: "
                    f"{', '.join(words for _, words in field.choices)}.")


def _date(field: Field, text: str) -> str:
    for shape in _DATES:
        try:
            found = datetime.strptime(text, shape).date()
        except ValueError:
            continue
        if date(1880, 1, 1) <= found <= date(2200, 1, 1):
            return found.isoformat()
    raise UserError(f"“{text[:40]}” isn't a date. Write it as 2016-11-08 or 11/8/2016.")


def _phone(field: Field, text: str) -> str:
    found = phone_from(text)
    if found is None:
        raise UserError(f"“{text[:40]}” isn't a phone number. Write ten digits, as (218) 555-0100.")
    number, extension = found
    return f"{number}x{extension}" if extension else number


def _email(field: Field, text: str) -> str:
    found = email_from(text)
    if found is None:
        raise UserError(f"“{text[:60]}” isn't an e-mail address. Write it as name@example.org.")
    return found


def _zip(field: Field, text: str) -> str:
    found = _ZIP.match(text.replace(" ", ""))
    if not found:
        raise UserError(f"“{text[:40]}” isn't a ZIP code. Write five digits, or five and four.")
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def _state(field: Field, text: str) -> str:
    code = text.replace(".", "").upper()
    if code not in STATES:
        raise UserError(f"“{text[:40]}” isn't a state. Write its two letters, as MN.")
    return code


def _tags(field: Field, text: str) -> str:
    parts = {part.strip().lower(): part.strip() for part in reversed(text.replace(";", ",").split(",")) if part.strip()}
    return ", ".join(reversed(parts.values()))


_READERS: dict[str, Callable[[Field, str], str]] = {
    "choice": _choice, "date": _date, "phone": _phone, "email": _email, "zip": _zip, "state": _state,
    "tags": _tags,
}
