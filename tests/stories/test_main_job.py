"""From a sign-up sheet to a call sheet: import, filter by district, mark ten, undo three, print; told twice."""

from __future__ import annotations

import json
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt

from organizer.cli import main
from organizer.domain.filters import ProspectFilter

SHEET = Path(__file__).parents[2] / "resources" / "sample" / "bsd-win-signups.xlsx"
WANTED = ["--district", "state-house:08a", "--interest", "run"]


def told(capsys, *arguments):
    """What a command prints, as JSON."""
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def test_through_the_command_line(tmp_path, capsys):
    store = str(tmp_path / "county.organizer")
    (report,) = told(capsys, "import", store, str(SHEET), "--json")
    assert report["rows"] == 6700 == sum(report[one] for one in ("added", "updated", "unchanged", "held", "refused"))
    assert (report["added"], report["header_row"]) == (6500, 4)
    people = told(capsys, "prospects", store, *WANTED, "--format", "json")
    assert people and {person["districts"]["state-house"] for person in people} == {"8A"}
    assert all("run" in person["interest"] for person in people)

    for person in people[:10]:
        assert main(["record", store, str(person["id"]), "LM", "--by", "D. Brooks"]) == 0
    for _ in range(3):
        assert main(["undo", store]) == 0
    left = told(capsys, "prospects", store, *WANTED, "--result", "LM", "--format", "json")
    assert {person["id"] for person in left} == {person["id"] for person in people[:7]}
    shown = told(capsys, "show", store, str(people[0]["id"]), "--json")
    assert [(event["result"], event["by"]) for event in shown["events"]] == [("LM", "D. Brooks")]
    assert shown["sign_ups"][0]["file"] == SHEET.name

    paper, workbook = tmp_path / "sheet.pdf", tmp_path / "sheet.xlsx"
    for path in (paper, workbook):
        assert main(["call-sheet", store, *WANTED, "--result", "none", "--to", str(path), "--title", "HD 8A"]) == 0
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert people[7]["last_name"] in text
    cells = {str(cell) for row in load_workbook(workbook).worksheets[0].iter_rows(values_only=True) for cell in row}
    assert {"Result", "Notes"} <= cells


def test_an_unreadable_file_among_good_ones_is_named_and_the_others_go_in(tmp_path, capsys):
    store, broken = str(tmp_path / "county.organizer"), tmp_path / "broken.xlsx"
    broken.write_bytes(SHEET.read_bytes()[:5000])
    capsys.readouterr()
    assert main(["import", store, str(broken), str(SHEET), "--json"]) == 1
    said = capsys.readouterr()
    reports = json.loads(said.out)
    assert "error" in reports[0] and reports[1]["added"] == 6500
    assert len(said.err.strip().splitlines()) == 1 and "broken.xlsx" in said.err


def test_wrong_usage_is_2_and_a_missing_store_1(tmp_path, capsys):
    missing = str(tmp_path / "none.organizer")
    assert main(["prospects", missing]) == 1
    assert "was not found" in capsys.readouterr().err
    try:
        main(["prospects"])
    except SystemExit as ended:
        assert ended.code == 2


def test_through_the_window(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: True)
    assert window.open_path(tmp_path / "county.organizer", create=True)
    window.files_dropped.emit((SHEET,))
    importing = window.workspace.page("import")
    qtbot.waitUntil(lambda: window.workspace.current is importing and importing.view is not None, timeout=60_000)
    importing.go.click()
    qtbot.waitUntil(lambda: importing.stack.currentWidget() is importing.done, timeout=120_000)
    importing.done.go.click()
    page = window.workspace.page("prospects")
    qtbot.waitUntil(lambda: window.workspace.current is page)

    page.open(ProspectFilter(districts=(("state-house", "8A"),), interest=("run",)))
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 200, timeout=20_000)
    page.table.pick(range(10))
    page.table.setFocus()
    chosen = page.selected_ids
    assert len(chosen) == 10
    for place, person in enumerate(chosen):
        page.table.pick([place])
        qtbot.keyClick(page.table, Qt.Key.Key_M)
        qtbot.waitUntil(lambda person=person: results(window).get(person) == "LM")
    for undone in range(3):
        window.undo()
        qtbot.waitUntil(lambda undone=undone: len(results(window)) == 9 - undone)
    assert set(results(window)) == set(chosen[:7])

    window.run_command("call-sheet", page.filter)
    dialog = next(one for one in window.children() if type(one).__name__ == "PreviewDialog")
    qtbot.waitUntil(lambda: dialog.pages.pages > 0, timeout=20_000)
    target = tmp_path / "sheet.pdf"
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        dialog.make(lambda sheets: dialog.write(sheets, target))
    assert len(PdfReader(target).pages) > 3


def results(window):
    """Last results by person."""
    from sqlalchemy import select

    from organizer.storage.tables import Person

    with window.jobs.database.reading() as session:
        return dict(session.execute(select(Person.id, Person.last_result).where(Person.last_result.is_not(None))).all())
