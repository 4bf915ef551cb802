"""What answers count as: the user's word corrects everybody at once, is remembered, and can be taken back."""

from __future__ import annotations

from sqlalchemy import select

from organizer.importing import review
from organizer.importing.cleaning import groupings
from organizer.importing.importer import import_sign_ups
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table
from organizer.importing.records.sign_up import CleanRecord
from organizer.importing.regrouping import regroup
from organizer.prospects import edit
from organizer.storage import journal
from organizer.storage.tables import Grouping, Person, Review

HEADERS = ["Name", "Email", "Which office?", "Run or volunteer?", "How have you been involved?"]


def bring(store, *rows, regrouped=None, chosen=None):
    text = "\n".join("\t".join(row) for row in (HEADERS, *rows))
    with store.reading() as session:
        plan = plan_import(session, read_text_table(text), regrouped=regrouped)
    with store.writing() as session:
        return import_sign_ups(session, plan, by="t")


def people(store, *columns):
    with store.reading() as session:
        found = session.execute(select(Person.first_name, *columns).order_by(Person.id)).all()
    return {row[0]: row[1] if len(row) == 2 else tuple(row[1:]) for row in found}


def say(store, field, **meanings):
    with store.writing() as session:
        return regroup(session, field, {key.replace("_", " "): value for key, value in meanings.items()}, by="t")


FIVE = (
    ["Ann Lee", "ann@example.org", "City Council!!", "run", "precinct chair"],
    ["Bo Ray", "bo@example.org", "dog catcher", "idk yet", "Pct Chair"],
    ["Cy Dunn", "cy@example.org", "Dog Catcher", "help", "precinct chair"],
    ["Dee Fox", "dee@example.org", "dogcatcher / council", "both", ""],
    ["Eve Moss", "eve@example.org", "", "", ""],
)


def test_every_different_answer_is_listed_with_its_group_and_how_often(store):
    bring(store, *FIVE)
    with store.reading() as session:
        assert groupings.answered(session) == ["office_sought", "interest", "involvement"]
        offices = {one.key: one for one in groupings.stored(session, "office_sought")}
        interests = {one.text: (one.meaning, one.known) for one in groupings.stored(session, "interest")}
    assert (offices["city council!!"].meaning, offices["city council!!"].known) == ("City council", True)
    assert (offices["dog catcher"].times, offices["dog catcher"].known) == (2, False)
    assert interests == {"run": ("Run", True), "idk yet": ("Neither", False), "help": ("Help", True),
                         "both": ("Run and help", True)}


def test_one_word_corrects_everybody_and_undo_restores(store):
    bring(store, *FIVE)
    before = people(store, Person.office_sought)
    changes = say(store, "office_sought", dog_catcher="Animal control")
    assert changes.summary == "Count “dog catcher” as Animal control"
    after = people(store, Person.office_sought)
    assert (after["Bo"], after["Cy"], after["Ann"]) == ("Animal control", "Animal control", "City council")
    with store.writing() as session:
        journal.undo(session, by="t")
    assert people(store, Person.office_sought) == before
    with store.reading() as session:
        assert not session.scalars(select(Grouping.id)).all()


def test_it_is_remembered_for_later_imports_however_it_is_spelled(store):
    bring(store, *FIVE)
    say(store, "office_sought", dog_catcher="Animal control")
    bring(store, ["Gil Hart", "gil@example.org", " DOG  Catcher", "", ""])
    assert people(store, Person.office_sought)["Gil"] == "Animal control"


def test_what_somebody_typed_over_it_stays(store):
    bring(store, *FIVE)
    with store.writing() as session:
        person = session.scalar(select(Person.id).where(Person.first_name == "Bo"))
        edit.edit_person(session, person, "office_sought", "Mayor", by="t")
    say(store, "office_sought", dog_catcher="Animal control")
    after = people(store, Person.office_sought)
    assert (after["Bo"], after["Cy"]) == ("Mayor", "Animal control")


def test_of_two_offices_only_the_one_meant_is_exchanged(store):
    bring(store, ["Ann Lee", "ann@example.org", "council; school board", "", ""])
    assert people(store, Person.office_sought)["Ann"] == "City council; School board"
    with store.writing() as session:
        regroup(session, "office_sought", {"council; school board": "County commission; School board"}, by="t")
    assert people(store, Person.office_sought)["Ann"] == "County commission; School board"


def test_run_and_help_follow_the_word_on_the_answer(store):
    bring(store, *FIVE)
    flags = (Person.wants_run, Person.wants_help)
    assert people(store, *flags)["Bo"] == (0, 0)
    say(store, "interest", idk_yet="Run and help", help="Neither")
    after = people(store, *flags)
    assert (after["Bo"], after["Cy"], after["Ann"]) == ((1, 1), (0, 0), (1, 0))


def test_involvement_is_gathered_under_one_name(store):
    bring(store, *FIVE)
    with store.reading() as session:
        like = {one.text: one.like for one in groupings.stored(session, "involvement")}
    assert set(like) == {"precinct chair", "Pct Chair"}
    say(store, "involvement", Pct_Chair="Precinct chair", precinct_chair="Precinct chair")
    after = people(store, Person.involvement)
    assert (after["Ann"], after["Bo"], after["Cy"]) == ("Precinct chair",) * 3


def test_a_near_spelling_is_offered_never_taken(store):
    bring(store, ["Ann Lee", "a@example.org", "Comptroller", "", ""], ["Bo Ray", "b@example.org", "Comptroler", "", ""],
          ["Cy Dunn", "c@example.org", "comptroller", "", ""])
    with store.reading() as session:
        offered = {one.text: (one.meaning, one.like) for one in groupings.stored(session, "office_sought")}
    assert offered["Comptroler"] == ("Comptroler", "Comptroller")


def test_a_row_that_waits_for_review_takes_the_new_word_too(store):
    bring(store, ["William Lee", "bill@example.org", "", "", ""])
    bring(store, ["Bill Lee", "bill@example.org", "dog catcher", "idk yet", "Pct Chair"])
    before = held(store)
    say(store, "office_sought", dog_catcher="Animal control")
    say(store, "interest", idk_yet="Run")
    say(store, "involvement", Pct_Chair="Precinct chair")
    told = held(store)
    assert (told.office, told.wants_run, told.involvement) == ("Animal control", True, "Precinct chair")
    with store.writing() as session:
        for _ in range(3):
            journal.undo(session, by="t")
    assert held(store) == before
    with store.writing() as session:
        regroup(session, "office_sought", {"dog catcher": "Animal control"}, by="t")
        review.settle(session, 1, "different", by="t")
    assert people(store, Person.office_sought)["Bill"] == "Animal control"


def held(store):
    with store.reading() as session:
        return CleanRecord.from_json(session.scalar(select(Review.record)))


def test_the_word_said_on_the_page_to_check_is_part_of_the_import(store):
    bring(store, *FIVE, regrouped={"office_sought": {"dog catcher": "Animal control"}, "interest": {"idk yet": "Run"}})
    assert people(store, Person.office_sought)["Bo"] == "Animal control"
    assert people(store, Person.wants_run)["Bo"] == 1
    with store.reading() as session:
        assert groupings.read(session) == {"office_sought": {"dog catcher": "Animal control"}, "interest": {"idk yet": "Run"}}
    with store.writing() as session:
        journal.undo(session, by="t")
    with store.reading() as session:
        assert not session.scalars(select(Grouping.id)).all() and not session.scalars(select(Person.id)).all()
