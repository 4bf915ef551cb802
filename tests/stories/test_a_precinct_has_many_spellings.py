"""A precinct that one list writes in capitals and another does not is one precinct, for people and for its seat."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from organizer.districts import known, matching, seats
from organizer.domain.filters import ProspectFilter
from organizer.prospects import browse
from organizer.prospects.belongings import put_district
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Person
from tests.importing.sheets import bring_in

SEATS = [["Precinct committeeperson", "precinct", "agua fria", "AZ"], ["Precinct chair", "precinct", "Peña 2", "AZ"]]


def test_one_precinct_in_three_spellings(store: Database, tmp_path: Path) -> None:
    head = "First name,Last name,Phone,State,Precinct\n"
    (tmp_path / "voters.csv").write_text(f"{head}Ana,Ruiz,602-555-0101,AZ,AGUA FRIA\n", "utf-8")
    (tmp_path / "form.csv").write_text(
        f"{head}Bo,Day,602-555-0102,AZ,Agua Fria\nCy,Lee,602-555-0103,AZ,PEÑA 02\n", "utf-8")
    bring_in(store, tmp_path / "voters.csv")
    with store.writing() as session:
        seats.load_seats(session, ["Office", "District type", "District", "State"], SEATS, name="seats.csv", by="Ana")
    bring_in(store, tmp_path / "form.csv")
    with store.writing() as session:
        cy = session.execute(select(Person.id).where(Person.last_name == "Lee")).scalar_one()
        with journal.action(session, kind="people", name="Move", by="Ana", parts=("people", "districts")) as do:
            put_district(session, do, cy, "precinct", "agua fria")
    with store.reading() as session:
        assert [(one.code, one.people) for one in known.summary(session, "precinct")] == [("AGUA FRIA", 3)]
        for said in ("AGUA FRIA", "Agua  Fria", "agua fria"):
            assert browse.count(session, ProspectFilter(districts=(("precinct", said),))) == 3, said
        places = [near.seat.name for near in matching.seats_near(session, cy)]
        assert places == ["Precinct committeeperson, agua fria"]
    with store.writing() as session, journal.action(
        session, kind="people", name="Back", by="Ana", parts=("people", "districts")
    ) as do:
        put_district(session, do, cy, "precinct", "")
    with store.reading() as session:
        assert [near.seat.name for near in matching.seats_near(session, cy)] == ["Precinct chair, Peña 2"]
