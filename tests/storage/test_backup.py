"""Backups: checked, thinned, restored, and asked for before anything large."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from organizer.domain.errors import UserError
from organizer.storage import backup, journal
from organizer.storage.database import Database
from organizer.storage.tables import Person


def add(store, name):
    with store.writing() as session, journal.action(session, kind="edit", name="Add", by="t") as do:
        do.insert(Person, first_name=name)


def names(path):
    store = Database.open(path)
    with store.reading() as session:
        found = list(session.scalars(select(Person.first_name).order_by(Person.id)))
    store.close()
    return found


def test_s4_a_backup_restores_to_the_same_content(store):
    add(store, "Ann")
    made = backup.make(store.path, "import")
    add(store, "Bob")
    store.close()
    present = backup.restore(store.path, made)
    assert names(store.path) == ["Ann"]
    assert names(present.path) == ["Ann", "Bob"]
    assert [one.reason for one in backup.listed(store.path)] == ["before restore", "import"]


def test_a_damaged_backup_is_refused(store):
    made = backup.make(store.path, "import")
    store.close()
    with made.path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff\x00\xff")
    with pytest.raises(UserError, match="damaged"):
        backup.restore(store.path, made)


def test_without_a_place_for_it_nothing_starts(store):
    backup.folder(store.path).write_text("in the way")
    with pytest.raises(UserError, match="No backup"):
        backup.make(store.path, "import")


def test_backups_are_their_owners_only(store):
    made = backup.make(store.path, "import")
    if os.name != "nt":
        assert made.path.stat().st_mode & 0o077 == 0
        assert made.path.parent.stat().st_mode & 0o077 == 0


def test_the_timer_backs_up_only_what_changed(store):
    assert backup.make_if_due(store.path) is not None
    assert backup.make_if_due(store.path) is None


def test_old_backups_are_thinned(store):
    made = backup.make(store.path, "import")
    now = datetime.now(UTC)
    for hours in range(25, 24 * 400, 12):
        stamp = (now - timedelta(hours=hours)).strftime("%Y%m%dT%H%M%S%f")
        made.path.with_name(f"{store.path.stem} {stamp} timer.organizer").write_bytes(b"")
    backup.make(store.path, "import")
    kept = [one for one in backup.listed(store.path) if now - one.at > timedelta(days=1)]
    assert 12 <= len(kept) <= 12 + 10 + 9
    assert any(now - one.at > timedelta(days=200) for one in kept)
