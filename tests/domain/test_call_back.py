"""Days and times as people type them into a field."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.call_back import said_day, said_moment
from organizer.domain.clock import from_text, to_text
from organizer.domain.errors import UserError

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2016, 11, 3, 18, 20, tzinfo=CHICAGO)  # a Thursday; the clocks go back on Sunday


@pytest.mark.parametrize(("said", "day", "hour", "minute"), [
    ("tue 6pm", 8, 18, 0), ("Tue 6 PM", 8, 18, 0), ("tomorrow 7", 4, 19, 0), ("tom evening", 4, 18, 0),
    ("11/8 6:30pm", 8, 18, 30), ("8pm", 3, 20, 0), ("10am", 4, 10, 0), ("noon", 4, 12, 0), ("mon", 7, 18, 0),
    ("Fri Nov 4, 6:42 PM", 4, 18, 42), ("2016-11-08 9am", 8, 9, 0), ("2016-11-08T18:30", 8, 18, 30), ("at 7 on friday", 4, 19, 0), ("today 7p", 3, 19, 0),
])
def test_a_moment_is_read_in_the_readers_own_zone_on_both_sides_of_the_clock_change(said, day, hour, minute):
    assert said_moment(said, NOW) == to_text(datetime(2016, 11, day, hour, minute, tzinfo=CHICAGO))


@pytest.mark.parametrize("said", ["31/02", "feb 30", "soon", "tue 25:00", "tue 6pm please", "13/13", "next", "99",
                                  "2016-02-31", "6pm 7pm", "🗓", "<b>tue</b>", "x" * 500])
def test_what_is_no_moment_is_refused_in_one_line_with_examples(said):
    with pytest.raises(UserError, match=r"isn't a day or time\. Write tue 6pm") as fault:
        said_moment(said, NOW)
    assert len(fault.value.message) < 140


def test_what_is_past_is_refused():
    with pytest.raises(UserError, match="is past already"):
        said_moment("11/2/2016 6pm", NOW)
    assert said_moment("  ", NOW) == ""


@pytest.mark.parametrize(("said", "day"), [("fri", "2016-11-04"), ("12/3", "2016-12-03"), ("2016-10-01", "2016-10-01"),
                                           ("Nov 8", "2016-11-08"), ("Tue Nov 7, 2028", "2028-11-07"), ("1/2", "2017-01-02"), ("", "")])
def test_a_day_is_read(said, day):
    assert said_day(said, NOW) == day


@pytest.mark.parametrize(("said", "day"), [("fri", "2016-10-28"), ("12/3", "2015-12-03"), ("11/3", "2016-11-03"),
                                           ("Nov 8", "2015-11-08"), ("2016-10-01", "2016-10-01"), ("1/2", "2016-01-02"),
                                           ("today", "2016-11-03"), ("thu", "2016-11-03")])
def test_looking_back_a_day_is_the_last_such_day(said, day):
    assert said_day(said, NOW, past=True) == day


@pytest.mark.parametrize("said", ["31/02", "7", "fri 6pm", "whenever", "2016-13-01"])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(UserError, match=r"isn't a day\. Write fri"):
        said_day(said, NOW)


@given(st.text(max_size=30))
def test_no_text_is_a_fault(said):
    for read in (said_moment, said_day):
        try:
            found = read(said, NOW)
        except UserError:
            continue
        assert not found or from_text(found)


@pytest.mark.parametrize("said", ["tomorrow", "2016-12-03", "12/3/2016", "12/3/16"])
def test_a_day_that_is_to_come_is_none_of_the_past(said):
    with pytest.raises(UserError, match="still to come"):
        said_day(said, NOW, past=True)


def test_yesterday_is_a_day():
    assert said_day("yesterday", NOW, past=True) == (NOW.date() - timedelta(days=1)).isoformat()
