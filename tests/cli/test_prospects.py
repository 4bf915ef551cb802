"""`prospects` and `show` as a script uses them."""

from __future__ import annotations

import pytest

from organizer.prospects import edit
from organizer.storage import journal
from organizer.storage.tables import District, PersonDistrict
from tests.cli.test_outreach import run


@pytest.fixture
def county(store):
    """The path of a store with three people."""
    for first, city, tags, house in (("Ann", "Duluth", "union, vip", "8A"), ("Ben", "Ely", "vip", "8B"), ("Cy", "", "", "")):
        with store.writing() as session:
            edit.add_person(session, {"first_name": first, "city": city, "tags": tags, "district:state-house": house}, by="t")
    return str(store.path)


@pytest.mark.parametrize(("filters", "count"), [
    (("--tag", "VIP"), 2), (("--not", "city:duluth"), 2), (("--not", "state-house:8A", "--not", "tag:vip"), 1),
    (("--tag", "vip", "--not", "tag:union"), 1), (("--not", "result:none"), 0), (("--not", "run:interested"), 3),
])
def test_people_are_kept_by_tag_and_left_out_by_value(capsys, county, filters, count):
    assert run(capsys, "prospects", county, *filters, "--count") == (0, f"{count}\n", "")


@pytest.mark.parametrize("said", ["city", "shoe:9", ":"])
def test_what_leaves_nobody_out_is_one_line(capsys, county, said):
    code, out, err = run(capsys, "prospects", county, "--not", said)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_a_line_break_in_an_answer_breaks_no_table(capsys, store):
    with store.writing() as session:
        edit.add_person(session, {"first_name": "Ann", "phone": "612 555 0175", "wants_run": "yes",
                                  "office_sought": "Mayor\nor clerk"}, by="t")
    code, out, _ = run(capsys, "prospects", str(store.path))
    assert (code, len(out.splitlines())) == (0, 3)
    assert "(612) 555-0175" in out
    assert "Mayor or clerk" in out


@pytest.mark.parametrize(("person", "houses"), [("1", ["HD 8A"]), ("3", ["HD 11A", "HD 3B"])])
def test_the_parts_of_a_split_zip_are_shown_only_where_the_district_is_not_known(capsys, county, store, person, houses):
    with store.writing() as session, journal.action(session, kind="edit", name="Split", by="t") as do:
        for code in ("11A", "3B"):
            district = do.insert(District, kind="state-house", code=code)
            do.insert(PersonDistrict, person_id=int(person), district_id=district, kind="state-house", method="zip",
                      certainty="split", share=0.5)
    lines = run(capsys, "show", county, person)[1].splitlines()
    assert sorted(line.split()[1] + " " + line.split()[2] for line in lines if line.startswith("District")) == houses
