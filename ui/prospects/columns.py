"""The columns of the table of prospects."""

from __future__ import annotations

from functools import lru_cache

from organizer.domain.clock import short_date, short_time
from organizer.domain.contact import shown_phone
from organizer.domain.district import KINDS, short_label
from organizer.domain.people import ProspectRow
from organizer.domain.status import result_of, stage_label
from ui.widgets.cells import Cell, Column

__all__ = ["COLUMNS", "SHOWN_KINDS", "value_filter"]

SHOWN_KINDS = ("state-house", "state-senate", "congressional", "county-council", "city-council", "ward", "school")
"""Kinds whose chips stand in the Districts column; the rest are in the person's panel."""


def _sorted(_row: ProspectRow) -> None:
    """Marks a column that the store can sort by."""


_shown = lru_cache(maxsize=10_000)(shown_phone)
_day = lru_cache(maxsize=2_000)(short_date)


def _phone(row: ProspectRow) -> Cell:
    return Cell(_shown(row.phone) if row.phone else "", "" if row.phone_status in ("", "ok") else "struck")


@lru_cache(maxsize=5_000)
def _districts_cell(districts: tuple[tuple[str, str], ...]) -> Cell:
    chips = tuple(short_label(kind, code) for kind, code in districts if kind in SHOWN_KINDS)
    return Cell(", ".join(chips), "chips", chips=chips)


def _status(row: ProspectRow) -> Cell:
    status = row.status
    return Cell(status.label, "status", status.tone)


def _one_district(row: ProspectRow, kind: str) -> Cell:
    return Cell(next((code for one, code in row.districts if one == kind), ""))


def _kind_column(kind: str) -> Column[ProspectRow]:
    return Column(f"district:{kind}", KINDS[kind], 90, lambda row: _one_district(row, kind), _sorted, shown=False)


COLUMNS: tuple[Column[ProspectRow], ...] = (
    Column("name", "Name", 126, lambda row: Cell(row.name or "(no name)", "" if row.name else "soft"), _sorted,
           grows=True),
    Column("phone", "Phone", 130, _phone, _sorted),
    Column("city", "City", 88, lambda row: Cell(row.city), _sorted),
    Column("districts", "Districts", 114, lambda row: _districts_cell(row.districts)),
    Column("interest", "Interest", 82, lambda row: Cell(row.interest), _sorted, grows=True),
    Column("office_sought", "Office sought", 108, lambda row: Cell(row.office_sought.replace("; ", ", ")), _sorted,
           grows=True),
    Column("status", "Status", 122, _status, _sorted),
    Column("last_contact", "Last contact", 86, lambda row: Cell(_day(row.last_contact)), _sorted),
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
    Column("follow_up", "Follow up", 130, lambda row: Cell(short_time(row.follow_up)), _sorted, shown=False),
    *(_kind_column(kind) for kind in ("state-house", "state-senate", "congressional", "county-council",
                                      "city-council", "ward", "school", "precinct")),
)


def value_filter(column: str, row: ProspectRow) -> tuple[str, dict[str, object]] | None:
    """What "only those with this value" means for a column: words for the menu and the fields of a filter."""
    if column == "city" and row.city:
        return f"Only {row.city}", {"city": (row.city,)}
    if column == "zip" and row.zip:
        return f"Only ZIP {row.zip}", {"zip": (row.zip,)}
    if column == "interest" and row.interest:
        wanted = tuple(word for word, on in (("run", row.wants_run), ("help", row.wants_help)) if on)
        return f"Only {row.interest.lower()}", {"interest": wanted}
    if column == "office_sought" and row.office_sought:
        offices = tuple(row.office_sought.split("; "))
        return f"Only office: {', '.join(offices)}", {"office": offices}
    if column in ("last_result", "status") and row.last_result:
        return f"Only {result_of(row.last_result).label.lower()}", {"results": (row.last_result,)}
    if column in ("last_result", "status"):
        return "Only not yet called", {"results": ("none",)}
    if column in ("run_stage", "help_stage"):
        track = column.removesuffix("_stage")
        code = row.run_stage if track == "run" else row.help_stage
        return f"Only {stage_label(track, code).lower()}", {"stages": ((track, code),)}
    if column == "districts" or column.startswith("district:"):
        kind = column.partition(":")[2]
        found = [pair for pair in row.districts if (pair[0] == kind if kind else pair[0] in SHOWN_KINDS)]
        if found:
            return f"Only {short_label(*found[0])}", {"districts": (found[0],)}
    return None
