"""Addresses of a lot: state, ZIP and street line, which prove and complete each other."""

from __future__ import annotations

from collections.abc import Sequence

from organizer.domain import address
from organizer.domain.district import county_key
from organizer.importing.cleaning import places
from organizer.importing.cleaning.text import Cell, tidy, tidy_long
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.records.lot import Lot
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["fill_place", "fill_places"]

_STREET_ORDER = ("number", "half", "before", "name", "line", "type", "after")


def fill_place(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """City with state or ZIP in one cell; columns of their own win."""
    for guess in columns[:1]:
        for record, cell in zip(lot.records, lot.cells(guess), strict=True):
            if cell not in ("", None):
                found = address.split_full(f"1 Main St, {tidy(cell)}")
                record.city = record.city or places.clean_city(found.city)
                record.state, record.zip = record.state or found.state, record.zip or found.zip


def fill_places(lot: Lot, by_field: dict[str, list[ColumnGuess]]) -> None:
    """State, ZIP and street line, which prove and complete each other."""
    _states(lot, by_field.get("state", [])[:1])
    if "city" in by_field:
        _cities(lot)
    _zips(lot, by_field.get("zip", [])[:1])
    for guess in by_field.get("zip4", [])[:1]:
        for record, cell in zip(lot.records, lot.cells(guess), strict=True):
            text = tidy(cell)
            if text.isdigit() and len(text) <= 4 and record.zip and not record.zip4:
                record.zip4 = text.zfill(4)
    for attribute, limit in (("latitude", 90.0), ("longitude", 180.0)):
        for guess in by_field.get(attribute, [])[:1]:
            for record, cell in zip(lot.records, lot.cells(guess), strict=True):
                if cell not in ("", None):
                    setattr(record, attribute, places.clean_coordinate(cell, limit))
    _lines(lot, by_field)


def _states(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    for guess in columns:
        memory: dict[Cell, tuple[str, str]] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found = memory.get(cell)
            if found is None:
                found = memory[cell] = places.clean_state(tidy(cell))
            lot.records[place].state = found[0]
            if found[1]:
                lot.note(place, guess, cell, found[1])


def _cities(lot: Lot) -> None:
    """State and ZIP that stand behind the town in its column go where they belong, unless a column tells them."""
    for record in lot.records:
        if record.city and not record.city.isalpha():
            record.city, state, zip_code = places.split_city(record.city, record.state)
            record.state, record.zip = record.state or state, record.zip or zip_code


def _zips(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    for guess in columns:
        memory: dict[Cell, tuple[str, str, str]] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found = memory.get(cell)
            if found is None:
                found = memory[cell] = places.clean_zip(cell)
            record = lot.records[place]
            if not found[0] and not found[2]:
                continue
            record.zip, record.zip4, reason = found
            if reason == "short":
                record.zip, reason = places.restore_zip(record.zip, record.state, record.city)
            if reason and tidy(cell):
                lot.note(place, guess, cell, reason, kept=bool(record.zip))


def _lines(lot: Lot, by_field: dict[str, list[ColumnGuess]]) -> None:
    parts = {guess.detail: lot.cells(guess) for guess in by_field.get("street", [])}
    line_column = by_field.get("address1", [])[:1]
    if line_column:
        parts["line"] = lot.cells(line_column[0])
    units = lot.cells(by_field["address2"][0]) if by_field.get("address2") else None
    whole = lot.cells(by_field["address"][0]) if by_field.get("address") else None
    order = [parts[name] for name in _STREET_ORDER if name in parts]
    if not order and whole is None:
        return
    single = order[0] if len(order) == 1 else None
    for place, record in enumerate(lot.records):
        if single is not None:
            line = tidy(single[place])
        else:
            line = " ".join(text for text in (tidy(column[place]) for column in order) if text)
        unit = tidy(units[place]) if units is not None else ""
        if not unit and "unit" in parts:
            unit = f"{tidy(parts['unit_type'][place])} " if "unit_type" in parts else ""
            unit = f"{unit}{tidy(parts['unit'][place])}".strip()
        if line and ("," in line or line[-4:].isdigit()) and (
            not record.city or f", {record.city.lower()}" in line.lower()
        ):
            line = _with_town(record, line)
        if not line and whole is not None:
            line = _whole_address(record, tidy_long(whole[place]))
        if line:
            record.line, record.unit, record.key = address.written_and_key(line, unit, record.zip)


def _with_town(record: CleanRecord, text: str) -> str:
    """A street line with the town behind it, which other columns do not tell or tell, too, and its state and ZIP."""
    found = address.split_full(text)
    if record.city and found.city.lower() != record.city.lower():
        return text
    town = found.city.replace(" ", "").replace(".", "").replace("-", "").isalpha()
    if not town and not (found.zip and "," in text):
        return text
    if (found.zip and record.zip not in ("", found.zip)) or (found.state and record.state not in ("", found.state)):
        return text
    record.city, record.state = places.clean_city(found.city), record.state or found.state
    record.zip = record.zip or found.zip
    return f"{found.line} {found.unit}".strip()


def _whole_address(record: CleanRecord, text: str) -> str:
    """An address in one cell: what its end tells of city, state and ZIP fills what other columns left open."""
    if not text:
        return ""
    found = address.split_full(text)
    if record.city and found.city and not found.zip and county_key(found.city) != county_key(record.city):
        return text  # what stands behind the street is no town: "12 Elm St, Lutheran Home"
    record.city = record.city or places.clean_city(found.city)
    record.state = record.state or found.state
    record.zip = record.zip or found.zip
    return f"{found.line} {found.unit}".strip()
