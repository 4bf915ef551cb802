"""The commands of this room, as menus and other pages call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from organizer.domain.filters import ProspectFilter
from ui.background.jobs import Jobs
from ui.callsheets.preview import PreviewDialog

__all__ = ["make_call_sheet", "type_in_sheet"]


def make_call_sheet(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> PreviewDialog:
    """Open the preview for the people of a filter or a selection."""
    title = "Call sheet"
    if isinstance(what, ProspectFilter) and what:
        words = what.in_words()
        title = words[:1].upper() + words[1:]
    dialog = PreviewDialog(jobs, what, title, window)
    dialog.open()
    return dialog


def type_in_sheet(jobs: Jobs, window: Any, what: int | None) -> None:
    """Go to the page where a sheet that came home is typed in."""
    window.show_page("type-in", what)
