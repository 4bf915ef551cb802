"""What stands in the list of a filled sheet: every row, correction and missing line, and what is chosen for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from organizer.callsheets.readback.comparison import STATES, Comparison, RowBack
from organizer.callsheets.readback.corrections import Correction
from organizer.callsheets.readback.take_back import CHOOSABLE
from organizer.domain.clock import short_time
from organizer.domain.status import ANSWERS, result_of
from ui.widgets.cells import Cell, Column

__all__ = ["COLUMNS", "VIEWS", "Choices", "Item", "items_of", "said_of"]

VIEWS: dict[str, str] = {
    "written": "All that is written", "look": "To decide", "corrections": "Corrections", "new": "To be recorded",
    "same": "Recorded already", "missing": "Not in the file", "blank": "Nothing written",
}
_LOOK = (*CHOOSABLE, "unknown", "foreign", "gone")
_FIRST = ("doubled", "conflict", "unclear", "unknown", "foreign", "gone", "new", "same", "again", "blank")
_TONES = {"new": "done", "same": "new", "again": "new", "blank": "off", "missing": "off", "foreign": "bad",
          "unknown": "bad", "gone": "bad"}
_ANSWER = dict(ANSWERS)
_OFFERS = {"offer": "mended on the sheet", "conflict": "changed here since it was printed", "same": "known already"}


@dataclass(slots=True)
class Choices:
    """What the reader chose: rows taken or left, what unclear ones mean, corrections made, rows put on a line."""

    accept: set[int] = field(default_factory=set)
    leave: set[int] = field(default_factory=set)
    codes: dict[int, str] = field(default_factory=dict)
    corrections: dict[tuple[int, int, str], bool] = field(default_factory=dict)
    placed: dict[int, int] = field(default_factory=dict)

    def takes(self, row: RowBack) -> bool | None:
        """Whether a row will be recorded; None where there is nothing to choose."""
        if row.state == "new":
            return row.id not in self.leave
        return row.id in self.accept if row.state in CHOOSABLE and row.line else None

    def code(self, row: RowBack) -> str:
        """The result that a row will be recorded with."""
        return self.codes.get(row.id, row.code)

    def mends(self, one: Correction) -> bool | None:
        """Whether a correction will be made; None where there is nothing to choose."""
        if one.state not in ("offer", "conflict"):
            return None
        return self.corrections.get(_key(one), one.state == "offer")

    def turn(self, item: Item, comparison: Comparison, on: bool) -> None:
        """Take or leave; of two accounts of one line only one is taken, and a row that may be a line is put on it."""
        row = item.row
        if item.corrections and item.taken is not None:
            self.corrections[_key(item.corrections[0])] = on
        elif row is None:
            return
        elif row.state == "unknown" and row.maybe and on:
            self.placed[row.id] = row.maybe
        elif row.state == "new":
            (self.leave.discard if on else self.leave.add)(row.id)
        elif item.taken is not None:
            self.accept.difference_update(
                one.id for one in comparison.rows if (one.sheet, one.line) == (row.sheet, row.line))
            if on and (self.code(row) or row.note or row.run_answer or row.help_answer):
                self.accept.add(row.id)


def _key(one: Correction) -> tuple[int, int, str]:
    """A phone, or an address with all its parts, which are only taken together."""
    return one.sheet, one.sheet_line, "phone" if one.field == "phone" else "address"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list, with its three sides in words.

    `taken` says whether it will be recorded, None where there is nothing to choose; `views` where it is shown.
    """

    row: RowBack | None
    corrections: tuple[Correction, ...]
    views: tuple[str, ...]
    place: str
    line: int
    who: str
    printed: str
    now: str
    said: str
    why: str
    tone: str
    taken: bool | None = None
    where: tuple[int, int] = (0, 0)
    packet: bool = False


def said_of(row: RowBack, code: str = "") -> str:
    """What the sheet says of a call, in words: ``Talked · run: yes · “after 6”``."""
    code = code or ("" if row.state == "unclear" else row.code)
    said = [result_of(code).label if code else row.said]
    said += [f"{name}: {_ANSWER[answer].lower()}" for name, answer in
             (("run", row.run_answer), ("help", row.help_answer)) if answer]
    if row.follow_up_at:
        said.append(f"{'' if code == 'CB' else 'call back '}{short_time(row.follow_up_at)}")
    if row.note and row.note != f"“{row.said}”":
        said.append(row.note)
    return " · ".join(part for part in said if part)


def items_of(found: Comparison, choices: Choices) -> list[Item]:
    """Everything in the order it wants to be looked at: what must be decided, corrections, what is plain."""
    rows = [_row(row, choices) for row in sorted(found.rows, key=lambda row: (_FIRST.index(row.state), row.id))]
    groups: dict[tuple[int, int, str], list[Correction]] = {}
    for one in found.corrections:
        groups.setdefault(_key(one), []).append(one)
    corrections = [_correction(group, choices) for group in groups.values()]
    missing = [Item(None, (), ("missing",), "", line, name, "on the sheet", "", "", "not in the file", "off",
                    where=(sheet, line)) for sheet, line, name in found.missing]
    look = [one for one in (*rows, *corrections) if "look" in one.views]
    mends = [one for one in corrections if "look" not in one.views]
    found_items = [*look, *mends, *(one for one in rows if "look" not in one.views), *missing]
    return [replace(one, packet=True) for one in found_items] if len(found.sheets) > 1 else found_items


def _row(row: RowBack, choices: Choices) -> Item:
    view = "look" if row.state in _LOOK else "same" if row.state == "again" else row.state
    views = (view, *(("written",) if row.state != "blank" else ()))
    code = choices.codes.get(row.id, "")
    why = row.reason
    if code:
        why = f"recorded as {result_of(code).label.lower()}"
    elif not why:
        why = "" if row.state == "new" else STATES[row.state]
    place = f"{row.row} of {row.tab}" if row.tab else str(row.row)
    taken = False if row.state == "unknown" and row.maybe else choices.takes(row)
    return Item(row, (), views, place, row.line or row.maybe, row.name, row.printed, row.now, said_of(row), why,
                _TONES.get(row.state, "waiting"), taken, (row.sheet, row.line))


def _correction(group: list[Correction], choices: Choices) -> Item:
    """A new phone, or a new address with all its parts on one line."""
    one = min(group, key=lambda one: ("conflict", "offer", "unclear", "same").index(one.state))
    state = one.state
    views = ("corrections", "written", *(("look",) if state in ("conflict", "unclear") else ()))
    name = "Phone" if one.field == "phone" else "Address"
    sides = [", ".join(dict.fromkeys(part for part in parts if part)) or "none" for parts in (
        [each.printed for each in group], [each.now for each in group], [each.said for each in group])]
    return Item(None, tuple(group), views, str(one.row), one.sheet_line, one.name, sides[0], sides[1],
                f"{name}: {sides[2]}", one.reason or _OFFERS[state], "new" if state == "same" else "waiting",
                choices.mends(one), (one.sheet, one.sheet_line))


def _take(item: Item) -> Cell:
    if item.taken is None:
        return Cell()
    return Cell("taken" if item.taken else "left", "check", "on" if item.taken else "off")


def _line(item: Item) -> str:
    """``12``, or ``7·12`` in a packet, where each sheet has a line 12."""
    if not item.line:
        return ""
    return f"{item.where[0]}·{item.line}" if item.packet else str(item.line)


def _columns() -> Iterator[Column[Item]]:
    yield Column("take", "", 36, _take)
    yield Column("row", "Row", 48, lambda item: Cell(item.place.partition(" ")[0], "soft"))
    yield Column("line", "Line", 56, lambda item: Cell(_line(item), "strong"), sort=lambda item: item.where)
    yield Column("who", "Who", 140, lambda item: Cell(item.who, "strong"), sort=lambda item: item.who.lower(),
                 grows=True)
    yield Column("printed", "As printed", 104, lambda item: Cell(item.printed, "soft"), grows=True)
    yield Column("now", "Here now", 116, lambda item: Cell(item.now), grows=True)
    yield Column("said", "On the sheet", 155, lambda item: Cell(item.said, "strong" if item.taken else ""), grows=True)
    yield Column("why", "Why", 195, lambda item: Cell(item.why, "status" if item.why else "", item.tone), grows=True,
                 sort=lambda item: item.why)


COLUMNS: tuple[Column[Item], ...] = tuple(_columns())
"""The three sides next to each other."""
