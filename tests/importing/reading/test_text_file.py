"""Text files in every usual encoding, parted and quoted in every usual way."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.errors import UserError
from organizer.importing.cleaning.mending import Mender
from organizer.importing.reading.sheet import read_table, read_text_table
from organizer.importing.reading.text_file import TextSource, guard, unguard

DATA = Path(__file__).parents[2] / "data"
PEOPLE = "First,Last,City\nMuñoz,Peña,Cañón\nZoë,Lefèvre,Montréal\n"


def rows_of(path: Path, content: bytes) -> list[list[str]]:
    path.write_bytes(content)
    return list(TextSource(path).rows())


@pytest.mark.parametrize("name", sorted(path.stem for path in (DATA / "csv-spectrum").glob("*.csv")))
def test_the_spectrum_of_csv(name: str) -> None:
    answer = json.loads((DATA / "csv-spectrum" / f"{name}.json").read_text(encoding="utf-8"))
    table = read_table(DATA / "csv-spectrum" / f"{name}.csv")
    got = [dict(zip(table.headers, row, strict=True)) for row in table.rows]
    answer = answer if isinstance(answer, list) else [answer]
    if name == "location_coordinates":  # its answer was made from another phone number than the file holds
        answer[0]["Contact Phone Number"] = "2095257564"
    plain = json.loads(json.dumps(answer).replace("\\r\\n", "\\n"))
    assert [{key: str(value).replace("\r\n", "\n") for key, value in row.items()} for row in got] == plain


@pytest.mark.parametrize(
    ("name", "headers", "rows"),
    [
        ("bad.csv", ("column_a", "column_b", "column_c", "Column 4"), 3),
        ("blanks.csv", ("a", "b", "c", "d", "e", "f"), 1),
        ("dummy.tsv", ("a", "b", "c"), 1),
        ("mac_newlines.csv", ("a", "b", "c"), 2),
        ("no_header_row3.csv", ("Column 1", "Column 2", "Column 3"), 2),
        ("null_byte.csv", ("a", "b", "c"), 1),
        ("optional_quote_characters.csv", ("a", "b", "c"), 1),
        ("sheets.xlsx", ("text", "date", "integer", "boolean", "float", "datetime", "empty_column"), 5),
        ("sort_ints_nulls.csv", ("a", "b", "c"), 3),
        ("test_header_newline.csv", ("start end", "b", "c"), 1),
        ("test_latin1.csv", ("a", "b", "c"), 2),
        ("test_locale.csv", ("a", "b", "c"), 1),
        ("test_skip_lines.csv", ("a", "b", "c"), 1),
        ("test_utf16_big.csv", ("a", "b", "c"), 2),
        ("test_utf8_bom.csv", ("foo", "bar", "baz"), 2),
    ],
)
def test_odd_files(name: str, headers: tuple[str, ...], rows: int) -> None:
    table = read_table(DATA / "odd-csv" / name)
    assert table.headers[: len(headers)] == headers
    assert len(table.rows) == rows


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_newlines(tmp_path: Path, encoding: str, newline: str) -> None:
    text = PEOPLE + "Renée,Müller,Besançon\nJosé,Nuñez,Bogotá\nAnaïs,Šimková,Orléans\n" * (encoding != "mac_roman")
    if encoding in ("cp1252", "mac_roman"):
        text = text.replace("Šimková", "Simone")
    content = text.replace("\n", newline).encode(encoding)
    assert rows_of(tmp_path / "people.txt", content) == [line.split(",") for line in text.splitlines()]


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    content = PEOPLE.encode() + "Niño,Ibáñez,León\n".encode("cp1252")
    source = rows_of(tmp_path / "mixed.csv", content)
    assert source[-1] == ["Niño", "Ibáñez", "León"]
    assert source[1] == ["Muñoz", "Peña", "Cañón"]


def test_an_encoding_chosen_by_the_user(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(PEOPLE.encode("mac_roman"))
    assert list(TextSource(path, encoding="mac_roman").rows())[1][0] == "Muñoz"
    assert list(TextSource(path, encoding="cp1252").rows())[1][0] != "Muñoz"
    with pytest.raises(UserError, match="not known"):
        TextSource(path, encoding="klingon")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    lines = [["Name", "Address", "Note"], ["Lee, Ann", "1 Main St; Apt 2", "a|b"], ["Diaz, Bo", "2 Oak", ""]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert rows_of(tmp_path / "list.csv", text.encode()) == lines


def test_excels_declaration_of_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nFirst;Email\nAnn;ann@example.com\n", encoding="utf-8")
    table = read_table(path)
    assert (table.headers, table.header_row, table.row_numbers[0]) == (("First", "Email"), 2, 3)


def test_backslashes_before_quotes(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "list.csv", b'a,b\n"say \\"hi\\", Bo",2\nx,y\n')
    assert rows[1] == ['say "hi", Bo', "2"]


def test_a_quote_never_closed_swallows_nobody(tmp_path: Path) -> None:
    lines = [f"{n},name {n},city {n}" for n in range(500)]
    lines[50] = '50,"name 50,city 50'
    rows = rows_of(tmp_path / "list.csv", ("id,name,city\n" + "\n".join(lines)).encode())
    assert len(rows) == 501
    assert rows[51][0] == "50"
    assert rows[500] == ["499", "name 499", "city 499"]


def test_long_answers_over_many_lines_stay_one_cell(tmp_path: Path) -> None:
    answer = "\n".join(f'line {n}, with a "word"' for n in range(60))
    quoted = answer.replace('"', '""')
    rows = rows_of(tmp_path / "list.csv", f'a,b,c\n1,"{quoted}",3\n4,5,6\n'.encode())
    assert rows == [["a", "b", "c"], ["1", answer, "3"], ["4", "5", "6"]]


def test_a_huge_cell(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "list.csv", b"a,b\n1," + b"x" * 1_000_000 + b"\n")
    assert len(rows[1][1]) == 1_000_000


def test_what_nobody_sees_is_taken_out_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "First,Email\nA\u202enn,a\x00nn@example.com\nJose\u0301,j+AEA-example.com\nBo,bo+AEA-example.com\n",
        encoding="utf-8",
    )
    table = read_table(path)
    assert table.rows == [["Ann", "ann@example.com"], ["José", "j+AEA-example.com"], ["Bo", "bo@example.com"]]
    assert any("NUL" in note for note in table.notes)
    assert any("nvisible" in note for note in table.notes)


def test_pasted_cells() -> None:
    table = read_text_table("Name\tPhone\r\nAnn\t218 555 0101\r\n\"Bo\nDiaz\"\t5\r\n")
    assert table.headers == ("Name", "Phone")
    assert table.rows == [["Ann", "218 555 0101"], ["Bo\nDiaz", "5"]]
    assert table.file.path_name == "clipboard"
    with pytest.raises(UserError):
        read_text_table("  \n ")


@given(st.text())
def test_guarding_is_taken_back(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_formulas_are_guarded(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@given(st.text(max_size=4000))
def test_any_text_is_read_or_refused(text: str) -> None:
    rows = list(TextSource(io.StringIO(text)).rows())
    assert all(isinstance(cell, str) for row in rows for cell in row)


@given(st.binary(max_size=4000))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(content)
    try:
        read_table(path)
    except UserError as error:
        assert "\n" not in error.message


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12), min_size=3,
                 max_size=3),
        min_size=2, max_size=12,
    )
)  # fmt: skip
def test_what_python_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    expected = [[unguard(Mender().cell(cell)) for cell in row] for row in rows]
    assert list(TextSource(out, delimiter=",").rows()) == expected


def test_letters_encoded_twice_are_put_right_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    names = ["María", "José Peña", "Zoë", "Nguyễn", "D’Angelo", "Ángel"]
    twice = [name.encode("utf-8").decode("cp1252", "organizer-undefined") for name in names]
    others = ["SÃO PAULO", "Ângela", "Łukasz", "“JOSÉ”", "JOSÉ’S", "my fiancé…”", "MAÇÔ, JOÃO’S", "CAFÉ–BAR"]
    path.write_text("\n".join(["Name", *twice, *(f'"{one}"' for one in others)]), encoding="utf-8")
    table = read_table(path)
    assert [row[0] for row in table.rows] == [*names, *others]
    assert any("Ã© for é" in note for note in table.notes)
    assert len(table.as_written) == 6


def test_the_recipients_of_a_message_are_a_list_of_people() -> None:
    table = read_text_table('Ann Lee <ann@example.org>; "Ray, Bo" <bo@example.org>, cy@example.org\n')
    assert table.headers == ("Name", "E-mail")
    assert table.rows == [["Ann Lee", "ann@example.org"], ["Ray, Bo", "bo@example.org"], ["", "cy@example.org"]]
    assert read_text_table("Name,Email,Other\nAnn Lee,a@example.org,b@example.org\n").headers == ("Name", "Email", "Other")


def test_texts_written_as_formulas_for_excel_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Name,Phone,Zip\n="Lee, Ann",="2185550101",="02134"\n"=""Bo Ray""","=""2185550102""",="02135"\n'
                    'Cy "=" Dunn,2185550103,02136\n', encoding="utf-8")
    assert list(read_table(path).rows) == [["Lee, Ann", "2185550101", "02134"], ["Bo Ray", "2185550102", "02135"],
                                           ['Cy "=" Dunn', "2185550103", "02136"]]


def test_windows_letters_that_became_controls_are_letters_again(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Note\nD\x92Angelo,\x93well\x94\nã\x8d,x\n", encoding="utf-8")
    table = read_table(path)
    assert list(table.rows) == [["D’Angelo", "“well”"], ["ã", "x"]]
    assert len(table.as_written) == 3


@pytest.mark.parametrize("encoding", ["cp850", "cp437"])
def test_letters_of_the_days_of_dos(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    names = ["José Muñoz", "Zoë Ångström", "Núria Pérez", "Günter Weiß"]
    path.write_bytes("\n".join(["Name,City", *(f"{name},Ely" for name in names)]).encode(encoding))
    assert [row[0] for row in read_table(path).rows] == names


@pytest.mark.parametrize("delimiter", ["~", "^"])
def test_delimiters_few_use(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\n".join(delimiter.join(row) for row in (["Name", "Phone"], ["Ann Lee", "2185550101"], ["Bo Ray", ""])))
    assert read_table(path).headers == ("Name", "Phone")


def test_a_tab_parts_cells_that_hold_a_comma_each():
    table = read_text_table("Okafor, Thandiwe\t218-555-0101\nQuispe, Xochitl\t218-555-0102\n")
    assert table.rows == [["Okafor, Thandiwe", "218-555-0101"], ["Quispe, Xochitl", "218-555-0102"]]


def test_lines_that_stand_in_quotation_marks_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Name,Phone,Address\n"Ann Lee,2185550101,""12 Elm St, Apt 4"""\n"Bo Ray,2185550102,13 Elm St"\n')
    assert list(read_table(path).rows) == [["Ann Lee", "2185550101", "12 Elm St, Apt 4"], ["Bo Ray", "2185550102", "13 Elm St"]]
    path.write_text('Name\n"Lee, Ann, Dr"\n"Ray, Bo, Mr"\n"Day, Cy, Ms"\n')
    assert [row[0] for row in read_table(path).rows] == ["Lee, Ann, Dr", "Ray, Bo, Mr", "Day, Cy, Ms"]


def test_a_space_before_a_quotation_mark(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Name, Phone, Address\n"Ann Lee", "2185550101", "12 Elm St, Apt 4"\n"Bo Ray", "2185550102", "13 Elm St"\n')
    assert list(read_table(path).rows) == [["Ann Lee", "2185550101", "12 Elm St, Apt 4"], ["Bo Ray", "2185550102", "13 Elm St"]]


@pytest.mark.parametrize(("lines", "rows"), [
    (["Lee, Ann,2185550101,Ely", "Ray, Bo,2185550102,Ely"], [["Lee, Ann", "2185550101", "Ely"], ["Ray, Bo", "2185550102", "Ely"]]),
    (["Ann Lee,2185550101,Ely", "Bo Ray,2185550102,Ely, Minn."], [["Ann Lee", "2185550101", "Ely"], ["Bo Ray", "2185550102", "Ely, Minn."]]),
    (["Ann Lee,2185550101,Ely,x", "Bo Ray,2185550102,Ely"], [["Ann Lee", "2185550101", "Ely", "x"], ["Bo Ray", "2185550102", "Ely", ""]]),
    (["Ann Lee, 2185550101,Ely,x", "Bo Ray,2185550102,Ely"], [["Ann Lee", " 2185550101", "Ely", "x"], ["Bo Ray", "2185550102", "Ely", ""]]),
])  # fmt: skip
def test_a_comma_inside_a_text_without_quotation_marks(tmp_path: Path, lines: list[str], rows: list[list[str]]) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Name,Phone,Town", *lines]) + "\n")
    assert [list(row) for row in read_table(path).rows] == rows


def test_a_list_of_names_alone_has_no_header(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Ann Lee\nBob Carver\nCarol Dunmore\nDoug Eastman\n")
    assert read_table(path).header_row == 0 and len(read_table(path).rows) == 4


@pytest.mark.parametrize(
    ("odd", "read"),
    [
        ('Ann,"two\nlines"\n', [["Ann", "two\nlines"]]),
        ("Ann,'=1\n", [["Ann", "=1"]]),
        ("Ann,\"'\"=1\n", [["Ann", "=1"]]),
        ('Ann,="0213"\n', [["Ann", "0213"]]),
        ("Ann,\u200bLee\n", [["Ann", "Lee"]]),
        ("Ann,\x00Lee\n", [["Ann", "Lee"]]),
        ("Ann,ann+AEA-example.org\n", [["Ann", "ann@example.org"]]),
        ("Ann,#REF!\n", [["Ann", ""]]),
        ("Ann,JosÃ©\n", [["Ann", "José"]]),
        ("Ann,Jose\u0301\n", [["Ann", "José"]]),
        ("\n", [[]]),
        ('Ann,"Lee\n', [["Ann", "Lee"]]),
    ],
)
def test_an_odd_row_deep_in_a_long_file(odd: str, read: list[list[str]]) -> None:
    plain = [f"Person {number},Name\n" for number in range(8_000)]
    rows = list(TextSource(io.StringIO("".join([*plain, odd, *plain]), newline=""), delimiter=",").rows())
    long = [line.strip().split(",") for line in plain]
    assert rows == [*long, *read, *long]
