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
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.encoding import Mender
from organizer.importing.reading.header import HeaderChoice, find_header, kind_of
from organizer.importing.reading.preflight import form_of
from organizer.importing.reading.readers import Grid
from organizer.importing.reading.row_groups import MergedDown, headings_as_column, heads_of_groups, said_once
from organizer.importing.reading.several_tables import names_people, one_below_the_other, side_by_side
from organizer.importing.reading.table import Cell, FileInfo, SheetInfo, Table
from organizer.importing.reading.text_file import TextSource
from organizer.importing.reading.workbook import Workbook

__all__ = ["Source"]

_HEAD = 120
_PREVIEW_ROWS = 12
_PREVIEW_TEXT = 200
_REPORT_EVERY = 2_000
_OF_A_SURVEY = '{"ImportId":'  # Qualtrics has a third row of headers, for itself


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
        head = list(islice(grid.rows, _HEAD))
        choice = find_header(head, merged=grid.merged, chosen=header_row, looks_like_header=looks_like_header)
        if header_row is None and looks_like_header is not None and _on_its_side(head, looks_like_header):
            raise UserError(
                f"{self.name} lies on its side: the names of its columns run down the first one. Copy it in your "
                "spreadsheet program, paste it with Paste special > Transpose, save it and import it again."
            )
        about = grid.height or self.about
        below = choice.row + choice.depth if choice.depth else 0
        whole = MergedDown(chain(head, grid.rows), grid.merged if header_row != 0 else (), below)
        rows, numbers, again, uneven = _body(iter(whole), choice, about, progress)
        if self.text is not None and choice.depth == 1 and self.text.dialect.delimiter == ",":
            wide = uneven or len(choice.headers) > len(head[choice.row])
            if wide:
                rows, told = _put_together(rows, head[choice.row])
                self.text.notes += told
        if not rows and not any(any(kind_of(cell) for cell in row) for row in head):
            where = f"The sheet “{name}” of {self.name}" if sheet and name else self.name
            raise UserError(f"{where} holds no rows. Check that you exported the right list.")
        headers, rows = _even(rows, choice.headers, uneven)
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
        seen = SheetInfo(name, hidden, height, len(headers), _preview(head[:_PREVIEW_ROWS]))
        others = [
            seen if other == name else SheetInfo(other, veiled, 0, 0) for other, veiled in self.sheet_names()
        ]  # fmt: skip
        return Table(
            self.info(others), name, choice.row + 1, headers, rows, counted, notes, choice.depth,
            tuple(other for other in self.like_people if other != name),
            _named((self.text.mender if self.text else mender).originals, choice),
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
    filled = [row for row in rows if not _is_blank(row)]
    if not 3 <= len(filled) < len(rows[0]) + 30 or len(filled) > 60 or min(map(len, filled)) < 3:
        return False
    named = sum(isinstance(row[0], str) and looks_like_header(row[0]) for row in filled)
    beside = sum(isinstance(cell, str) and looks_like_header(cell) for row in filled for cell in row[1:])
    return named >= 3 and named >= 0.7 * len(filled) and beside == 0


def _preview(rows: list[list[Cell]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("" if cell is None else str(cell)[:_PREVIEW_TEXT] for cell in row) for row in rows)


def _is_blank(row: list[Cell]) -> bool:
    return all(cell == "" or cell is None or (isinstance(cell, str) and cell.isspace()) for cell in row)


def _body(
    rows: Iterator[list[Cell]], choice: HeaderChoice, height: int, progress: Progress
) -> tuple[Blocks[list[Cell]], array[int], int, bool]:  # fmt: skip
    """The rows below the header, their numbers, how many repeated the header, and whether some differ in length."""
    body: Blocks[list[Cell]] = Blocks()
    numbers = array("l")
    repeated, uneven, width = 0, False, len(choice.headers)
    below = choice.row + choice.depth if choice.depth else 0
    start = choice.start if choice.start >= 0 else below
    above: dict[Cell, list[list[Cell]]] = {}  # header and titles by their first cell; printed pages repeat them
    for index, row in enumerate(rows):
        if index % _REPORT_EVERY == 0:
            progress(index, height, "Reading")
        if index < start or choice.row <= index < below:
            if row and row[0] != "" and (index != choice.row or len(row) > 1):
                above.setdefault(row[0], []).append(row)
            continue
        first = row[0] if row else ""
        if (first == "" or type(first) is not str or first.isspace()) and _is_blank(row):
            continue
        if (first in above and row in above[first]) or (type(first) is str and first.startswith(_OF_A_SURVEY)):
            repeated += 1
            continue
        if len(row) < width:
            row += [""] * (width - len(row))
        elif len(row) > width:
            uneven = True
        body.append(row)
        numbers.append(index + 1)
    progress(len(body), len(body), "Reading")
    return body, numbers, repeated, uneven


def _put_together(rows: Blocks[list[Cell]], header: list[Cell]) -> tuple[Blocks[list[Cell]], list[str]]:
    """Cells that only a comma in a text parted (``Lee, Ann`` without quotation marks) become one again.

    A row has as many cells too many as there are some that begin with a space, which cells elsewhere do not.
    """
    width = _filled_to(header)
    if any(str(cell).startswith(" ") for cell in header):
        return rows, []
    whole: Blocks[list[Cell]] = Blocks()
    mended = 0
    for row in rows:
        filled = _filled_to(row)
        behind = [at for at in range(1, filled) if str(row[at]).startswith(" ")] if filled > width else []
        if behind and len(behind) == filled - width and all(kind_of(row[at]) == "text" for at in behind):
            row = [*_joined(row[:filled], behind), *[""] * (len(row) - width)]
            mended += 1
        whole.append(row)
    note = f"Cells parted by a comma inside a text were put together ({mended:,} rows)."
    return (whole, [note]) if mended else (rows, [])


def _filled_to(row: list[Cell]) -> int:
    """How many cells a row has down to the last that is not blank."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1] != ""), 0)


def _joined(cells: list[Cell], behind: list[int]) -> list[Cell]:
    whole: list[Cell] = []
    for at, cell in enumerate(cells):
        if at in behind:
            whole[-1] = f"{whole[-1]},{cell}"
        else:
            whole.append(cell)
    return whole


def _even(
    rows: Blocks[list[Cell]], headers: tuple[str, ...], uneven: bool
) -> tuple[tuple[str, ...], Blocks[list[Cell]]]:  # fmt: skip
    """Make all rows as long as the headers; what stands beyond them gets columns, wholly empty columns go."""
    width = wide = len(headers)
    for row in rows if uneven else ():
        beyond = len(row)
        while beyond > wide and (row[beyond - 1] is None or row[beyond - 1] == ""):
            beyond -= 1
        wide = max(wide, beyond)
    names = [*headers, *(f"Column {column + 1}" for column in range(width, wide))]
    empty = {column for column, name in enumerate(names) if name == f"Column {column + 1}"}
    if rows and empty:
        for row in rows:
            empty = {column for column in empty if column >= len(row) or row[column] is None or row[column] == ""}
            if not empty:
                break
    if not rows or not (uneven or empty):
        return tuple(names), rows
    keep = [column for column in range(wide) if column not in empty]
    blank: list[Cell] = [""] * wide
    even = ([row[column] for column in keep] for row in ([*row[:wide], *blank[len(row):]] for row in rows))
    return tuple(names[column] for column in keep), Blocks(even)


def _one_table(
    headers: tuple[str, ...], rows: Blocks[list[Cell]], numbers: array[int], above: Sequence[Cell]
) -> tuple[tuple[str, ...], Blocks[list[Cell]], Sequence[int], list[str]]:  # fmt: skip
    """All tables of a sheet as one, and what was done for it; `above` is the row over the header."""
    headers, rows, numbers, below = one_below_the_other(headers, rows, numbers)
    rows, numbers, alone = heads_of_groups(headers, rows, numbers)
    headers, rows, numbers, between = headings_as_column(headers, rows, numbers, above)
    headers, rows, counted, beside = side_by_side(headers, rows, _compact(numbers))
    rows, once = said_once(headers, rows)
    return headers, rows, counted, [*below, *alone, *between, *beside, *once]


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
