"""Sheets leave the store: written in the form that the file's name says, and each time logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from organizer.callsheets import safe_file
from organizer.callsheets.csv_file import write_csv
from organizer.callsheets.log import log_export
from organizer.callsheets.rows import columns_of, rows_of
from organizer.callsheets.seal import Seal, seal_of
from organizer.callsheets.sheet import CallSheet
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

__all__ = ["Left", "log_sheets", "write_files", "write_sheets"]


def write_sheets(
    session: Session, sheets: Sequence[CallSheet], path: Path, *, by: str, cover: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write one sheet or a packet as PDF, xlsx or csv, by the name of the file, and log it; returns the files.

    A csv holds one sheet, so those of a packet are written side by side, each with its sheet's number in its name.

    Args:
        session: from `Database.writing`; where writing fails nothing is logged.
        sheets: what to write, in order.
        path: ends in .pdf, .xlsx or .csv.
        by: who takes it.
        cover: begin a PDF with a cover page: script, pitch, meanings of the results.
        progress: told about pages or rows.

    Raises:
        UserError: the name has no such ending, or the file cannot be written.
    """
    files = write_files(sheets, path, seal_of(session), cover=cover, progress=progress)
    log_sheets(session, [Left.of(*one) for one in zip(sheets, files, strict=True)], by=by)
    return list(dict.fromkeys(files))


def write_files(
    sheets: Sequence[CallSheet], path: Path, seal: Seal, *, cover: bool = False, progress: Progress = silent
) -> list[Path]:
    """Only write, and say for each sheet which file it is in; what is written has to be logged at once.

    Raises:
        UserError: as for `write_sheets`.
    """
    form = path.suffix.lower().lstrip(".")
    files = [path] * len(sheets)
    if form == "pdf":
        from organizer.callsheets.pdf.pages import write_pdf

        write_pdf(sheets, path, progress, cover=cover)
    elif form == "xlsx":
        from organizer.callsheets.xlsx import write_xlsx

        write_xlsx(sheets, path, seal, progress)
    elif form == "csv":
        if len(sheets) > 1:
            files = [path.with_name(f"{path.stem} {sheet.number}{path.suffix}") for sheet in sheets]
        _write_csvs(sheets, files, seal)
    else:
        raise UserError(f"{path.name} should end in .pdf, .xlsx or .csv.")
    return files


def _write_csvs(sheets: Sequence[CallSheet], files: Sequence[Path], seal: Seal) -> None:
    """All of them or none, as nobody would know of those that were left lying."""
    for place, (sheet, file) in enumerate(zip(sheets, files, strict=True)):
        try:
            write_csv(file, [column.heading for column in columns_of(sheet)], rows_of(sheet, seal))
        except BaseException:
            for written in files[:place]:
                written.unlink(missing_ok=True)
            raise


@dataclass(frozen=True, slots=True)
class Left:
    """A sheet that left the store, without its people."""

    number: int
    people: int
    words: str
    columns: tuple[str, ...]
    file: Path | None

    @staticmethod
    def of(sheet: CallSheet, file: Path | None) -> Left:
        """What is noted of a sheet in a file, or on paper."""
        return Left(sheet.number, len(sheet.lines), sheet.words, ("name", *sheet.template.columns), file)


def log_sheets(session: Session, gone: Sequence[Left], *, by: str) -> None:
    """Note that sheets left the store."""
    hashes = {file: safe_file.hash_of(file) for file in {one.file for one in gone} if file}
    for one in gone:
        log_export(session, one.file, by=by, purpose=f"call sheet {one.number}",
                   form=one.file.suffix.lower().lstrip(".") if one.file else "print", people=one.people,
                   words=one.words, columns=one.columns, file_hash=hashes[one.file] if one.file else "")
