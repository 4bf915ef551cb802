"""A call sheet as rows of a table, for the workbook and the csv: the columns, and what stands in them."""

from __future__ import annotations

from organizer.callsheets.seal import Seal
from organizer.callsheets.sheet import CallSheet, Household, Line
from organizer.callsheets.workbook import Cell, Column
from organizer.domain.status import ANSWERS, RESULTS

__all__ = ["ANSWER_WORDS", "ENTRY", "RESULT_WORDS", "columns_of", "rows_of"]

RESULT_WORDS = tuple(f"{result.code} {result.label}" for result in RESULTS)
ANSWER_WORDS = tuple(label for _, label in ANSWERS)
ENTRY = ("Result", "Run?", "Help?", "Call back", "Notes", "New phone", "New address")
"""The columns that people write in, and the way home reads."""


def columns_of(sheet: CallSheet) -> list[Column]:
    """The columns of a sheet's table: what its template asks for, the entry columns, and the hidden key."""
    has = sheet.template.has
    columns = [Column("Line", 6, bold=True), Column("Check", 7, small=True), Column("Name", 24, bold=True)]
    if any(line.age for line in sheet.lines):
        columns.append(Column("Age", 5))
    if has("phone"):
        columns += [Column("Phone", 16, bold=True), Column("Other phones", 18, small=True)]
    if any(len(household.lines) > 1 for household in sheet.households()):
        columns.append(Column("Household", 10, small=True))
    if has("address"):
        columns += [Column("Address", 22), Column("City", 14), Column("ZIP", 8)]
    if has("email"):
        columns.append(Column("E-mail", 22, small=True))
    if has("districts"):
        columns.append(Column("Districts", 20, small=True))
    for key, heading in (("interest", "Interest"), ("involved", "Involved"), ("language", "Language"),
                         ("last", "Last contact")):
        if has(key):
            columns.append(Column(heading, 16, small=True))
    widths = {"Result": 17, "Notes": 32, "New phone": 15, "New address": 22}
    columns += [Column(heading, widths.get(heading, 9), entry=True) for heading in ENTRY]
    columns.append(Column("Key", 12, hidden=True, small=True))
    return columns


def rows_of(sheet: CallSheet, seal: Seal | None) -> list[list[Cell]]:
    """A row for each line, in the order of the columns."""
    headings = [column.heading for column in columns_of(sheet)]
    rows = []
    for household in sheet.households():
        for line in household.lines:
            said = _said(line, household)
            said["Key"] = seal.line_key(sheet.number, line.number, line.uuid) if seal else ""
            rows.append([said.get(heading, "") for heading in headings])
    return rows


def _said(line: Line, household: Household) -> dict[str, Cell]:
    good = [phone for phone in line.phones if not phone.bad]
    best = good[0] if good else None
    others = [f"{phone.shown} {phone.kind}".strip() + (" (bad)" if phone.bad else "")
              for phone in line.phones if phone is not best]
    together = household.lines
    return {
        "Line": line.number,
        "Check": line.code,
        "Name": line.list_name,
        "Age": line.age,
        "Phone": best.shown if best else "",
        "Other phones": ", ".join(others),
        "Household": f"{together[0].number}–{together[-1].number}" if len(together) > 1 else "",
        "Address": line.address,
        "City": line.city,
        "ZIP": line.zip,
        "E-mail": line.email,
        "Districts": line.district_words.replace("\u00a0", " "),
        "Interest": line.interest,
        "Involved": line.involved,
        "Language": line.language,
        "Last contact": line.last,
    }
