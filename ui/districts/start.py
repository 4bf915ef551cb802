"""The commands of the districts room that menus and other pages call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from organizer.callsheets.recruits import Recruits, recruits
from organizer.districts import coverage
from organizer.districts.matching import as_ask, seat_asks
from organizer.domain.filters import ProspectFilter
from ui.background.jobs import Jobs
from ui.callsheets.recruit_preview import RecruitDialog
from ui.districts.where import WhereDialog
from ui.preferences.remembered import Remembered

__all__ = ["ForSeat", "load_districts", "make_recruit_sheets", "show_where"]

_FILES = "Lists and maps (*.csv *.txt *.tsv *.xlsx *.xls *.ods *.json *.geojson *.zip *.shp);;All files (*)"


@dataclass(frozen=True, slots=True)
class ForSeat:
    """People to be asked to run for one seat."""

    seat: int
    people: tuple[int, ...]


def load_districts(jobs: Jobs, window: Any, what: object) -> None:
    """Load street indexes, maps, ZIP and precinct tables. Args: what: paths; nothing asks for them."""
    paths = tuple(str(path) for path in what) if isinstance(what, tuple | list) else ()
    if not paths:
        remembered = Remembered()
        said, _ = QFileDialog.getOpenFileNames(window, "Load districts or seats", str(remembered.folder("import")),
                                               _FILES)
        paths = tuple(said)
        if paths:
            remembered.keep_folder("import", Path(paths[0]).parent)
    if paths:
        window.show_page("districts", paths)


def make_recruit_sheets(jobs: Jobs, window: Any, what: ForSeat | ProspectFilter | Sequence[int]) -> RecruitDialog:
    """Open the preview of a page a person, for those of a seat, a filter or a selection."""
    dialog = RecruitDialog(jobs, partial(_make, what=what), window)
    dialog.open()
    return dialog


def show_where(jobs: Jobs, window: Any, what: Sequence[int]) -> WhereDialog | None:
    """Explain where people live, or set it by hand. Args: what: their ids."""
    if not what:
        window.say("Choose somebody in the table first.")
        return None
    dialog = WhereDialog(jobs, what, window)
    dialog.open()
    return dialog


def _make(session: Any, *, by: str, what: ForSeat | ProspectFilter | Sequence[int]) -> Recruits:
    seat = what.seat if isinstance(what, ForSeat) else 0
    rows = coverage.board(session, seat_ids=[seat]) if seat else []
    return recruits(session, what.people if isinstance(what, ForSeat) else what,
                    partial(seat_asks, session, first=seat), by=by, asked=as_ask(rows[0]) if rows else None)
