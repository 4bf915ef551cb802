"""Do-not-call and deceased hold: through the next sheet, through undo of other things, through a merge."""

from __future__ import annotations

import pytest

from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import lists
from organizer.outreach.record import record_result
from organizer.prospects import browse
from tests.importing.sheets import bring_in, write_csv

ANN = ["Ann", "Lee", "ann@example.org", "218-555-0101", "12 Oak St", "Duluth", "MN", "55802"]
BO = ["Bo", "Day", "bo@example.org", "218-555-0102", "9 Elm Ave", "Ely", "MN", "55731"]
HEADERS = ["First Name", "Last Name", "Email", "Phone", "Address", "City", "State", "Zip"]


def callable_names(bank):
    found = bank.read(browse.find, ProspectFilter(callable_only=True)).ids
    return [row.name for row in bank.read(browse.rows, list(found))]


@pytest.fixture
def ann(bank, tmp_path):
    """Ann Lee, who came in by a sheet together with Bo Day; and the import's action."""
    report = bring_in(bank.store, write_csv(tmp_path / "a.csv", [ANN, BO]))
    found = bank.read(browse.find, EVERYONE).ids
    return next(row.id for row in bank.read(browse.rows, list(found)) if row.name == "Ann Lee"), report.action


@pytest.mark.parametrize("code", ["XC", "DC"])
@pytest.mark.parametrize("policy", ["fill", "update"])
def test_the_same_and_other_sheets_bring_nobody_back(bank, tmp_path, ann, code, policy):
    person, _ = ann
    bank.write(record_result, [person], code, by="t")
    again = [
        [ANN, BO], [["ANN", "LEE", *ANN[2:]]], [["Anne", "Lee", "", "(218) 555-0101", *ANN[4:]]],
        [[*ANN[:3], "2185550101", "99 Pine St", *ANN[5:]]],
    ]
    for place, rows in enumerate(again):
        bring_in(bank.store, write_csv(tmp_path / f"{place}.csv", rows), policy)
        assert "Ann Lee" not in callable_names(bank)
    said_no = write_csv(tmp_path / "no.csv", [[*ANN, "no"]], [*HEADERS, "Do not call"])
    bring_in(bank.store, said_no, policy)
    assert "Ann Lee" not in callable_names(bank)


def test_a_stranger_with_that_number_is_not_called_on_it(bank, tmp_path, ann):
    bank.write(record_result, [ann[0]], "XC", by="t")
    bring_in(bank.store, write_csv(tmp_path / "b.csv", [["Zed", "Poe", "z@example.org", ANN[3], "1 A St", "Ely", "MN",
                                                        "55731"]]))
    assert callable_names(bank) == ["Bo Day"]
    with pytest.raises(UserError, match="Nobody is left to call"):
        bank.write(lists.make_list, "x", [one for one in bank.read(browse.find, EVERYONE).ids
                                          if bank.person(one).row.name != "Bo Day"], by="t")


@pytest.mark.parametrize("code", ["XC", "DC"])
def test_undo_of_other_things_leaves_the_wall(bank, ann, code):
    person, import_action = ann
    other = bank.write(record_result, [person], "LM", by="t").action
    bank.write(record_result, [person], code, by="t")
    bank.undo(other)
    bank.undo(import_action)  # who was called since stays, and stays walled
    assert [bank.person(person).row.do_not_call, bank.person(person).row.deceased] == [code == "XC", code == "DC"]
    assert callable_names(bank) == []
