"""Seats and who is on the ballot: loading twice adds nothing, the board agrees with the tables, all can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
from sqlalchemy import text

from organizer.districts import assign, coverage, known, load, over_weeks, seats
from organizer.districts.calendar import deadlines, to_ics, write_ics
from organizer.districts.matching import match, seats_near
from organizer.domain.errors import UserError
from organizer.outreach.record import set_stage
from organizer.prospects.belongings import put_district
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, ContactEvent, Person, StageChange
from tests.districts.homes import SAMPLE, add_people, read_csv

Truth = list[dict[str, str]]
TODAY = date(2027, 8, 1)


def fill(session: Any, truth: Truth) -> list[int]:
    """People with exact districts, and the sample's seats."""
    ids = add_people(session, truth)
    for name in ("precinct-districts.csv", "street-index.csv"):
        load.load_table(session, *read_csv(SAMPLE / name), name=name, by="test")
    assign.assign(session, by="test")
    seats.load_seats(session, *read_csv(SAMPLE / "seats.csv"), name="seats.csv", by="test", today=TODAY)
    return ids


def step(session: Any, person: int, stage: str) -> None:
    with journal.action(session, kind="stage", name="Stage", by="test") as do:
        do.insert(StageChange, person_id=person, track="run", stage=stage, at="2027-01-01T00:00:00Z", by="test")


def test_loading_twice_adds_nothing_and_a_newer_list_updates(store: Database) -> None:
    headers, rows = read_csv(SAMPLE / "seats.csv")
    with store.writing() as session:
        first = seats.load_seats(session, headers, rows, name="seats.csv", by="test", today=TODAY)
        again = seats.load_seats(session, headers, rows, name="seats.csv", by="test", today=date(2027, 9, 1))
        rows[0][-2:] = ["1", "2"]
        newer = seats.load_seats(session, headers, rows, name="seats.csv", by="test", today=TODAY)
        values = seats.seat(session, seats.find_seat(session, "HD 10A")).values
    assert (first.added, first.updated, first.unchanged) == (174, 0, 0)
    assert (again.added, again.updated, again.unchanged, again.changes.action) == (0, 0, 174, None)
    assert (newer.added, newer.updated, newer.unchanged) == (0, 1, 173)
    assert (values["filed_ours"], values["filed_total"], values["as_of"]) == (1, 2, "2027-08-01")
    with store.writing() as session:
        journal.undo(session, by="test")
        journal.undo(session, by="test")
        assert coverage.board(session) == []


def test_the_boards_sums_agree_with_the_tables(store: Database, truth: Truth) -> None:
    with store.writing() as session:
        ids = fill(session, truth[:3000])
        chosen = seats.find_seat(session, "State House 10A")
        mine = [person for person, home in zip(ids, truth, strict=False) if home["house"] == "10A"][:3]
        seats.set_candidate(session, chosen, mine[0], by="test", stage="vetted")
        seats.set_candidate(session, seats.find_seat(session, "State House 11A"), mine[1], by="test", stage="filed")
        step(session, mine[2], "committed")
    with store.reading() as session:
        rows = coverage.board(session, today=TODAY)
        head = coverage.headline(rows)

        def count(sql: str) -> int:
            return int(session.execute(text(sql)).scalar_one())

        filed = "(SELECT count(*) FROM candidacy c JOIN person q ON q.id = c.person_id WHERE c.seat_id = s.id AND {})"
        on_ballot = filed.format("q.run_stage IN ('filed', 'qualified', 'nominee', 'won')")
        sure = filed.format("q.run_stage IN ('committed', 'paperwork', 'filed', 'qualified', 'nominee', 'won')")
        assert head.seats == count("SELECT count(*) FROM seat")
        assert head.somebody == count(f"SELECT count(*) FROM seat s WHERE s.filed_ours > 0 OR {sure} > 0")
        assert head.none_of_ours == head.seats - head.somebody == head.nobody
        assert head.uncontested == count(
            f"SELECT count(*) FROM seat s WHERE max(s.filed_total, s.filed_ours, {on_ballot}) <= s.seats_up"
        )
        assert head.short_slate == count(
            f"SELECT count(*) FROM seat s WHERE max(s.filed_ours, {on_ballot}) + {sure} - {on_ballot} > 0 "
            f"AND max(s.filed_ours, {on_ballot}) + {sure} - {on_ballot} < s.seats_up"
        )
        assert head.closing == count(
            "SELECT count(*) FROM seat WHERE filing_deadline BETWEEN '2027-08-01' AND '2027-08-31'"
        )
        assert sum(kind.seats for kind in head.kinds) == head.seats
        assert sum(kind.somebody for kind in head.kinds) == head.somebody
        for one in rows:
            assert one.would_run == count(
                "SELECT count(*) FROM person p WHERE (p.wants_run = 1 OR p.run_stage IN ('interested', 'matched', "
                "'vetted', 'committed', 'paperwork')) AND p.do_not_call = 0 AND p.deceased = 0 AND p.hostile = 0 "
                "AND p.run_stage NOT IN ('filed', 'qualified', 'nominee', 'won', 'lost', 'no', 'ineligible', 'moved', "
                "'withdrew', 'other-seat', 'endorsed') AND NOT (p.run_stage IN ('committed', 'paperwork') AND p.id IN "
                "(SELECT person_id FROM candidacy)) AND EXISTS (SELECT 1 FROM person_district x JOIN district d "
                f"ON d.id = x.district_id JOIN seat s ON s.id = {one.id} WHERE x.person_id = p.id AND "
                "x.current = 1 AND d.kind = s.district_kind AND d.code = s.district_code)"
            ), one.name
            assert sum(number for _, number in one.by_stage) == one.would_run
    by_name = {one.name: one for one in rows}
    assert (by_name["State House 10A"].state, by_name["State House 10A"].candidate) == ("talks", "talking to 1")
    assert by_name["State House 11A"].state == "filed"
    assert sum(one.would_run for one in rows if one.kind == "state-house") > 1000


def test_the_board_begins_with_what_is_urgent(store: Database) -> None:
    with store.writing() as session:
        for name, deadline, ours, up in (
            ("Closed", "2027-07-01", 0, 1), ("Later", "2027-12-01", 0, 1), ("Soon", "2027-08-10", 0, 1),
            ("Covered", "2027-08-05", 1, 1), ("Short", "2027-08-09", 1, 3), ("Never", "", 0, 1),
        ):
            seats.add_seat(session, by="test", name=name, filing_deadline=deadline, filed_ours=ours, filed_total=ours,
                           seats_up=up)
        rows = coverage.board(session, today=TODAY)
    assert [one.name for one in rows] == ["Short", "Soon", "Later", "Never", "Covered", "Closed"]
    assert [one.days for one in rows[:2]] == [8, 9]
    assert (rows[0].short_slate, rows[0].none_of_ours, rows[0].uncontested) == (True, False, True)
    assert coverage.headline(rows).words == "6 seats, 4 with nobody yet. 3 filing windows close within 30 days."


def test_a_seat_by_hand_is_checked_and_undone(store: Database) -> None:
    with store.writing() as session:
        seat_id, changes = seats.add_seat(session, by="Ana", name="ISD 16 School board, seat 3", district_kind="School",
                                          district_code="ISD 16", filing_deadline="8/11/2027", seats_up="1")
        assert changes.summary == "Add seat ISD 16 School board, seat 3"
        seats.edit_seat(session, seat_id, by="Ana", filing_fee="$2", district_code="district 017")
    with store.reading() as session:
        values = seats.seat(session, seat_id).values
    assert (values["district_kind"], values["district_code"], values["office"]) == ("school", "17", "School board")
    assert (values["filing_deadline"], values["filing_fee"]) == ("2027-08-11", "$2")
    for wrong in ({"filing_deadline": "soon"}, {"seats_up": "0"}, {"district_kind": "shoe"}, {"name": " "},
                  {"colour": "red"}):
        with pytest.raises(UserError), store.writing() as session:
            seats.edit_seat(session, seat_id, by="Ana", **wrong)
    with store.writing() as session:
        seats.remove_seat(session, seat_id, by="Ana")
        assert coverage.board(session) == []
        journal.undo(session, by="Ana")
        journal.undo(session, by="Ana")
        assert seats.seat(session, seat_id).values["district_code"] == "16"


def test_a_candidate_moves_forward_and_is_never_somebody_who_must_be_left_alone(store: Database) -> None:
    with store.writing() as session:
        ids = add_people(session, [{"run": "True"}, {"run": "True"}])
        seat_id, _ = seats.add_seat(session, by="test", name="Mayor")
        seats.set_candidate(session, seat_id, ids[0], by="test", stage="committed")
        seats.set_candidate(session, seat_id, ids[0], by="test")
        with journal.action(session, kind="record", name="Wall", by="test") as do:
            do.insert(ContactEvent, person_id=ids[1], at="2027-01-01T00:00:00Z", by="test", result="XC")
        found = seats.seat(session, seat_id)
        assert [(one[0], one[2]) for one in found.candidates] == [(ids[0], "committed")]
        assert [one.coverage for one in coverage.board(session)] == ["Committed"]
        with pytest.raises(UserError, match="asked not to be called"):
            seats.set_candidate(session, seat_id, ids[1], by="test")
        seats.drop_candidate(session, seat_id, ids[0], by="test")
        assert seats.seat(session, seat_id).candidates == ()


def test_matching_ranks_with_reasons_and_leaves_out_whom_it_must(store: Database) -> None:
    with store.writing() as session:
        base = {"run": "True", "state": "MN"}
        wishes = ["School board", "Any", "City council", "School board", "School board", "School board", "School board"]
        ids = add_people(session, [*({**base, "office": one} for one in wishes), {"help": "True", "state": "MN"}])
        assign.set_typed(session, ids, "school", "16", by="test")
        school, _ = seats.add_seat(session, by="test", name="ISD 16 School board", district_kind="school",
                                   district_code="16", filing_deadline="2027-08-11")
        mayor, _ = seats.add_seat(session, by="test", name="Mayor of Blaine", district_kind="city",
                                  district_code="Blaine")
        step(session, ids[3], "filed")
        step(session, ids[4], "no")
        seats.set_candidate(session, mayor, ids[5], by="test", stage="committed")
        with journal.action(session, kind="record", name="Record", by="test") as do:
            do.insert(ContactEvent, person_id=ids[6], at="2027-01-01T00:00:00Z", by="test", result="XC")
            do.insert(ContactEvent, person_id=ids[0], at="2027-01-01T00:00:00Z", by="test", result="CV")
            do.update(Person, ids[0], involvement="Door captain")
    with store.reading() as session:
        found = match(session, school)
        near = seats_near(session, ids[0], today=TODAY)
        (row,) = [one for one in coverage.board(session, today=TODAY) if one.id == school]
    assert [one.person for one in found] == ids[:3]
    assert row.would_run == len(found)
    assert set(found[0].reasons[:2]) == {"wants school board", "lives in ISD 16"}
    assert {"Door captain", "would run", "no phone"} <= set(found[0].reasons)
    assert "open to any office" in found[1].reasons
    assert "wants city council" in found[2].reasons
    assert [(one.seat.name, one.certainty) for one in near] == [("ISD 16 School board", "exact")]


def test_towns_count_by_postal_city_only_where_a_seat_is_up(store: Database, truth: Truth) -> None:
    with store.writing() as session:
        ids = fill(session, truth[:1500])
        aitkin = seats.find_seat(session, "Aitkin City Council")
        found = match(session, aitkin)
        cities = {one.code for one in known.summary(session, "city")}
    lives = {person for person, home in zip(ids, truth, strict=False) if home["city"] == "Aitkin"}
    assert found
    assert {one.person for one in found} <= lives
    assert "likely lives in Aitkin (by postal city)" in found[0].reasons
    assert cities <= {row[2] for row in read_csv(SAMPLE / "seats.csv")[1] if row[1] == "city"}


def test_find_seat_says_which(store: Database) -> None:
    with store.writing() as session:
        seats.load_seats(session, *read_csv(SAMPLE / "seats.csv"), name="seats.csv", by="test")
        one = seats.find_seat(session, "state house 10a")
        assert seats.find_seat(session, "HD 10A") == seats.find_seat(session, "hd10a") == one
        assert seats.find_seat(session, str(one)) == one
        assert seats.find_seat(session, seats.seat(session, one).uuid) == one
        with pytest.raises(UserError, match="22 seats"):
            seats.find_seat(session, "State House")
        with pytest.raises(UserError, match="No seat is called"):
            seats.find_seat(session, "Dog catcher")


def test_deadlines_and_the_calendar(store: Database, tmp_path: Any) -> None:
    with store.writing() as session:
        for name, opens, closes in (("A", "2027-07-20", "2027-08-05"), ("B", "2027-07-20", "2027-08-14"),
                                    ("C", "2027-08-20", "2027-08-31"), ("D", "", "2027-07-31"), ("E", "", "")):
            seats.add_seat(session, by="test", name=name, filing_opens=opens, filing_deadline=closes)
    with store.reading() as session:
        found = deadlines(session, today=TODAY)
        later = deadlines(session, today=date(2027, 7, 10)).later
        body = to_ics(session, today=TODAY)
        assert write_ics(session, str(tmp_path / "out.ics"), today=TODAY) == 4
        with pytest.raises(UserError, match="could not be written"):
            write_ics(session, str(tmp_path / "nowhere" / "out.ics"))
    assert [(days, [one.name for one in rows]) for days, rows in found.within] == [(7, ["A"]), (14, ["B"]), (30, ["C"])]
    assert [one.name for one in found.open_now] == ["A", "B"]
    assert [one.name for one in found.opening] == ["C"]
    assert [one.name for one in later] == ["B", "C"]
    assert (tmp_path / "out.ics").read_bytes() == body
    events = list(icalendar.Calendar.from_ical(body).walk("VEVENT"))
    (first,) = [one for one in events if one["dtstart"].dt == date(2027, 8, 5)]
    assert str(first["summary"]) == "Filing closes: A"
    assert len(events) == 7
    assert {len(one.subcomponents) for one in events} == {0, 3}


def test_the_one_number_follows_what_was_done_week_by_week(store: Database) -> None:
    """A list says one has filed; a person is committed by a call, not by any change of a seat; a seat is removed."""
    with store.writing() as session:
        people = add_people(session, [{}, {}])
        ids = [seats.add_seat(session, by="t", name=name)[0] for name in ("Mayor", "Clerk", "Judge")]

        def at(day: str) -> None:
            """Let all that was done since the last call be done on a day."""
            for table in ("action", "stage_change", "candidacy"):
                session.execute(text(f"UPDATE {table} SET at = '{day}T17:43:21Z' WHERE at NOT LIKE '%T17:43:21Z'"))

        at("2026-07-08")
        seats.edit_seat(session, ids[0], by="t", filed_ours=1)
        at("2026-07-15")
        seats.set_candidate(session, ids[1], people[0], by="t", stage="interested")
        at("2026-07-16")
        set_stage(session, [people[0]], "run", "committed", by="t")
        at("2026-07-29")
        seats.set_candidate(session, ids[2], people[1], by="t", stage="filed")
        at("2026-08-05")
        seats.edit_seat(session, ids[0], by="t", filed_ours=0)
        seats.remove_seat(session, ids[2], by="t")
        at("2026-08-12")
        session.execute(text("DELETE FROM coverage"))
        session.execute(text("INSERT INTO coverage (day, seats, with_somebody) VALUES ('2026-06-24', 2, 0)"))
        said = over_weeks.history(session, today=date(2026, 8, 19))
    assert said == [
        ("2026-06-24", 2, 0), ("2026-07-12", 3, 0), ("2026-07-19", 3, 1), ("2026-07-26", 3, 1), ("2026-08-02", 3, 2),
        ("2026-08-09", 3, 3), ("2026-08-16", 2, 1), ("2026-08-19", 2, 1),
    ]


def test_what_was_undone_never_moved_the_number(store: Database) -> None:
    with store.writing() as session:
        seat_id, _ = seats.add_seat(session, by="t", name="Mayor")
        seats.edit_seat(session, seat_id, by="t", filed_ours=1)
        session.execute(text("UPDATE action SET at = '2026-07-08T18:00:00Z'"))
        assert over_weeks.history(session, today=date(2026, 7, 15)) == [("2026-07-12", 1, 1), ("2026-07-15", 1, 1)]
        journal.undo(session, by="t")
        session.execute(text("DELETE FROM coverage"))
        assert over_weeks.history(session, today=date(2026, 7, 15)) == [("2026-07-12", 1, 0), ("2026-07-15", 1, 0)]


@pytest.mark.parametrize(
    ("seat", "precinct", "county", "lives"),
    [
        (("township", "Delmar Township", "Tioga"), "Delmar Twp", "Tioga", True),
        (("township", "DELMAR TWP", ""), "Delmar Township 2", "", True),
        (("township", "Delmar", ""), "DELMAR TWP W-1 P-2", "", True),
        (("borough", "Mansfield Borough", ""), "Mansfield Boro", "", True),
        (("borough", "Mansfield Borough", ""), "Mansfield Twp", "", False),
        (("township", "Jackson Township", "Tioga"), "Jackson Twp", "Potter", False),
        (("township", "Pike Township", ""), "Spring Pike Twp", "", False),
        (("township", "Pike Township", ""), "", "", False),
    ],
)
def test_a_township_is_where_the_precinct_is_called_so(
    store: Database, seat: tuple[str, str, str], precinct: str, county: str, lives: bool
) -> None:
    kind, code, where = seat
    with store.writing() as session:
        with journal.action(session, kind="people", name="Live", by="t", parts=("people", "districts")) as do:
            person = do.insert(Person, first_name="Earl", last_name="Yoder", sort_name="yoder earl", state="PA", wants_run=1)
            do.insert(Address, person_id=person, city="Wellsboro", state="PA", county=county, line="1 Main St")
            put_district(session, do, person, "precinct", precinct)
        added, _ = seats.add_seat(session, by="t", name="Supervisor", district_kind=kind, district_code=code, state="PA",
                                  county=where)
        found = match(session, added)
        assert [one.person for one in found] == ([person] if lives else [])
        if lives:
            assert f"likely lives in {code} (by the name of the precinct)" in found[0].reasons
        assign.assign(session, by="t")
        assert len(match(session, added)) == lives
        seats.remove_seat(session, added, by="t")
        assign.assign(session, by="t")
        assert not known.summary(session, kind)
