"""What is offered while a cell is typed: the words that stand in the file already, the most used first."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.status import RESULTS
from organizer.prospects import browse
from organizer.prospects.fields import STATES, field_of
from organizer.storage.tables import Address, Person

__all__ = ["choices", "suggestions"]

_OFFICES = ("School board", "City council", "Mayor", "County commission", "State House", "State Senate", "Sheriff",
            "Township board", "Soil and Water", "Precinct officer")
_LANGUAGES = ("English", "Spanish", "Somali", "Hmong", "Vietnamese", "Arabic", "Russian", "Chinese", "Oromo", "Karen",
              "Amharic", "French", "Korean", "Tagalog", "Portuguese", "Haitian Creole", "Polish", "Laotian", "Khmer")
_MOST = 500


def suggestions(session: Session, field: str) -> list[str]:
    """Words to choose from in a field, none where anything may be typed. Several in one field stand each by itself."""
    if field == "office_sought":
        return _with([one for one, _ in browse.offices(session)], _OFFICES)
    if field == "city":
        return [one for one, _ in browse.cities(session)]
    if field == "state":
        return _with(_used(session, Person.state), sorted(STATES))
    if field == "county":
        return _used(session, Address.county)
    if field == "language":
        return _with(_used(session, Person.language), _LANGUAGES)
    if field == "tags":
        return [one for one, _ in browse.tags(session)]
    if field == "source":
        return _used(session, Person.source)
    if field.startswith("district:"):
        return [code for code, _ in browse.district_options(session, field.removeprefix("district:"))]
    return choices(field)


def choices(field: str) -> list[str]:
    """The words of a field that takes no others, none where it does."""
    if field == "last_result":
        return [result.label for result in RESULTS]
    found = field_of(field)
    return ["Yes", "No"] if found.kind == "flag" else [words for _, words in found.choices]


def _used(session: Session, column: object) -> list[str]:
    found = session.scalars(
        select(column).where(column != "").group_by(column).order_by(func.count().desc(), column).limit(_MOST)  # type: ignore[call-overload]
    )
    return list(found)


def _with(used: list[str], known: tuple[str, ...] | list[str]) -> list[str]:
    """Those used, then those known besides."""
    there = {one.lower() for one in used}
    return [*used, *(one for one in known if one.lower() not in there)]
