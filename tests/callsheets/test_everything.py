"""Everything out and in again gives an equal store."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Float, Integer, LargeBinary, func, insert, select, text
from sqlalchemy.orm import Session

from organizer.callsheets import compose
from organizer.callsheets.everything import export_everything, import_everything
from organizer.callsheets.safe_file import hash_of
from organizer.cli import main
from organizer.cli.filled_file import raw_sheets
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.storage import derived, journal
from organizer.storage.database import Database
from organizer.storage.tables import Base, Person, StreetSegment
from tests.callsheets.county import add_county
from tests.callsheets.office import Office, needs_office


def dump(store: Database) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            found[table.name] = [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
        found["ids given"] = sorted(tuple(row) for row in session.execute(text("SELECT * FROM sqlite_sequence")))
        found["search"] = sorted(tuple(row) for row in session.execute(text("SELECT rowid FROM person_search")))
    return found


def assert_equal(one: Database, other: Database) -> None:
    mine, theirs = dump(one), dump(other)
    for name in mine:
        assert len(theirs[name]) == len(mine[name]), name
        for row, again in zip(mine[name], theirs[name], strict=True):
            assert [repr(cell)[:80] for cell in again] == [repr(cell)[:80] for cell in row], name
            assert again == row, name


@pytest.fixture
def busy(store: Database) -> Database:
    """A store with results, sheets, undone work and texts that try to break out."""
    ids = add_county(store)
    with store.writing() as session:
        made = compose.make_sheets(session, EVERYONE, title="=1+1", by="Tess")
        record_result(session, [ids["P01"]], "XC", by="@Tess", note="-1+1 “quoted”\nsecond line")
        with journal.action(session, kind="edit", name="Long", by="t") as do:
            do.update(Person, ids["P02"], notes="é" * 70_000, tags="@long 7", involvement="00123")
            do.update(Person, ids["P03"], notes="@empty")
        journal.undo(session, by="t", action_id=made.changes.action)
    return store


def test_an_equal_store_comes_of_it(busy: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, new = tmp_path / "all.xlsx", tmp_path / "new.organizer"
    assert main(["export", str(busy.path), "--everything", "--to", str(out), "--by", "Tess"]) == 0
    assert main(["import", str(new), str(out)]) == 0
    other = Database.open(new)
    assert_equal(busy, other)
    with other.writing() as session:
        assert browse.count(session, ProspectFilter(search="plain")) == 12
        record_result(session, [browse.find(session).ids[0]], "NH", by="t")
        journal.undo(session, by="t")
    other.close()
    assert main(["import-everything", str(new), str(out)]) == 1
    assert "empty file only" in capsys.readouterr().err


ODD = ("", "@empty", "@long 3", "@", "=1+1", "+1612", "00123", "1e5", "TRUE", "2016-11-08", " spaces ", "a\r\nb\tc",
       "\x01\x0b\x1f", "e\u0301\u200d\ufeff",  "_x0041_", "<b>&amp;", "Nguyễn 王 محمد 🗳", "x" * 40_000, "\x02" * 31_000, "'quoted", "#N/A")


def fill_every_table(session: Session, chance: random.Random) -> None:
    """Two rows in every table, of the oddest values each column may hold, and each referring to others."""
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in Base.metadata.sorted_tables:
        for place in range(2):
            values: dict[str, Any] = {}
            for column in table.c:
                if column.primary_key:
                    continue
                if column.foreign_keys:
                    [key] = column.foreign_keys
                    values[column.name] = session.scalar(select(func.max(key.column)))
                elif isinstance(column.type, LargeBinary):
                    values[column.name] = bytes(chance.randrange(256) for _ in range(chance.choice((0, 3, 40_000))))
                elif isinstance(column.type, Integer):
                    values[column.name] = chance.choice((0, 1))
                elif isinstance(column.type, Float):
                    values[column.name] = chance.choice((0.1, -93.25, 1e-7))
                elif column.name in ("mapping", "headers", "cells"):
                    values[column.name] = json.dumps([chance.choice(ODD)] if column.name != "mapping" else {})
                elif column.unique or column.name in ("uuid", "name", "code"):
                    values[column.name] = f"{table.name} {place} {chance.random()}"
                else:
                    values[column.name] = chance.choice((*ODD, None) if column.nullable else ODD)
            if table.name == "call_sheet":
                values["number"] = 7_000 + place
            session.execute(insert(table).prefix_with("OR IGNORE").values(**values))
    derived.refresh(session, list(session.scalars(select(Person.id))))


@pytest.mark.parametrize("seed", range(4))
def test_no_table_and_no_sign_is_lost(busy: Database, tmp_path: Path, seed: int) -> None:
    with busy.writing() as session:
        fill_every_table(session, random.Random(seed))
    mine = dump(busy)
    assert [name for name, rows in mine.items() if not rows] == []
    with busy.writing() as session:
        export_everything(session, tmp_path / "all.xlsx", by="Tess")
    other = Database.create(tmp_path / "new.organizer")
    with other.writing() as session:
        import_everything(session, raw_sheets(tmp_path / "all.xlsx"), hash_of(tmp_path / "all.xlsx"))
    assert_equal(busy, other)
    other.close()


@needs_office
def test_saved_by_libreoffice_it_is_still_everything(busy: Database, tmp_path: Path, office: Office) -> None:
    with busy.writing() as session:
        fill_every_table(session, random.Random(9))
        export_everything(session, tmp_path / "all.xlsx", by="Tess")
    office.save_as("xlsx", tmp_path / "lo", tmp_path / "all.xlsx")
    other = Database.create(tmp_path / "new.organizer")
    with other.writing() as session:
        import_everything(session, raw_sheets(tmp_path / "lo" / "all.xlsx"), hash_of(tmp_path / "all.xlsx"))
    assert_equal(busy, other)
    other.close()


def test_what_is_no_such_workbook_leaves_no_store(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name,Phone\nAnn,1\n")
    assert main(["import-everything", str(tmp_path / "new.organizer"), str(tmp_path / "people.csv")]) == 1
    assert not (tmp_path / "new.organizer").exists()


def test_every_table_has_a_sheet_without_formulas(busy: Database, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    out = tmp_path / "all.xlsx"
    assert main(["export", str(busy.path), "--everything", "--to", str(out)]) == 0
    book = load_workbook(out)
    assert len(book.sheetnames) == len(Base.metadata.tables) + 2
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert StreetSegment.__tablename__.replace("_", " ").capitalize() in book.sheetnames
