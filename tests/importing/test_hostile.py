"""Files that mean harm, and five hundred damaged ones: no crash, no hang, one plain line each."""

from __future__ import annotations

import random
import struct
import time
import zipfile
from pathlib import Path

import pytest

from organizer.cli.arrival import FILLED, LIST, kind_of
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing import desk
from organizer.importing.cleaning.mending import Mender
from organizer.importing.planning import plan_import
from organizer.importing.reading.preflight import form_of
from organizer.importing.reading.sheet import read_table
from organizer.importing.reading.workbook import Workbook
from organizer.importing.worker import ChildSession, run_in_child
from organizer.storage.database import Database
from tests.importing.hostile import PARTS, parts_of, sheet_xml, write_parts, write_sheet, write_workbook

CLONE = Path(__file__).parents[2]
MUTANTS = 500
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(path: Path) -> str:
    begun = time.monotonic()
    with pytest.raises(UserError) as caught:
        run_in_child(read_table, path)
    assert time.monotonic() - begun < 20
    assert "\n" not in caught.value.message
    return caught.value.message


def test_an_archive_of_very_many_parts_is_not_listed_to_know_what_it_is(tmp_path: Path) -> None:
    heads = "".join(f"<t>{head}</t>" for head in ("Line", "Check", "Name", "Result", "Key"))
    words = ("xl/sharedStrings.xml", heads)
    assert kind_of(write_parts(tmp_path / "sheet.xlsx", [words])) == FILLED
    assert kind_of(write_parts(tmp_path / "huge.xlsx", [words, *((f"{n}", "") for n in range(9_000))])) == LIST


def test_one_cell_far_away(tmp_path: Path) -> None:
    far = CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = write_sheet(tmp_path / "far.xlsx", far)
    assert path.stat().st_size < 3_000
    assert "far away" in refused(path)


def test_a_far_cell_in_a_row_that_claims_to_be_near(tmp_path: Path) -> None:
    refused(write_sheet(tmp_path / "far.xlsx", CELL + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>'))


@pytest.mark.parametrize("far", ['r = "XFD1048576"', "r\t='XFD1048576'"])
def test_a_far_cell_written_oddly_behind_a_long_list(tmp_path: Path, far: str) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{n * 7919}</t></is></c></row>' for n in range(1, 30_000))
    refused(write_sheet(tmp_path / "far.xlsx", f'{rows}<row r="30000"><c {far}><v>1</v></c></row>'))


@pytest.mark.parametrize("row", [
    '<row r="2147483647"><c r="A2147483647"><v>1</v></c></row>', '<row><c r="A2000000000"><v>1</v></c></row>',
    '<row r = "2000000000"><c><v>1</v></c></row>', '<row r = "9000000"><c r = "A9000000"><v>1</v></c></row>',
])  # fmt: skip
def test_a_row_beyond_the_last_that_a_sheet_can_have(tmp_path: Path, row: str) -> None:
    with pytest.raises(UserError), ChildSession(stall_seconds=20) as child:
        child.call(count_rows, str(write_sheet(tmp_path / "far.xlsx", CELL + row)))


def test_a_far_format_without_content_does_no_harm(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert run_in_child(read_table, write_sheet(tmp_path / "format.xlsx", rows)).rows == [[1]]


def test_a_million_columns(tmp_path: Path) -> None:
    assert "columns" in refused(write_sheet(tmp_path / "wide.xlsx", '<row r="1"><c r="BDWGN1"><v>1</v></c></row>'))
    wide = tmp_path / "wide.csv"
    wide.write_text("a," * 1_000_000 + "\n" + "1," * 1_000_000 + "\n", encoding="utf-8")
    begun = time.monotonic()
    with pytest.raises(UserError, match="columns"):
        run_in_child(read_table, wide)
    assert time.monotonic() - begun < 20


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(130):
                part.write(b" " * 1_000_000)
    assert "unpacks to" in refused(path)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "ha">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        f"<!--{'x' * 3_000_000}--><!DOCTYPE x>",
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_document_types_and_entities(tmp_path: Path, prolog: str) -> None:
    assert "instructions" in refused(write_sheet(tmp_path / "entities.xlsx", CELL, prolog=prolog))


def test_entities_in_utf_16(tmp_path: Path) -> None:
    text = sheet_xml(CELL, prolog="<!DOCTYPE x>").replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    path = write_parts(tmp_path / "wide.xlsx", [*PARTS.items(), ("xl/worksheets/sheet1.xml", text)])
    assert "instructions" in refused(path)


def test_a_sheet_that_breaks_the_second_reader_is_damaged_too(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "strings.xlsx", '<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
    book = Workbook(path, form_of(path))
    with pytest.raises(UserError, match="damaged"):
        book.grid(book.sheets[0][0], Mender())


def test_a_formula_that_cannot_be_read_costs_no_row(tmp_path: Path) -> None:
    people = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Ann {n}</t></is></c><c r="B{n}"><f>A{n}{sign}</f></c></row>'
                     for n, sign in enumerate(["", "", "&bogus;", ""], 1))  # fmt: skip
    table = read_table(write_sheet(tmp_path / "formula.xlsx", people), header_row=0)
    assert [row[0] for row in table.rows] == [f"Ann {n}" for n in range(1, 5)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_parts(tmp_path: Path) -> None:
    sheet = ("xl/worksheets/sheet1.xml", sheet_xml(CELL))
    assert "same name" in refused(write_parts(tmp_path / "doubled.xlsx", [*PARTS.items(), sheet, sheet]))


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "xl\\..\\..\\evil.xml"])
def test_parts_that_point_outside(tmp_path: Path, name: str) -> None:
    assert "outside" in refused(write_sheet(tmp_path / "outside.xlsx", CELL, more=[(name, "<x/>")]))


def test_thousands_of_parts(tmp_path: Path) -> None:
    more = [(f"xl/media/{n}.xml", "") for n in range(5_001)]
    assert "parts" in refused(write_sheet(tmp_path / "parts.xlsx", CELL, more=more))


def test_sizes_that_lie(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "lying.xlsx", CELL + f"<!--{'x' * 50_000}-->")
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, at + 24, 1)
    path.write_bytes(content)
    refused(path)


def test_a_protected_part(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "locked.xlsx", CELL)
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert "password" in refused(path)


def test_repeated_cells_of_an_ods(tmp_path: Path) -> None:
    head = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="List">'
    )
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    path = write_parts(tmp_path / "bomb.ods", [("mimetype", mimetype), ("content.xml", head + row + end)])
    refused(path)


def test_a_real_sheet_of_many_rows_passes(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.append(["Name", "Zip"])
    for n in range(30_000):
        sheet.append([f"p{n}", 55_801 + n % 9])
    book.save(tmp_path / "long.xlsx")
    assert len(run_in_child(read_table, tmp_path / "long.xlsx").rows) == 30_000


def count_rows(state: dict[str, object], path: str, *, progress: Progress = silent) -> int:
    """Rows of a file; what is read must also go through mapping, cleaning and matching."""
    table = read_table(path, progress=progress)
    assert sum(plan_import(None, table, progress=progress).sums().values()) == len(table.rows)
    return len(table.rows)


def abort_on_mark(state: dict[str, object], path: str, *, progress: Progress = silent) -> int:
    """The planted bug: a reader that aborts on a certain byte."""
    import os

    if b"\xfe\xed" in Path(path).read_bytes():
        os.abort()
    return 0


def test_the_harness_bites(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xfe\xed")
    with ChildSession() as child:
        with pytest.raises(UserError):
            child.call(abort_on_mark, str(tmp_path / "x"))
        assert not child.alive


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, cut, doubled or filled."""
    work = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(max(len(work), 1))
        match chance.randrange(6):
            case 0:
                work[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del work[at : at + chance.randint(1, 400)]
            case 2:
                work[at:at] = work[at : at + chance.randint(1, 400)]
            case 3:
                work[at : at + 4] = struct.pack("<I", chance.choice([0, 1, 2**16, 2**31 - 1, 2**32 - 1]))
            case 4:
                work[at : at + 8] = bytes(8)
            case _:
                del work[at + len(work) // 2 :]
    return bytes(work)


def damaged_inside(parts: dict[str, bytes], path: Path, chance: random.Random) -> None:
    """A sound zip with a damaged part, which gets past the checksums to the readers."""
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels", ".bin"))])
    write_parts(path, {**parts, name: damaged(parts[name], chance)}.items())


def seeds(folder: Path) -> list[Path]:
    names = ["First", "Last", "Phone", "Email"]
    people = [names, *([f"p{n}", f"l{n}", 2185550100 + n, f"p{n}@example.org"] for n in range(40))]
    small = write_workbook(folder / "seed.xlsx", {"People": people, "Other": people[:3]})
    text = folder / "seed.csv"
    text.write_text("\n".join(",".join(map(str, row)) for row in people), encoding="utf-8")
    wide = folder / "seed.txt"
    wide.write_text("\n".join("\t".join(map(str, row)) for row in people), encoding="utf-16")
    given = [CLONE / "tests" / "data" / "odd-csv" / name for name in ("sheets.xlsx", "test_skip_lines.xlsx")]
    books = CLONE / "tests" / "data" / "workbooks"
    return [small, text, wide, *given, *(path for path in sorted(books.iterdir()) if path.suffix)]


def test_five_hundred_fresh_mutants(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    sources = [(path.suffix, path.read_bytes(), path) for path in seeds(tmp_path)]
    inside = {path: parts_of(path) for _, content, path in sources if content.startswith(b"PK")}
    read = deaths = 0
    with ChildSession(stall_seconds=20) as child:
        for number in range(MUTANTS):
            suffix, content, path = chance.choice(sources)
            mutant = tmp_path / f"mutant{suffix}"
            if path in inside and chance.random() < 0.6:
                damaged_inside(inside[path], mutant, chance)
            else:
                mutant.write_bytes(damaged(content, chance))
            begun = time.monotonic()
            try:
                child.call(count_rows, str(mutant))
                read += 1
            except UserError as error:
                assert "\n" not in error.message
                deaths += not child.alive
            except Exception as error:
                kept = Path("/tmp") / f"organizer-mutant-{seed}-{number}{suffix}"
                kept.write_bytes(mutant.read_bytes())
                pytest.fail(f"seed {seed}, mutant {number}: {error!r}; kept as {kept}")
            assert time.monotonic() - begun < 21, f"seed {seed}, mutant {number} took too long"
    assert read > MUTANTS * 0.1, f"seed {seed}: nearly nothing was read, so nothing was proved"
    assert deaths < MUTANTS * 0.05, f"seed {seed}: {deaths} mutants killed the child"


def memory() -> int:
    """Bytes this process holds now; where the system does not tell, the most it ever held."""
    now = Path("/proc/self/statm")
    if now.exists():
        return int(now.read_text().split()[1]) * 4096
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def bombs(folder: Path) -> list[Path]:
    """One of each kind of harm, large enough to be felt."""
    bomb = folder / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(160):
                part.write(b" " * 1_000_000)
    far = write_sheet(folder / "far.xlsx", CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    entities = write_sheet(folder / "entities.xlsx", CELL, prolog='<!DOCTYPE x [<!ENTITY a "ha">]>')
    wide = folder / "wide.csv"
    wide.write_text("a," * 1_000_000 + "\n" + "1," * 1_000_000 + "\n", encoding="utf-8")
    long = folder / "one cell.csv"
    long.write_text("Name,Email\n" + '"' + "x" * 80_000_000, encoding="utf-8")
    return [bomb, far, entities, wide, long]


def test_the_process_that_asks_stays_small_and_the_store_as_it_was(store: Database, tmp_path: Path) -> None:
    before_bytes = store.path.read_bytes()
    harmful = bombs(tmp_path)
    with ChildSession() as child:
        good = write_workbook(tmp_path / "good.xlsx", {"People": [["Name", "Email"], ["Ann Lee", "a@example.org"]]})
        child.call(desk.read, str(good))
        before = memory()
        for path in harmful:
            kind_of(path)
            with pytest.raises(UserError) as caught:
                child.call(desk.read, str(path))
                child.call(desk.plan, str(store.path))
                pytest.fail(f"{path.name} was taken")
            assert "\n" not in caught.value.message
        assert memory() - before < 50_000_000
        child.call(desk.read, str(good))
        assert child.call(desk.plan, str(store.path)).people == 1
    assert store.path.read_bytes() == before_bytes
