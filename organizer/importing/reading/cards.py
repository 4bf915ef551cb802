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
_MOST = 100  # different labels, and lines of one card

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
    first = next((normal(label) for label, _ in lines if label), "")
    return fields[first] in _NAMES and labels[first] >= 2 and not _REACHED.isdisjoint(fields.values()) and all(
        count <= labels[first] * 2 for count in labels.values()
    )


def from_cards(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[str, ...], Rows, array[int]]:
    """A row for each card, under the names of its lines, and the number of the first line of each.

    What stands above the first card is a title. A line without a name goes on with the one above it; a name that
    comes twice in a card gets a further column.
    """
    names: list[str] = []
    made: Rows = Blocks()
    numbers = array("l")
    card: dict[int, Cell] = {}
    first = last = ""
    start = 0
    for number, row in enumerate(rows, 1):
        if not any(map(kind_of, row)):
            continue
        label, value = _parted(row)
        key = normal(label)
        first = first or key
        if key == first and card:
            made.append([card.get(at, "") for at in range(len(names))])
            numbers.append(start)
            card = {}
        start = start if card else number
        if key:
            last, at = key, _column(names, label, key, card)
            card[at] = value
        elif card:
            at = max(place for place, name in enumerate(names) if normal(name) == last)
            card[at] = f"{card.get(at, '')}, {text_of(value)}".strip(", ")
    made.append([card.get(at, "") for at in range(len(names))])
    numbers.append(start)
    width = len(names)
    return unique_headers(names), Blocks([*one, *[""] * (width - len(one))] for one in made), numbers


def _column(names: list[str], label: str, key: str, card: dict[int, Cell]) -> int:
    """The place of the column for a line, a new one where the card has filled those of this name."""
    free = [at for at, name in enumerate(names) if normal(name) == key and at not in card]
    if not free:
        names.append(label)
    return free[0] if free else len(names) - 1


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
    names: list[str] = [headers[at] for at in others]
    found: dict[tuple[Cell, ...], dict[int, Cell]] = {}
    starts: dict[tuple[Cell, ...], int] = {}
    for row, number in zip(rows, numbers, strict=True):
        whose = tuple(row[at] for at in others)
        card = found.setdefault(whose, dict(enumerate(whose)))
        starts.setdefault(whose, number)
        label = text_of(row[field])
        if not label and not kind_of(row[value]):
            continue
        at = _column(names, label or headers[value], normal(label), card)
        card[at] = row[value]
    made = Blocks([card.get(at, "") for at in range(len(names))] for card in found.values())
    note = f"Each row told one thing about a person; a row was made of each person's ({len(made):,} of {len(rows):,})."
    return unique_headers(names), made, array("l", starts.values()), [note]
