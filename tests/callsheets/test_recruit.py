"""The recruitment sheet: one page a person, wholly on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from organizer.callsheets.pdf.ink import INCH
from organizer.callsheets.pdf.pages import print_layouts
from organizer.callsheets.pdf.recruit import lay_out_recruits
from organizer.callsheets.recruit import RecruitSheet
from organizer.domain.people import SeatAsk
from tests.callsheets.sheets import make_sheet

SEATS = (SeatAsk("County commission 3", "CC 3", "Jun 2", 40), SeatAsk("State House 32A", "HD 32A", "May 31", 9))


@pytest.mark.parametrize("count", [0, 2, 30])
def test_a_page_a_person_with_the_nearest_deadline(tmp_path: Path, count: int) -> None:
    people = make_sheet(7, odd=True).lines
    sheets = [RecruitSheet(replace(line, past=("Talked Nov 3 by Lee – " + "long " * 80,) * 9), (SEATS * 15)[:count],
                           county="Anoka County", made_at="2026-11-19T18:20:00Z") for line in people]
    layout = lay_out_recruits(sheets)
    assert len(layout.pages) == 7
    for page in layout.pages:
        texts = [(x, y, said) for marks in page.ink.texts.values() for x, y, said in marks]
        assert all(0 < x < page.size[0] * INCH for x, _, _ in texts)
        foot = max(y for _, y, _ in texts)
        assert foot < page.size[1] * INCH
        assert [said for _, y, said in texts if y > foot - 0.3 * INCH] == [said for _, y, said in texts if y == foot]
        assert {"By whom and when", "Notes"} <= {said for _, _, said in texts}
    print_layouts([layout], tmp_path / "r.pdf", "Recruiting")
    said = PdfReader(tmp_path / "r.pdf").pages[1].extract_text()
    assert people[1].name.split()[0] in said
    assert ("Will you run for State House 32A? Filing closes May 31." in " ".join(said.split())) == (count > 0)
