"""A store's file before it is opened: what it is named, how it is known, and what reads it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType

from organizer.domain.errors import UserError

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "SUFFIX", "check", "driver", "identity", "reason"]

APPLICATION_ID = 0x4F52474E  # "ORGN"
SCHEMA_VERSION = 5  # the number of the newest step in `migrations/versions`
SUFFIX = ".organizer"
_MAGIC = b"SQLite format 3\x00"


def driver() -> ModuleType:
    """The SQLite driver: sqlcipher3 with a recent SQLite inside, else the standard library's."""
    try:
        import sqlcipher3.dbapi2
    except ImportError:
        return sqlite3
    return sqlcipher3.dbapi2  # type: ignore[no-any-return]


def check(path: Path) -> int:
    """The store's schema version, read from the file's first bytes so that nothing is touched.

    Raises:
        UserError: it is missing, is no store, or was made by a newer version.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise UserError(f"{path.name} was not found. Check the name, or start a new file.") from None
    except IsADirectoryError:
        raise UserError(f"{path.name} is a folder, not an Organizer file.") from None
    except OSError as fault:
        raise UserError(f"{path.name} cannot be opened: {reason(fault)}") from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise UserError(f"{path.name} is not an Organizer file. To read a spreadsheet, import it.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise UserError(f"{path.name} is a database of another program, not an Organizer file.")
    version = int.from_bytes(head[60:64], "big")
    if version > SCHEMA_VERSION:
        raise UserError(f"{path.name} was made by a newer version of Organizer. Update this one to open it.")
    return version


def identity(path: Path) -> tuple[int, int]:
    """What stays the same while a file is not replaced; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def reason(fault: OSError) -> str:
    """Why a file could not be made or read, as the end of a sentence."""
    return (fault.strerror or "unknown reason").lower() + "."
