"""Lists with a line for each thing about a person: cards below each other, or columns of names, fields and values."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from organizer.importing.columns.names import field_of, normal
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.header import kind_of, text_of, unique_headers
from organizer.importing.reading.table import Cell

__all__ = ["are_cards", "from_cards", "one_row_each"]

_NAMES = frozenset(("first_name", "last_name", "full_name"))
_REACHED = frozenset(("email", "phone", "address1", "address"))
_LABELLED = re.compile(r"\s*([^\W\d_][^:]{0,40}?)\s*:\s*(.*)", re.DOTALL)
_FIELD = frozenset(("field", "field name", "attribute", "property", "question", "label", "key", "column", "campo",
                    "item"))
_VALUE = frozenset(("value", "answer", "response", "field value", "content", "valor", "respuesta", "data"))
_MOST = 100  # names of lines; more are none
_AGAIN = 9  # columns of one name

Rows = Blocks[list[Cell]]


def are_cards(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first rows of a sheet are lines like ``Name: Ann Lee`` or ``Phone | 701-555-0101``.

    At least two cards begin with the same name of a column for names, and nearly all lines begin with a known name.
    """
    lines = [_parted(row) for row in rows if any(map(kind_of, row))]
    labels = Counter(normal(label) for label, _ in lines if label)
    fields = {label: field_of(label) or "" for label in labels}
    known = sum(count for label, count in labels.items() if fields[label])
    if known < 0.7 * len(lines) or len({*fields.values()} - {""}) < 2:
        return False
    if _several_across(rows):
        return False
    first = next((normal(label) for label, _ in lines if label), "")
    return fields[first] in _NAMES and labels[first] >= 2 and not _REACHED.isdisjoint(fields.values()) and all(
        count <= labels[first] * 2 for count in labels.values()
    )


def _several_across(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether most lines for names, and most for a phone or an e-mail address, have several people's side by side."""
    wide: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        field = field_of(_parted(row)[0]) if any(map(kind_of, row)) else None
        if field in _NAMES or field in ("email", "phone"):
            wide[field in _NAMES].append(sum(bool(kind_of(cell)) for cell in row) > 2)
    return all(2 * sum(some) > len(some) for some in wide.values())


def from_cards(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[str, ...], Rows, array[int]]:
    """A row for each card, under the names of its lines, and the number of the first line of each.

    What stands above the first card is a title. A card begins with the name that the first one begins with, and behind
    a blank line with any that the card above has already. A line without a name goes on with the one above it.
    """
    columns = _Columns([])
    cards: Blocks[_Card] = Blocks()
    numbers = array("l")
    card: _Card = {}
    has: set[str] = set()
    first, gap, at = "", False, 0
    for number, row in enumerate(rows, 1):
        if not any(map(kind_of, row)):
            gap = True
            continue
        label, value = _parted(row)
        key = normal(label)
        if key and not columns.takes(key):
            key, value = "", ", ".join(text_of(cell) for cell in row if kind_of(cell))
        first = first or key
        if card and key and ((gap and (key in has or key == first)) or (key == first and key in has)):
            cards.append(card)
            card, has = {}, set()
        if key or card:
            if not card:
                numbers.append(number)
            at = columns.place(label, key, card) if key else at
            card.setdefault(at, []).append(value)
            has |= {key} - {""}
        gap = False
    cards.append(card)
    return columns.headers(), Blocks(map(columns.row, cards)), numbers


_Card = dict[int, list[Cell]]
"""By the place of a column what its lines say."""


class _Columns:
    """The columns that lines with names fill.

    A name that comes again for the same person has a column of its own, at most a few; more goes with the last.

    Args:
        names: of columns that are there before any line.
    """

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._places: dict[str, list[int]] = {}
        for at, name in enumerate(names):
            self._places.setdefault(normal(name), []).append(at)

    def takes(self, key: str) -> bool:
        """Whether a line of this name has a column, or gets one: only those that are known here once there are many."""
        return key in self._places or len(self._places) < _MOST or field_of(key) is not None

    def place(self, label: str, key: str, card: _Card) -> int:
        """The place of the column for a further line of a card."""
        places = self._places.setdefault(key, [])
        free = next((at for at in places if at not in card), None)
        if free is None and len(places) < _AGAIN:
            free = len(self._names)
            self._names.append(label)
            places.append(free)
        return places[-1] if free is None else free

    def headers(self) -> tuple[str, ...]:
        """The names of all columns, kept apart."""
        return unique_headers(self._names)

    def row(self, card: _Card) -> list[Cell]:
        """A card as a row, its lines of one column behind each other."""
        row: list[Cell] = [""] * len(self._names)
        for at, lines in card.items():
            row[at] = lines[0] if len(lines) == 1 else ", ".join(filter(None, map(text_of, lines)))
        return row


def _parted(row: Sequence[Cell]) -> tuple[str, Cell]:
    """What a line is called, "" where nothing tells, and what it says."""
    cells = [cell for cell in row if kind_of(cell)]
    head = text_of(cells[0])
    named = head.endswith(":") or field_of(head) is not None
    if len(cells) > 1 and named and not _says_more(head):
        return head.rstrip(":").strip(), cells[1] if len(cells) == 2 else ", ".join(map(text_of, cells[1:]))
    whole = ", ".join(map(text_of, cells))
    found = _LABELLED.fullmatch(whole)
    if found and len(found[1].split()) <= 4:
        return found[1], found[2]
    return "", whole if len(cells) > 1 else cells[0]


def _says_more(text: str) -> bool:
    """Whether something stands behind the colon of a cell, as in the first of ``Address: 12 Elm St | Fargo``."""
    return bool(text.partition(":")[2].strip())


def one_row_each(
    headers: tuple[str, ...], rows: Rows, numbers: array[int]
) -> tuple[tuple[str, ...], Rows, array[int], list[str]]:
    """Make one row of those that tell one thing each about a person (``Ann Lee | Phone | 701-555-0101``)."""
    keys = [normal(header) for header in headers]
    field = next((at for at, key in enumerate(keys) if key in _FIELD), None)
    value = next((at for at, key in enumerate(keys) if key in _VALUE), None)
    if field is None or value is None or len(headers) < 3:
        return headers, rows, numbers, []
    said = Counter(normal(text_of(row[field])) for row in rows)
    fields = {key: field_of(key) or "" for key in said}
    told = sum(count for key, count in said.items() if fields[key])
    if len(said) > _MOST or told < 0.6 * len(rows) or len(_REACHED & {*fields.values()}) < 1 or max(said.values()) < 2:
        return headers, rows, numbers, []
    others = [at for at in range(len(headers)) if at not in (field, value)]
    columns = _Columns([headers[at] for at in others])
    cards: dict[tuple[Cell, ...], _Card] = {}
    starts = array("l")
    for row, number in zip(rows, numbers, strict=True):
        whose = tuple(row[at] for at in others)
        card = cards.get(whose)
        if card is None:
            card = cards[whose] = {at: [cell] for at, cell in enumerate(whose)}
            starts.append(number)
        label = text_of(row[field]) or headers[value]
        if kind_of(row[field]) or kind_of(row[value]):
            card.setdefault(columns.place(label, normal(label), card), []).append(row[value])
    note = f"Each row told one thing about a person; a row was made of each person's ({len(cards):,} of {len(rows):,})."
    return columns.headers(), Blocks(map(columns.row, cards.values())), starts, [note]
