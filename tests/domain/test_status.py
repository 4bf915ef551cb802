"""What the Status column says, and that codes and keys are each used once."""

from __future__ import annotations

import pytest

from organizer.domain.status import HELP_EXITS, HELP_STAGES, RESULTS, RUN_EXITS, RUN_STAGES, stage_rank, status_of


def test_codes_and_keys_are_unique():
    assert len({result.code for result in RESULTS}) == len(RESULTS) == len({result.key for result in RESULTS})
    assert "s" not in {result.key for result in RESULTS}


def test_each_track_is_in_order():
    assert [stage_rank("run", one.code) for one in RUN_STAGES + RUN_EXITS] == list(range(20))
    assert [stage_rank("help", one.code) for one in HELP_STAGES + HELP_EXITS] == list(range(9))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (("new", "new", None), "New"),
        (("new", "new", "LM"), "Left message"),
        (("reached", "contacted", "CB"), "Call back"),
        (("interested", "new", "LM"), "Interested"),
        (("new", "active", "NH"), "Active"),
        (("not-now", "new", "CV"), "Not now"),
    ],
)
def test_a_stage_beyond_the_first_steps_says_more_than_the_last_call(state, said):
    assert status_of(*state).label == said


def test_walls_come_first():
    assert status_of("filed", "lead", "CV", do_not_call=True).label == "Do not call"
    assert status_of("filed", "lead", "CV", do_not_call=True, deceased=True).label == "Deceased"
