"""Results recorded from the table: asked for what they need, shown at once, written beside."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from organizer.domain.clock import now
from organizer.domain.status import Result, result_of
from organizer.outreach.record import record_result

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["keep", "record"]

_SHOWN = 200  # rows that are shown changed before the store has answered
_MANY = 25  # people beyond which a result by key asks first


def record(page: ProspectsPage, code: str) -> None:
    """Record a result for the people selected, after asking what it needs."""
    result = result_of(code)
    ids = page.selected_ids
    if not ids:
        page.told.emit("Select somebody first.")
    elif _needs_asking(result, len(ids)):
        first = page.model.known(ids[0])
        page.panel.ask_for(result, first.name if first is not None else "", sure=len(ids) > _MANY)
    else:
        keep(page, code, {})


def _needs_asking(result: Result, people: int) -> bool:
    if result.asks == "answers":
        return people == 1
    return bool(result.asks) or people > _MANY or result.suppress == "hostile"


def keep(page: ProspectsPage, code: str, further: dict[str, Any]) -> None:
    """Record it with what was answered; the rows in sight change before the store has it."""
    ids = page.selected_ids
    if not ids:
        return
    known = [row for row in (page.model.known(person) for person in ids[:_SHOWN]) if row is not None]
    shown: dict[str, Any] = {"last_result": code, "last_contact": now()}
    if (wall := result_of(code).suppress) in ("do_not_call", "deceased"):
        shown[wall] = True
    wall = "" if len(ids) == 1 else result_of(code).suppress or "calls"
    page.model.change([replace(row, **shown) for row in known
                       if wall != "calls" or not (row.do_not_call or row.deceased)])
    if code == "MV":
        from organizer.cli.moved import moved  # with all of the districts' room: not needed to open the window

        further["on_moved"] = partial(moved, by=page.jobs.by, address=further.pop("address", ""))
    page.jobs.write(record_result, list(ids), code, by=page.jobs.by, apply_suggestion=True,
                    failed=partial(_not_kept, page), whole_household=page.panel.whole_household, **further)
    page.table.setFocus()


def _not_kept(page: ProspectsPage, fault: BaseException) -> None:
    page.refused.emit(str(fault))
    page.model.outdate(None)
