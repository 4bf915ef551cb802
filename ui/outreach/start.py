"""The commands of this room, as menus and other pages call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from organizer.domain.filters import ProspectFilter
from organizer.outreach import lists
from organizer.outreach.lists import Made
from ui.background.jobs import Jobs
from ui.labels import many
from ui.outreach.list_dialog import ListDialog

__all__ = ["make_call_list", "start_calling"]


def make_call_list(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> ListDialog:
    """Ask for a name, a caller and a day, and freeze the people of a filter or a selection as a list."""
    dialog = ListDialog(jobs, what, window.remembered.names, window)

    def made() -> None:
        if isinstance(dialog.made, Made):
            out = lists.left_out_words(dialog.made.left_out)
            more = f" Left out: {out}." if out else ""
            window.say(f"{many(dialog.made.people, 'person', 'people')} on “{dialog.name.text().strip()}”.{more}")
            window.show_page("call-lists", dialog.made.id)

    dialog.accepted.connect(made)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def start_calling(jobs: Jobs, window: Any, what: int | ProspectFilter | Sequence[int]) -> None:
    """Go to the calling screen with a list, a filter or a selection."""
    window.show_page("calling", what)
