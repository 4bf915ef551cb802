"""The SQLite file: made, opened, checked, read and written through one door.

The journal mode is DELETE with synchronous EXTRA: a store that something syncs or replaces while it is open then fails
cleanly, where a write-ahead log would end corrupt. Every write starts with BEGIN IMMEDIATE.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from organizer.domain.errors import UserError
from organizer.domain.names import fold
from organizer.storage.file import SCHEMA_VERSION, check, driver, identity, reason

__all__ = ["PRAGMAS", "Database"]

PRAGMAS = {
    "foreign_keys": 1,
    "journal_mode": "delete",
    "synchronous": 3,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "mmap_size": 0,
}
FollowHome = Callable[[Session, Sequence[int], str], object]
_T = TypeVar("_T")
_PAGES_HELD = 20_000  # changed pages (of 4 kB) up to which a writer keeps out of the readers' way until it commits;
# no multiple of 256, whose last byte of 0 the engine takes for "never", so that a million rows would stay in memory
_PATIENCE = 600.0  # seconds a reader waits, in a lane of its own, while a larger change is written
_PAUSE = 0.01  # seconds between two tries where the engine does not wait itself
_WAIT = 60.0  # seconds a writer waits for other programs to write, and for readers to end, before it gives up
_STEPS = 50_000  # of the engine between two looks up: some milliseconds


class Database:
    """An open store. Sessions may be taken in any thread; one writer at a time, as SQLite has it.

    Make one with `create` or `open`. `follow_home` is called at the end of an action in which people were given
    another address, with those people and who is at the keyboard: what follows is a part of the action.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = identity(path)
        self._reader = self._engine("BEGIN")
        self._writer = self._engine("BEGIN IMMEDIATE", cache_spill=_PAGES_HELD)
        self.follow_home: FollowHome | None = None
        self._turn = threading.RLock()  # writers of this process wait for each other as long as it takes

    @staticmethod
    def create(path: str | os.PathLike[str]) -> Database:
        """Make a new, empty store that only its owner can read.

        Raises:
            UserError: something is there already, or the folder cannot be written.
        """
        from organizer.storage import migrate

        path = Path(path).absolute()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise UserError(f"{path.name} is there already. Open it, or choose another name.") from None
        except OSError as fault:
            raise UserError(f"{path.name} cannot be made in {path.parent}: {reason(fault)}") from None
        try:
            database = Database(path)
            with database.writing() as session:
                migrate.build(session)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return database

    @staticmethod
    def open(path: str | os.PathLike[str], *, keep_old: bool = True) -> Database:
        """Open a store, bringing an older one up to date after a backup.

        Args:
            path: the store's file.
            keep_old: make that backup; not where nothing of the old must stay.

        Raises:
            UserError: it is missing, is no store, is damaged, or was made by a newer version; it is left as it was.
        """
        path = Path(path).absolute()
        if check(path) < SCHEMA_VERSION:
            from organizer.storage import migrate

            migrate.upgrade(path, keep_old=keep_old)
        database = Database(path)
        try:
            with database.reading(patience=0) as session:
                session.connection().exec_driver_sql("SELECT count(*) FROM setting")
        except DBAPIError as fault:
            database.close()
            if _is_locked(fault):
                raise database._explained(fault) from None
            raise UserError(f"{path.name} is damaged and cannot be read. Restore its last backup.") from None
        return database

    @contextmanager
    def reading(self, patience: float = _PATIENCE) -> Iterator[Session]:
        """A session that sees one moment of the store and changes nothing.

        Args:
            patience: seconds to wait while another process writes a change too large to be held back.
        """
        with Session(self._reader, autoflush=False, expire_on_commit=False) as session:
            def begin() -> None:
                try:
                    session.connection().exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1")
                except DBAPIError:
                    session.rollback()
                    raise

            _patiently(begin, patience)
            yield session

    @contextmanager
    def writing(self, look_up: Callable[[], object] | None = None) -> Iterator[Session]:
        """A session in one write transaction: committed at the end of the block, rolled back on any exception.

        Args:
            look_up: called now and then even within a single long statement; what it raises ends the block.

        Raises:
            UserError: the disk is full, the file may not be written or was replaced; nothing was changed.
        """
        if identity(self.path) != self._identity:
            raise UserError(
                f"{self.path.name} was replaced or moved by another program while it was open. Open it again; nothing "
                "was written."
            )
        with self._turn, Session(self._writer, autoflush=False, expire_on_commit=False) as session:
            watch = _Watch(look_up)
            session.info["follow home"] = self.follow_home
            try:
                connection = _patiently(session.connection, _WAIT)
                watch.over(connection)
                yield session
                watch.end()
                session.flush()
                _patiently(lambda: connection.exec_driver_sql("COMMIT"), _WAIT)
                session.commit()
            except DBAPIError as fault:
                watch.end()
                session.rollback()
                raise watch.raised or self._explained(fault) from None
            except BaseException:
                watch.end()
                session.rollback()
                raise

    def raw(self) -> Any:
        """A driver connection of one's own, for the backup interface; the caller closes it."""
        return driver().connect(str(self.path))

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    def _engine(self, begin: str, **pragmas: int) -> Engine:
        module = driver()

        def connect() -> Any:
            connection = module.connect(
                str(self.path), isolation_level=None, check_same_thread=False, timeout=5.0
            )
            for name, value in {**PRAGMAS, **pragmas}.items():
                connection.execute(f"PRAGMA {name}={value}")
            connection.create_function("organizer_fold", 1, lambda text: fold(text or ""), deterministic=True)
            return connection

        engine = create_engine(
            "sqlite://", creator=connect, module=module, poolclass=QueuePool, pool_size=2, hide_parameters=True
        )

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def _explained(self, fault: DBAPIError) -> Exception:
        """The fault in a person's words where a person can mend it, else as it is."""
        text = str(fault.orig).lower()
        name = self.path.name
        if "full" in text:
            return UserError(f"The disk is full, so {name} could not be saved. Free some space and try again.")
        if "readonly" in text or "read-only" in text or "unable to open" in text:
            return UserError(f"{name} or its folder may not be written. Nothing was changed.")
        if "locked" in text or "busy" in text:
            return UserError(f"{name} is being written by another program. Try again in a moment.")
        if "malformed" in text or "not a database" in text or "disk i/o" in text:
            return UserError(f"{name} is damaged or its disk fails. Nothing was changed; restore the last backup.")
        return fault


class _Watch:
    """Lets the engine look up from its work now and then; what comes of that ends the statement."""

    def __init__(self, look_up: Callable[[], object] | None) -> None:
        self.look_up = look_up
        self.raised: BaseException | None = None
        self._driver: Any = None

    def over(self, connection: Connection) -> None:
        """Begin."""
        if self.look_up is not None:
            self._driver = connection.connection.driver_connection
            self._driver.set_progress_handler(self._look, _STEPS)

    def _look(self) -> int:
        assert self.look_up is not None
        try:
            self.look_up()
        except BaseException as raised:
            self.raised = raised
        return int(self.raised is not None)

    def end(self) -> None:
        """Look up no more: the connection goes back to others."""
        if self._driver is not None:
            self._driver.set_progress_handler(None, 0)


def _patiently(work: Callable[[], _T], seconds: float) -> _T:
    """Do it again while the file is locked; what is left undone so is whole, and was only kept waiting."""
    until = time.monotonic() + seconds
    while True:
        try:
            return work()
        except DBAPIError as fault:
            if not _is_locked(fault) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _is_locked(fault: DBAPIError) -> bool:
    return "locked" in str(fault.orig).lower()
