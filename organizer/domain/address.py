"""Street addresses: taken apart, shown as the post writes them, and compared.

Plain American addresses go through one pattern of our own, a few microseconds each; only what it cannot read is given
to `usaddress`. Both sides of a street index, the voter's line and the county's columns, end in the same key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from organizer.domain.beside import behind as behind_of
from organizer.domain.beside import part as beside_of
from organizer.domain.beside import without
from organizer.domain.states import BY_NAME, STATES
from organizer.domain.street_name import NUMBERED_ROADS, named
from organizer.domain.street_words import DIRECTIONS, SUFFIXES, UNITS, UNITS_ALONE

__all__ = ["FullAddress", "Street", "match_key", "normalize", "parse", "split_full", "street_key", "written_and_key"]


@dataclass(frozen=True, slots=True)
class Street:
    """A street line taken apart.

    Args:
        number: the house number; None where there is none. Of one on a grid (``N6W23001``) the last part.
        number_suffix: what follows it (``A``, ``1/2``) or, for numbers in two parts (``38-14``), the second part.
        street: the street as the post writes it (``N Johnson Ln``, ``PO Box 12``).
        unit: the unit as the post writes it (``Apt 9``).
        grid: what a number on a grid begins with (``N6W``, ``39W``, ``N``).
    """

    number: int | None
    number_suffix: str = ""
    street: str = ""
    unit: str = ""
    grid: str = ""

    @property
    def house(self) -> str:
        """The whole number: ``8677``, ``8677A``, ``8677 1/2``, ``38-14``, ``N6W23001``, or nothing."""
        if self.number is None:
            return ""
        if not self.number_suffix:
            return f"{self.grid}{self.number}"
        joint = " " if "/" in self.number_suffix else "-" if self.number_suffix[:1].isdigit() else ""
        return f"{self.grid}{self.number}{joint}{self.number_suffix}"

    @property
    def line(self) -> str:
        """``8677 Johnson Ln``, without the unit."""
        return f"{self.house} {self.street}".strip()


@dataclass(frozen=True, slots=True)
class FullAddress:
    """An address written in one cell, taken apart."""

    line: str
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


_UNIT_WORDS = "|".join(sorted((word for word in UNITS if word not in ("#", "no", "stop")), key=len, reverse=True))
_UNIT = re.compile(
    rf"[\s,]+(?:(?P<word>{_UNIT_WORDS})\b\.?\s*(?:\#|no\.?\s|number\s)?\s*"
    r"(?P<id>[a-z]?-?\d[\w/-]*(?:\s[a-z])?|(?!(?:st|dr|ct|ln|rd|pl|av|cr)\b)[a-z]{1,2}(?:-?\d+)?)"
    rf"|(?:\#|no\.?\s|number\s)\s*(?P<hash>[\w/-]*\d[\w/-]*|(?<=\#)\s*[a-z])"
    rf"|(?P<floor>\d+)(?:st|nd|rd|th)\s+(?:floor|flr?)\.?|(?P<alone>{'|'.join(UNITS_ALONE)})\b\.?)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?P<number>\d{1,6})(?:(?P<second>-\d{1,5})|(?P<letter>-?[a-z])|\s+(?P<half>\d/\d))?\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?P<number>\d{1,6}) (?P<rest>[A-Za-z]{2}.*)")
_GRID = re.compile(
    r"^(?P<grid>(?:[ns]\d{1,3}[\s-]?[ew]|[ew]\d{1,3}[\s-]?[ns]|\d{1,3}[nsew]|[nsew])(?=\d))(?P<number>\d{2,5})"
    r"(?:-?(?P<letter>[a-z]))?\s+(?P<rest>.*[a-z].*)$",
    re.IGNORECASE,
)  # Wisconsin's W204N11912 and N7835, the 39W721 west of Chicago
_PLAIN = re.compile(r"^[\w\s.'’#/&-]+$")
_BOX = re.compile(
    r"^(?:p\.?\s*o\.?\s*(?:box|drawer|bx)|post\s+office\s+box|pob|box)\s*(?:\#|no\.?|number)?\s*"
    r"(?P<box>[\w-]+)$",
    re.IGNORECASE,
)
_ROUTE = re.compile(
    r"^(?P<kind>rr|r\.r\.|rural\s+route|hc|h\.c\.|highway\s+contract(?:\s+route)?|star\s+route)\s*"
    r"(?:\#|no\.?)?\s*(?P<route>\d+)?[\s,]*box\s*\#?\s*"
    r"(?P<box>[\w-]+)$",
    re.IGNORECASE,
)
_UNIT_FIRST = re.compile(
    rf"^(?:(?P<word>{_UNIT_WORDS})\b\.?\s*(?:\#|no\.?\s)?\s*|\#\s*)(?P<id>[a-z]?-?\d[\w-]*|[a-z])(?:\s*[,;-]\s*|\s+)(?=\d+[a-z]?\s)",
    re.IGNORECASE,
)  # Apt 4, 12 Elm St
_COUNTY_END = re.compile(r",\s*[^,\d]+ (?:county|parish|co\.)$", re.IGNORECASE)
_BARE_UNIT = re.compile(r"\s+(?P<id>\d{1,5}[a-z]?|[a-z]-?\d{1,4})$", re.IGNORECASE)
_UNNUMBERED = frozenset(
    word for word, short in SUFFIXES.items()
    if short in ("ST", "AVE", "DR", "LN", "BLVD", "CT", "PL", "CIR", "TER", "PKWY", "WAY", "TRL", "PLZ", "SQ")
)  # suffixes that no road number follows
_ENDS = frozenset((*SUFFIXES, *DIRECTIONS))
_BEGINS_A_CITY = frozenset(("st", "mount", "mt", "fort", "ft", "north", "south", "east", "west", "port", "grand"))
_COUNTED = {word: number for number, word in enumerate(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
)}
_JUNK = re.compile(r"[.,;]+")
_SIGNS = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_PARTS = re.compile(r"\s*(?:[,;\n\t|]|\s{2,})[\s,;]*")
_COUNTRY_END = re.compile(r"[\s,]+(?:U\.?S\.?(?:A\.?)?|United States(?: of America)?|EE\.? ?UU\.?)$", re.IGNORECASE)
_ZIP_END = re.compile(r"[\s,]+(?P<zip>\d{5})(?:[ -]?\d{4})?$")
_NAMES = "|".join(name.replace(" ", r"\.?\s?") for name in sorted(BY_NAME, key=len, reverse=True))
_STATE_END = re.compile(rf"[\s,]+(?:(?P<state>[A-Za-z]\.?[A-Za-z])|(?P<name>{_NAMES}))\.?$", re.IGNORECASE)


def _unit_of(word: str, name: str) -> str:
    label = UNITS.get(word.lower(), "#")
    return f"{label} {name.upper().replace(' ', '').lstrip('#')}".strip()


def _clean_unit(text: str) -> str:
    """A unit cell (``apt. 9``, ``9``, ``#B``) the postal way."""
    text = " ".join(_JUNK.sub(" ", text).split())
    if not text:
        return ""
    found = _UNIT.search(f" {text}")
    if found and found.start() == 0:
        return _unit_from(found)
    if re.fullmatch(r"\d+[A-Za-z]?|[A-Za-z]\d*", text):
        return f"Apt {text.upper()}"
    return text


def _unit_from(found: re.Match[str]) -> str:
    if found["alone"]:
        return UNITS_ALONE[found["alone"].lower()]
    if found["floor"]:
        return f"Fl {found['floor']}"
    if found["hash"]:
        return _unit_of("#", found["hash"])
    return _unit_of(found["word"], found["id"])


@lru_cache(maxsize=65536)
def parse(line: str, unit: str = "") -> Street:
    """Take a street line apart; whatever it holds, nothing is raised and nothing is lost.

    Args:
        line: ``8677 Johnson Ln Apt 9``; a city, state or ZIP after it belongs to `split_full`.
        unit: what a second address column says; it wins over a unit in the line.
    """
    text = " ".join((line if line.isascii() else line.translate(_SIGNS)).split()).strip(" ,;")
    if (plain := _HOUSE.match(text)) and _PLAIN.match(text):
        found = _taken_apart(f"1 {plain['rest']}", unit)  # a street is taken apart once, not for each house
        if found.number == 1:
            return Street(int(plain["number"]), found.number_suffix, found.street, found.unit, found.grid)
    return _taken_apart(text, unit)


@lru_cache(maxsize=65536)
def _taken_apart(text: str, unit: str) -> Street:
    unit = _clean_unit(unit)
    if found := _UNIT_FIRST.match(text):
        unit, text = unit or _unit_of(found["word"] or "#", found["id"]), text[found.end() :]
    if box := _BOX.match(text):
        return Street(None, "", f"PO Box {box['box'].upper()}", unit)
    if route := _ROUTE.match(text):
        kind = "HC" if route["kind"][:1].lower() == "h" else "RR"
        return Street(None, "", f"{kind} {route['route'] or ''} Box {route['box'].upper()}".replace("  ", " "), unit)
    if found := _UNIT.search(text):
        bare = text[:found.start()].rstrip(" ,")
        numbered = found["hash"] and bare.rsplit(" ", 1)[-1].lower() in NUMBERED_ROADS
        if bare and not bare.isdigit() and not numbered:
            text, unit = bare, unit or _unit_from(found)
    elif (found := _BARE_UNIT.search(text)) and text[:found.start()].rstrip(". ").split()[-1].lower() in _UNNUMBERED:
        text, unit = text[:found.start()], unit or f"# {found['id'].upper()}"
    first, _, others = text.partition(" ")
    if others and first.lower() in _COUNTED:
        text = f"{_COUNTED[first.lower()]} {others}"
    if (grid := _GRID.match(text)) and _PLAIN.match(text):
        return Street(int(grid["number"]), (grid["letter"] or "").upper(), named(grid["rest"])[0], unit,
                      re.sub(r"[\s-]", "", grid["grid"]).upper())
    number = _NUMBER.match(text)
    if number and _PLAIN.match(text):
        rest = number["rest"]
        suffix = (number["second"] or number["letter"] or number["half"] or "").lstrip("-").upper()
        if not suffix and len(rest) > 2 and rest[1] == " " and rest[0] in "ABCDFGHabcdfgh" and (
            len(rest.split()) > 2 and rest.split()[1].lower().rstrip(".") not in SUFFIXES
        ):
            suffix, rest = rest[0].upper(), rest[2:].strip()
        return Street(int(number["number"]), suffix, named(rest)[0], unit)
    if any(letter.isdigit() for letter in text):
        return _odd(text, unit)
    return Street(None, "", named(text)[0], unit)


def _odd(text: str, unit: str) -> Street:
    """An address that the plain pattern cannot read, by the labels `usaddress` gives its words."""
    import usaddress

    try:
        labels, _ = usaddress.tag(text)
    except usaddress.RepeatedLabelError:
        return Street(None, "", named(text)[0], unit)
    street = " ".join(value for label, value in labels.items() if label.startswith("StreetName"))
    left = [value for label, value in labels.items() if not label.startswith(("StreetName", "AddressNumber", "Occup"))]
    if any(map(str.isdigit, "".join(left))):  # "Calle 5 #12": what it names otherwise is a part of it
        return Street(None, "", named(text)[0], unit)
    number = re.match(r"\d{1,6}", labels.get("AddressNumber", ""))
    if not street or number is None:
        return Street(None, "", named(text)[0], unit)
    suffix = (labels["AddressNumber"][number.end():] or labels.get("AddressNumberSuffix", "")).lstrip("-")
    if not unit and labels.get("OccupancyIdentifier"):
        unit = _clean_unit(f"{labels.get('OccupancyType', '#')} {labels['OccupancyIdentifier']}")
    return Street(int(number[0]), suffix.upper(), named(street)[0], unit)


def normalize(line: str, unit: str = "") -> tuple[str, str]:
    """A street line and its unit as the post writes them: ``("8677 Johnson Ln", "Apt 9")``, a building behind them."""
    return written_and_key(line, unit)[:2]


def written_and_key(line: str, unit: str = "", zip_code: str = "") -> tuple[str, str, str]:
    """What `normalize` and `match_key` tell of an address, at once."""
    line, unit, beside = beside_of(line, unit)
    if not beside:
        line, beside = behind_of(line)
    bare = without(unit)
    street = parse(line, bare)
    if beside or bare != unit:
        unit = " ".join(text for text in (street.unit, unit[len(bare):].strip(), beside) if text)
    else:
        unit = street.unit
    return street.line, unit, _key(street, zip_code) if zip_code else ""


def street_key(name: str, suffix: str = "", before: str = "", after: str = "") -> str:
    """A street as compared: ``N JOHNSON LN`` for every spelling of it, in one text or in a county's four columns."""
    return named(" ".join(part for part in (before, name, suffix, after) if part))[1]


def match_key(line: str, unit: str = "", zip_code: str = "") -> str:
    """What two people at one address share: ``8677|JOHNSON LN|9|55735``. Empty without a ZIP, or a number or box.

    The parts are number with suffix, street key, unit without its designator, five digits of ZIP; a box stands in the
    street's place.
    """
    return written_and_key(line, unit, zip_code)[2]


def _key(street: Street, zip_code: str) -> str:
    zip5 = zip_code.strip()[:5]
    key = named(street.street)[1]
    if not zip5 or (street.number is None and " BOX " not in f" {key}"):
        return ""
    words = street.unit.upper().split()
    return f"{street.house}|{key}|{words[-1] if words else ''}|{zip5}"


def split_full(text: str) -> FullAddress:
    """Take apart an address written in one cell, ``8677 Johnson Ln Apt 9, Sandstone, MN 55072``.

    City, state and ZIP may be missing, the state may be a name, and the country may stand behind.
    """
    text, behind, beside = beside_of(text.strip())
    text = _COUNTRY_END.sub("", ", ".join(part for part in _PARTS.split(text) if part))
    zip_code = state = city = ""
    if found := _UNIT_FIRST.match(text):
        behind, text = _unit_of(found["word"] or "#", found["id"]), text[found.end() :]
    if (found := _UNIT.search(text)) and _ZIP_END.search(text[:found.start()]):
        text, behind = text[:found.start()], _unit_from(found)
    if found := _ZIP_END.search(text):
        zip_code, text = found["zip"], text[:found.start()]
    if (found := _STATE_END.search(text)) and (zip_code or "," in text[:found.start() + 1]):
        code = _named_state(found["name"]) if found["name"] else found["state"].replace(".", "").upper()
        if code in STATES and (found["state"] or not _is_street_end(text[:found.start()])):
            state, text = code, text[:found.start()].rstrip(" ,")
    text = _COUNTY_END.sub("", text)
    if "," in text:
        before, last = (part.strip(" ,") for part in text.rsplit(",", 1))
        if not _UNIT.fullmatch(f" {last}") and not any(letter.isdigit() for letter in last):
            text, city = before, last
        else:
            text = f"{before} {last}"
    elif zip_code or state:
        text, city = _city_after_street(text)
    text, named_behind = behind_of(text)
    line, unit = normalize(" ".join(text.replace(",", " ").split()), behind)
    return FullAddress(line, " ".join(filter(None, (unit, beside or named_behind))), city, state, zip_code)


def _named_state(name: str) -> str:
    """The code of a state's name, however its parts are set apart (``N. Dak``, ``N.Dak``)."""
    words = name.lower().replace(".", " ").split()
    return BY_NAME.get(" ".join(words)) or BY_NAME.get(f"{words[0][:1]} {words[0][1:]}", "")


def _is_street_end(text: str) -> bool:
    """Whether a state's name after this text is the street's own (``12 Washington``)."""
    return text.strip(" ,").isdigit()


def _city_after_street(text: str) -> tuple[str, str]:
    """A street line and the city that follows it without a comma: what stands behind the last suffix or unit."""
    words = text.split()
    for place in range(2, len(words)):
        rest = [word.lower().strip(".'") for word in words[place:]]
        if (
            (words[place - 1].lower().rstrip(".") in _ENDS or words[place - 1][-1].isdigit()) and len(rest) <= 3
            and all(word.replace("-", "").isalpha() for word in rest) and not _UNNUMBERED.intersection(rest[1:])
            and (rest[0] not in _ENDS or rest[0] in _BEGINS_A_CITY) and rest[0] not in UNITS
        ):
            return " ".join(words[:place]), " ".join(words[place:])
    return text, ""
