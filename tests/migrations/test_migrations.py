"""Every released store opens, and the steps lead to just the tables that a new store has."""

from __future__ import annotations

from organizer.storage import backup
from organizer.storage.database import APPLICATION_ID, Database, driver


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
