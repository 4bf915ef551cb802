"""What is known of a person, line by line, edited where it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from organizer.domain.clock import short_date, short_time
from organizer.domain.district import KINDS, short_label
from organizer.domain.people import Details, DistrictOf
from organizer.prospects.details import Housemate
from organizer.prospects.suggest import choices, suggestions
from ui.background.jobs import Jobs
from ui.labels import how_known
from ui.prospects.columns import BETWEEN, typed
from ui.prospects.reach_lines import ReachLines
from ui.widgets.cells import plain_tip
from ui.widgets.chip import Tag
from ui.widgets.flow import FlowLayout
from ui.widgets.inplace import InPlace
from ui.widgets.spans import SpanLabel
from ui.widgets.text import button, label

__all__ = ["Facts"]

_LABEL = 76
_FIELDS = (
    # field, what it is, what stands there while it is empty
    ("address", "Address", "Add an address…"), ("city", "City", "City"), ("state", "State", "State"),
    ("zip", "ZIP", "ZIP"), ("interest", "Interest", "Run, volunteer or both"),
    ("office_sought", "Office sought", "Which office"), ("involvement", "Involved", "How have they been involved?"),
    ("notes", "Notes", "Anything to remember"), ("tags", "Tags", "Tags, with commas between"),
    ("language", "Language", "If not English"), ("source", "Source", "Where they signed up"),
    ("birth_date", "Born", "Date of birth"),
)


_OPTIONAL = {"Interest": "interest", "Office": "office_sought", "Involved": "involvement", "Notes": "notes",
             "Tags": "tags", "Language": "language", "Source": "source", "Born": "birth_date"}
"""Lines that are shown only where something is known, by their heading."""
_WIDE_CITY = 24  # letters that stand in one line of the panel


class Facts(QWidget):
    """Labels on the left, values on the right.

    Signals:
        edited: a field of `organizer.prospects.fields` and what was typed.
        reach_wanted: "phone" or "email", and what `ReachLines.wanted` tells.
        person_wanted: somebody of the household was pressed.
        districts_wanted: how their districts are known should be explained.
    """

    edited = Signal(str, str)
    reach_wanted = Signal(str, str, str, str)
    person_wanted = Signal(int)
    districts_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        self.phones = ReachLines("phone")
        self.phones.wanted.connect(partial(self.reach_wanted.emit, "phone"))
        self.emails = ReachLines("email")
        self.emails.wanted.connect(partial(self.reach_wanted.emit, "email"))
        self.fields = {name: self._field(name, title, hint) for name, title, hint in _FIELDS}
        self._place = QWidget()
        self._districts = QWidget()
        self._tags = FlowLayout(self._districts, across=4, down=4)
        self._how = label(role="soft", wrap=True)
        self.explain = button("How do we know?", self.districts_wanted.emit, kind="link")
        self.explain.setToolTip("Every way their districts are known, and setting one by hand")
        self._extra = SpanLabel()
        self._household = QWidget()
        self._others = QVBoxLayout(self._household)
        self._all = False
        self.more = button("All fields", lambda: self.show_all(not self._all), kind="link")
        self._lay_out()

    def _lay_out(self) -> None:
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(2)
        place = FlowLayout(self._place, across=0, down=0)
        self._comma = label(", ")
        self._gap = label(" ")
        for one in (self.fields["city"], self._comma, self.fields["state"], self._gap, self.fields["zip"]):
            place.addWidget(one)
        rows: list[tuple[str, tuple[QWidget, ...]]] = [
            ("Phone", (self.phones,)), ("Email", (self.emails,)), ("Address", (self.fields["address"], self._place)),
            ("Districts", (self._districts, self._how, self.explain)), ("Interest", (self.fields["interest"],)),
            ("Office", (self.fields["office_sought"],)), ("Involved", (self.fields["involvement"],)),
            ("Notes", (self.fields["notes"],)), ("Tags", (self.fields["tags"],)), ("Household", (self._household,)),
            ("Language", (self.fields["language"],)), ("Source", (self.fields["source"],)),
            ("Born", (self.fields["birth_date"],)), ("", (self._extra, self.more)),
        ]
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

    def _field(self, name: str, title: str, hint: str) -> InPlace:
        made = InPlace(title, "", hint, long=name in ("involvement", "notes"), between=BETWEEN.get(name, ""),
                       strict=name in ("interest", "state"))
        made.edited.connect(partial(self.edited.emit, name))
        made.opened.connect(partial(self._offer, name))
        return made

    def _offer(self, name: str) -> None:
        if known := choices(name):
            self.fields[name].offer(known)
        else:
            self._jobs.read(suggestions, name, done=self.fields[name].offer, key="field words")

    def show_all(self, on: bool) -> None:
        """Show the lines of which nothing is known, too, so that they can be filled."""
        self._all = on
        self.more.setText("Fewer fields" if on else "All fields")
        for title, name in _OPTIONAL.items():
            wanted = on or bool(self.fields[name].value) or self.fields[name].field is not None
            self.fields[name].setVisible(wanted)
            self._heads[title].setVisible(wanted)

    def complain(self, field: str, text: str, said: str) -> bool:
        """Say at a field what does not fit. Returns whether it is there to be said at."""
        return field in self.fields and self.fields[field].complain(text, said)

    def show_person(self, about: Details) -> None:
        """Show what is known of somebody."""
        row = about.row
        self.phones.show_all(about.phones)
        self.emails.show_all(about.emails)
        for name in ("address", "city", "state", "zip", "office_sought"):
            self.fields[name].put(getattr(row, name))
        self.fields["interest"].put(typed(row, "interest"))
        for name in ("involvement", "notes", "tags", "language", "source"):
            self.fields[name].put(getattr(about, name))
        self.fields["birth_date"].put(about.birth_date, short_date(about.birth_date) if about.birth_date else "")
        placed = bool(row.address or row.city or row.zip)
        self._place.setVisible(placed)
        self.fields["city"].shown.setWordWrap(len(row.city) > _WIDE_CITY)  # else the state stands after its first word
        self._comma.setVisible(bool(row.city))
        self._show_districts([one for one in about.districts if one.current],
                             [one for one in about.districts if one.certainty == "split"])
        extra = [f"{title}: {said}" for title, said in (
            ("Follow up", short_time(row.follow_up)), ("Tries", str(row.attempts) if row.attempts else ""),
            ("Signed up", short_date(about.signed_up_at) if about.signed_up_at else "")) if said]
        self._extra.say((" · ".join(extra), "soft"))
        self._extra.setVisible(bool(extra))
        self.show_all(self._all)

    def show_household(self, others: list[Housemate]) -> None:
        """Show who lives or answers there, too, what they share, and how far they are."""
        while (item := self._others.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in others[:6]:
            line = button(one.name.replace("&", "&&") or "(no name)", partial(self.person_wanted.emit, one.id),
                          kind="link")
            self._others.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
            shares = f"same {one.shares or 'household'} · {one.status.label.lower()}"
            self._others.addWidget(label(shares, "small", wrap=True))
        if len(others) > 6:
            self._others.addWidget(label(f"and {len(others) - 6:,} more", "small"))
        for part in (self._household, self._heads["Household"]):
            part.setVisible(bool(others))

    def _show_districts(self, current: list[DistrictOf], split: list[DistrictOf]) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in current:
            tag = Tag(short_label(one.kind, one.code), dashed=one.certainty != "exact")
            since = f", as of {short_date(one.as_of)}" if one.as_of else ""
            tag.setToolTip(plain_tip(f"{KINDS.get(one.kind, one.kind)}: {how_known(one)}{since}. {one.source}"))
            tag.pressed.connect(self.districts_wanted)
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
        self.explain.setText("How do we know?" if said else "Set by hand…")
        self._districts.setVisible(bool(current))
        self._districts.updateGeometry()
