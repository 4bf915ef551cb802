"""A small county in a store, for tests of sheets made from people."""

from __future__ import annotations

from organizer.domain.names import sort_key
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, District, Email, Person, PersonDistrict, Phone

WALLED = {"do_not_call": "Xena", "deceased": "Dora", "hostile": "Hob"}


def add_county(store: Database, plain: int = 12) -> dict[str, int]:
    """People by first name: plain ones, a couple, and every kind that may never be called."""
    ids: dict[str, int] = {}
    with store.writing() as session, journal.action(session, kind="import", name="Import", by="t") as do:
        house = {code: do.insert(District, kind="state-house", code=code, sort_key=code.zfill(4))
                 for code in ("2A", "10B")}
        pct = {code: do.insert(District, kind="precinct", code=code, sort_key=code)
               for code in ("Blaine P-1", "Blaine P-2")}

        def person(first: str, last: str, numbers: list[tuple[str, str]], number: int, **more: object) -> int:
            line = f"{number} Oak St"
            one = do.insert(Person, first_name=first, last_name=last, sort_name=sort_key(first, last), **more)
            for rank, (phone, status) in enumerate(numbers):
                do.insert(Phone, person_id=one, number=phone, status=status, rank=rank, kind="mobile")
            do.insert(Email, person_id=one, address=f"{first.lower()}@example.org")
            do.insert(Address, person_id=one, line=line, city="Blaine", state="MN", zip="55434",
                      match_key=f"{line}|55434")
            for table, code, kind in ((house, ("2A", "10B")[number % 2], "state-house"),
                                      (pct, f"Blaine P-{1 + number % 2}", "precinct")):
                do.insert(PersonDistrict, person_id=one, district_id=table[code], kind=kind, method="sheet")
            ids[first] = one
            return one

        for number in range(plain):
            person(f"P{number:02d}", "Plain", [(f"+1612555{1000 + number}", "ok")], 100 - number, wants_run=1,
                   office_sought="School board", involvement="Phone bank", birth_date="1980-05-01")
        person("Ann", "Couple", [("+16125552000", "ok")], 500, wants_help=1)
        person("Zoe", "Zander", [("+16125552000", "ok"), ("+16125552001", "wrong")], 500)
        person("Badnum", "Only", [("+16125552002", "disconnected")], 600)
        person("Nophone", "Any", [], 601)
        for place, (column, first) in enumerate(WALLED.items()):
            person(first, "Walled", [(f"+161255530{place:02d}", "ok")], 700 + place, **{column: 1})
        person("Roommate", "Of", [("+16125553000", "ok"), ("+16125553333", "ok")], 800)
    return ids
