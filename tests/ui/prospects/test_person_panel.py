"""Everything about one person changed beside the table, by keys, and their household."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from organizer.prospects import browse, reach
from organizer.prospects.details import details
from organizer.prospects.edit import set_field
from organizer.storage import journal
from tests.ui.prospects.table import press, settled
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage
from ui.widgets.inplace import InPlace


@pytest.fixture
def aisha(qtbot: QtBot, page: ProspectsPage) -> ProspectsPage:
    """Aisha Flores beside the table, who has two phones."""
    page.show_person(3)
    qtbot.waitUntil(lambda: page.panel.name.value == "Aisha Flores")
    page.panel.facts.show_all(True)
    return page


def phones(page: ProspectsPage) -> list[tuple[str, str]]:
    with page.jobs.database.reading() as session:
        return [(one.number[-4:], one.status) for one in details(session, 3).phones]


def put(field: InPlace, said: str) -> None:
    if field.field is None:
        QTest.keyClick(field, Qt.Key.Key_F2)
    assert field.field is not None
    (field.field.setPlainText if field._long else field.field.setText)(said)  # type: ignore[union-attr]
    QTest.keyClick(field.field, Qt.Key.Key_Return,
                   Qt.KeyboardModifier.ControlModifier if field._long else Qt.KeyboardModifier.NoModifier)


def test_phones_are_added_changed_marked_put_first_and_removed(
    qtbot: QtBot, aisha: ProspectsPage, open_window: MainWindow
) -> None:
    lines = aisha.panel.facts.phones
    lines.begin_adding()
    put(lines.add, "218 555 0143")
    settled(qtbot, aisha)
    assert phones(aisha) == [("0127", "ok"), ("0190", "ok"), ("0143", "ok")]
    qtbot.waitUntil(lambda: len(lines.lines) == 3)
    put(lines.lines[1], "218 555 0144")
    settled(qtbot, aisha)
    assert phones(aisha) == [("0127", "ok"), ("0144", "ok"), ("0143", "ok")]

    def choose(place: int, words: str) -> None:
        menu = QMenu(aisha)
        one = aisha.panel.about.phones[place]  # type: ignore[union-attr]
        lines.fill(menu, one.number, one.status)
        next(action for action in menu.actions() if action.text() == words).trigger()
        settled(qtbot, aisha)

    choose(2, "Dial this one first")
    choose(0, "Mark as wrong number")
    assert phones(aisha) == [("0127", "ok"), ("0144", "ok"), ("0143", "wrong")]
    choose(2, "Mark as good")
    choose(1, "Remove")
    assert phones(aisha) == [("0143", "ok"), ("0144", "ok")]
    for _ in range(6):
        open_window.undo()
    settled(qtbot, aisha)
    assert phones(aisha) == [("0127", "ok"), ("0190", "ok")]


@pytest.mark.parametrize(("name", "said", "kept"), [
    ("tags", "vip; union", "vip, union"), ("language", "Somali", "Somali"), ("notes", "two\nlines <b>", "two\nlines <b>"),
    ("birth_date", "2/3/1980", "1980-02-03"), ("source", "county fair", "county fair"), ("interest", "vol", "Volunteer"),
    ("office_sought", "Sheriff", "Sheriff"), ("involvement", "🎺 حداد", "🎺 حداد"), ("city", "Ely", "Ely"), ("zip", "55731", "55731"),
])
def test_every_line_is_edited_by_keys_and_undone(
    qtbot: QtBot, aisha: ProspectsPage, open_window: MainWindow, name: str, said: str, kept: str
) -> None:
    field = aisha.panel.facts.fields[name]
    before = field.value
    put(field, said)
    settled(qtbot, aisha)
    qtbot.waitUntil(lambda: field.value == kept)
    open_window.undo()
    qtbot.waitUntil(lambda: field.value == before)


@pytest.mark.parametrize(("name", "said", "line"), [
    ("birth_date", "31/02", "isn't a date"), ("zip", "55x", "a ZIP code"), ("notes", "n" * 100_000, "100,000 letters"),
    ("state", "Freedonia", "a state"),
])
def test_what_does_not_fit_stays_in_its_field(qtbot: QtBot, aisha: ProspectsPage, name: str, said: str, line: str) -> None:
    field = aisha.panel.facts.fields[name]
    put(field, said)
    settled(qtbot, aisha)
    assert field.field is not None and line in field.fault.text()
    text = field.field.toPlainText() if field._long else field.field.text()  # type: ignore[union-attr]
    assert text == said
    QTest.keyClick(field.field, Qt.Key.Key_Escape)
    assert not field.fault.isVisible()


def test_a_number_that_must_not_be_dialled_is_refused_at_its_line(qtbot: QtBot, aisha: ProspectsPage) -> None:
    aisha.jobs.write(set_field, [9], "do_not_call", True, by="x")
    settled(qtbot, aisha)
    aisha.panel.facts.phones.begin_adding()
    put(aisha.panel.facts.phones.add, "612 555 0105")
    settled(qtbot, aisha)
    assert "asked not to be called" in aisha.panel.facts.phones.add.fault.text()
    assert phones(aisha) == [("0127", "ok"), ("0190", "ok")]


def test_the_household_is_shown_and_takes_one_result(
    qtbot: QtBot, aisha: ProspectsPage, open_window: MainWindow
) -> None:
    aisha.jobs.write(reach.add_phone, 5, "6125550127", by="x")
    aisha.jobs.write(set_field, [3, 7], "address", "9 Oak Ave", by="x")
    settled(qtbot, aisha)
    qtbot.waitUntil(lambda: aisha.panel.household.isVisible())
    others = aisha.panel.facts._others
    said = [others.itemAt(place).widget().text() for place in range(others.count())]  # type: ignore[union-attr]
    assert said == ["Linh Haddad", "same phone · new", "Denise Turner", "same address · new"]
    assert aisha.panel.household.text() == "For the &whole household of 3"
    aisha.panel.household.setChecked(True)
    press(aisha.table, "m")
    settled(qtbot, aisha)

    def results() -> list[str | None]:
        with aisha.jobs.database.reading() as session:
            return [row.last_result for row in browse.rows(session, [3, 5, 7, 1])]

    assert results() == ["LM", "LM", "LM", None]
    with aisha.jobs.database.reading() as session:
        assert journal.next_undo(session) == "Mark 3 as left message"
    open_window.undo()
    settled(qtbot, aisha)
    assert results() == [None] * 4
    aisha.show_person(1)
    settled(qtbot, aisha)
    assert not aisha.panel.whole_household


def test_a_city_of_two_words_stands_in_one_line_before_its_state(qtbot: QtBot, aisha: ProspectsPage) -> None:
    aisha.show_person(5)  # of Ham Lake
    qtbot.waitUntil(lambda: aisha.panel.name.value == "Linh Haddad")
    facts = aisha.panel.facts
    city, state = facts.fields["city"], facts.fields["state"]
    qtbot.waitUntil(lambda: city.width() > 0 and city.y() == state.y())
    assert city.height() == state.height() and not city.shown.wordWrap()
