"""Workbooks of every form: what is in their cells, their sheets and their headers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from organizer.domain.errors import UserError
from organizer.importing.cleaning.mending import Mender
from organizer.importing.planning import plan_import
from organizer.importing.reading.preflight import Form, form_of
from organizer.importing.reading.readers import Grid, Streamed
from organizer.importing.reading.sheet import inspect, read_table
from organizer.importing.reading.workbook import Workbook
from organizer.importing.worker import ChildSession
from tests.importing.hostile import parts_of, write_parts, write_sheet, write_workbook

SHARED = Path(__file__).parents[4] / "shared" / "data"
FOREIGN = [SHARED / "spreadsheets-poi", SHARED / "spreadsheets-calamine"]
needs_foreign = pytest.mark.skipif(
    not all(folder.is_dir() for folder in FOREIGN),
    reason="THE FOLDERS spreadsheets-poi AND spreadsheets-calamine ARE MISSING: 260 foreign workbooks go unread",
)
PEOPLE = [["First", "Last", "Phone", "Joined"], ["Ann", "Lee", 2185550101, date(2016, 6, 1)]]


def test_numbers_dates_flags_and_text(tmp_path: Path) -> None:
    moment = datetime(2016, 6, 22, 16, 48)
    names = ["Name", "Phone", "Score", "At", "Day", "Flag"]
    cells = ["Ann", 5551234567.0, 2.5, moment, date(2016, 6, 1), True]
    path = write_workbook(tmp_path / "list.xlsx", {"List": [names, cells]})
    row = read_table(path).rows[0]
    assert row == ["Ann", 5551234567, 2.5, moment, date(2016, 6, 1), True]
    assert [type(cell) for cell in row] == [str, int, float, datetime, date, bool]


def test_sheets_hidden_and_chosen(tmp_path: Path) -> None:
    other = [["Code", "Meaning"], *([f"c{n}", f"meaning {n}"] for n in range(50))]
    path = write_workbook(tmp_path / "book.xlsx", {"Notes": [["Read me"]], "Codes": other, "People": PEOPLE,
                                                   "Old": PEOPLE * 3}, hidden=["Old"])  # fmt: skip
    info = inspect(path)
    assert [(sheet.name, sheet.hidden, sheet.rows) for sheet in info.sheets] == [
        ("Notes", False, 1), ("Codes", False, 51), ("People", False, 2), ("Old", True, 6),
    ]  # fmt: skip
    assert info.sheets[2].preview[0] == ("First", "Last", "Phone", "Joined")
    assert read_table(path).sheet == "People"
    assert read_table(path, sheet="old").sheet == "Old"
    with pytest.raises(UserError, match="no sheet “Gone”"):
        read_table(path, sheet="Gone")


def test_only_hidden_sheets(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "book.xlsx", {"People": PEOPLE})
    parts = parts_of(path)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    write_parts(path, parts.items())
    with pytest.raises(UserError, match="only hidden sheets"):
        read_table(path)


def test_merged_headers_are_joined(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["Name", None, "Contact", None], ["First", "Last", "Email", "Phone"],
                ["Ann", "Lee", "ann@example.com", 5], ["Bo", "Diaz", "bo@example.com", 6]]:  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    book.save(tmp_path / "merged.xlsx")
    table = read_table(tmp_path / "merged.xlsx")
    assert table.headers == ("Name - First", "Name - Last", "Contact - Email", "Contact - Phone")
    assert (table.header_row, table.header_depth, list(table.row_numbers)) == (1, 2, [3, 4])


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    rows = [[], ["Our list"], [], *PEOPLE, [], ["Bo", "Diaz", 5, None]]
    path = write_workbook(tmp_path / "list.xlsx", {"List": rows})
    table = read_table(path)
    assert (table.header_row, list(table.row_numbers)) == (4, [5, 7])


def test_a_repeated_header_and_empty_columns_are_left_out(tmp_path: Path) -> None:
    rows = [["First", None, "Last"], ["Ann", None, "Lee"], ["First", None, "Last"], ["Bo", None, "Diaz"]]
    table = read_table(write_workbook(tmp_path / "list.xlsx", {"List": rows}))
    assert table.headers == ("First", "Last")
    assert [row[0] for row in table.rows] == ["Ann", "Bo"]
    assert any("repeat the header" in note for note in table.notes)


def test_a_lying_dimension_loses_no_row(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"Name" if n == 1 else f"p{n}"}</t></is></c>'
        f'<c r="B{n}" t="inlineStr"><is><t>{"Email" if n == 1 else f"p{n}@example.com"}</t></is></c></row>'
        for n in range(1, 300)
    )
    for claim in ("A1", "A1:XFD1048576", "A1:B2"):
        path = write_sheet(tmp_path / "list.xlsx", rows, before=f'<dimension ref="{claim}"/>')
        assert len(read_table(path).rows) == 298, claim


def text(at: str, said: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'


def test_a_row_that_one_reader_stumbles_over_is_read_by_the_next(tmp_path: Path) -> None:
    odd = '<c r="C{n}" t="zz"><v>55801</v></c>'
    rows = f'<row r="1">{text("B1", "Name")}{text("C1", "Zip")}</row>' + "".join(
        f'<row r="{n}">{text(f"B{n}", f"p{n}")}{odd.format(n=n) if n == 300 else ""}</row>' for n in range(2, 500)
    )
    table = read_table(write_sheet(tmp_path / "list.xlsx", rows))
    assert [row[0] for row in table.rows] == [f"p{n}" for n in range(2, 500)]
    assert table.headers == ("Name", "Zip")


@pytest.mark.parametrize("beside", ["", '<x:ext xmlns:x="urn:x"><x:workbookPr defaultImageDpi="9"/></x:ext>'])
def test_days_that_are_counted_from_1904(tmp_path: Path, beside: str) -> None:
    """Excel for the Mac wrote such workbooks, with properties of its own behind the sheets."""
    path = write_workbook(tmp_path / "mac.xlsx", {"List": PEOPLE})
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    parts = parts_of(path)
    assert b'date1904="1"' in parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", f"{beside}</workbook>".encode())
    write_parts(path, parts.items())
    assert read_table(path).rows == [["Ann", "Lee", 2185550101, date(2016, 6, 1)]]


def test_rows_in_any_order(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}">{text(f"A{n}", f"p{n}")}</row>' for n in [*range(200, 400), *range(1, 200)])
    table = read_table(write_sheet(tmp_path / "list.xlsx", rows), header_row=0)
    assert [row[0] for row in table.rows] == [f"p{n}" for n in range(1, 400)]


def test_columns_that_are_used_late(tmp_path: Path) -> None:
    names = [None, "First", "Last"]
    rows = [names, *([None, f"f{n}", f"l{n}"] for n in range(300)), ["left", "f", "l", None, "right"]]
    table = read_table(write_workbook(tmp_path / "list.xlsx", {"List": rows}))
    assert table.headers == ("Column 1", "First", "Last", "Column 5")
    assert (table.rows[0], table.rows[300]) == (["", "f0", "l0", ""], ["left", "f", "l", "right"])


def test_the_quick_reader_gets_through_every_usual_sheet(tmp_path: Path) -> None:
    """What another reader had to mend would go unseen."""
    inside = [[], [], *([None, None, *row] for row in PEOPLE)]
    path = write_workbook(tmp_path / "book.xlsx", {"None": [], "People": PEOPLE * 80, "Inside": inside})
    wide = openpyxl.load_workbook(path)
    wide["Inside"].merge_cells("C1:D2")
    wide.save(path)
    book = Workbook(path, form_of(path))
    grids = {name: book.grid(name, Mender()) for name, _ in book.sheets}
    assert {name: grid.first_column for name, grid in grids.items() if name != "None"} == {"People": 0, "Inside": 2}
    assert grids["Inside"].merged == [((0, 0), (1, 1))]
    assert isinstance(book._reader, Streamed)


@needs_foreign
def test_dates_of_1900_and_1904() -> None:
    for name in ("date.xlsx", "date.xls", "date.xlsb", "date.ods", "date_1904.xlsx", "date_1904.xls"):
        assert read_table(FOREIGN[1] / name, header_row=0).rows[0] == [date(2021, 1, 1), 15], name


@needs_foreign
def test_every_foreign_workbook_is_read_or_refused_in_one_line() -> None:
    refused = 0
    with ChildSession() as child:
        for path in sorted(file for folder in FOREIGN for file in folder.iterdir()):
            try:
                child.call(_read_both, str(path))
            except UserError as error:
                refused += 1
                assert "\n" not in error.message, path.name
                assert child.alive, path.name
    assert 20 <= refused <= 70


def _read_both(state: dict[str, object], path: str, *, progress: object = None) -> int:
    inspect(path)
    table = read_table(path)
    assert all(len(row) == len(table.headers) for row in table.rows)
    assert len(set(table.headers)) == len(table.headers)
    assert len(table.row_numbers) == len(table.rows)
    assert sum(plan_import(None, table).sums().values()) == len(table.rows)
    return len(table.rows)


@needs_foreign
@pytest.mark.parametrize("name", ["password.xls", "protected_passtika.xlsb"])
def test_passwords(name: str) -> None:
    with pytest.raises(UserError, match="password"):
        read_table(FOREIGN[0] / name)


def test_a_reader_that_breaks_down_over_a_row_found_a_damaged_file(tmp_path: Path) -> None:
    class Panic(BaseException):
        """As calamine's, which is no Exception."""

    def rows() -> Iterator[list[str]]:
        yield ["Ann"]
        raise Panic("TimeDelta::milliseconds out of bounds")

    book = Workbook(write_workbook(tmp_path / "list.xlsb", {"List": PEOPLE}), Form("xlsb"))
    read = book._rows("List", Grid(0, 0, 0, rows()))
    assert next(read) == ["Ann"]
    with pytest.raises(UserError, match=r"list\.xlsb"):
        next(read)
