"""Copying people from the table into a spreadsheet, and what comes back from there."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from organizer.callsheets.log import export_log
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import SHOWN
from organizer.outreach import paste
from organizer.outreach.paste import RECORDED
from organizer.outreach.record import record_result
from organizer.prospects.edit import edit_person
from organizer.storage import journal
from organizer.storage.tables import Person
from tests.ui.prospects.table import narrow, settled
from ui.prospects.columns import COLUMNS, EDITED
from ui.prospects.copying import copy_people
from ui.prospects.page import ProspectsPage
from ui.widgets.clipboard import table_of, text_of

AT = {column.name: place for place, column in enumerate(COLUMNS)}


def told(page: ProspectsPage) -> list[str]:
    said: list[str] = []
    page.told.connect(said.append)
    return said


def clipped() -> str:
    return QGuiApplication.clipboard().text()


def test_one_row_is_copied_without_headings(qtbot: QtBot, page: ProspectsPage) -> None:
    narrow(qtbot, page, ProspectFilter(search="flores"), 1)
    page.table.pick([0])
    assert page.copy()
    settled(qtbot, page)
    assert clipped().split("\t")[:6] == ["Aisha Flores", "(612) 555-0127", "Blaine", "HD 32B, SD 32", "Run",
                                         "School board; City council"]


def test_a_single_cell_is_copied_as_it_stands(qtbot: QtBot, page: ProspectsPage) -> None:
    narrow(qtbot, page, ProspectFilter(search="flores"), 1)
    page.table.pick([0])
    said = told(page)
    copy_people(page, [AT["phone"]])
    settled(qtbot, page)
    assert clipped() == "(612) 555-0127" and said == ["Copied 1 cell."]


def test_rows_that_were_never_in_sight_are_copied_too(qtbot: QtBot, page: ProspectsPage) -> None:
    def many(session):
        with journal.action(session, kind="import", name="Import 600", by="test") as do:
            for number in range(600):
                do.insert(Person, first_name="Nobody", last_name=f"Number {number:03}", sort_name=f"z {number:03}")

    page.jobs.write(many)
    settled(qtbot, page)
    page.finding.find()
    qtbot.waitUntil(lambda: len(page.model.ids) == 612)
    page.select_all()
    said = told(page)
    page.copy()
    settled(qtbot, page)
    lines = list(csv.reader(io.StringIO(clipped()), delimiter="\t"))
    assert len(lines) == 613 and [line[0] for line in lines if "599" in line[0]] == ["Nobody Number 599"] and "…" not in clipped()
    assert said == ["Copied 612 rows."]


def test_a_long_note_is_copied_whole_and_pasted_back_without_a_change(qtbot: QtBot, page: ProspectsPage) -> None:
    note = "First line\n" + 'and “more”, with a "quote"\tand a tab; ' * 20
    assert len(note) > SHOWN
    ids = list(page.model.ids[:2])
    for person in ids:
        page.jobs.write(edit_person, person, "notes", note, by="test")
    settled(qtbot, page)
    page.table.pick([0, 1])
    copy_people(page, [AT["name"], AT["notes"]])
    settled(qtbot, page)
    lines = paste.lines_of(clipped())
    assert len(lines) == 3 and lines[1][1].startswith("First line\n") and len(lines[1][1]) > SHOWN
    with page.jobs.database.reading() as session:
        rows = paste.preview(session, ids, ["", "notes"], lines[1:])
    assert [(row.changes, row.problem) for row in rows] == [(False, "")] * 2


@pytest.mark.parametrize("name", [name for name, field in EDITED.items() if field not in RECORDED])
def test_a_column_pasted_back_as_it_was_copied_changes_nothing(qtbot: QtBot, page: ProspectsPage, name: str) -> None:
    if name == "signed_up_at":
        page.jobs.write(edit_person, page.model.ids[0], name, "2016-07-04", by="test")
        settled(qtbot, page)
    page.select_all()
    copy_people(page, [AT[name]])
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        rows = paste.preview(session, list(page.model.ids), [EDITED[name]], paste.lines_of(clipped()))
    assert len(rows) == 12 and [row for row in rows if row.changes or row.problem] == []


def test_several_people_copied_are_told_among_those_who_took_what(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table.pick([0])
    page.copy()
    settled(qtbot, page)
    page.table.pick([0, 1])
    with qtbot.waitSignal(page.jobs.changed):
        page.copy()
    with page.jobs.database.reading() as session:
        [row] = export_log(session)
    assert (row.by, row.people, row.form, row.purpose) == (page.jobs.by, 2, "clipboard", "copied from the table")
    assert "Name" in row.columns


def test_who_must_not_be_called_is_said_of_what_was_copied(qtbot: QtBot, page: ProspectsPage) -> None:
    page.jobs.write(record_result, [page.model.ids[1]], "XC", by="test")
    settled(qtbot, page)
    page.table.pick([0, 1, 2])
    said = told(page)
    copy_people(page, [AT["name"], AT["phone"]])
    settled(qtbot, page)
    assert said == ["Copied 3 rows; 1 must not be called."]
    with page.jobs.database.reading() as session:
        assert export_log(session)[0].words == "3 chosen people, 1 must not be called"


class _Cells(HTMLParser):
    """The cells of a table, a break as a new line."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            assert ("sdnum", "1033;0;@") in attrs and ("style", r"mso-number-format:'\@'") in attrs
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data):
        self.rows[-1][-1] += data


def test_cells_are_texts_for_spreadsheets_and_never_formulas() -> None:
    lines = [["ZIP", "Ward", "Note"], ["02139", "1/7", "=1+1"], ["", "<img src=x>", "two\nlines"]]
    read = _Cells()
    read.feed(table_of(lines))
    assert read.rows == [["ZIP", "Ward", "Note"], ["02139", "1/7", "'=1+1"], ["", "<img src=x>", "two\nlines"]]
    assert text_of(lines) == "ZIP\tWard\tNote\n02139\t1/7\t'=1+1\n\t<img src=x>\t\"two\nlines\"\n"
    assert paste.lines_of(text_of(lines)) == lines
