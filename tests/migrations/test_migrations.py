"""Every released store opens, and the steps lead to just the tables that a new store has."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from organizer.domain.errors import UserError
from organizer.prospects import edit
from organizer.prospects.forget import forget_everywhere
from organizer.storage import backup, migrate
from organizer.storage.database import Database
from organizer.storage.file import APPLICATION_ID, SCHEMA_VERSION, driver


def make_old(path, version):
    """Take a store back to how an earlier version made it."""
    config = Config()
    config.set_main_option("script_location", "organizer.storage:migrations")
    engine = create_engine(f"sqlite:///{path}", module=driver())
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, f"{version:04}")
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
        connection.commit()
    engine.dispose()


def schema(path):
    connection = driver().connect(str(path))
    found = {}
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = connection.execute(f"PRAGMA table_info('{name}')").fetchall()
        indexes = sorted(
            (row[1] if not row[1].startswith("sqlite_") else "auto", row[2],
             tuple(c[2] for c in connection.execute(f"PRAGMA index_info('{row[1]}')")))
            for row in connection.execute(f"PRAGMA index_list('{name}')")
        )
        keys = sorted(row[2:7] for row in connection.execute(f"PRAGMA foreign_key_list('{name}')"))
        found[name] = ([(c[1], c[2], c[3], (c[4] or "").strip("'"), c[5]) for c in columns], indexes, keys)
    connection.close()
    return found


def test_the_steps_from_nothing_make_the_tables_of_a_new_store(tmp_path, store):
    path = tmp_path / "old.organizer"
    connection = driver().connect(str(path))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("CREATE TABLE x (a)")
    connection.execute("DROP TABLE x")
    connection.commit()
    connection.close()
    Database.open(path).close()
    assert schema(path) == schema(store.path)
    assert [one.reason for one in backup.listed(path)] == ["migration"]


def test_a_store_says_which_step_it_has_come_to():
    assert f"{SCHEMA_VERSION:04}" == migrate.HEAD


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_store_of_every_earlier_version_is_brought_up_to_date(tmp_path, store, version):
    path = tmp_path / "old.organizer"
    Database.create(path).close()
    make_old(path, version)
    assert schema(path) != schema(store.path)
    old = Database.open(path)
    with old.writing() as session:
        assert edit.add_person(session, {"first_name": "Ann"}, by="t").id == 1
    old.close()
    assert schema(path) == schema(store.path)
    assert [one.reason for one in backup.listed(path)] == ["migration"]


def test_who_is_forgotten_is_in_no_copy_of_an_old_backup_either(tmp_path, store):
    with store.writing() as session:
        zeb = edit.add_person(session, {"first_name": "Zebulon", "last_name": "Quackenbush"}, by="t").id
    make_old(backup.make(store.path, "test").path, 1)
    assert forget_everywhere(store, [zeb], by="t").backups == 1
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".organizer"]) == 2
    for path in files:
        assert b"quackenbush" not in path.read_bytes().lower(), path.name


def test_a_step_that_fails_leaves_the_store_as_it_was_and_says_so(tmp_path):
    path = tmp_path / "old.organizer"
    Database.create(path).close()
    make_old(path, 1)
    connection = driver().connect(str(path))
    connection.execute("CREATE INDEX person_by_household ON person (household)")  # stands in the step's way
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="could not be brought up to date and is as it was"):
        Database.open(path)
    assert path.read_bytes() == before
