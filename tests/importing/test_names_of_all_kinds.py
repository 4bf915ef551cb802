"""Names that are no first and last name side by side: firms, short forms, last name first, two family names."""

from __future__ import annotations

import pytest

from organizer.importing.cleaning.family_names import last_first, stands_first
from organizer.importing.cleaning.names import Name, aside, split_full
from organizer.importing.cleaning.organizations import is_organization
from tests.importing.sheets import bring_in, write_csv
from tests.importing.test_unseen_exporters import fields, planned

TURNED = ["SMITH JOHN", "JOHNSON MARY ANN", "OLSON PETER M", "GARCIA MARIA", "DE LA CRUZ JOSE", "LARSON KEVIN JR"]


@pytest.mark.parametrize("text", [
    "Acme LLC", "SMITH FAMILY TRUST", "St. Luke's Church", "Smith & Jones, Inc.", "Teamsters Local 346", "IBEW Local 242",
    "Bemidji Public School", "Estate of Ann Lee", "Olson Farms", "First Lutheran Church", "Elks Lodge 123",
    "The Mount Zion Church", "Farm Workers Union",
])
def test_an_organization_is_known_by_its_words(text):
    assert is_organization(text)


@pytest.mark.parametrize("text", [
    "Frank Church", "Shirley Temple", "Dr. Mary Church", "Anita Parish", "Church, Frank", "Ward 3", "Church", "Ann Lee", "",
    "Jane Bank", "1 2 3", "J. Church", "J Frank Church", "A.J. Parish", "Reverend Temple", "Sister Chapel", "Sgt. Lodge",
    "Keisha Council", "Tawanda Marie Parish", "Binh Co", "Azalea K. Temple", "Grace Trust", "Jean Baptist",
    "Ann Lee, Committee Chair",
])
def test_somebody_of_a_like_name_is_a_person(text):
    assert not is_organization(text)


def test_an_organization_among_owners_is_kept_as_written_to_be_looked_at_and_never_a_second_person():
    plan = planned(["Owner 1", "Owner 2", "Address", "Zip"], ["John Smith", "Acme LLC", "12 Elm St", "58102"],
                   ["SMITH & JONES LLC", "Ann Lee", "13 Oak St", "58102"])
    assert [(one.row, one.first, one.last) for one in plan.records] == [
        (2, "John", "Smith"), (3, "", "SMITH & JONES LLC"), (3, "Ann", "Lee")]
    assert [(one.row, one.value, one.kept, one.doubtful) for one in plan.problems if "organization" in one.reason] == [
        (2, "Acme LLC", False, False), (3, "SMITH & JONES LLC", True, True)]


def test_an_organization_in_the_column_of_last_names_or_beside_a_phone_is_said_too():
    apart = planned(["First Name", "Last Name", "Phone"], ["", "Elks Lodge", "701-555-0101"], ["Ann", "Lee", "701-555-0102"])
    mixed = planned(["Contact info"], ["Acme LLC 701-555-0101"], ["Ann Lee 701-555-0102"], ["Bob Ray 701-555-0103"])
    for plan, name in ((apart, "Elks Lodge"), (mixed, "Acme LLC")):
        assert [(one.first, one.last) for one in plan.records[:2]] == [("", name), ("Ann", "Lee")]
        assert [one.row for one in plan.problems if one.doubtful] == [2]


@pytest.mark.parametrize(("written", "name"), [
    ('Robert "Bob" Smith', Name("Robert", "", "Smith", called="Bob")),
    ("Robert J. “Skip” Smith Jr.", Name("Robert", "J.", "Smith", "Jr", called="Skip")),
    ("Smith, Robert ('Bob')", Name("Robert", "", "Smith", called="Bob")),
    ("Elizabeth (Liz) Jones", Name("Elizabeth", "", "Jones", called="Liz")),
    ("Mary (Smith) Jones", Name("Mary", "", "Jones", beside="Smith")),
    ("José 'Pepe' O'Brien", Name("José", "", "O'Brien", called="Pepe")),
    ("D'Angelo O'Neal", Name("D'Angelo", "", "O'Neal")),
    ('"Ann Lee"', Name("Ann", "", "Lee")),
])
def test_what_somebody_is_called_for_short_is_no_part_of_the_name(written, name):
    assert split_full(written) == name


def test_a_short_form_is_a_note_wherever_it_stands():
    plan = planned(["First Name", "Last Name", "Phone", "Nickname"], ['Robert (Bob)', "Smith", "701-555-0101", ""],
                   ["William", "Ray", "701-555-0102", "Skip"], ["Ann", "Lee", "701-555-0103", "Ann"])
    assert [(one.first, one.middle, one.notes) for one in plan.records] == [
        ("Robert", "", "Goes by “Bob”"), ("William", "", "Goes by “Skip”"), ("Ann", "", "")]
    alone = planned(["Goes by", "Last Name", "Phone"], ["Skip", "Ray", "701-555-0102"], ["Bo", "Lee", "701-555-0103"])
    assert [one.first for one in alone.records] == ["Skip", "Bo"]


@pytest.mark.parametrize("row", [["Skip Smith", "701-555-0101"], ["Robert Smith", "701-555-0101"]])
def test_whoever_is_called_so_is_found_in_the_store(store, tmp_path, row):
    bring_in(store, write_csv(tmp_path / "one.csv", [['Robert "Skip" Smith', "701-555-0101"]], ["Name", "Phone"]))
    report = bring_in(store, write_csv(tmp_path / "two.csv", [row], ["Name", "Phone"]))
    assert (report.held, report.unchanged) == ((1, 0) if row[0].startswith("Skip") else (0, 1))


def test_a_short_form_is_no_middle_name_that_differs():
    plan = planned(["Name", "Phone"], ['Robert "Bob" Smith', "701-555-0101"], ["Robert James Smith", "701-555-0101"])
    assert plan.outcomes == ["added", "updated"]


def test_last_names_that_stand_first_are_known_by_the_whole_column_and_to_be_looked_at():
    plan = planned(["Name", "Phone"], *[[name, f"701-555-010{at}"] for at, name in enumerate(TURNED)])
    assert [(one.first, one.middle, one.last, one.suffix) for one in plan.records] == [
        ("John", "", "Smith", ""), ("Mary", "Ann", "Johnson", ""), ("Peter", "M", "Olson", ""), ("Maria", "", "Garcia", ""),
        ("Jose", "", "de la Cruz", ""), ("Kevin", "", "Larson", "Jr")]
    assert (plan.guesses[0].detail, plan.guesses[0].sure) == ("last_first", False)
    assert plan.problems[0].reason == "last name came first: John Smith"


def test_few_names_or_mixed_ones_prove_no_order():
    assert not stands_first(TURNED[:3])
    assert not stands_first(["John Smith", "Mary Johnson", "Peter Olson", "Maria Garcia", "Kevin Larson"])
    assert not stands_first(["Xochitl James", "Tawanda Henry", "Deshawn Thomas", "Kim Lee"])
    assert not stands_first(["A. James", "B. Thomas", "C. Henry", "D. George", "J. Lee"])
    assert not stands_first(["Mr. James", "Mrs. Thomas", "Pastor Jim", "Coach Bob", "Ms. George"])
    assert not stands_first(["Thao Vang", "Mai Xiong", "Pa Kou", "Bee Lor", "Ka Moua"])
    assert not stands_first([*TURNED, "Ann Lee", "Bob Ray", "Mary Fox", "John Day", "Peter Gil", "Paul Hu"])
    assert (last_first("Mary Olson"), last_first("MC DONALD ANN"), last_first("Cher")) == (
        "Mary Olson", "MC DONALD, ANN", "Cher")
    assert (last_first("VON TRAPP MARIA"), last_first("VAN DYKE DICK"), last_first("J. Smith"), last_first("Mr. Jim"),
            last_first("BISHOP DESMOND"), last_first("MAJOR ANN")) == (
        "VON TRAPP, MARIA", "VAN DYKE, DICK", "J. Smith", "Mr. Jim", "BISHOP, DESMOND", "MAJOR, ANN")


def test_the_header_tells_the_order_of_a_couple_too():
    plan = planned(["Last, First", "Phone"], ["OLSON PETER & MARY", "701-555-0101"], ["Ray, Bob", "701-555-0102"],
                   ["FOX DI", "701-555-0103"])
    assert [(one.first, one.last) for one in plan.records] == [
        ("Peter", "Olson"), ("Mary", "Olson"), ("Bob", "Ray"), ("Di", "Fox")]
    assert plan.guesses[0].sure


def test_full_name_is_taken_as_written_where_the_user_says_so():
    from organizer.importing.columns.mapping import map_columns

    (guess,) = map_columns(["Name"], [[name] for name in TURNED], chosen={"Name": "full_name"})
    assert (guess.field, guess.detail) == ("full_name", "")


@pytest.mark.parametrize(("written", "name"), [
    ("María García López", Name("María", "", "García López")),
    ("Juan Carlos Hernández Ruiz", Name("Juan", "Carlos", "Hernández Ruiz")),
    ("María del Carmen Vega Soto", Name("María del Carmen", "", "Vega Soto")),
    ("Linda Martinez Smith", Name("Linda", "Martinez", "Smith")),
    ("José de la Cruz Pérez", Name("José", "", "de la Cruz Pérez")),
    ("Ana Ortega y Gasset", Name("Ana", "", "Ortega y Gasset")),
    ("Jose Luis Garcia", Name("Jose", "Luis", "Garcia")), ("Maria J. Garcia", Name("Maria", "J.", "Garcia")),
])
def test_both_family_names_of_a_spanish_name_are_the_last_name(written, name):
    assert split_full(written) == name


def test_a_column_of_apellidos_says_so_for_rarer_family_names():
    plan = planned(["Nombre y apellidos", "Teléfono"], ["Lucía Quispe Mamani", "701-555-0101"],
                   ["Juan Carlos Vega", "701-555-0102"])
    assert [(one.first, one.middle, one.last) for one in plan.records] == [
        ("Lucía", "", "Quispe Mamani"), ("Juan", "Carlos", "Vega")]
    assert fields(plan)["Nombre y apellidos"] == "full_name"


def test_names_without_anything_beside_them_stay_as_they_are():
    assert aside("Ann O'Brien") == ("Ann O'Brien", "", "")
    assert aside('5" pipe') == ('5 pipe', "", "")
