"""G1 to G3: whole imports, from the command to the last byte on disk, against readers that clean nothing."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from benchmarks.import_stages import stages
from benchmarks.measure import Figure, growth, in_turns
from benchmarks.memory import peak_growth
from benchmarks.sheets import csv_sheet, workbook_sheet
from organizer.cli import main
from organizer.importing import desk
from organizer.importing.worker import ChildSession
from organizer.storage.database import Database

__all__ = ["run"]

_REAL = Path(__file__).parents[1] / "resources" / "sample" / "bsd-win-signups.xlsx"
_REAL_ROWS = 6_700
_HELD = 100_000  # rows up to which all that an import tells the driver can be held


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """The real workbook, the same again, then made-up csv sheets of every size with the growth a row."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled, as where it is installed
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        yield from _real(folder)
        yield from stages("G1", _REAL, _REAL_ROWS, folder)[1]
        seconds, parts = [], []
        for people in sizes:
            spent, figures = _text(people, folder)
            seconds.append(spent)
            yield from figures
            if people <= _HELD:
                part, figures = stages("G2", csv_sheet(people), people, folder)
                parts.append(part)
                yield from figures
        if len(sizes) > 1:
            yield Figure("G2", f"csv grows with exponent {growth(sizes, seconds):.2f}", sizes[-1],
                         f"a row {_a_row(sizes, seconds):.2f} × the smallest", "≤ 1.35 × from 100,000 to 1 M", None)
        for stage in parts[0] if len(parts) > 1 else ():
            of_stage = [part[stage] for part in parts]
            yield Figure("G2", f"{stage} grows with exponent {growth(sizes[: len(parts)], of_stage):.2f}",
                         sizes[len(parts) - 1], f"a row {_a_row(sizes, of_stage):.2f} × the smallest", "")
        for form, sheet in (("csv", csv_sheet_of), ("xlsx", workbook_sheet_of)):
            grown, child = peak_growth(import_alone, sheet, sizes[-1])
            yield Figure("G2", f"memory for {form}: this process, the reading one", sizes[-1],
                         f"+{grown:.0f} MB, {child:.0f} MB", "≤ +150 MB, ≤ 600 MB", grown <= 150 and child <= 600)


def _a_row(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How much more a row takes at the last of some sizes than at the first."""
    return seconds[-1] / sizes[len(seconds) - 1] / (seconds[0] / sizes[0])


def _real(folder: Path) -> Iterator[Figure]:
    peers: dict[str, tuple[Callable[[], object], float]] = {
        "openpyxl only reading": (lambda: _read_openpyxl(_REAL), 0.35),
        "calamine + raw insert": (lambda: _raw_insert(_read_calamine(_REAL), folder), 4.0),
    }
    if find_spec("pandas"):
        peers["pandas + calamine, to_sql"] = (lambda: _pandas(_REAL, folder), 1.3)
    ours, *others = in_turns([lambda: _fresh_import([_REAL], folder), *(work for work, _ in peers.values())], runs=3)
    for (name, (_, most)), peer in zip(peers.items(), others, strict=True):
        yield Figure("G1", f"whole import of xlsx, against {name}", _REAL_ROWS, f"{ours:.2f} s = {ours / peer:.2f} ×",
                     f"≤ {most} ×", ours <= most * peer)
    ready = statistics.median(_from_the_window(folder) for _ in range(3))
    reading = others[0]
    yield Figure("G1", "the same in the window, whose child is ready", _REAL_ROWS,
                 f"{ready:.2f} s = {ready / reading:.2f} ×", "≤ 0.35 × openpyxl", ready <= 0.35 * reading)
    store = folder / "again.organizer"
    _import(store, [_REAL])
    again, = in_turns([lambda: _import(store, [_REAL])], runs=3)
    yield Figure("G3", "the same file again", _REAL_ROWS, f"{again:.2f} s = {again / ours:.2f} × G1", "≤ 1.5 × a row",
                 again <= 1.5 * ours)
    first, second = workbook_sheet(_REAL_ROWS), workbook_sheet(_REAL_ROWS, _REAL_ROWS // 2)
    whole, both = in_turns([
        lambda: _fresh_import([first], folder), lambda: _fresh_import([first, second], folder),
    ], runs=2)
    half = both - whole
    yield Figure("G3", "a file that overlaps by half", _REAL_ROWS, f"{half:.2f} s = {half / ours:.2f} × G1",
                 "≤ 1.5 × a row", half <= 1.5 * ours)


def _from_the_window(folder: Path) -> float:
    """Seconds of an import by a child that got ready while the file was being chosen."""
    store = folder / "window.organizer"
    store.unlink(missing_ok=True)
    Database.create(store).close()
    with ChildSession(first=desk.get_ready) as child:
        child.call(desk.check_store, str(store))
        begun = time.perf_counter()
        child.call(desk.read, str(_REAL))
        child.call(desk.plan, str(store))
        child.call(desk.commit, str(store), "benchmark")
        return time.perf_counter() - begun


def _text(people: int, folder: Path) -> tuple[float, list[Figure]]:
    path = csv_sheet(people)
    peers: dict[str, tuple[Callable[[], object], float]] = {
        "csv.reader + executemany": (lambda: _raw_insert(_read_csv(path), folder), 4.0),
    }
    if find_spec("sqlite_utils"):
        peers["sqlite-utils in process"] = (lambda: _sqlite_utils(path, folder), 0.6)
    ours, *others = in_turns([lambda: _fresh_import([path], folder), *(work for work, _ in peers.values())],
                             runs=2 if people <= 100_000 else 1)
    return ours, [
        Figure("G2", f"whole import of csv, against {name}", people, f"{ours:.2f} s = {ours / peer:.2f} ×",
               f"≤ {most} ×", ours <= most * peer)
        for (name, (_, most)), peer in zip(peers.items(), others, strict=True)
    ]


def csv_sheet_of(people: int) -> str:
    """The path of a sheet, and all that an import loads loaded."""
    with tempfile.TemporaryDirectory() as name:
        _import(Path(name) / "warm.organizer", [csv_sheet(100)])
    return str(csv_sheet(people))


def workbook_sheet_of(people: int) -> str:
    """The same for a workbook."""
    with tempfile.TemporaryDirectory() as name:
        _import(Path(name) / "warm.organizer", [workbook_sheet(100)])
    return str(workbook_sheet(people))


def import_alone(path: str) -> None:
    """Import one sheet into a store of its own."""
    with tempfile.TemporaryDirectory() as name:
        _import(Path(name) / "alone.organizer", [Path(path)])


def _fresh_import(paths: Sequence[Path], folder: Path) -> None:
    store = folder / "fresh.organizer"
    store.unlink(missing_ok=True)
    _import(store, paths)


def _import(store: Path, paths: Sequence[Path]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        code = main(["import", str(store), *map(str, paths)])
    if code:
        raise SystemExit("The import failed, so nothing was measured.")


def _read_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _read_calamine(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(str(path))
    return [list(map(str, row)) for row in book.get_sheet_by_index(0).to_python()]


def _read_csv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def _raw_insert(rows: Any, folder: Path) -> None:
    path = folder / "raw.db"
    path.unlink(missing_ok=True)
    rows = iter(rows)
    first = list(islice(rows, 5))
    width = max(len(row) for row in first)
    padded = ((*row, *[""] * (width - len(row)))[:width] for row in chain(first, rows))
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE sheet ({', '.join(f'c{number} TEXT' for number in range(width))})")
        connection.executemany(f"INSERT INTO sheet VALUES ({', '.join('?' * width)})", padded)


def _pandas(path: Path, folder: Path) -> None:
    import pandas

    with contextlib.closing(sqlite3.connect(folder / "pandas.db")) as connection:
        pandas.read_excel(path, engine="calamine", header=None, dtype=str).to_sql(
            "sheet", connection, if_exists="replace", index=False
        )


def _sqlite_utils(path: Path, folder: Path) -> None:
    import sqlite_utils

    target = folder / "utils.db"
    target.unlink(missing_ok=True)
    with path.open(encoding="utf-8", newline="") as file:
        sqlite_utils.Database(target)["sheet"].insert_all(csv.DictReader(file))
