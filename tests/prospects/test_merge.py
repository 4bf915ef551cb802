"""Two rows made one, one made two, and both taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from organizer.domain.errors import UserError
from organizer.outreach.record import record_result, set_stage
from organizer.prospects import edit, reach
from organizer.prospects.details import details
from organizer.prospects.merge import MERGED, merge, not_same, split
from organizer.storage import journal
from organizer.storage.tables import Base, ImportBatch, NotSame, Person, Review, SignUp


class Desk:
    def __init__(self, store):
        self.store = store

    def add(self, **values):
        return self.write(edit.add_person, values, by="t").id

    def write(self, fn, *args, **kwargs):
        with self.store.writing() as session:
            return fn(session, *args, **kwargs)

    def read(self, fn, *args, **kwargs):
        with self.store.reading() as session:
            return fn(session, *args, **kwargs)

    def person(self, person):
        return self.read(details, person)

    def dump(self):
        with self.store.reading() as session:
            found = {
                table.name: [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
                for table in Base.metadata.sorted_tables if table.name not in ("action", "change")
            }
            found["words"] = [tuple(row) for row in session.execute(text("SELECT rowid FROM person_search ORDER BY 1"))]
            return found


@pytest.fixture
def desk(store):
    return Desk(store)


@pytest.fixture
def pair(desk):
    """Bill Smith twice, each row knowing something the other does not."""
    bill = desk.add(first_name="Bill", last_name="Smith", phone="2185550101", email="bill@example.org", city="Duluth",
                    notes="met at the fair", tags="red", wants_help="yes")
    other = desk.add(first_name="William", last_name="Smith", phone="2185550101", email="ws@example.org",
                     address="1 Main St", zip="55802", notes="brings pie", tags="red, blue", wants_run="yes",
                     language="Hmong", office_sought="Mayor", signed_up_at="2016-01-02")
    desk.write(reach.add_phone, other, "218 555 0202", kind="home", by="t")
    desk.write(record_result, [other], "LM", by="t", note="left word")
    desk.write(set_stage, [other], "run", "interested", by="t")
    return bill, other


def test_a_merge_keeps_what_either_row_knew(desk, pair):
    bill, other = pair
    uuid = desk.person(other).uuid
    changes = desk.write(merge, bill, other, by="t")
    person = desk.person(bill)
    assert changes.summary == "Merge William Smith into Bill Smith"
    assert changes.people >= {bill, other}
    assert person.row.name == "Bill Smith"
    assert [phone.number for phone in person.phones] == ["+12185550101", "+12185550202"]
    assert {one.address for one in person.emails} == {"bill@example.org", "ws@example.org"}
    assert (person.notes, person.tags, person.language) == ("met at the fair\nbrings pie", "red, blue", "Hmong")
    assert (person.row.wants_run, person.row.wants_help, person.row.office_sought) == (True, True, "Mayor")
    assert (person.row.last_result, person.row.run_stage) == ("LM", "interested")
    assert person.external_ids == ((MERGED, uuid),)
    with pytest.raises(UserError, match="no longer"):
        desk.person(other)


def test_an_address_that_was_emptied_hides_none_after_a_merge(desk):
    ann, twin = desk.add(first_name="Ann", city="Duluth"), desk.add(first_name="Ann", city="Ely")
    desk.write(edit.edit_person, ann, "city", "", by="t")
    assert desk.person(ann).row.city == ""
    desk.write(merge, ann, twin, by="t")
    assert desk.person(ann).row.city == "Ely"


def test_undo_of_a_merge_gives_both_back_and_redo_merges_again(desk, pair):
    before = desk.dump()
    desk.write(merge, *pair, by="t")
    after = desk.dump()
    desk.write(journal.undo, by="t")
    assert desk.dump() == before
    desk.write(journal.redo, by="t")
    assert desk.dump() == after


def test_a_choice_wins_over_the_one_who_stays(desk, pair):
    desk.write(merge, *pair, {"first_name": "other", "notes": "keep", "tags": "other"}, by="t")
    person = desk.person(pair[0])
    assert (person.row.first_name, person.notes, person.tags) == ("William", "met at the fair", "red, blue")
    from organizer.prospects import browse

    assert desk.read(browse.find).count == 1


def test_the_contacts_of_who_stays_come_first_unless_chosen_otherwise(desk):
    old = desk.add(first_name="Ann", phone="2185550101", email="old@example.org", address="1 Main St", zip="55802")
    new = desk.add(first_name="Ann", phone="2185550202", email="new@example.org", address="2 Elm St", zip="55802")
    desk.write(merge, new, old, by="t")
    row = desk.person(new).row
    assert (row.phone, row.email, row.address) == ("+12185550202", "new@example.org", "2 Elm St")
    desk.write(journal.undo, by="t")
    desk.write(merge, new, old, {"phone": "other", "address": "other"}, by="t")
    row = desk.person(new).row
    assert (row.phone, row.email, row.address) == ("+12185550101", "new@example.org", "1 Main St")
    desk.write(journal.undo, by="t")
    desk.write(reach.add_phone, new, "2185550101", by="t")
    desk.write(merge, new, old, {"phone": "other"}, by="t")
    assert [phone.number for phone in desk.person(new).phones] == ["+12185550101", "+12185550202"]


def test_a_merge_moves_nobody_back_on_a_track(desk, pair):
    bill, other = pair
    desk.write(set_stage, [bill], "run", "committed", by="t")
    desk.write(set_stage, [other], "run", "reached", by="t")
    before = desk.person(bill).row.run_stage, desk.person(other).row.run_stage
    desk.write(merge, bill, other, by="t")
    assert desk.person(bill).row.run_stage == "committed"
    desk.write(journal.undo, by="t")
    assert (desk.person(bill).row.run_stage, desk.person(other).row.run_stage) == before == ("committed", "reached")
    desk.write(set_stage, [other], "run", "withdrew", by="t")
    desk.write(merge, bill, other, by="t")
    assert desk.person(bill).row.run_stage == "withdrew"


def test_a_wall_on_either_side_stands(desk, pair):
    bill, other = pair
    desk.write(record_result, [other], "XC", by="t")
    desk.write(merge, bill, other, by="t")
    assert desk.person(bill).row.do_not_call
    assert {phone.status for phone in desk.person(bill).phones} == {"do-not-call"}
    desk.write(journal.undo, by="t")
    assert not desk.person(bill).row.do_not_call


def test_a_merge_is_undone_by_itself_unless_something_rests_on_it(desk, pair):
    bill, other = pair
    merged = desk.write(merge, bill, other, by="t")
    elsewhere = desk.add(first_name="Zed")
    desk.write(journal.undo, by="t", action_id=merged.action)
    assert desk.person(other).row.last_result == "LM"
    assert desk.person(elsewhere)
    merged = desk.write(merge, bill, other, by="t")
    desk.write(edit.delete_people, [bill], by="t")
    with pytest.raises(UserError, match="“Delete Bill Smith” came later"):
        desk.write(journal.undo, by="t", action_id=merged.action)


def test_a_call_on_the_one_who_went_cannot_be_undone_under_the_merge(desk, pair):
    bill, other = pair
    called = desk.write(record_result, [other], "NH", by="t")
    desk.write(merge, bill, other, by="t")
    with pytest.raises(UserError, match="Merge William Smith"):
        desk.write(journal.undo, by="t", action_id=called.action)
    assert desk.person(bill).row.attempts == 2


def test_sign_ups_and_open_questions_go_along(desk, pair, store):
    bill, other = pair
    third = desk.add(first_name="Wil", last_name="Smith")
    with store.writing() as session, journal.action(session, kind="import", name="Import", by="t") as do:
        batch = do.insert(ImportBatch, file_name="a.csv", headers='["Name"]')
        do.insert(SignUp, batch_id=batch, row=2, person_id=other, outcome="added", cells='["Bill"]')
        do.insert(Review, person_id=bill, other_id=other)
        do.insert(Review, person_id=other, other_id=third)
    before = desk.dump()
    desk.write(merge, bill, other, by="t")
    assert desk.person(bill).sign_ups[0].cells == (("Name", "Bill"),)
    with store.reading() as session:
        assert session.execute(select(Review.person_id, Review.other_id)).all() == [(bill, third)]
    desk.write(journal.undo, by="t")
    assert desk.dump() == before


def test_nonsense_is_refused(desk, pair):
    with pytest.raises(UserError, match="same row"):
        desk.write(merge, pair[0], pair[0], by="t")
    with pytest.raises(UserError, match="no longer"):
        desk.write(merge, pair[0], 999, by="t")
    with pytest.raises(UserError, match="name"):
        desk.write(split, pair[0], {}, by="t")
    with pytest.raises(UserError, match="not two"):
        desk.write(not_same, pair[0], pair[0], by="t")


def test_a_couple_in_one_row_is_split(desk):
    both = desk.add(first_name="Bill & Mary", last_name="Lee", phone="2185550101", email="m@example.org",
                    address="1 Main St", zip="55802")
    desk.write(reach.add_phone, both, "2185550102", by="t")
    desk.write(record_result, [both], "CV", by="t", note="spoke to Mary")
    before = desk.dump()
    event = desk.person(both).events[0].id
    made = desk.write(split, both, {"first_name": "Mary", "last_name": "Lee", "wants_run": 1}, phones=["+12185550102"],
                      emails=["m@example.org"], events=[event], by="t")
    mary, bill = desk.person(made.id), desk.person(both)
    assert made.changes.summary == "Split Mary Lee from Bill & Mary Lee"
    assert (mary.row.phone, mary.row.email, mary.row.address) == ("+12185550102", "m@example.org", "1 Main St")
    assert (mary.row.last_result, bill.row.last_result) == ("CV", None)
    assert (bill.row.phone, bill.row.email, bill.row.address) == ("+12185550101", "", "1 Main St")
    assert bill.household == ((made.id, "Mary Lee"),)
    with desk.store.reading() as session:
        assert len(session.scalars(select(NotSame.id)).all()) == 1
    desk.write(journal.undo, by="t")
    assert desk.dump() == before


def test_do_not_call_stays_with_both_halves_until_a_call_says_whose_it_was(desk):
    both = desk.add(first_name="Bill & Mary", last_name="Lee", phone="2185550101")
    desk.write(edit.edit_person, both, "do_not_call", "yes", by="t")
    made = desk.write(split, both, {"first_name": "Mary", "last_name": "Lee"}, by="t")
    assert desk.person(made.id).row.do_not_call


def test_two_people_are_said_to_be_two_for_good(desk, pair, store):
    with store.writing() as session, journal.action(session, kind="import", name="Import", by="t") as do:
        do.insert(Review, person_id=pair[1], other_id=pair[0])
    desk.write(not_same, *pair, by="t")
    desk.write(not_same, pair[1], pair[0], by="t")
    with store.reading() as session:
        assert session.scalars(select(Review.state)).all() == ["different"]
        low, high = session.execute(select(NotSame.low_uuid, NotSame.high_uuid)).one()
        assert low < high
        assert {low, high} == set(session.scalars(select(Person.uuid)))
