"""Seat lists and candidate filing lists of any state, read into seats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count

from organizer.districts.columns import Row, cell_text, iso_date, said, whole
from organizer.domain.district import KINDS, county_key, county_name, in_county, kind_of, normalize_code
from organizer.domain.errors import UserError
from organizer.domain.names import fold

__all__ = ["DATES", "SeatEntry", "SeatList", "office_of", "place_of", "read_seats", "same_party"]

DATES = ("election_date", "primary_date", "filing_opens", "filing_deadline", "as_of")
_COUNTS = ("seats_up", "filed_ours", "filed_total")
_TEXTS = ("partisan", "term", "incumbent", "incumbent_party", "incumbent_running", "signatures_needed", "filing_fee",
          "source", "notes")


@dataclass(slots=True)
class SeatEntry:
    """One seat of a list: the columns of the seat table that the list says."""

    values: dict[str, str | int] = field(default_factory=dict)
    row: int = 0


@dataclass(slots=True)
class SeatList:
    """What a list held: seats, rows not used with reasons, what was mended, and the parties of its candidates."""

    seats: list[SeatEntry]
    rows: int
    refused: list[tuple[int, str]]
    notes: list[str]
    parties: dict[str, int] = field(default_factory=dict)


def _aliases() -> dict[str, str]:
    text = files("resources").joinpath("districts/seat-columns.txt").read_text("utf-8")
    joined = re.sub(r"\n +", " ", re.sub(r"(?m)^#.*\n", "", text))
    lines = (line.partition(":") for line in joined.splitlines() if line)
    return {alias.strip(): role for role, _, aliases in lines for alias in aliases.split(";")}


def read_seats(
    headers: Sequence[object], rows: Iterable[Row], numbers: Iterable[int] | None = None, *, party: str = "",
    state: str = "",
) -> SeatList:
    """Read a list of seats, or of candidates, of which those for one contest become one seat.

    Args:
        headers: the first row.
        rows: the others.
        numbers: each row's number in the file.
        party: ours, as the list writes it; candidates of it are counted as ours.
        state: two capitals, where the list does not say.

    Raises:
        UserError: it is no such list.
    """
    aliases = _aliases()
    roles: dict[str, int] = {}
    for place, header in enumerate(headers):
        if (role := aliases.get(said(header))) and role not in roles:
            roles[role] = place
    if "name" not in roles and "office" not in roles:
        raise UserError("This isn't a list of seats: no column names the office. Name one “Seat” or “Office”.")
    candidates = "candidate" in roles or {"first", "last"} <= roles.keys()
    out = SeatList([], 0, [], [])
    bad_dates = gone = 0
    for number, row in zip(numbers or count(2), rows, strict=False):
        cells = {role: cell_text(row[place]) if place < len(row) else "" for role, place in roles.items()}
        if not any(cells.values()):
            continue
        out.rows += 1
        if candidates and _GONE.search(fold(cells.get("status", ""))):
            gone += 1
            continue
        entry, wrong = _entry(cells, state)
        bad_dates += wrong
        if isinstance(entry, str):
            out.refused.append((number, entry))
            continue
        out.seats.append(SeatEntry(entry, number))
        if candidates:
            named = cells.get("party", "")
            out.parties[named] = out.parties.get(named, 0) + 1
            entry["_party"] = named
            if fold(str(entry.get("incumbent", ""))) in ("yes", "y", "true", "x", "incumbent", "i"):
                name = cells.get("candidate") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
                entry |= {"incumbent": name, "incumbent_party": named, "incumbent_running": "yes"}
            else:
                entry.pop("incumbent", None)
    if candidates:
        out.seats = _contests(out.seats, party)
    if gone:
        out.notes.append(f"{gone:,} candidates who withdrew or were turned away were not counted.")
    if bad_dates:
        out.notes.append(f"{bad_dates:,} dates could not be read and were left out.")
    mended = sum(1 for one in out.seats if _mend(one.values))
    if mended:
        out.notes.append(f"{mended:,} seats listed more of our candidates than candidates in all; "
                         "the total was raised to match.")
    return out


_GONE = re.compile(r"withdr|disqualif|reject|remov|deceased|denied|declin|invalid")
_PARTIES = ({"dem", "democrat", "democratic", "d", "dfl", "democratic-farmer-labor"},
            {"rep", "republican", "r", "gop"}, {"lib", "libertarian", "l"}, {"grn", "gre", "green", "g"})


def same_party(one: str, other: str) -> bool:
    """Whether two spellings name one party: ``DEM``, ``Democratic`` and ``D`` do."""
    first, second = (re.sub(r" party$", "", fold(said)).strip(". ") for said in (one, other))
    return first == second or any(first in names and second in names for names in _PARTIES)


def _entry(cells: dict[str, str], state: str) -> tuple[dict[str, str | int] | str, int]:
    """The seat's columns, or why the row is none; and how many of its dates made no sense."""
    name = cells.get("name") or cells.get("office", "")
    if not name:
        return "no office is named", 0
    values: dict[str, str | int] = {}
    wrong = 0
    for role in DATES:
        if cells.get(role):
            day = iso_date(cells[role])
            wrong += day is None
            values[role] = day or ""
    for role in _COUNTS:
        if cells.get(role):
            number = whole(cells[role])
            if number is None:
                return f"{role.replace('_', ' ')} is not a number", wrong
            values[role] = number
    for role in _TEXTS:
        if cells.get(role):
            values[role] = cells[role]
    values["state"] = (cells.get("state") or state).upper()[:2]
    office = cells.get("office") or name
    county = _capitals(county_name(cells.get("county", "")))
    kind, code = place_of(name, cells.get("kind", ""), cells.get("code", ""), county, cells.get("city", ""), office)
    values |= {"district_kind": kind, "district_code": code, "county": county}
    label = cells.get("label", "")
    values["name"] = _title(name, label, cells.get("code", ""), code, county)
    values["office"] = office_of(f"{office} {name}", kind)
    return values, wrong


def _title(name: str, label: str, written: str, code: str, county: str) -> str:
    """The seat's name with what tells it from others of the office."""
    title = _capitals(name)
    words = {word.lstrip("0") for word in re.findall(r"[\w]+", fold(title))}
    told = {word.lstrip("0") for word in re.findall(r"[\w]+", fold(code))}
    if code and not told <= words and fold(written) not in fold(title):
        title = f"{title}, {_capitals(written)}" if re.search(r"[^\W\d]{2}", written) else f"{title} {code}"
    if county and county_key(county) not in county_key(title) and not code:
        title = f"{title}, {county} County"
    if label and fold(label) not in fold(title):
        title = f"{title}, {label if not label.isdigit() else f'seat {label}'}"
    return title


def _capitals(text: str) -> str:
    """A text that shouts, in the capitals of a name."""
    if not text.isupper():
        return text
    small, kept = {"of", "the", "and", "for", "in"}, {"US", "NC", "VA", "MN", "ISD", "II", "III"}
    words = [word if word in kept else word.lower() if word.lower() in small else word.title()
             for word in text.split()]
    return " ".join(words)


_CONGRESS = re.compile(r"\b(?:u\.? ?s\.? house|congress|congressional|u\.? ?s\.? representative)\b")
_NTH = re.compile(r"\b(\d+)(?:st|nd|rd|th) (?:district|ward|division|precinct)\b")
_PART_OF_COUNTY = re.compile(r"^(?P<county>.+?) (?:county|parish) - (?P<part>.+?)(?: (?:district|magisterial))*$", re.I)
_NUMBER = re.compile(r"\b(?:district|dist|ward|division|precinct)\.?\s*(?:no\.?|number|\#)?\s*0*(\d+\s?[a-z]?)\b")
_LAST_NUMBER = re.compile(r"\b0*(\d+\s?[a-z]?)$")
_NUMBERED = ("state-house", "state-senate", "congressional", "county-council")
_SCHOOLS = re.compile(
    r"^([\w .'-]+?) (?:public |area |independent )*(?:schools?\b|board of education)"
)
_CITY_OF = re.compile(r"^(?:city|town|village) of ([a-z .'-]+?)(?: city| town| village| mayor|,|$)")
_OF_CITY = re.compile(r"^([\w .'-]+?) (?:city|town|village) (?:council|commission)|^([\w .'-]+?) mayor")
_OFFICES: tuple[tuple[str, str], ...] = (
    (r"state senat|\bsenate district|\bstate sen\b|nc senate", "state-senate"),
    (r"state house|house of representatives|state rep|assembly|house of delegates|\bhouse district|nc house",
     "state-house"),
    (r"county (?:commission|board|council|supervisor|legislat)|commissioners?\b|board of supervisors",
     "county-council"),
    (r"school|board of education|\bisd\b", "school"),
    (r"soil|water conservation", "special"),
    (r"(?:city|district|town) council|council member|councilmember|alder|village|mayor|city commission", "city"),
    (r"township|town board|town supervisor", "township"),
    (r"judge|justice|court", "judicial"),
    (r"sheriff|county attorney|register of deeds|county clerk|county treasurer|county auditor|coroner", "county"),
)


def place_of(
    name: str, kind_text: str, code_text: str, county: str = "", city: str = "", office: str = ""
) -> tuple[str, str]:
    """The district that elects a seat: (kind, code) from the list's columns, else from the words of name and office."""
    folded, told = fold(name), fold(f"{name} {office}")
    kind = kind_of(kind_text) if kind_text else None
    if kind is None and kind_text and fold(kind_text) in KINDS:
        kind = fold(kind_text)
    if kind is None:
        if _CONGRESS.search(told):
            kind = "congressional"
        else:
            kind = next((found for pattern, found in _OFFICES if re.search(pattern, told)), "other")
    code = code_text
    if kind == "county" and (part := _PART_OF_COUNTY.match(code)):
        return "county-council", in_county(part["county"].title(), part["part"])
    numbered = _LAST_NUMBER.search(folded) if kind in _NUMBERED else None
    if not code and (found := _NTH.search(folded) or _NUMBER.search(folded) or numbered):
        code = found[1]
    if kind == "county-council":
        if not code and county:
            return "county", county
        return kind, in_county(county, code) if code else ""
    if kind == "county":
        return kind, county_name(code or county)
    if kind in ("city", "town", "township", "village", "borough", "municipality"):
        named = code if code and not code[:1].isdigit() else city
        ward = normalize_code("ward", code)
        if ward[:1].isdigit():
            return "ward", ward
        if not named and (found := _CITY_OF.search(folded) or _OF_CITY.search(folded)):
            named = next(part for part in found.groups() if part).title()
        return kind, named or code
    if kind == "school" and not code and (found := _SCHOOLS.search(folded)):
        return kind, found[1].title()
    return kind, normalize_code(kind, code) if code else ""


def office_of(text: str, kind: str) -> str:
    """The office in the words that prospects' wishes are grouped in ("School board"), else what the kind elects."""
    folded = fold(text)
    if "mayor" in folded:
        return "Mayor"
    return {
        "state-house": "State House", "state-senate": "State Senate", "congressional": "US House",
        "county-council": "County commission", "school": "School board", "city": "City council",
        "city-council": "City council", "ward": "City council", "township": "Township board", "judicial": "Judge",
        "town": "Township board", "village": "City council",
    }.get(kind) or _other_office(folded)


def _other_office(folded: str) -> str:
    words = (("soil", "Soil and Water"), ("sheriff", "Sheriff"), ("attorney", "County attorney"),
             ("park", "Park board"), ("library", "Library board"), ("hospital", "Hospital board"),
             ("water", "Water board"), ("commission", "County commission"), ("supervisors", "County commission"))
    return next((office for word, office in words if word in folded), "")


def _contests(entries: list[SeatEntry], party: str) -> list[SeatEntry]:
    """One seat a contest, with its candidates counted."""
    groups: dict[tuple[object, ...], list[SeatEntry]] = defaultdict(list)
    for one in entries:
        values = one.values
        groups[fold(str(values["name"])), values["district_kind"], values["district_code"], values["county"],
               values.get("election_date", "")].append(one)
    out = []
    for found in groups.values():
        first = found[0]
        parties = [str(one.values.pop("_party", "")) for one in found]
        for one in found:
            if one.values.get("incumbent"):
                first.values |= {name: one.values[name] for name in ("incumbent", "incumbent_party",
                                                                     "incumbent_running")}
        first.values["filed_total"] = len(found)
        if party:
            first.values["filed_ours"] = sum(same_party(one, party) for one in parties)
        out.append(first)
    return out


def _mend(values: dict[str, str | int]) -> bool:
    """Raise a total that is less than our own count. Returns whether it was."""
    ours, total = int(values.get("filed_ours", 0)), values.get("filed_total")
    if total is not None and int(total) < ours:
        values["filed_total"] = ours
        return True
    return False
