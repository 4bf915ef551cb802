"""A filter as a value: kept, read again, and said in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.filters import EVERYONE, ProspectFilter

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
