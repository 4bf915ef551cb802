"""What the window is made of: its pages and commands, by name, loaded when they are first needed.

To add a page: write a `Page` (ui/widgets/page.py) in ``ui/<room>/…`` and name it here. To add a command: write a
function ``fn(jobs, window, what)`` and name it here. What is named but not there yet is simply not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.widgets.page import Page

__all__ = [
    "COMMANDS", "PAGES", "PANELS", "PageEntry", "command", "is_there", "line_of", "listed", "page_class", "panels",
]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the side bar knows it.

    Args:
        name: how other pages ask for it.
        title: its line in the side bar; "" for a page that is reached from others.
        where: ``module:class``.
        badge: whether its count is shown in red.
        under: the page whose line is lit while one without a line of its own is shown.
    """

    name: str
    title: str
    where: str
    badge: bool = False
    under: str = ""


PAGES: tuple[PageEntry, ...] = (
    PageEntry("prospects", "Prospects", "ui.prospects.page:ProspectsPage"),
    PageEntry("follow-ups", "Follow-ups", "ui.outreach.today_page:TodayPage", badge=True),
    PageEntry("call-lists", "Call lists", "ui.outreach.lists_page:CallListsPage"),
    PageEntry("calling", "", "ui.outreach.calling_page:CallingPage", under="call-lists"),
    PageEntry("sheets", "Call sheets", "ui.callsheets.sheets_page:SheetsPage"),
    PageEntry("type-in", "", "ui.callsheets.typing_page:TypingPage", under="sheets"),
    PageEntry("read-back", "", "ui.callsheets.readback_page:ReadbackPage", under="sheets"),
    PageEntry("districts", "Districts", "ui.districts.districts_page:DistrictsPage"),
    PageEntry("seats", "Seats", "ui.districts.seats_page:SeatsPage"),
    PageEntry("duplicates", "Duplicates", "ui.importing.duplicates_page:DuplicatesPage", badge=True),
    PageEntry("imports", "Imports", "ui.importing.imports_page:ImportsPage"),
    PageEntry("answers", "", "ui.importing.answers_page:AnswersPage", under="imports"),
    PageEntry("import", "", "ui.importing.import_page:ImportPage", under="imports"),
    PageEntry("overview", "Overview", "ui.overview.overview_page:OverviewPage"),
    PageEntry("history", "History", "ui.outreach.history_page:HistoryPage"),
)
"""In the order of the side bar; a page without a title is reached from other pages and the menu only."""

COMMANDS: dict[str, str] = {
    "import": "ui.importing.start:import_files",  # what: a tuple of paths; empty asks for files
    "import-pasted": "ui.importing.start:import_pasted",  # what: text, or None for the clipboard
    "sample": "ui.importing.start:import_sample",  # what: None; the sample sheets go into this store
    "call-sheet": "ui.callsheets.start:make_call_sheet",  # what: ProspectFilter
    "packet": "ui.callsheets.start:make_packet",  # what: ProspectFilter
    "recruit-sheet": "ui.districts.start:make_recruit_sheets",  # what: ids, a ProspectFilter, or those of a seat
    "sheet-templates": "ui.callsheets.start:edit_templates",  # what: None
    "type-in": "ui.callsheets.start:type_in_sheet",  # what: a sheet's number or None
    "read-back": "ui.callsheets.start:read_filled_sheets",  # what: a tuple of paths; empty asks
    "call-list": "ui.outreach.start:make_call_list",  # what: ProspectFilter
    "call": "ui.outreach.start:start_calling",  # what: a call list's id, or a ProspectFilter
    "export": "ui.callsheets.start:export_people",  # what: ProspectFilter, or ids
    "import-everything": "ui.callsheets.start:import_everything",  # what: the path of such a workbook
    "add-person": "ui.prospects.add_person:add_person",  # what: None
    "merge": "ui.prospects.merge_dialog:merge_people",  # what: a tuple of two ids
    "split": "ui.prospects.split_dialog:split_person",  # what: a tuple of one id
    "where": "ui.districts.start:show_where",  # what: ids
    "forget": "ui.prospects.forgetting:forget_people",  # what: a tuple of ids
    "load-districts": "ui.districts.start:load_districts",  # what: a tuple of paths; empty asks
}
"""Called as ``fn(jobs, window, what)`` in the window's thread."""

PANELS: tuple[str, ...] = ("ui.districts.near:NearPanel",)
"""Parts of the person's panel from other rooms: widgets made with ``(jobs, parent)`` that have ``show_person(details)``
and the signals of a Page that they need; they hide themselves where they have nothing to say."""


@lru_cache(maxsize=64)
def is_there(where: str) -> bool:
    """Whether the module behind ``module:name`` exists."""
    try:
        return find_spec(where.partition(":")[0]) is not None
    except ModuleNotFoundError:
        return False


def listed() -> list[PageEntry]:
    """The pages of the side bar that are there."""
    return [entry for entry in PAGES if entry.title and is_there(entry.where)]


def page_class(entry: PageEntry) -> type[Page]:
    """The class of a page; loads its room."""
    found: type[Page] = _load(entry.where)
    return found


def line_of(name: str) -> str:
    """The line of the side bar that is lit while a page is shown."""
    return next((entry.under for entry in PAGES if entry.name == name), "") or name


def command(name: str) -> Callable[[Any, Any, Any], object] | None:
    """The function of a command, or None while it is not there."""
    where = COMMANDS.get(name, "")
    if not where or not is_there(where):
        return None
    found: Callable[[Any, Any, Any], object] | None = getattr(import_module(where.partition(":")[0]),
                                                              where.partition(":")[2], None)
    return found


def panels() -> list[Any]:
    """The classes of the further parts of the person's panel that are there."""
    return [_load(where) for where in PANELS if is_there(where)]


def _load(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)
