"""Proves that what goes in with a new person is what would be worked out from the tables afterwards."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select, text

from organizer.importing.cleaning.text import plain
from organizer.importing.plan import raw_cells
from organizer.storage import derived
from organizer.storage.database import Database
from organizer.storage.tables import Address, Person, PersonDistrict
from tests.importing.sheets import HEADERS, bring_in, write_csv

MORE = ["Mobile phone", "Bad email", "Tags", "State House District", "House District", "VANID", "T-shirt", "Stolz"]
ROWS = [
    ["Ann", "Lee", "ann@example.org", "218-555-0101", "12 Oak St", "Duluth", "MN", "55802",
     "2185550111", "", "delegate", "8A", "8B", "77", "XL", "0"],
    ["Đức", "Nguyễn", "a@example.org; b@example.org", "218-555-0102 (cell), 218-555-0103", "9 Elm Ave Apt 3",
     "Île-à-la-Crosse", "MN", "55731", "", "yes", "donor, run", "10B", "", "78", "", "false"],
    ["", "", "", "+44 20 7946 0958", "", "", "", "", "", "", "", "", "", "", "x" * 90, "purple-green"],
    ["Ann", "Lee", "ann@example.org", "", "", "", "", "", "", "", "", "", "", "77", "red", ""],
    ["O'Brien", "Smith-Jones", "", "", "", "Ely", "", "", "", "", "", "", "", "", "", ""],
]


def kept(store: Database) -> tuple[object, ...]:
    with store.reading() as session:
        return (
            session.execute(select(Person.__table__).order_by(Person.id)).all(),
            session.execute(select(PersonDistrict.id, PersonDistrict.current)).all(),
            [(person, sorted(words.split())) for person, words in
             session.execute(text("SELECT rowid, words FROM person_search ORDER BY rowid"))],
        )


def test_nothing_is_left_to_be_worked_out_for_new_people(store: Database, tmp_path: Path) -> None:
    report = bring_in(store, write_csv(tmp_path / "a.csv", ROWS, [*HEADERS, *MORE]))
    assert report.added == 4
    before = kept(store)
    with store.writing() as session:
        derived.refresh(session, range(1, report.people + 1))
    assert kept(store) == before


def test_a_place_is_kept_however_much_of_it_is_told(store: Database, tmp_path: Path) -> None:
    for name, places in {"some": [("46.78", ""), ("46.5", "-92.1"), ("", "")], "half": [("46.9", "")]}.items():
        rows = [[f"Ann{name}{n}", "Lee", f"{name}{n}@example.org", *[""] * 5, *at] for n, at in enumerate(places)]
        path = write_csv(tmp_path / f"{name}.csv", rows, [*HEADERS, "Lat", "Lon"])
        bring_in(store, path, chosen={"Lat": "latitude", "Lon": "longitude"})
    with store.reading() as session:
        kept = session.execute(select(Address.latitude, Address.longitude).order_by(Address.id)).all()
    assert [tuple(one) for one in kept] == [(46.78, None), (46.5, -92.1), (46.9, None)]


@given(some.lists(some.one_of(
    some.text(), some.none(), some.booleans(), some.integers(), some.floats(allow_nan=False, allow_infinity=False),
    some.dates(), some.datetimes(), some.sampled_from(['"', "\\", "a\nb", "\u2028", "\xa0", "é", '","'])
)))
def test_a_row_is_kept_as_json_would_have_it(row: list[object]) -> None:
    def read(cell: object) -> object:
        return plain(cell) if isinstance(cell, date | datetime) else cell

    assert json.loads(raw_cells(row)) == [read(cell) for cell in row]
    assert raw_cells(row) == json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain)
