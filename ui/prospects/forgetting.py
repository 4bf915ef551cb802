"""Forgetting people for good: asked once, plainly, with nothing chosen in advance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from organizer.domain.filters import ProspectFilter
from organizer.prospects import belongings
from organizer.prospects.forget import Forgot, forget_everywhere
from organizer.prospects.mentions import named_in
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.text import button, label

__all__ = ["ForgetDialog", "forget_people"]

_NAMED = 6


class ForgetDialog(QDialog):
    """Says what forgetting does and to whom. Enter leaves it; only the red button does it.

    Signals:
        others_wanted: ids of others whose notes speak of these people, to be read first.
    """

    others_wanted = Signal(object)

    def __init__(self, jobs: Jobs, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Forget for good")
        self.who = label("", "strong", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(12)
        lines.addWidget(label(f"Forget {many(len(ids), 'person', 'people')} for good?", "title"))
        lines.addWidget(self.who)
        what = label(
            "Everything about them goes: calls, sign-ups, history, what could be undone, and every backup. "
            "This cannot be undone. Whoever asked not to be called, or has died, is kept from coming back by the next "
            "sheet; for that only sums of their numbers stay, no names.", wrap=True)
        self.named_in = label(wrap=True)
        self.show_others = button("Show these people", self._show_others, kind="link")
        self._others: tuple[int, ...] = ()
        for one in (self.named_in, self.show_others):
            one.hide()
        lines.addWidget(what)
        lines.addWidget(self.named_in)
        lines.addWidget(self.show_others, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch()
        self.no = button("Keep them", self.reject)
        self.no.setDefault(True)
        self.yes = button("Forget for good", self.accept, kind="danger")
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        lines.addLayout(foot)
        self.no.setFocus()
        jobs.read(belongings.names, list(ids), done=lambda names: self.who.setText(_listed(names)))
        jobs.read(named_in, tuple(ids), done=self._found_others, key=f"named in {id(self)}", all_of_it=True)

    def _found_others(self, others: dict[int, str]) -> None:
        self._others = tuple(others)
        said = ("A note of somebody else speaks of them and stays as it is: {}. Read it first." if len(others) == 1
                else "Notes of others speak of them and stay as they are: {}. Read these first.")
        self.named_in.setText(said.format(_listed(others)))
        self.show_others.setText("Show this person" if len(others) == 1 else f"Show these {len(others):,} people")
        for one in (self.named_in, self.show_others):
            one.setVisible(bool(others))

    def _show_others(self) -> None:
        self.reject()
        self.others_wanted.emit(self._others)


def _listed(names: dict[int, str]) -> str:
    shown = [name or "(no name)" for name in names.values()]
    return ", ".join(shown[:_NAMED]) + (f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else "")


def forget_people(jobs: Jobs, window: Any, what: Sequence[int]) -> ForgetDialog | None:
    """Ask, then forget the people selected."""
    if not what:
        window.complain("Select the people to forget first.")
        return None
    dialog = ForgetDialog(jobs, what, window)

    def done(found: Forgot) -> None:
        window.say(f"Forgot {many(found.people, 'person', 'people')}, in {many(found.backups, 'backup')} too.")
        if found.left:
            window.complain("Some backups could not be opened and may still hold them. Delete those files.",
                            "\n".join(found.left))

    dialog.accepted.connect(lambda: jobs.run(forget_everywhere, list(what), by=jobs.by, title="Forgetting",
                                             writes=True, done=done))
    dialog.others_wanted.connect(lambda others: window.show_page("prospects", ProspectFilter(ids=others)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
