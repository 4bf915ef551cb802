"""Whatever leaves: no formula in it, nobody who must stay, only the columns of the purpose, and a line in the log."""

from __future__ import annotations

import csv
import json
import random
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets import compose, log, outward
from organizer.callsheets.everything import export_everything
from organizer.callsheets.people_file import SHAPES, export_people
from organizer.callsheets.safe_file import hash_of
from organizer.cli import main
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, Email, Person, Phone
from tests.callsheets.county import add_county
from tests.callsheets.office import Office, needs_office
from tests.callsheets.test_sheet_xlsx import PAYLOADS

STATES = ("ok", "ok", "wrong", "disconnected", "do-not-call")


def add_poison(session: Session) -> None:
    """A person for each payload, who has it in every field that takes text."""
    with journal.action(session, kind="import", name="=1+1", by="@t") as do:
        for place, bad in enumerate(PAYLOADS):
            one = do.insert(Person, first_name=bad, last_name=bad, sort_name=f"{place}", middle_name=bad, suffix=bad,
                            notes=bad, tags=bad, office_sought=bad, involvement=bad, language=bad, source=bad,
                            wants_run=1)
            do.insert(Phone, person_id=one, number=f"+1612555{place:04d}")
            do.insert(Email, person_id=one, address=f"{bad}@example.org")
            do.insert(Address, person_id=one, line=bad, unit=bad, city=bad, state=bad[:2], zip=bad, county=bad)


def export_all(store: Database, folder: Path) -> list[Path]:
    """Every kind of file that can leave, xlsx and text."""
    with store.writing() as session:
        made = compose.make_sheets(session, EVERYONE, title="=1+1", by="=t", callers=["+c", "@d"], words="-w")
        for form in ("xlsx", "pdf"):
            outward.write_sheets(session, made.sheets, folder / f"packet.{form}", by="=t")
        outward.write_sheets(session, made.sheets[:1], folder / "one.csv", by="=t")
        for shape in SHAPES:
            for form in ("xlsx", "csv", "tsv"):
                export_people(session, EVERYONE, folder / f"{shape}.{form}", by="=t", shape=shape)
        export_everything(session, folder / "everything.xlsx", by="=t")
    return sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".csv", ".tsv"))


@needs_office
def test_no_payload_is_a_formula_in_libreoffice(store: Database, tmp_path: Path, office: Office) -> None:
    with store.writing() as session:
        add_poison(session)
    files = export_all(store, tmp_path)
    (tmp_path / "control.csv").write_text("Name,Sum\nx,=1+1\n")  # without a guard it is one: the test can fail
    evaluated = {  # quoted cells as they are, special numbers found, formulas evaluated: as bad as it can be set
        ".csv": ["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"],
        ".tsv": ["--infilter=CSV:9,34,76,1,,0,false,true,false,false,false,-1,true"], ".xlsx": [],
    }
    for ending, options in evaluated.items():
        wanted = [path for path in (*files, tmp_path / "control.csv") if path.suffix == ending]
        office.save_as("fods", tmp_path / f"fods{ending}", *wanted, options=tuple(options))
        for path in wanted:
            said = (tmp_path / f"fods{ending}" / f"{path.stem}.fods").read_text("utf-8")
            formulas = re.findall(r'table:formula="[^"]*"', said)
            assert bool(formulas) == (path.stem == "control"), (path.name, formulas[:3])


def test_no_cell_of_any_workbook_is_a_formula_and_no_text_begins_one(store: Database, tmp_path: Path) -> None:
    with store.writing() as session:
        add_poison(session)
    for path in export_all(store, tmp_path):
        if path.suffix == ".xlsx":
            for page in load_workbook(path):
                assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row), path.name
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter="," if path.suffix == ".csv" else "\t"):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for cell in row), path.name


person = st.fixed_dictionaries({
    "walls": st.sets(st.sampled_from(["do_not_call", "deceased", "hostile"]), max_size=1),
    "phones": st.lists(st.sampled_from(STATES), max_size=3),
})


@settings(max_examples=12, deadline=None)
@given(st.lists(person, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_who_must_stay_is_in_no_file(people: list[dict[str, Any]], chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Database.create(folder / "county.organizer")
        names = {}
        with store.writing() as session, journal.action(session, kind="import", name="x", by="t") as do:
            for place, said in enumerate(people):
                mark = f"Mark{place:02d}x"
                one = do.insert(Person, first_name=mark, last_name="Lee", sort_name=mark, **dict.fromkeys(
                    said["walls"], 1))
                for rank, status in enumerate(said["phones"]):
                    do.insert(Phone, person_id=one, number=f"+1612555{place:02d}{rank:02d}", status=status, rank=rank)
                do.insert(Email, person_id=one, address=f"{mark}@example.org")
                good = not said["phones"] or "ok" in said["phones"]
                names[mark] = not said["walls"] and good
        out = folder / "out"
        out.mkdir()
        with store.writing() as session:
            for shape in SHAPES:
                form = chance.choice(("xlsx", "csv"))
                if not any(names.values()):
                    with pytest.raises(UserError, match="Nobody is left"):
                        export_people(session, EVERYONE, out / f"{shape}.{form}", by="t", shape=shape)
                    continue
                done = export_people(session, EVERYONE, out / f"{shape}.{form}", by="t", shape=shape)
                assert (done.people, done.left_out) == (sum(names.values()), len(names) - sum(names.values()))
            try:
                made = compose.make_sheets(session, EVERYONE, title="All", by="t")
                for form in ("xlsx", "csv"):
                    outward.write_sheets(session, made.sheets, out / f"sheet.{form}", by="t")
            except UserError:
                assert not any(names.values())
        for path in out.iterdir():
            said = words_of(path)
            for mark, may in names.items():
                assert may or mark not in said, (path.name, mark)
                assert not may or path.stem == "sheet" or mark in said, (path.name, mark)
            for place, one in enumerate(people):
                for rank, status in enumerate(one["phones"]):
                    number = f"555{place:02d}{rank:02d}"
                    assert status == "ok" or path.stem == "sheet" or number not in re.sub(r"\D", "", said)
        store.close()


def words_of(path: Path) -> str:
    """All the text of a workbook, hidden sheets too, or of a csv."""
    if path.suffix == ".csv":
        return path.read_text("utf-8-sig")
    return "\n".join(str(cell) for page in load_workbook(path) for row in page.iter_rows(values_only=True)
                     for cell in row if cell is not None)


def test_each_file_is_logged_with_who_how_many_which_columns_and_its_hash(
    store: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_county(store)
    export_all(store, tmp_path)
    with store.reading() as session:
        rows = log.export_log(session)
    by_file = {row.file_name: row for row in rows}
    assert {path.name for path in tmp_path.iterdir() if path.suffix != ".organizer" and path.is_file()} <= set(by_file)
    for name, row in by_file.items():
        assert row.file_hash == hash_of(tmp_path / name), name
        assert row.people
        assert row.by == "=t"
        assert row.columns
    assert by_file["letters.csv"].columns == (
        "First name", "Middle name", "Last name", "Suffix", "Address", "City", "State", "Zip", "External ID")
    assert main(["exports", str(store.path), "--json", "--limit", "3"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["file_name"] for one in said] == [row.file_name for row in rows[:3]]
    assert main(["exports", str(store.path)]) == 0
    told = capsys.readouterr().out
    assert "16 people, export, for letters: names and addresses, csv letters.csv" in told
    assert by_file["letters.csv"].file_hash in told


def test_nothing_is_logged_where_nothing_left(store: Database, tmp_path: Path) -> None:
    add_county(store)
    assert main(["export", str(store.path), "--to", str(tmp_path / "none" / "x.csv")]) == 1
    assert main(["export", str(store.path), "--to", str(tmp_path / "x.csv"), "--shape", "salesforce"]) == 1
    assert main(["export", str(store.path), "--everything", "--to", str(tmp_path / "none" / "x.xlsx")]) == 1
    with store.reading() as session:
        assert log.export_log(session) == []


@pytest.mark.parametrize(
    ("shape", "known"),
    [("van", "VAN / VoteBuilder export"), ("nationbuilder", "NationBuilder export"),
     ("action-network", "Action Network report")],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_shapes_of_others_are_known_again_by_our_own_import(
    store: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], shape: str, known: str, form: str
) -> None:
    add_county(store)
    out = tmp_path / f"out.{form}"
    assert main(["export", str(store.path), "--to", str(out), "--shape", shape]) == 0
    capsys.readouterr()
    assert main(["import", str(tmp_path / "new.organizer"), str(out), "--json"]) == 0
    [report] = json.loads(capsys.readouterr().out)
    assert report["recognised_as"] == known
    assert (report["added"] + report["held"], report["refused"]) == (16, 0)
    with store.reading() as session:
        mine = outward_names(session, ProspectFilter())
    other = Database.open(tmp_path / "new.organizer")
    with other.reading() as session:
        theirs = outward_names(session, ProspectFilter())
    other.close()
    assert theirs <= mine


def test_a_phone_leaves_without_a_guard_and_comes_back(
    store: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = {"+12395550175": ("2395550175", "(239) 555-0175"), "+442071234567": ("011442071234567", "'+442071234567")}
    with store.writing() as session, journal.action(session, kind="import", name="Import", by="t") as do:
        for number in numbers:
            one = do.insert(Person, first_name=f"N{number[-3:]}", last_name="Dale", sort_name=number)
            do.insert(Phone, person_id=one, number=number, kind="mobile")
    assert main(["prospects", str(store.path), "--format", "csv"]) == 0
    assert "(239) 555-0175" in capsys.readouterr().out
    for shape in SHAPES:
        out = tmp_path / f"{shape}.csv"
        assert main(["export", str(store.path), "--to", str(out), "--shape", shape]) == 0
        text, other = out.read_text("utf-8-sig"), shape in ("van", "nationbuilder", "action-network")
        if shape in ("letters", "emails"):
            continue
        assert [written[0 if other else 1] in text for written in numbers.values()] == [True, True]
        assert not (other and ("'" in text or "+" in text))
        again = Database.create(tmp_path / f"{shape}.organizer")
        assert main(["import", str(again.path), str(out)]) == 0
        with again.reading() as session:
            assert set(session.scalars(select(Phone.number))) == set(numbers)
        again.close()


def outward_names(session: Session, wanted: ProspectFilter) -> set[tuple[str, ...]]:
    """Who may leave: name, phone, e-mail, city and ZIP."""
    from organizer.callsheets.people_file import table_of

    table = table_of(session, wanted)
    places = [table.headings.index(name) for name in ("First name", "Last name", "Phone", "Email", "City", "Zip")]
    return {tuple(row[place] for place in places) for row in table.rows}
