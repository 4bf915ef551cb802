"""Street indexes: which house numbers of which street lie in which precinct or districts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import NamedTuple

from organizer.districts.columns import Row, Shape, kind_said
from organizer.districts.houses import GRID, HIGHEST, block_of, house_number, house_words
from organizer.districts.report import LoadReport
from organizer.domain.address import parse, street_key
from organizer.domain.district import in_county, normalize_code
from organizer.domain.names import fold

__all__ = ["Segment", "check_overlaps", "read_segments"]

_PARITY = {
    "": "both", "both": "both", "b": "both", "all": "both", "a": "both", "o": "odd", "odd": "odd", "odds": "odd",
    "e": "even", "even": "even", "evens": "even", "odd even": "both", "even odd": "both", "oe": "both", "eo": "both",
    "1": "odd", "2": "even", "0": "both", "mixed": "both", "m": "both", "either": "both",
}
_RANGE = re.compile(
    r"^(?:(?P<low>\d{1,6})\s*(?:-|–|to|thru|through)\s*(?P<high>\d{1,6})"
    r"|(?P<from>\d{1,5}-\d{1,4})\s+(?:-|–|to|thru|through)\s+(?P<to>\d{1,5}-\d{1,4})"
    rf"|(?P<first>{GRID})\s*(?:-|–|to|thru|through)\s*(?P<last>{GRID}))"
    r"\s*\(?(?P<side>odd|even|both|all)?s?(?: only)?\)?$",
    re.IGNORECASE,
)
_ROUTE_BOX = re.compile(r"^(?:RR|HC) .*BOX ")


class Segment(NamedTuple):
    """A run of house numbers on a street."""

    street: str  # as street_key
    zip: str
    city: str  # folded
    low: int
    high: int
    parity: str  # odd, even, both
    units: str  # "", "9", "1-20"
    precinct: str  # id, or else name, as written
    districts: tuple[tuple[str, str], ...]
    state: str = ""


def read_segments(
    shape: Shape, rows: Iterable[Row], report: LoadReport, numbers: Iterable[int] | None = None,
    known: Callable[[str], bool] | None = None,
) -> list[Segment]:
    """Make segments of rows; each row that cannot be used is reported with its reason.

    Args:
        shape: what the columns are.
        rows: the rows.
        report: told of every row.
        numbers: each row's number in the file.
        known: whether a precinct table has a precinct; a row that names only an unknown one would assign nothing.
    """
    out: list[Segment] = []
    for number, row in zip(numbers or count(2), rows, strict=False):
        if not any(cell not in (None, "") for cell in row):
            continue
        report.rows += 1
        found = _segment(shape, row, known)
        if isinstance(found, str):
            report.refuse(number, found)
        elif known is not None and not found.districts and not known(found.precinct):
            report.refuse(number, "the precinct is not in the precinct table; load that table first")
        else:
            out.append(found)
    report.used = len(out)
    if out:
        check_overlaps(out, report)
    return out


def _segment(shape: Shape, row: Row, known: Callable[[str], bool] | None) -> Segment | str:
    """The row's segment, or why there is none."""
    before, street, suffix, after, address, house = shape.cells(
        row, "before", "street", "suffix", "after", "address", "number"
    )
    low, high, spread, parity, city, state, zip_code = shape.cells(
        row, "low", "high", "range", "parity", "city", "state", "zip"
    )
    precinct_id, precinct, county, unit, unit_low, unit_high = shape.cells(
        row, "precinct_id", "precinct", "county", "unit", "unit_low", "unit_high"
    )
    if not street and address:
        whole_line = parse(address, unit)
        key, unit = street_key(whole_line.street), whole_line.unit
        if whole_line.number is None and not _ROUTE_BOX.match(key):
            return "a post office box isn't a home" if " BOX " in key else "the address has no house number"
        low = high = whole_line.house
    else:
        key = street_key(street, suffix, before, after)
    if not key or not any(letter.isalnum() for letter in key):
        return "no street name"
    if house and not low:
        low = high = house
    bounds = _bounds(low, high, spread)
    if isinstance(bounds, str):
        return bounds
    side = _PARITY.get(re.sub(r"[^a-z0-9]+", " ", (bounds[2] or parity).lower()).strip())
    if side is None:
        return "odd, even or both is not said in a way we know"
    districts = _districts(shape, row, county)
    named = precinct_id or precinct
    if known is not None and (split := next(shape.cells(row, "split_id"))) and known(split):
        named = split
    if not named and not districts:
        return "no precinct and no district"
    zip5 = _zip(zip_code)
    if zip5 is None:
        return "the ZIP is not a ZIP"
    units = f"{unit_low}-{unit_high}" if unit_low and unit_high else unit_low or (unit.split()[-1] if unit else "")
    return Segment(
        key, zip5, fold(city), bounds[0], bounds[1], side, units.upper(), named, districts, state.upper()[:2]
    )


def _bounds(low: str, high: str, spread: str) -> tuple[int, int, str] | str:
    side = ""
    if spread and not low:
        found = _RANGE.match(spread)
        if found:
            low = found["low"] or found["from"] or found["first"]
            high = found["high"] or found["to"] or found["last"]
            side = found["side"] or ""
        elif house_number(spread) is not None:
            low = high = spread
        elif fold(spread) in ("all", "all numbers", "entire street"):
            low = high = ""
        else:
            return "the range of house numbers is not understood"
    if not low and not high:
        return 0, HIGHEST, side
    if not low or not high:
        return "one end of the range is missing"
    first, last = house_number(low), house_number(high)
    if first is None or last is None:
        return "a house number is not a number"
    if block_of(first) != block_of(last):
        return "the two ends of the range are not on one line of the grid" if max(block_of(first), block_of(last)) > 1 \
            else "the two ends of the range are numbers of different kinds"
    if first > last:
        return "the range runs backwards"
    return first, last, side


def _zip(text: str) -> str | None:
    digits = text.split("-")[0].strip()
    if not digits:
        return ""
    if not digits.isdigit() or len(digits) not in (3, 4, 5, 8, 9):
        return None
    return (digits.zfill(5) if len(digits) <= 5 else digits.zfill(9))[:5]


def _districts(shape: Shape, row: Row, county: str) -> tuple[tuple[str, str], ...]:
    out = []
    for kind, text in shape.codes(row):
        code = in_county(county, text) if kind == "county-council" else normalize_code(kind, text)
        out.append((kind, code))
    kind_text, code_text = shape.cells(row, "kind", "code")
    if kind_text and code_text and (known := kind_said(kind_text)):
        out.append((known, normalize_code(known, code_text)))
    return tuple(out)


def check_overlaps(segments: Sequence[Segment], report: LoadReport) -> None:
    """Note house numbers that two segments give to different places, and holes between segments of one street."""
    streets: dict[tuple[str, str, str], list[Segment]] = defaultdict(list)
    for one in segments:
        if not one.units:
            streets[one.street, one.zip, one.city].append(one)
    overlaps = gaps = 0
    example = ""
    for runs in streets.values():
        for side in ("odd", "even"):
            mine = sorted((r for r in runs if r.parity in (side, "both")), key=lambda r: (r.low, r.high))
            reach: Segment | None = None
            for run in mine:
                if reach is not None and run.low <= reach.high:
                    if (run.precinct, run.districts) != (reach.precinct, reach.districts):
                        overlaps += 1
                        example = example or f"{house_words(run.low)} {run.street.title()} {run.zip}".strip()
                elif reach is not None and run.low > reach.high + 2 and block_of(run.low) == block_of(reach.high):
                    gaps += 1
                if reach is None or run.high > reach.high:
                    reach = run
    if overlaps:
        report.notes.append(
            f"{overlaps:,} ranges overlap and disagree (first at {example}); addresses there are not assigned."
        )
    if gaps:
        report.notes.append(f"{gaps:,} gaps between ranges of the same street; addresses there are not covered.")
