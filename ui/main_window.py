"""The one window: menus, an open file or the greeting, and the line at the foot.

How to add a page: write a `Page` (see ui/widgets/page.py: made with ``(jobs, parent)``; it has `title`, `icon`, a
static `count(session)` for the side bar, `refresh(changes)`, and signals to tell, to refuse and to ask for other pages)
and name it in `ui.rooms.PAGES`. How to add a command to the menus: write ``fn(jobs, window, what)``, name it in
`ui.rooms.COMMANDS`, and give it an entry in `ui/actions.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.cli.assigning import assign_new
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE
from organizer.settings import data_folder, shared_folder_warning
from organizer.storage.database import Database
from organizer.storage.file import SUFFIX
from ui import rooms
from ui.actions import Actions
from ui.at_cursor import sort_at_cursor
from ui.background.jobs import Jobs
from ui.bringing import bring_in, take
from ui.copies import Copies
from ui.greeting import Greeting
from ui.look import Look
from ui.preferences.remembered import Remembered
from ui.status_line import StatusLine
from ui.widgets.bars import ErrorBar
from ui.widgets.page import Page
from ui.workspace import Workspace

__all__ = ["MainWindow"]


class MainWindow(QMainWindow):
    """Opens files and shows them.

    Args:
        look: the application's dress.
        remembered: what was kept from the last time.

    Signals:
        files_dropped: paths of files that are not Organizer's own, dropped on the window.
        store_opened: a file was opened: its Jobs.
        store_closed: it was closed.
    """

    files_dropped = Signal(object)
    store_opened = Signal(object)
    store_closed = Signal()

    def __init__(self, look: Look, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.remembered = remembered
        self.jobs: Jobs | None = None
        self.workspace: Workspace | None = None
        self._asked_who = False  # at a keyboard that several share, once at the start
        self.setWindowTitle("Organizer")
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.setMinimumSize(760, 480)
        self.greeting = Greeting(remembered)
        self.error = ErrorBar()
        self.stack = QStackedWidget()
        first = QWidget()
        lines = QVBoxLayout(first)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.greeting, 1)
        lines.addWidget(self.error)
        self.stack.addWidget(first)
        self.setCentralWidget(self.stack)
        self.foot = StatusLine(remembered, self)
        self.setStatusBar(self.foot)
        self.copies = Copies(self)
        self.actions_ = Actions(self)
        self.greeting.new_wanted.connect(self.new_file)
        self.greeting.open_wanted.connect(self.open_file)
        self.greeting.sample_wanted.connect(self.open_sample)
        self.greeting.file_wanted.connect(self.open_path)
        self.greeting.signed_in.connect(self.sign_in)
        self.foot.switch_wanted.connect(self.switch_user)
        self.files_dropped.connect(partial(bring_in, self))
        if (geometry := remembered.layout("window")).size():
            self.restoreGeometry(geometry)

    # files

    def new_file(self, *, title: str = "Start a new file") -> None:
        """Ask for a name and start an empty file."""
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        said, _ = QFileDialog.getSaveFileName(self, title, str(folder / f"people{SUFFIX}"),
                                              f"Organizer files (*{SUFFIX})")
        if said:
            path = Path(said)
            self.open_path(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX), create=True)

    def open_file(self) -> None:
        """Ask for a file and open it."""
        recent = self.remembered.recent
        folder = recent[0].parent if recent else data_folder()
        said, _ = QFileDialog.getOpenFileName(self, "Open a file", str(folder),
                                              f"Organizer files (*{SUFFIX});;All files (*)")
        if said:
            self.open_path(Path(said))

    def open_path(self, path: Path, *, create: bool = False) -> bool:
        """Open a file, or start it. Returns whether that went well; if not, the window says why."""
        if not self.may_close("open another file", lambda: self.open_path(path, create=create)):
            return False
        try:
            database = Database.create(path) if create else Database.open(path)
        except UserError as fault:
            self.complain(fault.message, "\n".join(fault.details))
            return False
        self.close_file()
        database.follow_home = assign_new
        self.remembered.opened(database.path)
        self.jobs = Jobs(database, self, by=self.remembered.who)
        self.workspace = Workspace(self.jobs, self.foot.undo_bar, self.foot.progress)
        self.workspace.steps_named.connect(self.actions_.name_steps)
        self.workspace.command_wanted.connect(self.run_command)
        self.jobs.saving.connect(self.foot.say_saving)
        self.stack.addWidget(self.workspace)
        self.stack.setCurrentWidget(self.workspace)
        self.error.hide()
        self.actions_.store_is_open(True)
        self.actions_.name_steps(None, None)
        self.foot.show_store(database.path)
        self.setWindowTitle(f"{database.path.name} – Organizer")
        self.workspace.show_page("prospects")
        if warning := shared_folder_warning(database.path):
            self.complain(warning)
        self.store_opened.emit(self.jobs)
        if not self.remembered.who or (not self._asked_who and len(self.remembered.names) > 1):
            QTimer.singleShot(0, self, self.switch_user)
        self._asked_who = True
        return True

    def open_sample(self) -> None:
        """Open the sample county, made anew the first time."""
        path = data_folder() / f"sample{SUFFIX}"
        there = path.exists()
        if self.open_path(path, create=not there) and not there:
            self.run_command("sample", None)

    def leave_file(self) -> None:
        """Close the file, once nothing is under way in it."""
        if self.may_close("close the file", self.leave_file):
            self.close_file()

    def may_close(self, what: str, then: Callable[[], object]) -> bool:
        """Whether nothing is under way in the file and nothing typed would be lost; else ask whether to go on.

        Args:
            what: the step that has to wait, in words ("quit").
            then: that step.
        """
        if self.jobs is None or self.workspace is None:
            return True
        under_way, unkept = self.jobs.under_way, self.workspace.unkept()
        if not under_way and not unkept:
            return True

        def stop() -> None:
            self.close_file()
            then()

        if not under_way:
            self.workspace.confirm.ask(f"Not saved yet: {', '.join(unkept)}.",
                                       f"{what[:1].upper()}{what[1:]} without it", stop, no="Go back", careful=True)
            return False
        self.workspace.confirm.ask(f"Still under way: {', '.join(job.title for job in under_way)}. If it is stopped, "
                                   "nothing of it is kept.", f"Stop it and {what}", stop, no="Wait for it",
                                   careful=True)
        return False

    def close_file(self) -> None:
        """Close the file and show the greeting."""
        if self.jobs is None or self.workspace is None:
            return
        self.jobs.close()
        self.jobs.database.close()
        self.stack.removeWidget(self.workspace)
        self.workspace.deleteLater()
        self.jobs.deleteLater()
        self.jobs = self.workspace = None
        self.actions_.store_is_open(False)
        self.foot.show_store(None)
        self.foot.undo_bar.hide()
        self.foot.progress.hide()
        self.greeting.refresh()
        self.setWindowTitle("Organizer")
        self.store_closed.emit()

    # what pages and menus ask for

    def prepare_page(self, name: str) -> None:
        """Make a page that will be wanted in a moment."""
        if self.workspace is not None:
            self.workspace.page(name)

    @property
    def page(self) -> Page | None:
        """The page now shown; None while no file is open."""
        return self.workspace.current if self.workspace is not None else None

    def show_page(self, name: str, what: object = None) -> None:
        """Bring a page forward."""
        if self.workspace is not None:
            self.workspace.show_page(name, what)

    def run_command(self, name: str, what: object = None) -> None:
        """Run one of the rooms' commands."""
        found = rooms.command(name)
        if found is None or self.jobs is None:
            self.complain("This part is not here yet.")
            return
        try:
            found(self.jobs, self, what)
        except UserError as fault:
            self.complain(fault.message, "\n".join(fault.details))

    def subject_of(self, name: str) -> object:
        """What a command from the menu is about: the filter shown, or the people selected."""
        page = self.workspace.page("prospects") if self.workspace is not None else None
        if name in ("call-sheet", "packet", "export", "call-list", "call"):
            return getattr(page, "subject", EVERYONE)
        ids: tuple[int, ...] = tuple(getattr(page, "selected_ids", ()))
        if name == "recruit-sheet":
            return ids if ids else getattr(page, "subject", EVERYONE)
        if name in ("merge", "split", "where", "forget"):
            return ids
        return ()

    def tell_page(self, what: str, argument: str) -> None:
        """Hand a menu's entry for prospects to their page."""
        page = self.workspace.page("prospects") if self.workspace is not None else None
        if page is not None and self.workspace is not None:
            if self.workspace.current is not page:
                self.workspace.show_page("prospects")
            page.open((what, argument))

    def undo(self) -> None:
        """Take back the last action."""
        if self.workspace is not None:
            self.workspace.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        if self.workspace is not None:
            self.workspace.redo()

    def fill_down(self) -> None:
        """Give the selected rows of the page the value of the first."""
        if self.page is not None:
            self.page.fill_down()

    def find_text(self) -> None:
        """Put the cursor into the search box."""
        if self.page is not None and not self.page.focus_search():
            self.show_page("prospects")
            self.page.focus_search()

    def sort_here(self) -> None:
        """Sort the table that has the cursor by the column it is in."""
        if why_not := sort_at_cursor():
            self.say(why_not)

    def refresh(self) -> None:
        """Ask for everything again."""
        if self.jobs is not None:
            self.jobs.changed.emit(Changes(many=True))

    # the window itself

    def say(self, text: str) -> None:
        """A quiet line at the foot."""
        if self.workspace is not None:
            self.workspace.undo_bar.say(text, undo=False)

    def complain(self, text: str, details: str = "") -> None:
        """A line in the error bar."""
        (self.workspace.error if self.workspace is not None else self.error).say(text, details)

    def choose_scheme(self, scheme: str) -> None:
        """Follow the system's colours, or be light or dark."""
        self.look.choose(scheme)
        self.remembered.dress(scheme)

    def switch_user(self) -> None:
        """Ask who is at the keyboard."""
        self.foot.ask_who()

    def sign_in(self, name: str) -> None:
        """Somebody is at the keyboard."""
        if name and name != self.remembered.who:
            self.remembered.sign_in(name)
        self.foot.show_who()
        self.greeting.who.setText(self.remembered.who)
        if self.jobs is not None and self.jobs.by != self.remembered.who:
            self.jobs.by = self.remembered.who
            self.refresh()  # what is said and counted on the pages is this caller's

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.prepare_page("import")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: take(self, paths))  # who drags is let go before we ask

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close("quit", self.close):
            event.ignore()
            return
        self.remembered.keep_layout("window", self.saveGeometry())
        self.close_file()
        super().closeEvent(event)
