"""People leaving the store from a window: written by a child process from what it reads, logged when they are out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.domain.progress import Progress, silent

if TYPE_CHECKING:
    from organizer.callsheets.compose import Made
    from organizer.callsheets.outward import Left
    from organizer.callsheets.people_file import Exported
    from organizer.domain.filters import ProspectFilter
    from organizer.storage.database import Database

__all__ = ["make_and_take", "take_everything", "take_new_sheets", "take_people", "take_sheets"]

_AT_ONCE = 500  # people on sheets that are written sooner than a child has started
_PATIENCE = 300.0  # seconds for what says nothing while a big store is collected


def take_people(
    database: Database, chosen: ProspectFilter | Sequence[int], path: Path, *, by: str, shape: str = "organizer",
    words: str = "", progress: Progress = silent,
) -> Exported:
    """`people_file.export_people` without holding up anybody: neither the window nor who writes meanwhile.

    Raises:
        UserError: no such shape or ending, or the file cannot be written.
    """
    from organizer.callsheets.people_file import log_people
    from organizer.importing.worker import run_in_child

    done: Exported = run_in_child(_people, str(database.path), chosen, str(path), shape, words, progress=progress,
                                  stall_seconds=_PATIENCE)
    with database.writing() as session:
        log_people(session, done, path, by=by, shape=shape)
    return done


def take_everything(database: Database, path: Path, *, by: str, progress: Progress = silent) -> int:
    """`everything.export_everything` without holding up anybody; returns the people.

    Raises:
        UserError: the file cannot be written, or is not named .xlsx.
    """
    from organizer.callsheets import everything
    from organizer.importing.worker import run_in_child

    with database.writing() as session:
        row = everything.begin(session, path, by=by)
    try:
        people = int(run_in_child(_everything, str(database.path), str(path), progress=progress,
                                  stall_seconds=_PATIENCE))
    except BaseException:
        with database.writing() as session:
            everything.give_up(session, row)
        raise
    with database.writing() as session:
        everything.finish(session, row, path)
    return people


def take_sheets(
    database: Database, numbers: Sequence[int], path: Path, *, by: str, cover: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """Write sheets that were made, as `outward.write_sheets` does, without holding up anybody; returns the files.

    Raises:
        UserError: there is no such sheet or ending, or the file cannot be written.
    """
    from organizer.callsheets import outward, shelf
    from organizer.importing.worker import run_in_child

    with database.reading() as session:
        few = shelf.people_on(session, numbers) <= _AT_ONCE
    what = (str(database.path), list(numbers), str(path), cover)
    gone: list[Left] = _sheets(*what, progress) if few else run_in_child(
        _sheets, *what, progress=progress, stall_seconds=_PATIENCE)
    with database.writing() as session:
        outward.log_sheets(session, gone, by=by)
    return list(dict.fromkeys(one.file for one in gone if one.file is not None))


def make_and_take(
    database: Database, chosen: ProspectFilter | Sequence[int], path: Path, *, by: str, cover: bool = False, **how: Any
) -> tuple[Made, list[Path]]:
    """Make sheets and write them; those that could not be written are taken back. Others wait for the making only.

    Args:
        how: as for `compose.make_sheets`.

    Raises:
        UserError: nobody is left to call, or the file cannot be written.
    """
    from organizer.callsheets import compose, safe_file

    safe_file.check_place(path)
    with database.writing() as session:
        made = compose.make_sheets(session, chosen, by=by, **how)
    return made, take_new_sheets(database, [sheet.number for sheet in made.sheets], path, by=by, cover=cover,
                                 made=made.changes.action)


def take_new_sheets(
    database: Database, numbers: Sequence[int], path: Path, *, by: str, made: int | None, cover: bool = False,
    progress: Progress = silent,
) -> list[Path]:
    """`take_sheets` for sheets that are nowhere yet: where writing fails, the action `made` that made them is undone.

    With None for it they stay, as when a printer had them already.
    """
    from organizer.storage import journal

    try:
        return take_sheets(database, numbers, path, by=by, cover=cover, progress=progress)
    except BaseException:
        if made is not None:
            with database.writing() as session:
                journal.undo(session, by=by, action_id=made)
        raise


def _sheets(store: str, numbers: list[int], path: str, cover: bool, progress: Progress = silent) -> list[Left]:
    from organizer.callsheets import outward, shelf
    from organizer.callsheets.seal import seal_of
    from organizer.storage.database import Database

    database = Database.open(Path(store))
    try:
        with database.reading() as session:
            sheets, seal = [shelf.load_sheet(session, number) for number in numbers], seal_of(session)
    finally:
        database.close()
    files = outward.write_files(sheets, Path(path), seal, cover=cover, progress=progress)
    return [outward.Left.of(*one) for one in zip(sheets, files, strict=True)]


def _people(
    store: str, chosen: ProspectFilter | Sequence[int], path: str, shape: str, words: str, progress: Progress = silent
) -> Exported:
    from organizer.callsheets.people_file import write_people
    from organizer.storage.database import Database

    database = Database.open(Path(store))
    try:
        with database.reading() as session:
            return write_people(session, chosen, Path(path), shape=shape, words=words, progress=progress)
    finally:
        database.close()


def _everything(store: str, path: str, progress: Progress = silent) -> int:
    from organizer.callsheets.everything import write_everything
    from organizer.storage.database import Database

    database = Database.open(Path(store))
    try:
        with database.reading() as session:
            return write_everything(session, Path(path), progress)
    finally:
        database.close()
