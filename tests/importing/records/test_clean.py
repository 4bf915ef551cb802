"""Proves that a cell comes out the same whether it was met before in its column or not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.records.clean import clean_table

CELLS = some.one_of(
    some.sampled_from(["", None, " ", True, 1, 1.0, False, 0, "yes", "1", "Duluth", " duluth ", "MN", "Minnesota",
                       "55802", 55802, 55802.0, "2802", "8A", "08A", 8, "City Council!!", "council", "idk yet",
                       "218-555-0101", "6/7/2016 10:15", "a\nb", "donor, delegate", "é\u200b", "run"]),
    some.text(max_size=8), some.floats(allow_nan=False, allow_infinity=False),
)
FIELDS = ("source", "tags", "notes", "involvement", "office_sought", "interest", "state", "zip", "signed_up_at",
          "phone", "email", "district:state_house")


@example("state", [True, 1])
@example("district:state_house", [1, True, 1.0])
@given(some.sampled_from(FIELDS), some.lists(CELLS, max_size=12))
def test_a_cell_is_cleaned_as_if_it_were_alone(field: str, cells: list[object]) -> None:
    guess = ColumnGuess(0, "Column", field)
    together = clean_table([[cell] for cell in cells], [guess]).records
    if field == "signed_up_at":  # whether the day comes first is told by the whole column
        cells = [cell for cell in cells if not (isinstance(cell, str) and "/" in cell)]
        together = clean_table([[cell] for cell in cells], [guess]).records
    alone = [clean_table([[cell]], [guess], first_row=row).records[0] for row, cell in enumerate(cells, 2)]
    assert list(together) == alone


@pytest.mark.parametrize(("written", "line", "city"), [
    ("1 Broad St, Newark", "1 Broad St", "Newark"), ("12 Elm St Apt 4, West Orange", "12 Elm St", "West Orange"),
    ("12 Elm St, Newark, NJ", "12 Elm St", "Newark"), ("12 Elm St, Apt 4", "12 Elm St", ""),
    ("12 Elm St, Rear", "12 Elm St", ""), ("12 Elm St, NE", "12 Elm St NE", ""), ("12 Elm St, Newark, PA", None, ""),
    ("12 Elm St, c/o Ann Lee", None, ""),
])
def test_a_town_behind_the_street_is_kept_where_no_column_tells_it(written: str, line: str | None, city: str) -> None:
    columns = [ColumnGuess(0, "Address", "address1"), ColumnGuess(1, "State", "state"), ColumnGuess(2, "City", "city")]
    bare, told = clean_table([[written, "NJ", ""], [written, "NJ", "Trenton"]], columns).records
    assert bare.city == city and told.city == "Trenton"
    assert line is None or bare.line == line


@pytest.mark.parametrize("written", ["12 Elm St, Fargo, ND 58102", "12 Elm St Fargo ND 58102-1234", "12 Elm St\nFargo, N. Dak. 58102"])
def test_a_whole_address_in_a_column_of_street_lines_comes_apart(written: str) -> None:
    columns = [ColumnGuess(0, "Address", "address1"), ColumnGuess(1, "Zip", "zip")]
    whole, other = clean_table([[written, ""], [written, "99999"]], columns).records
    assert (whole.line, whole.city, whole.state, whole.zip) == ("12 Elm St", "Fargo", "ND", "58102")
    assert (other.zip, other.city) == ("99999", "")


@pytest.mark.parametrize(("field", "cell", "how"), [
    ("state", "Ontario", "doubtful"), ("zip", "802", "doubtful"), ("email", "ann@gmial.com", "doubtful"),
    ("phone", "999-270-9000", "doubtful"), ("office_sought", "Lord High Admiral", "doubtful"),
    ("signed_up_at", "6/7/2016", "doubtful"), ("zip", "558O2", "mended"), ("email", "ann at example dot org", "mended"),
    ("phone", "612", "refused"), ("zip", "none of yours", "refused"),
])
def test_a_cell_used_as_written_is_told_from_one_that_was_mended(field: str, cell: str, how: str) -> None:
    problem, = clean_table([[cell]], [ColumnGuess(0, "Column", field)]).problems
    assert ("refused" if not problem.kept else "doubtful" if problem.doubtful else "mended") == how


@pytest.mark.parametrize("field", ["address", "address1"])
@pytest.mark.parametrize(("written", "unit"), [
    ("12 Elm St, Lutheran Home", "(Lutheran Home)"), ("12 Elm St, Lutheran Home, St. Paul", "(Lutheran Home)"),
    ("12 Elm St, St. Paul", ""), ("12 Elm St, St. Paul, MN 55102", ""), ("12 Elm St, St. Paul, MN", ""),
])
def test_what_stands_behind_the_street_and_is_no_town_is_kept(field: str, written: str, unit: str) -> None:
    columns = [ColumnGuess(place, name, name) for place, name in enumerate((field, "city", "state", "zip"))]
    record, = clean_table([[written, "St. Paul", "MN", "55102"]], columns).records
    assert (record.line, record.unit, record.city, record.zip) == ("12 Elm St", unit, "St. Paul", "55102")
