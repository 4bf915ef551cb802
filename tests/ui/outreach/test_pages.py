"""Call lists, today's work and the history, each leading on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import lists, record
from organizer.outreach.today import Work
from ui import rooms
from ui.outreach.history_page import HistoryPage
from ui.outreach.list_dialog import ListDialog
from ui.outreach.lists_page import CallListsPage
from ui.outreach.start import make_call_list
from ui.outreach.today_page import TodayPage


def test_a_list_is_made_of_a_filter_and_opened_for_calling(qtbot, jobs, window):
    page = CallListsPage(jobs, window)
    jobs.changed.connect(page.refresh)
    assert page.stack.currentWidget() is page.empty
    dialog = make_call_list(jobs, window, ProspectFilter(districts=(("state-house", "32A"),)))
    qtbot.waitUntil(lambda: dialog.people.text() == "4 people to call.")
    assert dialog.name.text() == "HD 32A"
    dialog.due.put("31/02")
    dialog.save()
    assert dialog.isVisible() and "31/02" in dialog.due.understood.text()
    dialog.due.put("12/3/2028")
    dialog.caller.setText("J. Moss")
    dialog.save()
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    row = page.model.rows[0]
    assert (row.name, row.progress.people, row.state, row.caller, row.due) == (
        "HD 32A", 4, "ready", "J. Moss", "2028-12-03")
    with qtbot.waitSignal(page.page_wanted) as asked:
        page.call.click()
    assert asked.args == ["calling", row.id]


def test_what_was_not_reached_is_given_back(qtbot, jobs, window):
    page = CallListsPage(jobs, window)
    jobs.changed.connect(page.refresh)
    jobs.write(lists.make_list, "All", EVERYONE, by="t")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    jobs.write(lists.release, page.model.rows[0].id, by="t")
    qtbot.waitUntil(lambda: page.model.rows[0].state == "back")


def test_a_list_is_changed_in_one_place_and_a_second_one_leaves_out_who_is_taken(qtbot, jobs, window):
    jobs.write(lists.make_list, "All", EVERYONE, by="t")
    page = CallListsPage(jobs, window)
    jobs.changed.connect(page.refresh)
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    again = ListDialog(jobs, EVERYONE)
    qtbot.waitUntil(lambda: "on another list" in again.people.text())
    again.taken.click()
    qtbot.waitUntil(lambda: "on another list" not in again.people.text())
    dialog = ListDialog(jobs, page.model.rows[0])
    dialog.name.setText("")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.problem.text() == "Give the list a name.")
    dialog.name.setText("Tonight")
    dialog.due.put("fri")
    dialog.save()
    qtbot.waitUntil(lambda: page.model.rows[0].name == "Tonight")
    assert page.model.rows[0].due == dialog.due.value


def test_a_list_of_whom_a_search_found_is_named_without_its_marks(qtbot, jobs):
    dialog = ListDialog(jobs, ProspectFilter(search="Ham Lake"))
    dialog.save()
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.made.changes.summary.startswith("Make list “Ham Lake” of ")


def test_enter_before_a_new_list_is_shown_starts_no_other_and_leads_nowhere(qtbot, jobs, window):
    window.show()
    with jobs.database.writing() as session:
        first = lists.make_list(session, "One", ProspectFilter(ids=(1,)), by="t").id
    page = CallListsPage(jobs, window)
    asked = []
    page.page_wanted.connect(lambda *what: asked.append(what))
    page.open(first)  # the first list of all, which is not read yet
    qtbot.keyClick(page.focusProxy(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._chosen() is not None)
    with jobs.database.writing() as session:
        second = lists.make_list(session, "Two", ProspectFilter(ids=(2,)), by="t").id
    page.open(second)
    qtbot.keyClick(page.focusProxy(), Qt.Key.Key_Return)
    assert asked == []
    qtbot.waitUntil(lambda: page._chosen() is not None and page._chosen().id == second)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked == [("calling", second)]


def test_the_first_few_of_a_filter_make_a_list_and_the_others_stay_free(qtbot, jobs, window):
    dialog = ListDialog(jobs, EVERYONE)
    qtbot.waitUntil(lambda: dialog.people.text().endswith("to call. Left out: 1 without a good number."))
    dialog.most.setValue(5)
    assert dialog.people.text().startswith("The first 5 of 11 people to call; the others stay free")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.made.people == 5
    second = ListDialog(jobs, EVERYONE)
    qtbot.waitUntil(lambda: second.people.text().startswith("6 people to call.") and "5 on another" in second.people.text())


@pytest.mark.parametrize(("kind", "target", "page"), [
    ("overdue", None, "calling"), ("due", None, "calling"), ("new", None, "calling"), ("list", 3, "call-lists"),
    ("sheet", 7, "type-in"), ("deadline", 5, "seats"),
])
def test_each_line_of_today_leads_to_the_work_with_one_key(qtbot, jobs, window, kind, target, page):
    today = TodayPage(jobs, window)
    row = Work(kind, "Work", 1, EVERYONE, target)
    today._show([row])
    today.table.setFocus()
    with qtbot.waitSignal(today.page_wanted) as asked:
        qtbot.keyClick(today.table, Qt.Key.Key_Return)
    assert asked.args == [page, EVERYONE if page == "calling" else target]


def test_today_counts_what_is_urgent_only_where_something_is_and_heads_numbers_over_them(qtbot, jobs, window):
    today = TodayPage(jobs, window)
    today._show([Work("due", "Follow-ups due today", 3, EVERYONE)])
    assert today.count_line.text() == "1 thing to do"
    today._show([Work("due", "Follow-ups due today", 3, EVERYONE), Work("overdue", "Late", 1, EVERYONE, urgent=True)])
    assert today.count_line.text() == "2 things to do, 1 urgent"
    sides = [today.model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
             for column in range(3)]
    assert sides == [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight]


def test_today_tells_a_follow_up_that_is_overdue_and_leads_to_it(qtbot, jobs, window):
    page = TodayPage(jobs, window)
    jobs.changed.connect(page.refresh)
    jobs.write(record.record_result, [1], "CB", by="t", follow_up_at="2016-07-01T18:00:00Z")
    qtbot.waitUntil(lambda: any(row.kind == "overdue" for row in page.model.rows))
    place = next(place for place, row in enumerate(page.model.rows) if row.kind == "overdue")
    page.table.pick([place])
    with qtbot.waitSignal(page.page_wanted) as asked:
        page.go.click()
    assert asked.args[0] == "calling"
    assert asked.args[1].follow_up_by


def test_the_history_is_filtered_and_one_thing_among_later_ones_taken_back(qtbot, jobs, window):
    jobs.write(record.record_result, [1], "LM", by="Ann")
    jobs.write(record.record_result, [2], "NH", by="Bob")
    page = HistoryPage(jobs, window)
    jobs.changed.connect(page.refresh)
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    page.who.setCurrentIndex(page.who.findText("Ann"))
    page.who.activated.emit(page.who.currentIndex())
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    page.table.pick([0])
    page.take_back.click()
    qtbot.waitUntil(lambda: bool(page.model.rows) and page.model.rows[-1].undone)
    with jobs.database.reading() as session:
        from organizer.prospects import browse

        assert [row.last_result for row in browse.rows(session, [1, 2])] == [None, "NH"]


def test_the_history_of_one_person_and_of_one_day(qtbot, jobs, window):
    jobs.write(record.record_result, [1], "LM", by="Ann")
    page = HistoryPage(jobs, window)
    jobs.changed.connect(page.refresh)
    page.open(1)
    qtbot.waitUntil(lambda: page.only.text() == "Only Maria Okafor  ✕")
    qtbot.waitUntil(lambda: [row.name for row in page.model.rows] == ["Mark Maria Okafor as left message", "Import 12"])
    page.when.setCurrentIndex(page.when.findData("day"))
    page.when.activated.emit(page.when.currentIndex())
    page.day.put("1/1/2016")
    qtbot.waitUntil(lambda: not page.model.rows)
    page.day.put("31/02")
    assert "31/02" in page.day.understood.text()
    page.day.put("today")
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    jobs.write(record.record_result, [2], "NH", by="Bob")
    page.only.click()
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)


@pytest.mark.parametrize("name", [entry.name for entry in rooms.PAGES])
def test_every_page_opens_in_the_window(qtbot, qapp, open_window, name):
    open_window.show_page(name)
    assert open_window.workspace.current is open_window.workspace.page(name)
    assert [one for one in qapp.topLevelWidgets() if one.isVisible()] == [open_window]
