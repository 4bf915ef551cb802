"""The store as a file: made, opened, refused, and never half-written."""

from __future__ import annotations

import os
import stat
import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from organizer.domain.errors import UserError
from organizer.storage import database, journal
from organizer.storage.database import PRAGMAS, Database
from organizer.storage.file import APPLICATION_ID, SCHEMA_VERSION, driver
from organizer.storage.tables import Person


def add(store, name="Ann"):
    with store.writing() as session, journal.action(session, kind="edit", name=f"Add {name}", by="t") as do:
        return do.insert(Person, first_name=name, sort_name=name.lower())


def names(store):
    with store.reading() as session:
        return list(session.scalars(select(Person.first_name).order_by(Person.id)))


def test_s1_every_connection_has_the_pragmas(store):
    for opened in (store.reading, store.writing):
        with opened() as session:
            connection = session.connection()
            for name, value in PRAGMAS.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name


def test_a_writer_holds_many_pages_but_not_all(store):
    with store.writing() as session:
        assert session.connection().exec_driver_sql("PRAGMA cache_spill").scalar() == database._PAGES_HELD


def test_p1_the_file_is_its_owners_only(store):
    add(store)
    if os.name != "nt":
        assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_s3_a_new_store_says_what_it_is(store):
    head = store.path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == SCHEMA_VERSION


def test_an_exception_rolls_everything_back(store):
    add(store)
    with pytest.raises(RuntimeError), store.writing() as session:
        with journal.action(session, kind="edit", name="Add B", by="t") as do:
            do.insert(Person, first_name="B")
        raise RuntimeError
    assert names(store) == ["Ann"]


def test_a_reader_sees_one_moment(store):
    with store.reading() as session:
        assert session.scalars(select(Person.id)).all() == []
        session.commit()
        add(store)
        assert len(session.scalars(select(Person.id)).all()) == 1


@pytest.mark.parametrize("other", ["reads", "writes"])
def test_a_writer_waits_for_others_longer_than_the_engine_does(store, monkeypatch, other):
    monkeypatch.setitem(database.PRAGMAS, "busy_timeout", 20)
    mine = Database.open(store.path)
    kept_waiting = threading.Event()
    locked = database._is_locked
    monkeypatch.setattr(database, "_is_locked", lambda fault: (kept_waiting.set(), locked(fault))[1])

    def write():
        with mine.writing() as session:
            session.execute(text("INSERT INTO setting (name, value) VALUES ('a', 'b')"))

    with store.reading() if other == "reads" else store.writing():
        writer = threading.Thread(target=write)
        writer.start()
        assert kept_waiting.wait(10)
    writer.join(10)
    mine.close()
    with store.reading() as session:
        assert session.scalar(text("SELECT value FROM setting WHERE name = 'a'")) == "b"


def test_an_existing_file_is_never_overwritten(store):
    with pytest.raises(UserError, match="there already"):
        Database.create(store.path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "was not found"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is not an Organizer file"),
        (lambda path: path.write_bytes(b"First Name,Last Name\n" * 50), "is not an Organizer file"),
        (lambda path: other_database(path), "another program"),
        (lambda path: newer(path), "newer version"),
    ],
)
def test_s3_what_is_no_store_is_refused_untouched(tmp_path, make, said):
    path = tmp_path / "x.organizer"
    make(path)
    before = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
    with pytest.raises(UserError, match=said):
        Database.open(path)
    assert before == ((path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None)


def other_database(path):
    connection = driver().connect(str(path))
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def newer(path):
    Database.create(path).close()
    connection = driver().connect(str(path))
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()


def test_a_damaged_store_is_said_to_be_damaged(store):
    for number in range(200):
        add(store, f"Name {number}")
    store.close()
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    with pytest.raises(UserError, match="damaged"):
        Database.open(store.path)


def test_s7_a_store_replaced_while_open_is_not_written(store):
    add(store)
    copy = store.path.with_suffix(".copy")
    copy.write_bytes(store.path.read_bytes())
    copy.replace(store.path)
    before = store.path.read_bytes()
    with pytest.raises(UserError, match="replaced or moved"):
        add(store, "B")
    assert store.path.read_bytes() == before


def test_s8_a_full_disk_is_one_plain_line_and_changes_nothing(store):
    add(store)
    with store.writing() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(UserError, match="disk is full"), store.writing() as session:
        session.execute(text("INSERT INTO setting (name, value) VALUES ('x', :long)"), {"long": "x" * 100_000})
    assert names(store) == ["Ann"]


def test_a_reader_waits_while_more_is_written_than_can_be_held_back(store):
    """Longer than the engine itself waits; a store that is opened meanwhile says why it cannot be."""
    with store.reading() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=1")
    holder = driver().connect(str(store.path), isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="being written by another program"):
        Database.open(store.path)
    with pytest.raises(DBAPIError), store.reading(patience=0):
        pass
    release = threading.Timer(0.2, lambda: holder.execute("COMMIT"))
    release.start()
    assert names(store) == []
    release.join()
    holder.close()
