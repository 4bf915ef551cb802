"""Forgetting people for good: asked once, plainly, with nothing chosen in advance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from organizer.prospects import belongings
from organizer.prospects.forget import Forgot, forget_everywhere
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.text import button, label

__all__ = ["ForgetDialog", "forget_people"]

_NAMED = 6


class ForgetDialog(QDialog):
    """Says what forgetting does and to whom. Enter leaves it; only the red button does it."""

    def __init__(self, jobs: Jobs, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Forget for good")
        self.who = label("", "strong", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(12)
        lines.addWidget(label(f"Forget {many(len(ids), 'person', 'people')} for good?", "title"))
        lines.addWidget(self.who)
        lines.addWidget(label(
            "Everything about them goes: calls, sign-ups, history, what could be undone, and every backup. "
            "This cannot be undone. Whoever asked not to be called, or has died, is kept from coming back by the next "
            "sheet; for that only sums of their numbers stay, no names.", wrap=True))
        lines.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch()
        self.no = button("Keep them", self.reject)
        self.no.setDefault(True)
        self.yes = button("Forget for good", self.accept, kind="danger")
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        lines.addLayout(foot)
        self.setMinimumWidth(480)
        self.no.setFocus()
        jobs.read(belongings.names, list(ids), done=self._named)

    def _named(self, names: dict[int, str]) -> None:
        shown = [name or "(no name)" for name in names.values()]
        more = f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else ""
        self.who.setText(", ".join(shown[:_NAMED]) + more)


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
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
