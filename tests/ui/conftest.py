"""Fixtures for tests of the window: an application in the program's dress, settings of its own, a small store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, District, Email, Person, PersonDistrict, Phone
from ui.background.jobs import Jobs
from ui.look import Look
from ui.main_window import MainWindow
from ui.preferences.remembered import Remembered

PEOPLE = (
    # first, last, phone, city, house district, run, help, office
    ("Maria", "Okafor", "+16125550161", "Blaine", "32A", 1, 0, "County commission"),
    ("James", "Castillo", "+16125550197", "Blaine", "32A", 0, 1, ""),
    ("Aisha", "Flores", "+16125550127", "Blaine", "32B", 1, 0, "School board; City council"),
    ("Robert", "Rivera", "+16125550137", "Coon Rapids", "32B", 0, 1, ""),
    ("Linh", "Haddad", "+16125550185", "Ham Lake", "33A", 0, 1, ""),
    ("José", "Muñoz", "+16125550111", "Coon Rapids", "32B", 0, 1, ""),
    ("Denise", "Turner", "+16125550198", "Coon Rapids", "8A", 0, 1, ""),
    ("Tom", "Nguyen", "+16125550155", "Ham Lake", "10A", 0, 1, ""),
    ("Priya", "Patel", "+16125550105", "Ham Lake", "32B", 1, 0, "School board"),
    ("Angela", "Chen", "+16125550108", "Ham Lake", "32A", 1, 1, "City council"),
    ("Zoë", "<img src=x>", "", "Łódź", "", 0, 1, ""),
    ("عمر", "حداد", "+16125550162", "Blaine", "32A", 1, 0, "Mayor"),
)


def fill(database: Database) -> list[int]:
    """Twelve people in a store, as one action."""
    ids = []
    with database.writing() as session, journal.action(session, kind="import", name="Import 12", by="test") as do:
        places: dict[tuple[str, str], int] = {}
        for first, last, phone, city, code, run, help_, office in PEOPLE:
            person = do.insert(Person, first_name=first, last_name=last, wants_run=run, wants_help=help_,
                               office_sought=office, sort_name=f"{last} {first}".lower(),
                               involvement="Hosted two house parties." if run else "")
            ids.append(person)
            if phone:
                do.insert(Phone, person_id=person, number=phone, kind="mobile")
            if first == "Aisha":
                do.insert(Phone, person_id=person, number="+17635550190", kind="home", rank=1)
            do.insert(Email, person_id=person, address=f"p{person}@example.org")
            do.insert(Address, person_id=person, line=f"{1000 + person} Polk St NE", city=city, state="MN", zip="55434")
            for kind, one in (("state-house", code), ("state-senate", code[:-1])):
                if one:
                    if (kind, one) not in places:
                        places[kind, one] = do.insert(District, kind=kind, code=one, state="MN",
                                                      sort_key=one.zfill(6))
                    do.insert(PersonDistrict, person_id=person, district_id=places[kind, one], kind=kind,
                              method="street", source="street index", as_of="2016-07-01")
        do.touch(ids)
    return ids


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and data of the test alone."""
    place = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME", "APPDATA",
                 "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(place / name.lower()))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(place / "layout"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A store with twelve people."""
    database = Database.create(tmp_path / "anoka-2026.organizer")
    fill(database)
    yield database
    database.close()


@pytest.fixture
def jobs(qapp: QApplication, store: Database) -> Iterator[Jobs]:
    """The stairs to that store."""
    made = Jobs(store, by="D. Brooks")
    yield made
    made.close()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light dress."""
    QApplication.setOrganizationName("Organizer")
    QApplication.setApplicationName("Organizer")
    return Look(qapp, "light")


@pytest.fixture
def window(qtbot: object, look: Look) -> Iterator[MainWindow]:
    """The window, with D. Brooks at the keyboard and no file open."""
    remembered = Remembered()
    remembered.sign_in("D. Brooks")
    made = MainWindow(look, remembered)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close_file()
    made.close()
    made.deleteLater()


@pytest.fixture
def open_window(window: MainWindow, store: Database) -> MainWindow:
    """The window with the store of twelve open."""
    path = store.path
    store.close()
    assert window.open_path(path)
    return window
