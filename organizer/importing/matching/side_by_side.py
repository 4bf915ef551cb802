"""Two who may be one, field by field: what either tells, in a person's words, and what is kept if they are one."""

from __future__ import annotations

from dataclasses import dataclass

from organizer.domain.clock import short_date
from organizer.domain.contact import shown_phone
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["ADDRESS", "Field", "kept", "side_by_side"]

ADDRESS = "address"
_FIELDS = (
    ("prefix", "prefix", "Title"), ("first_name", "first", "First name"), ("middle_name", "middle", "Middle name"),
    ("last_name", "last", "Last name"), ("suffix", "suffix", "Jr, Sr, III"), ("phones", "", "Phones"),
    ("emails", "", "E-mails"), (ADDRESS, "", "Address"), ("birth_date", "birth_date", "Born"),
    ("wants_run", "wants_run", "Would run"), ("wants_help", "wants_help", "Would help"),
    ("office_sought", "office", "Office sought"), ("involvement", "involvement", "Involvement"),
    ("do_not_call", "do_not_call", "Do not call"), ("signed_up_at", "signed_up_at", "Signed up"),
    ("source", "source", "Source"), ("tags", "tags", "Tags"), ("notes", "notes", "Notes"),
)
"""The person's column, the record's field, and what it is called, in the order shown."""
_BOTH = {"phones": ", ", "emails": ", ", "involvement": "\n", "office_sought": "; ", "tags": ", ", "notes": "\n"}
_FLAGS = frozenset(("wants_run", "wants_help", "do_not_call"))


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the comparison.

    Args:
        name: the person's column, "phones", "emails" or "address".
        label: what it is called.
        mine: what the one tells who is here.
        theirs: what the other tells.
        usual: what is kept if nobody chooses.
        choice: whether a human may choose the other's; else both are kept, or there is only one.
    """

    name: str
    label: str
    mine: str
    theirs: str
    usual: str
    choice: bool


def side_by_side(mine: CleanRecord, theirs: CleanRecord) -> tuple[Field, ...]:
    """The fields that either tells."""
    found = []
    for name, attribute, label in _FIELDS:
        one, other = _shown(mine, name, attribute), _shown(theirs, name, attribute)
        if one or other:
            usual = _usual(name, one, other)
            if name == "signed_up_at" and one and other:
                usual = one if mine.signed_up_at <= theirs.signed_up_at else other
            choice = bool(one and other and one != other) and name not in _FLAGS and name not in ("phones", "emails")
            found.append(Field(name, label, one, other, usual, choice))
    return tuple(found)


def kept(field: Field, *, other: bool) -> str:
    """What is there after both became one. Args: other: whether the other one's value was chosen."""
    return field.theirs if other and field.choice else field.usual


def _usual(name: str, mine: str, theirs: str) -> str:
    if not mine or not theirs or mine == theirs:
        return mine or theirs
    between = _BOTH.get(name)
    if between is None:
        return mine
    parts = mine.split(between)
    return between.join([*parts, *(part for part in theirs.split(between) if part not in parts)])


def _shown(record: CleanRecord, name: str, attribute: str) -> str:
    if name == "phones":
        return ", ".join(shown_phone(phone.number, phone.extension) for phone in record.phones)
    if name == "emails":
        return ", ".join(record.emails)
    if name == ADDRESS:
        place = " ".join(part for part in (record.state, record.zip) if part)
        street = " ".join(part for part in (record.line, record.unit) if part)
        return ", ".join(part for part in (street, record.city, place) if part)
    value = getattr(record, attribute)
    if name in _FLAGS:
        return "yes" if value else ""
    if name == "signed_up_at":
        return short_date(value) if value else ""
    return str(value or "")
