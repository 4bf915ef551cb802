"""Proves that names come out as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.importing.cleaning.names import Name, clean_part, clean_suffix, split_couple, split_full


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("MARINE", "Marine"), ("MCDONALD", "McDonald"), ("DE LA CRUZ", "de la Cruz"), ("NGUYỄN", "Nguyễn"),
        ("o'brien", "O'Brien"), ("MARY-ANN", "Mary-Ann"), ("JORGE LUIS", "Jorge Luis"), ("LÊ", "Lê"), ("ANN", "Ann"),
        ("TJ", "TJ"), ("AJ", "AJ"), ("J.R.", "J.R."), ("LaToya", "LaToya"), ("McDonald", "McDonald"), ("Lê", "Lê"),
        ("deShawn", "deShawn"), ("", ""), ("van der berg", "van der Berg"),
    ],
)
def test_capitals_are_mended_only_where_all_are_alike(written: str, meant: str) -> None:
    assert clean_part(written) == meant


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Elin Hanssen", Name("Elin", "", "Hanssen")),
        ("SMITH, JOHN", Name("John", "", "Smith")),
        ("Garrett, Michael", Name("Michael", "", "Garrett")),
        ("Smith, John Q. Jr", Name("John", "Q.", "Smith", "Jr")),
        ("Dr. Ann Lee", Name("Ann", "", "Lee", "", "Dr.")),
        ("Ludwig van Beethoven", Name("Ludwig", "", "van Beethoven")),
        ("JOSE DE LA CRUZ", Name("Jose", "", "de la Cruz")),
        ("Cher", Name("Cher")),
        ("Jane Đặng", Name("Jane", "", "Đặng")),
        ("", Name()),
    ],
)
def test_a_full_name_comes_apart(written: str, name: Name) -> None:
    assert split_full(written) == name


def test_a_couple_is_two_people() -> None:
    both = Name("Bill", "", "Smith"), Name("Mary", "", "Smith")
    assert split_couple("Bill & Mary", "Smith") == both
    assert [one.first for one in split_couple("Don, Ann", "Smith") or ()] == ["Don", "Ann"]
    assert split_couple("", "", "Bill and Mary Smith") == both
    assert split_couple("", "", "Smith, Bill & Mary") == both
    assert split_couple("", "", "Ann Lee & Bo Day") == (Name("Ann", "", "Lee"), Name("Bo", "", "Day"))


@pytest.mark.parametrize("one", ["Sandy", "Anderson", "Andy", "Brandon", "Mary Ann", "Robert, Jr", "William, III", "Ann, RN",
                                 "Michael, MD", "Ann, she", "Ann, Dr."])
def test_one_person_is_no_couple(one: str) -> None:
    assert split_couple(one, "Smith") is None


def test_suffixes_are_written_one_way() -> None:
    assert [clean_suffix(text) for text in ("JR.", "sr", "iii", "3rd", "DVM")] == ["Jr", "Sr", "III", "III", "DVM"]


@given(st.text(max_size=60))
def test_whatever_is_written_nothing_is_raised(text: str) -> None:
    clean_part(text)
    split_full(" ".join(text.split()))
    split_couple("", "", text)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Nguyễn Thị Minh Khai", Name("Khai", "Thị Minh", "Nguyễn")), ("Khai Nguyễn", Name("Khai", "", "Nguyễn")),
        ("ludwig VAN beethoven iii", Name("Ludwig", "", "van Beethoven", "III")), ("Smith Family", Name(last="Smith")),
        ("anonymous", Name()), ("Van Morrison", Name("Van", "", "Morrison")),
    ],
)
def test_names_that_are_written_otherwise(written: str, name: Name) -> None:
    assert split_full(written) == name


def test_mr_and_mrs_are_two_people_and_no_first_names() -> None:
    assert split_couple("", "", "Mr. and Mrs. Robert Jones") == (
        Name("Robert", "", "Jones", "", "Mr."), Name("", "", "Jones", "", "Mrs."))
