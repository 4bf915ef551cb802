"""What is known of a person, line by line, edited where it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from organizer.domain.clock import short_date, short_time
from organizer.domain.contact import shown_phone
from organizer.domain.district import KINDS, short_label
from organizer.domain.people import Details, DistrictOf, Phone
from ui.labels import how_known
from ui.widgets.cells import plain_tip
from ui.widgets.chip import Tag
from ui.widgets.flow import FlowLayout
from ui.widgets.inplace import InPlace
from ui.widgets.spans import SpanLabel
from ui.widgets.text import button, label

__all__ = ["Facts"]

_LABEL = 76
_BAD = {"wrong": "wrong number", "disconnected": "disconnected"}


class Facts(QWidget):
    """Labels on the left, values on the right.

    Signals:
        edited: a field of `organizer.prospects.fields` and what was typed.
        person_wanted: somebody of the household was pressed.
    """

    edited = Signal(str, str)
    person_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        self.phone = self._field("phone", "Phone", "strong", "Add a phone…")
        self.email = self._field("email", "Email", "", "Add an email…")
        self.address = self._field("address", "Address", "", "Add an address…")
        self.city = self._field("city", "City", "", "City")
        self.state = self._field("state", "State", "", "State")
        self.zip = self._field("zip", "ZIP", "", "ZIP")
        self.involvement = self._field("involvement", "Involved", "", "How have they been involved?", long=True)
        self.notes = self._field("notes", "Notes", "", "Anything to remember", long=True)
        self.office = self._field("office_sought", "Office sought", "", "Which office")
        self._phones = QWidget()
        self._other_phones = QVBoxLayout(self._phones)
        self._emails = label(role="soft", wrap=True, select=True)
        self._place = QWidget()
        self._districts = QWidget()
        self._tags = FlowLayout(self._districts, across=4, down=4)
        self._how = label(role="soft", wrap=True)
        self._extra = SpanLabel()
        self._household = QWidget()
        self._others = FlowLayout(self._household, across=6, down=2)
        self._lay_out()

    def _lay_out(self) -> None:
        self._other_phones.setContentsMargins(0, 0, 0, 0)
        self._other_phones.setSpacing(2)
        place = FlowLayout(self._place, across=6, down=0)
        for one in (self.city, self.state, self.zip):
            place.addWidget(one)
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("Phone", (self.phone, self._phones)), ("Email", (self.email, self._emails)),
            ("Address", (self.address, self._place)), ("Districts", (self._districts, self._how)),
            ("Office", (self.office,)), ("Involved", (self.involvement,)), ("Notes", (self.notes,)),
            ("Household", (self._household,)), ("", (self._extra,)),
        )
        self._heads: dict[str, QWidget] = {}
        for row, (title, parts) in enumerate(rows):
            head = label(title, "soft")
            self._heads[title] = head
            self._grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            cell = QVBoxLayout()
            cell.setContentsMargins(0, 0, 0, 0)
            cell.setSpacing(2)
            for part in parts:
                cell.addWidget(part)
            self._grid.addLayout(cell, row, 1)

    def _field(self, name: str, title: str, role: str, hint: str, *, long: bool = False) -> InPlace:
        made = InPlace(title, role, hint, long=long)
        made.edited.connect(partial(self.edited.emit, name))
        return made

    def show_person(self, about: Details) -> None:
        """Show what is known of somebody."""
        row = about.row
        self.phone.put(row.phone, shown_phone(row.phone) if row.phone else "")
        self._show_phones([phone for phone in about.phones if phone.number != row.phone or phone.status != "ok"],
                          struck=row.phone_status not in ("", "ok"))
        self.email.put(row.email, _breakable(row.email))
        further = [email.address for email in about.emails if email.address != row.email]
        self._emails.setText("\n".join(map(_breakable, further)))
        self._emails.setVisible(bool(further))
        self.address.put(row.address)
        self.city.put(row.city)
        self.state.put(row.state)
        self.zip.put(row.zip)
        self._place.setVisible(bool(row.address or row.city or row.zip))
        self._show_districts([one for one in about.districts if one.current],
                             [one for one in about.districts if one.certainty == "split"])
        self.office.put(row.office_sought)
        self.involvement.put(about.involvement)
        self.notes.put(about.notes)
        self._show_household(about)
        extra = [f"{title}: {said}" for title, said in (
            ("Language", about.language), ("Tags", about.tags), ("Source", about.source),
            ("Follow up", short_time(row.follow_up)), ("Tries", str(row.attempts) if row.attempts else "")) if said]
        self._extra.say(("\n".join(extra), "soft"))
        for part in (self._extra, self._heads[""]):
            part.setVisible(bool(extra))

    def _show_phones(self, phones: list[Phone], *, struck: bool) -> None:
        _empty(self._other_phones)
        for phone in phones:
            words = " · ".join(word for word in (phone.kind, _BAD.get(phone.status, "")) if word)
            said = shown_phone(phone.number, phone.extension)
            line = label(f"{said}  {words}".rstrip(), "soft", select=True)
            if phone.status != "ok":
                font = line.font()
                font.setStrikeOut(True)
                line.setFont(font)
            self._other_phones.addWidget(line)
        self._phones.setVisible(bool(phones))
        self.phone.setVisible(not struck or not phones)

    def _show_districts(self, current: list[DistrictOf], split: list[DistrictOf]) -> None:
        _empty(self._tags)
        for one in current:
            tag = Tag(short_label(one.kind, one.code), dashed=one.certainty != "exact")
            since = f", as of {short_date(one.as_of)}" if one.as_of else ""
            tag.setToolTip(plain_tip(f"{KINDS.get(one.kind, one.kind)}: {how_known(one)}{since}. {one.source}"))
            self._tags.addWidget(tag)
            tag.show()
        ways = list(dict.fromkeys(how_known(one) for one in current))
        known = {one.kind for one in current}
        undecided = [f"{short_label(one.kind, one.code)} {one.share or 0:.0%}"
                     for one in split if one.kind not in known]
        said = "; ".join(ways[:2])
        if undecided:
            said = f"{said}\n" if said else ""
            said += f"ZIP is split: {', '.join(undecided[:4])}"
        self._how.setText(said or "not known yet")
        self._districts.setVisible(bool(current))
        self._districts.updateGeometry()

    def _show_household(self, about: Details) -> None:
        _empty(self._others)
        for person, name in about.household[:6]:
            other = button(name.replace("&", "&&") or "(no name)", partial(self.person_wanted.emit, person),
                           kind="link")
            self._others.addWidget(other)
            other.show()
        for part in (self._household, self._heads["Household"]):
            part.setVisible(bool(about.household))


def _breakable(address: str) -> str:
    """An e-mail address that may go on in the next line after its @ and dots."""
    return address.replace("@", "@\u200b").replace(".", ".\u200b")


def _empty(layout: QVBoxLayout | FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
