"""Checked copies of the store, made before anything large is written and thinned with age.

A backup is made by SQLite's backup interface into a temporary file, checked, synced, renamed and given a SHA-256.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.storage.file import SUFFIX, driver

__all__ = ["Backup", "folder", "listed", "make", "make_if_due", "restore", "seal"]

_EVERY = timedelta(minutes=30)
_KEEP = {"daily": 12, "weekly": 10, "monthly": 9}
_STEP = 2000  # pages copied at a time
_STAMP = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on disk: when it was made (UTC) and why ("import", "timer", …)."""

    path: Path
    at: datetime
    reason: str


def folder(store: Path) -> Path:
    """Where a store's backups lie: a folder beside it, for its owner only."""
    return store.with_name(f"{store.stem} backups")


def make(store: Path, reason: str, progress: Progress = silent) -> Backup:
    """Copy the store as it is committed now, check the copy, and keep it.

    Args:
        store: the store's file.
        reason: why, in a word.
        progress: told the pages copied; what it raises ends the backup, of which nothing stays.

    Raises:
        UserError: the copy could not be made or does not check out; nothing should then be written to the store.
    """
    target = folder(store)
    at = datetime.now(UTC)
    final = target / f"{store.stem} {at.strftime(_STAMP)} {reason}{SUFFIX}"
    part = final.with_suffix(".part")
    try:
        target.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(store, part, progress)
        digest = _sync(part)
        digest_file = final.with_suffix(".sha256")
        digest_file.write_text(f"{digest}  {final.name}\n", encoding="utf-8")
        digest_file.chmod(0o600)
        part.replace(final)
        _sync_folder(target)
    except (OSError, driver().Error) as fault:
        with suppress(OSError):
            part.unlink()
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise UserError(f"No backup of {store.name} could be made ({why.lower()}), so nothing was changed. "
                        "Free some space or check the folder, then try again.") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _thin(store)
    return Backup(final, at, reason)


def make_if_due(store: Path, reason: str = "timer") -> Backup | None:
    """Make a backup unless one from the last half hour is there or nothing changed since the last."""
    last = next(iter(listed(store)), None)
    if last is not None:
        changed = datetime.fromtimestamp(store.stat().st_mtime, UTC)
        if datetime.now(UTC) - last.at < _EVERY or changed <= last.at:
            return None
    return make(store, reason)


def listed(store: Path) -> list[Backup]:
    """The store's backups, the newest first."""
    found = []
    for path in folder(store).glob(f"*{SUFFIX}"):
        words = path.stem.removeprefix(f"{store.stem} ").split(" ", 1)
        try:
            at = datetime.strptime(words[0], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, at, words[1] if len(words) > 1 else ""))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def restore(store: Path, backup: Backup) -> Backup:
    """Put a backup in the store's place, after a backup of the present, and return that one.

    The store must be closed. The backup's sum and inner order are checked first.

    Raises:
        UserError: the backup is damaged, or the disk will not have it; the store is as it was.
    """
    digest_file = backup.path.with_suffix(".sha256")
    if digest_file.exists():
        kept = digest_file.read_text(encoding="utf-8").split()[0]
        if kept != hashlib.sha256(backup.path.read_bytes()).hexdigest():
            raise UserError("This backup is damaged: its sum does not agree. Choose another one.")
    present = make(store, "before restore")
    part = store.with_name(f".{store.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(backup.path, part)
        _sync(part)
        part.replace(store)
        _sync_folder(store.parent)
    except (OSError, driver().Error) as fault:
        part.unlink(missing_ok=True)
        raise UserError(f"{store.name} could not be restored ({fault}). It is as it was.") from None
    return present


def seal(one: Backup) -> None:
    """Make the sum of a backup anew, after people were forgotten in it."""
    digest_file = one.path.with_suffix(".sha256")
    digest_file.write_text(f"{_sync(one.path)}  {one.path.name}\n", encoding="utf-8")
    digest_file.chmod(0o600)


def _copy(source: Path, target: Path, progress: Progress = silent) -> None:
    module = driver()
    if not source.exists():
        raise FileNotFoundError(2, "the file is missing")
    reading, writing = module.connect(str(source)), module.connect(str(target))
    try:
        reading.backup(writing, pages=_STEP, sleep=0.005, progress=_told_to(progress))  # a writer never waits for all
        verdict = writing.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise module.DatabaseError("the copy does not check out")
    finally:
        reading.close()
        writing.close()


def _told_to(progress: Progress) -> Callable[[int, int, int], None]:
    def copied(_status: int, left: int, pages: int) -> None:
        progress(pages - left, pages, "Backing up")

    return copied


def _sync(path: Path) -> str:
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _thin(store: Path) -> None:
    """Keep all of the last day, then one a day, a week and a month."""
    now = datetime.now(UTC)
    kept: dict[str, set[str]] = {name: set() for name in _KEEP}
    for backup in listed(store):
        if now - backup.at < timedelta(days=1):
            continue
        slots = {"daily": backup.at.strftime("%j %Y"), "weekly": backup.at.strftime("%G %V"),
                 "monthly": backup.at.strftime("%Y %m")}
        keep = False
        for name, slot in slots.items():
            if slot not in kept[name] and len(kept[name]) < _KEEP[name]:
                kept[name].add(slot)
                keep = True
        if not keep:
            backup.path.unlink(missing_ok=True)
            backup.path.with_suffix(".sha256").unlink(missing_ok=True)
