"""A file that is wholly written or not at all: a temporary one beside it takes its place at the end."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from organizer.domain.errors import UserError

__all__ = ["check_place", "hash_of", "replacing"]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The path of an empty temporary file; when the block ends well it is synced and takes the place of `path`.

    Only its owner can read it, as it has people in it.

    Raises:
        UserError: the folder cannot be written, the disk is full, or another program holds the file open.
    """
    path = path.absolute()
    check_place(path)
    temporary: Path | None = None
    try:
        handle, name = mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.chmod(temporary, 0o600)
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as fault:
        raise UserError(_explained(fault, path)) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """What can be known before anything is written.

    Raises:
        UserError: it is a folder, or would be in one that is not there.
    """
    if path.is_dir():
        raise UserError(f"{path.name} is a folder. Name a file in it.")
    if not path.absolute().parent.is_dir():
        raise UserError(_no_folder(path.absolute()))


def _no_folder(path: Path) -> str:
    return f"The folder {path.parent} is not there. Choose another, or make it first."


def _sync_folder(folder: Path) -> None:
    """Make the new name outlive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(fault: OSError, path: Path) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG):
        return f"The disk is full, so {path.name} was not written. Free some space and try again."
    if fault.errno == errno.ENOENT:
        return _no_folder(path)
    if getattr(fault, "winerror", None) in (5, 32, 33) or fault.errno in (errno.EBUSY, errno.ETXTBSY):
        return f"{path.name} is open in another program, such as Excel. Close it there and try again."
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path.name} may not be written in {path.parent}. Choose another folder."
    return f"{path.name} was not written: {(fault.strerror or 'unknown reason').lower()}."


def hash_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
