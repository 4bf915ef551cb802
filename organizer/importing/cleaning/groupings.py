"""What free answers count as: all different answers of a question, grouped into few, and the user's word on them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.names import fold
from organizer.importing.cleaning.answers import INTERESTS, OFFICES, clean_interest, clean_offices, yes_or_no
from organizer.importing.cleaning.text import Cell, tidy
from organizer.storage.tables import Grouping, ImportBatch, SignUp

__all__ = [
    "FIELDS", "INTERESTS", "Answer", "AnswerGroups", "answered", "choices", "columns_of", "grouped", "key_of", "read",
    "stored",
]

FIELDS: dict[str, str] = {"office_sought": "Office sought", "interest": "Run or help", "involvement": "Involvement"}
"""The fields whose answers are grouped, and what they are called."""
_LONGEST = 120  # letters; what is longer is somebody's own story, not an answer to group
_CHUNK = 500
_ALIKE = 82  # of 100
_MOST = 300  # groups that are compared with an answer
AnswerGroups = Mapping[str, Mapping[str, str]]
"""The user's word: field to folded answer to what it counts as."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was given.

    Args:
        text: as it was first written.
        key: as it is compared.
        meaning: the group it counts as.
        times: how often it was given.
        known: whether the program or the user knows what it means; else it is its own group.
        mine: whether the user said so.
        like: the group it may belong to, where it has none yet.
    """

    text: str
    key: str
    meaning: str
    times: int
    known: bool
    mine: bool
    like: str = ""


def key_of(answer: Cell) -> str:
    """An answer as it is compared."""
    return fold(tidy(answer))


def choices(field: str) -> tuple[str, ...]:
    """The groups that are always offered for a field."""
    return {"office_sought": OFFICES, "interest": tuple(INTERESTS)}.get(field, ())


def read(session: Session) -> dict[str, dict[str, str]]:
    """The user's word on all answers."""
    found: dict[str, dict[str, str]] = {}
    for field, answer, meaning in session.execute(select(Grouping.field, Grouping.answer, Grouping.meaning)):
        found.setdefault(field, {})[answer] = meaning
    return found


def grouped(field: str, counted: Mapping[str, int], mine: Mapping[str, str]) -> list[Answer]:
    """All answers of a field with what they count as, the largest group first.

    Args:
        field: one of `FIELDS`.
        counted: answer as written to how often it was given.
        mine: the user's word for this field.
    """
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text, number in sorted(counted.items(), key=lambda one: -one[1]):
        key = key_of(text)
        if key and len(key) <= _LONGEST and not (field == "interest" and yes_or_no(text) is not None):
            times[key] += number
            first.setdefault(key, tidy(text))
    found = []
    for key, text in first.items():
        meaning, known = _meaning(field, text, mine)
        found.append(Answer(text, key, meaning, times[key], known, key in mine))
    totals: Counter[str] = Counter()
    for one in found:
        totals[one.meaning] += one.times
    names = list(dict.fromkeys([*choices(field), *(name for name, _ in totals.most_common(_MOST))]))
    found = [one if one.known else _with_likeness(one, names, totals) for one in found]
    return sorted(found, key=lambda one: (one.known and field != "involvement", -totals[one.meaning], one.meaning,
                                          -one.times, one.text))


def _meaning(field: str, text: str, mine: Mapping[str, str]) -> tuple[str, bool]:
    said = mine.get(key_of(text))
    if said is not None:
        return said, True
    if field == "office_sought":
        return clean_offices(text)
    if field == "interest":
        run, helps, known = clean_interest(text)
        return next(name for name, flags in INTERESTS.items() if flags == (run, helps)), known
    return text, False


def _with_likeness(answer: Answer, names: Sequence[str], totals: Mapping[str, int]) -> Answer:
    """The answer with the group that is spelled nearly like it: with its words in any order, or run together."""
    from rapidfuzz import fuzz, process

    others = {name: fold(name) for name in names if name != answer.text and totals.get(name, 1) >= answer.times}
    joined = {name: text.replace(" ", "") for name, text in others.items()}
    found = [
        process.extractOne(answer.key, others, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE),
        process.extractOne(answer.key.replace(" ", ""), joined, scorer=fuzz.ratio, score_cutoff=_ALIKE),
    ]
    best = max((one for one in found if one is not None), key=lambda one: one[1], default=None)
    return answer if best is None else replace(answer, like=best[2])


def answered(session: Session) -> list[str]:
    """The fields for which any import brought answers."""
    return [field for field in FIELDS if next(columns_of(session, field), None) is not None]


def stored(session: Session, field: str) -> list[Answer]:
    """All answers that the imports brought for a field."""
    counted: Counter[str] = Counter()
    for batch, place, _ in columns_of(session, field):
        cell = func.json_extract(SignUp.cells, f"$[{place}]")
        for answer, number in session.execute(
            select(cell, func.count())
            .where(SignUp.batch_id == batch, SignUp.person_id.is_not(None) | (SignUp.outcome == "held")).group_by(cell)
        ):
            if answer not in ("", None):
                counted[str(answer)] += number
    return grouped(field, counted, read(session).get(field, {}))


def columns_of(session: Session, field: str) -> Iterator[tuple[int, int, str]]:
    """(import, place of the column, its header) of every column that held a field."""
    for batch, mapping, headers in session.execute(
        select(ImportBatch.id, ImportBatch.mapping, ImportBatch.headers).order_by(ImportBatch.id)
    ):
        mapped: dict[str, Any] = json.loads(mapping or "{}")
        for place, header in enumerate(json.loads(headers or "[]")):
            if mapped.get(header) == field:
                yield batch, place, header
