"""Proves that e-mail addresses are lower case and whole, and that slips are offered, never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.importing.cleaning.emails import clean_emails, said_of_mail


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Jane@Example.ORG", ("jane@example.org",)), (" a@b.org ", ("a@b.org",)), ("Bob <bob@x.org>", ("bob@x.org",)),
        ("mailto:bob@x.org", ("bob@x.org",)), ("a@x.org, d@e.org", ("a@x.org", "d@e.org")),
        ("a+AEA-x.org", ("a@x.org",)), ("josé@ejemplo.mx", ("josé@ejemplo.mx",)), ("o'neil@x.org", ("o'neil@x.org",)),
        ("", ()), ("none", ()), (None, ()),
    ],
)
def test_addresses_come_out_clean(written: object, found: tuple[str, ...]) -> None:
    assert clean_emails(written)[0] == found


@pytest.mark.parametrize("written", [
    "none@none.com", "NoEmail@gmail.com", "no@no.com", "na@na.com", "ann@noemail.com", "xxx@xxx.com", "test@test.com",
    "unknown@example.org", "<none@none.com>", "none@none.com, no@no.com",
])
def test_what_only_fills_the_cell_is_no_address(written: str) -> None:
    assert clean_emails(written) == ((), "not a real address")


@pytest.mark.parametrize("written", ["smith@smith.com", "test@smith.com", "na@example.org", "noelle@nomadic.org"])
def test_an_address_like_one_that_fills_the_cell_is_kept(written: str) -> None:
    assert clean_emails(written)[0] == (written,)


def test_a_slip_is_offered_and_kept() -> None:
    found, reason = clean_emails("bob@gmial.com")
    assert found == ("bob@gmial.com",)
    assert "gmail.com" in reason
    assert clean_emails("bob@gmail.com")[1] == clean_emails("bob@mail.com")[1] == ""


@pytest.mark.parametrize("written", ["nope", "x@y", "a@b@c.org", "@x.org", "a b"])
def test_what_is_no_address_says_so(written: str) -> None:
    found, reason = clean_emails(written)
    assert found == ()
    assert reason


@given(st.one_of(st.text(max_size=50), st.emails()))
def test_whatever_is_written_nothing_is_raised(text: str) -> None:
    found, _ = clean_emails(text)
    assert all("@" in one and one == one.lower() for one in found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("bo(at)x(dot)org", "bo@x.org"), ("bo at x dot org", "bo@x.org"), ("bo[at]x[dot]org", "bo@x.org"), ("bo @ x.org", "bo@x.org"),
        ("bo@@x.org", "bo@x.org"), ("bo@x..org", "bo@x.org"), ("bo@x,org", "bo@x.org"), ("bo＠x.org", "bo@x.org"),
        ("ann bo@x.org", "bo@x.org"), ("bo@x.org - bounced", "bo@x.org"),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_read_and_told(written: str, found: str) -> None:
    assert clean_emails(written)[0] == (found,)
    assert clean_emails(written)[1] or not written.isascii()


def test_addresses_are_parted_by_a_slash_and_words_that_say_nothing_are_not_told() -> None:
    assert clean_emails("a@x.org/b@x.org")[0] == ("a@x.org", "b@x.org")
    assert clean_emails("a@x.org (work)") == (("a@x.org",), "")


def test_what_is_said_beside_an_address() -> None:
    assert [said_of_mail(text) for text in ("do not email a@x.org", "unsubscribed", "a@x.org (bounced)", "a@x.org")] == [
        (True, False), (True, False), (False, True), (False, False)]
