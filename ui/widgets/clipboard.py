"""Cells on the clipboard, as spreadsheets put them there and take them from there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

__all__ = ["put_cells", "table_of", "text_of"]

Lines = Sequence[Sequence[str]]
_AS_TEXT = """ sdnum="1033;0;@" style="mso-number-format:'\\@'\""""
"""What LibreOffice and Excel want to hear so that 02139 keeps its zero and ward 1/7 does not become a day."""
_BREAK = '<br style="mso-data-placement:same-cell">'


def text_of(lines: Lines) -> str:
    """Cells as tabbed text; a cell of several lines stands in quotes, a single cell as it is."""
    if len(lines) == 1 and len(lines[0]) == 1:
        return lines[0][0]
    return "".join("\t".join(map(_quoted, cells)) + "\n" for cells in lines)


def table_of(lines: Lines) -> str:
    """The same cells as a table of texts, which no spreadsheet takes for numbers, days or formulas."""
    rows = ["".join(f"<td{_AS_TEXT}>{_marked(cell)}</td>" for cell in cells) for cells in lines]
    return "".join(["<meta charset=\"utf-8\"><table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"])


def put_cells(text: str, table: str) -> None:
    """Put what `text_of` and `table_of` made on the clipboard."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(table)
    QGuiApplication.clipboard().setMimeData(data)


def _quoted(cell: str) -> str:
    cell = _no_formula(cell)
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell or "\t" in cell or cell[:1] == '"' else cell


def _marked(cell: str) -> str:
    return escape(_no_formula(cell)).replace("\n", _BREAK)


def _no_formula(cell: str) -> str:
    """What a spreadsheet would take for a formula stays text; `organizer.outreach.paste` takes the mark off again."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
