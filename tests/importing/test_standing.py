"""Stages and follow-ups of a sheet: taken for whoever has none here, never over what was recorded."""

from __future__ import annotations

from sqlalchemy import select

from organizer.callsheets.people_file import export_people
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table
from organizer.outreach.record import record_result, set_stage
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Person
from tests.importing.sheets import bring_in
from tests.importing.test_history_files import bring

TRACKER = (
    "Name\tPhone\tAttempts\tLast contacted\tLast Result\tFollow up date\tStage\n"
    "Ann Lee\t218-555-0101\t3\t6/13/2024\tLM\t6/20/2024\tInterested\n"
    "Bo Ray\t218-555-0111\t1\t6/14/2024\tNo answer\t\tNew\nCy Dunn\t218-555-0121\t\t\t\t\tseat matched\n"
)
STANDING = (Person.first_name, Person.run_stage, Person.help_stage, Person.last_result, Person.follow_up)


def standing(store):
    """Who stands where."""
    with store.reading() as session:
        return [tuple(row) for row in session.execute(select(*STANDING).order_by(Person.first_name))]


def test_a_tracker_by_hand_says_where_people_stand(store):
    _, report = bring(store, TRACKER)
    ann, bo, cy = standing(store)
    assert ann[:4] == ("Ann", "interested", "new", "LM") and ann[4].startswith("2024-06-20T")
    assert (bo[1], bo[3], bo[4], cy[1]) == ("new", "NH", None, "matched")
    assert report.added == 3


def test_the_same_tracker_twice_changes_nothing(store):
    bring(store, TRACKER)
    before = standing(store)
    _, again = bring(store, TRACKER)
    assert (standing(store), again.unchanged, again.action) == (before, 3, None)


def test_a_sheet_never_moves_anybody_back(store):
    bring(store, TRACKER)
    with store.writing() as session:
        set_stage(session, [1], "run", "filed", by="t")
        record_result(session, [1], "CB", by="t", follow_up_at="2030-01-02T18:00:00Z")
    _, report = bring(store, TRACKER.replace("3\t6/13", "4\t6/13"))
    assert standing(store)[0][1] == "filed" and standing(store)[0][4] == "2030-01-02T18:00:00Z"
    assert report.unchanged == 3


def test_what_a_sheet_says_of_somebody_here_counts_as_an_update_and_is_undone_with_it(store):
    bring(store, "Name\tPhone\nAnn Lee\t218-555-0101\n")
    before = standing(store)
    _, report = bring(store, "Name\tPhone\tStage\nAnn Lee\t218-555-0101\tVetted\n")
    assert (report.updated, standing(store)[0][1]) == (1, "vetted")
    with store.writing() as session:
        journal.undo(session, by="t")
    assert standing(store) == before


def test_our_own_export_says_in_an_empty_store_where_everybody_stands(store, tmp_path):
    bring(store, TRACKER)
    with store.writing() as session:
        set_stage(session, [2], "help", "active", by="t")
    with store.writing() as session:
        export_people(session, [1, 2, 3], tmp_path / "out.xlsx", by="t")
    other = Database.create(tmp_path / "other.organizer")
    report = bring_in(other, tmp_path / "out.xlsx")
    assert (report.added, standing(other)) == (3, standing(store))
    other.close()


def test_a_column_of_other_stages_is_kept_as_an_extra_field():
    plan = plan_import(None, read_text_table("Name\tPhone\tStage\nAnn Lee\t218-555-0101\tPrimary\n"))
    assert [guess.field for guess in plan.guesses] == ["full_name", "phone", None]
    assert not plan.steps
