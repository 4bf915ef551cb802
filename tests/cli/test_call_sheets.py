"""`call-sheet` as a script uses it: packets, looks, templates, and one plain line for what cannot be."""

from __future__ import annotations

import json

import pytest
from pypdf import PdfReader

from organizer.callsheets import log, shelf
from organizer.callsheets.template import Template
from organizer.cli import main
from organizer.storage import journal
from organizer.storage.tables import Seat
from tests.callsheets.county import add_county


@pytest.fixture
def county(store):
    """The path of a store with a small county: sixteen people who may be called and four who may not."""
    add_county(store)
    return str(store.path)


def run(capsys, *words):
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def pages(path):
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_packet_for_callers_has_a_cover_and_a_sheet_for_each(capsys, county, store, tmp_path):
    out = tmp_path / "tonight.pdf"
    code, said, left = run(capsys, "call-sheet", county, "--to", str(out), "--title", "Tonight", "--caller", "Denise",
                           "--caller", "Jamal", "--cover", "--due", "2028-05-30", "--density", "list", "--by", "Tess")
    assert (code, said) == (0, f"{out}: sheets 1, 2, 16 people\n")
    assert left == "4 left out: do not call, deceased, hostile or no good number\n"
    first, second, third, fourth = pages(out)
    for cover, caller in ((first, "Denise"), (third, "Jamal")):
        assert "What to mark" in cover
        assert "May 30, 2028" in cover
        assert caller in cover
    assert "Sheet 1 · page 1 of 1" in second
    assert "Sheet 2 · page 1 of 1" in fourth
    assert "part 2 of 2" in fourth
    with store.reading() as session:
        assert [(row.caller, row.due, row.state, row.packet) for row in shelf.listed(session)] == [
            ("Jamal", "2028-05-30", "out", "Tonight"), ("Denise", "2028-05-30", "out", "Tonight")]


def test_the_people_of_a_seat_are_said_on_the_sheet_and_in_the_log(capsys, county, store, tmp_path):
    with store.writing() as session, journal.action(session, kind="seats", name="Load", by="t") as do:
        do.insert(Seat, name="House 2A", district_kind="state-house", district_code="2A")
    out, table = tmp_path / "seat.pdf", tmp_path / "seat.csv"
    assert run(capsys, "call-sheet", county, "--seat", "House 2A", "--to", str(out))[0] == 0
    assert "Seat: House 2A" in pages(out)[0]
    assert run(capsys, "export", county, "--seat", "House 2A", "--to", str(table))[0] == 0
    with store.reading() as session:
        assert [row.words for row in log.export_log(session)] == ["seat: House 2A"] * 2


def test_a_saved_template_is_the_look_and_options_go_over_it(capsys, county, store, tmp_path):
    with store.writing() as session:
        shelf.keep_template(session, Template(name="Mine", paper="a4", script="Good evening!"), by="t")
    out = tmp_path / "mine.pdf"
    assert run(capsys, "call-sheet", county, "--to", str(out), "--template", "Mine", "--landscape")[0] == 0
    box = PdfReader(out).pages[0].mediabox
    assert float(box.width) > float(box.height) == pytest.approx(8.268 * 72, abs=1.5)
    assert "Good evening!" in pages(out)[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--city", "Nowhere", "--to", "a.pdf"], "The filter finds nobody, so there is nothing to write."),
        (["--search", "walled", "--to", "a.pdf"], "Nobody is left to call"),
        (["--to", "none/a.pdf"], "is not there. Choose another, or make it first."),
        (["--to", "a.docx"], "a.docx should end in .pdf, .xlsx or .csv."),
        (["--to", "."], "should end in .pdf, .xlsx or .csv."),
        (["--to", "a.pdf", "--template", "Other"], "No template is called “Other”. There are: Standard."),
        (["--to", "a.pdf", "--due", "someday"], "“someday” isn't a day."),
        (["--to", "a.pdf", "--parts", "0"], "A packet has at least one sheet"),
    ],
)
def test_what_cannot_be_is_one_line_and_makes_no_sheet(capsys, county, store, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "call-sheet", county, *words)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    with store.reading() as session:
        assert shelf.listed(session) == []
    assert not list(tmp_path.glob("*.pdf"))


def test_a_title_of_three_hundred_letters_is_printed(capsys, county, tmp_path):
    out = tmp_path / "long.pdf"
    assert run(capsys, "call-sheet", county, "--to", str(out), "--title", "Saturday " * 34)[0] == 0
    assert pages(out)[0].count("Saturday") >= 25


def test_a_packet_of_which_one_file_cannot_be_written_leaves_none_and_no_sheet(capsys, county, store, tmp_path):
    (tmp_path / "out 2.csv").mkdir()
    code, _, err = run(capsys, "call-sheet", county, "--to", str(tmp_path / "out.csv"), "--parts", "3")
    assert (code, "is a folder" in err) == (1, True)
    assert [path.name for path in tmp_path.glob("out*")] == ["out 2.csv"]
    with store.reading() as session:
        assert (shelf.listed(session), log.export_log(session)) == ([], [])


def test_sheets_are_listed_marked_handed_on_and_written_again(capsys, county, store, tmp_path):
    assert run(capsys, "sheets", county)[1] == "No call sheet was made yet.\n"
    run(capsys, "call-sheet", county, "--to", str(tmp_path / "a.pdf"), "--title", "Tonight", "--parts", "2",
        "--by", "Jo", "--due", "2016-11-08")
    code, said, _ = run(capsys, "sheets", county, "1", "--mark", "back", "--hand-to", "Denise", "--by", "Jo")
    assert (code, said.startswith("    1  back  Tonight: with Denise, back by Nov 8, 2016, 0 of 8 entered, made")) == (
        0, True)
    assert [one["number"] for one in json.loads(run(capsys, "sheets", county, "--state", "late", "--json")[1])] == [2]
    assert run(capsys, "sheets", county, "--state", "lost")[1] == "No such sheet.\n"
    out = tmp_path / "again.pdf"
    assert f"{out}: written" in run(capsys, "sheets", county, "2", "1", "--to", str(out))[1]
    assert ("Sheet 2 " in pages(out)[0], "Sheet 1 " in pages(out)[-1]) == (True, True)
    with store.writing() as session:
        assert [row.file_name for row in log.export_log(session)] == ["again.pdf", "again.pdf", "a.pdf", "a.pdf"]
        journal.undo(session, by="t")
        assert {(row.state, row.caller) for row in shelf.listed(session)} == {("out", "")}


@pytest.mark.parametrize(
    ("words", "said"),
    [(["9"], "There is no sheet 9."), (["9", "--mark", "lost"], "There is no sheet 9."),
     (["--mark", "lost"], "Say which sheets, by number"), (["--to", "a.pdf"], "Say which sheets, by number"),
     (["1", "--due", "someday"], "“someday” isn't a day")],
)
def test_no_sheet_is_marked_that_was_not_meant(capsys, county, words, said):
    code, out, err = run(capsys, "sheets", county, *words)
    assert (code, out) == (1, "")
    assert said in err


def test_a_file_of_nobody_takes_no_good_one_s_place(capsys, county, tmp_path):
    out = tmp_path / "people.csv"
    assert run(capsys, "export", county, "--to", str(out))[0] == 0
    good = out.read_bytes()
    code, _, err = run(capsys, "export", county, "--city", "Nowhere", "--to", str(out))
    assert (code, out.read_bytes()) == (1, good)
    assert "finds nobody" in err
    assert len(json.loads(run(capsys, "exports", county, "--json")[1])) == 1


@pytest.mark.parametrize("words", [("exports", "--limit", "0"), ("prospects", "--limit", "-1"),
                                   ("call-sheet", "--to", "a.pdf", "--size", "0")])
def test_a_number_that_says_nothing_is_refused(capsys, county, words):
    with pytest.raises(SystemExit):
        run(capsys, words[0], county, *words[1:])
    assert "isn't a number from 1 up" in capsys.readouterr().err


def test_the_stages_there_are_and_a_question_there_is_not_are_said(capsys, county):
    assert "run:interested, run:matched" in run(capsys, "prospects", county, "--stage", "run:bogus")[2]
    assert "There is no question 99." in run(capsys, "reviews", county, "99", "same")[2]
