"""A filter as a value: kept, read again, and said in words."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.filters import EVERYONE, ProspectFilter, with_only, with_out

words = st.tuples(st.text(max_size=8))
filters = st.builds(
    ProspectFilter,
    districts=st.lists(st.tuples(st.sampled_from(["state-house", "ward"]), st.text(max_size=4)), max_size=3).map(tuple),
    city=words, search=st.text(max_size=20), seat=st.none() | st.integers(1, 99),
    do_not_call=st.none() | st.booleans(), ids=st.none() | st.lists(st.integers(1, 9), max_size=3).map(tuple),
)


@given(filters)
def test_a_kept_filter_reads_back_as_it_was(chosen):
    assert ProspectFilter.from_json(chosen.to_json()) == chosen


def test_a_field_of_a_later_version_is_passed_over():
    assert ProspectFilter.from_json('{"shoe_size": 44, "city": ["Ely"]}') == ProspectFilter(city=("Ely",))


def test_words_are_as_a_sheet_prints_them():
    chosen = ProspectFilter(
        districts=(("state-house", "32A"), ("state-house", "32B")), interest=("run",), results=("none",), search="ann"
    )
    assert chosen.in_words() == "HD 32A, 32B · would run · not yet called · “ann”"
    assert EVERYONE.in_words() == "everyone"
    assert not EVERYONE


SOME = {
    "districts": (("state-house", "8A"),), "certainty": "exact", "stages": (("run", "interested"),), "results": ("LM",),
    "interest": ("run",), "office": ("Mayor",), "city": ("Ely",), "zip": ("55802",), "search": "ann",
    "not_contacted_since": "2028-05-01", "follow_up_by": "2028-05-01T12:00:00Z", "seat": 1, "call_list": 1,
    "imported": 1, "unknown_kind": "ward", "callable_only": True, "do_not_call": False, "without": (("city", "Ely"),),
    "tags": ("vip",), "has": (("email", ""),), "ids": (),
}


@pytest.mark.parametrize("name", [field.name for field in fields(ProspectFilter)])
def test_a_filter_that_leaves_somebody_out_is_never_called_everyone(name):
    assert "everyone" not in ProspectFilter(**{name: SOME[name]}).in_words()


def test_a_seat_and_a_list_are_called_by_their_names():
    chosen = ProspectFilter(seat=3, call_list=5, interest=("run",))
    assert chosen.in_words(seat="House 8A", call_list="Tonight") == "list: Tonight · seat: House 8A · would run"
    assert chosen.in_words() == "a call list · the people of a seat · would run"


def test_what_is_there_and_what_is_not_is_said_plainly():
    chosen = ProspectFilter(has=(("language", "Spanish"), ("language", "Hmong"), ("email", ""), ("district:ward", "")),
                            without=(("city", "Ely"), ("phone", ""), ("district:school", "")))
    assert chosen.in_words() == ("language: Spanish or language: Hmong · without email · Ward not known · not Ely · "
                                 "with phone · School known")


@pytest.mark.parametrize(("field", "value", "found"), [
    ("city", "Orr", ProspectFilter(city=("Orr",), zip=("55771",), has=(("email", ""),), districts=(("ward", "2"),))),
    ("city", "", ProspectFilter(has=(("email", ""), ("city", "")), zip=("55771",), districts=(("ward", "2"),))),
    ("email", "a@b.org", ProspectFilter(city=("Ely",), zip=("55771",), has=(("email", "a@b.org"),), districts=(("ward", "2"),))),
    ("district:ward", "", ProspectFilter(city=("Ely",), zip=("55771",), has=(("email", ""), ("district:ward", "")))),
    ("district:ward", "3", ProspectFilter(city=("Ely",), zip=("55771",), has=(("email", ""),), districts=(("ward", "3"),))),
])
def test_another_value_takes_the_place_of_the_first_of_its_field(field, value, found):
    chosen = ProspectFilter(city=("Ely",), zip=("55771",), has=(("email", ""),), districts=(("ward", "2"),))
    assert with_only(chosen, field, value) == found
    assert with_only(with_out(chosen, field, value), field, value) == found
