"""Workbooks filled in, mangled as people mangle them, and read back: exactly what was filled in comes home."""

from __future__ import annotations

import csv
import json
import random
import tempfile
import unicodedata
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from organizer.callsheets import compose, everything, outward, people_file, shelf
from organizer.callsheets.readback.compare import Comparison, compare
from organizer.callsheets.readback.filled import RawSheet
from organizer.callsheets.readback.said import answer_said, result_said
from organizer.callsheets.readback.take_back import TakenBack, take_back
from organizer.callsheets.readback.typing_in import entered_lines
from organizer.callsheets.rows import RESULT_WORDS
from organizer.callsheets.sheet import CallSheet
from organizer.cli import main
from organizer.cli.arrival import EVERYTHING, FILLED, LIST, kind_of
from organizer.cli.filled_file import raw_sheets, read_filled
from organizer.cli.moved import moved
from organizer.domain.clock import to_text
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE
from organizer.domain.status import RESULTS
from organizer.importing.cleaning.mending import looks_encoded_twice
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.prospects.merge import merge
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import ContactEvent, Person, Phone
from tests.callsheets.county import add_county
from tests.callsheets.office import Office, needs_office


class Desk:
    """A store with one call sheet and its workbook."""

    def __init__(self, store: Database, folder: Path, plain: int = 12) -> None:
        if plain:
            add_county(store, plain)
        folder.mkdir(exist_ok=True)
        self.store = store
        self.folder = folder
        self.file = folder / "sheet.xlsx"
        with store.writing() as session:
            self.sheet: CallSheet = compose.make_sheets(session, EVERYONE, title="All", by="Tess").sheets[0]
            outward.write_sheets(session, [self.sheet], self.file, by="Tess")

    def fill(self, values: dict[int, dict[str, str]], target: Path | None = None, change: Any = None) -> Path:
        """Write into the workbook as somebody would, by line number and heading."""
        book = load_workbook(self.file)
        page = book["Call sheet"]
        head, columns = headings(page)
        for line, said in values.items():
            for heading, value in said.items():
                cell = page.cell(head + line, columns[heading])
                cell.value = value
                cell.data_type = "s"  # typed as text, whatever it begins with
        if change:
            change(book)
        book.save(target or self.file)
        return target or self.file

    def compare(self, file: Path | None = None) -> Comparison:
        with self.store.reading() as session:
            return compare(session, raw_sheets(file or self.file), "file")

    def take(self, file: Path | None = None, **more: Any) -> TakenBack:
        with self.store.writing() as session:
            found = compare(session, raw_sheets(file or self.file), "file")
            on_moved = more.pop("on_moved", partial(moved, by="Tess"))
            return take_back(session, found, record=record_result, on_moved=on_moved, by="Tess", **more)

    def entered(self) -> dict[int, str]:
        with self.store.reading() as session:
            return {line: one.code for line, one in entered_lines(session, self.sheet).items()}


def headings(page: Any) -> tuple[int, dict[str, int]]:
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "Line")
    return head, {cell.value: cell.column for cell in page[head] if cell.value}


@pytest.fixture
def desk(store: Database, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


def state(found: Comparison, line: int) -> str:
    return next(row.state for row in found.rows if row.line == line)


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


def test_a_deleted_key_column_is_overcome_by_line_and_check(desk: Desk) -> None:
    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        page.delete_cols(columns["Key"])
        page.cell(head + 3, columns["Check"]).value = "A1A1"
        del book["Organizer"]

    found = desk.compare(desk.fill({1: {"Result": "LM"}, 3: {"Result": "NH"}}, change=mangle))
    assert state(found, 1) == "new"
    lost = next(row for row in found.rows if row.state == "unknown")
    assert "line 3" in lost.reason
    assert found.missing == ((1, 3, desk.sheet.lines[2].name),)
    assert any("Key is gone" in note for note in found.notes)


def test_free_text_and_two_answers_are_named_with_a_suggestion_and_not_guessed(desk: Desk) -> None:
    desk.fill({1: {"Result": "left msg"}, 2: {"Result": "LM, NH"}, 3: {"Result": "purple"},
               4: {"Result": "LM", "Run?": "perhaps"}, 5: {"Result": "NH"}})
    found = desk.compare()
    by_line = {row.line: row for row in found.rows}
    assert [by_line[line].state for line in (1, 2, 3, 4, 5)] == ["unclear"] * 4 + ["new"]
    assert (by_line[1].code, by_line[2].code, by_line[3].code) == ("LM", "NH", "")
    assert "two results" in by_line[2].reason
    assert "isn't an answer; write Yes" in by_line[4].reason
    assert desk.take().recorded == 1
    assert desk.take(accept={by_line[1].id}).recorded == 1
    assert desk.entered() == {1: "LM", 5: "NH"}


@pytest.mark.parametrize(
    ("cell", "code", "suggestion"),
    [
        ("lm", "LM", ""), ("LM Left message", "LM", ""), ("Not home", "NH", ""), ("LM/left message", "LM", ""),
        ("Wrong nubmer", "", "WN"), ("vm", "", "LM"), ("hung up on me", "", "RF"), ("NH then LM", "", "LM"),
        ("left answering machine", "", "LM"), ("don't call again", "", "XC"), ("wrong # again", "", "WN"),
        ("spanish only, please", "", "OL"), ("DE", "", ""), ("C", "", ""), ("", "", ""), ("42", "", ""),
    ],
)
def test_result_cells(cell: str, code: str, suggestion: str) -> None:
    said = result_said(cell)
    assert (said.code, said.suggestion) == (code, suggestion)
    assert bool(said.problem) == bool(cell and not code)


def test_a_workbook_of_another_county_is_named_row_by_row(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other_store = Database.create(tmp_path / "other" / "x.organizer")
    other = Desk(other_store, tmp_path / "other")
    other.fill({1: {"Result": "XC"}})
    found = desk.compare(other.file)
    assert {row.state for row in found.rows} == {"foreign"}
    assert desk.take(other.file).recorded == 0
    bare = Database.create(tmp_path / "bare.organizer")
    with bare.reading() as session:
        assert {row.state for row in compare(session, raw_sheets(other.file), "f").rows} == {"foreign"}
    bare.close()
    other_store.close()


def test_a_changed_key_is_not_believed(desk: Desk) -> None:
    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        mine, other = page.cell(head + 1, columns["Key"]), page.cell(head + 2, columns["Key"])
        mine.value = str(mine.value)[:-1] + ("0" if str(mine.value)[-1] != "0" else "1")
        other.value = str(other.value).replace("S1-2-", "S1-9-")

    found = desk.compare(desk.fill({1: {"Result": "XC"}, 2: {"Result": "XC"}}, change=mangle))
    assert found.counts() == {"unknown": 2, "blank": 14}
    first = desk.sheet.lines[0].name
    assert next(row.reason for row in found.rows if row.said) == (
        f"its hidden column Key was changed by hand; line 1, {first}?")


def test_doubled_and_missing_rows_are_named(desk: Desk) -> None:
    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        for source, target, result in ((1, 14, "NH"), (2, 15, "LM"), (3, 16, "BZ")):
            for at in range(1, len(columns) + 1):
                page.cell(head + target, at).value = page.cell(head + source, at).value
            page.cell(head + target, columns["Result"]).value = result

    desk.fill({1: {"Result": "NH"}, 2: {"Result": "NH"}}, change=mangle)
    found = desk.compare()
    assert [row.state for row in found.rows if row.line == 1] == ["new", "again"]
    assert [row.state for row in found.rows if row.line == 2] == ["doubled", "doubled"]
    assert [row.state for row in found.rows if row.line == 3] == ["blank", "new"]
    assert [line for _, line, _ in found.missing] == [14, 15, 16]


def test_entered_before_or_contacted_since_is_shown_side_by_side(desk: Desk) -> None:
    with desk.store.writing() as session:
        record_result(session, [desk.sheet.lines[0].person_id or 0], "RF", by="Lee", at="2099-01-01T00:00:00Z")
        record_result(session, [desk.sheet.lines[1].person_id or 0], "NH", by="Lee",
                      origin_key=shelf.origin_key(desk.sheet.uuid, 2))
    desk.fill({1: {"Result": "CV"}, 2: {"Result": "LM"}})
    found = desk.compare()
    rows = {row.line: row for row in found.rows}
    assert (rows[1].state, rows[1].reason) == ("conflict", "contacted since it was printed, by Lee")
    assert rows[1].now.startswith("Refused ")
    assert rows[1].now.endswith("by Lee")
    assert rows[2].state == "conflict"
    assert "entered before" in rows[2].reason
    assert desk.take(accept={rows[2].id}).recorded == 1
    assert desk.entered()[2] == "LM"
    with desk.store.reading() as session:
        [row] = browse.rows(session, [desk.sheet.lines[1].person_id or 0])
        assert row.attempts == 1
    assert desk.compare().counts()["same"] == 1


def test_mended_phones_and_addresses_are_offered_and_taken(desk: Desk) -> None:
    with desk.store.writing() as session, journal.action(session, kind="edit", name="x", by="t") as do:
        phone = session.scalar(select(Phone.id).where(Phone.person_id == desk.sheet.lines[2].person_id))
        do.update(Phone, phone or 0, number="+16125557777")
    desk.fill({2: {"New phone": "(612) 555-8888", "New address": "12 Elm St Apt 4, Anoka, MN 55303"},
               3: {"New phone": "612.555.9999"}, 4: {"New phone": "call her"},
               5: {"Address": desk.sheet.lines[4].address + ", Ramsey, MN 55434"}})
    found = desk.compare()
    offered = {(one.sheet_line, one.field): (one.state, one.said) for one in found.corrections}
    assert offered[2, "phone"] == ("offer", "(612) 555-8888")
    assert offered[2, "address"][1] == "12 Elm St"
    assert offered[2, "city"] == ("offer", "Anoka")
    assert offered[3, "phone"][0] == "conflict"
    assert offered[4, "phone"][0] == "unclear"
    assert offered[5, "city"] == ("offer", "Ramsey")
    asked: list[int] = []
    done = desk.take(corrections=[one for one in found.corrections if one.state == "offer"],
                     on_moved=lambda session, people, **_: asked.extend(people))
    assert not done.failed
    assert asked == sorted(desk.sheet.lines[place].person_id or 0 for place in (1, 4))  # for their districts
    with desk.store.reading() as session:
        [two] = browse.rows(session, [desk.sheet.lines[1].person_id or 0])
    assert (two.phone, two.city, two.zip) == ("+16125558888", "Anoka", "55303")
    assert {one.state for one in desk.compare().corrections if one.sheet_line == 2} == {"same"}
    with desk.store.writing() as session:
        journal.undo(session, by="t")
        [two] = browse.rows(session, [desk.sheet.lines[1].person_id or 0])
        assert two.city == "Blaine"


def test_rows_sorted_without_their_hidden_key_are_named_and_not_believed(desk: Desk) -> None:
    def shift(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        keys = [page.cell(head + line, columns["Key"]).value for line in range(1, 17)]
        for line, key in enumerate([*keys[1:], keys[0]], 1):
            page.cell(head + line, columns["Key"]).value = key

    found = desk.compare(desk.fill({3: {"Result": "RF"}}, change=shift))
    row = next(row for row in found.rows if row.said == "RF")
    assert (row.state, row.maybe) == ("unknown", 3)
    assert "line 4's" in row.reason
    assert desk.take().recorded == 0
    with desk.store.reading() as session:
        placed = compare(session, raw_sheets(desk.file), "file", placed={row.id: row.maybe})
    assert state(placed, 3) == "new"


def test_a_name_written_over_does_not_lose_the_line(desk: Desk) -> None:
    desk.fill({3: {"Name": "Ann Newname", "Result": "NH"}, 4: {"Line": "x", "Check": "", "Result": "LM"}})
    assert desk.take().recorded == 2
    assert desk.entered() == {3: "NH", 4: "LM"}


def test_tomorrow_counts_from_the_day_of_the_calls_and_stays_the_same_when_read_later(desk: Desk) -> None:
    desk.fill({1: {"Result": "CB", "Call back": "tomorrow 7pm"}, 2: {"Result": "CB"}, 3: {"Call back": "12/3 10am"}})
    day = datetime(2026, 11, 24, 18).astimezone()
    with desk.store.writing() as session:
        found = compare(session, raw_sheets(desk.file), "file", day)
        take_back(session, found, record=record_result, on_moved=partial(moved, by="Tess"), by="Tess",
                  called_on="2026-11-24")
    with desk.store.reading() as session:
        kept = list(session.scalars(select(ContactEvent.follow_up_at).order_by(ContactEvent.origin_key)))
        assert kept[0] == to_text(datetime(2026, 11, 25, 19).astimezone())
        again = compare(session, raw_sheets(desk.file), "file", datetime(2026, 12, 9, 9).astimezone())
    assert again.counts() == {"same": 3, "blank": 13}
    desk.fill({1: {"Call back": "Friday 7pm"}})
    assert state(desk.compare(), 1) == "conflict"


def test_what_was_not_understood_is_kept_word_for_word(desk: Desk) -> None:
    desk.fill({1: {"Result": "spoke to wife", "Run?": "if asked nicely", "Notes": "yard sign"}})
    row = desk.compare().rows[0]
    desk.take(codes={row.id: "LM"})
    with desk.store.reading() as session:
        kept = entered_lines(session, desk.sheet)[1]
    assert (kept.code, kept.note) == ("LM", "yard sign “spoke to wife” (run: if asked nicely)")
    assert desk.compare().counts() == {"same": 1, "blank": 15}


def test_a_person_merged_into_another_gets_the_result(desk: Desk) -> None:
    one, other = (desk.sheet.lines[place].person_id or 0 for place in (0, 1))
    with desk.store.writing() as session:
        merge(session, other, one, by="t")
    desk.fill({1: {"Result": "NH"}})
    assert desk.take().recorded == 1
    with desk.store.reading() as session:
        assert session.scalars(select(ContactEvent.person_id)).all() == [other]


def test_a_wall_recorded_before_stays_and_is_named_while_the_rest_is_recorded(desk: Desk) -> None:
    with desk.store.writing() as session:
        record_result(session, [desk.sheet.lines[0].person_id or 0], "XC", by="Lee",
                      origin_key=shelf.origin_key(desk.sheet.uuid, 1))
    desk.fill({1: {"Result": "LM"}, 2: {"Result": "NH"}})
    done = desk.take(accept={row.id for row in desk.compare().rows})
    assert done.recorded == 1
    assert "Undo" in done.failed[0]
    assert desk.entered() == {1: "XC", 2: "NH"}


def test_a_sheet_number_that_does_not_exist_is_named_with_those_there_are(desk: Desk) -> None:
    def elsewhere(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        page.delete_cols(columns["Key"])
        for row in range(1, head):
            page.cell(row, 1).value = str(page.cell(row, 1).value or "").replace("S1-", "S77-")
        del book["Organizer"]

    found = desk.compare(desk.fill({1: {"Result": "LM"}}, change=elsewhere))
    assert {row.state for row in found.rows} == {"unknown"}
    assert "there is no sheet 77 here; sheet 1 is" in found.rows[0].reason


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


def test_somebody_gone_is_named(desk: Desk) -> None:
    with desk.store.writing() as session, journal.action(session, kind="edit", name="x", by="t") as do:
        do.delete(Person, desk.sheet.lines[0].person_id or 0)
    desk.fill({1: {"Result": "NH"}})
    assert state(desk.compare(), 1) == "gone"


def test_a_sheet_that_the_store_lost_is_read_from_its_signed_hidden_sheet(desk: Desk) -> None:
    with desk.store.writing() as session:
        journal.undo(session, by="t")  # the making of the sheet
    desk.fill({1: {"Result": "NH"}})
    assert desk.take().recorded == 1
    assert desk.entered() == {1: "NH"}


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


@pytest.mark.parametrize("rows", [[], [(1, ["Name", "Phone"])], [(1, ["a"]), (2, [None, 3.5])]])
def test_what_is_no_call_sheet_is_said(desk: Desk, rows: list[tuple[int, list[object]]]) -> None:
    with desk.store.reading() as session, pytest.raises(UserError, match="isn't a call sheet"):
        compare(session, [RawSheet("x", False, rows)], "x")


def test_a_newer_version_s_sheet_is_said(desk: Desk) -> None:
    def newer(book: Any) -> None:
        book["Organizer"].cell(1, 1).value = "organizer-call-sheet 2"

    desk.fill({}, change=newer)
    with pytest.raises(UserError, match="newer version"):
        desk.compare()


def test_the_command_line_reads_a_sheet_twice_and_the_store_once(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.fill({1: {"Result": "LM"}, 2: {"Result": "left msg"}})
    store = str(desk.store.path)
    before = desk.store.path.read_bytes()
    assert main(["read-sheet", store, str(desk.file), "--dry-run", "--json"]) == 0
    assert desk.store.path.read_bytes() == before
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"new": 1, "unclear": 1, "blank": 14}
    assert main(["read-sheet", store, str(desk.file), "--caller", "D. Brooks"]) == 0
    assert "1 result recorded" in capsys.readouterr().out
    assert main(["read-sheet", store, str(desk.file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["recorded"], said["counts"]["same"]) == (0, 1)
    assert main(["read-sheet", store, str(desk.folder / "none.xlsx")]) == 1
    (desk.folder / "people.csv").write_text("Name,Phone\nAnn,1\n")
    assert main(["read-sheet", store, str(desk.folder / "people.csv")]) == 1
    assert "isn't a call sheet" in capsys.readouterr().err


def test_rows_without_a_line_or_a_result_are_settled_from_the_terminal(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        for heading in ("Key", "Check", "Line"):
            page.cell(head + 3, columns[heading]).value = ""

    desk.fill({2: {"Result": "rang and rang"}, 3: {"Result": "NH"}}, change=lose)
    rows = {row.said: row.row for row in desk.compare().rows if row.said}
    store = str(desk.store.path)
    wrong = ["read-sheet", store, str(desk.file), "--line", "x=3"]
    assert main(wrong) == 1
    assert "Write --line 37=12" in capsys.readouterr().err
    assert main(["read-sheet", store, str(desk.file), "--line", f"{rows['NH']}=3", "--as",
                 f"{rows['rang and rang']}=nh"]) == 0
    assert desk.entered() == {2: "NH", 3: "NH"}


def test_all_that_is_accepted_is_what_can_be_understood(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.fill({1: {"Result": "LM"}, 2: {"Result": "m"}, 3: {"Result": "BOGUS"}, 4: {"Result": "x"}})
    assert main(["read-sheet", str(desk.store.path), str(desk.file), "--accept", "all"]) == 0
    said = capsys.readouterr()
    assert "2 results recorded" in said.out
    rows = {row.said: row.row for row in desk.compare().rows if row.said}
    assert f"row {rows['BOGUS']}, {rows['x']}. Say what each means" in said.err
    assert desk.entered() == {1: "LM", 2: "LM"}
    assert main(["read-sheet", str(desk.store.path), str(desk.file), "--as", f"{rows['x']}=wx"]) == 0
    assert desk.entered() == {1: "LM", 2: "LM", 4: "WX"}


def test_an_older_template_without_some_columns_is_read(desk: Desk) -> None:
    def older(book: Any) -> None:
        page = book["Call sheet"]
        for heading in ("New address", "New phone", "Call back", "Help?", "About", "Districts"):
            page.delete_cols(headings(page)[1][heading])

    found = desk.compare(desk.fill({2: {"Result": "NH"}, 5: {"Result": "CV", "Run?": "Yes"}}, change=older))
    assert found.counts() == {"new": 2, "blank": 14}
    assert not found.missing
    assert not found.corrections


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("calls.csv", "All\n\nLine,Check,Name,Result,Run?\n1,A2B3,Ann,NH,\n", FILLED),
        ("calls.txt", "Line;Name;Result;Key\n1;Ann;NH;\n", FILLED),
        ("people.csv", "Name,Phone,Result\nAnn,612,yes\n", LIST), ("empty.csv", "", LIST),
        ("history.csv", "Voter File VANID,Contact Name,Date Canvassed,Result\n1,Ann,2016,NH\n", LIST),
        ("odd.xlsx", "no workbook", LIST),
    ],
)
def test_what_a_text_file_is_is_seen_at_its_head(tmp_path: Path, name: str, text: str, kind: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert kind_of(tmp_path / name) == kind
    (tmp_path / name).write_text(text, "utf-16")
    assert kind_of(tmp_path / name) == kind
    assert kind_of(tmp_path / "gone.csv") == LIST


def test_a_workbook_is_known_without_its_hidden_sheet_and_under_any_name(desk: Desk) -> None:
    def strip(book: Any) -> None:
        del book["Organizer"]
        book["Call sheet"].title = "x"

    assert kind_of(desk.file) == FILLED
    assert kind_of(desk.fill({1: {"Result": "NH"}}, desk.folder / "signups.xlsx", strip)) == FILLED
    with desk.store.writing() as session:
        everything.export_everything(session, desk.folder / "all.xlsx", by="t")
        people_file.export_people(session, EVERYONE, desk.folder / "people.xlsx", by="t")
    assert kind_of(desk.folder / "all.xlsx") == EVERYTHING
    assert kind_of(desk.folder / "people.xlsx") == LIST


def test_the_terminals_import_names_a_filled_sheet(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(desk.store.path), str(desk.file)]) == 1
    assert "organizer read-sheet" in capsys.readouterr().err


def test_reading_happens_in_a_child(desk: Desk) -> None:
    assert [one.name for one in read_filled(desk.file)] == ["Call sheet", "Organizer"]
    assert replace(read_filled(desk.file)[0], rows=()) == RawSheet("Call sheet", False, ())
