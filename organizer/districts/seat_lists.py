"""Seat lists and candidate filing lists of any state, read into seats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count

from organizer.districts.columns import Row, cell_text, iso_date, said, whole
from organizer.districts.elected import office_of, place_of
from organizer.domain.district import county_key, county_name, kind_of
from organizer.domain.errors import UserError
from organizer.domain.legislature import whole_district
from organizer.domain.names import fold

__all__ = ["DATES", "IDENTITY", "SeatEntry", "SeatList", "read_seats", "same_party"]

IDENTITY = ("name", "district_kind", "district_code", "state", "county", "election_date")
"""What makes two rows the same seat."""
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
    kinds = {} if "code" in roles else _district_columns(headers, roles)
    out = SeatList([], 0, [], [])
    bad_dates = gone = full = 0
    for number, row in zip(numbers or count(2), rows, strict=False):
        cells = {role: cell_text(row[place]) if place < len(row) else "" for role, place in roles.items()}
        if not any(cells.values()):
            continue
        out.rows += 1
        if candidates and _GONE.search(fold(cells.get("status", ""))):
            gone += 1
            continue
        if cells.get("seats_up") == "0":
            full += 1
            continue
        entry, wrong = _entry(_put_in_district(cells, kinds, row, state), state)
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
    out.seats = _contests(out.seats, party) if candidates else _once(out, counted="seats_up" in roles)
    if gone:
        out.notes.append(f"{gone:,} candidates who withdrew or were turned away were not counted.")
    if full:
        out.notes.append(f"{full:,} {'row' if full == 1 else 'rows'} without a seat to fill left out.")
    if bad_dates:
        out.notes.append(f"{bad_dates:,} dates could not be read and were left out.")
    mended = sum(1 for one in out.seats if _mend(one.values))
    if mended:
        out.notes.append(f"{mended:,} seats listed more of our candidates than candidates in all; "
                         "the total was raised to match.")
    return out


def _district_columns(headers: Sequence[object], roles: dict[str, int]) -> dict[str, int]:
    """The columns that are called after a kind of district (``Precinct``, ``House District``), by that kind."""
    out: dict[str, int] = {}
    for place, header in enumerate(headers):
        kind = kind_of(str(header or "")) if place not in roles.values() else None
        if kind is not None:
            out.setdefault(kind, place)
    return out


def _put_in_district(cells: dict[str, str], kinds: dict[str, int], row: Row, state: str) -> dict[str, str]:
    """A row's cells with the district from the column of the kind that its office is elected in, or the only one."""
    told = {kind: text for kind, place in kinds.items() if place < len(row) and (text := cell_text(row[place]))}
    elects, _ = place_of(cells.get("name", ""), cells.get("kind", ""), "", office=cells.get("office", ""), state=state)
    kind = elects if elects in told else next(iter(told)) if len(told) == 1 else ""
    return cells | {"kind": kind, "code": told[kind]} if kind else cells


_GONE = re.compile(r"withdr|disqualif|reject|remov|deceased|denied|declin|invalid")
_PARTIES = ({"dem", "democrat", "democratic", "d", "dfl", "democratic-farmer-labor"},
            {"rep", "republican", "r", "gop"}, {"lib", "libertarian", "l"}, {"grn", "gre", "green", "g"})


def same_party(one: str, other: str) -> bool:
    """Whether two spellings name one party: ``DEM``, ``Democratic`` and ``D`` do."""
    first, second = (re.sub(r"^\(?prefers | party$", "", fold(said).rstrip(")")).strip("(. ") for said in (one, other))
    return first == second or any(first in names and second in names for names in _PARTIES)


_INDEPENDENT = re.compile(r"(.+) city$", re.IGNORECASE)  # Virginia's cities are in no county


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
    home = values["state"] = (cells.get("state") or state).upper()[:2]
    office = cells.get("office") or name
    county = _capitals(county_name(cells.get("county", "")))
    city = cells.get("city", "")
    if home == "VA" and (independent := _INDEPENDENT.match(county)):
        city, county = city or independent[1], ""
    kind, code = place_of(name, cells.get("kind", ""), cells.get("code", ""), county, city, office, home)
    district = whole_district(home, kind, code)
    values |= {"district_kind": kind, "district_code": district, "county": county}
    label = cells.get("label", "")
    of_city = kind == "ward" and "first" not in cells and "candidate" not in cells  # there it is a candidate's address
    values["name"] = _title(name, label, cells.get("code", ""), code, county, city if of_city else "")
    values["office"] = office_of(f"{office} {name}", kind)
    return values, wrong


def _title(name: str, label: str, written: str, code: str, county: str, city: str) -> str:
    """The seat's name with what tells it from others of the office."""
    title = _capitals(name)
    if city and fold(city) not in fold(title):
        title = f"{_capitals(city)} {title}"
    if not (_words(code) <= _words(title) or _words(written) <= _words(title)):
        title = f"{title}, {_capitals(written)}" if re.search(r"[^\W\d]{2}", written) else f"{title} {code}"
    if county and county_key(county) not in county_key(title) and not code:
        title = f"{title}, {county} County"
    if label and not _words(label) <= _words(title):
        title = f"{title}, {label if not label.isdigit() else f'seat {label}'}"
    return title


def _words(text: str) -> set[str]:
    """The words of a text, numbers plain: ``03`` and ``3rd`` are 3."""
    return {word.lstrip("0") for word in re.findall(r"\w+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", fold(text)))}


def _capitals(text: str) -> str:
    """A text that shouts, in the capitals of a name."""
    if not text.isupper():
        return text
    small = {"of", "the", "and", "for", "in"}
    kept = {"US", "NC", "VA", "MN", "ISD", "II", "III", "LD", "HD", "SD", "CD", "AD"}
    words = [word if word in kept else word.lower() if word.lower() in small else word.title()
             for word in text.split()]
    return " ".join(words)


def _once(read: SeatList, *, counted: bool) -> list[SeatEntry]:
    """One entry a seat. Rows that say the same seat are as many seats up, where no column counts these."""
    groups: dict[tuple[object, ...], list[SeatEntry]] = defaultdict(list)
    for one in read.seats:
        groups[tuple(fold(str(one.values.get(part, ""))) for part in IDENTITY)].append(one)
    for first, *others in groups.values():
        holders = dict.fromkeys(str(one.values.get("incumbent", "")) for one in (first, *others))
        for one in others:
            first.values |= {name: value for name, value in one.values.items() if value != ""}
        if others and not counted:
            first.values |= {"seats_up": 1 + len(others), "incumbent": "; ".join(filter(None, holders))}
    if several := sum(len(rows) > 1 for rows in groups.values()):
        read.notes.append(f"{several:,} {'seat stands' if several == 1 else 'seats stand'} in several rows; " + (
            "counted once." if counted else "each row was counted as one seat up."))
    return [first for first, *_ in groups.values()]


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
