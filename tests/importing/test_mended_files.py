"""What comes back: a file of refused rows once it was mended, and seats that a letter tells of one district."""

from __future__ import annotations

import pytest

from organizer.importing.plan import EMPTY
from tests.importing.sheets import planned as read_in
from tests.importing.sheets import write_csv
from tests.importing.test_unseen_exporters import planned


def test_the_reason_of_rows_left_out_is_no_column_of_theirs(store, tmp_path):
    path = write_csv(tmp_path / "left out.csv", [["Ann Lee", "701-555-0101", EMPTY], ["Bo Ray", "701-555-0102", ""]],
                     ["Name", "Phone", "Reason"])
    plan = read_in(store, path)
    assert plan.table.headers == ("Name", "Phone") and [len(row) for row in plan.table.rows] == [2, 2]
    assert any("Reason" in note for note in plan.table.notes)


def test_a_reason_in_peoples_own_words_stays():
    plan = planned(["Name", "Phone", "Reason"], ["Ann Lee", "701-555-0101", "I love parks"], ["Bo Ray", "701-555-0102", EMPTY])
    assert plan.table.headers[-1] == "Reason"


@pytest.mark.parametrize(("state", "header", "cell", "found"), [
    ("ID", "House District", "12A", "12"), ("ID", "LD", "12B", "12"), ("MN", "HD", "12A", "12A"), ("ND", "HD", "4A", "4A"),
    ("WA", "HD", "43 Pos 1", "43"), ("SD", "HD", "26A", "26A"), ("", "HD", "12A", "12A"),
])
def test_a_seats_letter_counts_for_its_district_where_the_state_has_no_such_district(state, header, cell, found):
    plan = planned(["Name", "Phone", "State", header], ["Ann Lee", "701-555-0101", state, cell],
                   ["Bo Ray", "701-555-0102", state, cell])
    assert dict(plan.records[0].districts)["state-house"] == found
