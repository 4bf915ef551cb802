"""A person's phones or e-mail addresses as lines: each edited where it stands, with what else can be done to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from organizer.domain.contact import shown_phone
from organizer.domain.people import Email, Phone
from ui.widgets.inplace import InPlace
from ui.widgets.text import button, label

__all__ = ["ReachLines"]

_PHONE_MENU = (("more", "Add another phone…"), ("prefer", "Dial this one first"), ("ok", "Mark as good"),
               ("wrong", "Mark as wrong number"), ("disconnected", "Mark as disconnected"), ("remove", "Remove"))
_EMAIL_MENU = (("more", "Add another address…"), ("prefer", "Write to this one first"), ("ok", "Mark as good"),
               ("bad", "Mark as coming back"), ("remove", "Remove"))
_SAID = {"wrong": "wrong number", "disconnected": "disconnected", "bad": "comes back", "do-not-call": "do not call"}


class ReachLines(QWidget):
    """The first one strong, the others below, and a line to add one.

    Args:
        kind: "phone" or "email".

    Signals:
        wanted: what to do ("change", "add", "prefer", "remove" or a status), to which, and what was typed.
    """

    wanted = Signal(str, str, str)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.lines: list[InPlace] = []
        self.menus: list[QWidget] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)
        what = "Phone" if kind == "phone" else "Email"
        self.add = InPlace(f"Add {'a phone' if kind == 'phone' else 'an email'}", "",
                           f"Add {'a phone' if kind == 'phone' else 'an email'}…")
        self.add.edited.connect(lambda said: self.wanted.emit("add", "", said))
        self._what = what
        self._shown: tuple[Phone | Email, ...] | None = None
        self._body.addWidget(self.add)

    @property
    def first(self) -> InPlace:
        """The line of the one in use, or the one to add the first."""
        return self.lines[0] if self.lines else self.add

    def begin_adding(self) -> None:
        """Type a further one."""
        self.add.show()
        self.add.edit()

    def line_of(self, key: str) -> InPlace | None:
        """The line of one of them."""
        places = [one.number if isinstance(one, Phone) else one.address for one in self._shown or ()]
        return self.lines[places.index(key)] if key in places else None

    def show_all(self, known: tuple[Phone | Email, ...]) -> None:
        """Show these; a line that is being typed in stays."""
        if known == self._shown or any(one.field is not None for one in self.lines):
            return
        self._shown = known
        for line in (*self.lines, *self.menus):
            line.hide()
            line.deleteLater()
        while self._body.count() > 1 and (item := self._body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.lines, self.menus = [], []
        self.add.setVisible(not known)
        for place, one in enumerate(known):
            self._body.insertWidget(place, self._line(place, one))

    def _line(self, place: int, one: Phone | Email) -> QWidget:
        key = one.number if isinstance(one, Phone) else one.address
        shown = shown_phone(one.number, one.extension) if isinstance(one, Phone) else _breakable(one.address)
        line = InPlace(self._what, "strong" if not place and self._kind == "phone" else "")
        line.put(shown if isinstance(one, Phone) else one.address, shown)
        line.edited.connect(partial(self.wanted.emit, "change", key))
        if one.status != "ok":
            font = line.shown.font()
            font.setStrikeOut(True)
            line.shown.setFont(font)
        self.lines.append(line)
        words = [one.kind] if isinstance(one, Phone) else ["no bulk mail" if one.opted_out else ""]
        words.append(_SAID.get(one.status, ""))
        menu = button("⋯", kind="more")
        menu.setAccessibleName(f"What else for {shown}")
        menu.clicked.connect(partial(self._open, menu, key, one.status))
        self.menus.append(menu)
        row = QWidget()
        parts = QHBoxLayout(row)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(6)
        parts.addWidget(line, 1)
        if said := " · ".join(word for word in words if word):
            parts.addWidget(label(said, "small"), 0, Qt.AlignmentFlag.AlignTop)
        parts.addWidget(menu, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _open(self, under: QWidget, key: str, status: str) -> None:
        menu = QMenu(self)
        self.fill(menu, key, status)
        menu.exec(under.mapToGlobal(QPoint(0, under.height())))
        menu.deleteLater()

    def fill(self, menu: QMenu, key: str, status: str) -> None:
        """Put into a menu what can be done to one of them."""
        for what, words in _PHONE_MENU if self._kind == "phone" else _EMAIL_MENU:
            if what == "more":
                menu.addAction(words, self.begin_adding)
            elif what != status:
                menu.addAction(words, partial(self.wanted.emit, what, key, ""))


def _breakable(address: str) -> str:
    """An e-mail address that may go on in the next line after its @ and dots."""
    return address.replace("@", "@\u200b").replace(".", ".\u200b")
