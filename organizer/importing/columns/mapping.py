"""Which field each column of a sheet is: by its header, by likeness, and by what its values are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from organizer.domain.status import stage_named
from organizer.importing.cleaning.answers import clean_interest, clean_offices
from organizer.importing.cleaning.district_cells import split_districts, tells_none
from organizer.importing.cleaning.mixed import split_mixed
from organizer.importing.cleaning.text import Cell, tidy
from organizer.importing.columns import attempts, second_person
from organizer.importing.columns.guess import OF_A_PERSON, ColumnGuess
from organizer.importing.columns.nameless import fill_gaps, map_nameless
from organizer.importing.columns.names import NAMELESS, alias_of, meanings, normal, split_key
from organizer.importing.columns.settling import settle
from organizer.importing.columns.values import Values, sample_column, sample_rows

__all__ = ["map_columns"]

_SOMEBODY_ELSE = re.compile(
    r"\b(?:fundraiser|recruit\w*|referr\w*|author|emergency|spouse|partner|husband|wife|employer|staff|organizer|captain|host"
    r"|treasurer|supervisor|manager|creator|owner|assigned|point person|previous|former|maiden|phonetic|guardian|parent"
    r"|guest|companion|vice|deputy|co ?chair|backup|event|venue|meeting|organization|school|billing"
    r"|(?:work|business|company|office)(?= (?:street|addr|city|state|zip|postal|country)))\b"
)
_WHOLE_ADDRESS = re.compile(r"\baddress\b.*\bcity\b.*\b(?:zip|state)\b|\bstreet\b.*\bcity\b.*\b(?:zip|state)\b")
_HELD = frozenset(("office", "position", "seat", "cargo", "puesto"))
_POST = re.compile(
    r"(?:(?:1st|2nd|3rd|first|second|third|county|district|ld) )*(?:(?:vice|co|deputy|asst|assistant|exec\w*)[ -]*)*"
    r"(?:chair\w*|vice\b|treasurer|secretary|president|sergeant|parliamentarian|member at large|at large|webmaster)",
    re.IGNORECASE,
)
"""A post within a party or a club, which its holder does not run for."""
_STATUS = re.compile(
    r"^(?:(?:current|outreach|recruit\w*|contact|volunteer|candidate|call) )?(?:status|stage|step)$|^standing$"
)
_FAMILY = re.compile(r"\b(?:family|household|familia)$", re.IGNORECASE)
_ASKS_WHERE = re.compile(r"\bwhere\b|\baddress\b|\blive\b|\bdireccion\b|\bdonde\b")
_ASIDE = re.compile(r"\([^)]*\)")
_TICK = re.compile(r"(?:[1-9]|x|✓|✔|☑|yes|y|true|no|n|false|1st|2nd|3rd|sí|si)$", re.IGNORECASE)
_LETTER = re.compile(r"(?:SD[- ]?)?[A-T]$")
_COUNTY = re.compile(r"\b(?:county|parish)$", re.IGNORECASE)
_SETTLED = ("chosen", "remembered", "fingerprint", "alias")


def map_columns(
    headers: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    remembered: Mapping[str, str | None] | None = None,
    chosen: Mapping[str, str | None] | None = None,
    own: Mapping[str, str | None] | None = None,
) -> list[ColumnGuess]:
    """Find each column's field.

    Args:
        headers: as written; blank ones in a sheet without headers.
        rows: the sheet's rows, of which some are looked at.
        remembered: normalised header to field, as mapped last time.
        chosen: header to field as the user says now; headers are compared normalised.
        own: normalised header to field, where the exporting program means something of its own by it.
    """
    some = sample_rows(rows)
    values = [Values(sample_column(some, index)) for index in range(len(headers))]
    labels = _labels(headers, values)
    picked = {normal(header): field for header, field in (chosen or {}).items()}
    inner = {index: ("attempt", detail) for index, detail in attempts.find(headers, values).items()}
    inner |= {index: ("office_sought", office) for index, office in _offices_to_tick(headers, some, values).items()}
    second = second_person.find(headers, some, values)
    inner |= {index: ("spouse", detail) for index, detail in second.items()}
    parents = second_person.first_parents(headers, second.values())
    labels |= parents
    guesses = [
        _told(index, header, picked, remembered or {}, own or {})
        or (ColumnGuess(index, header, *inner[index], "alias") if index in inner else None)
        or _by_header(index, header, values[index], labels.get(index, header))
        for index, header in enumerate(headers)
    ]
    guesses = _without_children(guesses, parents)
    taken = {guess.field for guess in guesses}
    guesses = [_by_values(guess, values[guess.index], taken) for guess in guesses]
    unnamed = sum(bool(NAMELESS.match(normal(header))) for header in headers) > len(headers) / 2
    guesses = map_nameless(guesses, values) if unnamed else fill_gaps(guesses, values)
    return settle(guesses, values)


def _without_children(guesses: list[ColumnGuess], parents: Mapping[int, str]) -> list[ColumnGuess]:
    """Leave out the names beside those of both parents where nobody else has an e-mail address or a phone number."""
    if "name" not in {said.removeprefix("first ").removeprefix("last ") for said in parents.values()} or any(
        guess.field in ("email", "phone") and guess.index not in parents for guess in guesses
    ):
        return guesses
    return [
        replace(guess, field=None, note="the list is of the parents")
        if guess.field in ("first_name", "last_name", "full_name") and guess.how not in ("chosen", "remembered")
        and guess.index not in parents else guess for guess in guesses
    ]


def _offices_to_tick(
    headers: Sequence[str], some: Sequence[Sequence[Cell]], values: Sequence[Values]
) -> dict[int, str]:
    """Columns of which each is called an office, for people to tick or to number by choice; there are several.

    Whoever numbers by choice begins with 1 and gives each number once, and not all do so alike; else the numbers are
    those of districts.
    """
    found = {}
    for index, header in enumerate(headers):
        office, known = clean_offices(_ASIDE.sub("", header).strip(" ?*:"))
        if known and office not in ("", "Any") and ";" not in office and values[index].part(_TICK.match) >= 0.9:
            found[index] = office
    numbered = [index for index in found if values[index].part(str.isdigit) >= 0.5]
    told = [[tidy(row[index]) for index in numbered] for row in some]
    told = [said for said in told if any(said)]
    by_choice = sum(
        sorted(filter(None, said)) == [str(place + 1) for place in range(len(said) - said.count(""))] for said in told
    )
    same = len(told) > 1 and all(said == told[0] for said in told)
    if same or by_choice < 0.8 * len(told) or any("district" in normal(headers[index]) for index in numbered):
        found = {index: office for index, office in found.items() if index not in numbered}
    return found if len(found) > 1 else {}


def _told(
    index: int, header: str, chosen: Mapping[str, str | None], remembered: Mapping[str, str | None],
    own: Mapping[str, str | None],
) -> ColumnGuess | None:
    key = normal(header)
    for source, how in ((chosen, "chosen"), (remembered, "remembered"), (own, "fingerprint")):
        if key in source:
            field, detail = split_key(source[key] or "-")
            if field and not detail and not field.startswith(("district:", "full_name")):  # a phone's kind
                alias = alias_of(key)
                if alias and split_key(alias[0])[0] == field:
                    detail = split_key(alias[0])[1]
            return ColumnGuess(index, header, field, detail, how)
    return None


def _labels(headers: Sequence[str], values: Sequence[Values]) -> dict[int, str]:
    """Questions in a column of their own beside the answers ("Custom Field 1 Label"), by the answers' column.

    Where forms of several kinds are in one sheet their answers are kept as extra fields only.
    """
    places = {normal(header): index for index, header in enumerate(headers)}
    labels: dict[int, str] = {}
    for key, index in places.items():
        beside = places.get(key.removesuffix(" value") + " label") if key.endswith(" value") else None
        said = set(values[beside].texts) if beside is not None else set()
        if beside is not None and len(said) == 1 and key.startswith("custom "):
            labels[index] = said.pop()
    return labels


def _by_header(index: int, header: str, values: Values, question: str) -> ColumnGuess:
    """The first of what a header, or the question that stands for it, may mean that the column's values agree with."""
    key = normal(question)
    note = ""
    for found, how, sure in meanings(question, values):
        field, detail = split_key(found)
        if field is None:
            return ColumnGuess(index, header, None, how="alias")
        if how != "alias" and field in OF_A_PERSON and _SOMEBODY_ELSE.search(key):
            note = note or "it is about somebody else"
            continue
        if field == "address1" and (number := re.search(r"[2-9]$", key)):
            if number[0] != "2":
                continue
            field = "address2"
        if field == "address1" and (values.full_addresses >= 0.5 or _WHOLE_ADDRESS.search(key)):
            field = "address"
        if field in ("address1", "address") and how == "phrase" and _answered_with_towns(key, values):
            field = "city"
        if field == "city" and values.part(_COUNTY.search) >= 0.5:
            field = "county"
        if field.startswith("district:") and not _could_be_codes(key, values):
            continue
        if field == "zip4" and values.part(lambda text: sum(map(str.isdigit, text)) == 9) >= 0.5:
            field = "zip"
        if field == "household_id" and values.part(_FAMILY.search) >= 0.5:
            field = "last_name"
        both = field in ("phone", "email") and min(values.part(_has_mail), values.part(_has_number)) >= 0.2
        if both or (field in ("phone", "email", "full_name") and values.mixed >= 0.6):
            field, detail = "name_contact", ""
        if detail == "who":  # "Member" may as well be ticked
            if values.words < 0.5 or values.part(lambda text: " " in text) < 0.5:
                continue
            detail = ""
        if field == "tick":  # a column to tick says nothing by its name alone: "Host" may be a person's
            if not _tells_interest(detail, values):
                continue
            field = "interest"
        if field == "interest" and detail and values.answers < 0.3 and values.texts:
            detail = ""
        if field == "office_sought" and key in _HELD and values.part(_POST.match) >= 0.5:
            note = "it tells the posts that people hold"
            continue
        kinds = tuple(filter(None, detail.split(",")))
        if field == "districts" and values.part(partial(split_districts, kinds=kinds)) < 0.5:
            continue
        if field.endswith("_stage") and values.part(partial(stage_named, field.removesuffix("_stage"))) < 0.5:
            continue
        if values.fits(field):
            return ColumnGuess(index, header, field, detail, how, sure)
        note = note or f"its values are no {field.replace('_', ' ')}"
    return ColumnGuess(index, header, None, note=note)


def _answered_with_towns(key: str, values: Values) -> bool:
    """Whether a question is answered with a town ("Where do you live?"), not a column of street names."""
    return values.streets < 0.2 and values.words >= 0.8 and _ASKS_WHERE.search(key) is not None


def _has_mail(text: str) -> bool:
    return "@" in text


def _has_number(text: str) -> bool:
    return bool(split_mixed(text)[1])  # the digits of "ann6125550100@example.org" are none


def _tells_interest(detail: str, values: Values) -> bool:
    """Whether a column is ticked, or says in words who would run (and for what) or help."""
    return values.answers >= 0.8 or values.part(_says_interest) >= 0.5 or (detail == "run" and values.offices >= 0.6)


def _could_be_codes(key: str, values: Values) -> bool:
    """Whether a column could hold districts: no list of offices to choose from, and numbers where its name is short."""
    if not values.texts:
        return True
    if values.part(_is_office) >= 0.5:
        return False
    return len(key) > 3 or values.part(_is_code) >= 0.6


def _is_code(text: str) -> bool:
    """Whether a text is a short number or a letter, as Alaska's senate has them, or says that none is known."""
    return (any(map(str.isdigit, text)) and len(text) <= 12) or _LETTER.match(text) is not None or tells_none(text)


def _is_office(text: str) -> bool:
    office, known = clean_offices(text)
    return known and office not in ("", "Any") and not any(map(str.isdigit, text))


def _by_values(guess: ColumnGuess, values: Values, taken: Set[str | None]) -> ColumnGuess:
    """What the header did not tell: e-mail addresses and telephone numbers are known by their looks."""
    key = normal(guess.header)
    if guess.field is None and (guess.how == "" or key == "status") and values.results >= 0.7 and (
        taken & {"contacted_at", "contacted_by"}
    ):
        return replace(guess, field="result", how="values", note="")
    if guess.field is None and guess.how in ("", "alias") and _STATUS.search(key) and values.statuses >= 0.7:
        return replace(guess, field="status", how="values", note="")
    if key == "status" and guess.how == "alias" and values.part(_says_interest) >= 0.5:
        return replace(guess, field="interest", how="values", sure=False, note="")
    if guess.field is not None or guess.how in _SETTLED or not values.texts:
        return guess
    if values.offices >= 0.6 and values.part(lambda text: normal(text) == key) >= 0.9:  # one of many to tick
        return replace(guess, field="office_sought", how="values", note="")
    if _SOMEBODY_ELSE.search(key):
        return guess
    if values.mixed >= 0.6:
        return replace(guess, field="name_contact", how="values", sure=False, note="")
    if min(values.emails, values.sure_phones) > 0.1 and values.emails + values.sure_phones >= 0.9:
        return replace(guess, field="name_contact", how="values", sure=False, note="")
    if values.emails >= 0.8:
        return replace(guess, field="email", how="values", sure=len(values.texts) > 2, note="")
    if values.sure_phones >= 0.9 and not re.search(r"\b(id|number of|vuid|fax)\b", key):
        return replace(guess, field="phone", how="values", sure=len(values.texts) > 2, note="")
    if values.part(split_districts) >= 0.6:
        return replace(guess, field="districts", how="values", sure=False, note="")
    several = len({clean_offices(text)[0] for text in values.texts}) > 1  # a party's name may hold "County", too
    if "office_sought" not in taken and several and values.offices >= 0.6 and values.length <= 40:
        return replace(guess, field="office_sought", how="values", sure=False, note="")
    if "latitude" not in taken and re.search(r"\blat", key) and values.fits("latitude"):
        return replace(guess, field="latitude", how="values", note="")
    if "zip" not in taken and "zip" in key and values.zips >= 0.8:
        return replace(guess, field="zip", how="values", note="")
    return guess


def _says_interest(text: str) -> bool:
    run, helps, _ = clean_interest(text)
    return run or helps
