"""What a result brings with it: the rest it asks for, the follow-up it makes, the stage it suggests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta, tzinfo

from organizer.domain import clock
from organizer.domain.status import HELP_STAGES, RUN_STAGES, result_of, stage_rank

__all__ = [
    "EARLIEST_CALL",
    "LATEST_CALL",
    "REST",
    "answer_effects",
    "day_part",
    "default_follow_up",
    "rested_at",
    "suggested_stage",
]

EARLIEST_CALL, LATEST_CALL = time(9), time(20, 30)
"""When people are called, in their own local time."""
REST = timedelta(hours=48)
"""How long a person who was called is left alone, whatever came of it, unless the result says longer."""
_AGAIN_AT_ONCE = {"WN", "WX"}  # the next number may be tried right away
_SAME_SHIFT = {"BZ"}
_SOFT_EXITS = {"not-now", "no", "lapsed"}  # "ask again, at least four times"


def rested_at(result: str, at: datetime) -> datetime:
    """From when on somebody may be tried again after an attempt at that moment."""
    if result in _AGAIN_AT_ONCE:
        return at
    hours = timedelta(hours=result_of(result).rest_hours)
    return at + (hours if result in _SAME_SHIFT else max(hours, REST))


def day_part(moment: datetime) -> str:
    """Morning, afternoon or evening, by the moment's own zone."""
    return "morning" if moment.hour < 12 else "afternoon" if moment.hour < 17 else "evening"


def default_follow_up(at: datetime, zone: tzinfo | None = None) -> str:
    """When to call back where nothing else was said: the next day at the same hour, inside calling hours."""
    local = at.astimezone(zone) + timedelta(days=1)
    hour = min(max(local.time(), EARLIEST_CALL), time(20))
    return clock.to_text(local.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0))


def answer_effects(
    run_stage: str, help_stage: str, result: str, *, offered: Collection[str] = (), run_answer: str = "",
    help_answer: str = "", moved_to: str = "",
) -> tuple[tuple[str, str], ...]:
    """The (track, stage) steps that an attempt suggests, none of them a step back.

    Args:
        run_stage, help_stage: where the person stands.
        result: a code, or "".
        offered: the tracks they signed up for. Of somebody who signed up for one, the other is left alone until they
            say something of it.
        run_answer, help_answer: what they said.
        moved_to: a code of `status.MOVES`.
    """
    steps = []
    for track, current, answer in (("run", run_stage, run_answer), ("help", help_stage, help_answer)):
        if offered and track not in offered and current == "new" and not answer:
            continue
        step = suggested_stage(track, current, result, answer)
        if (track == "run" and result == "MV" and moved_to[:3] == "out" and not _committed("run", current)
                and not _gone("run", current)):
            step = "moved"
        if step is not None:
            steps.append((track, step))
    return tuple(steps)


def suggested_stage(track: str, current: str, result: str, answer: str) -> str | None:
    """The stage an attempt suggests, never one further back; None where it suggests nothing.

    Talking to somebody suggests "reached" or "contacted"; a yes or maybe to running suggests "interested", a yes to
    helping "said-yes", also for somebody who said no or not now before; later suggests "not-now" and no suggests "no",
    but only before anybody has committed.
    """
    if answer in ("later", "no"):
        step = {"later": "not-now", "no": "no"}[answer]
        return None if _committed(track, current) or current == step or _gone(track, current) else step
    if (answer in ("yes", "maybe") and track == "run") or answer == "yes":
        step = "interested" if track == "run" else "said-yes"
        return step if current in _SOFT_EXITS or stage_rank(track, step) > stage_rank(track, current) else None
    if result != "CV":
        return None
    step = {"run": "reached", "help": "contacted"}[track]
    return step if stage_rank(track, step) > stage_rank(track, current) else None


def _committed(track: str, current: str) -> bool:
    """Whether somebody stands at or beyond the step after which a call no longer suggests leaving the track."""
    steps = [stage.code for stage in (RUN_STAGES if track == "run" else HELP_STAGES)]
    return current in steps[steps.index("committed" if track == "run" else "scheduled"):]


def _gone(track: str, current: str) -> bool:
    """Whether somebody left the track for a reason that a "no" does not better."""
    steps = [stage.code for stage in (RUN_STAGES if track == "run" else HELP_STAGES)]
    return current not in steps and current not in _SOFT_EXITS
