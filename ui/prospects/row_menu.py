"""What a right click on the table of prospects offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu

from organizer.domain.filters import left_out_in_words, value_in_words, with_only, with_out
from organizer.domain.status import RESULTS
from organizer.prospects.edit import delete_people, set_field
from ui.labels import RESULT_WORDS, many
from ui.prospects.columns import COLUMNS, value_filters
from ui.prospects.copying import CopyPopup, copy_people
from ui.prospects.merge_dialog import MOST
from ui.prospects.person_panel import fill_stages
from ui.prospects.set_popup import SetPopup

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["fill_row_menu"]

_SETTABLE = (("office_sought", "Office sought…"), ("interest", "Interest…"), ("city", "City…"), ("state", "State…"),
             ("county", "County…"), ("language", "Language…"), ("source", "Source…"))
_FLAGS = (("do_not_call", "Do not call"), ("deceased", "Deceased"), ("hostile", "Hostile"))


def fill_row_menu(menu: QMenu, page: ProspectsPage, index: QModelIndex) -> None:
    """Put into a menu what can be done with the people selected and with the cell that was pressed."""
    ids = page.selected_ids
    results = menu.addMenu("Result")
    for result in RESULTS:
        results.addAction(f"{RESULT_WORDS.get(result.code, result.label)}\t{result.key.upper()}",
                          partial(page.record, result.code))
    for track, title in (("run", "Run stage"), ("help", "Help stage")):
        fill_stages(menu.addMenu(title), track, lambda code, track=track: page.set_stage(f"{track}:{code}"))  # type: ignore[misc]
    _fill_set(menu.addMenu(f"Set for all {len(ids):,} selected" if len(ids) > 1 else "Set"), page, ids)
    menu.addSeparator()
    row = page.model.row(index.row())
    if row is not None:
        for field, value in value_filters(COLUMNS[index.column()].name, row)[:6]:
            put, rest = page.bar.put, left_out_in_words(field, value)
            for words, chosen in (
                (f"Only {value_in_words(field, value)}", with_only(page.bar.filter, field, value)),
                (rest.replace("not", "Not", 1) if value else f"Only {rest}", with_out(page.bar.filter, field, value)),
            ):
                menu.addAction(words.replace("&", "&&"), partial(put, chosen))
        menu.addSeparator()
    if page.edits.field_at(index.column()):
        menu.addAction("Edit this cell\tF2", partial(page.edits.begin, index.row(), index.column()))
    menu.addAction("Fill down\tCtrl+D", page.fill_down)
    menu.addAction("Copy\tCtrl+C", page.copy)
    menu.addAction(f"Copy “{COLUMNS[index.column()].title}” only", partial(copy_people, page, [index.column()]))
    menu.addAction("Copy some columns…\tCtrl+Shift+C", partial(CopyPopup.ask, page))
    menu.addAction("Paste\tCtrl+V", page.paste)
    menu.addSeparator()
    menu.addAction("Make call sheet of these", partial(page.command_wanted.emit, "call-sheet", page.subject))
    if 1 < len(ids) <= MOST:
        menu.addAction("Merge these two…" if len(ids) == 2 else f"Merge these {len(ids)}…",
                       partial(page.command_wanted.emit, "merge", ids))
    menu.addAction("Make a call list of these…", partial(page.command_wanted.emit, "call-list", page.subject))
    menu.addAction("Call these now", partial(page.page_wanted.emit, "calling", page.subject))
    if len(ids) == 1:
        menu.addAction("Everything done to this person", partial(page.page_wanted.emit, "history", ids[0]))
        menu.addAction("Merge with somebody else…", partial(page.command_wanted.emit, "merge", ids))
        menu.addAction("Split into two people…", partial(page.command_wanted.emit, "split", ids))
    menu.addAction("Forget for good…", partial(page.command_wanted.emit, "forget", ids))
    menu.addAction(f"Delete {many(len(ids), 'person', 'people')}",
                   partial(page.jobs.write, delete_people, list(ids), by=page.jobs.by))


def _fill_set(menu: QMenu, page: ProspectsPage, ids: tuple[int, ...]) -> None:
    for field, title in _SETTABLE:
        menu.addAction(title, partial(SetPopup.ask, page, ids, field))
    menu.addAction("Add a tag…", partial(SetPopup.ask, page, ids, "tags"))
    menu.addAction("Take a tag off…", partial(SetPopup.ask, page, ids, "tags", True))
    menu.addSeparator()
    for field, title in _FLAGS:
        for value, word in ((True, title), (False, f"Not {title.lower()}")):
            menu.addAction(word, partial(page.jobs.write, set_field, list(ids), field, value, by=page.jobs.by))

