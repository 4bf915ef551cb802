"""Doubles while typing, a household, and a row that is two people: by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from organizer.prospects import edit
from organizer.storage.database import Database
from tests.stories.test_shift import Hands
from ui.main_window import MainWindow
from ui.preferences.remembered import Remembered

PEOPLE = (("Ann and Bob", "Lee", "2185550101", "1 Elm St"), ("Cy", "Lee", "2185550101", "1 Elm St"),
          ("Dee", "Fox", "2185550109", "2 Oak St"))


@pytest.fixture
def hands(qtbot, look, tmp_path):
    """Three rows in the table, and the keyboard on it."""
    store = Database.create(tmp_path / "ely.organizer")
    with store.writing() as session:
        for first, last, phone, address in PEOPLE:
            edit.add_person(session, {"first_name": first, "last_name": last, "phone": phone, "address": address,
                                      "city": "Ely", "zip": "55731"}, by="t")
    store.close()
    remembered = Remembered()
    remembered.sign_in("D. Brooks")
    window = MainWindow(look, remembered)
    window.resize(1366, 768)
    window.show()
    window.open_path(store.path)
    hands = Hands(qtbot)
    hands.window = window
    hands.wait(lambda: names(hands) == ["Dee Fox", "Ann and Bob Lee", "Cy Lee"])
    window.show_page("prospects")
    hands.wait(lambda: page(hands).table.hasFocus())
    yield hands
    window.close_file()
    window.close()
    window.deleteLater()


def page(hands):
    return hands.window.workspace.page("prospects")


def names(hands):
    return [row.name for place in range(page(hands).model.rowCount()) if (row := page(hands).model.row(place))]


def results(hands):
    return [row.last_result for place in range(3) if (row := page(hands).model.row(place))]


def dialog(hands):
    hands.wait(lambda: (found := QApplication.activeModalWidget()) is not None and found.isActiveWindow())
    return QApplication.activeModalWidget()


def tab_to(hands, words, key=Qt.Key.Key_Tab):
    for _ in range(40):
        hands.press(key)
        if words in getattr(hands.target(), "text", str)():
            return
    pytest.fail(f"“{words}” is not reached")


def test_somebody_who_is_there_is_told_while_typing_and_opened(hands):
    hands.control(Qt.Key.Key_N)
    form = dialog(hands)
    hands.type("Dee Fox")
    hands.press(Qt.Key.Key_Tab)
    hands.type("218 555 0109")
    hands.wait(form.likely.isVisible)
    hands.enter()
    assert hands.target() is form.go and form.go.text() == "Add anyway"
    tab_to(hands, "Open Dee Fox", Qt.Key.Key_Backtab)
    hands.enter()
    hands.wait(lambda: QApplication.activeModalWidget() is None and page(hands).panel.person == 3)
    assert len(names(hands)) == 3


@pytest.mark.parametrize("quick", [True, False])
def test_one_result_for_a_household(hands, quick):
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Down)
    hands.wait(page(hands).panel.household.isVisible)
    if quick:
        hands.press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
        hands.wait(page(hands).panel.household.isChecked)
    else:
        tab_to(hands, "household of 2")
        hands.press(Qt.Key.Key_Space)
    hands.type("m")
    hands.wait(lambda: results(hands) == [None, "LM", "LM"])
    hands.control(Qt.Key.Key_Z)
    hands.wait(lambda: results(hands) == [None, None, None])


def test_a_row_that_is_two_people_is_split_and_put_together_again(hands):
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Down)

    def choose():
        menu = QApplication.activePopupWidget()
        while menu.activeAction() is None or not menu.activeAction().text().startswith("Split"):
            hands.press(Qt.Key.Key_Up)
        hands.enter()

    QTimer.singleShot(0, choose)
    hands.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    form = dialog(hands)
    hands.wait(lambda: (form.first.text(), form.second.text()) == ("Ann Lee", "Bob Lee"))
    hands.enter()
    hands.wait(lambda: names(hands) == ["Dee Fox", "Ann Lee", "Bob Lee", "Cy Lee"])
    assert [page(hands).model.row(place).phone for place in (1, 2)] == ["+12185550101"] * 2
    hands.control(Qt.Key.Key_Z)
    hands.wait(lambda: names(hands) == ["Dee Fox", "Ann and Bob Lee", "Cy Lee"])
