"""A status in our own words, of the table copied and pasted back or of a sheet by hand, comes back as what it is."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from organizer.domain.status import HELP_EXITS, HELP_STAGES, RESULTS, RUN_EXITS, RUN_STAGES
from organizer.importing.cleaning.status_words import read_status
from organizer.outreach.record import record_result, set_stage
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Person
from tests.importing.test_history_files import bring, events_of
from tests.importing.test_unseen_exporters import fields, planned
from ui.prospects.columns import COLUMNS

PEOPLE = "Name\tPhone\tInterest\n" + "".join(
    f"{name}\t218-555-010{place}\t{interest}\n" for place, (name, interest) in enumerate(
        (("Ann Lee", "run"), ("Bo Ray", "volunteer"), ("Cy Dunn", "run"), ("Di Fox", "volunteer"), ("Ed Orr", "run"),
         ("Flo Poe", ""))))


def copied(store):
    """The table as it lies on the clipboard, with the columns shown at first."""
    with store.reading() as session:
        ids = session.scalars(select(Person.id).order_by(Person.id)).all()
        rows = browse.rows(session, ids, whole=True)
    shown = [column for column in COLUMNS if column.shown]
    lines = [[column.title for column in shown], *[[column.said(row) for column in shown] for row in rows]]
    return "\n".join("\t".join(line) for line in lines)


def standing(store):
    with store.reading() as session:
        return [tuple(row) for row in session.execute(select(
            Person.first_name, Person.run_stage, Person.help_stage, Person.last_result, Person.do_not_call)
            .order_by(Person.id))]


@pytest.fixture
def worked(store):
    """A store in which everybody stands somewhere else."""
    bring(store, PEOPLE)
    with store.writing() as session:
        record_result(session, [1], "LM", by="t", at="2024-06-13T15:00:37Z")
        set_stage(session, [2], "help", "said-yes", by="t")
        set_stage(session, [3], "run", "matched", by="t")
        set_stage(session, [4], "help", "not-now", by="t")
        record_result(session, [5], "XC", by="t", at="2024-06-13T15:10:37Z")
    return store


def test_the_table_pasted_into_another_store_says_where_everybody_stands(worked, tmp_path):
    other = Database.create(tmp_path / "other.organizer")
    plan, report = bring(other, copied(worked))
    assert (plan.exporter.label, report.added) == ("Organizer table", 6)
    assert standing(other) == [
        ("Ann", "new", "new", "LM", 0), ("Bo", "new", "said-yes", None, 0), ("Cy", "matched", "new", None, 0),
        ("Di", "new", "not-now", None, 0), ("Ed", "new", "new", None, 1), ("Flo", "new", "new", None, 0)]
    assert [event[1] for event in events_of(other)] == ["LM"] and events_of(other)[0][3].startswith("2024-06-13T15:00")
    with other.writing() as session:
        journal.undo(session, by="t")
        assert session.scalars(select(Person.id)).all() == []
    other.close()


def test_the_table_pasted_back_where_it_comes_from_changes_nothing(worked):
    before, events = standing(worked), events_of(worked)
    _, report = bring(worked, copied(worked))
    assert (report.added, report.updated) == (0, 0)
    assert (standing(worked), events_of(worked)) == (before, events)


@pytest.mark.parametrize("label", [
    *(one.label for one in RESULTS), *(one.label for one in (*RUN_STAGES, *RUN_EXITS, *HELP_STAGES, *HELP_EXITS)),
])
def test_every_word_the_window_shows_is_known(label):
    assert any(read_status(label))


def test_a_sheet_by_hand_with_results_and_stages_under_status(store):
    _, report = bring(store, "Name\tPhone\tStatus\nAnn Lee\t218-555-0101\tLM\nBo Ray\t218-555-0102\tcommitted\n"
                             "Cy Dunn\t218-555-0103\tno answer\nDi Fox\t218-555-0104\tSaid yes\nEd Orr\t218-555-0105\tabroad\n")
    assert [one[:4] for one in standing(store)] == [
        ("Ann", "new", "new", "LM"), ("Bo", "committed", "new", None), ("Cy", "new", "new", "NH"),
        ("Di", "new", "said-yes", None), ("Ed", "new", "new", None)]
    assert [(one.row, one.reason) for one in report.problems] == [(6, "no result or stage of ours")]


@pytest.mark.parametrize("cells", [
    ("Active", "Inactive", "Active"), ("Active", "Moved", "Deceased"), ("Scheduled", "Completed", "No show"),
    ("New", "Contacted", "Lost"), ("Confirmed", "Cancelled", "Confirmed"), ("Paid", "Lapsed", "New"),
])
def test_the_status_of_voters_members_and_events_is_none_of_ours(cells):
    rows = [[f"{name} Lee", f"218-555-010{place}", cell]
            for place, (name, cell) in enumerate(zip(("Ann", "Bo", "Cy"), cells, strict=True))]
    assert "status" not in fields(planned(["Name", "Phone", "Status"], *rows)).values()
