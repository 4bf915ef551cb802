"""Rows of csv, tsv and other text files, and of cells pasted from the clipboard."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.importing.cleaning.mending import Mender, nothing_to_mend
from organizer.importing.reading.delimiter import DELIMITERS, Dialect, find_dialect
from organizer.importing.reading.encoding import TextScan, scan_text
from organizer.importing.reading.limits import MAX_COLUMNS

__all__ = ["TextSource", "guard", "unguard"]

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_LINES_IN_ONE_CELL = 200
_WHOLE = re.compile(r'^"((?:[^"]|"")*)"\s*$')
_FIELD_LIMIT = 8 * 1024 * 1024  # letters of a cell; a spreadsheet program allows 32,767
_AT_ONCE = 1 << 16  # letters of the lines that are looked at together
_GUARDED = re.compile(r"""'["=+\-@\t]""")  # where `unguard` might find something in a row of one line


def guard(text: str) -> str:
    """Put `'` before what a spreadsheet program would take for a formula, or before a `'` that stands there already."""
    return "'" + text if text.lstrip("'").startswith(_RISKY) else text


def unguard(text: str) -> str:
    """Take off again what `guard` put before a text."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_RISKY) else text


def _unwrapped(line: str) -> str:
    """A line without the quotation marks around the whole of it."""
    found = _WHOLE.match(line)
    return found[1].replace('""', '"') + line[found.end(1) + 1 :] if found else line


def _is_wrapped(head: str) -> bool:
    """Whether each line stands in quotation marks as a whole, as when a program took all of it for one cell."""
    lines = [line for line in head.splitlines() if line.strip()]
    lines = lines[: min(60, max(2, len(lines) - 1))]  # the last one may be cut
    if len(lines) < 2 or not all(map(_WHOLE.match, lines[1:])):
        return False
    bare = [_unwrapped(line) for line in lines]
    for delimiter in DELIMITERS:
        widths = {len(next(csv.reader([line], delimiter=delimiter), [])) for line in bare}
        if len(widths) == 1 and widths.pop() >= 3:
            return True
    return False


class TextSource:
    """One text file, or one pasted text, read row by row.

    Args:
        where: a file's path, or the pasted text itself as `io.StringIO`.
        encoding: the user's choice; None finds it.
        delimiter: the user's choice; None finds it.
    """

    def __init__(
        self, where: Path | io.StringIO, *, encoding: str | None = None, delimiter: str | None = None
    ) -> None:
        self.where = where
        self.name = where.name if isinstance(where, Path) else "The pasted text"
        self.scan = scan_text(where, encoding) if isinstance(where, Path) else TextScan("utf-8", "")
        self.mender = Mender()
        self.notes = list(self.scan.notes)
        csv.field_size_limit(_FIELD_LIMIT)
        with self._open() as file:
            head = file.read(40_000)
        self.wrapped = _is_wrapped(head)
        if self.wrapped:
            head = "\n".join(map(_unwrapped, head.splitlines()))
            self.notes.append("Each line stood in quotation marks as a whole; they were taken off.")
        self.head = head
        self.dialect: Dialect = find_dialect(Mender().line(head), delimiter)
        comma = re.escape(self.dialect.delimiter)
        self._as_text = re.compile(rf'(^|{comma})(?:="([^"]*)"|"=""([^"]*)""")(?={comma}|[\r\n]*$)')
        self.width = self._usual_width(head)

    def _usual_width(self, head: str) -> int:
        """Cells in most of the first lines, taken one by one."""
        widths = Counter(
            len(row)
            for line in head.splitlines()[:200]
            for row in self._reader([line])
        )
        return widths.most_common(1)[0][0] if widths else 0

    def _reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        own = self.dialect
        return csv.reader(lines, delimiter=own.delimiter, escapechar=own.escape, skipinitialspace=own.spaces)

    def _open(self) -> io.TextIOBase:
        if isinstance(self.where, io.StringIO):
            return io.StringIO(self.where.getvalue(), newline="")
        encoding, errors = self.scan.codec
        return open(self.where, encoding=encoding, errors=errors, newline="")

    def rows(self) -> Iterator[list[str]]:
        """All rows from the first line on, blank ones as []; a quotation mark that never ends swallows nothing.

        The apostrophe that our own files, and others', put before what would be a formula is taken off.
        """
        self.mender = Mender()
        with self._open() as file:
            yield from self._parse(file)

    def _parse(self, file: io.TextIOBase) -> Iterator[list[str]]:
        number = 0
        while lines := file.readlines(_AT_ONCE):
            rows = self._plain_rows(lines) if number >= self.dialect.skip else None
            if rows is None:
                number = yield from self._row_by_row(lines, file, number)
            else:
                yield from rows
                number += len(rows)

    def _plain_rows(self, lines: list[str]) -> list[list[str]] | None:
        """The rows of lines that are one each and in which nothing is to be mended or taken off; None for others."""
        text = "".join(lines)
        if (
            self.wrapped or self.dialect.escape is not None or '="' in text
            or ("'" in text and _GUARDED.search(text)) or not nothing_to_mend(lines, text)
        ):
            return None
        try:
            rows = list(self._reader([*lines, "\n"]))  # an open quotation mark would swallow the last one
        except csv.Error:
            return None
        alone = len(rows) == len(lines) + 1 and rows.pop() == []
        return rows if alone and max(map(len, rows)) <= MAX_COLUMNS else None

    def _row_by_row(
        self, begun: list[str], file: io.TextIOBase, number: int
    ) -> Generator[list[str], None, int]:
        """The rows of some lines and of as many behind as the last row has; returns the number of that row."""
        left = len(begun)
        pending: list[str] = []
        as_written: dict[int, str] = {}  # the lines of `pending` from which something was taken out
        mend = self.mender.line

        def lines() -> Iterator[str]:
            for line in chain(begun, file):
                mended = mend(line)
                if self.wrapped:
                    mended = _unwrapped(mended)
                if '="' in mended:  # ="02134", by which a program has Excel keep a text a text
                    mended = self._as_text.sub(r'\1"\2\3"', mended)
                if mended is not line and '="' not in line and not self.wrapped:
                    as_written[len(pending)] = line
                pending.append(mended)
                yield mended

        source = lines()
        while True:
            try:
                for row in self._reader(source):
                    number += 1
                    if len(row) > MAX_COLUMNS and len("".join(row[MAX_COLUMNS:])) > 0:
                        raise UserError(
                            f"{self.name} has {len(row):,} columns in row {number:,}, more than any spreadsheet. "
                            "Check how its cells are parted, or export it again."
                        )
                    if as_written:
                        self._keep_as_written(number, pending, as_written, row)
                    if any("#" in line or "Err:" in line for line in pending):
                        self.mender.blank_errors(number, row)
                    if number <= self.dialect.skip:
                        yield []
                    elif len(pending) > 1 and self._is_open(pending, row):
                        yield from self._line_by_line(pending, number)
                        number += len(pending) - 1
                    elif "'" in "".join(pending):
                        yield [unguard(cell) for cell in row]
                    else:
                        yield row
                    left -= len(pending)
                    pending.clear()
                    if left <= 0:
                        return number
                return number
            except csv.Error:  # a cell without end
                yield from self._line_by_line(pending, number + 1)
                number += len(pending)
                left -= len(pending)
                pending.clear()
                if left <= 0:
                    return number

    def _keep_as_written(self, number: int, lines: list[str], as_written: dict[int, str], row: list[str]) -> None:
        """Keep the cells of a row as the file has them."""
        whole = [as_written.get(place, line) for place, line in enumerate(lines)]
        as_written.clear()
        try:
            before = next(self._reader(whole), [])
        except csv.Error:
            return
        self.mender.compare(number, before, row)

    def _is_open(self, lines: list[str], row: list[str]) -> bool:
        """Whether a row over several lines is none: a quotation mark was opened by mistake and closed by another."""
        if self.dialect.escape is not None:
            return False
        odd = sum(line.count('"') for line in lines) % 2 == 1
        if len(row) != self.width:
            return odd or len(lines) > _LINES_IN_ONE_CELL
        whole = self.width > 1 and all(line.count(self.dialect.delimiter) == self.width - 1 for line in lines)
        return odd and whole

    def _line_by_line(self, lines: list[str], number: int) -> Iterator[list[str]]:
        note = f"A quotation mark in row {number:,} is never closed; from there the lines were read one by one."
        if note not in self.notes:
            self.notes.append(note)
        for line in lines:
            try:
                if line.count('"') % 2:
                    cells = csv.reader([line], delimiter=self.dialect.delimiter, quoting=csv.QUOTE_NONE)
                    yield from ([cell.strip('"') for cell in row] for row in cells)
                else:
                    yield from self._reader([line])
            except csv.Error:
                raise UserError(
                    f"{self.name} has a single cell of more than {_FIELD_LIMIT // 1024**2} million letters in row "
                    f"{number:,}, which no spreadsheet has. Export it again."
                ) from None
