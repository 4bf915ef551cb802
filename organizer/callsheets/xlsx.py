"""A call sheet as a workbook: ready to print, safe to fill in, and sure to find its way home."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from organizer.callsheets.rows import ANSWER_WORDS, RESULT_WORDS, columns_of, rows_of
from organizer.callsheets.seal import HIDDEN_SHEET, SCHEMA, Seal
from organizer.callsheets.sheet import CallSheet, legend
from organizer.callsheets.workbook import Cell, Column, SheetSpec, write_workbook
from organizer.domain.clock import short_time
from organizer.domain.progress import Progress, silent

__all__ = ["write_xlsx"]

_PAPER = {"letter": 1, "legal": 5, "a4": 9}


def write_xlsx(
    sheets: CallSheet | Sequence[CallSheet], path: Path, seal: Seal | None = None, progress: Progress = silent
) -> None:
    """Write one sheet, or a packet with a tab each, and behind them the hidden sheet that brings them home.

    Args:
        sheets: what to write.
        path: the file; an older one stays until the new one is whole.
        seal: signs the keys; without it the workbook can be printed, but is not ours when it comes back.
        progress: told about every few hundred rows.

    Raises:
        UserError: the file cannot be written.
    """
    several = [sheets] if isinstance(sheets, CallSheet) else list(sheets)
    names = ["Call sheet"] if len(several) == 1 else [f"Sheet {sheet.number}" for sheet in several]
    specs = [_visible(sheet, name, seal) for sheet, name in zip(several, names, strict=True)]
    write_workbook(path, [*specs, _hidden(several, seal)], progress)


def _visible(sheet: CallSheet, name: str, seal: Seal | None) -> SheetSpec:
    columns = columns_of(sheet)
    people = f"{len(sheet.lines):,} people" if len(sheet.lines) != 1 else "1 person"
    about = [f"Sheet {sheet.number} ({sheet.tag})", sheet.county, people, sheet.words,
             f"Call {sheet.hours}" if sheet.hours else "", f"caller {sheet.caller}" if sheet.caller else ""]
    above = [sheet.title, " · ".join(part for part in about if part), legend()]
    if sheet.template.script:
        above.append(sheet.template.script)
    return SheetSpec(
        name=name, columns=columns, rows=rows_of(sheet, seal), above=above,
        height=24 if sheet.template.density == "compact" else 38,
        finish=lambda worksheet, last: _finish(worksheet, last, sheet, columns, len(above) + 1),
    )


def _finish(worksheet: Worksheet, last: int, sheet: CallSheet, columns: list[Column], heading: int) -> None:
    """Print set-up, frozen headings, drop-downs, protection."""
    ws: Any = worksheet
    template = sheet.template
    ws.freeze_panes = f"D{heading + 1}"
    ws.print_title_rows = f"{heading}:{heading}"
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = _PAPER[template.paper]
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_margins.left = ws.page_margins.right = 0.35
    ws.page_margins.top, ws.page_margins.bottom = 0.65, 0.6
    ws.page_margins.header = ws.page_margins.footer = 0.3
    ws.oddHeader.left.text = _code_safe(sheet.title)
    ws.oddHeader.right.text = f"Sheet {sheet.number} · page &P of &N"
    ws.oddHeader.center.text = "caller ____________  date ________"
    ws.oddFooter.left.text = f"{sheet.tag}"
    ws.oddFooter.center.text = "Contains personal data: return to ______ or shred by ______"
    ws.oddFooter.right.text = _code_safe(f"as of {short_time(sheet.made_at)} · {sheet.made_by}".strip(" ·"))
    letters = {column.heading: get_column_letter(place) for place, column in enumerate(columns, 1)}
    first = heading + 1
    ws.print_area = f"A1:{letters['Notes']}{last}"  # what is mended is written on paper as a note
    for name, words in (("Result", RESULT_WORDS), ("Run?", ANSWER_WORDS), ("Help?", ANSWER_WORDS)):
        choice = DataValidation(
            type="list", formula1='"' + ",".join(words) + '"', allow_blank=True, showErrorMessage=False
        )  # a bare code typed is as good as a word chosen
        choice.add(f"{letters[name]}{first}:{letters[name]}{last}")
        ws.add_data_validation(choice)
    _breaks(ws, sheet, first)
    protection = ws.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False  # allowed
    ws.auto_filter.ref = f"A{heading}:{letters['Key']}{last}"


def _breaks(ws: Any, sheet: CallSheet, first: int) -> None:
    """A new page where the group changes."""
    before = sheet.lines[0].group if sheet.lines else ""
    for place, line in enumerate(sheet.lines):
        if line.group != before:
            ws.row_breaks.append(Break(id=first + place - 1))
            before = line.group


def _code_safe(text: str) -> str:
    """Text for a header or footer, where an ampersand begins a code."""
    return text.replace("&", "&&")[:120]


def _hidden(sheets: Sequence[CallSheet], seal: Seal | None) -> SheetSpec:
    """What the way home needs though the visible sheet was changed: who stood on which line, what was printed."""
    columns = [Column("sheet"), Column("line"), Column("person"), Column("key"), Column("baseline", 60)]
    rows: list[list[Cell]] = []
    above = [SCHEMA]
    for sheet in sheets:
        above.append(" ".join(("sheet", str(sheet.number), sheet.uuid, sheet.key, seal.store if seal else "-",
                               seal.signature(sheet) if seal else "-")))
        rows += [[sheet.number, line.number, line.uuid,
                  seal.line_key(sheet.number, line.number, line.uuid) if seal else "", line.to_json()]
                 for line in sheet.lines]
    return SheetSpec(HIDDEN_SHEET, columns, rows, above=above, hidden=True, finish=_lock)


def _lock(worksheet: Worksheet, last: int) -> None:
    ws: Any = worksheet
    ws.protection.sheet = True
