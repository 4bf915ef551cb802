"""Bringing a store's tables up to date: built at once when new, by alembic's steps when old."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from organizer.domain.errors import UserError
from organizer.storage import search
from organizer.storage.file import APPLICATION_ID, SCHEMA_VERSION, driver
from organizer.storage.tables import Base

__all__ = ["HEAD", "build", "upgrade"]

HEAD = "0005"
"""The revision of the newest step in `migrations/versions`."""


def build(session: Session) -> None:
    """Make all tables of an empty store, as if every step had run."""
    connection = session.connection()
    Base.metadata.create_all(connection, checkfirst=False)
    search.build(session)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def upgrade(path: Path, *, keep_old: bool = True) -> None:
    """Run the missing steps in one transaction, after a backup, with foreign keys off while tables are rebuilt.

    Raises:
        UserError: the backup could not be made or a step failed; the store is as it was.
    """
    from alembic import command
    from alembic.config import Config

    from organizer.storage import backup

    if keep_old:
        backup.make(path, "migration")
    config = Config()
    config.set_main_option("script_location", "organizer.storage:migrations")
    engine = create_engine(f"sqlite:///{path}", module=driver(), hide_parameters=True)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.isolation_level = None
            raw.execute("PRAGMA foreign_keys=0")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                connection.exec_driver_sql("ROLLBACK")
                raise UserError(f"{path.name} could not be brought up to date: its rows do not fit together. "
                                "It is as it was; restore a backup or ask for help.")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.exec_driver_sql("COMMIT")
    except DBAPIError:
        raise UserError(f"{path.name} could not be brought up to date and is as it was. Close other programs that use "
                        "it, see that there is room on the disk, and open it again.") from None
    finally:
        engine.dispose()
