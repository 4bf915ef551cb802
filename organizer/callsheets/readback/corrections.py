"""Phones and addresses that somebody mended on a sheet: offered beside what was printed and what is known now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from organizer.callsheets.rows import shown_address
from organizer.callsheets.sheet import Line
from organizer.domain import address
from organizer.domain.contact import phone_from, shown_phone
from organizer.domain.errors import UserError
from organizer.prospects import belongings, edit

__all__ = ["Correction", "apply_corrections", "corrections_of"]

FIELDS = ("phone", "address", "unit", "city", "state", "zip")


@dataclass(frozen=True, slots=True)
class Correction:
    """One field mended on paper: as printed, as it is now, as the file says.

    `state`: "offer" (only the file changed), "same" (the store has it already), "conflict" (both changed), "unclear".
    """

    row: int
    sheet: int
    sheet_line: int
    person_id: int
    name: str
    field: str
    printed: str
    now: str
    said: str
    state: str = "offer"
    reason: str = ""


def corrections_of(
    session: Session, cells: Mapping[str, str], row: int, sheet: int, line: Line, person_id: int
) -> list[Correction]:
    """What a row says about phone and address that was not printed so."""
    best = next((phone for phone in line.phones if not phone.bad), None)
    found: list[Correction] = []
    said_phone = cells.get("new_phone") or (cells.get("phone", "") if "phone" in cells else "")
    if said_phone:
        found += _phone(session, said_phone, line, person_id, best.number if best else "")
    for field, said in _address(cells, line).items():
        found += _field(session, field, said, line, person_id)
    return [replace(one, row=row, sheet=sheet) for one in found]


def _phone(session: Session, said: str, line: Line, person_id: int, printed: str) -> list[Correction]:
    if said == shown_phone(printed):
        return []
    read = phone_from(said)
    if read is None:
        return [Correction(0, 0, line.number, person_id, line.name, "phone", shown_phone(printed), "", said, "unclear",
                           f"“{said}” isn't a phone number")]
    number = read[0]
    if any(number == phone.number and not phone.bad for phone in line.phones):
        return []
    now = belongings.current(session, [person_id], "phone")[person_id]
    state = "same" if now == number else "offer" if now == printed else "conflict"
    return [Correction(0, 0, line.number, person_id, line.name, "phone", shown_phone(printed), shown_phone(now),
                       shown_phone(number), state)]


def _address(cells: Mapping[str, str], line: Line) -> dict[str, str]:
    """The parts of a new address, or of the printed one where somebody wrote over it."""
    said = cells.get("new_address") or cells.get("address", "")
    if not said or said == shown_address(line):
        return {}
    full = address.split_full(said)
    parts = {"address": full.line, "unit": full.unit, "city": full.city, "state": full.state, "zip": full.zip}
    return {name: part for name, part in parts.items() if part}


def _field(session: Session, field: str, said: str, line: Line, person_id: int) -> list[Correction]:
    printed = {"address": line.address, "city": line.city, "state": line.state, "zip": line.zip}.get(field, "")
    now = belongings.current(session, [person_id], field)[person_id]
    if field == "address":
        printed = address.split_full(printed).line
    if said == printed:
        return []
    state = "same" if now == said else "offer" if now == printed or not now or field == "unit" else "conflict"
    return [Correction(0, 0, line.number, person_id, line.name, field, printed, now, said, state)]


def apply_corrections(
    session: Session, corrections: Collection[Correction], *, by: str
) -> tuple[list[Correction], list[str]]:
    """Make these corrections, inside the caller's action: those made, and a line for each that could not be."""
    made, failed = [], []
    for one in corrections:
        if one.state in ("same", "unclear"):
            continue
        try:
            edit.edit_person(session, one.person_id, one.field, one.said, by=by)
            made.append(one)
        except UserError as fault:
            failed.append(f"row {one.row}, {one.name}, {one.field}: {fault.message}")
    return made, failed
