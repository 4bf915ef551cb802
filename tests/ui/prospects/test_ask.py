"""What a result asks for beside the table: a day that is none stays at its field, a move takes the new address."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt

from organizer.domain.clock import from_text
from organizer.domain.status import result_of
from ui.prospects.ask import AskFrame


def test_a_day_that_is_none_is_refused_at_the_field_and_a_typed_one_taken(qtbot):
    ask = AskFrame()
    qtbot.addWidget(ask)
    ask.show()
    ask.ask(result_of("CB"), "Ann Lee", 1)
    field = ask._parts["follow_up_at"]
    field.put("31/02")
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert ask.isVisible() and field.understood.text().startswith("“31/02” isn't a day or time")
    field.put("tue 6pm")
    with qtbot.waitSignal(ask.answered) as heard:
        qtbot.keyClick(field.field, Qt.Key.Key_Return)
    code, values = heard.args
    at = from_text(values["follow_up_at"]).astimezone()
    assert (code, at.weekday(), at.hour) == ("CB", 1, 18) and at > datetime.now().astimezone()


def test_the_usual_time_is_there_already(qtbot):
    ask = AskFrame()
    qtbot.addWidget(ask)
    ask.ask(result_of("CB"), "Ann Lee", 1)
    with qtbot.waitSignal(ask.answered) as heard:
        ask.accept()
    assert from_text(heard.args[1]["follow_up_at"]).astimezone().hour == 18


def test_who_moved_may_tell_where_to(qtbot):
    ask = AskFrame()
    qtbot.addWidget(ask)
    ask.ask(result_of("MV"), "Ann Lee", 1)
    ask._parts["moved_to"].choose("out-of-state")
    ask._parts["address"].setText(" 12 Oak St,  Fargo, ND 58102 ")
    with qtbot.waitSignal(ask.answered) as heard:
        ask.accept()
    assert heard.args == ["MV", {"moved_to": "out-of-state", "address": "12 Oak St, Fargo, ND 58102"}]
