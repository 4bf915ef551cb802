"""Recruitment sheets of people in a store: who may stand on one, which seats, who knows them, and the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from organizer.callsheets.log import export_log
from organizer.callsheets.recruits import MOST, recruits, write_recruits
from organizer.domain.errors import UserError
from organizer.domain.people import SeatAsk
from organizer.outreach.record import record_result
from organizer.storage.database import Database
from tests.callsheets.county import WALLED, add_county

MAYOR = SeatAsk("Blaine Mayor", "Blaine", "Aug 10, 2027", 257, "nobody yet")


def no_seats(ids: object) -> dict[int, list[SeatAsk]]:
    return {}


def test_only_those_who_may_be_called_with_who_knows_them(store: Database) -> None:
    ids = add_county(store)
    with store.writing() as session:
        for by, result in (("Lee", "CV"), ("Denise", "NH"), ("Maria", "CV")):
            record_result(session, [ids["P00"]], result, by=by)
        made = recruits(session, list(ids.values()), no_seats, by="t", asked=MAYOR)
    said = {sheet.line.name: sheet for sheet in made.sheets}
    assert not [name for name in said if name.split()[0] in (*WALLED.values(), "Badnum")]
    assert made.left_out == len(WALLED) + 1
    assert said["P00 Plain"].known_by == "Maria, Lee"
    assert said["P01 Plain"].known_by == ""
    assert said["P01 Plain"].suggested == "Will you run for Blaine Mayor? Filing closes Aug 10, 2027."


def test_each_person_has_the_seats_where_they_live(store: Database, tmp_path: Path) -> None:
    ids = add_county(store)
    with store.writing() as session:
        made = recruits(session, [ids["P00"], ids["P01"]], lambda people: {people[0]: [MAYOR]}, by="t")
        write_recruits(session, made.sheets, tmp_path / "r.pdf", by="t")
        log = export_log(session)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "r.pdf").pages]
    assert ["257 days left" in page for page in pages] == [True, False]
    assert "none known" in pages[1]
    assert [(row.purpose, row.form, row.people) for row in log] == [("recruitment sheet", "pdf", 2)]


def test_nobody_too_many_and_another_ending_are_refused(store: Database, tmp_path: Path) -> None:
    ids = add_county(store, plain=MOST + 1)
    with store.writing() as session:
        with pytest.raises(UserError, match="one a person"):
            recruits(session, list(ids.values()), no_seats, by="t")
        with pytest.raises(UserError, match="Nobody is left"):
            recruits(session, [ids["Xena"]], no_seats, by="t")
        made = recruits(session, [ids["P00"]], no_seats, by="t")
        with pytest.raises(UserError, match=r"should end in \.pdf"):
            write_recruits(session, made.sheets, tmp_path / "r.xlsx", by="t")
    assert not list(tmp_path.glob("r.*"))
