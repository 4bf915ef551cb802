"""A made-up county of any size, the same for the same size, kept in a folder of its own between runs."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, District, Email, Person, PersonDistrict, Phone, new_uuid

__all__ = ["county"]

_FIRST = ("Aisha", "Bob", "Carlos", "Đức", "Eva", "Fatima", "Grace", "Hal", "Ida", "José", "Kevin", "Linh", "Maria")
_LAST = ("Anders", "Peters", "Nguyen", "Carl", "Ols", "Hans", "Johns", "Lars", "Okafor", "Ruiz", "Vang", "Yang")
_CITIES = ("Duluth", "Hibbing", "Ely", "Virginia", "Brainerd", "Two Harbors", "Grand Rapids", "Cloquet")
_OFFICES = ("", "", "", "School board", "City council", "Mayor", "State House", "County commission")


def county(people: int) -> Database:
    """An open store of that many people in 134 house districts."""
    folder = Path(tempfile.gettempdir()) / "organizer-benchmarks"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"county-{people}.organizer"
    if path.exists():
        return Database.open(path)
    part = folder / f"county-{people}-part.organizer"
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
        rows = []
        for _ in range(people):
            first = chance.choice(_FIRST)
            last = f"{chance.choice(_LAST)}{chance.choice(('', 'on', 'en', 'sen', 'berg'))} {chance.choice('ABCDEFGH')}"
            rows.append((new_uuid(), first, last, f"{last} {first}".lower(), int(chance.random() < 0.5),
                         int(chance.random() < 0.6), chance.choice(_OFFICES)))
        ids = do.insert_many(
            Person, ["uuid", "first_name", "last_name", "sort_name", "wants_run", "wants_help", "office_sought"], rows
        )
        do.insert_many(Phone, ["person_id", "number"],
                       [(one, f"+1{200 + one % 700}555{one % 10_000:04}") for one in ids])
        do.insert_many(Email, ["person_id", "address"], [(one, f"p{one}@example.org") for one in ids])
        do.insert_many(
            Address, ["person_id", "line", "city", "state", "zip"],
            [(one, f"{chance.randrange(1, 9999)} Main St", chance.choice(_CITIES), "MN",
              f"55{chance.randrange(700, 900)}") for one in ids],
        )
        do.insert_many(PersonDistrict, ["person_id", "district_id", "kind", "method", "current"],
                       [(one, chance.choice(districts), "state-house", "sheet", 1) for one in ids])
        do.touch(ids)
