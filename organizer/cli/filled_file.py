"""A filled call sheet read in a child process, for the terminal and the window; here two rooms meet that stay apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

if TYPE_CHECKING:
    from organizer.callsheets.readback.filled import RawSheet

__all__ = ["raw_sheets", "read_filled"]


def read_filled(path: Path, progress: Progress = silent) -> list[RawSheet]:
    """Every sheet of a foreign file, hidden ones too, as plain cells.

    Raises:
        UserError: it cannot be read; the line says what it is and what to do.
    """
    from organizer.importing.worker import run_in_child

    found: list[RawSheet] = run_in_child(raw_sheets, Path(path), progress=progress)
    return found


def raw_sheets(path: Path, progress: Progress = silent) -> list[RawSheet]:
    """What `read_filled` does, inside the child."""
    from contextlib import closing

    from organizer.callsheets.readback.filled import RawSheet
    from organizer.importing.reading.sheet import Source

    found = []
    with closing(Source(path)) as source:  # opened once for all sheets: a workbook of everything has forty
        for name, hidden in source.sheet_names():
            try:
                table = source.table(sheet=name or None, header_row=0, progress=progress)
            except UserError:
                continue  # an empty tab beside the filled one is no matter
            found.append(RawSheet(name, hidden, list(zip(table.row_numbers, table.rows, strict=True))))
    return found
