"""Columns that want the same field: which one has it, and what becomes of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from organizer.importing.column_names import alias_of, normal
from organizer.importing.columns import OF_A_PERSON, ColumnGuess
from organizer.importing.values import Values

__all__ = ["settle"]

_MANY = frozenset(("email", "phone", "external_id", "tags", "notes", "source", "interest", "involvement", "phone_type",
                   "office_sought", "sms_ok", "street", "do_not_call", "districts", "spouse",
                   "attempt"))
"""Fields that several columns may fill for one person; of any other the best column wins."""
_PAYS = re.compile(r"^(?:buyer|purchaser|payer|bought by|paid by)\b")
_RANK = {"remembered": 0, "chosen": 0, "alias": 1, "fingerprint": 1, "likeness": 3, "phrase": 2, "values": 4}


def settle(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """One column a field where a person has one value; parts of a name win over the whole; home over mailing."""
    def rank(guess: ColumnGuess) -> tuple[bool, bool, int, bool, int, int]:
        alias = alias_of(normal(guess.header)) or ("", 99)
        empty = not values[guess.index].texts
        told = guess.how in ("chosen", "remembered")
        return (not told, empty, _RANK.get(guess.how, 9), guess.detail in ("mailing", "code"), alias[1], guess.index)

    paying = {one.index for one in guesses if one.field in OF_A_PERSON and _PAYS.match(normal(one.header))}
    if any(one.field in ("first_name", "full_name") and one.index not in paying for one in guesses):
        guesses = [
            replace(one, field=None, note="it is of who paid") if one.index in paying and one.how != "chosen" else one
            for one in guesses
        ]
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
