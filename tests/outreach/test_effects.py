"""What results suggest and how long they let people rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain import clock
from organizer.domain.status import ANSWERS, HELP_EXITS, HELP_STAGES, MOVES, RESULTS, RUN_EXITS, RUN_STAGES, stage_rank
from organizer.outreach import effects

NOON = datetime(2016, 6, 1, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(("result", "hours"), [
    ("NH", 48), ("LM", 72), ("BZ", 1), ("CV", 48), ("RF", 24 * 90), ("WN", 0), ("WX", 0), ("OL", 48),
])
def test_people_rest_two_days_unless_the_result_says_otherwise(result, hours):
    assert effects.rested_at(result, NOON) - NOON == timedelta(hours=hours)


@pytest.mark.parametrize(("current", "result", "answer", "step"), [
    ("new", "CV", "", "reached"), ("vetted", "CV", "", None), ("new", "NH", "", None),
    ("reached", "CV", "maybe", "interested"),
    ("filed", "CV", "yes", None), ("filed", "CV", "no", None), ("interested", "CV", "no", "no"),
    ("interested", "CV", "later", "not-now"), ("no", "CV", "yes", "interested"), ("not-now", "CV", "", None),
    ("moved", "CV", "no", None), ("won", "CV", "no", None), ("lost", "CV", "later", None), ("no", "CV", "no", None),
])
def test_a_call_suggests_a_stage_but_never_one_further_back(current, result, answer, step):
    assert effects.suggested_stage("run", current, result, answer) == step


@pytest.mark.parametrize(("offered", "help_answer", "steps"), [
    (("help",), "", {"help"}), (("run",), "", {"run"}), (("run", "help"), "", {"run", "help"}), ((), "", {"run", "help"}),
    (("run",), "yes", {"run", "help"}),
])
def test_talking_moves_nobody_on_a_track_they_did_not_sign_up_for(offered, help_answer, steps):
    assert {track for track, _ in effects.answer_effects("new", "new", "CV", offered=offered, help_answer=help_answer)} == steps
    assert ("run", "reached") not in effects.answer_effects("interested", "new", "CV", offered=("help",))


def test_moving_out_suggests_moved_away_until_somebody_has_committed():
    assert effects.answer_effects("reached", "new", "MV", moved_to="out-of-state") == (("run", "moved"),)
    assert effects.answer_effects("reached", "new", "MV", moved_to="in-district") == ()
    assert effects.answer_effects("filed", "new", "MV", moved_to="out-of-state") == ()
    assert effects.answer_effects("withdrew", "new", "MV", moved_to="out-of-state") == ()


@given(
    st.sampled_from(RUN_STAGES + RUN_EXITS), st.sampled_from(HELP_STAGES + HELP_EXITS), st.sampled_from(RESULTS),
    st.sampled_from(["", *dict(ANSWERS)]), st.sampled_from(["", *dict(ANSWERS)]),
    st.sampled_from(["", *dict(MOVES)]),
)
def test_no_suggestion_ever_leads_back(run, help_, result, run_answer, help_answer, moved):
    soft = ("not-now", "no", "lapsed")
    for track, step in effects.answer_effects(run.code, help_.code, result.code, run_answer=run_answer,
                                              help_answer=help_answer, moved_to=moved):
        current = run.code if track == "run" else help_.code
        assert step != current
        assert current in soft or stage_rank(track, step) > stage_rank(track, current)


def test_a_call_back_without_a_time_is_the_next_day_at_that_hour():
    zone = ZoneInfo("America/Chicago")
    evening = datetime(2016, 6, 1, 18, 20, tzinfo=zone)
    assert effects.default_follow_up(evening, zone) == clock.to_text(datetime(2016, 6, 2, 18, 20, tzinfo=zone))
    night = datetime(2016, 6, 1, 23, 10, tzinfo=zone)
    assert effects.default_follow_up(night, zone) == clock.to_text(datetime(2016, 6, 2, 20, 0, tzinfo=zone))
    dawn = datetime(2016, 6, 1, 6, 0, tzinfo=zone)
    assert effects.default_follow_up(dawn, zone) == clock.to_text(datetime(2016, 6, 2, 9, 0, tzinfo=zone))
    spring = datetime(2016, 3, 12, 18, 0, tzinfo=zone)  # the clocks go forward that night
    assert effects.default_follow_up(spring, zone) == clock.to_text(datetime(2016, 3, 13, 18, 0, tzinfo=zone))
