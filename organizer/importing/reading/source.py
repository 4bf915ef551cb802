"""A foreign file held open: its sheets, and any of them as a table with its header found."""

from __future__ import annotations

import hashlib
import io
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing.cleaning.mending import Mender
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.body import body_of, even, is_blank, put_together
from organizer.importing.reading.cards import are_cards, from_cards, one_row_each
from organizer.importing.reading.ditto import filled_down
from organizer.importing.reading.header import HeaderChoice, find_header, kind_of
from organizer.importing.reading.preflight import form_of
from organizer.importing.reading.readers import Grid
from organizer.importing.reading.row_groups import MergedDown, headings_as_column, heads_of_groups, said_once
from organizer.importing.reading.several_tables import look_through, names_people, one_below_the_other, side_by_side
from organizer.importing.reading.table import Cell, FileInfo, SheetInfo, Table
from organizer.importing.reading.text_file import TextSource
from organizer.importing.reading.workbook import Workbook

__all__ = ["Source"]

_HEAD = 120
_PREVIEW_ROWS = 12
_PREVIEW_TEXT = 200


class Source:
    """One file, or one pasted text.

    Args:
        where: a path, or pasted text as `io.StringIO`.
        encoding: for text, when the user chose one.
        delimiter: for text, when the user chose one.

    Raises:
        UserError: it is no list, or can't be read.
    """

    def __init__(
        self, where: str | Path | io.StringIO, *, encoding: str | None = None, delimiter: str | None = None
    ) -> None:
        self.like_people: list[str] = []
        self.about = 0  # rows, where that is guessed
        self.text: TextSource | None = None
        self.book: Workbook | None = None
        if isinstance(where, io.StringIO):
            self.name, self.form = "clipboard", "text"
            self.text = TextSource(where, delimiter=delimiter)
            self.file_hash = hashlib.sha256(where.getvalue().encode("utf-8", "surrogatepass")).hexdigest()
        else:
            path = Path(where)
            form = form_of(path)
            self.name, self.form, self.about = path.name, form.kind, form.rows
            if self.form == "text":
                self.text = TextSource(path, encoding=encoding, delimiter=delimiter)
                self.file_hash = self.text.scan.file_hash
            else:
                with open(path, "rb") as file:
                    self.file_hash = hashlib.file_digest(file, "sha256").hexdigest()
                self.book = Workbook(path, form)

    def close(self) -> None:
        """Let go of the file."""
        if self.book is not None:
            self.book.close()

    def sheet_names(self) -> list[tuple[str, bool]]:
        """Each sheet's name and whether it is hidden."""
        return self.book.sheets if self.book is not None else [("", False)]

    def grid(self, name: str, mender: Mender) -> Grid:
        """A sheet's cells; `mender` counts what is mended in a workbook's."""
        if self.book is not None:
            return self.book.grid(name, mender)
        assert self.text is not None
        return Grid(0, 0, 0, self.text.rows())

    def info(self, sheets: Iterable[SheetInfo] | None = None) -> FileInfo:
        """What the file is; without `sheets` each one is read for it."""
        if sheets is None:
            sheets = [self._look(name, hidden) for name, hidden in self.sheet_names()]
        encoding = self.text.scan.encoding if self.text else ""
        delimiter = self.text.dialect.delimiter if self.text else ""
        return FileInfo(self.name, self.form, encoding, delimiter, tuple(sheets), self.file_hash)

    def _look(self, name: str, hidden: bool) -> SheetInfo:
        try:
            grid = self.grid(name, Mender())
        except UserError:
            if not hidden:
                raise
            return SheetInfo(name, True, 0, 0)
        first = list(islice(grid.rows, _PREVIEW_ROWS))
        if grid.height:
            return SheetInfo(name, hidden, grid.height, grid.width, _preview(first))
        rows, width = len(first), max(map(len, first), default=0)
        for row in grid.rows:
            rows += 1
            width = max(width, len(row))
        return SheetInfo(name, hidden, rows, width, _preview(first))

    def table(
        self,
        *,
        sheet: str | None = None,
        header_row: int | None = None,
        looks_like_header: Callable[[str], bool] | None = None,
        progress: Progress = silent,
    ) -> Table:
        """One sheet's rows; `sheet.read_table` says more.

        Without a header (`header_row` 0) they stay as they stand: a filled call sheet is read back so.
        """
        name, hidden = self._chosen(sheet, looks_like_header)
        mender = Mender()
        grid = self.grid(name, mender)
        head = list(islice(grid.rows, max(_HEAD, (header_row or 0) + 1)))
        if header_row and header_row > len(head) > 0:
            raise UserError(f"{self.name} has no row {header_row:,}. Its last one is row {len(head):,}.")
        if header_row is None and looks_like_header is not None and are_cards(head):
            return self._of_cards(name, hidden, chain(head, grid.rows), mender)
        choice = find_header(head, merged=grid.merged, chosen=header_row, looks_like_header=looks_like_header)
        if header_row is None and looks_like_header is not None and _on_its_side(head, looks_like_header):
            raise UserError(
                f"{self.name} lies on its side: the names of its columns run down the first one. Copy it in your "
                "spreadsheet program, paste it with Paste special > Transpose, save it and import it again."
            )
        about = grid.height or self.about
        below = choice.row + choice.depth if choice.depth else 0
        whole = MergedDown(chain(head, grid.rows), grid.merged if header_row != 0 else (), below)
        rows, numbers, again, uneven = body_of(iter(whole), choice, about, progress)
        if self.text is not None and choice.depth == 1 and self.text.dialect.delimiter == ",":
            wide = uneven or len(choice.headers) > len(head[choice.row])
            if wide:
                rows, told = put_together(rows, head[choice.row])
                self.text.notes += told
        if not rows and not any(any(kind_of(cell) for cell in row) for row in head):
            where = f"The sheet “{name}” of {self.name}" if sheet and name else self.name
            raise UserError(f"{where} holds no rows. Check that you exported the right list.")
        headers, rows = even(rows, choice.headers, uneven)
        told = []
        counted: Sequence[int] = _compact(numbers)
        if header_row != 0:
            above = head[choice.row - 1] if choice.row > 0 > choice.start else []
            headers, rows, counted, told = _one_table(headers, rows, numbers, above)
        notes = [*self.text.notes, *self.text.mender.notes()] if self.text else mender.notes()
        if again:
            notes.append(f"Rows that only repeat the header or the title were left out ({again:,}).")
        notes += [*whole.notes(), *told]
        height = grid.height or (numbers[-1] if numbers else len(head))
        return Table(
            self._info(name, hidden, height, len(headers), head), name, choice.row + 1, headers, rows, counted, notes,
            choice.depth, tuple(other for other in self.like_people if other != name),
            _named((self.text.mender if self.text else mender).originals, choice),
        )

    def _of_cards(self, name: str, hidden: bool, rows: Iterator[list[Cell]], mender: Mender) -> Table:
        """A sheet on which each person has some lines, of which one row is made."""
        head = list(islice(rows, _PREVIEW_ROWS))
        headers, cards, numbers = from_cards(chain(head, rows))
        notes = [*self.text.notes, *self.text.mender.notes()] if self.text else mender.notes()
        notes.append(f"Each person stands in several lines; a row was made of each one's ({len(cards):,}).")
        info = self._info(name, hidden, numbers[-1], len(headers), head)
        return Table(info, name, 0, headers, cards, numbers, notes, 0)

    def _info(self, name: str, hidden: bool, height: int, width: int, head: list[list[Cell]]) -> FileInfo:
        """What the file is, told of the one sheet that was read."""
        seen = SheetInfo(name, hidden, height, width, _preview(head[:_PREVIEW_ROWS]))
        return self.info(
            seen if other == name else SheetInfo(other, veiled, 0, 0) for other, veiled in self.sheet_names()
        )

    def _chosen(self, wanted: str | None, looks_like_header: Callable[[str], bool] | None) -> tuple[str, bool]:
        sheets = self.sheet_names()
        if self.book is None:
            return sheets[0]
        if wanted is not None:
            for name, hidden in sheets:
                if name.strip().casefold() == wanted.strip().casefold():
                    return name, hidden
            known = ", ".join(f"“{name}”" for name, _ in sheets[:12])
            raise UserError(f"{self.name} has no sheet “{wanted}”. It has {known or 'none'}.")
        visible = [name for name, hidden in sheets if not hidden]
        if not visible:
            what = "only hidden sheets: show the right one" if sheets else "no sheets with cells: add one"
            raise UserError(f"{self.name} has {what}, save it and import it again.")
        if len(visible) == 1:
            return visible[0], False
        levels: dict[str, int] = {}
        fault = None
        for name in visible:
            try:
                grid = self.grid(name, Mender())
            except UserError as error:
                fault = error
                continue
            head = list(islice(grid.rows, _HEAD))
            choice = find_header(head, merged=grid.merged, looks_like_header=looks_like_header)
            filled = any(any(kind_of(cell) for cell in row) for row in head)
            level = 0 if not filled else 3 if choice.score >= 4.5 else 2 if choice.score >= 1.0 else 1
            levels[name] = level + (level > 1 and names_people(choice.headers)) * 2
            if level == 3:
                self.like_people.append(name)
        if fault is not None and not levels:
            raise fault
        best = [name for name, level in levels.items() if level == max(levels.values())]
        return best[0] if len(best) == 1 else max(best, key=self._height), False

    def _height(self, name: str) -> int:
        grid = self.grid(name, Mender())
        return grid.height or sum(1 for _ in grid.rows)


def _on_its_side(rows: list[list[Cell]], looks_like_header: Callable[[str], bool]) -> bool:
    """Whether the names of the columns stand below each other, and people side by side."""
    filled = [row for row in rows if not is_blank(row)]
    if not 3 <= len(filled) < len(rows[0]) + 30 or len(filled) > 60 or min(map(len, filled)) < 3:
        return False
    named = sum(isinstance(row[0], str) and looks_like_header(row[0]) for row in filled)
    beside = sum(isinstance(cell, str) and looks_like_header(cell) for row in filled for cell in row[1:])
    return named >= 3 and named >= 0.7 * len(filled) and beside == 0


def _preview(rows: list[list[Cell]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("" if cell is None else str(cell)[:_PREVIEW_TEXT] for cell in row) for row in rows)


def _one_table(
    headers: tuple[str, ...], rows: Blocks[list[Cell]], numbers: array[int], above: Sequence[Cell]
) -> tuple[tuple[str, ...], Blocks[list[Cell]], Sequence[int], list[str]]:  # fmt: skip
    """All tables of a sheet as one, and what was done for it; `above` is the row over the header."""
    headers, rows, numbers, each = one_row_each(headers, rows, numbers)
    further, headings = look_through(before := rows)
    headers, rows, numbers, below = one_below_the_other(headers, rows, numbers, further)
    rows, numbers, alone = heads_of_groups(headers, rows, numbers)
    if rows is not before:
        _, headings = look_through(rows)
    headers, rows, numbers, between = headings_as_column(headers, rows, numbers, headings, above)
    headers, rows, counted, beside = side_by_side(headers, rows, _compact(numbers))
    rows, once = said_once(headers, rows)
    rows, marks = filled_down(headers, rows)
    return headers, rows, counted, [*each, *below, *alone, *between, *beside, *once, *marks]


def _named(originals: list[tuple[int, int, str]], choice: HeaderChoice) -> list[tuple[int, str, str]]:
    """Cells below the header as they stood, by their column's name."""
    first = choice.row + choice.depth
    return [
        (number, choice.headers[column] if column < len(choice.headers) else f"Column {column + 1}", text)
        for number, column, text in originals if number > first
    ]


def _compact(numbers: array[int]) -> range | array[int]:
    """A run of numbers as a range."""
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        return range(numbers[0], numbers[-1] + 1)
    return numbers
