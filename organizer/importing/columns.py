"""Which field each column of a sheet is: by its header, by likeness, and by what its values are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from organizer.domain.district import KINDS, kind_of
from organizer.domain.errors import UserError
from organizer.domain.names import fold
from organizer.importing.cleaning.text import Cell
from organizer.importing.values import Values, sample_column, sample_rows

__all__ = ["FIELDS", "ColumnGuess", "chosen_field", "looks_like_header", "map_columns", "normal", "reported"]

FIELDS = (
    "first_name", "last_name", "full_name", "email", "phone", "address", "address1", "address2", "city", "state", "zip",
    "county", "interest", "office_sought", "involvement", "signed_up_at", "external_id", "source", "tags", "notes",
    "do_not_call", "household_id", "latitude", "longitude",
)
"""The fields of the command line, beside `district:<kind>`; a few more are used inside."""
INNER = (
    "name_contact", "area_code", "place", "middle_name", "suffix", "prefix", "birth_date", "language", "zip4", "street",
    "phone_type",
    "phone_extension", "email_opt_in", "email_opt_out", "sms_ok", "bad_phone", "bad_email", "deceased", "result",
    "contacted_at", "contacted_by", "contact_kind",
)
_MANY = frozenset(("email", "phone", "external_id", "tags", "notes", "source", "interest", "involvement", "phone_type",
                   "office_sought", "sms_ok", "street", "do_not_call"))
"""Fields that several columns may fill for one person; of any other the best column wins."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = re.compile(r"[\W_]+")
_NUMBER_SIGN = re.compile(r"(\w) ?#(?!\w)")
_PARTS = re.compile(r"\s+[-–—|>]\s+|:\s+|\s*[(\[]")
_SOMEBODY_ELSE = re.compile(
    r"\b(?:fundraiser|recruit\w*|referr\w*|author|emergency|spouse|partner|husband|wife|employer|staff|organizer|captain|host"
    r"|treasurer|supervisor|manager|creator|owner|assigned|point person|previous|former|maiden|phonetic|guardian|parent"
    r"|event|venue|meeting|organization|school|billing"
    r"|(?:work|business|company|office)(?= (?:street|addr|city|state|zip|postal|country)))\b"
)
_OF_A_PERSON = frozenset((
    "first_name", "last_name", "full_name", "name_contact", "email", "phone", "address", "address1", "address2", "city",
    "state", "zip", "county", "birth_date", "street",
))
_NAMELESS = re.compile(r"^(?:column ?\d*|field ?\d*|unnamed ?\d*|[a-z]|)$")
_RANK = {"remembered": 0, "chosen": 0, "alias": 1, "fingerprint": 1, "likeness": 3, "phrase": 2, "values": 4}


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """Where a column goes.

    Args:
        index: its place in the sheet, from 0.
        header: as written.
        field: one of `FIELDS`, `district:<kind>` or an inner field; None where it is only kept.
        detail: the kind of a phone, the system of an id, "run" or "help" of an interest, the part of a street line.
        how: chosen, remembered, alias, fingerprint, likeness, phrase, values, or "" where no field was found.
        sure: whether nobody needs to look.
        note: why a likely field was not taken.
    """

    index: int
    header: str
    field: str | None
    detail: str = ""
    how: str = ""
    sure: bool = True
    note: str = ""


def normal(header: str) -> str:
    """A header as it is looked up: no mark of a required question, camelCase split, one space between words."""
    text = header.replace("\ufeff", "").replace("\xa0", " ").strip().rstrip("*?: ").removeprefix("'")
    text = _NUMBER_SIGN.sub(r"\1 number", text)
    return _PLAIN.sub(" ", fold(_CAMEL.sub(" ", text))).strip()


def looks_like_header(text: str) -> bool:
    """Whether a cell is a known column name, which tells a header row from titles and people."""
    return normal(text).replace(" ", "") in _table()[0]


def reported(guess: ColumnGuess) -> str | None:
    """A column's field under the names of the command line; what is only used inside has none."""
    if guess.field is None:
        return None
    if guess.field in FIELDS or guess.field.startswith("district:"):
        return guess.field
    return "address1" if guess.field == "street" and guess.detail in ("number", "name") else None


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, int]], list[tuple[re.Pattern[str], str]]]:
    data = json.loads((files("resources") / "column-aliases.json").read_text(encoding="utf-8"))
    aliases: dict[str, tuple[str, int]] = {}
    for field, names in data["fields"].items():
        for rank, name in enumerate(names):
            aliases.setdefault(name.replace(" ", ""), (field, rank))
    return aliases, [(re.compile(pattern), field) for pattern, field in data["phrases"]]


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
    elif field in FIELDS or field in INNER:
        return field, detail
    raise UserError(f"“{said}” isn't a field. Use one of: {', '.join(FIELDS)}, district:KIND.")


def map_columns(
    headers: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    remembered: Mapping[str, str | None] | None = None,
    chosen: Mapping[str, str | None] | None = None,
) -> list[ColumnGuess]:
    """Find each column's field.

    Args:
        headers: as written; blank ones in a sheet without headers.
        rows: the sheet's rows, of which some are looked at.
        remembered: normalised header to field, as mapped last time.
        chosen: header to field as the user says now; headers are compared normalised.
    """
    some = sample_rows(rows)
    values = [Values(sample_column(some, index)) for index in range(len(headers))]
    picked = {normal(header): field for header, field in (chosen or {}).items()}
    guesses = [
        _told(index, header, picked, remembered or {}) or _by_header(index, header, values[index])
        for index, header in enumerate(headers)
    ]
    guesses = [_by_values(guess, values[guess.index], guesses) for guess in guesses]
    from organizer.importing.nameless import fill_gaps, map_nameless

    unnamed = sum(bool(_NAMELESS.match(normal(header))) for header in headers) > len(headers) / 2
    guesses = map_nameless(guesses, values) if unnamed else fill_gaps(guesses, values)
    return _settle(guesses, values)


def _told(
    index: int, header: str, chosen: Mapping[str, str | None], remembered: Mapping[str, str | None]
) -> ColumnGuess | None:
    key = normal(header)
    for source, how in ((chosen, "chosen"), (remembered, "remembered")):
        if key in source:
            field, detail = _split(source[key] or "-")
            if field and not detail:  # the header may still tell a phone's kind or an id's system
                alias = _table()[0].get(key.replace(" ", ""))
                if alias and _split(alias[0])[0] == field:
                    detail = _split(alias[0])[1]
            return ColumnGuess(index, header, field, detail, how)
    return None


def _split(field: str) -> tuple[str | None, str]:
    """A key of the table as field and detail."""
    if field == "-":
        return None, ""
    if field.startswith("district:"):
        _, kind, *rest = field.split(":")
        return f"district:{kind}", rest[0] if rest else ""
    name, _, detail = field.partition(":")
    return name, detail


def _by_header(index: int, header: str, values: Values) -> ColumnGuess:
    """The first of what a header may mean that its values agree with."""
    key = normal(header)
    note = ""
    for found, how, sure in _meanings(header, key, values):
        field, detail = _split(found)
        if field is None:
            return ColumnGuess(index, header, None, how="alias")
        if how != "alias" and field in _OF_A_PERSON and _SOMEBODY_ELSE.search(key):
            note = note or "it is about somebody else"
            continue
        if field == "address1" and (number := re.search(r"[2-9]$", key)):
            if number[0] != "2":
                continue
            field = "address2"
        if field == "address1" and values.full_addresses >= 0.5:
            field = "address"
        if field == "zip4" and values.part(lambda text: sum(map(str.isdigit, text)) == 9) >= 0.5:
            field = "zip"
        if field in ("phone", "email", "full_name") and values.mixed >= 0.6:
            field, detail = "name_contact", ""
        if field == "interest" and detail and values.answers < 0.5 and values.texts:
            detail = ""
        if values.fits(field):
            return ColumnGuess(index, header, field, detail, how, sure)
        note = note or f"its values are no {field.replace('_', ' ')}"
    return ColumnGuess(index, header, None, note=note)


def _meanings(header: str, key: str, values: Values) -> Iterator[tuple[str, str, bool]]:
    """What a header may mean, the surest first: (field, how it was found, whether nobody needs to look)."""
    aliases, phrases = _table()
    whole = key.replace(" ", "")
    bare = re.sub(r"\d+$", "", whole)
    for name in (whole, bare if len(bare) > 3 else ""):
        if name in aliases:
            yield aliases[name][0], "alias", True
    parts = [part.replace(" ", "") for part in map(normal, _PARTS.split(header)) if part]
    if len(parts) > 1 and aliases.get(parts[-1], ("external_id",))[0] != "external_id":  # "About you - City"
        yield aliases[parts[-1]][0], "phrase", True
    if " " in key:
        for pattern, field in phrases:
            if pattern.search(key):
                yield field, "phrase", True
    if len(parts) > 1 and "(" in header and parts[0] in aliases:  # "Phone (the best one)"
        yield aliases[parts[0]][0], "phrase", True
    district = _district(key)
    if district:
        yield district, "alias", True
    if len(key) > 3 and not _NAMELESS.match(key):
        like, sure = _by_likeness(key, values)
        if like:
            yield like, "likeness", sure


def _district(key: str) -> str | None:
    """A district by its kind's own name ("fire district", "state house dist 10")."""
    if "district" in key.split() or "dist" in key.split():
        kind = kind_of(key)
        if kind:
            return f"district:{kind}"
    return None


def _by_likeness(key: str, values: Values) -> tuple[str | None, bool]:
    """The alias that is spelled nearly so: taken from 90 of 100, and from 80 where the values agree."""
    from rapidfuzz import fuzz, process

    aliases = _table()[0]
    found = process.extractOne(key.replace(" ", ""), aliases.keys(), scorer=fuzz.ratio, score_cutoff=80)
    if found is None:
        return None, True
    name, score, _ = found
    if len(name) < 5 or abs(len(name) - len(key.replace(" ", ""))) > 3:
        return None, True
    field = aliases[name][0]
    if field == "-":
        return None, True
    if score >= 90:
        return field, True
    checked = {"email": values.emails, "phone": values.phones, "zip": values.zips, "state": values.states,
               "signed_up_at": values.dates, "birth_date": values.dates}
    return (field, False) if checked.get(_split(field)[0] or "", 0.0) >= 0.8 else (None, True)


def _by_values(guess: ColumnGuess, values: Values, others: Sequence[ColumnGuess]) -> ColumnGuess:
    """What the header did not tell: e-mail addresses and telephone numbers are known by their looks."""
    key = normal(guess.header)
    if guess.field is None and (guess.how == "" or key == "status") and values.results >= 0.7 and any(
        other.field in ("contacted_at", "contacted_by") for other in others
    ):
        return replace(guess, field="result", how="values", note="")
    if guess.field is not None or guess.how in ("chosen", "remembered", "alias") or len(values.texts) < 1:
        return guess
    if _SOMEBODY_ELSE.search(key):
        return guess
    if values.mixed >= 0.8:
        return replace(guess, field="name_contact", how="values", sure=False, note="")
    if values.emails >= 0.8:
        return replace(guess, field="email", how="values", sure=len(values.texts) > 2, note="")
    if values.sure_phones >= 0.9 and not re.search(r"\b(id|number of|vuid|fax)\b", key):
        return replace(guess, field="phone", how="values", sure=len(values.texts) > 2, note="")
    taken = {other.field for other in others}
    if "office_sought" not in taken and values.offices >= 0.6 and values.length <= 40:
        return replace(guess, field="office_sought", how="values", sure=False, note="")
    if "latitude" not in taken and re.search(r"\blat", key) and values.fits("latitude"):
        return replace(guess, field="latitude", how="values", note="")
    if "zip" not in taken and "zip" in key and values.zips >= 0.8:
        return replace(guess, field="zip", how="values", note="")
    return guess


def _settle(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """One column a field where a person has one value; parts of a name win over the whole; home over mailing."""
    aliases = _table()[0]

    def rank(guess: ColumnGuess) -> tuple[bool, bool, int, bool, int, int]:
        alias = aliases.get(normal(guess.header).replace(" ", ""), ("", 99))
        empty = not values[guess.index].texts
        told = guess.how in ("chosen", "remembered")
        return (not told, empty, _RANK.get(guess.how, 9), guess.detail in ("mailing", "code"), alias[1], guess.index)

    at_home = any(one.field in ("address1", "address", "street") and one.detail != "mailing" and values[one.index].texts
                  for one in guesses)
    if at_home:
        guesses = [
            replace(one, field=None, note="the home address has columns of its own")
            if one.detail == "mailing" and one.how not in ("chosen", "remembered") else one for one in guesses
        ]
    best: dict[str, ColumnGuess] = {}
    for guess in sorted((one for one in guesses if one.field), key=rank):
        best.setdefault(guess.field or "", guess)
    has_parts = "first_name" in best and "last_name" in best and any(
        values[best[name].index].texts for name in ("first_name", "last_name")
    )
    has_result = "result" in best
    when = best.get("signed_up_at")
    told = {"contacted_by", "contact_kind"} & best.keys() and "contacted_at" not in best
    if has_result and told and when is not None and when.how != "chosen":  # the date is that of the contact
        best["contacted_at"] = replace(when, field="contacted_at")
        guesses = [best["contacted_at"] if one is when else one for one in guesses]
    line = best.get("address1") or best.get("address")
    has_line = line is not None and not (line.detail == "mailing" and "street" in best)
    has_parts_of_street = "street" in best and not has_line
    settled = []
    for guess in guesses:
        field = guess.field
        if field is None or guess.how == "chosen":
            settled.append(guess)
        elif field == "full_name" and has_parts and best["full_name"].how != "chosen":
            settled.append(replace(guess, field=None, note="first and last name have columns of their own"))
        elif field == "address1" and guess.detail == "mailing" and has_parts_of_street:
            settled.append(replace(guess, field=None, note="the home address has columns of its own"))
        elif field == "street" and guess.detail == "unit" and has_line and "address2" not in best:
            settled.append(replace(guess, field="address2", detail=""))
        elif field in ("contact_kind", "contacted_by", "contacted_at") and not has_result:
            settled.append(replace(guess, field=None))
        elif field == "street" and has_line and not _needs_number(best, values):
            settled.append(replace(guess, field=None, note="the whole street line has a column of its own"))
        elif field not in _MANY and best[field] is not guess:
            settled.append(replace(guess, field=None, note=f"“{best[field].header}” is used for it"))
        elif field == "external_id" and any(
            other.field == field and other.detail == guess.detail and other.index < guess.index for other in settled
        ):
            settled.append(replace(guess, field=None, note="another column holds this id"))
        else:
            settled.append(guess)
    return settled


def _needs_number(best: Mapping[str, ColumnGuess], values: Sequence[Values]) -> bool:
    """Whether the street line lacks its house numbers, which stand in a column of their own."""
    line = best.get("address1") or best.get("address")
    return line is not None and values[line.index].streets < 0.3 and values[line.index].part(
        lambda text: text[:1].isdigit()
    ) < 0.3
