"""What free answers count as: all different answers of a question, grouped into few, and the user's word on them.

The user's word is kept by the answer as compared (folded) and holds for every later import; the people whose answers
it is about are corrected at once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.names import fold
from organizer.importing.cleaning.answers import INTERESTS, OFFICES, clean_interest, clean_offices, yes_or_no
from organizer.importing.cleaning.text import Cell, tidy, tidy_long
from organizer.storage import journal
from organizer.storage.tables import ContactEvent, Grouping, ImportBatch, Person, Review, SignUp

__all__ = ["FIELDS", "INTERESTS", "Answer", "AnswerGroups", "answered", "choices", "grouped", "key_of", "read",
           "regroup", "stored"]

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
    return [field for field in FIELDS if next(_columns(session, field), None) is not None]


def stored(session: Session, field: str) -> list[Answer]:
    """All answers that the imports brought for a field."""
    counted: Counter[str] = Counter()
    for batch, place, _ in _columns(session, field):
        cell = func.json_extract(SignUp.cells, f"$[{place}]")
        for answer, number in session.execute(
            select(cell, func.count())
            .where(SignUp.batch_id == batch, SignUp.person_id.is_not(None) | (SignUp.outcome == "held")).group_by(cell)
        ):
            if answer not in ("", None):
                counted[str(answer)] += number
    return grouped(field, counted, read(session).get(field, {}))


def _columns(session: Session, field: str) -> Iterator[tuple[int, int, str]]:
    """(import, place of the column, its header) of every column that held a field."""
    for batch, mapping, headers in session.execute(
        select(ImportBatch.id, ImportBatch.mapping, ImportBatch.headers).order_by(ImportBatch.id)
    ):
        mapped: dict[str, Any] = json.loads(mapping or "{}")
        for place, header in enumerate(json.loads(headers or "[]")):
            if mapped.get(header) == field:
                yield batch, place, header


def regroup(session: Session, field: str, meanings: Mapping[str, str], *, by: str) -> Changes:
    """Let answers count as something else, from now on and for everybody who gave them, as one action.

    What somebody typed over a person's value stays.

    Args:
        session: from `Database.writing`.
        field: one of `FIELDS`.
        meanings: answer to the group it counts as from now on; "" for nothing at all.
        by: who says so.
    """
    before = read(session).get(field, {})
    wanted = {key_of(answer): tidy(meaning) for answer, meaning in meanings.items() if key_of(answer)}
    after = {**before, **wanted}
    with journal.action(session, kind="group", name=_name(field, meanings), by=by) as do:
        _keep(session, do, field, wanted)
        if field == "interest":
            _interests(session, do, set(wanted), before, after)
        else:
            _texts(session, do, field, set(wanted), before, after)
        _held(session, do, field, set(wanted), before, after)
    return do.changes


def _name(field: str, meanings: Mapping[str, str]) -> str:
    groups = list(dict.fromkeys(meanings.values()))
    many = f"“{next(iter(meanings), '')}”" if len(meanings) == 1 else f"{len(meanings):,} answers"
    return f"Count {many} as {groups[0] or 'nothing'}" if len(groups) == 1 else f"Group {many} ({FIELDS[field]})"


def _keep(session: Session, do: journal.Recorder, field: str, wanted: Mapping[str, str]) -> None:
    known = {answer: row_id for row_id, answer in session.execute(
        select(Grouping.id, Grouping.answer).where(Grouping.field == field)
    )}
    for key, meaning in wanted.items():
        if key in known:
            do.update(Grouping, known[key], meaning=meaning)
        else:
            do.insert(Grouping, field=field, answer=key, meaning=meaning)


def _given(session: Session, field: str, keys: set[str]) -> Iterator[tuple[int, str, str]]:
    """(person, answer, header) for every sign-up that gave one of these answers."""
    for batch, place, header in _columns(session, field):
        cell = func.json_extract(SignUp.cells, f"$[{place}]")
        told = [answer for answer in session.scalars(select(cell).where(SignUp.batch_id == batch).distinct())
                if answer not in ("", None) and key_of(answer) in keys]
        for start in range(0, len(told), _CHUNK):
            rows = session.execute(
                select(SignUp.person_id, cell).where(SignUp.batch_id == batch, SignUp.person_id.is_not(None),
                                                     cell.in_(told[start : start + _CHUNK]))
            ).all()
            for person, answer in rows:
                yield person, str(answer), header


def _people(session: Session, ids: Iterable[int], *columns: Any) -> Iterator[Any]:
    listed = sorted(set(ids))
    for start in range(0, len(listed), _CHUNK):
        chunk = Person.id.in_(listed[start : start + _CHUNK])
        yield from session.execute(select(Person.id, *columns).where(chunk)).all()


def _texts(
    session: Session, do: journal.Recorder, field: str, keys: set[str], before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    """Put the new group in the place of the old one in what is known of each person."""
    column = Person.office_sought if field == "office_sought" else Person.involvement
    answers: dict[int, list[str]] = {}
    for person, answer, _ in _given(session, field, keys):
        answers.setdefault(person, []).append(answer)
    for person, text in _people(session, answers, column):
        do.update(Person, person, **{column.key: _text(field, text, answers[person], before, after)})


def _held(
    session: Session, do: journal.Recorder, field: str, keys: set[str], before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    """The same for rows that wait until somebody says who they are of."""
    places: dict[int, list[tuple[int, str]]] = {}
    for batch, place, header in _columns(session, field):
        places.setdefault(batch, []).append((place, header))
    for review, record, batch, cells in session.execute(
        select(Review.id, Review.record, SignUp.batch_id, SignUp.cells).join(SignUp, SignUp.id == Review.sign_up_id)
        .where(Review.state == "open", Review.other_id.is_(None), SignUp.batch_id.in_(places))
    ).all():
        row, told = json.loads(cells), json.loads(record)
        given = [(str(row[place]), header) for place, header in places[batch] if row[place] not in ("", None)]
        if keys.isdisjoint(key_of(answer) for answer, _ in given):
            continue
        if field == "interest":
            was, now = (_flags(given, mine) for mine in (before, after))
            tagged = clean_interest(told.get("tags", ""))
            for name, old, new, by_tag in zip(("wants_run", "wants_help"), was, now, tagged, strict=False):
                told[name] = bool(new or (told.get(name, False) and (not old or by_tag)))
        else:
            name = "office" if field == "office_sought" else "involvement"
            told[name] = _text(field, told.get(name, ""), [answer for answer, _ in given if key_of(answer) in keys],
                               before, after)
        do.update(Review, review, record=json.dumps(told, ensure_ascii=False))


def _text(
    field: str, text: str, answers: Iterable[str], before: Mapping[str, str], after: Mapping[str, str]
) -> str:
    """What is known of a person after these answers of theirs count as something else."""
    joint = "; " if field == "office_sought" else "\n"
    parts = [part for part in text.split(joint) if part]
    for answer in dict.fromkeys(answers):
        parts = _exchanged(parts, _parts(field, answer, before, joint), _parts(field, answer, after, joint))
    return joint.join(dict.fromkeys(parts))


def _parts(field: str, answer: str, mine: Mapping[str, str], joint: str) -> list[str]:
    meaning = mine.get(key_of(answer))
    if meaning is None:
        meaning = clean_offices(tidy(answer))[0] if field == "office_sought" else tidy_long(answer)
    return [part for part in meaning.split(joint) if part]


def _exchanged(parts: list[str], old: list[str], new: list[str]) -> list[str]:
    """The parts with `new` where `old` stood; unchanged where `old` is not there, because somebody typed over it."""
    if old and not all(part in parts for part in old):
        return parts
    at = parts.index(old[0]) if old else len(parts)
    kept = [part for part in parts if part not in old]
    return kept[:at] + new + kept[at:]


def _interests(
    session: Session, do: journal.Recorder, keys: set[str], before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Would run, would help: taken away only where no other answer, tag or talk says so."""
    people = {person for person, _, _ in _given(session, "interest", keys)}
    all_keys = {key_of(text) for text in _every_answer(session)}
    told: dict[int, list[tuple[str, str]]] = {}
    for person, answer, header in _given(session, "interest", all_keys):
        if person in people:
            told.setdefault(person, []).append((answer, header))
    talked: set[int] = set()
    listed = sorted(people)
    for start in range(0, len(listed), _CHUNK):
        talked.update(session.scalars(
            select(ContactEvent.person_id).where(ContactEvent.person_id.in_(listed[start : start + _CHUNK]),
                                                 ContactEvent.void == 0,
                                                 ContactEvent.run_answer + ContactEvent.help_answer != "")
        ))
    for person, run, helps, tags in _people(session, people, Person.wants_run, Person.wants_help, Person.tags):
        was, now = (_flags(told[person], mine) for mine in (before, after))
        tagged = clean_interest(tags)
        flags = [
            bool(new or (has and (not old or by_tag or person in talked)))
            for has, old, new, by_tag in zip((run, helps), was, now, tagged, strict=False)
        ]
        do.update(Person, person, wants_run=int(flags[0]), wants_help=int(flags[1]))


def _every_answer(session: Session) -> Iterator[str]:
    for batch, place, _ in _columns(session, "interest"):
        cell = func.json_extract(SignUp.cells, f"$[{place}]")
        for answer in session.scalars(select(cell).where(SignUp.batch_id == batch).distinct()):
            if answer not in ("", None):
                yield str(answer)


def _flags(told: Iterable[tuple[str, str]], mine: Mapping[str, str]) -> tuple[bool, bool]:
    from organizer.importing.columns import map_columns

    run = helps = False
    for answer, header in told:
        said = INTERESTS.get(mine.get(key_of(answer), ""))
        if said is None:
            about = map_columns([header], [])[0].detail
            said = clean_interest(tidy(answer), about)[:2]
        run, helps = run or said[0], helps or said[1]
    return run, helps
