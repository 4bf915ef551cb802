"""A voter file without headers whose layout is known; any other of the same width stays a riddle."""

from __future__ import annotations

from pathlib import Path

from organizer.importing.columns.layouts import LAYOUTS, names_of
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_table

VOTERS = Path(__file__).parents[2] / "data" / "voter-files"


def test_floridas_file_is_known_without_headers():
    table = read_table(VOTERS / "fl.csv")
    assert table.header_row == 0
    plan = plan_import(None, table)
    fields = {guess.header: guess.field for guess in plan.guesses}
    assert plan.exporter.label == "Florida voter file"
    assert (fields["Residence Zip"], fields["Mailing State"], fields["Birth Date"]) == ("zip", None, "birth_date")
    assert fields["State House District"] == "district:state-house" and fields["Precinct"] == "district:precinct"
    first = plan.records[0]
    assert (first.first, first.last, first.line, first.city, first.zip, first.state) == (
        "Anthony", "Gross", "3784 Jared Brks", "Port Emilyview", "32019", "")
    assert ("state-house", "120") in first.districts and first.birth_date == "2009-11-13"


def test_an_area_code_in_a_column_of_its_own_is_put_before_the_number():
    row = [""] * 38
    row[0], row[2], row[4], row[21], row[22], row[34], row[35], row[37] = (
        "ALA", "GROSS", "ANN", "11/13/1979", "12/06/1999", "850", "5550101", "ann@example.org")
    assert names_of([row]) == LAYOUTS[0].headers
    from organizer.importing.reading.sheet import read_text_table

    plan = plan_import(None, read_text_table("Name\tArea Code\tPhone\nAnn Lee\t850\t555-0101\nBo Ray\t850\t(850) 555-0102\n"))
    assert [phone.number for record in plan.records for phone in record.phones] == ["+18505550101", "+18505550102"]


def test_another_sheet_of_as_many_columns_is_not_taken_for_it():
    assert names_of([["x"] * 38] * 5) == ()
    assert names_of([["ALA"] * 12] * 5) == ()
