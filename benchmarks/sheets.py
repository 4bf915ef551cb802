"""Sign-up sheets of invented people, of any length and the same for the same length, kept between runs."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

__all__ = ["HEADERS", "csv_sheet", "rows", "workbook_sheet"]

HEADERS = (
    "First Name", "Last Name", "Email", "Phone", "Address", "City", "State", "Zip", "County", "Interested in",
    "Which office?", "Involvement", "State House District", "State Senate District", "Congressional District",
    "Precinct", "Signed up", "Source", "Tags", "Notes", "T-shirt size", "Languages",
)
_TABLE_OF_TEXTS = {
    "[Content_Types].xml": '<Override PartName="/xl/sharedStrings.xml" ContentType='
                           '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>',
    "xl/_rels/workbook.xml.rels": f'<Relationship Id="texts" Type="{REL_NS}/sharedStrings" '
                                  'Target="sharedStrings.xml"/>',
}
"""What names the table of texts in a workbook's parts that list others."""
_SYLLABLES = ("an", "bel", "cor", "da", "el", "fen", "gar", "hol", "is", "jo", "kar", "lund", "mor", "nes", "or", "per",
              "quin", "ros", "sten", "tor", "ul", "vik", "wen", "yar", "zel")
_FIRST = ("Aisha", "Bob", "Carlos", "Deqa", "Eva", "Fatima", "Grace", "Hal", "Ida", "José", "Kevin", "Linh", "Maria",
          "Nora", "Omar", "Pa", "Quinn", "Rosa", "Sam", "Tou", "Uma", "Víctor", "Wendy", "Xiong", "Yer", "Zoë")
_PLACES = (("Duluth", "55806"), ("Hibbing", "55746"), ("Ely", "55731"), ("Virginia", "55792"), ("Brainerd", "56401"),
           ("Cloquet", "55720"), ("Grand Rapids", "55744"), ("Two Harbors", "55616"))
_STREETS = ("Polk St", "Main Street", "Ford Blvd", "2nd Ave N", "Juarez Dr", "County Road 12", "Lake Ave S", "Elm Ct")
_OFFICES = ("", "", "City Council", "school board", "State House", "idk yet", "mayor", "County Commission")
_TOLD = ("Knocked doors for two weekends.", "New to this", "", "Phone bank, then the fair booth", "Hosted a party")


def csv_sheet(people: int, start: int = 0) -> Path:
    """A csv of so many sign-ups, beginning with the person of that number."""
    path = _place(f"sheet-{start}-{people}.csv")
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADERS)
            writer.writerows(rows(people, start))
        part.rename(path)
    return path


def workbook_sheet(people: int, start: int = 0) -> Path:
    """The same as xlsx, its texts in one table as Excel saves them: the cells are streamed into openpyxl's frame."""
    path = _place(f"workbook-{start}-{people}.xlsx")
    if not path.exists():
        frame, part = io.BytesIO(), path.with_suffix(".part")
        Workbook().save(frame)
        texts: dict[str, int] = {}
        with zipfile.ZipFile(frame) as empty, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as full:
            for name in empty.namelist():
                xml = empty.read(name).decode()
                end = xml.rindex("</sheetData>" if "sheet1" in name else "</")
                more = _row_xml(chain([HEADERS], rows(people, start)), texts) if "sheet1" in name else ()
                with full.open(name, "w", force_zip64=True) as file:
                    for part_of_it in chain([xml[:end], _TABLE_OF_TEXTS.get(name, "")], more, [xml[end:]]):
                        file.write(part_of_it.encode())
            with full.open("xl/sharedStrings.xml", "w", force_zip64=True) as file:
                file.write(f'<sst xmlns="{SHEET_MAIN_NS}">'.encode())
                for text in texts:
                    file.write(f"<si><t>{escape(text)}</t></si>".encode())
                file.write(b"</sst>")
        part.rename(path)
    return path


def _row_xml(given: Iterable[Sequence[str]], texts: dict[str, int]) -> Iterator[str]:
    """Rows of cells that name their texts by number; `texts` collects these."""
    letters = [get_column_letter(place) for place in range(1, len(HEADERS) + 1)]
    for number, row in enumerate(given, 1):
        cells = "".join(
            f'<c r="{letter}{number}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
            for letter, text in zip(letters, row, strict=True) if text
        )
        yield f'<row r="{number}">{cells}</row>'


def rows(people: int, start: int = 0) -> Iterator[tuple[str, ...]]:
    """Sign-ups: a few people come twice, a few columns are empty, the rest is as people type it."""
    for number in range(start, start + people):
        chance = random.Random(number - 1 if number % 33 == 32 else number)  # one in 33 signs up a second time
        first = chance.choice(_FIRST)
        last = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
        city, code = chance.choice(_PLACES)
        house = f"{chance.randrange(1, 13)}{chance.choice('AB')}"
        key = f"{first[0]}{last}{chance.randrange(10**7):07}"
        digits = f"{chance.randrange(201, 999):03}555{chance.randrange(10**4):04}"
        shape = chance.choice(("({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "{}{}{}", "+1 {} {} {}"))
        yield (
            first, last, f"{key}@example.org".lower(), shape.format(digits[:3], digits[3:6], digits[6:]),
            f"{chance.randrange(1, 9999)} {chance.choice(_STREETS)}", city, "MN", code, "St. Louis",
            chance.choice(("Run for office", "Volunteer", "Both", "")), chance.choice(_OFFICES), chance.choice(_TOLD),
            house, house[:-1], "8", f"{city} P-{chance.randrange(1, 9)}",
            f"{chance.randrange(1, 13)}/{chance.randrange(1, 29)}/2016 {chance.randrange(24)}:15",
            chance.choice(("rally", "web form", "door")), chance.choice(("", "delegate", "donor, delegate")), "",
            chance.choice(("S", "M", "L", "XL")), chance.choice(("", "Spanish", "Hmong, English")),
        )


def _place(name: str) -> Path:
    folder = Path(tempfile.gettempdir()) / "organizer-benchmarks"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / name
