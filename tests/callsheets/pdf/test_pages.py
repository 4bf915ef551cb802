"""Pages are read back from the PDF and compared with the value they were made from."""

from __future__ import annotations

import errno
import os
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontDatabase, QImage, QPainter

from organizer.callsheets.pdf.ink import INCH
from organizer.callsheets.pdf.pages import lay_out, paint_page, write_pdf
from organizer.callsheets.sheet import CallSheet, SheetPhone
from organizer.callsheets.template import DENSITIES, PAPERS, Template
from organizer.domain.errors import UserError
from tests.callsheets.sheets import ODD, make_sheet

LOOKS = [
    Template(paper=paper, landscape=landscape, density=density)
    for paper in PAPERS for landscape in (False, True) for density in DENSITIES
]


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.mark.parametrize("template", LOOKS, ids=lambda t: f"{t.paper}-{'wide' if t.landscape else 'tall'}-{t.density}")
@pytest.mark.parametrize("count", [0, 1, 3, 25, 400])
def test_everybody_is_printed_once_in_order_and_inside_the_page(template: Template, count: int) -> None:
    sheet = make_sheet(count, template)
    layout = lay_out(sheet)
    assert [number for page in layout.pages for number in page.lines] == [line.number for line in sheet.lines]
    wide, high = (side * INCH for side in template.size())
    for page in layout.pages:
        ink = page.ink
        for marks in ink.texts.values():
            assert all(0 < x < wide and 0 < y < high for x, y, _ in marks)
        assert all(0 <= x1 <= wide and 0 <= x2 <= wide and max(y1, y2) <= high
                   for lines in ink.lines.values() for x1, y1, x2, y2 in lines)


def test_the_pdf_says_what_the_sheet_says(tmp_path: Path, sheet: CallSheet) -> None:
    pages = write_pdf(sheet, tmp_path / "sheet.pdf")
    said = texts(tmp_path / "sheet.pdf")
    assert len(said) == pages == len(lay_out(sheet).pages)
    whole = " ".join(said)
    for line in sheet.lines:
        assert line.code in whole
        assert line.name in whole
        for phone in line.phones:
            assert phone.shown in whole
    for number, page in enumerate(said, 1):
        assert sheet.title in page
        assert f"Sheet 7 · page {number} of {pages}" in page
        assert sheet.tag in page
        assert "Call 9 AM – 8:30 PM" in page
        assert "Contains personal data: return to" in page
        assert "printed by D. Brooks" in page
        for word in ("caller", "date", "start", "end", "dialed", "reached", "yes"):
            assert word in page


@pytest.mark.parametrize("template", LOOKS[:4])
def test_the_page_of_the_pdf_has_the_paper_s_size(tmp_path: Path, template: Template) -> None:
    write_pdf(make_sheet(3, template), tmp_path / "sheet.pdf")
    box = PdfReader(tmp_path / "sheet.pdf").pages[0].mediabox
    wide, high = template.size()
    assert float(box.width) == pytest.approx(wide * 72, abs=1.5)
    assert float(box.height) == pytest.approx(high * 72, abs=1.5)


@pytest.mark.parametrize("template", LOOKS)
def test_a_household_is_never_split_and_its_phone_stands_once(template: Template) -> None:
    sheet = make_sheet(60, template)
    pages = lay_out(sheet).pages
    for household in sheet.households():
        numbers = {line.number for line in household.lines}
        holders = [page for page in pages if numbers & set(page.lines)]
        assert len(holders) == 1
        if len(household.lines) > 1:
            said = [text for marks in holders[0].ink.texts.values() for _, _, text in marks]
            phone = household.shared[0].shown
            assert sum(text.startswith(phone) for text in said) == 1


def test_a_household_taller_than_a_page_goes_on_overleaf() -> None:
    lines = tuple(replace(line, household=1) for line in make_sheet(40).lines)
    sheet = replace(make_sheet(40), lines=lines)
    pages = lay_out(sheet).pages
    assert len(pages) > 1
    assert [number for page in pages for number in page.lines] == list(range(1, 41))


def test_usual_numbers_of_people_stand_on_a_page() -> None:
    plain = make_sheet(90)
    lines = tuple(replace(line, household=0, phones=line.phones[:1], involved="") for line in plain.lines)
    on_first = {
        name: len(lay_out(replace(plain, lines=lines, template=template)).pages[1].lines)
        for name, template in {
            "form": Template(), "list": Template(landscape=True), "tall compact": Template(density="compact"),
            "wide compact": Template(density="compact", landscape=True), "tall list": Template(density="list"),
            "legal list": Template(density="list", paper="legal"), "a4 list": Template(density="list", paper="a4"),
        }.items()
    }
    assert 8 <= on_first["form"] <= 15
    assert all(12 <= on_first[name] <= 15 for name in ("list", "tall list", "legal list", "a4 list"))
    assert 20 <= on_first["tall compact"] <= 25
    assert 20 <= on_first["wide compact"] <= 25


def test_corner_marks_line_codes_and_the_sheet_s_code_are_on_every_page(tmp_path: Path) -> None:
    for template in LOOKS:
        sheet = make_sheet(60, template)
        wide, high = (side * INCH for side in template.size())
        for page in lay_out(sheet).pages:
            ink = page.ink
            black = [(x + w / 2, y + h / 2) for x, y, w, h, grey in ink.boxes if grey == 0]
            assert sorted((x > wide / 2, y > high / 2) for x, y in black) == [
                (False, False), (False, True), (True, False), (True, True)]
            codes = [text for marks in ink.texts.values() for _, _, text in marks]
            assert all(sheet.lines[number - 1].code in codes for number in page.lines)
            assert len(set(codes) & {line.code for line in sheet.lines}) == len(page.lines)
            assert any(len(stamp.ink.boxes) > 50 for stamp in ink.stamps)  # the QR code


def test_signs_of_a_web_page_in_a_name_are_printed_as_they_are(tmp_path: Path) -> None:
    sheet = make_sheet(1)
    line = replace(sheet.lines[0], name="Zoë <img src=x> & <b>Co</b>", list_name="Griffin, Office")
    write_pdf(replace(sheet, lines=(line,), title="<h1>T</h1>"), tmp_path / "a.pdf")
    [said] = texts(tmp_path / "a.pdf")
    assert "Zoë <img src=x> & <b>Co</b>" in said
    assert "<h1>T</h1>" in said
    write_pdf(replace(sheet, lines=(line,), template=Template(landscape=True)), tmp_path / "b.pdf")
    assert "Griffin, Office" in texts(tmp_path / "b.pdf")[0]  # no joined letters, which could not be searched for


def test_long_districts_and_stories_keep_the_usual_number_on_a_page() -> None:
    plain = make_sheet(90)
    known = (("state-house", "8A"), ("state-senate", "8"), ("congressional", "8"), ("county-council", "St. Louis 03"),
             ("county", "St. Louis"), ("precinct", "Duluth P-24"))
    lines = tuple(replace(line, household=0, phones=line.phones[:1], districts=known, involved="I knocked doors. " * 9)
                  for line in plain.lines)
    for template, least, most in ((Template(), 6, 15), (Template(density="list"), 12, 15),
                                  (Template(landscape=True), 12, 15), (Template(density="compact"), 20, 25),
                                  (Template(density="compact", paper="a4"), 20, 25),
                                  (Template(density="compact", paper="legal", landscape=True), 20, 25)):
        layout = lay_out(replace(plain, lines=lines, template=template))
        assert least <= len(layout.pages[1].lines) <= most, template
        said = " ".join(text for marks in layout.pages[1].ink.texts.values() for _, _, text in marks)
        assert "Pct\u00a0Duluth\u00a0P-24" in said


def test_names_in_any_script_and_of_any_length_are_wholly_there(tmp_path: Path) -> None:
    for template in (Template(), Template(landscape=True), Template(density="compact")):
        sheet = make_sheet(7, template, odd=True)
        said = ["".join(text for marks in page.ink.texts.values() for _, _, text in marks)
                for page in lay_out(sheet).pages]
        for line in sheet.lines:
            table = template.landscape or template.density == "compact"
            for word in (line.list_name if table else line.name).split():
                assert any(word in page for page in said)
    write_pdf(make_sheet(7, odd=True), tmp_path / "odd.pdf")
    whole = unicodedata.normalize("NFKC", "".join(texts(tmp_path / "odd.pdf")).replace(" ", ""))
    assert ODD[0][0].replace(" ", "") in whole
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        assert ODD[4][0] in whole


@pytest.mark.parametrize("template", LOOKS, ids=lambda t: f"{t.paper}-{'wide' if t.landscape else 'tall'}-{t.density}")
def test_each_person_has_the_results_answers_tries_and_room_to_write(tmp_path: Path, template: Template) -> None:
    sheet = make_sheet(12, template)
    sheet = replace(sheet, lines=tuple(replace(line, interest="", last="") for line in sheet.lines))
    pages = lay_out(sheet).pages
    write_pdf(sheet, tmp_path / "sheet.pdf")
    for page, said in zip(pages, texts(tmp_path / "sheet.pdf"), strict=True):
        words, people, close = said.split(), len(page.lines), said.replace(" ", "")
        assert close.count("YMLN") == people * 2
        if template.is_form:
            for word in ("Talked", "No answer", "Left message", "1st", "2nd", "3rd", "Run?", "Help?", "Notes"):
                assert said.count(word) == people
            for code in ("NH", "LM", "BZ", "CB", "WN", "WX", "RF", "MV", "OL", "XC", "DC"):
                assert words.count(code) == people + 1  # and once in the legend
        else:
            assert close.count("CVNHLMBZCBWNWXRFMVOLXCDCHO") == people
            assert "Result" in said
            assert "Notes" in said
            assert words.count("Help") == words.count("Run") - 1 == people  # the heading says Run, too
            assert ("1st 2nd 3rd" in said or " Tries" in said) is template.landscape
            assert template.landscape or said.count("1 2 3 Run") == people


@pytest.mark.parametrize("template", LOOKS, ids=lambda t: f"{t.paper}-{'wide' if t.landscape else 'tall'}-{t.density}")
def test_there_are_three_tenths_of_an_inch_to_write_on_for_each(template: Template) -> None:
    sheet = make_sheet(12, template)
    sheet = replace(sheet, lines=tuple(replace(line, household=0) for line in sheet.lines))
    tops = sorted({y1 for lines in lay_out(sheet).pages[0].ink.lines.values()
                   for x1, y1, x2, y2 in lines if y1 == y2 and x2 - x1 > 4 * INCH})
    assert len(tops) > 6
    assert min(below - above for above, below in pairwise(tops)) >= 0.3 * INCH - 1


def test_words_stand_in_the_pdf_where_the_layout_put_them(tmp_path: Path) -> None:
    for template in (Template(), Template(landscape=True), Template(density="compact", paper="a4")):
        sheet = make_sheet(9, template)
        page = lay_out(sheet).pages[0]
        write_pdf(sheet, tmp_path / "sheet.pdf")
        found: list[tuple[str, float, float]] = []

        def note(text: str, cm: list[float], tm: list[float], _: object, __: object,
                 found: list[tuple[str, float, float]] = found) -> None:
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, y))

        read = PdfReader(tmp_path / "sheet.pdf").pages[0]
        read.extract_text(visitor_text=note)
        high = float(read.mediabox.height)
        for marks in page.ink.texts.values():
            for x, y, text in marks:
                if text.startswith("(612)"):
                    at = min(abs(x / 20 - px) + abs(high - y / 20 - py) for said, px, py in found if said)
                    assert at < 2, text


def test_a_page_is_the_same_each_time_it_is_asked_for(sheet: CallSheet) -> None:
    page = lay_out(sheet).pages[1]
    assert page.ink.texts == page.ink.texts
    assert page.ink is not page.ink


@pytest.mark.parametrize("template", LOOKS[::4])
def test_long_words_leave_room_for_everybody(template: Template) -> None:
    sheet = make_sheet(30, replace(template, script="Say this. " * 900))
    lines = tuple(replace(line, involved="I helped at the booth. " * 300, address="Long Street " * 40)
                  for line in sheet.lines)
    sheet = replace(sheet, lines=lines, title="A very long title " * 17, words="HD 32A or " * 200)
    wide, high = (side * INCH for side in template.size())
    layout = lay_out(sheet, cover=True)
    assert [number for page in layout.pages for number in page.lines] == list(range(1, 31))
    for page in layout.pages[1:]:
        foot = min(y for marks in page.ink.texts.values() for _, y, text in marks if text.startswith("Y yes"))
        about = [y for marks in page.ink.texts.values() for _, y, text in marks if "booth" in text]
        assert max(about) < foot < high
        assert max(x for marks in page.ink.texts.values() for x, _, _ in marks) < wide
    assert max(y for marks in layout.pages[0].ink.texts.values() for _, y, _ in marks) < high


def test_bad_phones_are_struck_out() -> None:
    sheet = make_sheet(1)
    line = replace(sheet.lines[0], phones=(SheetPhone("+16125550001", "(612) 555-0001", "M", bad=True),))
    ink = lay_out(replace(sheet, lines=(line,))).pages[0].ink
    style = next(style for style, marks in ink.texts.items() for _, _, text in marks if text == "(612) 555-0001")
    assert style.struck


def test_breaks_begin_a_page_and_name_the_group() -> None:
    sheet = make_sheet(6, Template(breaks="precinct"))
    lines = tuple(replace(line, group=f"Pct {line.number // 3}", household=0) for line in sheet.lines)
    pages = lay_out(replace(sheet, lines=lines)).pages
    assert [page.lines for page in pages] == [(1, 2), (3, 4, 5), (6,)]
    for page, group in zip(pages, ("Pct 0", "Pct 1", "Pct 2"), strict=True):
        assert any(text == group for marks in page.ink.texts.values() for _, _, text in marks)


def test_the_same_layout_paints_on_a_screen_image(sheet: CallSheet) -> None:
    layout = lay_out(sheet)
    image = QImage(425, 550, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_page(painter, QRectF(0, 0, 425, 550), layout, 0)
    painter.end()
    assert image.pixelColor(13, 13).value() < 40  # the corner mark
    assert image.pixelColor(212, 4).value() > 240


def test_an_old_pdf_survives_a_failure(tmp_path: Path, sheet: CallSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="disk is full"):
        write_pdf(sheet, target)
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_missing_folder_is_said_in_one_line(tmp_path: Path, sheet: CallSheet) -> None:
    with pytest.raises(UserError, match="is not there"):
        write_pdf(sheet, tmp_path / "nowhere" / "sheet.pdf")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_tries_stand_apart_from_the_answers_on_every_paper(paper: str) -> None:
    page = lay_out(make_sheet(3, Template(paper=paper, density="roomy"))).pages[0]
    marks = [mark for stamp in page.ink.stamps for places in stamp.ink.texts.values() for mark in places]
    first = next(x for x, _, text in marks if text == "1st")
    last = max(x for x, _, text in marks if text == "N")
    assert first - last > 0.14 * INCH
