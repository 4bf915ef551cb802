"""The calling screen at its edges: no list, the end of a list, somebody else's list, what cannot be saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.status import result_of
from organizer.outreach import lists
from organizer.outreach.record import record_result
from organizer.prospects import belongings, browse, edit
from organizer.prospects.details import details
from organizer.prospects.reach import add_phone


@pytest.fixture
def page(open_window):
    """The calling page of the window of twelve, opened without a list."""
    open_window.show_page("calling")
    return open_window.workspace.page("calling")


def write(window, fn, *args, **kwargs):
    with window.jobs.database.writing() as session:
        return fn(session, *args, **kwargs)


def read(window, fn, *args, **kwargs):
    with window.jobs.database.reading() as session:
        return fn(session, *args, **kwargs)


def begin(qtbot, window, page, source):
    """Call a source, whatever the hour."""
    window.show_page("calling", source)
    qtbot.waitUntil(lambda: page.round is not None and page.round.source == source and (
        page.shown is not None or bool(page.round.queue.asleep)))
    if page.shown is None:
        qtbot.keyClick(page, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.shown is not None)


def does(page):
    return [offer.does for offer in page.empty.offers]


def test_with_no_list_it_offers_whom_to_begin_with(qtbot, open_window, page):
    qtbot.waitUntil(lambda: page.empty.text == "Whom do you want to call?")
    assert [offer.words for offer in page.empty.offers] == ["Call whoever was never called: 11", "All call lists"]
    write(open_window, record_result, [1], "CB", by="t", follow_up_at="2016-07-01T18:00:00Z")
    made = write(open_window, lists.make_list, "Tonight", [3, 4], by="t")
    write(open_window, lists.make_list, "Hers", [5, 6], by="t", caller="J. Moss")
    open_window.refresh()
    qtbot.waitUntil(lambda: [offer.words for offer in page.empty.offers] == [
        "Call back whoever is due: 1", "Start “Tonight”: 2 left", "Call whoever was never called: 10",
        "Call everybody who may be called: 11", "All call lists"])
    qtbot.keyClick(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.round is not None and page.round.source == made.id)


def test_an_empty_file_leads_to_the_import(qtbot, window, tmp_path):
    assert window.open_path(tmp_path / "new.organizer", create=True)
    window.show_page("calling")
    page = window.workspace.page("calling")
    qtbot.waitUntil(lambda: does(page) == ["import"])


def test_at_the_end_the_rest_may_be_called_all_the_same_or_given_back(qtbot, open_window, page):
    made = write(open_window, lists.make_list, "Tonight", [3, 4], by="t")
    begin(qtbot, open_window, page, made.id)
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_N)
        qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2 people tried lately and resting" in page.empty.text)
    assert does(page) == ["rest", "give-back", "start"]
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.shown is not None)
    for code in (Qt.Key.Key_N, Qt.Key.Key_T):
        qtbot.keyClick(page, code)
        qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 person tried lately" in page.empty.text)
    qtbot.keyClick(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: read(open_window, lists.one_list, made.id).state == "back")
    qtbot.waitUntil(lambda: page.empty.text == "Whom do you want to call?")


def test_a_list_that_is_out_with_somebody_else_is_taken_over_only_when_said(qtbot, open_window, page):
    made = write(open_window, lists.make_list, "Hers", [3, 4], by="t")
    write(open_window, lists.open_list, made.id, "J. Moss", by="t")
    open_window.show_page("calling", made.id)
    qtbot.waitUntil(page.confirm.isVisible)
    assert "out with J. Moss" in page.confirm.text.text()
    page.confirm.leave()
    assert read(open_window, lists.one_list, made.id).caller == "J. Moss"
    open_window.show_page("calling", made.id)
    qtbot.waitUntil(page.confirm.isVisible)
    page.confirm.yes.click()
    qtbot.waitUntil(lambda: read(open_window, lists.one_list, made.id).caller == "D. Brooks")


def test_a_list_made_for_somebody_else_is_taken_over_only_when_said(qtbot, open_window, page):
    made = write(open_window, lists.make_list, "Hers", [3, 4], by="t", caller="J. Moss")
    open_window.show_page("calling", made.id)
    qtbot.waitUntil(page.confirm.isVisible)
    assert "was made for J. Moss" in page.confirm.text.text()
    page.confirm.leave()
    row = read(open_window, lists.one_list, made.id)
    assert (row.caller, row.state) == ("J. Moss", "ready")


def test_who_else_answers_that_phone_is_shown(qtbot, open_window, page):
    write(open_window, add_phone, 4, "612 555 0127", by="t")
    made = write(open_window, lists.make_list, "Both", [3, 5], by="t")
    begin(qtbot, open_window, page, made.id)
    assert page.side.household.text() == "Robert Rivera · same phone · new"
    qtbot.keyClick(page, Qt.Key.Key_N)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.name.text() == "Linh Haddad")
    assert page.side.household.isHidden()


def test_the_household_is_as_the_call_before_left_it(qtbot, open_window, page):
    write(open_window, add_phone, 4, "612 555 0127", by="t")
    made = write(open_window, lists.make_list, "Both", [3, 4], by="t")
    begin(qtbot, open_window, page, made.id)
    qtbot.waitUntil(lambda: 4 in page._known)
    qtbot.keyClick(page, Qt.Key.Key_M)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.side.household.text() == "Aisha Flores · same phone · left message")


def test_whoever_loses_the_number_to_the_call_before_is_passed_over(qtbot, open_window, page):
    write(open_window, add_phone, 11, "612 555 0155", by="t")
    made = write(open_window, lists.make_list, "Couple", [8, 11, 5], by="t")
    begin(qtbot, open_window, page, made.id)
    assert page.side.household.text() == "Zoë <img src=x> · same phone · new"
    qtbot.keyClick(page, Qt.Key.Key_D)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.shown is not None and page.view.name.text() == "Linh Haddad")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: page.view.name.text() == "Tom Nguyen" and page.view.phone.text() == "No number")
    open_window.undo()
    qtbot.waitUntil(lambda: page.view.phone.text() == "(612) 555-0155")


def test_another_caller_at_the_keyboard_has_the_words_and_the_tally(qtbot, open_window, page):
    made = write(open_window, lists.make_list, "Tonight", [3, 5, 6], by="t")
    begin(qtbot, open_window, page, made.id)
    qtbot.keyClick(page, Qt.Key.Key_T)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 dialed" in page.view.shift.text())
    open_window.sign_in("Alex")
    qtbot.waitUntil(lambda: "0 dialed" in page.view.shift.text())
    qtbot.waitUntil(lambda: ("Alex", "strong") in page.shown.script)


def test_the_one_list_never_shows_people_of_the_other(qtbot, open_window, page):
    one = write(open_window, lists.make_list, "One", [3], by="t")
    two = write(open_window, lists.make_list, "Two", [5], by="t")
    begin(qtbot, open_window, page, one.id)
    assert page.view.name.text() == "Aisha Flores"
    begin(qtbot, open_window, page, two.id)
    assert page.view.name.text() == "Linh Haddad"


def test_a_note_too_long_is_refused_and_kept(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3, 4))
    qtbot.keyClick(page, Qt.Key.Key_M)
    page.view.note.setPlainText("x" * 100_000)
    with qtbot.waitSignal(page.refused) as heard:
        qtbot.keyClick(page.view.note, Qt.Key.Key_Return)
    assert "20,000 fit" in heard.args[0]
    assert (page.view.name.text(), len(page.view.note.text)) == ("Aisha Flores", 100_000)


def test_tab_changes_the_number_and_what_is_known_is_shown(qtbot, open_window, page):
    write(open_window, record_result, [3], "OL", by="t", language="Somali", at="2016-07-01T18:00:00Z")
    write(open_window, record_result, [3], "CV", by="t", best_time="evenings", at="2016-07-02T18:00:00Z")
    begin(qtbot, open_window, page, (3,))
    assert "speaks Somali · best time: evenings" in page.view.about.text()
    assert page.view.phone.text() == "(612) 555-0127"
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.view.phone.text() == "(763) 555-0190"
    qtbot.keyClick(page, Qt.Key.Key_X)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {phone.number: phone.status for phone in read(open_window, details, 3).phones} == {
        "+16125550127": "ok", "+17635550190": "disconnected"})
    assert page.view.phone.text() == "(612) 555-0127"


def test_the_place_counts_whom_there_is_to_call_and_who_was_called(qtbot, open_window, page):
    made = write(open_window, lists.make_list, "Tonight", [3, 4, 5], by="t")
    write(open_window, edit.set_field, [5], "do_not_call", "1", by="t")
    begin(qtbot, open_window, page, made.id)
    assert page.view.where.text == "Tonight · 1 of 2"
    qtbot.keyClicks(page, "n")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.where.text == "Tonight · 2 of 2" and page.shown is not None)
    page.offer_a_start()
    begin(qtbot, open_window, page, made.id)
    assert page.view.where.text == "Tonight · 2 of 2"


def test_the_place_in_a_filter_that_people_leave_as_they_are_called(qtbot, open_window, page):
    write(open_window, edit.set_field, [1], "do_not_call", "1", by="t")
    begin(qtbot, open_window, page, ProspectFilter(results=("none",)))
    assert page.view.where.text.endswith("· 1 of 10")
    qtbot.keyClicks(page, "n")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.round.queue.total == 9 and page.shown is not None)
    assert page.view.where.text.endswith("· 2 of 10")


@pytest.mark.parametrize(("code", "words"), [
    ("XC", "Aisha Flores asked not to be called"), ("DC", "Aisha Flores has died"), ("HO", "the chair only")])
def test_who_gets_a_wall_while_they_are_up_is_not_dialled(qtbot, open_window, page, code, words):
    begin(qtbot, open_window, page, (3, 4))
    open_window.jobs.write(record_result, [3], code, by="J. Moss")
    qtbot.waitUntil(lambda: words in page.view.about.text())
    assert page.view.name.text() == "Aisha Flores" and "S goes on to the next" in page.view.about.text()
    qtbot.keyClicks(page, "s")
    assert page.view.name.text() == "Robert Rivera"


def test_the_line_of_the_call_lists_is_lit_while_calling_and_leads_there(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3, 4))
    side = open_window.workspace.side
    assert side.current == "call-lists"
    qtbot.keyClick(side.view, Qt.Key.Key_Return)
    assert open_window.workspace.current is open_window.workspace.page("call-lists")


def test_a_round_without_a_list_that_was_left_is_gone_on_with(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3, 4))
    qtbot.waitUntil(lambda: 4 in page._known)
    qtbot.keyClick(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page.view.name.text() == "Robert Rivera")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    lists_page = open_window.workspace.page("call-lists")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is lists_page.empty.other)
    assert lists_page.empty.other.text() == "Go on calling: 2 chosen by hand, 1 of 2"
    qtbot.keyClick(lists_page.empty.other, Qt.Key.Key_Return)
    assert open_window.workspace.current is page and page.view.name.text() == "Robert Rivera"


def test_a_list_that_was_left_is_the_one_pointed_at(qtbot, open_window, page):
    made = [write(open_window, lists.make_list, name, ids, by="t").id for name, ids in (("A", [3, 4]), ("B", [5, 6]))]
    lists_page = open_window.workspace.page("call-lists")
    for one in made:
        begin(qtbot, open_window, page, one)
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda one=one: (row := lists_page._chosen()) is not None and row.id == one)
    assert not lists_page.go_on.text()


def test_a_call_that_is_not_saved_is_not_lost_with_the_window(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3, 4))
    qtbot.keyClicks(page, "t")
    page.view.note.setPlainText("if her sister does")
    confirm = open_window.workspace.confirm
    assert not open_window.close() and open_window.jobs is not None
    assert confirm.text.text() == "Not saved yet: the call with Aisha Flores."
    confirm.leave()
    assert page.view.note.text == "if her sister does" and page.code == "CV"
    open_window.leave_file()
    assert confirm.isVisible() and open_window.jobs is not None
    confirm.yes.click()
    assert open_window.jobs is None


def test_nobody_calls_without_a_name(qtbot, open_window, page):
    open_window.jobs.by = ""
    with qtbot.waitSignal(page.refused) as heard:
        open_window.show_page("calling", (3, 4))
    assert heard.args == ["Say who is at the keyboard (Ctrl+Shift+U), then start calling again."]
    qtbot.waitUntil(lambda: page.empty.text == "Whom do you want to call?")
    assert page.round is None


def test_a_filter_of_nobody_says_so(qtbot, open_window, page):
    open_window.show_page("calling", ProspectFilter(city=("Nowhere",)))
    qtbot.waitUntil(lambda: page.empty.text == "There is nobody here who may be called.")
    assert does(page) == ["start"]


def test_it_is_said_what_a_result_does_to_a_promised_call_back(qtbot, open_window, page):
    write(open_window, record_result, [3], "CB", by="t", follow_up_at="2016-07-01T18:00:00Z", at="2016-06-30T18:00:00Z")
    begin(qtbot, open_window, page, (3,))
    assert "to be called back" in page.view.about.text() and not page.view.promise.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert page.view.promise.text().startswith("They are still to be called back")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    qtbot.keyClick(page, Qt.Key.Key_R)
    assert page.view.promise.text().startswith("This ends the call-back of")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert not page.view.promise.isVisible()


def test_letters_in_a_field_are_no_results(qtbot, open_window, page):
    begin(qtbot, open_window, page, ProspectFilter(ids=(3, 4)))
    qtbot.keyClick(page, Qt.Key.Key_V)
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    field = QApplication.focusWidget()
    assert field is page.view.further.address
    qtbot.keyClicks(field, "dkx")
    assert (page.code, field.text()) == ("MV", "dkx")


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3,))
    assert read(open_window, belongings.names, [11])[11] == "Zoë <img src=x>"
    write(open_window, record_result, [11], "", by="t", note="<b>hello</b>")
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in (page.view.name, page.view.about, page.view.kind))
    assert read(open_window, lists.who_fits, EVERYONE)[1] == {"no_phone": 1}


class Watcher(QObject):
    """Notes every window that shows itself, however briefly."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_the_screen_shows_itself_as_a_window_of_its_own(qtbot, open_window, page, qapp):
    begin(qtbot, open_window, page, (3, 4, 5, 6))
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    for letter in "nmc":
        name = page.view.name.text()
        qtbot.keyClicks(page, letter)
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda name=name: page.shown is not None and page.view.name.text() != name)
    qtbot.waitUntil(lambda: all(call.action for call in page.round.calls))
    qapp.removeEventFilter(watcher)
    assert watcher.shown == []
    assert [one for one in qapp.topLevelWidgets() if one.isVisible()] == [open_window]


def press(qtbot, text):
    """Press keys where the keyboard is; "\r" is Enter and "\x1b" is Esc."""
    for letter in text:
        key = {"\r": Qt.Key.Key_Return, "\x1b": Qt.Key.Key_Escape}.get(letter)
        where = QApplication.focusWidget()
        qtbot.keyClick(where, key) if key else qtbot.keyClicks(where, letter)


@pytest.mark.parametrize(("keys", "label", "note"), [
    ("nm\r", "Left message", ""),
    ("nmt\r\r", "Talked", ""),
    ("nmbn\r", "No answer", ""),
    ("nmx\x1bb\r", "Busy", ""),
    ("nmt\x1bctue 6pm\r", "Call back", ""),
    ("nc\rtue 6pm\r", "Call back", ""),
    ("nmom said no\r", "No answer", "mom said no"),
    ("nthree rings\r", "No answer", "three rings"),
    ("n m\r", "No answer", "m"),
    ("nher son\x1bm\r", "Left message", "her son"),
])
def test_a_mind_may_be_changed_again_and_again(qtbot, open_window, page, keys, label, note):
    begin(qtbot, open_window, page, (3, 4))
    person = page.round.current
    page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page)
    press(qtbot, keys)
    qtbot.waitUntil(lambda: len(page.round.actions()) == 1)
    (event,) = read(open_window, details, person).events
    assert (result_of(event.result).label, event.note) == (label, note)


def test_a_changed_mind_marks_nobody_do_not_call_before_it_is_seen(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3, 4))
    page.setFocus()
    press(qtbot, "nd\r")
    assert page.code == "XC" and not page.round.calls and page.view.further.isVisible()
    press(qtbot, "\r")
    qtbot.waitUntil(lambda: len(page.round.actions()) == 1)


def test_who_was_undone_comes_next_again_and_whoever_is_up_is_not_among_them(qtbot, open_window, page):
    begin(qtbot, open_window, page, (3, 4, 5, 6, 7, 8, 9))
    called = []
    for key in "nnn":
        qtbot.waitUntil(lambda: page.shown is not None and page.shown.about.row.id == page.round.current)
        called.append(page.round.current)
        page.setFocus()
        press(qtbot, f"{key}\r")
        qtbot.waitUntil(lambda: len(page.round.actions()) == len(called))
    for place in (2, 1, 0):
        open_window.undo()
        qtbot.waitUntil(lambda place=place: page.round.current == called[place])
    qtbot.waitUntil(lambda: list(page.round.next_few(2)) == called[1:])
    qtbot.waitUntil(lambda: [row.id for row in page._coming if row.id != page.round.current][:2] == called[1:])


def test_what_is_coming_up_is_listed_with_its_day(qtbot, open_window):
    write(open_window, record_result, [1], "CB", by="t", follow_up_at="2098-07-01T18:00:00Z")
    open_window.show_page("follow-ups")
    today = open_window.workspace.page("follow-ups")
    qtbot.waitUntil(lambda: any(row.kind == "later" for row in today.model.rows))
    row = next(row for row in today.model.rows if row.kind == "later")
    assert row.count == 1 and "2098" in row.when


def test_end_goes_to_the_last_change_and_history_is_in_the_side_bar(qtbot, open_window):
    for person in (1, 2, 3):
        write(open_window, record_result, [person], "NH", by="t")
    assert any(item.name == "history" for item in open_window.workspace.side.items)
    open_window.show_page("history")
    history = open_window.workspace.page("history")
    qtbot.waitUntil(lambda: len(history.model.rows) == 4)
    qtbot.keyClick(history.table, Qt.Key.Key_End)
    assert history.table.picked_places() == [3]
    qtbot.keyClick(history.table, Qt.Key.Key_Home)
    assert history.table.picked_places() == [0]


def test_one_result_for_a_household_and_none_of_it_comes_up_again(qtbot, open_window, page):
    write(open_window, add_phone, 5, "6125550127", by="t")  # Aisha's number
    made = write(open_window, lists.make_list, "Tonight", [3, 5, 6], by="t")
    begin(qtbot, open_window, page, made.id)
    assert page.view.name.text() == "Aisha Flores"
    qtbot.waitUntil(page.side.for_all.isVisible)
    qtbot.keyClick(page, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.side.for_all.isChecked)
    qtbot.keyClick(page, Qt.Key.Key_M)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.name.text() == "José Muñoz")
    assert not page.side.whole_household

    def results():
        return [row.last_result for row in read(open_window, browse.rows, [3, 5, 6])]

    qtbot.waitUntil(lambda: results() == ["LM", "LM", None])
    open_window.undo()
    qtbot.waitUntil(lambda: results() == [None, None, None] and page.view.name.text() == "Aisha Flores")


def test_do_not_call_is_said_of_one_even_for_a_household(qtbot, open_window, page):
    write(open_window, edit.set_field, [3, 5], "address", "9 Oak Ave", by="t")
    begin(qtbot, open_window, page, (3, 5))
    qtbot.waitUntil(page.side.for_all.isVisible)
    page.side.for_all.setChecked(True)
    qtbot.keyClick(page, Qt.Key.Key_D)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.name.text() == "Linh Haddad")
    qtbot.waitUntil(lambda: read(open_window, browse.rows, [3])[0].do_not_call)
    assert not read(open_window, browse.rows, [5])[0].do_not_call
