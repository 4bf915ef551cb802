"""Cells of a hundred thousand letters: whatever they hold, they are gone through once, and short columns refuse them."""

from __future__ import annotations

import csv
from pathlib import Path

from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_table
from organizer.importing.worker import ChildSession
from tests.importing.test_hostile import count_rows

COLUMNS = ["Name", "First Name", "Last Name", "Phone", "Email", "Address", "City", "State", "Zip", "Date of birth", "Signed up",
           "Would you run for office?", "Office sought", "Notes", "Districts", "Do not call", "Contact info", "Language"]
USUAL = ["", "Ann", "Lee", "701-555-0101", "a@example.org", "12 Elm St", "Fargo", "ND", "58102", "3/4/1970", "6/1/2016",
         "Yes", "City council", "n", "HD 8A", "", "", "English"]
PARTS = ["(", "[", ".", "1:", "@", "a@b.", "1/", " - ", "Ann & ", "58102 ", "Apt 1 ", "<a@b.c", "701-555-0100 ", "'", '"', "x ",
         "yes no ", "1 ", "e\u0301", "_x0041_", "Mc", "June ", "12 Elm St ", "HD 8A / SD 4 ", "run for mayor or ", "=\""]  # fmt: skip


def sheet(path: Path, part: str) -> Path:
    """A row for each column with a text without end in it."""
    rows = [USUAL] * 3
    for place in range(len(COLUMNS)):
        rows.append([*USUAL[:place], (part * 100_000)[:100_000], *USUAL[place + 1 :]])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def test_a_cell_without_end_is_gone_through_once(tmp_path: Path) -> None:
    with ChildSession(stall_seconds=20) as child:  # what goes through it again and again is ended, and that fails
        for number, part in enumerate(PARTS):
            assert child.call(count_rows, str(sheet(tmp_path / f"{number}.csv", part))) == len(COLUMNS) + 3


def test_what_is_far_too_long_is_left_out_and_told(tmp_path: Path) -> None:
    plan = plan_import(None, read_table(sheet(tmp_path / "list.csv", "ab ")))
    assert all(max(map(len, (one.first, one.last, one.line, one.city, *one.emails))) <= 1_000 for one in plan.records)
    told = {one.column for one in plan.problems if "too long" in one.reason and not one.kept}
    assert {"First Name", "Last Name", "Phone", "Email", "Address", "City"} <= told
    assert max(len(one.notes) for one in plan.records) > 90_000  # a note may be as long as it is
    assert max(len(one.value) for one in plan.problems) < 1_100
