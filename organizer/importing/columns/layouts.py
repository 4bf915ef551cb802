"""Files that are known to come without headers, and what their columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from organizer.importing.cleaning.text import Cell
from organizer.importing.columns.values import Values, sample_column

__all__ = ["LAYOUTS", "Layout", "names_of"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout by its number of columns and what some of them must hold.

    Args:
        headers: the columns' names, as their publisher calls them.
        dates: places of columns that hold dates.
        emails: the place of the column of e-mail addresses.
        letters: the place of a column of short codes in letters.
    """

    headers: tuple[str, ...]
    dates: tuple[int, ...]
    emails: int
    letters: int


LAYOUTS: tuple[Layout, ...] = (
    Layout(  # the extract of the Florida Division of Elections
        (
            "County Code", "Florida Voter ID", "Last Name", "Name Suffix", "First Name", "Middle Name",
            "Public Records Exemption", "Residence Address 1", "Residence Address 2", "Residence City",
            "Residence State", "Residence Zip", "Mailing Address 1", "Mailing Address 2", "Mailing Address 3",
            "Mailing City", "Mailing State", "Mailing Zip", "Mailing Country", "Gender", "Race Code", "Birth Date",
            "Registration Date", "Party Affiliation", "Precinct", "Precinct Group", "Precinct Split", "Precinct Suffix",
            "Voter Status", "Congressional District", "State House District", "State Senate District",
            "County Commission District", "School Board District", "Area Code", "Phone Number", "Phone Extension",
            "Email Address",
        ),
        dates=(21, 22), emails=37, letters=0,
    ),
)


def names_of(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The headers of a sheet without any whose layout is known; empty for every other."""
    width = len(rows[0]) if rows else 0
    for layout in LAYOUTS:
        if width != len(layout.headers):
            continue
        mails, codes = Values(sample_column(rows, layout.emails)), Values(sample_column(rows, layout.letters))
        if (
            all(Values(_filled(rows, place)).dates >= 0.9 for place in layout.dates)
            and (not mails.texts or mails.emails >= 0.8)
            and codes.part(lambda text: text.isalpha() and len(text) <= 3) >= 0.9
        ):
            return layout.headers
    return ()


def _filled(rows: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    cells: Any = sample_column(rows, place)
    return [cell for cell in cells if str(cell).strip(" *")]
