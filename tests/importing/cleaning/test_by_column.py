"""Proves that a cell comes out the same whether it was met before in its column or not."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as some

from organizer.importing.clean import clean_table
from organizer.importing.columns import ColumnGuess

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
