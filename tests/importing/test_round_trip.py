"""What leaves the store as a file comes back the same: five hundred naughty texts, and any text, in csv and xlsx."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from organizer.callsheets.people_file import export_people
from organizer.domain.filters import EVERYONE
from organizer.prospects.browse import districts_of
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import District, Person, PersonDistrict
from tests.importing.sheets import bring_in

NAUGHTY = [
    "=1+1", "+1 612 555 0100", "-2+3", "@SUM(A1)", "\t=cmd|' /C calc'!A0", "'=1+1", "''", "'", "'quoted'", '"', '""', '"a"', "a\nb",
    "a\r\nb", "a\rb", "a\tb", ";", ",", "|", "a,b;c", "NULL", "None", "undefined", "nan", "true", "0", "00123", "1e10", "1/2",
    "8A", "08N", "Muñoz", "Nguyễn", "Žižek", "O’Neil", "D'Angelo", "Ångström", "İstanbul", "ß", "ﬁ", "é", "e\u0301", "田中",
    "김", "Привет", "مرحبا", "שלום", "👩‍👩‍👧", "🇺🇸", "\u200bzero", "a\u200fb", "a\u202eb", "\ufeffbom", "a\u00a0b", "a\u2028b",
    "<script>alert(1)</script>", "<img src=x>", "&amp;", "{{7*7}}", "${x}", "%s%n", "../../etc", "C:\\new", "\\", "a" * 3000,
    "x\x00y", "x\x07y", "x\x1by", "_x000D_", "_x0041_", "#REF!", "#N/A", "=HYPERLINK(\"http://x\")", "mailto:a@b.co", "a@b.co",
    "  lead", "trail  ", "in  side", "1,234", "$5", "50%", "2016-06-22", "6/22/2016", "12:30", "(218) 555-0101", "Ann; Bo",
]


def texts() -> list[str]:
    chance = random.Random(4)
    found = list(NAUGHTY)
    while len(found) < 500:
        found.append(chance.choice(["", " ", "=", "'", "\n"]).join(chance.sample(NAUGHTY, 2)))
    return found


def bring_texts(store: Database, path: Path, found: list[str]) -> None:
    """People whose notes and names are these texts, by way of an xlsx, which holds any of them."""
    from organizer.callsheets.workbook import Column, SheetSpec, write_workbook

    names = ["First Name", "Last Name", "Email", "Notes"]
    rows = [[text[:40], f"Number{place}", f"p{place}@example.org", text] for place, text in enumerate(found)]
    write_workbook(path, [SheetSpec("People", [Column(name, 16) for name in names], rows)])
    bring_in(store, path)


def told(store: Database) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    with store.reading() as session:
        for email, first, notes in session.execute(select(Person.email, Person.first_name, Person.notes)):
            found.setdefault(email, []).append((first, notes))
    return {email: sorted(people) for email, people in found.items()}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_five_hundred_naughty_texts_come_back(store: Database, tmp_path: Path, ending: str) -> None:
    bring_texts(store, tmp_path / "first.xlsx", texts())
    before = told(store)
    assert len(before) == 500
    with store.writing() as session:
        export_people(session, EVERYONE, tmp_path / f"out.{ending}", by="t")
    again = Database.create(tmp_path / "again.organizer")
    bring_in(again, tmp_path / f"out.{ending}")
    after = told(again)
    wrong = {email: (before[email], after.get(email)) for email in before if before[email] != after.get(email)}
    again.close()
    assert not wrong, list(wrong.items())[:5]


def test_our_own_districts_come_back_and_change_nobody_where_they_were(store: Database, tmp_path: Path) -> None:
    """A county and its commission have headings that other programs mean otherwise."""
    first = tmp_path / "first.csv"
    first.write_text("First Name,Last Name,Email,County Commissioner District,House District,County Name\n"
                     "Ann,Lee,ann@example.org,Pine 02,8A,Pine\nBo,Ray,bo@example.org,Aitkin 01,10B,Aitkin\n")
    bring_in(store, first)
    with store.writing() as session, journal.action(session, kind="edit", name="Found", by="t") as do:
        county = do.insert(District, kind="county", state="", code="Pine", sort_key="pine")
        do.insert(PersonDistrict, person_id=1, district_id=county, kind="county", method="precinct", current=1)
        before = districts_of(session, [1, 2])
        export_people(session, EVERYONE, tmp_path / "out.csv", by="t")
    report = bring_in(store, tmp_path / "out.csv")
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    again = Database.create(tmp_path / "again.organizer")
    bring_in(again, tmp_path / "out.csv")
    with again.reading() as session:
        after = districts_of(session, [1, 2])
    again.close()
    assert after == before and ("county", "Pine") in after[1] and ("county-council", "Pine 02") in after[1]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=40), min_size=1, max_size=30), st.sampled_from(["csv", "xlsx"]))
def test_any_text_comes_back(tmp_path: Path, found: list[str], ending: str) -> None:
    folder = tmp_path / str(random.SystemRandom().randrange(2**60))
    folder.mkdir()
    stores = [Database.create(folder / f"{name}.organizer") for name in ("one", "two")]
    try:
        bring_texts(stores[0], folder / "first.xlsx", found)
        with stores[0].writing() as session:
            export_people(session, EVERYONE, folder / f"out.{ending}", by="t")
        bring_in(stores[1], folder / f"out.{ending}")
        assert told(stores[1]) == told(stores[0])
    finally:
        for one in stores:
            one.close()
