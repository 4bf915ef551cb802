"""What opens under a chip of the filter bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QHBoxLayout, QLineEdit, QPushButton, QWidget

from organizer.domain.district import KINDS
from organizer.domain.filters import ProspectFilter
from organizer.prospects import browse
from ui.background.jobs import Jobs
from ui.prospects.conditions import CERTAINTY, REACH, status_choices, status_values, with_status
from ui.widgets.choices import Choice, ChoiceList, ChoicePopup, Popup
from ui.widgets.flow import FlowLayout
from ui.widgets.text import button, label

__all__ = ["DistrictPopup", "open_popup"]

_LISTS = {"city": ("City", browse.cities), "office": ("Office sought", browse.offices), "tags": ("Tag", browse.tags)}
Put = Callable[[ProspectFilter], object]


def open_popup(name: str, under: QWidget, jobs: Jobs, chosen: ProspectFilter, put: Put) -> Popup | None:
    """Open the popup of a condition. Args: put: takes the filter as it becomes, each time a choice is made."""
    popup: Popup
    if name == "district":
        popup = DistrictPopup(under, jobs, chosen, put)
    elif name in ("status", "interest", "city", "office", "tags"):
        popup = _choices(name, under, jobs, chosen, put)
    elif name == "zip":
        popup = _ZipPopup(under, chosen, put)
    elif name == "since":
        popup = _SincePopup(under, chosen, put)
    elif name in ("certainty", "reach", "unknown"):
        popup = _one_of(name, under, jobs, chosen, put)
    else:
        return None
    popup.open_under(under)
    return popup


def _choices(name: str, under: QWidget, jobs: Jobs, chosen: ProspectFilter, put: Put) -> ChoicePopup:
    if name == "status":
        popup = ChoicePopup("Status", under)
        popup.put(status_choices(), status_values(chosen))
        popup.changed.connect(lambda values: put(with_status(chosen, values)))
    elif name == "interest":
        popup = ChoicePopup("Interest", under)
        popup.put([Choice("run", "Would run"), Choice("help", "Would volunteer")], chosen.interest)
        popup.changed.connect(lambda values: put(replace(chosen, interest=values)))
    else:
        popup = ChoicePopup(_LISTS[name][0], under)
        before: tuple[str, ...] = getattr(chosen, name)
        popup.put([], before)
        fill = partial(_fill, popup, before)
        jobs.read(_LISTS[name][1], done=fill, key=f"choices {name}")
        popup.changed.connect(lambda values: put(replace(chosen, **{name: values})))
    return popup


def _fill(popup: ChoicePopup, before: tuple[str, ...], found: list[tuple[str, int]]) -> None:
    known = {value for value, _ in found}
    lost = [Choice(value, value, 0) for value in before if value not in known]
    popup.put([Choice(value, value, people) for value, people in found] + lost, before)


class DistrictPopup(Popup):
    """Kinds of districts across the top, the codes of one below in natural order, with how many live there."""

    def __init__(self, under: QWidget, jobs: Jobs, chosen: ProspectFilter, put: Put) -> None:
        super().__init__(under)
        self._jobs = jobs
        self._put = put
        self._chosen = chosen
        self._kind = chosen.districts[0][0] if chosen.districts else ""
        self.setFixedWidth(340)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 0)
        head.addWidget(label("District", "heading"), 1)
        head.addWidget(button("Clear", self._clear, kind="link"))
        self.lines.addLayout(head)
        self._kinds = QWidget()
        self._flow = FlowLayout(self._kinds, across=4, down=4)
        self._flow.setContentsMargins(12, 0, 8, 0)
        self._group = QButtonGroup(self)
        self.lines.addWidget(self._kinds)
        self.list = ChoiceList()
        self.list.changed.connect(self._changed)
        self.list.view.setMinimumHeight(310)
        self.lines.addWidget(self.list)
        jobs.read(browse.district_kinds, done=self._got_kinds, key="district kinds")

    def _got_kinds(self, kinds: list[tuple[str, int]]) -> None:
        if not kinds:
            said = label("No districts are known yet. Import a sheet that has them, or load a table.", "soft",
                         wrap=True)
            self._flow.addWidget(said)
            said.show()
            return
        if self._kind not in [kind for kind, _ in kinds]:
            self._kind = kinds[0][0]
        for kind, _ in kinds:
            choice = QPushButton(KINDS.get(kind, kind))
            choice.setProperty("kind", "choice")
            choice.setCheckable(True)
            choice.setChecked(kind == self._kind)
            choice.clicked.connect(partial(self._choose_kind, kind))
            self._group.addButton(choice)
            self._flow.addWidget(choice)
            choice.show()
        self._kinds.setFixedHeight(self._flow.heightForWidth(self.width() - 2))
        self._choose_kind(self._kind)
        self.adjustSize()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._jobs.read(browse.district_options, kind, done=partial(self._got_codes, kind), key="district codes")

    def _got_codes(self, kind: str, codes: list[tuple[str, int]]) -> None:
        chosen = [code for one, code in self._chosen.districts if one == kind]
        known = {code for code, _ in codes}
        self.list.search.clear()
        self.list.put([Choice(code, code, people) for code, people in codes]
                      + [Choice(code, code, 0) for code in chosen if code not in known], chosen)
        self.list.view.setMinimumHeight(310)
        self.list.take_focus()

    def _changed(self, codes: tuple[str, ...]) -> None:
        others = tuple(pair for pair in self._chosen.districts if pair[0] != self._kind)
        self._set(others + tuple((self._kind, code) for code in codes))

    def _clear(self) -> None:
        self._set(())
        self.list.clear()

    def _set(self, districts: tuple[tuple[str, str], ...]) -> None:
        self._chosen = replace(self._chosen, districts=districts)
        self._put(self._chosen)


class _ZipPopup(Popup):
    def __init__(self, under: QWidget, chosen: ProspectFilter, put: Put) -> None:
        super().__init__(under)
        self.lines.setContentsMargins(12, 12, 12, 12)
        self.lines.addWidget(label("ZIP codes, with commas between", "heading"))
        self.field = QLineEdit(", ".join(chosen.zip))
        self.field.setAccessibleName("ZIP codes")
        self.field.setPlaceholderText("55434, 55304")
        self.field.setMinimumWidth(220)
        self.field.returnPressed.connect(lambda: self._take(chosen, put))
        self.lines.addWidget(self.field)
        self.lines.addWidget(button("Show these", lambda: self._take(chosen, put), kind="primary"), 0,
                             Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.field)
        self.field.setFocus()

    def _take(self, chosen: ProspectFilter, put: Put) -> None:
        found = tuple(part.strip() for part in self.field.text().replace(";", ",").split(",") if part.strip())
        put(replace(chosen, zip=found))
        self.close()


class _SincePopup(Popup):
    def __init__(self, under: QWidget, chosen: ProspectFilter, put: Put) -> None:
        super().__init__(under)
        self.lines.setContentsMargins(12, 12, 12, 12)
        self.lines.addWidget(label("Nobody has tried them since", "heading"))
        before = QDate.fromString(chosen.not_contacted_since, Qt.DateFormat.ISODate)
        self.field = QDateEdit(before if before.isValid() else QDate.currentDate().addDays(-7))
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat("MMM d, yyyy")
        self.field.setMinimumWidth(200)
        self.lines.addWidget(self.field)

        def take() -> None:
            put(replace(chosen, not_contacted_since=self.field.date().toString(Qt.DateFormat.ISODate)))
            self.close()

        self.lines.addWidget(button("Show these", take, kind="primary"), 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.field)


def _one_of(name: str, under: QWidget, jobs: Jobs, chosen: ProspectFilter, put: Put) -> Popup:
    popup = Popup(under)
    popup.lines.setContentsMargins(4, 8, 4, 8)
    popup.setMinimumWidth(200)

    def offer(pairs: list[tuple[str, str]]) -> None:
        for value, text in pairs:
            popup.lines.addWidget(button(text, partial(take, value), kind="quiet"), 0, Qt.AlignmentFlag.AlignLeft)
        popup.adjustSize()

    def take(value: str) -> None:
        put(replace(chosen, **_fields_of(name, value)))
        popup.close()

    if name == "unknown":
        jobs.read(browse.district_kinds, done=lambda kinds: offer([(kind, KINDS.get(kind, kind)) for kind, _ in kinds]),
                  key="kinds to miss")
    else:
        offer(list(CERTAINTY if name == "certainty" else REACH))
    return popup


def _fields_of(name: str, value: str) -> dict[str, Any]:
    if name == "certainty":
        return {"certainty": value}
    if name == "unknown":
        return {"unknown_kind": value}
    return {"callable_only": value == "callable", "do_not_call": {"hide": False, "only": True}.get(value)}
