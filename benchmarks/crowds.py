"""G2 where it is hardest: sheets whose rows all share something must not cost more a row the more there are."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, no_collection
from organizer.importing import desk

__all__ = ["run"]

_HEADERS = ["First Name", "Last Name", "Email", "Phone", "Address", "City", "State", "Zip", "Notes"]
_SIZES = (5_000, 20_000)
_MOST = 1.5
Row = list[str]
Change = Callable[[int, Row], object]


def _set(**values: str) -> Change:
    """Let all rows have these cells (``first="Ann"``)."""
    places = {"first": 0, "last": 1, "email": 2, "phone": 3, "address": 4, "zip": 7}

    def change(_number: int, row: Row) -> None:
        for name, value in values.items():
            row[places[name]] = value

    return change


def _in_tens(number: int, row: Row) -> None:
    row[:5] = _row(number // 10)[:5]


def _nearly(number: int, row: Row) -> None:
    row[:3] = ["Ann" if number % 2 else "Anne", *_row(number // 2)[1:3]]


_CROWDS: dict[str, Change] = {
    "nobody shares anything": _set(),
    "all are one person with as many e-mails": _set(first="Ann", last="Lee", phone="612-555-0100"),
    "all are one person with as many phones": _set(first="Ann", last="Lee", email="ann@example.org"),
    "all are one person with as many notes": _set(first="Ann", last="Lee", email="a@example.org", phone="612-555-0100"),
    "all share one household": _set(address="1 Oak St"),
    "all share one family": _set(address="1 Oak St", last="Lee"),
    "all share one e-mail": _set(email="club@example.org"),
    "all share one phone": _set(phone="612-555-0100"),
    "all share one last name": _set(last="Lee"),
    "all share one name": _set(first="Ann", last="Lee"),
    "all share one name and are reached by nothing": _set(first="Ann", last="Lee", email="", phone=""),
    "each has ten rows": _in_tens,
    "half are held": _nearly,
    "all have cells to be mended": _set(email="not an e-mail", phone="12", zip="x9"),
    "all are refused": _set(first="", last="", email="", phone="12", address=""),
}


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Each crowd at two sizes, in processor time; `sizes` are for others."""
    desk.get_ready()
    for name, change in _CROWDS.items():
        few, many = (min(_spent(change, size) for _ in range(2)) for size in _SIZES)
        times = many / _SIZES[1] / (few / _SIZES[0])
        yield Figure("G2", f"import where {name}", _SIZES[1],
                     f"{many / _SIZES[1] * 1e6:.0f} µs, a row {times:.2f} ×", f"≤ {_MOST} × from {_SIZES[0]:,}",
                     times <= _MOST)


def _row(number: int) -> Row:
    return [f"Fn{_letters(number)}", f"Ln{_letters(7 * number + 3)}", f"p{number}@example.org",
            f"612-{200 + number // 10_000}-{number % 10_000:04}", f"{number + 2} Oak St", "Fargo", "ND", "58102",
            f"note {number}"]


def _letters(number: int) -> str:
    """A number as letters, so that it can be a part of a name."""
    return "".join("bcdfghklmn"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number))


def _spent(change: Change, size: int) -> float:
    """The processor's seconds for reading, planning and writing so many rows."""
    with tempfile.TemporaryDirectory() as name, no_collection():
        path = Path(name) / "crowd.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_HEADERS)
            for number in range(size):
                row = _row(number)
                change(number, row)
                writer.writerow(row)
        state: dict[str, Any] = {}
        store = str(Path(name) / "crowd.organizer")
        begun = time.process_time()
        desk.read(state, str(path))
        desk.plan(state, store)
        desk.commit(state, store, "benchmark")
        return time.process_time() - begun
