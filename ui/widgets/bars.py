"""Lines across the foot of a page: what was done and can be undone, what went wrong, what must be confirmed."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget
from typing_extensions import override

from ui.background.job import Job
from ui.widgets.text import button, label

__all__ = ["ConfirmBar", "ErrorBar", "ProgressBar", "UndoBar", "time_left"]


class _Bar(QFrame):
    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(16, 4, 8, 4)
        self.line.setSpacing(8)
        self.text = label(wrap=True)
        self.line.addWidget(self.text, 1)
        self.hide()


class UndoBar(_Bar):
    """A quiet line, ``Marked 12 as left message``, with Undo; it goes by itself. It is one line high, however long.

    Signals:
        undo_wanted: Undo was pressed.
    """

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, seconds: int = 12) -> None:
        super().__init__("notice", parent)
        self.said = ""
        self._fresh = False
        self.text.setWordWrap(False)
        self.text.setMinimumWidth(1)
        self.line.setContentsMargins(8, 0, 0, 0)
        self.line.setSpacing(0)
        self._then: Callable[[], object] | None = None
        self.step = button("", self._stepped, kind="link")
        self._undo = button("Undo", self._pressed, kind="link")
        self.line.addWidget(self.step)
        self.line.addWidget(self._undo)
        self.line.addWidget(button("Dismiss", self.hide, kind="quiet"))
        self._timer = QTimer(self, singleShot=True, interval=seconds * 1000)
        self._timer.timeout.connect(self.hide)

    def say(self, text: str, *, undo: bool = True) -> None:
        """Show a line for a while."""
        self.said = text
        self._undo.setVisible(undo)
        self.step.hide()
        self._fresh = True
        QTimer.singleShot(0, self, self._age)
        self.show()
        self._fit()
        self._timer.start()

    def offer(self, text: str, step: str, then: Callable[[], object]) -> None:
        """Show a line with a step of its own instead of Undo."""
        self.say(text, undo=False)
        self._then = then
        self.step.setText(step)
        self.step.show()
        self._fit()

    def turn_page(self) -> None:
        """Go with the page it was about, unless it was said as the page was turned."""
        if not self._fresh:
            self.hide()

    def _age(self) -> None:
        self._fresh = False

    def _fit(self) -> None:
        room = self.text.width()
        shown = self.text.fontMetrics().elidedText(self.said, Qt.TextElideMode.ElideRight, max(room, 1))
        self.text.setText(shown if room > 1 else self.said)
        self.text.setToolTip(self.said if shown != self.said else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.line.activate()
        self._fit()

    def _stepped(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def _pressed(self) -> None:
        self.hide()
        self.undo_wanted.emit()


class ErrorBar(_Bar):
    """What went wrong and what to do; it stays until dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("error", parent)
        self._details = ""
        self._copy = button("Copy details", self._copied)
        self.line.addWidget(self._copy)
        self.line.addWidget(button("Dismiss", self.hide, kind="quiet"))

    def say(self, text: str, details: str = "") -> None:
        """Show a line, with details to copy where there are any."""
        self.text.setText(text)
        self._details = details
        self._copy.setVisible(bool(details))
        self.show()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


class ConfirmBar(_Bar):
    """A question in a line instead of a dialog. Enter confirms when its button has the focus, Esc leaves it.

    Signals:
        closed: answered or left.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("error", parent)
        self._then: Callable[[], object] | None = None
        self.yes = button("Yes", self._confirmed, kind="danger")
        self.no = button("Cancel", self.leave)
        self.line.addWidget(self.yes)
        self.line.addWidget(self.no)

    def ask(self, question: str, yes: str, then: Callable[[], object], *, no: str = "Cancel",
            careful: bool = False) -> None:
        """Ask once; `then` is called when the user says yes. Where `careful`, Enter says no."""
        self._then = then
        self.text.setText(question)
        self.yes.setText(yes)
        self.no.setText(no)
        self.show()
        (self.no if careful else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close without doing it."""
        self._then = None
        self.hide()
        self.closed.emit()

    def _confirmed(self) -> None:
        then, self._then = self._then, None
        self.hide()
        self.closed.emit()
        if then is not None:
            then()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and self.no.hasFocus()):
            self.leave()
        elif enter and self.yes.hasFocus():
            self._confirmed()
        else:
            super().keyPressEvent(event)


class ProgressBar(_Bar):
    """A long job: what is being done, how far, the time left, and Cancel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("notice", parent)
        self.text.setWordWrap(False)
        self.text.setMinimumWidth(1)
        self.line.setContentsMargins(8, 0, 0, 0)
        self._job: Job | None = None
        self._stage, self._since = "", 0.0
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._left = label(role="soft")
        self.line.addWidget(self._left)
        self.line.addWidget(self._bar)
        self.line.addWidget(button("Cancel", self.cancel))

    def follow(self, job: Job) -> None:
        """Show a job until it ends."""
        self._job = job
        self._told(0, 0, job.stage)
        job.progressed.connect(self._told)
        job.finished.connect(self._ended)
        self.show()

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self._job.cancel()
            self.text.setText(f"{self._job.title}: stopping …")

    def _told(self, done: int, total: int, stage: str) -> None:
        job = self._job
        if job is None or job.cancelled:
            return
        if stage != self._stage:
            self._stage, self._since = stage, monotonic()
        count = f" {done:,} of {total:,}" if total else (f" {done:,}" if done else "")
        self.text.setText(f"{job.title}: {stage.lower()}{count}" if stage else f"{job.title} …")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._left.setText(time_left(monotonic() - self._since, done, total))

    def _ended(self) -> None:
        self._job = None
        self.hide()


def time_left(spent: float, done: int, total: int) -> str:
    """``about 20 s left`` of what took `spent` seconds so far; nothing while it cannot be known."""
    if not total or done <= 0 or done >= total or spent < 2:
        return ""
    seconds = spent / done * (total - done)
    if seconds < 60:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"
