"""The columns of the lists on the districts page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from organizer.districts.known import METHODS, DistrictRow
from organizer.districts.load import SourceRow
from organizer.domain.clock import short_date
from organizer.domain.district import KINDS, natural_key, short_label
from ui.districts.questions import NamedConflict, NamedUnassigned
from ui.widgets.cells import Cell, Column

__all__ = ["CERTAINTIES", "conflict_columns", "district_columns", "source_columns", "unassigned_columns"]

CERTAINTIES = (("", "any"), ("exact", "exact only"), ("likely", "likely"), ("split", "split ZIP"))
FORM_WORDS = {"street": "Street index", "boundary": "Map", "zip": "ZIP table", "precinct": "Precinct table"}


def _number(name: str, title: str, width: int, count: Callable[[Any], int]) -> Column[Any]:
    def cell(row: Any) -> Cell:
        found = count(row)
        return Cell(f"{found:,}" if found else "", "number")

    return Column(name, title, width, cell, count)


def district_columns() -> list[Column[DistrictRow]]:
    """District, people by certainty, and how far they were reached."""
    return [
        Column("district", "District", 104, lambda row: Cell(row.label, "strong"), lambda row: natural_key(row.code)),
        Column("name", "Name", 120, lambda row: Cell(row.name), lambda row: row.name, shown=False),
        _number("people", "People", 62, lambda row: row.people),
        _number("run", "Would run", 86, lambda row: row.run),
        _number("help", "Would help", 92, lambda row: row.help),
        _number("reached", "Reached", 74, lambda row: row.reached),
        _number("likely", "Likely", 56, lambda row: row.likely),
        _number("split", "Split", 52, lambda row: row.split),
    ]


def unassigned_columns() -> list[Column[NamedUnassigned]]:
    """Who, where, and why not."""
    return [
        Column("name", "Name", 170, lambda one: Cell(one.name, "strong"), lambda one: one.name),
        Column("address", "Address", 190, lambda one: Cell(one.row.address), lambda one: one.row.address),
        Column("city", "City", 120, lambda one: Cell(one.row.city), lambda one: one.row.city),
        Column("zip", "ZIP", 66, lambda one: Cell(one.row.zip), lambda one: one.row.zip),
        Column("reason", "Why", 610, lambda one: Cell(one.row.reason), lambda one: one.row.reason),
    ]


def conflict_columns() -> list[Column[NamedConflict]]:
    """Who, what counts now and what another way says."""
    return [
        Column("name", "Name", 180, lambda one: Cell(one.name, "strong"), lambda one: one.name),
        Column("now", "Counts now", 130, lambda one: Cell(_label(one.row.current), "chips", chips=(
            _label(one.row.current),)), lambda one: natural_key(one.row.current.code)),
        Column("why", "Because", 310, lambda one: Cell(_how(one.row.current)), lambda one: _how(one.row.current)),
        Column("other", "But", 130, lambda one: Cell(_label(one.row.other), "chips", chips=(
            _label(one.row.other),)), lambda one: natural_key(one.row.other.code)),
        Column("how", "Says", 330, lambda one: Cell(_how(one.row.other)), lambda one: _how(one.row.other)),
    ]


def source_columns() -> list[Column[SourceRow]]:
    """A loaded file: what it is, when, how much of it could be used."""
    return [
        Column("name", "File", 184, lambda row: Cell(row.name, "strong"), lambda row: row.name),
        Column("form", "What", 112, lambda row: Cell(FORM_WORDS.get(row.form, row.form)), lambda row: row.form),
        Column("state", "State", 100, lambda row: Cell("Counts", "status", "done") if row.active
               else Cell("Lies beside", "status", "off"), lambda row: not row.active),
        Column("loaded", "Loaded", 84, lambda row: Cell(short_date(row.loaded_at)), lambda row: row.loaded_at),
        _number("used", "Rows used", 92, lambda row: row.rows_used),
        _number("unused", "Not used", 78, lambda row: row.rows_unused),
        Column("kinds", "Districts", 190, lambda row: Cell(_kinds(row), "soft")),
    ]


def _label(one: Any) -> str:
    return short_label(one.kind, one.code)


def _how(one: Any) -> str:
    said = METHODS.get(one.method, one.method)
    if one.source:
        said += f" {one.source}"
    return f"{said}, {one.certainty}"


def _kinds(row: SourceRow) -> str:
    return " · ".join(f"{KINDS.get(kind, kind)} {count:,}" for kind, count in row.kinds)
