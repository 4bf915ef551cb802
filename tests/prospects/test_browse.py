"""Filters, orders and rows, over a small county written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import text

from organizer.domain import clock
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import record
from organizer.prospects import browse, details, saved
from organizer.storage import journal
from organizer.storage.tables import Address, District, Person, PersonDistrict, Phone


@dataclass
class County:
    """A store with four people; `ids` by first name."""

    store: object
    ids: dict[str, int]

    def names(self, chosen=EVERYONE, **order):
        with self.store.reading() as session:
            found = browse.find(session, chosen, **order)
            return [row.first_name for row in browse.rows(session, found.ids)]


@pytest.fixture
def county(store):
    ids = {}
    people = [
        ("Aisha", "Flores", "Duluth", "55802", "8A", 1, 0, "School board"),
        ("Đức", "Nguyễn", "Duluth", "55802", "8B", 1, 1, "City council; Mayor"),
        ("Muñoz", "Ann", "Cañon City", "55734", "10A", 0, 1, ""),
        ("Zed", "Olson", "Ely", "55731", None, 0, 0, ""),
    ]
    with store.writing() as session, journal.action(session, kind="import", name="Import", by="t") as do:
        districts = {code: do.insert(District, kind="state-house", code=code, sort_key=code.zfill(4))
                     for code in ("10A", "8A", "8B")}
        for number, (first, last, city, zip_code, code, run, help_, office) in enumerate(people):
            one = ids[first] = do.insert(Person, first_name=first, last_name=last, sort_name=f"{last} {first}".lower(),
                                         wants_run=run, wants_help=help_, office_sought=office,
                                         tags="vip, Union" if first == "Aisha" else "reunion")
            do.insert(Phone, person_id=one, number=f"+1218555010{number}")
            do.insert(Address, person_id=one, line=f"{number} Main St", city=city, zip=zip_code, match_key=f"{number}")
            if code:
                do.insert(PersonDistrict, person_id=one, district_id=districts[code], kind="state-house", method="sheet")
    return County(store, ids)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (EVERYONE, ["Muñoz", "Aisha", "Đức", "Zed"]),
        (ProspectFilter(districts=(("state-house", "HD 08a"), ("state-house", "8B"))), ["Aisha", "Đức"]),
        (ProspectFilter(districts=(("state-house", "8A"), ("state-senate", "8"))), []),
        (ProspectFilter(interest=("run",)), ["Aisha", "Đức"]),
        (ProspectFilter(interest=("help",), districts=(("state-house", "8B"),)), ["Đức"]),
        (ProspectFilter(office=("mayor",)), ["Đức"]),
        (ProspectFilter(city=("canon city",)), ["Muñoz"]),
        (ProspectFilter(zip=("55802-1234",)), ["Aisha", "Đức"]),
        (ProspectFilter(search="munoz"), ["Muñoz"]),
        (ProspectFilter(search="nguy duc"), ["Đức"]),
        (ProspectFilter(search="(218) 555-0100"), ["Aisha"]),
        (ProspectFilter(search="main 3"), ["Zed"]),
        (ProspectFilter(search="***"), []),
        (ProspectFilter(unknown_kind="state-house"), ["Zed"]),
        (ProspectFilter(not_contacted_since="2016-07-01"), ["Muñoz", "Aisha", "Đức", "Zed"]),
        (ProspectFilter(results=("none",)), ["Muñoz", "Aisha", "Đức", "Zed"]),
        (ProspectFilter(tags=("UNION",)), ["Aisha"]),
        (ProspectFilter(without=(("city", "duluth"),)), ["Muñoz", "Zed"]),
        (ProspectFilter(without=(("district:state-house", "8A"), ("office", "Mayor"))), ["Muñoz", "Zed"]),
        (ProspectFilter(without=(("result", "LM"), ("tag", "union"))), ["Muñoz", "Đức", "Zed"]),
        (ProspectFilter(without=(("result", "none"),)), []),
        (ProspectFilter(without=(("run", "new"),)), []),
        (ProspectFilter(without=(("help", "active"), ("interest", "run"), ("zip", "55731"))), ["Muñoz"]),
        (ProspectFilter(without=(("shoe", "9"),)), ["Muñoz", "Aisha", "Đức", "Zed"]),
        (ProspectFilter(has=(("office", ""),)), ["Muñoz", "Zed"]),
        (ProspectFilter(without=(("office", ""), ("city", "Duluth"))), []),
        (ProspectFilter(has=(("district:state-house", ""),)), ["Zed"]),
        (ProspectFilter(without=(("district:state-house", ""),)), ["Muñoz", "Aisha", "Đức"]),
        (ProspectFilter(has=(("interest", ""),)), ["Zed"]),
        (ProspectFilter(has=(("phone", "+12185550102"), ("phone", "+12185550103"))), ["Muñoz", "Zed"]),
        (ProspectFilter(has=(("address", "1 MAIN ST"), ("attempts", "0"))), ["Đức"]),
        (ProspectFilter(has=(("email", ""), ("follow_up", ""), ("signed_up_at", ""))), ["Muñoz", "Aisha", "Đức", "Zed"]),
        (ProspectFilter(has=(("shoe", "9"),)), []),
    ],
)
def test_a_filter_finds_just_whom_it_says(county, chosen, found):
    assert county.names(chosen) == found
    with county.store.reading() as session:
        assert browse.count(session, chosen) == len(found)


@pytest.mark.parametrize("text", ["'", '"', "a OR b", "NEAR(a b)", "a*", "(", "-", "a:b", "☃", "%", "_", "\\"])
def test_no_search_text_is_a_fault(county, text):
    assert isinstance(county.names(ProspectFilter(search=text)), list)


def test_every_column_sorts_both_ways_and_names_break_ties(county):
    for column in [*browse.SORTS, "district:state-house"]:
        up = county.names(sort=column)
        assert len(up) == 4
        assert sorted(county.names(sort=column, descending=True)) == sorted(up)
    assert county.names(sort="district:state-house") == ["Aisha", "Đức", "Muñoz", "Zed"]
    assert county.names(sort="districts", descending=True) == ["Muñoz", "Đức", "Aisha", "Zed"]
    assert county.names(sort="city") == ["Muñoz", "Aisha", "Đức", "Zed"]


def test_the_first_screen_knows_the_exact_count(county):
    with county.store.reading() as session:
        found = browse.find(session, limit=2)
    assert (found.count, list(found.ids)) == (4, [county.ids["Muñoz"], county.ids["Aisha"]])


def test_an_unknown_column_is_said_so(county):
    with pytest.raises(UserError, match="no column"):
        county.names(sort="shoe_size")


def test_choices_come_with_counts_in_natural_order(county):
    with county.store.reading() as session:
        assert browse.district_options(session, "state-house") == [("8A", 1), ("8B", 1), ("10A", 1)]
        assert browse.district_kinds(session) == [("state-house", 3)]
        assert dict(browse.offices(session)) == {"School board": 1, "City council": 1, "Mayor": 1}
        assert [city for city, _ in browse.cities(session)] == ["Cañon City", "Duluth", "Ely"]


def test_details_tell_all_of_one_person(county):
    with county.store.writing() as session:
        record.record_result(session, [county.ids["Aisha"]], "LM", by="D. Brooks", note="after six")
    with county.store.reading() as session:
        person = details.details(session, county.ids["Aisha"])
    assert person.row.status.label == "Left message"
    assert person.row.districts == (("state-house", "8A"),)
    assert [(one.result, one.by, one.note, one.phone) for one in person.events] == [
        ("LM", "D. Brooks", "after six", "+12185550100")
    ]
    assert person.addresses[0].city == "Duluth"


def test_a_person_is_found_by_number_or_uuid(county):
    with county.store.reading() as session:
        one = county.ids["Zed"]
        assert details.find_one(session, str(one)) == one
        assert details.find_one(session, details.details(session, one).uuid) == one
        with pytest.raises(UserError, match="Nobody"):
            details.find_one(session, "999")


def test_a_saved_filter_keeps_and_counts(county):
    chosen = ProspectFilter(districts=(("state-house", "8A"),), interest=("run",))
    with county.store.writing() as session:
        saved.keep(session, " HD 8A ", chosen, by="t")
    with county.store.writing() as session:
        saved.keep(session, "HD 8A", ProspectFilter(search="zed"), by="t")
    with county.store.reading() as session:
        (kept,) = saved.listed(session)
        assert (kept.name, kept.count, saved.load(session, "HD 8A").search) == ("HD 8A", 1, "zed")
    with county.store.writing() as session:
        journal.undo(session, by="t")
    with county.store.reading() as session:
        assert saved.load(session, "HD 8A") == chosen


def test_a_saved_filter_is_renamed_and_taken_away_and_undone(county):
    with county.store.writing() as session:
        saved.keep(session, "One", ProspectFilter(search="zed"), by="t")
        saved.keep(session, "Two", ProspectFilter(without=(("city", "Ely"),)), by="t")
    with county.store.reading() as session:
        one, two = saved.listed(session)
        assert (two.filter, two.count) == (ProspectFilter(without=(("city", "Ely"),)), 3)
    with county.store.writing() as session, pytest.raises(UserError, match="Another filter"):
        saved.rename(session, one.id, " Two ", by="t")
    with county.store.writing() as session:
        assert saved.rename(session, one.id, "First", by="t").parts == {"filters"}
    with county.store.writing() as session:
        saved.forget(session, two.id, by="t")
    for names in (["First", "Two"], ["One", "Two"]):
        with county.store.writing() as session:
            journal.undo(session, by="t")
        with county.store.reading() as session:
            assert [kept.name for kept in saved.listed(session)] == names


def test_what_is_left_out_is_said_in_words():
    chosen = ProspectFilter(tags=("union",), without=(("city", "Duluth"), ("district:state-house", "8A"), ("result", "LM"),
                                                      ("office", "Mayor"), ("interest", "run"), ("run", "interested")))
    assert chosen.in_words() == ("tagged union · not Duluth · not HD 8A · not left message · not Mayor · not would run · "
                                 "not interested")
    assert ProspectFilter.from_json(chosen.to_json()) == chosen


@pytest.mark.parametrize("descending", [False, True])
def test_a_first_screen_by_district_is_the_head_of_the_whole_order(county, monkeypatch, descending):
    monkeypatch.setattr(browse, "_MANY", 0)
    for chosen in (EVERYONE, ProspectFilter(city=("Duluth",)), ProspectFilter(interest=("help",))):
        whole = county.names(chosen, sort="districts", descending=descending)
        for limit in (1, 2, 3, 4):
            assert county.names(chosen, sort="districts", descending=descending, limit=limit) == whole[:limit]


@pytest.mark.parametrize("descending", [False, True])
def test_a_first_screen_by_name_is_the_head_of_the_whole_order(county, monkeypatch, descending):
    monkeypatch.setattr(browse, "_MANY", 0)
    monkeypatch.setattr(browse, "_STEP", 2)
    house = (("state-house", "8A"), ("state-house", "8B"), ("state-house", "10A"))
    for chosen in (ProspectFilter(search="main"), ProspectFilter(districts=house), ProspectFilter(search="*"),
                   ProspectFilter(districts=house, search="duluth"), ProspectFilter(districts=house, results=("none",)),
                   ProspectFilter(districts=house, certainty="exact", interest=("run",))):
        whole = county.names(chosen, descending=descending)
        for limit in (1, 2, 4):
            assert county.names(chosen, descending=descending, limit=limit) == whole[:limit]
            with county.store.reading() as session:
                assert browse.find(session, chosen, limit=limit).count == len(whole)


@pytest.mark.parametrize("sort", ["name", "city", "last_contact"])
@pytest.mark.parametrize("way", ["", " DESC"])
def test_the_columns_sorted_by_most_are_walked_along_an_index(store, sort, way):
    columns = [*(column.key for column in browse.SORTS[sort]), *(["sort_name"] if sort != "name" else []), "id"]
    order = ", ".join(column + way for column in columns)
    with store.reading() as session:
        plan = session.execute(text(f"EXPLAIN QUERY PLAN SELECT id FROM person ORDER BY {order} LIMIT 64")).all()
    assert "TEMP B-TREE" not in str(plan)


def test_a_day_is_a_day_here_however_it_is_kept(county):
    late = clock.to_text(datetime(2016, 7, 4, 23, 30))  # by the clock of this computer
    with county.store.writing() as session, journal.action(session, kind="edit", name="Edit", by="t") as do:
        for first, moment in (("Aisha", "2016-07-04"), ("Muñoz", late), ("Zed", "2016-07-05")):
            do.update(Person, county.ids[first], signed_up_at=moment)
    assert county.names(ProspectFilter(has=(("signed_up_at", "2016-07-04"),))) == ["Muñoz", "Aisha"]
    assert county.names(ProspectFilter(has=(("signed_up_at", "2016-07-05"),))) == ["Zed"]
    assert county.names(ProspectFilter(has=(("signed_up_at", ""),))) == ["Đức"]
    with pytest.raises(UserError, match="is not a date"):
        county.names(ProspectFilter(has=(("signed_up_at", "soon"),)))
