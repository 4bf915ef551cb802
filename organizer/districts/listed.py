"""Precinct tables and ZIP tables: lists that say in which districts a precinct or a ZIP lies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from organizer.districts.columns import Row, Shape, cell_text, kind_said, whole
from organizer.districts.report import LoadReport
from organizer.domain.district import KINDS, county_key, county_name, in_county, normalize_code
from organizer.domain.names import fold

__all__ = ["Precinct", "ZipPart", "precinct_key", "read_precincts", "read_zips"]


class Precinct(NamedTuple):
    """A precinct and the districts it lies in."""

    id: str
    name: str
    county: str
    districts: tuple[tuple[str, str], ...]


class ZipPart(NamedTuple):
    """The part of a ZIP in a district; `share` is None where the table does not say."""

    zip: str
    kind: str
    code: str
    share: float | None


def precinct_key(name: str) -> str:
    """A precinct's name as it is compared: ``GRAND LAKE TOWNSHIP`` and ``Grand Lake Twp.`` are one."""
    words = re.sub(r"[^\w]+", " ", fold(name)).split()
    same = {"township": "twp", "town": "twp", "precinct": "p", "pct": "p", "prec": "p", "ward": "w", "saint": "st",
            "number": "", "no": "", "unorganized": "unorg", "district": "dist"}
    joined = " ".join(same.get(word, word.lstrip("0") or word) for word in words)
    return re.sub(r"\bp (?=\w+$)", "p-", re.sub(r"\s+", " ", joined)).strip()


def read_precincts(
    shape: Shape, rows: Iterable[Row], report: LoadReport, numbers: Iterable[int] | None = None
) -> list[Precinct]:
    """Make precincts of rows; a precinct listed twice with other districts is split and said so."""
    out: list[Precinct] = []
    areas = ("county", "city")
    seen: dict[tuple[str, str, str], set[tuple[tuple[str, str], ...]]] = defaultdict(set)
    for number, row in zip(numbers or count(2), rows, strict=False):
        if not any(cell not in (None, "") for cell in row):
            continue
        report.rows += 1
        precinct_id, name, county, kind_text, code_text = shape.cells(
            row, "precinct_id", "precinct", "county", "kind", "code"
        )
        districts = []
        for kind, text in shape.codes(row):
            if kind == "county":
                code = county_name(text)
            elif kind == "county-council":
                code = in_county(county, text)
            else:
                code = normalize_code(kind, text)
            districts.append((kind, code))
        if kind_text and code_text and (known := kind_said(kind_text)):
            districts.append((known, in_county(county, code_text) if known == "county-council"
                              else normalize_code(known, code_text)))
        if not precinct_id and not name:
            report.refuse(number, "no precinct")
        elif not [kind for kind, _ in districts if kind not in areas] and (len(shape.kinds) > 1 or not districts):
            report.refuse(number, "no district")
        else:
            one = Precinct(precinct_id, name, county_name(county), tuple(districts))
            out.append(one)
            seen[one.id, precinct_key(one.name), county_key(one.county)].add(one.districts)
    report.used = len(out)
    split = sum(1 for (_, _, _), found in seen.items() if _disagree(found))
    if split:
        report.notes.append(f"{split:,} precincts lie in several districts of a kind; people there are marked split.")
    return out


def _disagree(found: set[tuple[tuple[str, str], ...]]) -> bool:
    codes: dict[str, set[str]] = defaultdict(set)
    for districts in found:
        for kind, code in districts:
            codes[kind].add(code)
    return any(len(some) > 1 for some in codes.values())


def read_zips(
    shape: Shape, rows: Iterable[Row], report: LoadReport, numbers: Iterable[int] | None = None
) -> list[ZipPart]:
    """Make parts of rows. Shares may be parts of one, per cent, or areas as in the Census relationship files."""
    raw: list[ZipPart] = []
    area = shape.roles.get("area_part", -1)
    for number, row in zip(numbers or count(2), rows, strict=False):
        if not any(cell not in (None, "") for cell in row):
            continue
        report.rows += 1
        zip_text, share_text, kind_text, code_text = shape.cells(row, "zip", "share", "kind", "code")
        digits = zip_text.split("-")[0]
        codes = [(kind, _census_code(shape, kind, text)) for kind, text in shape.codes(row)]
        if kind_text and code_text and (known := kind_said(kind_text)):
            codes.append((known, normalize_code(known, code_text)))
        share: float | None = None
        if area >= 0:
            part = whole(cell_text(row[area])) if area < len(row) else None
            share = float(part or 0)
        elif share_text:
            share = _share(share_text)
            if share is None:
                report.refuse(number, "the share is not a number")
                continue
        if not digits:
            report.refuse(number, "no ZIP")
        elif not digits.isdigit() or not 3 <= len(digits) <= 5:
            report.refuse(number, "the ZIP is not a ZIP")
        elif not codes:
            report.refuse(number, "no district")
        elif share is not None and share <= 0:
            report.refuse(number, "nothing of the ZIP lies in the district")
        else:
            raw += [ZipPart(digits.zfill(5), kind, code, share) for kind, code in codes]
            report.used += 1
    return _as_parts(raw, report)


def _share(text: str) -> float | None:
    try:
        value = float(text.rstrip("%").replace(",", "").strip())
    except ValueError:
        return None
    return value / 100 if text.endswith("%") else value if 0 <= value < float("inf") else None


def _census_code(shape: Shape, kind: str, text: str) -> str:
    """A code; a Census number loses the state in front of it (``2703A`` is ``3A``)."""
    census = "area_part" in shape.roles
    if census and kind in ("state-house", "state-senate", "congressional") and len(text) >= 4 and text[:2].isdigit():
        text = text[2:]
    return normalize_code(kind, text)


def _as_parts(raw: list[ZipPart], report: LoadReport) -> list[ZipPart]:
    """Each district once per ZIP, with shares that sum to one where they are areas or per cent."""
    sums: dict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
    for zip_code, kind, code, share in raw:
        known = sums[zip_code, kind].get(code)
        sums[zip_code, kind][code] = share if known is None else known + (share or 0.0)
    out = []
    split: dict[str, set[str]] = defaultdict(set)
    for (zip_code, kind), codes in sums.items():
        total = sum(share or 0.0 for share in codes.values())
        scale = total if total > 1.5 else 1.0
        for code, share in codes.items():
            out.append(ZipPart(zip_code, kind, code, None if share is None else round(share / scale, 4)))
        if len(codes) > 1:
            split[kind].add(zip_code)
    for kind, zips in split.items():
        all_zips = len({zip_code for zip_code, one in sums if one == kind})
        report.notes.append(f"{len(zips):,} of {all_zips:,} ZIPs lie in several {KINDS.get(kind, kind)} districts.")
    return out
