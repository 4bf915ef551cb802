"""The commands `districts` and `seats`: the whole way on the sample, as JSON, and bad files in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from organizer.cli import main
from organizer.storage.database import Database
from tests.districts import bad_files
from tests.districts.homes import SAMPLE, add_people, read_homes


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    """What a command says as JSON."""
    assert main([str(one) for one in arguments]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def path(store: Database) -> Path:
    """A store with 400 people."""
    with store.writing() as session:
        add_people(session, [{**home, "lat": "", "lon": ""} for home in read_homes()[:400]])
    return store.path


def test_load_assign_list_conflicts_unassigned(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = run(capsys, "districts", path, "load", SAMPLE / "precinct-districts.csv", "--json")
    assert (first["recognised_as"], first["rows"], first["used"], first["not_used"]) == ("precinct", 837, 837, 0)
    second = run(capsys, "districts", path, "load", SAMPLE / "street-index.csv", "--as", "street-index", "--json")
    assert second["assigned"]["people"] == 400
    assert second["assigned"]["by_kind"]["state-house"]["exact"] >= 396
    rows = run(capsys, "districts", path, "list", "--kind", "state-house", "--json")
    assert sum(row["people"] for row in rows) == second["assigned"]["by_kind"]["state-house"]["exact"]
    assert [row["code"] for row in rows][:3] == ["2A", "2B", "3A"]
    assert run(capsys, "districts", path, "conflicts", "--json") == []
    left = run(capsys, "districts", path, "unassigned", "--kind", "house", "--json")
    assert len(left) == 400 - sum(row["people"] for row in rows)
    assert run(capsys, "districts", path, "assign", "--json")["added"] == 0


@pytest.mark.parametrize("name", ["bsd-win-signups.xlsx", "van-export.txt", "google-form-volunteers.csv"])
def test_a_list_of_people_assigns_nothing(path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = SAMPLE.parents[1] / "tests" / "data" / "signups" / name
    people = people if people.exists() else SAMPLE / name
    assert main(["districts", str(path), "load", str(people)]) == 1
    assert f"{name} is a list of people. Import it with: organizer import" in capsys.readouterr().err
    assert run(capsys, "districts", path, "list", "--json") == []


def test_a_map_beside_and_seats(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "districts", path, "load", SAMPLE / "mn-cd8-precincts.json", "--beside", "--json")
    assert (shown["recognised_as"], shown["used"], shown["would_move"]) == ("boundaries", 837, [])
    loaded = run(capsys, "seats", path, "load", SAMPLE / "seats.csv", "--json")
    assert (loaded["rows"], loaded["added"], loaded["problems"]) == (174, 174, [])
    board = run(capsys, "seats", path, "list", "--json")
    some = run(capsys, "seats", path, "list", "--open", "--json")
    assert len(board) == 174
    assert len(some) == sum(seat["none_of_ours"] for seat in board)
    assert run(capsys, "seats", path, "match", "HD 10A", "--json") == []
    found = run(capsys, "seats", path, "match", "Aitkin City Council", "--json")
    assert all(one["certainty"] == "likely" and one["reasons"] for one in found)


@pytest.mark.parametrize("name", bad_files.REFUSED)
def test_bad_files_are_one_line_and_change_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    run(capsys, "districts", path, "load", SAMPLE / "precinct-districts.csv", "--json")
    before = path.read_bytes()
    assert main(["districts", str(path), "load", str(bad_files.write(tmp_path, name))]) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert bad_files.REFUSED[name] in out.err
    assert out.err.count("\n") == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", bad_files.HALF_GOOD)
def test_what_can_be_used_of_a_bad_file_is_and_the_rest_is_counted(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    run(capsys, "districts", path, "load", SAMPLE / "precinct-districts.csv", "--json")
    run(capsys, "districts", path, "load", SAMPLE / "street-index.csv", "--json")
    houses = run(capsys, "districts", path, "list", "--kind", "state-house", "--json")
    rows, used, reasons = bad_files.HALF_GOOD[name]
    said = run(capsys, "districts", path, "load", bad_files.write(tmp_path, name), "--json")
    assert (said["rows"], said["used"], said["not_used"], said["reasons"]) == (rows, used, rows - used, reasons)
    assert len(said["problems"]) == rows - used
    assert run(capsys, "districts", path, "list", "--kind", "state-house", "--json") == houses


def test_a_seat_list_that_is_none(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("First Name,Phone\nAna,1\n", "utf-8")
    assert main(["seats", str(path), "load", str(tmp_path / "a.csv")]) == 1
    assert "no column names the office" in capsys.readouterr().err
    assert main(["seats", str(path), "match", "Dog catcher"]) == 1
    assert main(["districts", str(path), "list", "--kind", "shoe"]) == 1


def test_recruitment_sheets_for_a_seat_and_for_one_person(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "districts", path, "load", SAMPLE / "precinct-districts.csv", "--json")
    run(capsys, "districts", path, "load", SAMPLE / "street-index.csv", "--json")
    run(capsys, "seats", path, "load", SAMPLE / "seats.csv", "--json")
    could = run(capsys, "seats", path, "match", "State House 8A", "--json")
    out = tmp_path / "r.pdf"
    assert main(["call-sheet", str(path), "--recruit", "--seat", "State House 8A", "--to", str(out)]) == 0
    assert f"sheets for {len(could)} p" in capsys.readouterr().out
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(out).pages]
    assert len(pages) == len(could) > 1
    assert all("Will you run for State House 8A?" in page for page in pages)
    assert main(["call-sheet", str(path), "--recruit", "--person", str(could[0]["id"]), "--to", str(out)]) == 0
    assert len(PdfReader(out).pages) == 1
    for wrong in (["--recruit", "--to", "r.xlsx"], ["--person", "1", "--to", "r.pdf"]):
        assert main(["call-sheet", str(path), *wrong]) == 1


def test_a_map_that_lies_beside_is_compared_person_by_person_and_applied(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def wards(name: str, west: float) -> Path:
        east, middle = west + 40, -92.0
        shapes = [{"type": "Feature", "properties": {"ward": code}, "geometry": {"type": "Polygon", "coordinates": [
            [[left, 40], [right, 40], [right, 50], [left, 50], [left, 40]]]}}
            for code, left, right in (("1", west, middle), ("2", middle, east))]
        (tmp_path / name).write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), "utf-8")
        return tmp_path / name

    with Database.open(path).writing() as session:
        add_people(session, [{"lat": "46", "lon": "-93"}, {"lat": "46", "lon": "-91"}])
    run(capsys, "districts", path, "load", wards("old.geojson", -112), "--json")
    shapes = json.loads((tmp_path / "old.geojson").read_text())
    for shape, ward in zip(shapes["features"], ("1", "3"), strict=True):
        shape["properties"]["ward"] = ward
    (tmp_path / "new.geojson").write_text(json.dumps(shapes), "utf-8")
    said = run(capsys, "districts", path, "load", tmp_path / "new.geojson", "--beside", "--json")
    assert said["would_move"] == [{"kind": "ward", "from": "2", "to": "3", "people": 1}]
    assert [(one["id"], one["from"], one["to"]) for one in said["people"]] == [(402, "2", "3")]
    assert said["instead_of"] == ["old.geojson"]
    assert [row["code"] for row in run(capsys, "districts", path, "list", "--kind", "ward", "--json")] == ["1", "2"]
    run(capsys, "districts", path, "apply", "new.geojson", "--json")
    assert [row["code"] for row in run(capsys, "districts", path, "list", "--kind", "ward", "--json")] == ["1", "3"]
    assert main(["districts", str(path), "apply", "other"]) == 1
    assert "old.geojson" in capsys.readouterr().err


def test_an_index_takes_the_place_of_an_older_one_by_another_name_and_says_so(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def index(name: str, streets: str, house: str) -> Path:
        lines = [f"{street} St,55744,1,999,both,{house}" for street in streets.split()]
        (tmp_path / name).write_text("\n".join(["street,zip,low,high,parity,state house", *lines]), "utf-8")
        return tmp_path / name

    def load(name: str, streets: str, house: str) -> str:
        assert main(["districts", str(path), "load", str(index(name, streets, house))]) == 0
        return capsys.readouterr().out

    def houses() -> list[str]:
        return [row["code"] for row in run(capsys, "districts", path, "list", "--kind", "state-house", "--json")
                if row["people"]]

    with Database.open(path).writing() as session:
        add_people(session, [{"address": "12 Ash St", "city": "Hibbing", "state": "MN", "zip": "55744"}])
    assert "counts" not in load("streets-2022.csv", "Ash Oak Elm", "7A")
    assert houses() == ["7A"]
    said = load("streets-2032.csv", "Ash Oak Elm Fir", "7B")
    assert "It counts in the place of streets-2022.csv. To take that back: organizer undo STORE" in said
    assert houses() == ["7B"]
    said = load("other-town.csv", "Ash Bay Cove Dale", "8A")
    assert "streets-2032.csv, a street index, goes on counting, too" in said
    assert houses() == ["8A"]
    number = said.rpartition("stop ")[2].split()[0]
    assert main(["districts", str(path), "stop", "streets-2022.csv"]) == 1
    assert "isn't a file that counts. Those are: other-town.csv (3), streets-2032.csv (2)." in capsys.readouterr().err
    run(capsys, "districts", path, "stop", "other-town.csv", "--json")
    assert houses() == ["7B"]
    run(capsys, "districts", path, "stop", number, "--json")
    assert houses() == []
