"""Draws every window, dialog and page from the sample store: ``python -m tests.pictures DIR [--only NAME]``.

Each is drawn light, dark and at 200 %, in a process of its own, so that the scale is real, and words that have too
little room are named. To add a picture, write a
function that is given the window and returns the widget to draw, and name it in `PICTURES`; pages of the side bar and
the pages behind them are drawn by themselves.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.pictures_calling import pictures as calling_pictures
from tests.pictures_callsheets import pictures as sheet_pictures
from tests.pictures_districts import pictures as district_pictures
from tests.pictures_importing import pictures as importing_pictures
from tests.pictures_prospects import pictures as prospects_pictures

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.prospects.page import ProspectsPage

__all__ = ["LOOKS", "PICTURES", "cut_off", "draw_all", "settle"]

LOOKS = {"light": ("light", "1"), "dark": ("dark", "1"), "200": ("light", "2")}
"""Name in the file: colours, scale."""
SIZE = (1366, 768)
_ROOT = Path(__file__).resolve().parent.parent


def settle(window: MainWindow, seconds: float = 30) -> None:
    """Wait until everything asked of the store has been answered."""
    from PySide6.QtTest import QTest

    jobs = window.jobs
    if jobs is not None:
        until = time.monotonic() + seconds
        while window.workspace is not None and window.workspace._unloaded and time.monotonic() < until:
            QTest.qWait(50)
        for _ in range(3):
            got: list[object] = []
            jobs.write(lambda session: None, done=got.append)
            jobs.run(lambda database, progress: None, title="", done=got.append)
            while len(got) < 2 and time.monotonic() < until:
                QTest.qWait(20)
            jobs.read(lambda session: None, done=got.append)
            jobs.read(lambda session: None, done=got.append, all_of_it=True)
            while len(got) < 4 and time.monotonic() < until:
                QTest.qWait(20)
    QTest.qWait(250)


def cut_off(widget: QWidget) -> list[str]:
    """The words of labels, buttons and headings in it that are not shown whole."""
    from PySide6.QtWidgets import QLabel, QPushButton

    from ui.widgets.header import Header

    found = [one.text() for one in widget.findChildren(QLabel)
             if one.isVisible() and one.text() and one.width() > 1 and (
                 one.heightForWidth(one.width()) > one.height() if one.wordWrap()
                 else one.sizeHint().width() > one.width())]
    found += [one.text() for one in widget.findChildren(QPushButton)
              if one.isVisible() and one.text() and one.sizeHint().width() > one.width()]
    for head in widget.findChildren(Header):
        found += [title for place in range(head.count()) if head.isVisible() and not head.isSectionHidden(place)
                  and head.elided(title := head.title(place), head.sectionSize(place) - 12) != title]
    return found


def _prospects(window: MainWindow) -> ProspectsPage:
    window.show_page("prospects")
    return window.workspace.page("prospects")  # type: ignore[union-attr,return-value]


def greeting(window: MainWindow) -> QWidget:
    path = window.jobs.path if window.jobs else None
    window.close_file()
    settle(window)
    window.stack.setCurrentIndex(0)
    window.grab()
    picture = window.grab()
    window.setProperty("picture", picture)
    if path is not None:
        window.open_path(path)
    settle(window)
    return window


def prospects(window: MainWindow) -> QWidget:
    """The one window, as in the design: two districts, would run, one person chosen, some results."""
    from organizer.domain.filters import ProspectFilter

    page = _prospects(window)
    page.bar.put(ProspectFilter(districts=(("state-house", "8A"), ("state-house", "8B")), interest=("run",)))
    settle(window)
    for places, key in (((2, 5, 9), "LM"), ((3, 11), "NH"), ((7,), "WN"), ((12, 14), "BZ")):
        page.table.pick(places)
        page.record(key)
        settle(window)
    page.table.pick([4])
    page.set_stage("run:interested")
    page.table.pick([8])
    page.set_stage("run:committed")
    page.table.pick([2])
    settle(window)
    window.workspace.undo_bar.hide()  # type: ignore[union-attr]
    settle(window)
    return window


def prospects_ask(window: MainWindow) -> QWidget:
    _prospects(window).record("CV")
    settle(window)
    return window


def prospects_confirm(window: MainWindow) -> QWidget:
    page = _prospects(window)
    page.panel.ask.leave()
    page.record("XC")
    settle(window)
    return window


def prospects_call_back(window: MainWindow) -> QWidget:
    page = _prospects(window)
    page.panel.ask.leave()
    page.record("CB")
    settle(window)
    return window


def prospects_many(window: MainWindow) -> QWidget:
    page = _prospects(window)
    page.panel.ask.leave()
    page.table.pick([1, 2, 3, 6])
    window.workspace.undo_bar.say("Marked 4 as left message.")  # type: ignore[union-attr]
    settle(window)
    return window


def prospects_nobody(window: MainWindow) -> QWidget:
    from organizer.domain.filters import ProspectFilter

    page = _prospects(window)
    window.workspace.undo_bar.hide()  # type: ignore[union-attr]
    page.bar.put(ProspectFilter(search="nobody at all"))
    settle(window)
    return window


def error_bar(window: MainWindow) -> QWidget:
    from organizer.domain.filters import EVERYONE

    _prospects(window).bar.put(EVERYONE)
    window.complain("signups.xlsx is protected with a password. Open it in your spreadsheet program, save it without "
                    "one, and try again.", "details")
    settle(window)
    return window


def _popup(chip: str) -> Callable[[MainWindow], QWidget]:
    def draw(window: MainWindow) -> QWidget:
        from PySide6.QtWidgets import QApplication

        from ui.widgets.choices import Popup

        window.workspace.error.hide()  # type: ignore[union-attr]
        _prospects(window).bar.chips[chip].click()
        settle(window)
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Popup) and one.isVisible()]
        return found[-1]

    return draw


def sheet_making(window: MainWindow) -> QWidget:
    from organizer.domain.filters import ProspectFilter
    from ui.callsheets.start import make_call_sheet

    return make_call_sheet(window.jobs, window,  # type: ignore[arg-type]
                           ProspectFilter(districts=(("state-house", "8A"),), interest=("run",)))


def sheet_packet(window: MainWindow) -> QWidget:
    dialog = sheet_making(window)
    settle(window)
    dialog.form.tabs.setCurrentIndex(2)  # type: ignore[attr-defined]
    dialog.form.sheets.callers.setText("Denise, Jamal, Linh")  # type: ignore[attr-defined]
    dialog.form.sheets.due.setText("2028-05-30")  # type: ignore[attr-defined]
    dialog.form.sheets.cover.click()  # type: ignore[attr-defined]
    settle(window)
    return dialog


def sheet_refused(window: MainWindow) -> QWidget:
    dialog = sheet_making(window)
    settle(window)
    dialog.form.tabs.setCurrentIndex(2)  # type: ignore[attr-defined]
    dialog.form.sheets.due.setText("someday")  # type: ignore[attr-defined]
    dialog.form.sheets.cover.click()  # type: ignore[attr-defined]
    settle(window)
    return dialog


def sheet_templates(window: MainWindow) -> QWidget:
    from ui.callsheets.start import edit_templates

    dialog = edit_templates(window.jobs, window, None)  # type: ignore[arg-type]
    settle(window)
    dialog.form.tabs.setCurrentIndex(1)
    return dialog


def sheets(window: MainWindow) -> QWidget:
    """Some sheets in the list: out, back, lost and late."""
    from organizer.callsheets import compose, shelf
    from organizer.domain.filters import ProspectFilter

    jobs = window.jobs
    assert jobs is not None
    wanted = ProspectFilter(districts=(("state-house", "8A"),), interest=("run",))
    jobs.write(compose.make_sheets, wanted, title="House 8A – would run", by="D. Brooks",
               callers=("Denise Turner", "Jamal", "Linh Haddad"), due="2028-05-30")
    jobs.write(compose.make_sheets, ProspectFilter(city=("Ely",)), title="Ely", by="D. Brooks", due="2016-09-01")
    settle(window)
    for number, state in ((2, "back"), (3, "lost")):
        jobs.write(shelf.set_sheet, number, by="D. Brooks", state=state)
    window.show_page("sheets")
    settle(window)
    return window


def preferences(window: MainWindow) -> QWidget:
    from ui.preferences.dialog import PreferencesDialog

    return PreferencesDialog(window)


def keys(window: MainWindow) -> QWidget:
    from ui.preferences.about import KeysDialog

    return KeysDialog(window)


def about(window: MainWindow) -> QWidget:
    from ui.preferences.about import AboutDialog

    return AboutDialog(window)


def restore(window: MainWindow) -> QWidget:
    from ui.preferences.restore import RestoreDialog

    return RestoreDialog(window.jobs.path, window)  # type: ignore[union-attr]


def _page(name: str) -> Callable[[MainWindow], QWidget]:
    def draw(window: MainWindow) -> QWidget:
        window.show_page(name)
        settle(window)
        return window

    return draw


PICTURES: list[tuple[str, Callable[[MainWindow], QWidget | None]]] = [
    ("greeting", greeting),
    ("prospects", prospects),
    ("prospects-ask", prospects_ask),
    ("prospects-call-back", prospects_call_back),
    ("prospects-confirm", prospects_confirm),
    ("prospects-many", prospects_many),
    ("prospects-nobody", prospects_nobody),
    ("error-bar", error_bar),
    ("popup-district", _popup("district")),
    ("popup-status", _popup("status")),
    ("sheet-making", sheet_making),
    ("sheet-packet", sheet_packet),
    ("sheet-refused", sheet_refused),
    ("sheet-templates", sheet_templates),
    ("sheets", sheets),
    ("preferences", preferences),
    ("keys", keys),
    ("about", about),
    ("restore", restore),
    *calling_pictures(settle),
    *importing_pictures(settle),
    *sheet_pictures(settle),
    *district_pictures(settle),
]


def draw_all(folder: Path, look: str, store: Path, only: str = "") -> int:
    """Draw every picture in one look. Returns how many could not be drawn."""
    from PySide6.QtWidgets import QApplication, QDialog

    from ui import rooms
    from ui.look import Look
    from ui.main_window import MainWindow
    from ui.preferences.remembered import Remembered
    from ui.widgets.choices import Popup

    app = QApplication.instance() or QApplication([])
    dress = Look(app, LOOKS[look][0])  # type: ignore[arg-type]
    remembered = Remembered()
    remembered.sign_in("D. Brooks")
    window = MainWindow(dress, remembered)
    window.resize(*SIZE)
    window.show()
    window.open_path(store)
    settle(window)
    pages = [(entry.name, _page(entry.name)) for entry in rooms.PAGES
             if entry.name not in ("prospects", "sheets") and rooms.is_there(entry.where)]
    failed = 0
    for name, draw in [*PICTURES, *prospects_pictures(settle), *pages]:
        if only and only not in name:
            continue
        try:
            widget = draw(window)
        except Exception as fault:
            failed += 1
            print(f"{name} ({look}) could not be drawn: {type(fault).__name__}: {fault}", file=sys.stderr)
            continue
        if widget is None:
            continue
        if isinstance(widget, QDialog):
            widget.show()
            settle(window)
        for words in cut_off(widget):
            print(f"{name} ({look}) has too little room for: {words}", file=sys.stderr)
        picture = window.property("picture") or widget.grab()
        window.setProperty("picture", None)
        picture.save(str(folder / f"{name}-{look}.png"))
        if isinstance(widget, (QDialog, Popup)):
            widget.close()
    window.close()
    return failed


def _sample_store(folder: Path) -> Path:
    """The sample, made by the program's own demo."""
    subprocess.run([sys.executable, "-m", "organizer", "demo", str(folder)], cwd=_ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    return next(folder.glob("*.organizer"))


def main() -> int:
    """Draw into a folder. Returns the exit code."""
    reader = argparse.ArgumentParser(prog="python -m tests.pictures", description="Draw every window and page.")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--store", type=Path, help="draw this store instead of the sample")
    reader.add_argument("--only", default="", help="only pictures with this in their name")
    reader.add_argument("--look", choices=LOOKS, help=argparse.SUPPRESS)
    chosen = reader.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.look:
        return draw_all(chosen.folder, chosen.look, chosen.store, chosen.only)
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        store = chosen.store or _sample_store(home / "sample")
        for look, (_, scale) in LOOKS.items():
            copy = home / look / "anoka-2026.organizer"
            copy.parent.mkdir()
            shutil.copyfile(store, copy)
            settings = {f"XDG_{name}_HOME": str(home / look) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
            environment = {**os.environ, **settings, "QT_SCALE_FACTOR": scale,
                           "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
            done = subprocess.run(
                [sys.executable, "-m", "tests.pictures", str(chosen.folder), "--look", look, "--store", str(copy),
                 "--only", chosen.only], cwd=_ROOT, env=environment, check=False)
            failed += done.returncode
    print(f"Pictures are in {chosen.folder}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
