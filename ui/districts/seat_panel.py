"""The seat beside the board: where it stands, who lives there and would run, and what to do about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from organizer.districts.coverage import SeatRow
from organizer.districts.matching import Match
from organizer.domain.clock import short_date
from organizer.domain.district import KINDS, short_label
from organizer.domain.status import stage_label, status_of
from ui.districts.candidate_popup import CandidatePopup
from ui.districts.seat_questions import SeatFull
from ui.districts.seat_table import contest_words, day_words
from ui.districts.side_panel import SidePanel
from ui.districts.start import ForSeat
from ui.widgets.flow import FlowLayout
from ui.widgets.text import button, label, rule

__all__ = ["SeatView", "count_word", "standing_words"]

_SHOWN = 9
_MOST = 120
_WORDS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def count_word(count: int) -> str:
    """``Nine``; figures from thirteen on."""
    return _WORDS[count] if count < len(_WORDS) else f"{count:,}"


def standing_words(row: SeatRow) -> str:
    """``Nobody yet · filing closes Aug 11, 2027 (in 261 days)``."""
    said = {"none": "Nobody yet", "talks": row.candidate.capitalize() or "In talks", "committed": "Committed",
            "filed": "Filed"}[row.state]
    if not row.filing_deadline:
        return f"{said} · filing deadline not known"
    day = day_words(row.filing_deadline)
    if row.days is None or row.days < 0:
        return f"{said} · filing closed {day}"
    left = "today" if row.days == 0 else "tomorrow" if row.days == 1 else f"in {row.days:,} days"
    return f"{said} · filing closes {day} ({left})"


class SeatView(QWidget):
    """One seat in words.

    Signals:
        person_wanted: the id of somebody.
        call_wanted, sheet_wanted, people_wanted: the filter of those who could fill it.
        recruit_wanted: a recruitment sheet for each of them: `ForSeat`.
        candidate_wanted: "Set candidate…" was pressed.
        drop_wanted: the id of somebody who is no candidate after all.
        edit_wanted: "Edit seat".
    """

    person_wanted = Signal(object)
    call_wanted = Signal(object)
    sheet_wanted = Signal(object)
    people_wanted = Signal(object)
    recruit_wanted = Signal(object)
    candidate_wanted = Signal()
    drop_wanted = Signal(int)
    edit_wanted = Signal()

    def __init__(self, panel: SidePanel) -> None:
        super().__init__()
        self._panel = panel
        self.full: SeatFull | None = None
        self._all = False
        self.title = label(role="title", wrap=True)
        self.standing = label(role="soft", wrap=True)
        self.contest = label(role="bad", wrap=True)
        self._candidates = QWidget()
        self._candidate_lines = QVBoxLayout(self._candidates)
        self._candidate_lines.setContentsMargins(0, 0, 0, 0)
        self._candidate_lines.setSpacing(4)
        self.heading = label(role="heading", wrap=True)
        self._people = QWidget()
        self._people_lines = QVBoxLayout(self._people)
        self._people_lines.setContentsMargins(0, 0, 0, 0)
        self._people_lines.setSpacing(0)
        self.more = button("", self._show_all, kind="link")
        self.call = button("Call these", lambda: self._tell(self.call_wanted), kind="primary")
        self.sheet = button("Make call sheet", lambda: self._tell(self.sheet_wanted))
        self.sheet.setToolTip("One list of all of them to call from")
        self.recruit = button("Recruitment sheets", self._recruit)
        self.recruit.setToolTip("A page for each, to ask them in person")
        self.candidate = button("Set candidate…", self.candidate_wanted.emit)
        self.show_people = button("Show them", lambda: self._tell(self.people_wanted))
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 92)
        self._grid.setColumnStretch(1, 1)
        self.edit = button("Edit seat", self.edit_wanted.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, across=8, down=8)
        for one in (self.call, self.candidate, self.sheet, self.show_people, self.recruit):
            flow.addWidget(one)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for part in (self.title, self.standing, self.contest, self._candidates, rule(), self.heading, buttons,
                     self._people, self.more, rule(), self._facts):
            lines.addWidget(part)
        lines.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)

    def show_seat(self, full: SeatFull) -> None:
        """Show a seat; the list of people starts short again when it is another one."""
        self._all = self._all and self.full is not None and self.full.row.id == full.row.id
        self.full = full
        row = full.row
        self.title.setText(row.name)
        self.standing.setText(standing_words(row))
        words = contest_words(row)
        self.contest.setText(f"{words[:1].upper()}{words[1:]}.")
        self.contest.setVisible(bool(words) and not row.has_somebody)
        self._show_candidates(full)
        self._show_people()
        self._show_facts(full)

    def _show_candidates(self, full: SeatFull) -> None:
        _clear(self._candidate_lines)
        for person, name, stage in full.row.candidates:
            line = QWidget()
            row = FlowLayout(line, across=8, down=2)
            row.addWidget(button(name.replace("&", "&&") or "(no name)", partial(self.person_wanted.emit, person),
                                 kind="link"))
            row.addWidget(label(stage_label("run", stage).lower(), "soft"))
            drop = button("Not a candidate", partial(self.drop_wanted.emit, person), kind="quiet")
            drop.setAccessibleName(f"{name} is not a candidate")
            row.addWidget(drop)
            self._candidate_lines.addWidget(line)
        self._candidates.setVisible(bool(full.row.candidates))

    def _show_people(self) -> None:
        assert self.full is not None
        found = self.full.matches
        place = short_label(self.full.row.kind, self.full.row.code) or "this district"
        live = "lives" if len(found) == 1 else "live"
        self.heading.setText(f"{count_word(len(found))} who {live} in {place} and would run" if found else
                             f"Nobody who would run is known to live in {place}")
        _clear(self._people_lines)
        for match in found[: _MOST if self._all else _SHOWN]:
            self._people_lines.addWidget(_MatchLine(match, self.person_wanted))
        hidden = min(len(found), _MOST) - _SHOWN
        self.more.setText(f"{hidden:,} more")
        self.more.setVisible(hidden > 0 and not self._all)
        word = count_word(len(found)).lower()
        self.call.setText(f"Call these {word}" if len(found) != 1 else "Call this one")
        for one in (self.call, self.sheet, self.recruit, self.show_people):
            one.setVisible(bool(found))

    def _show_all(self) -> None:
        self._all = True
        self._show_people()

    def _show_facts(self, full: SeatFull) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        values = {name: str(value) for name, value in full.details.values.items()}
        filed = f"{full.row.ours:,} of ours, {full.row.total:,} in all"
        incumbent = " ".join(part for part in (
            values["incumbent"], f"({values['incumbent_party']})" if values["incumbent_party"] else "") if part)
        kind = KINDS.get(full.row.kind, full.row.kind)
        source = " · ".join(part for part in (values["source"], short_date(values["as_of"]) if values["as_of"] else "")
                            if part)
        facts = (
            ("District", f"{kind} {full.row.code}".strip()), ("County", values["county"]),
            ("Seats up", values["seats_up"]), ("Election", day_words(values["election_date"])),
            ("Primary", day_words(values["primary_date"])), ("Filing opens", day_words(values["filing_opens"])),
            ("On the ballot", filed), ("Incumbent", incumbent), ("Runs again", values["incumbent_running"]),
            ("Signatures", values["signatures_needed"]), ("Fee", values["filing_fee"]), ("Term", values["term"]),
            ("Source", source), ("Notes", values["notes"]),
        )
        for place, (title, said) in enumerate((title, said) for title, said in facts if said):
            self._grid.addWidget(label(title, "soft"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(said, wrap=True, select=True), place, 1)

    def open_candidates(self, popup: CandidatePopup) -> None:
        """Open the choice of a candidate under its button."""
        popup.open_under(self.candidate)
        popup.search.setFocus()

    def _recruit(self) -> None:
        if self.full is not None and self.full.matches:
            self.recruit_wanted.emit(ForSeat(self.full.row.id, tuple(one.person for one in self.full.matches)))

    def _tell(self, signal: object) -> None:
        if self.full is not None and self.full.matches:
            signal.emit(self.full.filter)  # type: ignore[attr-defined]


class _MatchLine(QWidget):
    """A person who could fill the seat: the name, how they stand, and the reasons."""

    def __init__(self, match: Match, wanted: object) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 5, 0, 6)
        lines.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        name = button(match.name.replace("&", "&&") or "(no name)",
                      lambda: wanted.emit(match.person), kind="link")  # type: ignore[attr-defined]
        head.addWidget(name)
        head.addStretch()
        head.addWidget(label(status_of(match.run_stage, "new", match.last_result).label, "soft"))
        lines.addLayout(head)
        reasons = label(" · ".join(match.reasons), "small", wrap=True)
        reasons.setContentsMargins(2, 0, 0, 0)
        lines.addWidget(reasons)
        lines.addSpacing(4)
        lines.addWidget(rule())
        self.setAccessibleName(f"{match.name}: {', '.join(match.reasons)}")


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
