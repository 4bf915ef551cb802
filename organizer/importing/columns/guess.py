"""Where a column goes, and what it is called outside."""

from __future__ import annotations

from dataclasses import dataclass

from organizer.importing.columns.names import FIELDS

__all__ = ["OF_A_PERSON", "ColumnGuess", "reported"]

OF_A_PERSON = frozenset((
    "first_name", "last_name", "full_name", "name_contact", "email", "phone", "address", "address1", "address2", "city",
    "state", "zip", "county", "birth_date", "street",
))


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """Where a column goes.

    Args:
        index: its place in the sheet, from 0.
        header: as written.
        field: one of `FIELDS`, `district:<kind>`, "spouse", "attempt" or an inner field; None where it is only kept.
        detail: the kind of a phone, the system of an id, "run" or "help" of an interest, the part of a street line,
            the field of a spouse, the contact and its part of an attempt.
        how: chosen, remembered, alias, fingerprint, likeness, phrase, values, or "" where no field was found.
        sure: whether nobody needs to look.
        note: why a likely field was not taken.
    """

    index: int
    header: str
    field: str | None
    detail: str = ""
    how: str = ""
    sure: bool = True
    note: str = ""


def reported(guess: ColumnGuess) -> str | None:
    """A column's field under the names of the command line; what is only used inside has none."""
    if guess.field is None:
        return None
    if guess.field in ("spouse", "attempt"):
        return f"{guess.field}:{guess.detail}"
    if guess.field in FIELDS or guess.field.startswith("district:"):
        return guess.field
    return "address1" if guess.field == "street" and guess.detail in ("number", "name") else None
