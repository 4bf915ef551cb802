"""Adding and editing people by hand."""

from __future__ import annotations

import pytest

from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.names import split_name
from organizer.outreach.record import record_result
from organizer.prospects import browse, edit, reach
from organizer.prospects.details import details
from organizer.prospects.suggest import suggestions
from organizer.prospects.typing_doubles import likely_doubles
from organizer.storage import history, journal


@pytest.fixture
def desk(store):
    class Desk:
        def add(self, **values):
            return self.write(edit.add_person, values, by="t").id

        def write(self, fn, *args, **kwargs):
            with store.writing() as session:
                return fn(session, *args, **kwargs)

        def read(self, fn, *args, **kwargs):
            with store.reading() as session:
                return fn(session, *args, **kwargs)

        def person(self, person):
            return self.read(details, person)

    return Desk()


def test_a_person_is_added_from_what_was_typed(desk):
    added = desk.write(edit.add_person, {
        "first_name": " Aisha ", "last_name": "Flores", "phone": "612.555.0127 x4", "email": "AISHA@Example.org",
        "address": "100 north main street apt 4", "city": "Blaine", "state": "mn", "zip": "55434-1234",
        "wants_run": "yes", "office_sought": "School board", "district:state-house": "HD 32A", "tags": "",
        "run_stage": "Interested", "birth_date": "2/29/1980",
    }, by="Denise")
    person = desk.person(added.id)
    assert added.changes.summary == "Add Aisha Flores"
    assert (person.row.name, person.row.phone) == ("Aisha Flores", "+16125550127")
    assert person.row.email == "aisha@example.org"
    assert (person.row.address, person.row.city, person.row.state, person.row.zip) == (
        "100 N Main St Apt 4", "Blaine", "MN", "55434")
    assert person.row.districts == (("state-house", "32A"),)
    assert (person.row.wants_run, person.row.run_stage) == (True, "interested")
    assert person.phones[0].extension == "4"
    assert person.addresses[0].zip4 == "1234"


def test_nobody_is_added_without_a_name_or_a_way_to_reach_them(desk):
    with pytest.raises(UserError, match="at least a name"):
        desk.add(city="Blaine", wants_run="yes")


@pytest.mark.parametrize(("field", "value", "line"), [
    ("birth_date", "31/02", "isn't a date"), ("birth_date", "2016-02-31", "isn't a date"), ("zip", "1234", "a ZIP code"),
    ("phone", "call me", "a phone number"), ("phone", "911", "a phone number"), ("email", "a@b", "an e-mail"),
    ("run_stage", "President", "none of the choices"), ("wants_run", "perhaps", "neither yes nor no"),
    ("notes", "x" * 100_000, "100,000 letters"), ("first_name", "x" * 201, "201 letters"), ("state", "ZZ", "a state"),
    ("uuid", "1", "cannot be typed over"), ("district:moon", "1", "a kind of district"),
])
def test_what_does_not_fit_is_one_line_and_changes_nothing(desk, field, value, line):
    ann = desk.add(first_name="Ann", last_name="Lee", phone="2185550101")
    before = desk.person(ann)
    with pytest.raises(UserError, match=line) as caught:
        desk.write(edit.edit_person, ann, field, value, by="t")
    assert "\n" not in caught.value.message
    assert desk.person(ann) == before


@pytest.mark.parametrize("name", ["Đặng 🗳️", "محمد", "<img src=x>", "O'Brien; DROP TABLE person", "Nu\x00l\u202e"])
def test_odd_names_are_kept_but_for_what_cannot_be_seen(desk, name):
    ann = desk.add(first_name=name)
    assert desk.person(ann).row.first_name == name.replace("\x00", "").replace("\u202e", "")


def test_a_phone_cell_replaces_the_number_in_use_and_blank_takes_it_away(desk):
    ann = desk.add(first_name="Ann", phone="2185550101")
    desk.write(reach.add_phone, ann, "218 555 0102", kind="home", by="t")
    desk.write(edit.edit_person, ann, "phone", "(218) 555-0103", by="t")
    assert [p.number for p in desk.person(ann).phones] == ["+12185550103", "+12185550102"]
    desk.write(edit.edit_person, ann, "phone", "218-555-0102", by="t")
    assert [p.number for p in desk.person(ann).phones] == ["+12185550102", "+12185550103"]
    desk.write(edit.edit_person, ann, "phone", "", by="t")
    assert desk.person(ann).row.phone == "+12185550103"
    desk.write(reach.remove_phone, ann, "+12185550103", by="t")
    assert desk.person(ann).row.phone == ""


def test_e_mails_likewise(desk):
    ann = desk.add(first_name="Ann", email="a@example.org")
    desk.write(reach.add_email, ann, "b@example.org", by="t")
    desk.write(edit.edit_person, ann, "email", "B@example.org", by="t")
    assert [e.address for e in desk.person(ann).emails] == ["b@example.org", "a@example.org"]
    desk.write(edit.edit_person, ann, "email", "", by="t")
    assert desk.person(ann).row.email == "a@example.org"
    desk.write(reach.remove_email, ann, "a@example.org", by="t")
    assert desk.person(ann).emails == ()


def test_a_name_is_sorted_anew(desk):
    ann = desk.add(first_name="Ann", last_name="Lee")
    desk.write(edit.edit_person, ann, "last_name", "Đặng", by="t")
    from organizer.prospects import browse

    ben = desk.add(first_name="Ben", last_name="Carter")
    assert list(desk.read(browse.find).ids) == [ben, ann]


def test_a_number_of_somebody_who_is_not_to_be_called_is_refused(desk):
    mary = desk.add(first_name="Mary", phone="2185550101")
    desk.write(record_result, [mary], "XC", by="t")
    bill = desk.add(first_name="Bill", phone="2185550102")
    for step in (lambda: desk.write(edit.edit_person, bill, "phone", "2185550101", by="t"),
                 lambda: desk.write(reach.add_phone, bill, "2185550101", by="t"),
                 lambda: desk.add(first_name="Zed", phone="2185550101")):
        with pytest.raises(UserError, match="asked not to be called"):
            step()


def test_many_are_set_at_once_and_undone_at_once(desk, store):
    people = [desk.add(first_name=f"P{n}") for n in range(5)]
    changes = desk.write(edit.set_field, people, "city", "Duluth", by="t")
    assert changes.summary == "Change city of 5 people"
    assert {desk.person(one).row.city for one in people} == {"Duluth"}
    desk.write(journal.undo, by="t")
    assert {desk.person(one).row.city for one in people} == {""}


def test_deleting_brings_everything_back_on_undo(desk):
    ann = desk.add(first_name="Ann", phone="2185550101", email="a@example.org", city="Duluth")
    desk.write(record_result, [ann], "LM", by="t", note="hello")
    before = desk.person(ann)
    assert desk.write(edit.delete_people, [ann], by="t").summary == "Delete Ann"
    with pytest.raises(UserError, match="no longer"):
        desk.person(ann)
    with pytest.raises(UserError, match="no longer"):
        desk.write(edit.edit_person, ann, "city", "Ely", by="t")
    desk.write(journal.undo, by="t")
    assert desk.person(ann) == before


def test_many_are_deleted_brought_back_and_deleted_again(desk):
    people = [desk.add(first_name=name, phone=f"218555010{place}") for place, name in enumerate(("Ann", "Bo", "Cy"))]
    kept = desk.add(first_name="Di")
    before = [desk.person(one) for one in people]
    assert desk.write(edit.delete_people, people, by="t").summary == "Delete 3 people"
    assert list(desk.read(browse.find).ids) == [kept]
    desk.write(journal.undo, by="t")
    assert [desk.person(one) for one in people] == before
    assert len(desk.read(browse.find, ProspectFilter(search="Bo")).ids) == 1
    assert next(row.name for row in desk.read(history.listed, person_id=people[1])) == "Delete 3 people"
    assert "Delete 3 people" not in [row.name for row in desk.read(history.listed, person_id=kept)]
    desk.write(journal.redo, by="t")
    assert list(desk.read(browse.find).ids) == [kept]


def test_likely_doubles_are_told_while_typing(desk):
    ann = desk.add(first_name="Ann", last_name="Lee", phone="2185550101", email="ann@example.org")
    desk.add(first_name="Bo", last_name="Leeson", phone="2185550102")
    desk.add(first_name="Bo", last_name="Lee", phone="2185550101")

    def told(**typed):
        return [(one.name, one.why, one.sure) for one in desk.read(likely_doubles, **typed)]

    assert told(first="ann", last="lee") == [("Ann Lee", "same name", False)]
    assert told(first="Anne", last="LEE") == [("Ann Lee", "name alike", False)]
    assert told(first="Ann", last="Lee", phone="218-555-0101")[0] == ("Ann Lee", "same phone, same name", True)
    assert told(email="ANN@example.org") == [("Ann Lee", "same e-mail", False)]
    assert told(first="Zed", last="Moe", phone="218") == []
    assert desk.read(likely_doubles, first="Ann", last="Lee")[0].id == ann


def test_words_in_use_are_offered_for_a_cell(desk):
    for tags, city, office in (("vip, union", "Ely", "Mayor; Coroner"), ("union", "Duluth", "Mayor"), ("", "", "")):
        desk.add(first_name="A", tags=tags, city=city, office_sought=office)
    offered = {field: desk.read(suggestions, field) for field in ("tags", "city", "office_sought", "run_stage", "email")}
    assert offered["tags"] == ["union", "vip"] and offered["city"] == ["Duluth", "Ely"]
    assert offered["office_sought"][:3] == ["Mayor", "Coroner", "School board"]
    assert "Interested" in offered["run_stage"] and offered["email"] == []


def test_tags_are_added_beside_others_and_taken_off(desk):
    ann, ben = desk.add(first_name="Ann", tags="vip"), desk.add(first_name="Ben")
    assert desk.write(edit.tag, [ann, ben], "Union, VIP", by="t").summary == "Tag 2 as Union, VIP"
    assert [desk.person(one).tags for one in (ann, ben)] == ["vip, Union", "Union, VIP"]
    desk.write(edit.tag, [ann, ben], "vip", off=True, by="t")
    assert [desk.person(one).tags for one in (ann, ben)] == ["Union", "Union"]


@pytest.mark.parametrize(("said", "last", "parts"), [
    ("Aisha Flores", "", ("Aisha", "Flores", "")), ("Maria de la Cruz", "de la Cruz", ("Maria", "de la Cruz", "")),
    ("Flores, Aisha M", "", ("Aisha M", "Flores", "")), ("John Lee, Jr.", "Lee", ("John", "Lee", "Jr.")),
    ("Cher", "", ("Cher", "", "")), ("Lee", "Lee", ("Lee", "", "")), ("عمر حداد", "", ("عمر", "حداد", "")),
])
def test_a_name_written_whole_is_split(said, last, parts):
    assert split_name(said, last) == parts
