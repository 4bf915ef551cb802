"""Proves the sample sheets against the truth they were made from: who is who, and what they said."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import select

from organizer.domain.names import fold
from organizer.importing.importer import ImportReport
from organizer.storage.database import Database
from organizer.storage.tables import Email, Person, PersonDistrict, Phone, Review, SignUp
from tests.importing.sheets import bring_in

DATA = Path(__file__).parents[1] / "data" / "signups"
TRUTH: dict[str, dict[str, object]] = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
FILES = ["bsd-win-signups.xlsx", "google-form-volunteers.csv", "van-export.txt", "nationbuilder-people-export.csv",
         "action-network-report.csv", "mobilize-shifts.csv", "everyaction-bulk.txt"]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> tuple[Database, dict[str, ImportReport]]:
    """All seven sign-up sheets in one store, without a single option, and then the contact history."""
    store = Database.create(tmp_path_factory.mktemp("truth") / "all.organizer")
    reports = {name: bring_in(store, sample / name) for name in [*FILES, "van-contact-history.csv"]}
    return store, reports


@pytest.mark.parametrize("name", FILES)
def test_each_file_alone_has_its_distinct_people(name: str, store: Database, sample: Path) -> None:
    report = bring_in(store, sample / name)
    assert (report.rows, report.people, report.added) == (
        TRUTH[name]["rows"], TRUTH[name]["distinct_people"], TRUTH[name]["distinct_people"])
    assert (report.held, report.refused) == (0, 0)


def test_the_blue_state_digital_sheet_is_mapped(county: tuple[Database, dict[str, ImportReport]]) -> None:
    report = county[1]["bsd-win-signups.xlsx"]
    wanted = TRUTH["bsd-win-signups.xlsx"]
    assert report.header_row == wanted["header_row"]
    assert report.recognised_as == "Blue State Digital export"
    mapping = wanted["mapping"]
    assert isinstance(mapping, dict)
    assert {header: report.mapping[header] for header in mapping} == mapping


def test_people_in_several_files_are_one(county: tuple[Database, dict[str, ImportReport]]) -> None:
    store, reports = county
    google = reports["google-form-volunteers.csv"]
    assert (google.added, google.updated + google.unchanged, google.held) == (3300, 500, 0)
    assert sum(reports[name].added for name in FILES) == 9800
    with store.reading() as session:
        assert len(session.execute(select(Person.id)).all()) == 9800


def test_no_two_people_are_ever_one_and_nobody_is_two(county: tuple[Database, dict[str, ImportReport]]) -> None:
    """Every person of the truth is exactly one of the store, known by name with phone or e-mail."""
    store, _ = county
    with (DATA / "truth-people.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    by_contact: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in truth:
        for contact in (one["email"], f"+1{one['phone']}"):
            by_contact[fold(f"{one['first']} {one['last']}"), contact].add(one["pid"])
    met: dict[int, set[str]] = defaultdict(set)
    with store.reading() as session:
        names = {
            person: fold(" ".join(part for part in (first, middle, last) if part))
            for person, first, middle, last in session.execute(
                select(Person.id, Person.first_name, Person.middle_name, Person.last_name)
            )
        }
        for person, number in session.execute(select(Phone.person_id, Phone.number)):
            met[person] |= by_contact[names[person], number]
        for person, address in session.execute(select(Email.person_id, Email.address)):
            if not met[person]:
                met[person] |= by_contact[names[person], address]
    assert set(map(len, met.values())) == {1}
    assert {next(iter(found)) for found in met.values()} == {one["pid"] for one in truth}


def test_namesakes_who_share_a_mailbox_are_shown_to_a_human(county: tuple[Database, dict[str, ImportReport]]) -> None:
    with county[0].reading() as session:
        reviews = session.execute(select(Review.other_id, Review.reasons)).all()
    assert len(reviews) == 1
    assert reviews[0].other_id is not None


def bare(text: str) -> str:
    """Letters and digits only, folded."""
    return re.sub(r"[\W_]+", "", fold(text))


def test_offices_and_interests_are_those_of_the_truth(county: tuple[Database, dict[str, ImportReport]]) -> None:
    store, _ = county
    with (DATA / "truth-people.csv").open(encoding="utf-8", newline="") as file:
        truth = {bare(f"1{one['phone']}{one['first']}{one['last']}"): one for one in csv.DictReader(file)}
    with store.reading() as session:
        rows = session.execute(
            select(Person.phone, Person.first_name, Person.middle_name, Person.last_name, Person.wants_run,
                   Person.wants_help, Person.office_sought)
        ).all()
    wrong = 0
    for phone, first, middle, last, run, helps, office in rows:
        one = truth.get(bare(f"{phone}{first}{middle}{last}"))
        assert one is not None
        wrong += (bool(run), bool(helps), office) != (one["run"] == "True", one["help"] == "True", one["office"])
    assert wrong == 0


def test_do_not_call_flags_of_nationbuilder(store: Database, sample: Path) -> None:
    bring_in(store, sample / "nationbuilder-people-export.csv")
    with store.reading() as session:
        flags = session.scalars(select(Person.do_not_call)).all()
    assert sum(flags) == TRUTH["nationbuilder-people-export.csv"]["do_not_call"]


def test_district_columns_are_read(county: tuple[Database, dict[str, ImportReport]]) -> None:
    store, _ = county
    with (DATA / "truth-people.csv").open(encoding="utf-8", newline="") as file:
        truth = {f"+1{one['phone']}{fold(one['last'])}": one for one in csv.DictReader(file)}
    from organizer.storage.tables import District

    seen = 0
    with store.reading() as session:
        for phone, last, kind, code in session.execute(
            select(Person.phone, Person.last_name, PersonDistrict.kind, District.code)
            .join(PersonDistrict, PersonDistrict.person_id == Person.id)
            .join(District, District.id == PersonDistrict.district_id)
            .where(PersonDistrict.kind.in_(("state-house", "state-senate", "congressional")))
        ):
            one = truth.get(f"{phone}{fold(last)}")
            column = {"state-house": "house", "state-senate": "senate", "congressional": "cong"}[kind]
            if one is not None:
                seen += 1
                assert code == one[column]
    assert seen > 15_000


def test_the_contact_history_reaches_its_people(county: tuple[Database, dict[str, ImportReport]]) -> None:
    report = county[1]["van-contact-history.csv"]
    assert (report.rows, report.updated, report.refused) == (1200, 1200, 0)


def test_every_row_is_kept(county: tuple[Database, dict[str, ImportReport]]) -> None:
    with county[0].reading() as session:
        kept = len(session.execute(select(SignUp.id)).all())
    assert kept == sum(report.rows for report in county[1].values())
