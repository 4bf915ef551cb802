"""What a column's name says: by the table of names, its parts, phrases in it, and names spelled nearly so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from organizer.domain.district import KINDS, kind_of
from organizer.domain.errors import UserError
from organizer.domain.names import fold
from organizer.importing.columns.values import Values

__all__ = [
    "FIELDS", "NAMELESS", "Meaning", "alias_of", "chosen_field", "field_of", "looks_like_header", "meanings", "normal",
    "split_key",
]

FIELDS = (
    "first_name", "last_name", "full_name", "email", "phone", "address", "address1", "address2", "city", "state", "zip",
    "county", "interest", "office_sought", "involvement", "signed_up_at", "external_id", "source", "tags", "notes",
    "do_not_call", "household_id", "latitude", "longitude", "districts",
)
"""The fields of the command line, beside `district:<kind>`, `spouse:<field>` and `attempt:<n>:<part>`; a few more are
used inside."""
_INNER = (
    "name_contact", "area_code", "place", "middle_name", "nickname", "suffix", "prefix", "birth_date", "language",
    "zip4", "street", "phone_type", "phone_extension", "email_opt_in", "email_opt_out", "sms_ok", "bad_phone",
    "bad_email", "deceased", "result", "contacted_at", "contacted_by", "contact_kind", "run_stage", "help_stage",
    "follow_up", "status",
)
_LONGEST = 300  # letters of a name that is looked up
NAMELESS = re.compile(r"^(?:column ?\d*|field ?\d*|unnamed ?\d*|[a-z]|)$")
"""A name that says nothing."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = re.compile(r"[\W_]+")
_NUMBER_SIGN = re.compile(r"(\w) ?#(?!\w)")
_PARTS = re.compile(r"\s+[-–—|>]\s+|:\s+|\s*[(\[]")
_EITHER = re.compile(r"\s*(?:[/,;&+]|\band\b|\bor\b|\by\b|\bo\b)\s*")
_AHEAD = re.compile(
    r"^(?:perm(?:anent)?|resid\w*|res|physical|reg|registered|primary|voters?|contact|donor|your|my|supporter|volunteer|member"
    r"|person|individual|attendee|participant|constituent|custom|action|question|q\d*|print(?:ed)?|applicant|please|enter"
    r"|the|su|tu|home|main|head|vb|ts|tsmart|vf|voterbase|(?:voter|person|adult|owner|member|name) ?1|\d{1,2})\b "
)
"""Words that stand before a name and only say whose it is, or that it is to be filled in."""
_AT_HOME = frozenset(("home", "primary", "main", "personal", "residence"))
_KINDS_OF_PHONE = frozenset(("home", "cell", "mobile", "work", "office", "h", "c", "m", "w", "landline", "casa"))
_CONSENT = re.compile(r"\b(?:i|you) agree\b|\bconsent\b|\bterms\b|\bprivacy\b")
_OF_ATTEMPT = ("result", "at", "by", "note")
_OF_A_NAME = frozenset(("first_name", "middle_name", "last_name", "suffix"))
_BEHIND = re.compile(r" (?:optional|required|opcional|obligatorio|please|if any|if known|y n|yes no|y or n|yes or no)$")


class Meaning(NamedTuple):
    """What a name may mean: a key of the table ("phone:mobile"), how it was found, and whether nobody needs to look."""

    key: str
    how: str
    sure: bool = True


def normal(header: str) -> str:
    """A header as it is looked up: no mark of a required question, camelCase split, one space between words."""
    text = header.replace("\ufeff", "").replace("\xa0", " ").strip().rstrip("*?: ").removeprefix("'")
    text = _NUMBER_SIGN.sub(r"\1 number", text).replace("&", " and ")
    return _PLAIN.sub(" ", fold(_CAMEL.sub(" ", text))).strip()


def looks_like_header(text: str) -> bool:
    """Whether a cell is a known column name, which tells a header row from titles and people."""
    return len(text) <= _LONGEST and normal(text).replace(" ", "") in _table()[0]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, int]], list[tuple[re.Pattern[str], str]]]:
    data = json.loads((files("resources") / "column-aliases.json").read_text(encoding="utf-8"))
    aliases: dict[str, tuple[str, int]] = {}
    for field, names in data["fields"].items():
        for rank, name in enumerate(names):
            aliases.setdefault(name.replace(" ", ""), (field, rank))
    return aliases, [(re.compile(pattern), field) for pattern, field in data["phrases"]]


def alias_of(key: str) -> tuple[str, int] | None:
    """The table's word on a normalised name, and how far behind it stands among the names of its field."""
    return _table()[0].get(key.replace(" ", ""))


def field_of(header: str) -> str | None:
    """The field of a header that the table has: "" where nothing is taken from it, None for one that is unknown."""
    alias = alias_of(normal(header))
    return split_key(alias[0])[0] or "" if alias else None


def split_key(key: str) -> tuple[str | None, str]:
    """A key of the table as field and detail."""
    if key == "-":
        return None, ""
    if key.startswith("district:"):
        _, kind, *rest = key.split(":")
        return f"district:{kind}", rest[0] if rest else ""
    name, _, detail = key.partition(":")
    return name, detail


def chosen_field(said: str) -> tuple[str | None, str]:
    """The field and detail behind what a user wrote after HEADER=.

    Raises:
        UserError: no such field; the line lists them.
    """
    said = said.strip()
    if said.lower() in ("", "-", "none", "null", "skip", "ignore"):
        return None, ""
    field, _, detail = said.partition(":")
    field = field.strip().lower()
    if field == "district":
        kind = detail if detail in KINDS else kind_of(detail)
        if kind:
            return f"district:{kind}", ""
    elif field == "spouse":
        if chosen_field(re.sub(r"^[2-6]:", "", detail))[0] is not None:
            return field, detail
    elif field == "attempt":
        if detail.rpartition(":")[0] and detail.rpartition(":")[2] in _OF_ATTEMPT:
            return field, detail
    elif field in FIELDS or field in _INNER:
        return field, detail
    raise UserError(f"“{said}” isn't a field. Use one of: {', '.join(FIELDS)}, spouse:FIELD, attempt:N:PART, "
                    "district:KIND.")


def meanings(header: str, values: Values) -> Iterator[Meaning]:
    """What a header may mean, the surest first."""
    aliases, phrases = _table()
    key = normal(header)
    whole = key.replace(" ", "")
    bare = re.sub(r"\d+$", "", whole)
    for name in (whole, bare if len(bare) > 3 else ""):
        if name in aliases:
            yield Meaning(aliases[name][0], "alias")
    parts = [part.replace(" ", "") for part in map(normal, _PARTS.split(header)) if part]
    if len(parts) > 1 and aliases.get(parts[-1], ("external_id",))[0] != "external_id":  # "About you - City"
        yield Meaning(aliases[parts[-1]][0], "phrase")
    if len(parts) > 1 and parts[-1] in _AT_HOME and parts[0] in aliases:  # "City - Home"
        yield Meaning(aliases[parts[0]][0], "phrase")
    either = list(_either(header))
    if (short := _without_frills(key)) != key and short in aliases and Meaning("phone", "phrase") not in either:
        yield Meaning(aliases[short][0], "phrase")  # "Perm Zipcode", "Print name"
    yield from (meaning for meaning in either if meaning.sure)
    if " " in key:
        for pattern, field in phrases:
            if pattern.search(key) and not (field.startswith("interest") and _CONSENT.search(key)):
                yield Meaning(field, "phrase")
    yield from (meaning for meaning in either if not meaning.sure)
    if len(parts) > 1 and "(" in header and parts[0] in aliases:  # "Phone (the best one)"
        yield Meaning(aliases[parts[0]][0], "phrase")
    district = _district(key)
    if district:
        yield Meaning(district, "alias")
    if len(key) > 3 and not NAMELESS.match(key):
        yield from _by_likeness(key, values)


def _without_frills(key: str) -> str:
    """A name without the words around it that say nothing of what it is, joined as the table has it."""
    key = _BEHIND.sub("", key)
    while (shorter := _AHEAD.sub("", key)) != key:
        key = shorter
    return key.replace(" ", "")


def _either(header: str) -> Iterator[Meaning]:
    """Two names in one ("First, Middle", "State/Region", "Ward/Pct"): what both are, or the first that is known."""
    parts = [part for part in map(normal, _EITHER.split(re.sub(r"\([^)]*\)", "", header))) if part]
    if not 2 <= len(parts) <= 3 or any(len(part.split()) > 3 for part in parts):
        return
    if all(part in _KINDS_OF_PHONE or (alias_of(part) or ("",))[0].startswith("phone") for part in parts):
        yield Meaning("phone", "phrase")  # "Home/Cell": whichever
        return
    known = (alias_of(part) or alias_of(_without_frills(part)) for part in parts)
    found = [alias[0] for alias in known if alias and alias[0] != "-"]
    kinds = [key.split(":")[1] for key in found if key.startswith("district:")]
    fields = {split_key(key)[0] for key in found}
    if len(kinds) == len(parts) and len(set(kinds)) == len(kinds):
        yield Meaning("districts:" + ",".join(kinds), "phrase")
    elif len(fields) == 1 and len(found) == len(parts):
        yield Meaning(found[0] if len(set(found)) == 1 else next(iter(fields)) or "-", "phrase")
    elif (len(found) == 1 and found[0] != "external_id" and not kinds) or (found and fields <= _OF_A_NAME):
        yield Meaning(found[0], "phrase", False)


def _district(key: str) -> str | None:
    """A district by its kind's own name ("fire district", "state house dist 10")."""
    if "district" in key.split() or "dist" in key.split():
        kind = kind_of(key)
        if kind:
            return f"district:{kind}"
    return None


def _by_likeness(key: str, values: Values) -> Iterator[Meaning]:
    """The alias that is spelled nearly so: taken from 90 of 100, and from 80 where the values agree."""
    from rapidfuzz import fuzz, process

    aliases = _table()[0]
    found = process.extractOne(key.replace(" ", ""), aliases.keys(), scorer=fuzz.ratio, score_cutoff=80)
    if found is None:
        return
    name, score, _ = found
    field = aliases[name][0]
    far = len(name) < 5 or abs(len(name) - len(key.replace(" ", ""))) > 3
    if far or field == "-" or field.startswith("external_id"):
        return
    checked = {"email": values.emails, "phone": values.phones, "zip": values.zips, "state": values.states,
               "signed_up_at": values.dates, "birth_date": values.dates}
    if score >= 90 and (field != "address1" or values.streets >= 0.2 or not values.texts):  # "Called" is no "Calle"
        yield Meaning(field, "likeness")
    elif checked.get(split_key(field)[0] or "", 0.0) >= 0.8 and name[0] == key[0]:  # "Pct code" is no "Zip code"
        yield Meaning(field, "likeness", False)
