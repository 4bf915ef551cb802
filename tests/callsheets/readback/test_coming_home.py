"""Workbooks filled in, mangled as people mangle them, and read back: exactly what was filled in comes home."""

from __future__ import annotations

import csv
import random
import tempfile
import unicodedata
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from organizer.callsheets import compose, outward, shelf
from organizer.callsheets.readback.compare import compare
from organizer.callsheets.readback.said import answer_said, result_said
from organizer.callsheets.readback.take_back import take_back
from organizer.callsheets.readback.typing_in import entered_lines
from organizer.callsheets.rows import RESULT_WORDS
from organizer.callsheets.sheet import CallSheet
from organizer.cli.filled_file import raw_sheets
from organizer.cli.moved import moved
from organizer.domain.filters import EVERYONE
from organizer.domain.status import RESULTS
from organizer.importing.cleaning.mending import looks_encoded_twice
from organizer.outreach.record import record_result
from organizer.storage.database import Database
from organizer.storage.tables import ContactEvent
from tests.callsheets.county import add_county
from tests.callsheets.desk import Desk, headings
from tests.callsheets.office import Office, needs_office

filled = st.dictionaries(
    st.integers(1, 16),
    st.fixed_dictionaries({}, optional={
        "Result": st.sampled_from([*RESULT_WORDS, *(result.code.lower() for result in RESULTS),
                                   *(result.label for result in RESULTS)]),
        "Run?": st.sampled_from(["Yes", "n", "Maybe", "later"]), "Help?": st.sampled_from(["Y", "No"]),
        "Notes": st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]),
                         min_size=1, max_size=30)
        .filter(lambda said: said.strip() == said and not looks_encoded_twice(said)),  # a csv's would be put right
    }),
    max_size=16,
)


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking is slow
@given(filled, st.sampled_from(["xlsx", "csv"]), st.randoms(use_true_random=False))
def test_what_is_filled_in_comes_home_exactly(
    values: dict[int, dict[str, str]], form: str, chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Database.create(folder / "county.organizer")
        desk = Desk(store, folder)
        desk.fill(values)
        target = desk.file
        if form == "csv":
            target = as_csv(desk.file, folder / "renamed.csv", chance)
        desk.take(target)
        assert events_of(store, desk.sheet) == expected_of(values)
        before = store.path.read_bytes()
        again = desk.take(target)
        assert again.recorded == 0
        assert events_of(store, desk.sheet) == expected_of(values)
        assert len(before) == len(store.path.read_bytes())
        store.close()


def as_csv(file: Path, target: Path, chance: random.Random) -> Path:
    """As somebody saves the visible sheet: one sheet, hidden columns too, rows in another order."""
    page = load_workbook(file)["Call sheet"]
    rows = [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if row[0] == "Line")
    body = rows[head + 1:]
    chance.shuffle(body)
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([*rows[:head + 1], *body])
    return target


@needs_office
def test_saved_by_libreoffice_it_still_comes_home(desk: Desk, office: Office) -> None:
    desk.fill({1: {"Result": "LM Left message"}, 4: {"Result": "cv", "Run?": "Yes", "Notes": "=SUM(1) – “after 6”"},
               9: {"Result": "No answer", "New phone": "612 555 9999"}})
    out = desk.folder / "lo"
    for form in ("xlsx", "ods", "csv"):
        office.save_as(form, out, desk.file)
    for form in ("ods", "csv"):
        found = desk.compare(out / f"sheet.{form}")
        assert found.counts() == {"new": 3, "blank": 13}
        assert not found.missing
    done = desk.take(out / "sheet.xlsx")
    assert (done.recorded, desk.entered()) == (3, {1: "LM", 4: "CV", 9: "NH"})
    with desk.store.reading() as session:
        assert entered_lines(session, desk.sheet)[4].note == "=SUM(1) – “after 6”"
    assert desk.compare(out / "sheet.csv").counts() == {"same": 3, "blank": 13}
    book = load_workbook(out / "sheet.xlsx")
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert book["Organizer"].sheet_state == "hidden"


@needs_office
@settings(max_examples=1, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(filled, min_size=8, max_size=8), st.randoms(use_true_random=False))
def test_what_is_filled_in_comes_home_exactly_through_libreoffice(
    office: Office, several: list[dict[int, dict[str, str]]], chance: random.Random
) -> None:
    """Eight sheets at a time: sorted, columns moved, rows hidden, the tab renamed, then saved by the real program."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Database.create(folder / "county.organizer")
        add_county(store, 12)
        desks = [Desk(store, folder / str(place), plain=0) for place in range(len(several))]
        for desk, values in zip(desks, several, strict=True):
            desk.fill(values, folder / f"filled {desk.sheet.number}.xlsx", lambda book: rearrange(book, chance))
        for form in ("xlsx", "csv", "ods"):
            office.save_as({"csv": "csv:Text - txt - csv (StarCalc):44,34,76"}.get(form, form), folder / form,
                           *(folder / f"filled {desk.sheet.number}.xlsx" for desk in desks))
        for desk, values in zip(desks, several, strict=True):
            wanted = expected_of(values)
            for form in ("ods", "csv"):
                found = desk.compare(folder / form / f"filled {desk.sheet.number}.{form}")
                assert {row.line: [row.code, row.note, row.run_answer, row.help_answer]
                        for row in found.rows if row.state == "new"} == wanted
                assert not found.missing
        for desk, values in zip(desks, several, strict=True):
            wanted = expected_of(values)
            done = desk.take(folder / "xlsx" / f"filled {desk.sheet.number}.xlsx", accept=range(16))  # all know them
            assert done.recorded == len(wanted)
            assert events_of(store, desk.sheet) == wanted
            for form in ("xlsx", "ods", "csv"):
                again = desk.take(folder / form / f"filled {desk.sheet.number}.{form}")
                assert (again.recorded, again.corrected, again.changes.action) == (0, 0, None)
        store.close()


def rearrange(book: Any, chance: random.Random) -> None:
    """Sort the rows, move the columns, hide some of both, rename the tab; values only, as people do by dragging."""
    page = book["Call sheet"]
    head, _ = headings(page)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=head)]
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    body = rows[1:]
    chance.shuffle(body)
    for place, row in enumerate([rows[0], *body]):
        for at, source in enumerate(order):
            cell = page.cell(head + place, at + 1)
            cell.value = row[source]
            if isinstance(row[source], str):
                cell.data_type = "s"
    page.title = "my calls"
    page.row_dimensions[head + 2].hidden = True
    page.column_dimensions["E"].hidden = True


def expected_of(values: dict[int, dict[str, str]]) -> dict[int, list[str]]:
    """What of a filling must come home: code, note, answers, by line."""
    found = {}
    for line, said in values.items():
        row = [result_said(said.get("Result", "")).code, unicodedata.normalize("NFC", said.get("Notes", "")),
               answer_said(said.get("Run?", ""))[0], answer_said(said.get("Help?", ""))[0]]
        if any(row):
            found[line] = row
    return found


def events_of(store: Database, sheet: CallSheet) -> dict[int, list[str]]:
    """What the store has of a sheet, by line."""
    first = f"sheet:{sheet.uuid}:"
    with store.reading() as session:
        return {int(key[len(first):]): row for key, *row in session.execute(
            select(ContactEvent.origin_key, ContactEvent.result, ContactEvent.note, ContactEvent.run_answer,
                   ContactEvent.help_answer).where(ContactEvent.origin_key.startswith(first)))}


def test_sorted_filtered_renamed_with_columns_moved(desk: Desk) -> None:
    desk.fill({2: {"Result": "BZ"}, 5: {"Result": "Moved"}})

    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        page.title = "my calls"
        head, _ = headings(page)
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=head)]
        body = list(reversed(rows[1:]))
        for place, row in enumerate([rows[0], *body]):
            for at, value in enumerate(reversed(row)):
                page.cell(head + place, at + 1).value = value

    found = desk.compare(desk.fill({}, desk.folder / "x y.xlsx", mangle))
    assert [(row.line, row.code) for row in found.rows if row.state == "new"] == [(5, "MV"), (2, "BZ")]
    assert "another order" in found.notes[0]


def test_a_name_written_over_does_not_lose_the_line(desk: Desk) -> None:
    desk.fill({3: {"Name": "Ann Newname", "Result": "NH"}, 4: {"Line": "x", "Check": "", "Result": "LM"}})
    assert desk.take().recorded == 2
    assert desk.entered() == {3: "NH", 4: "LM"}


def test_merged_cells_are_read_and_the_lines_they_swallowed_are_named(desk: Desk) -> None:
    def join(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        for heading, line in (("Result", 3), ("Line", 6), ("Check", 6), ("Name", 6), ("Key", 6)):
            page.merge_cells(start_row=head + line, end_row=head + line + 1, start_column=columns[heading],
                             end_column=columns[heading])

    desk.fill({3: {"Result": "NH"}, 5: {"Result": "LM"}, 6: {"Result": "BZ"}, 7: {"Result": "RF"}}, change=join)
    found = desk.compare()
    assert {row.line: row.code for row in found.rows if row.state == "new"} == {3: "NH", 5: "LM", 6: "BZ"}
    assert [row.reason for row in found.rows if row.said == "RF"] == [
        "its hidden column Key is empty, and line and check code do not fit"]
    assert [line for _, line, _ in found.missing] == [7]


def test_a_packet_comes_home_tab_by_tab(store: Database, tmp_path: Path) -> None:
    add_county(store, 12)
    with store.writing() as session:
        made = compose.make_sheets(session, EVERYONE, title="All", by="Tess", callers=["Ann", "Bo"])
        outward.write_sheets(session, made.sheets, tmp_path / "p.xlsx", by="Tess")
    book = load_workbook(tmp_path / "p.xlsx")
    for number, name in enumerate(("Sheet 1", "Sheet 2")):
        head, columns = headings(book[name])
        book[name].cell(head + 1, columns["Result"]).value = ("NH", "LM")[number]
    book.save(tmp_path / "p.xlsx")
    with store.writing() as session:
        found = compare(session, raw_sheets(tmp_path / "p.xlsx"), "p")
        take_back(session, found, record=record_result, on_moved=partial(moved, by="Tess"), by="Tess")
        for sheet, code, caller in zip(made.sheets, ("NH", "LM"), ("Ann", "Bo"), strict=True):
            assert {n: (one.code, one.by) for n, one in entered_lines(session, sheet).items()} == {1: (code, caller)}
        assert {row.state for row in shelf.listed(session)} == {"back"}


def test_an_older_template_without_some_columns_is_read(desk: Desk) -> None:
    def older(book: Any) -> None:
        page = book["Call sheet"]
        for heading in ("New address", "New phone", "Call back", "Help?", "About", "Districts"):
            page.delete_cols(headings(page)[1][heading])

    found = desk.compare(desk.fill({2: {"Result": "NH"}, 5: {"Result": "CV", "Run?": "Yes"}}, change=older))
    assert found.counts() == {"new": 2, "blank": 14}
    assert not found.missing
    assert not found.corrections
