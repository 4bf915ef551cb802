"""Proves ZIPs, states, dates and moments in their usual forms and their usual damage."""

from __future__ import annotations

from datetime import date, datetime
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.clock import to_text
from organizer.importing.cleaning.dates import clean_birth, clean_moment, day_comes_first, is_doubtful
from organizer.importing.cleaning.places import (
    clean_city,
    clean_coordinate,
    clean_state,
    clean_zip,
    restore_zip,
    split_city,
)


@pytest.mark.parametrize(
    ("written", "zip_code", "more"),
    [("55735", "55735", ""), (55735.0, "55735", ""), ("55735-1234", "55735", "1234"), ("557351234", "55735", "1234"),
     (557351234, "55735", "1234"), ("02138", "02138", ""), ("55735.0", "55735", "")],
)
def test_zip_codes(written: object, zip_code: str, more: str) -> None:
    assert clean_zip(written) == (zip_code, more, "")


def test_a_lost_zero_is_restored_where_the_state_proves_it() -> None:
    assert clean_zip(2134.0) == ("2134", "", "short")
    assert restore_zip("2134", "MA") == ("02134", "leading zero restored")
    assert restore_zip("501", "NY")[0] == "00501"
    kept, why = restore_zip("2134", "MN")
    assert kept == "2134"
    assert "does not prove" in why


@pytest.mark.parametrize(
    ("written", "code"),
    [("Minnesota", "MN"), ("mn", "MN"), ("Minn.", "MN"), ("N. Dakota", "ND"), ("district of columbia", "DC"),
     ("Carolina del Norte", "NC"), ("US-MN", "MN")],
)
def test_states_by_name(written: str, code: str) -> None:
    assert clean_state(written) == (code, "")


def test_what_is_no_state_is_kept_and_told() -> None:
    assert clean_state("qld") == ("QLD", "not a US state; kept as written")
    assert clean_city("DULUTH") == "Duluth"
    assert clean_coordinate("91", 90) is None
    assert clean_coordinate("-92.9", 180) == -92.9


@pytest.mark.parametrize(
    "written",
    ["6/18/2016 22:27:00", "2016-06-18 22:27:00", "06/18/2016  10:27 PM", "June 18, 2016 10:27 PM",
     datetime(2016, 6, 18, 22, 27), "2016/06/18 10:27:00 PM CST", 42539.935416666667],
)
def test_a_moment_however_it_is_written(written: object) -> None:
    assert clean_moment(written) == to_text(datetime(2016, 6, 18, 22, 27))


@pytest.mark.parametrize(
    "written", ["6/18/2016", "6/18/16", "2016-06-18", "20160618", date(2016, 6, 18), 42539, "18 de junio de 2016"]
)
def test_a_day_however_it_is_written(written: object) -> None:
    assert clean_moment(written) == "2016-06-18"


def test_a_told_zone_counts() -> None:
    assert clean_moment("2016-06-18T22:27:00-05:00") == "2016-06-19T03:27:00Z"
    assert clean_moment("2016-06-18T22:27:00Z") == "2016-06-18T22:27:00Z"


def test_day_and_month_are_told_apart_by_the_column() -> None:
    assert day_comes_first(["3/4/2016", "18/6/2016"]) is True
    assert day_comes_first(["3/4/2016", "6/18/2016"]) is False
    assert day_comes_first(repeat("6/18/2016")) is False  # of a column without end, too
    assert day_comes_first(["3/14/2016", *["18/6/2016"] * 12_000]) is True
    assert day_comes_first(["3/4/2016"]) is None
    assert clean_moment("3/4/2016", day_first=True) == "2016-04-03"
    assert is_doubtful("6/7/2016")
    assert not is_doubtful("6/6/2016")


@pytest.mark.parametrize("written", ["hello", "2/30/2016", "12:00:00 AM", "", None, True, "12"])
def test_what_is_no_date_is_none(written: object) -> None:
    assert clean_moment(written) == ""


def test_birth_dates_and_years() -> None:
    assert clean_birth("19081209") == "1908-12-09"
    assert clean_birth("1980") == "1980"
    assert clean_birth("12/09/1980") == "1980-12-09"


@given(st.one_of(st.text(max_size=30), st.text("0123456789/-: APM.", max_size=24), st.floats(), st.integers()))
def test_whatever_is_written_nothing_is_raised(cell: object) -> None:
    clean_moment(cell)
    clean_zip(cell)
    clean_state(str(cell))


@pytest.mark.parametrize(
    ("written", "city"),
    [("LOS ANGELES", "Los Angeles"), ("LAS VEGAS", "Las Vegas"), ("FOND DU LAC", "Fond du Lac"), ("el paso", "El Paso")],
)
def test_a_town_begins_with_a_capital(written: str, city: str) -> None:
    assert clean_city(written) == city


@pytest.mark.parametrize(("written", "state", "parts"), [
    ("Fargo, ND", "", ("Fargo", "ND", "")), ("Fargo ND", "", ("Fargo", "ND", "")), ("fargo nd 58102", "", ("Fargo", "ND", "58102")),
    ("FARGO ND", "ND", ("Fargo", "ND", "")), ("Washington DC", "", ("Washington", "DC", "")), ("Ely, Minn.", "", ("Ely", "MN", "")),
    ("Isle Of Hi", "", ("Isle Of Hi", "", "")), ("FOND DU LA", "", ("FOND DU LA", "", "")), ("Fargo, ND", "MN", ("Fargo, ND", "", "")),
    ("St. Louis Park", "MN", ("St. Louis Park", "", "")), ("Grand Marais", "", ("Grand Marais", "", "")),
])  # fmt: skip
def test_a_state_behind_a_town(written: str, state: str, parts: tuple[str, str, str]) -> None:
    assert split_city(written, state) == parts


def test_what_stands_for_nothing_and_what_spreadsheets_and_fingers_do_to_zip_codes() -> None:
    assert [clean_state(text) for text in ("N/A", "N. Dak.", "ND - North Dakota")] == [("", ""), ("ND", ""), ("ND", "")]
    assert clean_state("USA") == ("", "a country, not a state; left out")
    assert [clean_zip(text)[0] for text in ("58,102", "581O2", "58102-0000", "N/A", "58102, 58103")] == [
        "58102", "58102", "58102", "", "58102"]
    assert (clean_zip("58102-0000")[1], clean_zip("N/A")[2]) == ("", "")


@pytest.mark.parametrize(("written", "told"), [
    ("Sun Jun 12 2016 10:00:00 GMT-0500 (Central Daylight Time)", "2016-06-12T15:00:00Z"), ("1465740000", "2016-06-12T14:00:00Z"),
    (1465740000000.0, "2016-06-12T14:00:00Z"), ("2016", ""), (2016, ""), ("12/31/9999", ""), ("0001-01-01", ""),
])  # fmt: skip
def test_moments_of_machines_and_years_alone(written: object, told: str) -> None:
    assert clean_moment(written) == told


@pytest.mark.parametrize(("written", "told"), [
    ("14-Mar-70", "1970-03-14"), ("3/14/70", "1970-03-14"), (f"3/14/{(date.today().year + 1) % 100:02}", f"{date.today().year - 99}-03-14"),
    (f"3/14/{date.today().year + 4}", ""), ("01/01/1800", ""), ("1970", "1970"),
])  # fmt: skip
def test_nobody_is_born_in_the_future(written: str, told: str) -> None:
    assert clean_birth(written) == told
