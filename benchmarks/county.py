"""A made-up county of any size, the same for the same size, kept in a folder of its own between runs."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from organizer.domain.names import fold
from organizer.storage import journal, search
from organizer.storage.database import Database
from organizer.storage.tables import Address, District, Email, Person, PersonDistrict, Phone, new_uuid

__all__ = ["county"]

_FIRST = ("Aisha", "Bob", "Carlos", "Đức", "Eva", "Fatima", "Grace", "Hal", "Ida", "José", "Kevin", "Linh", "Maria")
_LAST = ("Anders", "Peters", "Nguyen", "Carl", "Ols", "Hans", "Johns", "Lars", "Okafor", "Ruiz", "Vang", "Yang")
_CITIES = ("Duluth", "Hibbing", "Ely", "Virginia", "Brainerd", "Two Harbors", "Grand Rapids", "Cloquet")
_CHUNK = 100_000
_OFFICES = ("", "", "", "School board", "City council", "Mayor", "State House", "County commission")


def county(people: int) -> Database:
    """An open store of that many people in 134 house districts."""
    folder = Path(tempfile.gettempdir()) / "organizer-benchmarks"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"county-2-{people}.organizer"
    if path.exists():
        return Database.open(path)
    part = folder / f"county-2-{people}-part.organizer"
    part.unlink(missing_ok=True)
    database = Database.create(part)
    _fill(database, people)
    database.close()
    part.rename(path)
    return Database.open(path)


def _fill(database: Database, people: int) -> None:
    chance = random.Random(2016)
    with database.writing() as session, journal.action(session, kind="import", name="Made up", by="benchmark") as do:
        districts = [do.insert(District, kind="state-house", code=f"{number}{side}", sort_key=f"{number:08}{side}")
                     for number in range(1, 68) for side in "AB"]
        for start in range(0, people, _CHUNK):
            _add(session, do, chance, districts, min(_CHUNK, people - start))


def _add(
    session: Session, do: journal.Recorder, chance: random.Random, districts: list[int], people: int
) -> None:
    """Some more people, with what is derived from their rows written at once: a million are there in a minute."""
    rows, streets, zips = [], [], []
    for _ in range(people):
        first = chance.choice(_FIRST)
        last = f"{chance.choice(_LAST)}{chance.choice(('', 'on', 'en', 'sen', 'berg'))} {chance.choice('ABCDEFGH')}"
        city = chance.choice(_CITIES)
        streets.append(f"{chance.randrange(1, 9999)} Main St")
        zips.append(f"55{chance.randrange(700, 900)}")
        rows.append([new_uuid(), first, last, f"{fold(last)} {fold(first)}", int(chance.random() < 0.5),
                     int(chance.random() < 0.6), chance.choice(_OFFICES), streets[-1], city, fold(city), "MN", zips[-1],
                     "ok"])
    ids = do.insert_many(Person, [
        "uuid", "first_name", "last_name", "sort_name", "wants_run", "wants_help", "office_sought", "address", "city",
        "city_fold", "state", "zip", "phone_status"], map(tuple, rows))
    numbers = [f"+1{200 + one % 700}555{one % 10_000:04}" for one in ids]
    emails = [f"p{one}@example.org" for one in ids]
    do.insert_many(Phone, ["person_id", "number"], zip(ids, numbers, strict=True))
    do.insert_many(Email, ["person_id", "address"], zip(ids, emails, strict=True))
    do.insert_many(Address, ["person_id", "line", "city", "state", "zip"],
                   [(one, row[7], row[8], "MN", row[11]) for one, row in zip(ids, rows, strict=True)])
    do.insert_many(PersonDistrict, ["person_id", "district_id", "kind", "method", "current"],
                   [(one, chance.choice(districts), "state-house", "sheet", 1) for one in ids])
    session.execute(update(Person).where(Person.id.between(ids.start, ids.stop - 1)).values(
        phone=select(Phone.number).where(Phone.person_id == Person.id).scalar_subquery(),
        email=select(Email.address).where(Email.person_id == Person.id).scalar_subquery()))
    search.put(session, [
        (one, f"{row[1]} {row[2]} {number} {email} {row[7]} {row[8]} {row[11]} {row[6]}")
        for one, row, number, email in zip(ids, rows, numbers, emails, strict=True)])
