"""The files and sheets that wait in line to be imported, and what of a folder was passed over."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FileLine", "Item", "PassedOver"]


@dataclass(frozen=True, slots=True)
class Item:
    """What comes next: a file or pasted text, and of a workbook the sheet where it is known."""

    what: Path | str = ""
    sheet: str | None = None

    @property
    def name(self) -> str:
        """How it is called on the page."""
        file = self.what.name if isinstance(self.what, Path) else "pasted cells"
        return f"{file}, sheet “{self.sheet}”" if self.sheet else file


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What of a folder is not imported: each thing with the reason."""

    folder: str
    things: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        named = ", ".join(f"{name} ({why})" for name, why in self.things[:8])
        more = f" and {len(self.things) - 8:,} more" if len(self.things) > 8 else ""
        return f"Passed over in “{self.folder}”: {named}{more}."


class FileLine:
    """Files that were chosen together, one after the other; a workbook's other sheets of people come right after it."""

    def __init__(self) -> None:
        self.now = Item()
        self._waiting: deque[Item] = deque()
        self._together = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, files: Iterable[Path | str]) -> None:
        """Let more files stand in line."""
        items = [Item(one) for one in files]
        self._together += len(items)
        self._waiting.extend(items)

    def add_sheets(self, names: Iterable[str]) -> None:
        """Let further sheets of the file that is on come next."""
        items = [Item(self.now.what, name) for name in names]
        self._together += len(items)
        self._waiting.extendleft(reversed(items))

    def call(self) -> Item:
        """Call the next in line."""
        self.now = self._waiting.popleft()
        return self.now

    def clear(self) -> None:
        """Send all away; who comes next is the first of others."""
        self._waiting.clear()
        self._together = 0

    @property
    def place(self) -> str:
        """`` – file 2 of 3``; nothing for one that came alone."""
        return f" – file {self._together - len(self):,} of {self._together:,}" if self._together > 1 else ""

    @property
    def next_sheet(self) -> str:
        """The sheet that comes next where it is one of the file that is on."""
        first = self._waiting[0] if self._waiting else None
        return (first.sheet or "") if first is not None and first.what == self.now.what else ""
