"""What the window remembers between two starts: the user's choices, recent files, sizes and columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from organizer import settings

__all__ = ["Remembered", "named_apart"]


def named_apart(path: Path, among: Iterable[Path]) -> str:
    """A file's name as a button says it; where another one is called so, too, with its folder."""
    alike = sum(one.name == path.name for one in among) > 1
    return (f"{path.name} in {path.parent.name}" if alike else path.name).replace("&", "&&")


class Remembered:
    """The user's settings, and Qt's own for geometry. Args: layout: where sizes are kept, Qt's default if not given."""

    def __init__(self, layout: QSettings | None = None) -> None:
        self._layout = layout if layout is not None else QSettings()
        self._chosen = settings.load()

    @property
    def who(self) -> str:
        """Who is at the keyboard, or ""."""
        return self._chosen.who

    @property
    def names(self) -> list[str]:
        """Who has been at this keyboard, the latest first."""
        return list(self._chosen.callers)

    @property
    def scheme(self) -> str:
        """The colours: system, light or dark."""
        return self._chosen.scheme

    @property
    def recent(self) -> list[Path]:
        """Files opened lately that are still there."""
        return [path for path in map(Path, self._chosen.recent) if path.is_file()]

    def sign_in(self, name: str) -> None:
        """Somebody else is at the keyboard; names are kept for a quick switch."""
        self._put(self._chosen.signed_in(name))

    def opened(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        self._put(self._chosen.opened(path))

    def dress(self, scheme: str) -> None:
        """Keep the colours chosen."""
        self._put(replace(self._chosen, scheme=scheme))

    def layout(self, name: str) -> QByteArray:
        """Kept geometry or the state of a header; empty if none."""
        found = self._layout.value(name, QByteArray())
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_layout(self, name: str, value: QByteArray) -> None:
        """Keep geometry or the state of a header under a name."""
        self._layout.setValue(name, value)

    def folder(self, name: str) -> Path:
        """The folder files of a kind were last put in or taken from; the user's documents, or home, at first."""
        kept = str(self._layout.value(f"folder/{name}", ""))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((Path(one) for one in (kept, documents) if one and Path(one).is_dir()), Path.home())

    def keep_folder(self, name: str, folder: Path) -> None:
        """Begin there the next time."""
        self._layout.setValue(f"folder/{name}", str(folder))

    def answer(self, question: str) -> str:
        """What was last answered to a question, to be offered first."""
        return str(self._layout.value(f"answer/{question}", ""))

    def keep_answer(self, question: str, said: str) -> None:
        """Offer this first the next time."""
        self._layout.setValue(f"answer/{question}", said)

    def _put(self, chosen: settings.Settings) -> None:
        self._chosen = chosen
        settings.save(chosen)
