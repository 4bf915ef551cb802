"""The second person of a row that tells of two in columns of their own: a spouse, a co-owner, the second voter; and
those further on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from organizer.domain.names import sort_key
from organizer.importing.cleaning.organizations import is_organization
from organizer.importing.records.fill_contacts import merge_phones
from organizer.importing.records.folding import fold
from organizer.importing.records.lot import Lot
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["add_spouses"]

_NOBODY = frozenset((
    "same", "self", "widow", "widowed", "widower", "single", "divorced", "separated", "deceased", "married",
    "unmarried", "not married", "yes", "no", "see above", "same as above", "spouse", "partner", "husband", "wife",
    "viuda", "viudo", "soltera", "soltero",
))
_DIED = re.compile(r"\b(?:dec|deceased|died|late|fallecid[oa])\b|†", re.IGNORECASE)
_OF_THE_HOUSE = (
    "line", "unit", "city", "state", "zip", "zip4", "county", "latitude", "longitude", "key", "districts", "household",
    "source", "do_not_call",
)


def add_spouses(
    lot: Lot, records: Sequence[CleanRecord], spouses: Lot, second: Sequence[CleanRecord]
) -> list[CleanRecord]:
    """The records, behind those of a row the one of the second person it names.

    They live where the first does, and are reached by the household's number: one at home, or one of which nothing is
    told where the sheet has no column for a phone of theirs. All else is each one's own, but that somebody of whom
    nothing else is known is reached by the first one's number.

    Args:
        lot: the rows; takes over the problems of the people who are added.
        records: of the first people, a couple in one cell already apart.
        spouses: the same rows, of which only the second person's columns are looked at.
        second: for each row what these tell.
    """
    columns = spouses.guesses
    name = next(one for one in columns if one.field in ("first_name", "full_name", "name_contact"))
    apart = any(one.field in ("phone", "name_contact") for one in columns)
    place_of = {record.row: place for place, record in enumerate(second)}
    cells = lot.cells(name)
    out: list[CleanRecord] = []
    added: set[int] = set()
    head = records[0] if records else CleanRecord()
    for at, record in enumerate(records):
        out.append(record)
        head = record if record.row != head.row else head
        if at + 1 < len(records) and records[at + 1].row == record.row:
            continue
        place = place_of[record.row]
        other = second[place]
        if is_organization(other.last):
            lot.note(place, name, cells[place], "an organization, not added as a person", kept=False)
        if not (other.first or other.phones or other.emails) or _is_nobody(other):
            continue
        if _DIED.search(str(cells[place])):
            lot.note(place, name, cells[place], "has died; not added as a person")
        elif not other.first:
            lot.note(place, name, cells[place], "no name for the second person, whose contacts stay with the row only",
                     kept=False)
        elif (found := _with_house(other, head, apart=apart)).reachable:
            added.add(record.row)
            if not (record.first or record.last) and not record.ids:
                fold(record, found)
            elif not _joined(out, found):
                out.append(found)
                lot.note(place, name, cells[place], "kept as a second person")
        else:
            lot.note(place, name, cells[place], "no phone, e-mail or address to add the second person by", kept=False)
    lot.problems += [problem for problem in spouses.problems if problem.row in added]
    return out


def _is_nobody(record: CleanRecord) -> bool:
    return f"{record.first} {record.last}".strip().lower() in _NOBODY


def _with_house(other: CleanRecord, first: CleanRecord, *, apart: bool) -> CleanRecord:
    shared = tuple(phone for phone in first.phones if phone.kind == "home" or not (phone.kind or apart))
    found = replace(other, **{name: getattr(first, name) for name in _OF_THE_HOUSE})
    found.last = other.last or first.last
    found.phones = merge_phones(other.phones, shared)
    if not found.reachable:
        found.phones = tuple(phone for phone in first.phones if phone.kind != "work")
    return found


def _joined(here: Sequence[CleanRecord], found: CleanRecord) -> bool:
    """Whether somebody of the row is this person ("Bill & Mary Smith" beside "Spouse: Mary"), and knows it all now."""
    for record in here[-6:]:
        if record.row == found.row and sort_key(record.first, record.last) == sort_key(found.first, found.last):
            fold(record, found)
            return True
    return False
