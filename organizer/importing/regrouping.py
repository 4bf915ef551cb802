"""The user's word on what answers count as: kept for later imports, and the people they are of corrected at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.importing.cleaning.answers import INTERESTS, clean_interest, clean_offices
from organizer.importing.cleaning.groupings import FIELDS, columns_of, key_of, read
from organizer.importing.cleaning.text import tidy, tidy_long
from organizer.storage import journal
from organizer.storage.tables import ContactEvent, Grouping, Person, Review, SignUp

__all__ = ["regroup"]

_CHUNK = 500


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
    for batch, place, header in columns_of(session, field):
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
    for batch, place, header in columns_of(session, field):
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
    for batch, place, _ in columns_of(session, "interest"):
        cell = func.json_extract(SignUp.cells, f"$[{place}]")
        for answer in session.scalars(select(cell).where(SignUp.batch_id == batch).distinct()):
            if answer not in ("", None):
                yield str(answer)


def _flags(told: Iterable[tuple[str, str]], mine: Mapping[str, str]) -> tuple[bool, bool]:
    from organizer.importing.columns.mapping import map_columns

    run = helps = False
    for answer, header in told:
        said = INTERESTS.get(mine.get(key_of(answer), ""))
        if said is None:
            about = map_columns([header], [])[0].detail
            said = clean_interest(tidy(answer), about)[:2]
        run, helps = run or said[0], helps or said[1]
    return run, helps
