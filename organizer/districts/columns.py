"""What the columns of a county's table are: roles by their headers, and by the roles what the table is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files

from organizer.domain.district import KINDS, kind_of
from organizer.domain.errors import UserError
from organizer.domain.names import fold

__all__ = [
    "FORMS", "Row", "Shape", "cell_text", "is_legislative", "iso_date", "kind_said", "recognise", "said", "whole",
]

Row = Sequence[object]
FORMS = {
    "street": "a street index",
    "boundary": "a map of boundaries",
    "zip": "a ZIP table",
    "precinct": "a precinct table",
}



def _aliases() -> dict[str, str]:
    """Header to role, from the list in the resources."""
    text = files("resources").joinpath("districts/columns.txt").read_text("utf-8")
    joined = re.sub(r"\n +", " ", re.sub(r"(?m)^#.*\n", "", text))
    lines = (line.partition(":") for line in joined.splitlines() if line)
    return {alias.strip(): role for role, _, aliases in lines for alias in aliases.split(";")}


_ROLE_OF = _aliases()
_NOISE = re.compile(
    r"^(?:non house address|street segment|seg|vip)\s+(?=.*\b(?:street|house|address|apartment|city|state|zip)\b)"
)
_CENSUS = re.compile(r"^geoid (?P<kind>sldl|sldu|cd|unsd|cousub|county|vtd)\s?\d+(?: \d\d)?$")
_CENSUS_KINDS = {"sldl": "state-house", "sldu": "state-senate", "cd": "congressional", "unsd": "school",
                 "cousub": "township", "county": "county", "vtd": "precinct"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def said(header: object) -> str:
    """A header as it is looked up: words apart, lower case, no punctuation."""
    text = _CAMEL.sub(" ", str(header or "").replace("\ufeff", ""))
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def cell_text(cell: object) -> str:
    """A cell as text: whole numbers without a decimal point, dates as ISO, white space single."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).replace("\x00", "").split())


def whole(text: str) -> int | None:
    """A whole number as counties write it (``4,000``, ``0012``, ``12.0``); None if it is none."""
    plain = text.replace(",", "").strip()
    if plain.endswith(".0"):
        plain = plain[:-2]
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


_DATES = (
    ("%Y-%m-%d", re.compile(r"^\d{4}-\d{1,2}-\d{1,2}")),
    ("%Y/%m/%d", re.compile(r"^\d{4}/\d{1,2}/\d{1,2}")),
    ("%m/%d/%Y", re.compile(r"^\d{1,2}/\d{1,2}/\d{4}")),
    ("%m-%d-%Y", re.compile(r"^\d{1,2}-\d{1,2}-\d{4}")),
    ("%m/%d/%y", re.compile(r"^\d{1,2}/\d{1,2}/\d{2}(?!\d)")),
    ("%m-%d-%y", re.compile(r"^\d{1,2}-\d{1,2}-\d{2}(?!\d)")),
    ("%B %d %Y", re.compile(r"^[A-Za-z]{4,9}\.? \d{1,2} \d{4}")),
    ("%b %d %Y", re.compile(r"^[A-Za-z]{3}\.? \d{1,2} \d{4}")),
    ("%Y%m%d", re.compile(r"^(?:19|20)\d{6}$")),
)


def iso_date(text: str) -> str | None:
    """A date in any of the shapes filing lists mix, as ISO; "" for nothing, None for what is no date."""
    text = text.replace(",", "").strip()
    if not text:
        return ""
    for shape, pattern in _DATES:
        if found := pattern.match(text):
            try:
                return datetime.strptime(found[0].replace(".", ""), shape).date().isoformat()
            except ValueError:
                continue
    return None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is.

    Args:
        form: street, zip or precinct.
        roles: role (low, street, zip, …) to the column's place.
        kinds: district kind to the column's place.
        unknown: headers that nothing uses.
    """

    form: str
    roles: Mapping[str, int]
    kinds: Mapping[str, int]
    unknown: tuple[str, ...] = field(default=())

    def cells(self, row: Row, *roles: str) -> Iterator[str]:
        """The row's text for each role, "" where the table has no such column."""
        for role in roles:
            place = self.roles.get(role, -1)
            yield cell_text(row[place]) if 0 <= place < len(row) else ""

    def codes(self, row: Row) -> Iterator[tuple[str, str]]:
        """(kind, code as written) of every district column that says something."""
        for kind, place in self.kinds.items():
            if place < len(row) and (text := cell_text(row[place])):
                yield kind, text


def is_legislative(header: object) -> bool:
    """Whether a header names legislative districts, which elect to one house or both, as the state has it."""
    return _ROLE_OF.get(said(header)) == "legislative"


def kind_said(text: str) -> str | None:
    """The kind that a cell names, legislative districts among them; None if it is none."""
    return kind_of(text) or ("legislative" if is_legislative(text) else None)


def recognise(headers: Sequence[object], *, form: str = "", kind: str = "") -> Shape:
    """Tell from its headers what a table is.

    Args:
        headers: the first row.
        form: what the user says it is; "" to find out.
        kind: the district kind of a column that only says "district".

    Raises:
        UserError: it is none of the three, or lacks what the form needs; the line says which column.
    """
    roles: dict[str, int] = {}
    kinds: dict[str, int] = {}
    unknown: list[str] = []
    for place, header in enumerate(headers):
        words = said(header)
        plain = _NOISE.sub("", words)
        census = _CENSUS.match(words)
        if census:
            kinds.setdefault(_CENSUS_KINDS[census["kind"]], place)
        elif (role := _ROLE_OF.get(plain) or _ROLE_OF.get(words)) and role not in roles:
            roles[role] = place
        elif (found := kind_of(str(header))) and found not in ("state", "national", "precinct", "other"):
            kinds.setdefault(found, place)
        elif words:
            unknown.append(str(header))
    if "legislative" in roles:
        kinds["legislative"] = roles.pop("legislative")  # of which houses is for the state to say: see `load`
    if "split_id" in roles and "precinct_id" not in roles:
        roles["precinct_id"] = roles.pop("split_id")
    if kind and "code" in roles:
        kinds[kind] = roles.pop("code")
    if kind and not kinds and "precinct" in roles and kind == "precinct":
        kinds[kind] = roles["precinct"]
    if "low" in roles:
        roles.pop("number", None)
        roles.pop("share", None)
        if "street" not in roles and "address" in roles:
            roles["street"] = roles.pop("address")
    found_form = form or _form(roles, kinds)
    if found_form == "precinct":
        for area in ("county", "city"):
            if area in roles:
                kinds.setdefault(area, roles[area])
    lacking = _lacking(found_form, roles, kinds)
    if lacking:
        raise UserError(lacking)
    return Shape(found_form, roles, kinds, tuple(unknown))


def _form(roles: Mapping[str, int], kinds: Mapping[str, int]) -> str:
    precinct = "precinct" in roles or "precinct_id" in roles
    if ("street" in roles or "address" in roles) and (precinct or kinds or {"kind", "code"} <= roles.keys()):
        return "street"
    if "zip" in roles and not precinct and (kinds or {"kind", "code"} <= roles.keys()):
        return "zip"
    if precinct:
        return "precinct"
    raise UserError(
        "This table assigns no districts: it needs street names, ZIP codes or precincts in one column and districts or "
        "precincts in another."
    )


def _lacking(form: str, roles: Mapping[str, int], kinds: Mapping[str, int]) -> str:
    precinct = "precinct" in roles or "precinct_id" in roles
    some = bool(kinds) or {"kind", "code"} <= roles.keys()
    names = ", ".join(list(KINDS)[:6])
    if form == "street":
        if "street" not in roles and "address" not in roles:
            return "This street index has no column of street names. Name one “Street name”."
        if not precinct and not some:
            return f"This street index has no precinct or district column. Name one “Precinct” or by a kind ({names})."
        if ("low" in roles) != ("high" in roles):
            return "This street index has only one end of its house numbers. Name both columns, “Low” and “High”."
    elif form == "zip":
        if "zip" not in roles:
            return "This ZIP table has no column of ZIP codes. Name one “ZIP”."
        if not some:
            return f"This ZIP table has no district column. Name one by a kind ({names}), or say --kind."
    elif form == "precinct":
        if not precinct:
            return "This precinct table has no column of precincts. Name one “Precinct”."
        if not some:
            return f"This precinct table has no district column. Name one by a kind ({names}), or say --kind."
    return ""
