"""A ProspectFilter as conditions on the person table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    exists,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from organizer.domain import clock
from organizer.domain.district import natural_key, normalize_code
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter, only
from organizer.domain.names import fold
from organizer.storage import search
from organizer.storage.tables import CallListEntry, District, Person, PersonDistrict, Phone, Seat, SignUp

__all__ = ["callable_people", "elects", "id_sources", "of", "walled_numbers"]


def of(chosen: ProspectFilter) -> list[ColumnElement[bool]]:
    """The conditions that a person must meet, none for everyone."""
    found: list[Any] = []
    for kind in dict.fromkeys(kind for kind, _ in chosen.districts):
        codes = {normalize_code(kind, code) for one, code in chosen.districts if one == kind}
        found.append(Person.id.in_(_living_in(kind, codes, chosen.certainty)))
    if chosen.certainty and not chosen.districts:
        found.append(Person.id.in_(select(PersonDistrict.person_id).where(*_certain(chosen.certainty))))
    if chosen.unknown_kind:
        known = select(PersonDistrict.person_id).where(
            PersonDistrict.kind == chosen.unknown_kind, PersonDistrict.current == 1
        )
        found.append(Person.id.not_in(known))
    found += _status(chosen, narrowed=bool(found or chosen.search.strip()))
    if chosen.office:
        found.append(or_(*(func.organizer_fold(Person.office_sought).contains(fold(one), autoescape=True)
                           for one in chosen.office)))
    if chosen.city:
        found.append(Person.city_fold.in_([fold(one) for one in chosen.city]))
    if chosen.zip:
        found.append(Person.zip.in_([one.strip()[:5] for one in chosen.zip]))
    if chosen.search.strip():
        matching = search.matching(chosen.search)
        found.append(matching if matching is not None else false())
    if chosen.seat is not None:
        found.append(Person.id.in_(_living_at_seat(chosen.seat, chosen.certainty)))
    if chosen.call_list is not None:
        found.append(Person.id.in_(select(CallListEntry.person_id).where(CallListEntry.list_id == chosen.call_list)))
    if chosen.imported is not None:
        found.append(Person.id.in_(select(SignUp.person_id).where(SignUp.batch_id == chosen.imported)))
    if chosen.callable_only:
        found.append(callable_people())
    if chosen.do_not_call is not None:
        found.append(Person.do_not_call == int(chosen.do_not_call))
    if chosen.tags:
        found.append(or_(*(_tagged(one) for one in chosen.tags)))
    for field in dict.fromkeys(field for field, _ in chosen.has):
        found.append(or_(*(_has(field, value) for one, value in chosen.has if one == field)))
    # "is not true" and not "not": whoever has no value at all is kept
    found += [and_(*of(only(field, value))).is_not(true()) for field, value in chosen.without]
    if chosen.ids is not None:
        found.append(Person.id.in_(chosen.ids))
    return found


_TEXTS = {"phone": Person.phone, "email": Person.email, "address": Person.address, "city": Person.city,
          "state": Person.state, "zip": Person.zip, "office": Person.office_sought, "tag": Person.tags,
          "notes": Person.notes, "involvement": Person.involvement, "language": Person.language,
          "source": Person.source, "birth_date": Person.birth_date}
_MOMENTS = {"signed_up_at": Person.signed_up_at, "last_contact": Person.last_contact, "follow_up": Person.follow_up}


def _has(field: str, value: str) -> ColumnElement[bool]:
    """One pair of `ProspectFilter.has`."""
    if field.startswith("district:"):
        return Person.id.not_in(select(PersonDistrict.person_id).where(
            PersonDistrict.kind == field.removeprefix("district:"), PersonDistrict.current == 1))
    if field == "interest":
        return and_(Person.wants_run == 0, Person.wants_help == 0)
    if field == "attempts":
        return Person.attempts == (int(value) if value.isdecimal() else -1)
    if field in _TEXTS:
        return _TEXTS[field].collate("NOCASE") == value if value else _TEXTS[field] == ""
    if field not in _MOMENTS:
        return false()
    moment: Any = _MOMENTS[field]
    if not value:
        return func.coalesce(moment, "") == ""
    start = _start_of(value)
    end = _start_of((date.fromisoformat(value[:10]) + timedelta(days=1)).isoformat())
    # kept as a day or as a moment
    return or_(moment == value, and_(func.length(moment) > len(value), moment >= start, moment < end))


def id_sources(chosen: ProspectFilter) -> list[Any]:
    """Queries for the ids that a filter keeps, each of them and all to be met; none where rows must be looked at."""
    found: list[Any] = []
    for kind in dict.fromkeys(kind for kind, _ in chosen.districts):
        codes = {normalize_code(kind, code) for one, code in chosen.districts if one == kind}
        found.append(_living_in(kind, codes, chosen.certainty))
    plain = replace(chosen, districts=(), certainty="", search="") if found else replace(chosen, search="")
    if chosen.search.strip():
        found.append(search.ids_matching(chosen.search))
    return found if not plain and None not in found else []


def _tagged(tag: str) -> ColumnElement[bool]:
    wrapped = literal(", ") + func.organizer_fold(Person.tags) + literal(",")
    return wrapped.contains(f", {fold(tag)},", autoescape=True)


def callable_people(walled: Any = None) -> ColumnElement[bool]:
    """Somebody who may be called and has a number that is not known to be bad (the best one is, if any is).

    A number that somebody asked never to be dialled on is bad for everybody who has it: `walled` are those numbers,
    where they were looked up before.
    """
    walls = (Person.do_not_call == 0, Person.deceased == 0, Person.hostile == 0)
    return and_(*walls, Person.phone != "", Person.phone_status == "ok",
                Person.phone.not_in(walled_numbers() if walled is None else walled))


def walled_numbers() -> CompoundSelect[str]:
    """The numbers of people who asked not to be called, however that came to be known.

    Written as the small indexes of those few are, so that nobody else is looked at.
    """
    asked = aliased(Person)
    return select(Phone.number).where(Phone.status == literal_column("'do-not-call'")).union_all(
        select(Phone.number).join(asked, asked.id == Phone.person_id).where(asked.do_not_call == literal_column("1")))


def _status(chosen: ProspectFilter, *, narrowed: bool) -> Iterable[Any]:
    """Results, stages, interest and times. Where ids narrow already, an index on results would lead everywhere."""
    stages = []
    for track in dict.fromkeys(track for track, _ in chosen.stages):
        codes = [code for one, code in chosen.stages if one == track]
        stages.append((Person.run_stage if track == "run" else Person.help_stage).in_(codes))
    if stages:
        yield or_(*stages)
    if chosen.results:
        codes = [code for code in chosen.results if code != "none"]
        result = Person.last_result + "" if narrowed else Person.last_result
        among = [result.in_(codes)] if codes else []
        yield or_(*among, *([result.is_(None)] if "none" in chosen.results else []))
    if chosen.interest:
        flags = {"run": Person.wants_run, "help": Person.wants_help}
        yield or_(*(flags[one] == 1 for one in chosen.interest))
    if chosen.not_contacted_since:
        yield or_(Person.last_contact.is_(None), Person.last_contact < _start_of(chosen.not_contacted_since))
    if chosen.follow_up_by:
        yield and_(Person.follow_up.is_not(None), Person.follow_up <= chosen.follow_up_by)


def _start_of(day: str) -> str:
    """Local midnight of a date as stored text; a full moment stays."""
    try:
        moment = datetime.fromisoformat(day.replace("Z", "+00:00"))
    except ValueError:
        raise UserError(f"“{day}” is not a date. Write it as 2016-11-08.") from None
    return clock.to_text(moment.astimezone(UTC) if moment.tzinfo else moment)


def _certain(certainty: str) -> list[Any]:
    """Which assignments count; a split ZIP only of people of whom nothing better is known."""
    if certainty == "split":
        better = aliased(PersonDistrict)
        settled = exists().where(better.person_id == PersonDistrict.person_id, better.kind == PersonDistrict.kind,
                                 better.current == 1)
        return [PersonDistrict.certainty == "split", ~settled]
    return [PersonDistrict.current == 1, *([PersonDistrict.certainty == certainty] if certainty else [])]


def _living_in(kind: str, codes: Iterable[str], certainty: str) -> Any:
    spelled = or_(District.code.in_(sorted(codes)), District.sort_key.in_(sorted(map(natural_key, codes))))
    places = select(District.id).where(District.kind == kind, spelled)
    return select(PersonDistrict.person_id).where(PersonDistrict.district_id.in_(places), *_certain(certainty))


def elects(place: Any = District) -> ColumnElement[bool]:
    """Whether a seat is elected by a district; `place` has its kind, code and state, where they are known."""
    return and_(Seat.district_kind == place.kind, Seat.district_code == place.code,
                or_(Seat.state == "", place.state == "", Seat.state == place.state))


def _living_at_seat(seat: int, certainty: str) -> Any:
    places = select(District.id).join(Seat, elects()).where(Seat.id == seat)
    return select(PersonDistrict.person_id).where(PersonDistrict.district_id.in_(places), *_certain(certainty))
