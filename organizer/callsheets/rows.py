"""A call sheet as rows of a table, for the workbook and the csv: the columns, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable

from organizer.callsheets.seal import Seal
from organizer.callsheets.sheet import CallSheet, Household, Line
from organizer.callsheets.workbook import Cell, Column
from organizer.domain.status import ANSWERS, RESULTS

__all__ = ["ANSWER_WORDS", "ENTRY", "RESULT_WORDS", "columns_of", "rows_of", "shown_address"]

RESULT_WORDS = tuple(f"{result.code} {result.label}" for result in RESULTS)
ANSWER_WORDS = tuple(label for _, label in ANSWERS)
ENTRY = ("Result", "Run?", "Help?", "Call back", "Notes", "New phone", "New address")
"""The columns that people write in, and the way home reads."""
_WIDTHS = {"Result": 14, "Run?": 6.5, "Help?": 6.5, "Call back": 9, "Notes": 26, "New phone": 14, "New address": 20}


def columns_of(sheet: CallSheet) -> list[Column]:
    """The columns of a sheet's table: what its template asks for, the entry columns, and the hidden key."""
    has = sheet.template.has
    columns = [Column("Line", 5, bold=True), Column("Check", 6.5, small=True), Column("Name", 18, bold=True)]
    if any(line.age for line in sheet.lines):
        columns.append(Column("Age", 4, small=True))
    if has("phone"):
        columns.append(Column("Phone", 15, bold=True))
        if any(len(line.phones) > 1 for line in sheet.lines):
            columns.append(Column("Other phones", 14, small=True))
    if any(len(household.lines) > 1 for household in sheet.households()):
        columns.append(Column("House", 6, small=True))
    if has("address"):
        columns.append(Column("Address", 22, small=True))
    if has("email"):
        columns.append(Column("E-mail", 20, small=True))
    if has("districts"):
        columns.append(Column("Districts", 21, small=True))
    if has("interest") or has("involved") or has("language"):
        columns.append(Column("About", 22, small=True))
    if has("last"):
        columns.append(Column("Last contact", 11, small=True))
    columns += [Column(heading, _WIDTHS[heading], entry=True) for heading in ENTRY]
    columns.append(Column("Key", 12, hidden=True, small=True))
    return columns


def rows_of(sheet: CallSheet, seal: Seal | None) -> list[list[Cell]]:
    """A row for each line, in the order of the columns."""
    headings = [column.heading for column in columns_of(sheet)]
    rows = []
    for household in sheet.households():
        for line in household.lines:
            said = _said(line, household, sheet.template.has)
            said["Key"] = seal.line_key(sheet.number, line.number, line.uuid) if seal else ""
            rows.append([said.get(heading, "") for heading in headings])
    return rows


def shown_address(line: Line) -> str:
    """``2415 Polk St NE, Blaine, MN 55434``, as it stands in the Address column."""
    return ", ".join(part for part in (line.address, line.city, f"{line.state} {line.zip}".strip()) if part)


def _said(line: Line, household: Household, wanted: Callable[[str], bool]) -> dict[str, Cell]:
    good = [phone for phone in line.phones if not phone.bad]
    best = good[0] if good else None
    others = [f"{phone.shown} {phone.kind}".strip() + (" (bad)" if phone.bad else "")
              for phone in line.phones if phone is not best]
    together = household.lines
    about = [getattr(line, name) for name in ("interest", "involved", "language") if wanted(name)]
    return {
        "Line": line.number,
        "Check": line.code,
        "Name": line.list_name,
        "Age": line.age,
        "Phone": best.shown if best else "",
        "Other phones": ", ".join(others),
        "House": f"{together[0].number}–{together[-1].number}" if len(together) > 1 else "",
        "Address": shown_address(line),
        "E-mail": line.email,
        "Districts": line.district_words.replace("\u00a0", " "),
        "About": " · ".join(part for part in about if part),
        "Last contact": line.last,
    }
