"""Everything out and in again gives an equal store."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text

from organizer.callsheets import compose
from organizer.cli import main
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Base, Person, StreetSegment
from tests.callsheets.county import add_county


def dump(store: Database) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            found[table.name] = [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
        found["search"] = sorted(tuple(row) for row in session.execute(text("SELECT rowid FROM person_search")))
    return found


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
    mine, theirs = dump(busy), dump(other)
    for name in mine:
        assert theirs[name] == mine[name], name
    with other.writing() as session:
        assert browse.count(session, ProspectFilter(search="plain")) == 12
        record_result(session, [browse.find(session).ids[0]], "NH", by="t")
        journal.undo(session, by="t")
    other.close()
    assert main(["import-everything", str(new), str(out)]) == 1
    assert "empty file only" in capsys.readouterr().err


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
