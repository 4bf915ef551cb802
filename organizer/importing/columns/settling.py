"""Columns that want the same field: which one has it, and what becomes of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from organizer.importing.columns.guess import OF_A_PERSON, ColumnGuess
from organizer.importing.columns.names import alias_of, normal
from organizer.importing.columns.values import Values

__all__ = ["settle"]

_MANY = frozenset(("email", "phone", "external_id", "tags", "notes", "source", "interest", "involvement", "phone_type",
                   "office_sought", "sms_ok", "street", "do_not_call", "districts", "spouse", "attempt"))
"""Fields that several columns may fill for one person; of any other the best column wins."""
_PAYS = re.compile(r"^(?:buyer|purchaser|payer|bought by|paid by)\b")
_KINDS = {"h": "home", "c": "mobile", "m": "mobile", "w": "work"}
_TOLD = ("chosen", "remembered")
_GIVEN = re.compile(r"[^\s,&]+(?:(?: ?[,&] ?| and | y )[^\s,&]+(?: \([^)]*\))?)*$")
"""One given name, or those of a household, which has its family name in another column."""
_STREET = ("address1", "address", "street")
_AT_HOME = "the home address has columns of its own"
_RANK = {"remembered": 0, "chosen": 0, "alias": 1, "fingerprint": 1, "likeness": 3, "phrase": 2, "values": 4}


def settle(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """One column a field where a person has one value; parts of a name win over the whole; home over mailing."""
    guesses = _names(_at_home(_without_who_paid(_lettered(guesses)), values), values)
    best = _best(guesses, values)
    guesses = _without_other_results(_dated(guesses, best), best, values)
    settled: list[ColumnGuess] = []
    for guess in guesses:
        stays = guess.field is None or guess.how == "chosen"
        settled.append(guess if stays else _settled(guess, best, settled, values))
    return settled


def _lettered(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Tell the kinds of phones whose columns are called H, C and W; columns A, B, C are only counted."""
    keys = {normal(one.header) for one in guesses}
    mine = [one for one in guesses if one.field == "phone" and normal(one.header) in _KINDS]
    if len(mine) < 2 or keys & {"a", "b"}:
        return guesses
    return [replace(one, detail=_KINDS[normal(one.header)]) if one in mine else one for one in guesses]


def _without_who_paid(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Leave out who paid for others, where these have names."""
    paying = {one.index for one in guesses if one.field in OF_A_PERSON and _PAYS.match(normal(one.header))}
    if not any(one.field in ("first_name", "full_name") and one.index not in paying for one in guesses):
        return guesses
    return [
        replace(one, field=None, note="it is of who paid") if one.index in paying and one.how != "chosen" else one
        for one in guesses
    ]


def _at_home(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """Leave out where mail goes, where columns tell the home address."""
    if not any(one.field in _STREET and one.detail != "mailing" and values[one.index].texts for one in guesses):
        return guesses
    return [
        replace(one, field=None, note=_AT_HOME) if one.detail == "mailing" and one.how not in _TOLD else one
        for one in guesses
    ]


def _names(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """Take "Nombre" alone for the whole name where it holds several words, and "Name" beside "Last" for the first."""
    def instead(wanted: str, before: str, holds: Callable[[str], object]) -> list[ColumnGuess]:
        return [
            replace(one, field=wanted)
            if one.field == before and one.how != "chosen" and values[one.index].part(holds) >= 0.7 else one
            for one in guesses
        ]

    guesses = [_ordered(one, values[one.index]) for one in guesses]
    fields = {one.field for one in guesses}
    if "nickname" in fields and not fields & {"first_name", "full_name", "name_contact"}:
        return instead("first_name", "nickname", str.strip)
    if "last_name" not in fields:
        return instead("full_name", "first_name", lambda text: " " in text)
    return guesses if "first_name" in fields else instead("first_name", "full_name", _GIVEN.match)


def _ordered(guess: ColumnGuess, values: Values) -> ColumnGuess:
    """Tell where whole names begin with the last name, which is to be looked at where only the names say so."""
    if guess.field != "full_name" or guess.how in _TOLD:
        return guess
    if guess.detail == "last_first":
        return guess if values.part(_has_comma) < 0.5 else replace(guess, detail="")
    return replace(guess, detail="last_first", sure=False) if values.last_first else guess


def _has_comma(text: str) -> bool:
    return "," in text


def _best(guesses: Sequence[ColumnGuess], values: Sequence[Values]) -> dict[str, ColumnGuess]:
    """By field the column that tells it best."""
    def rank(guess: ColumnGuess) -> tuple[bool, bool, int, bool, int, int]:
        alias = alias_of(normal(guess.header)) or ("", 99)
        empty, untold = not values[guess.index].texts, guess.how not in _TOLD
        less = guess.detail in ("mailing", "code", "legislative")
        return (untold, empty, _RANK.get(guess.how, 9), less, alias[1], guess.index)

    best: dict[str, ColumnGuess] = {}
    for guess in sorted((one for one in guesses if one.field), key=rank):
        best.setdefault(guess.field or "", guess)
    return best


def _dated(guesses: list[ColumnGuess], best: dict[str, ColumnGuess]) -> list[ColumnGuess]:
    """Take the only date for that of the contact where a result and who made it are told; `best` is told, too."""
    when = best.get("signed_up_at")
    told = {"contacted_by", "contact_kind"} & best.keys() and "contacted_at" not in best
    if when is None or when.how == "chosen" or not told or not {"result", "status"} & best.keys():
        return guesses
    best["contacted_at"] = replace(when, field="contacted_at")
    return [best["contacted_at"] if one is when else one for one in guesses]


def _without_other_results(
    guesses: list[ColumnGuess], best: Mapping[str, ColumnGuess], values: Sequence[Values]
) -> list[ColumnGuess]:
    """Leave out a result that stands alone and looks like none: surveys have results, too."""
    result = best.get("result")
    if result is None or {"contacted_at", "contacted_by", "contact_kind"} & best.keys():
        return guesses
    if result.how == "chosen" or values[result.index].results >= 0.6:
        return guesses
    return [replace(one, field=None) if one is result else one for one in guesses]


def _settled(
    guess: ColumnGuess, best: Mapping[str, ColumnGuess], before: Sequence[ColumnGuess], values: Sequence[Values]
) -> ColumnGuess:
    """What becomes of a column beside the best ones and those `before` it."""
    field = guess.field or ""
    line = best.get("address1") or best.get("address")
    has_line = line is not None and not (line.detail == "mailing" and "street" in best)
    has_parts = {"first_name", "last_name"} <= best.keys() and any(
        values[best[name].index].texts for name in ("first_name", "last_name")
    )
    if field == "full_name" and best["full_name"].how != "chosen" and has_parts:
        return replace(guess, field=None, note="first and last name have columns of their own")
    if field == "address1" and guess.detail == "mailing" and "street" in best and not has_line:
        return replace(guess, field=None, note=_AT_HOME)
    if field == "street" and guess.detail == "unit" and has_line and "address2" not in best:
        return replace(guess, field="address2", detail="")
    if field in ("contact_kind", "contacted_by", "contacted_at") and not (
        {"result", "status"} & best.keys() or (field == "contacted_by" and "attempt" in best)
    ):
        return replace(guess, field=None)
    if field == "street" and has_line and not _needs_number(best, values):
        return replace(guess, field=None, note="the whole street line has a column of its own")
    if guess.detail == "legislative":
        return guess  # tells what other columns do not
    if field not in _MANY and best[field] is not guess:
        return replace(guess, field=None, note=f"“{best[field].header}” is used for it")
    if field == "external_id" and any(other.field == field and other.detail == guess.detail for other in before):
        return replace(guess, field=None, note="another column holds this id")
    return guess


def _needs_number(best: Mapping[str, ColumnGuess], values: Sequence[Values]) -> bool:
    """Whether the street line lacks its house numbers, which stand in a column of their own."""
    line = best.get("address1") or best.get("address")
    return line is not None and values[line.index].streets < 0.3 and values[line.index].part(
        lambda text: text[:1].isdigit()
    ) < 0.3
