"""Rows as csv that no spreadsheet program takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from organizer.callsheets import safe_file

if TYPE_CHECKING:
    from organizer.callsheets.workbook import Cell

__all__ = ["guarded", "unguarded", "write_csv"]

_DANGER = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones count where such keyboards are


def guarded(text: str) -> str:
    """Text with an apostrophe before a first sign that would make it a formula, or before such apostrophes."""
    return f"'{text}" if text.lstrip("'").startswith(_DANGER) else text


def unguarded(text: str) -> str:
    """The text behind `guarded`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_DANGER) else text


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, tabs: bool = False) -> None:
    """Write a csv in UTF-8 that Excel knows as such; an older file stays until the new one is whole.

    Raises:
        UserError: the file cannot be written.
    """
    with safe_file.replacing(path) as temporary, temporary.open(
        "w", encoding="utf-8-sig", errors="replace", newline=""
    ) as file:
        writer = csv.writer(file, delimiter="\t" if tabs else ",")
        writer.writerow([guarded(heading) for heading in headings])
        writer.writerows(
            [guarded(cell.replace("\0", "")) if isinstance(cell, str) else cell for cell in row] for row in rows
        )
