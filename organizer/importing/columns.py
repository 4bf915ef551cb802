"""Which field each column of a sheet is: by its header, by likeness, and by what its values are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from organizer.domain.status import stage_named
from organizer.importing import attempts, second_person
from organizer.importing.cleaning.answers import clean_interest, clean_offices
from organizer.importing.cleaning.district_cells import split_districts
from organizer.importing.cleaning.text import Cell
from organizer.importing.column_names import FIELDS, NAMELESS, alias_of, meanings, normal, split_key
from organizer.importing.values import Values, sample_column, sample_rows

__all__ = ["ColumnGuess", "map_columns", "reported"]

_MANY = frozenset(("email", "phone", "external_id", "tags", "notes", "source", "interest", "involvement", "phone_type",
                   "office_sought", "sms_ok", "street", "do_not_call", "districts", "spouse",
                   "attempt"))
"""Fields that several columns may fill for one person; of any other the best column wins."""
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
_WHOLE_ADDRESS = re.compile(r"\baddress\b.*\bcity\b.*\b(?:zip|state)\b|\bstreet\b.*\bcity\b.*\b(?:zip|state)\b")
_STATUS = re.compile(
    r"^(?:(?:current|outreach|recruit\w*|contact|volunteer|candidate|call) )?(?:status|stage)$|^standing$"
)
_COUNTY = re.compile(r"\b(?:county|parish)$", re.IGNORECASE)
_SETTLED = ("chosen", "remembered", "fingerprint", "alias")
_RANK = {"remembered": 0, "chosen": 0, "alias": 1, "fingerprint": 1, "likeness": 3, "phrase": 2, "values": 4}


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """Where a column goes.

    Args:
        index: its place in the sheet, from 0.
        header: as written.
        field: one of `FIELDS`, `district:<kind>`, "spouse", "attempt" or an inner field; None where it is only kept.
        detail: the kind of a phone, the system of an id, "run" or "help" of an interest, the part of a street line,
            the field of a spouse, the contact and its part of an attempt.
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


def reported(guess: ColumnGuess) -> str | None:
    """A column's field under the names of the command line; what is only used inside has none."""
    if guess.field is None:
        return None
    if guess.field in ("spouse", "attempt"):
        return f"{guess.field}:{guess.detail}"
    if guess.field in FIELDS or guess.field.startswith("district:"):
        return guess.field
    return "address1" if guess.field == "street" and guess.detail in ("number", "name") else None


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
    inner |= {index: ("spouse", detail) for index, detail in second_person.find(headers, some, values).items()}
    guesses = [
        _told(index, header, picked, remembered or {}, own or {})
        or (ColumnGuess(index, header, *inner[index], "alias") if index in inner else None)
        or _by_header(index, header, values[index], labels.get(index, header))
        for index, header in enumerate(headers)
    ]
    guesses = [_by_values(guess, values[guess.index], guesses) for guess in guesses]
    from organizer.importing.nameless import fill_gaps, map_nameless

    unnamed = sum(bool(NAMELESS.match(normal(header))) for header in headers) > len(headers) / 2
    guesses = map_nameless(guesses, values) if unnamed else fill_gaps(guesses, values)
    return _settle(guesses, values)


def _told(
    index: int, header: str, chosen: Mapping[str, str | None], remembered: Mapping[str, str | None],
    own: Mapping[str, str | None],
) -> ColumnGuess | None:
    key = normal(header)
    for source, how in ((chosen, "chosen"), (remembered, "remembered"), (own, "fingerprint")):
        if key in source:
            field, detail = split_key(source[key] or "-")
            if field and not detail and not field.startswith("district:"):  # a phone's kind, an id's system
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
        if how != "alias" and field in _OF_A_PERSON and _SOMEBODY_ELSE.search(key):
            note = note or "it is about somebody else"
            continue
        if field == "address1" and (number := re.search(r"[2-9]$", key)):
            if number[0] != "2":
                continue
            field = "address2"
        if field == "address1" and (values.full_addresses >= 0.5 or _WHOLE_ADDRESS.search(key)):
            field = "address"
        if field in ("address1", "address") and how == "phrase" and values.streets < 0.2 and values.words >= 0.8:
            field = "city"  # "Where do you live?" answered with a town
        if field == "city" and values.part(_COUNTY.search) >= 0.5:
            field = "county"
        if field.startswith("district:") and not _could_be_codes(key, values):
            continue
        if field == "zip4" and values.part(lambda text: sum(map(str.isdigit, text)) == 9) >= 0.5:
            field = "zip"
        if field in ("phone", "email", "full_name") and values.mixed >= 0.6:
            field, detail = "name_contact", ""
        if field == "tick":  # a column to tick says nothing by its name alone: "Host" may be a person's
            if not _tells_interest(detail, values):
                continue
            field = "interest"
        if field == "interest" and detail and values.answers < 0.3 and values.texts:
            detail = ""
        kinds = tuple(filter(None, detail.split(",")))
        if field == "districts" and values.part(partial(split_districts, kinds=kinds)) < 0.5:
            continue
        if field.endswith("_stage") and values.part(partial(stage_named, field.removesuffix("_stage"))) < 0.5:
            continue
        if values.fits(field):
            return ColumnGuess(index, header, field, detail, how, sure)
        note = note or f"its values are no {field.replace('_', ' ')}"
    return ColumnGuess(index, header, None, note=note)


def _tells_interest(detail: str, values: Values) -> bool:
    """Whether a column is ticked, or says in words who would run (and for what) or help."""
    return values.answers >= 0.8 or values.part(_says_interest) >= 0.5 or (detail == "run" and values.offices >= 0.6)


def _could_be_codes(key: str, values: Values) -> bool:
    """Whether a column could hold districts: no list of offices to choose from, and numbers where its name is short."""
    if not values.texts:
        return True
    if values.part(lambda text: clean_offices(text)[1] and not any(map(str.isdigit, text))) >= 0.5:
        return False
    return len(key) > 3 or values.part(lambda text: any(map(str.isdigit, text)) and len(text) <= 12) >= 0.6


def _by_values(guess: ColumnGuess, values: Values, others: Sequence[ColumnGuess]) -> ColumnGuess:
    """What the header did not tell: e-mail addresses and telephone numbers are known by their looks."""
    key = normal(guess.header)
    if guess.field is None and (guess.how == "" or key == "status") and values.results >= 0.7 and any(
        other.field in ("contacted_at", "contacted_by") for other in others
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
    taken = {other.field for other in others}
    if "office_sought" not in taken and values.offices >= 0.6 and values.length <= 40:
        return replace(guess, field="office_sought", how="values", sure=False, note="")
    if "latitude" not in taken and re.search(r"\blat", key) and values.fits("latitude"):
        return replace(guess, field="latitude", how="values", note="")
    if "zip" not in taken and "zip" in key and values.zips >= 0.8:
        return replace(guess, field="zip", how="values", note="")
    return guess


def _says_interest(text: str) -> bool:
    run, helps, _ = clean_interest(text)
    return run or helps


def _settle(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """One column a field where a person has one value; parts of a name win over the whole; home over mailing."""
    def rank(guess: ColumnGuess) -> tuple[bool, bool, int, bool, int, int]:
        alias = alias_of(normal(guess.header)) or ("", 99)
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
    if not any(one.field == "last_name" for one in guesses):  # "Nombre" alone is the whole name
        guesses = [
            replace(one, field="full_name") if one.field == "first_name" and one.how != "chosen"
            and values[one.index].part(lambda text: " " in text) >= 0.7 else one for one in guesses
        ]
    if not any(one.field == "first_name" for one in guesses) and any(one.field == "last_name" for one in guesses):
        guesses = [  # "Name" beside "Last" is the first one
            replace(one, field="first_name") if one.field == "full_name" and one.how != "chosen"
            and values[one.index].part(lambda text: " " not in text) >= 0.7 else one for one in guesses
        ]
    best: dict[str, ColumnGuess] = {}
    for guess in sorted((one for one in guesses if one.field), key=rank):
        best.setdefault(guess.field or "", guess)
    has_parts = "first_name" in best and "last_name" in best and any(
        values[best[name].index].texts for name in ("first_name", "last_name")
    )
    has_result = bool({"result", "status"} & best.keys())
    when = best.get("signed_up_at")
    told = {"contacted_by", "contact_kind"} & best.keys() and "contacted_at" not in best
    if has_result and told and when is not None and when.how != "chosen":  # the date is that of the contact
        best["contacted_at"] = replace(when, field="contacted_at")
        guesses = [best["contacted_at"] if one is when else one for one in guesses]
    if "result" in best and not {"contacted_at", "contacted_by", "contact_kind"} & best.keys():
        result = best["result"]  # alone it must look like one: surveys have results, too
        if result.how != "chosen" and values[result.index].results < 0.6:
            guesses = [replace(one, field=None) if one is result else one for one in guesses]
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
        elif field in ("contact_kind", "contacted_by", "contacted_at") and not (
            has_result or (field == "contacted_by" and "attempt" in best)
        ):
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
