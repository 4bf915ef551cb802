"""Proves what an import writes: who comes in, what is filled or kept, what waits, and that it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from organizer.domain.errors import Cancelled, UserError
from organizer.importing import desk
from organizer.importing.importer import import_sign_ups
from organizer.importing.recognising import match_people
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import (
    Address,
    ContactEvent,
    Email,
    ExternalId,
    ImportBatch,
    Person,
    PersonDistrict,
    Phone,
    Review,
    SignUp,
)
from tests.importing.sheets import HEADERS, bring_in, planned, write_csv

ANN = ["Ann", "Lee", "ann@example.org", "218-555-0101", "12 Oak St", "Duluth", "MN", "55802"]
BO = ["Bo", "Day", "bo@example.org", "218-555-0102", "9 Elm Ave Apt 3", "Ely", "MN", "55731"]


def dump(store: Database) -> dict[str, list[tuple[object, ...]]]:
    """What the store holds about people, without what tells of actions."""
    tables = (Person, Phone, Email, Address, ExternalId, PersonDistrict, SignUp, Review, ImportBatch)
    with store.reading() as session:
        return {
            table.__tablename__: [tuple(row) for row in session.execute(select(table.__table__))] for table in tables
        }


def one(store: Database, column: object, *where: object) -> object:
    with store.reading() as session:
        return session.execute(select(column).where(*where)).scalar_one()  # type: ignore[call-overload]


def everyone(store: Database) -> int:
    with store.reading() as session:
        return int(session.scalar(select(func.count()).select_from(Person)) or 0)


def test_people_come_in_with_all_their_parts(store: Database, tmp_path: Path) -> None:
    report = bring_in(store, write_csv(tmp_path / "a.csv", [ANN, BO]))
    assert (report.added, report.people, report.problems) == (2, 2, ())
    with store.reading() as session:
        row = session.execute(select(Person).where(Person.last_name == "Day")).scalar_one()
        assert (row.first_name, row.phone, row.email, row.address, row.city, row.zip) == (
            "Bo", "+12185550102", "bo@example.org", "9 Elm Ave Apt 3", "Ely", "55731")
    assert one(store, Address.match_key, Address.city == "Ely") == "9|ELM AVE|3|55731"


def test_rows_are_kept_whole_with_columns_nobody_mapped(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [[*ANN, "purple"]], [*HEADERS, "T-shirt color"]))
    assert json.loads(str(one(store, SignUp.cells))) == [*ANN, "purple"]
    assert json.loads(str(one(store, ImportBatch.headers)))[-1] == "T-shirt color"
    from organizer.domain.filters import ProspectFilter
    from organizer.prospects import browse

    with store.reading() as session:
        assert browse.count(session, ProspectFilter(search="purple")) == 1


def test_the_same_file_twice_adds_nobody(store: Database, tmp_path: Path) -> None:
    rows = [ANN, BO, ["William", "Day", *BO[2:]], ["Nameless", "", "", "", "", "", "", ""]]
    path = write_csv(tmp_path / "a.csv", rows)
    bring_in(store, path)
    before = dump(store)
    report = bring_in(store, path)
    assert (report.added, report.updated, report.held) == (0, 0, 0)
    assert report.unchanged == report.rows
    after = dump(store)
    assert [before[name] for name in before if name != "import_batch"] == [
        after[name] for name in after if name != "import_batch"]


def test_blanks_are_filled_and_what_is_known_stays(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [["Ann", "Lee", "ann@example.org", "", "", "", "", ""]]))
    report = bring_in(store, write_csv(tmp_path / "b.csv", [ANN]))
    assert (report.added, report.updated) == (0, 1)
    assert one(store, Person.phone) == "+12185550101"
    assert one(store, Person.city) == "Duluth"
    moved = ["Ann", "Lee", "ann@example.org", "218-555-0199", "9 Elm Ave", "Duluth", "MN", "55802"]
    bring_in(store, write_csv(tmp_path / "c.csv", [moved]))
    assert one(store, Person.address) == "12 Oak St"
    assert one(store, Person.phone) == "+12185550101"
    with store.reading() as session:
        assert set(session.scalars(select(Phone.number))) == {"+12185550101", "+12185550199"}


def test_update_lets_newer_values_win_and_blanks_never_erase(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [ANN]))
    newer = ["Ann", "Lee", "ann@example.org", "218-555-0199", "9 Elm Ave", "", "", "55802"]
    report = bring_in(store, write_csv(tmp_path / "b.csv", [newer]), policy="update")
    assert report.updated == 1
    assert one(store, Person.phone) == "+12185550199"
    assert one(store, Person.address) == "9 Elm Ave"
    assert one(store, Person.city) == "Duluth"
    blanks = ["Ann", "Lee", "ann@example.org", "", "", "", "", ""]
    assert bring_in(store, write_csv(tmp_path / "c.csv", [blanks]), policy="update").unchanged == 1
    assert one(store, Person.phone) == "+12185550199"


def test_skip_leaves_people_who_are_here(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [["Ann", "Lee", "ann@example.org", "", "", "", "", ""]]))
    report = bring_in(store, write_csv(tmp_path / "b.csv", [ANN, BO]), policy="skip")
    assert (report.added, report.unchanged) == (1, 1)
    assert one(store, Person.phone, Person.first_name == "Ann") == ""


def test_do_not_call_once_set_stays(store: Database, tmp_path: Path) -> None:
    headers = [*HEADERS, "Do not call"]
    bring_in(store, write_csv(tmp_path / "a.csv", [[*ANN, "yes"]], headers))
    assert one(store, Person.do_not_call) == 1
    bring_in(store, write_csv(tmp_path / "b.csv", [[*ANN, "no"]], headers), policy="update")
    assert one(store, Person.do_not_call) == 1


def test_a_likely_double_waits_and_is_nobody_yet(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [["William", *ANN[1:]]]))
    report = bring_in(store, write_csv(tmp_path / "b.csv", [["Bill", *ANN[1:]]]))
    assert (report.added, report.held, everyone(store)) == (0, 1, 1)
    assert one(store, SignUp.outcome, SignUp.person_id.is_(None)) == "held"
    assert one(store, Review.state) == "open"
    assert json.loads(str(one(store, Review.record)))["first"] == "Bill"


def test_a_couple_in_one_cell_becomes_two_people(store: Database, tmp_path: Path) -> None:
    report = bring_in(store, write_csv(tmp_path / "a.csv", [["Bill & Mary", *ANN[1:]]]))
    assert (report.rows, report.added, report.people, everyone(store)) == (1, 1, 2, 2)
    with store.reading() as session:
        assert {tuple(row) for row in session.execute(select(Person.first_name, Person.last_name, Person.phone))} == {
            ("Bill", "Lee", "+12185550101"), ("Mary", "Lee", "+12185550101")}


def test_a_row_that_tells_nobody_is_refused_with_a_reason(store: Database, tmp_path: Path) -> None:
    report = bring_in(store, write_csv(tmp_path / "a.csv", [ANN, ["", "", "", "", "", "Duluth", "MN", "55802"]]))
    assert (report.added, report.refused) == (1, 1)
    assert [(p.row, p.reason) for p in report.problems] == [(3, "no name, phone, e-mail or address in it")]


def test_mended_and_refused_cells_are_listed(store: Database, tmp_path: Path) -> None:
    row = ["ANN", "Lee", "ann@gmial.com", "5.55E+09", "12 Oak St", "Boston", "MA", "2134"]
    report = bring_in(store, write_csv(tmp_path / "a.csv", [row]))
    assert {problem.column for problem in report.problems} == {"First Name", "Email", "Phone", "Zip"}
    assert one(store, Person.zip) == "02134"
    assert one(store, Person.email) == "ann@gmial.com"
    assert one(store, Person.phone) == ""


def test_an_import_is_taken_back_whole(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [["Ann", "Lee", "ann@example.org", "", "", "", "", ""]]))
    before = dump(store)
    report = bring_in(store, write_csv(tmp_path / "b.csv", [ANN, BO, ["Anna", *ANN[1:]]]))
    assert report.changes.summary == "Import b.csv, 2 people"
    assert dump(store) != before
    with store.writing() as session:
        journal.undo(session, by="tester")
    assert dump(store) == before
    with store.writing() as session:
        journal.redo(session, by="tester")
    assert everyone(store) == 2


def test_districts_are_one_however_they_are_written(store: Database, tmp_path: Path) -> None:
    headers = [*HEADERS, "HD", "CD"]
    bring_in(store, write_csv(tmp_path / "a.csv", [[*ANN, "010A", "MN-08"], [*BO, "HD 10a", "8"]], headers))
    from organizer.domain.filters import ProspectFilter
    from organizer.prospects import browse

    with store.reading() as session:
        for pair in (("state-house", "10A"), ("congressional", "8")):
            assert browse.count(session, ProspectFilter(districts=(pair,))) == 2


def test_a_chosen_mapping_is_remembered_by_name(store: Database, tmp_path: Path) -> None:
    headers = ["Who", "Where to find", "First Name"]
    bring_in(store, write_csv(tmp_path / "a.csv", [["Lee", "Duluth", "Ann"]], headers),
             chosen={"Who": "last_name", "Where to find": "city"})
    again = planned(store, write_csv(tmp_path / "b.csv", [["x", "Bo", "Ely", "Day"]],
                                     ["More", "First Name", "Where to find", "Who"]))
    assert {guess.header: (guess.field, guess.how) for guess in again.guesses}["Who"] == ("last_name", "remembered")
    assert again.records[0].city == "Ely"


def test_a_mapping_of_a_column_that_is_not_there_is_told(store: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has no column"):
        planned(store, write_csv(tmp_path / "a.csv", [ANN]), chosen={"Nickname": "first_name"})


def test_a_plan_is_worked_out_anew_where_the_store_moved_on(store: Database, tmp_path: Path) -> None:
    plan = planned(store, write_csv(tmp_path / "a.csv", [ANN]))
    bring_in(store, write_csv(tmp_path / "b.csv", [ANN]))
    with store.writing() as session:
        report = import_sign_ups(session, plan, by="tester")
    assert (report.added, report.unchanged, everyone(store)) == (0, 1, 1)


def test_a_contact_history_finds_its_people(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [ANN, BO]))
    headers = ["Voter File VANID", "Contact Name", "Date Canvassed", "Result", "Contact Type", "Canvassed By",
               "Email", "Phone"]
    rows = [
        ["7", "Lee, Ann", "9/21/2016", "Wrong Number", "Phone", "Moss, J.", "ann@example.org", "218-555-0101"],
        ["8", "Day, Bo", "9/22/2016", "Do Not Call", "Phone", "Moss, J.", "bo@example.org", "218-555-0102"],
        ["9", "Nobody, Here", "9/22/2016", "Not Home", "Phone", "Moss, J.", "", ""],
    ]
    path = write_csv(tmp_path / "h.csv", rows, headers)
    report = bring_in(store, path)
    assert (report.added, report.updated, report.refused, everyone(store)) == (0, 2, 1, 2)
    assert "nobody in the store matches" in [problem.reason for problem in report.problems]
    assert one(store, ContactEvent.result, ContactEvent.at == "2016-09-21") == "WN"
    assert one(store, Phone.status, Phone.number == "+12185550101") == "wrong"
    assert one(store, Person.do_not_call, Person.first_name == "Bo") == 1
    assert one(store, Person.last_result, Person.first_name == "Ann") == "WN"
    again = bring_in(store, path)
    assert (again.updated, again.unchanged) == (0, 2)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(ContactEvent)) == 2


@pytest.mark.parametrize("listed", [True, False])
def test_problems_are_told_where_they_are_wanted(tmp_path: Path, listed: bool) -> None:
    state: dict[str, object] = {}
    path, store = write_csv(tmp_path / "a.csv", [ANN, [*BO[:3], "555", *BO[4:]]]), str(tmp_path / "new.organizer")
    desk.read(state, str(path))
    desk.plan(state, store)
    report = desk.commit(state, store, "t", None, listed).report
    assert (report["added"], len(report["problems"])) == (2, int(listed))


def test_a_plan_that_was_left_half_done_is_worked_out_anew(store: Database, tmp_path: Path) -> None:
    plan = planned(store, write_csv(tmp_path / "a.csv", [["Ann", "Lee", "ann@example.org"], ["Bo", "Ray", "bo@example.org"]]))
    sums = plan.sums()

    def stop(done: int, total: int, stage: str) -> None:
        if stage == "Matching":
            raise Cancelled

    with store.reading() as session, pytest.raises(Cancelled):
        match_people(session, plan, stop)
    assert plan.sums() != sums
    with store.writing() as session:
        report = import_sign_ups(session, plan, by="t")
    assert (report.added, report.refused) == (2, 0)
