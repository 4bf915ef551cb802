"""Files that arrive by a drop or a dialog, each taken to the room that can read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from organizer.cli.arrival import EVERYTHING, FILLED, LIST, kind_of
from ui.background.jobs import Jobs

__all__ = ["receive"]


def receive(jobs: Jobs, window: Any, paths: Sequence[Path], import_lists: Callable[[tuple[Path, ...]], object]) -> None:
    """Look what each file is: filled call sheets are read back, a workbook of everything is taken in, lists imported.

    Args:
        jobs: the stairs.
        window: the main window.
        paths: the files.
        import_lists: what goes on with lists of people.
    """

    def sorted_out(found: dict[str, tuple[Path, ...]]) -> None:
        if found[EVERYTHING]:
            window.run_command("import-everything", found[EVERYTHING][0])
        if found[LIST]:
            import_lists(found[LIST])
        if found[FILLED]:
            window.show_page("read-back", found[FILLED])

    jobs.look(_kinds, tuple(paths), done=sorted_out)


def _kinds(paths: Sequence[Path]) -> dict[str, tuple[Path, ...]]:
    known = {path: kind_of(path) for path in paths}
    return {kind: tuple(path for path in paths if known[path] == kind) for kind in (EVERYTHING, FILLED, LIST)}
