"""Rows that are cleaned together: their cells by column, the records being filled, and the problems met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from organizer.importing.cleaning.answers import Groupings
from organizer.importing.cleaning.text import Cell, Doubt, plain
from organizer.importing.columns.fingerprints import Exporter
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.records.sign_up import CleanRecord, Problem

__all__ = ["Lot", "unquoted"]


def unquoted(column: Sequence[Cell], exporter: Exporter) -> Sequence[Cell]:
    """A column's cells, the exporter's apostrophes taken off."""
    if exporter.unquote:
        return [cell[1:] if isinstance(cell, str) and cell[:1] == "'" else cell for cell in column]
    return column


_LONGEST = 1_000
"""Letters that a cell may have where no text of any length is meant."""
_AT_LENGTH = frozenset(("notes", "involvement", "tags", "source", "interest", "attempt"))


class Lot:
    """The state of one cleaning: the records being filled and the problems met.

    Args:
        rows: the rows that are cleaned together.
        guesses: the columns that go somewhere.
        numbers: the number of each row.
        exporter: whose rules apply.
        groupings: the user's own word on answers, by field.
        order: by the index of a column of dates, whether the day comes first; None where nothing in the sheet tells.
        told: what was told of a column that is told once, which the sheet's lots share.
        dated: by the index of a column of dates the last one in the lots before that has its year.
        home_state: where people live of whom the sheet does not tell the state.
    """

    def __init__(
        self, rows: Sequence[Sequence[Cell]], guesses: Sequence[ColumnGuess], numbers: Sequence[int],
        exporter: Exporter, groupings: Mapping[str, Groupings], order: Mapping[int, bool | None],
        told: set[tuple[int, str]], dated: dict[int, str], home_state: str = "",
    ) -> None:
        self.columns = list(zip(*rows, strict=True))
        self.guesses = guesses
        self.exporter = exporter
        self.groupings = groupings
        self.order = order
        self.told = told
        self.dated = dated
        self.home_state = home_state
        self.problems: list[Problem] = []
        self._read: dict[tuple[int, bool], Sequence[Cell]] = {}
        self.records = [CleanRecord(number) for number in numbers]

    def cells(self, guess: ColumnGuess) -> Sequence[Cell]:
        """A column's cells, the exporter's apostrophes taken off.

        A flag is the word for it, since a memory of cells met before would take True for 1. What is longer than any
        name, number or address is left out of their columns.
        """
        at_length = guess.field in _AT_LENGTH
        cells = self._read.get((guess.index, at_length))
        if cells is None:
            cells = unquoted(self.columns[guess.index], self.exporter)
            kinds = set(map(type, cells))
            if bool in kinds:
                cells = [plain(cell) if isinstance(cell, bool) else cell for cell in cells]
            texts: Iterable[Any] = cells if kinds == {str} else [cell for cell in cells if isinstance(cell, str)]
            if not at_length and max(map(len, texts), default=0) > _LONGEST:
                cells = [self._short(place, guess, cell) for place, cell in enumerate(cells)]
            self._read[guess.index, at_length] = cells
        return cells

    def _short(self, place: int, guess: ColumnGuess, cell: Cell) -> Cell:
        if isinstance(cell, str) and len(cell) > _LONGEST and len(cell.strip()) > _LONGEST:
            self.note(place, guess, cell, "far too long for this column", kept=False)
            return ""
        return cell.strip() if isinstance(cell, str) and len(cell) > _LONGEST else cell

    def note(
        self, place: int, guess: ColumnGuess, cell: Cell, reason: str, *, kept: bool = True, once: str = ""
    ) -> None:
        """Keep a problem of a cell; with `once` only the first such one of a column."""
        if once:
            if (guess.index, once) in self.told:
                return
            self.told.add((guess.index, once))
        said = plain(cell)
        said = said if len(said) <= _LONGEST else f"{said[:_LONGEST].strip()}…"
        self.problems.append(Problem(self.records[place].row, guess.header, said, reason, kept,
                                     kept and isinstance(reason, Doubt)))
