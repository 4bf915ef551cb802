"""The columns of the table of prospects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from organizer.domain.clock import plain_time, short_date, short_time
from organizer.domain.contact import shown_phone
from organizer.domain.district import KINDS, short_label
from organizer.domain.filters import BLANKS, EXACT
from organizer.domain.people import ProspectRow
from organizer.domain.status import result_of, stage_label
from ui.widgets.cells import Cell, Column

__all__ = ["BETWEEN", "COLUMNS", "EDITED", "SHOWN_KINDS", "typed", "value_filters"]

SHOWN_KINDS = ("state-house", "state-senate", "congressional", "county-council", "city-council", "ward", "school")
"""Kinds whose chips stand in the Districts column; others do where there are none of these."""


def _sorted(_row: ProspectRow) -> None:
    """Marks a column that the store can sort by."""


_shown = lru_cache(maxsize=4_000)(shown_phone)
_day = lru_cache(maxsize=2_000)(short_date)


def _phone(row: ProspectRow) -> Cell:
    return Cell(_shown(row.phone) if row.phone else "", "" if row.phone_status in ("", "ok") else "struck")


def _chosen(districts: tuple[tuple[str, str], ...]) -> Sequence[tuple[str, str]]:
    """The districts that stand in the Districts column."""
    return [one for one in districts if one[0] in SHOWN_KINDS] or districts


@lru_cache(maxsize=5_000)
def _districts_cell(districts: tuple[tuple[str, str], ...]) -> Cell:
    chips = tuple(short_label(kind, code) for kind, code in _chosen(districts))
    return Cell(", ".join(chips), "chips", chips=chips)


def _interest(row: ProspectRow) -> str:
    return "Both" if row.wants_run and row.wants_help else row.interest


@lru_cache(maxsize=2_000)
def _called(moment: str | None) -> str:
    """``Nov 26``; of another year the month will do: ``Jul 2015``."""
    day, comma, year = _day(moment).partition(", ")
    return f"{day.split()[0]} {year}" if comma else day


def _status(row: ProspectRow) -> Cell:
    status = row.status
    return Cell(status.label, "status", status.tone)


def _one_district(row: ProspectRow, kind: str) -> Cell:
    return Cell(next((code for one, code in row.districts if one == kind), ""))


def _kind_column(kind: str) -> Column[ProspectRow]:
    return Column(f"district:{kind}", KINDS[kind], 90, lambda row: _one_district(row, kind), _sorted, shown=False)


COLUMNS: tuple[Column[ProspectRow], ...] = (
    Column("name", "Name", 146, lambda row: Cell(row.name or "(no name)", "" if row.name else "soft"), _sorted,
           grows=True),
    Column("phone", "Phone", 119, _phone, _sorted),
    Column("city", "City", 70, lambda row: Cell(row.city), _sorted, grows=True),
    Column("districts", "Districts", 124, lambda row: _districts_cell(row.districts), _sorted),
    Column("interest", "Interest", 80, lambda row: Cell(_interest(row)), _sorted),
    Column("office_sought", "Office sought", 112, lambda row: Cell(row.office_sought.replace("; ", ", ")), _sorted,
           grows=True, copied=lambda row: row.office_sought),
    Column("status", "Status", 130, _status, _sorted),
    Column("last_contact", "Called", 71, lambda row: Cell(_called(row.last_contact)), _sorted,
           copied=lambda row: plain_time(row.last_contact)),
    Column("email", "Email", 180, lambda row: Cell(row.email), _sorted, shown=False),
    Column("address", "Address", 170, lambda row: Cell(row.address), _sorted, shown=False),
    Column("state", "State", 50, lambda row: Cell(row.state), _sorted, shown=False),
    Column("zip", "ZIP", 64, lambda row: Cell(row.zip), _sorted, shown=False),
    Column("run_stage", "Run stage", 110, lambda row: Cell(stage_label("run", row.run_stage)), _sorted, shown=False),
    Column("help_stage", "Help stage", 110, lambda row: Cell(stage_label("help", row.help_stage)), _sorted,
           shown=False),
    Column("last_result", "Last result", 110,
           lambda row: Cell(result_of(row.last_result).label if row.last_result else ""), _sorted, shown=False),
    Column("attempts", "Tries", 48, lambda row: Cell(str(row.attempts) if row.attempts else "", "number"), _sorted,
           shown=False),
    Column("follow_up", "Follow up", 130, lambda row: Cell(short_time(row.follow_up)), _sorted, shown=False,
           copied=lambda row: plain_time(row.follow_up)),
    Column("tags", "Tags", 130, lambda row: Cell(row.tags), _sorted, shown=False),
    Column("notes", "Notes", 220, lambda row: Cell(row.notes), _sorted, shown=False),
    Column("involvement", "Involved so far", 220, lambda row: Cell(row.involvement), _sorted, shown=False),
    Column("language", "Language", 90, lambda row: Cell(row.language), _sorted, shown=False),
    Column("signed_up_at", "Signed up", 90, lambda row: Cell(_day(row.signed_up_at)), _sorted, shown=False,
           copied=lambda row: plain_time(row.signed_up_at)[:10]),
    Column("birth_date", "Born", 90, lambda row: Cell(row.birth_date), _sorted, shown=False),
    Column("source", "Source", 110, lambda row: Cell(row.source), _sorted, shown=False),
    *(_kind_column(kind) for kind in ("state-house", "state-senate", "congressional", "county-council",
                                      "city-council", "ward", "school", "precinct")),
)


EDITED: dict[str, str] = {
    **{name: name for name in (
        "name", "phone", "city", "interest", "office_sought", "email", "address", "state", "zip", "run_stage",
        "help_stage", "last_result", "tags", "notes", "involvement", "language", "signed_up_at", "birth_date", "source",
    )},
    "status": "last_result",
    "follow_up": "follow_up",
    **{column.name: column.name for column in COLUMNS if column.name.startswith("district:")},
}
"""The columns that are typed over in place, and the field behind each (see `outreach.paste`)."""

BETWEEN = {"office_sought": "; ", "tags": ", "}
"""What stands between several words of one cell."""


def typed(row: ProspectRow, field: str) -> str:
    """A field of a row as it stands while it is typed over."""
    if field in ("run_stage", "help_stage"):
        return stage_label(field.removesuffix("_stage"), getattr(row, field))
    if field == "last_result":
        return result_of(row.last_result).label if row.last_result else ""
    if field == "follow_up":
        return short_time(row.follow_up)
    if field == "signed_up_at":
        return plain_time(row.signed_up_at)[:10]
    if field.startswith("district:"):
        return _one_district(row, field.partition(":")[2]).text
    if field == "phone":
        return _shown(row.phone) if row.phone else ""
    return _interest(row) if field == "interest" else str(getattr(row, field))


_FILTERED = {"office_sought": "office", "tags": "tag", "last_result": "result", "status": "result", "run_stage": "run",
             "help_stage": "help"}
"""Columns whose field has another name in a filter."""


def value_filters(column: str, row: ProspectRow) -> list[tuple[str, str]]:
    """What "only those with this value" can mean for a cell: (field, value) pairs as filters have them."""
    field = _FILTERED.get(column, column)
    if column == "districts" or column.startswith("district:"):
        kind = column.partition(":")[2]
        places = [one for one in row.districts if one[0] == kind] if kind else _chosen(row.districts)
        here = [(f"district:{one}", code) for one, code in places]
        return here or ([(field, "")] if kind else [])
    if field in ("run", "help"):
        return [(field, getattr(row, column))]
    if field == "result" or (field == "last_contact" and not row.last_contact):
        return [("result", row.last_result or "none")]
    if field == "interest":
        values = [code for code, on in (("run", row.wants_run), ("help", row.wants_help)) if on]
    elif field in ("office", "tag"):
        values = [one.strip() for one in getattr(row, column).split(BETWEEN[column].strip()) if one.strip()]
    elif field in ("signed_up_at", "last_contact"):
        values = [plain_time(getattr(row, field))[:10]]
    elif field in EXACT or field in ("city", "zip"):
        values = [str(getattr(row, field))]
    else:  # too long to be the same twice: only whether there is any
        return [(field, "")] if field in BLANKS else []
    return [(field, value) for value in values if value] or ([(field, "")] if field in BLANKS else [])
