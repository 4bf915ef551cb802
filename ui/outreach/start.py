"""The commands of this room, as menus and other pages call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QInputDialog

from organizer.domain.filters import ProspectFilter
from organizer.outreach import lists
from organizer.outreach.lists import Made
from ui.background.jobs import Jobs
from ui.labels import many

__all__ = ["make_call_list", "start_calling"]


def make_call_list(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> None:
    """Ask for a name and freeze the people of a filter or a selection as a list."""
    words = what.in_words() if isinstance(what, ProspectFilter) else f"{len(what):,} chosen people"
    name, sure = QInputDialog.getText(window, "Make a call list", "Name of the list", text=words)
    if not sure or not name.strip():
        return

    def made(found: Made) -> None:
        out = lists.left_out_words(found.left_out)
        more = f" Left out: {out}." if out else ""
        window.say(f"{many(found.people, 'person', 'people')} on “{name.strip()}”.{more}")
        window.show_page("call-lists")

    jobs.write(lists.make_list, name.strip(), what, by=jobs.by, done=made)


def start_calling(jobs: Jobs, window: Any, what: int | ProspectFilter | Sequence[int]) -> None:
    """Go to the calling screen with a list, a filter or a selection."""
    window.show_page("calling", what)
