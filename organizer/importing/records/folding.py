"""Two records of one person made one: blanks are filled, or newer values win; blanks never erase."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from organizer.domain.names import fold as folded
from organizer.importing.cleaning.phones import PhoneValue
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["POLICIES", "Seen", "fold"]

Seen = dict[str, Any]
"""What a record lists already, so that of many that are folded into it each need not look through all of it."""
POLICIES = ("fill", "update", "skip")
_PLAIN = ("prefix", "suffix", "office", "involvement", "language", "birth_date", "household")
_PLACE = ("line", "unit", "city", "state", "zip", "zip4", "county", "latitude", "longitude", "key")


def fold(into: CleanRecord, other: CleanRecord, *, newer_wins: bool = False, seen: Seen | None = None) -> bool:
    """Let `into` learn what `other` tells. Returns whether anything became different.

    A do-not-call once set stays; flags of interest only ever add; phones, e-mails, ids, tags and notes are added to;
    the earliest sign-up counts.

    Args:
        into: is changed.
        other: stays as it is.
        newer_wins: what `other` tells overwrites; else it only fills what is blank.
        seen: empty at first, and the same one for each of many that are folded into this record, which nothing else
            changes meanwhile.
    """
    seen = {} if seen is None else seen
    changed = _names(into, other, newer_wins)
    for name in _PLAIN:
        mine, theirs = getattr(into, name), getattr(other, name)
        if theirs and theirs != mine and (newer_wins or not mine):
            setattr(into, name, theirs)
            changed = True
    if not into.source and other.source:
        into.source = other.source
        changed = True
    changed |= _flags(into, other)
    if other.signed_up_at and (not into.signed_up_at or other.signed_up_at < into.signed_up_at):
        into.signed_up_at = other.signed_up_at
        changed = True
    for name in ("notes", "tags"):
        joint = "\n" if name == "notes" else ", "
        mine, theirs = getattr(into, name), getattr(other, name)
        if theirs and (more := _fresh(seen, name, partial(mine.split, joint), theirs.split(joint))):
            setattr(into, name, joint.join([mine, *more] if mine else more))
            changed = True
    changed |= _contacts(into, other, newer_wins, seen)
    changed |= _place(into, other, newer_wins)
    return changed | _districts(into, other, newer_wins)


def _names(into: CleanRecord, other: CleanRecord, newer_wins: bool) -> bool:
    before = (into.first, into.middle, into.last)
    if newer_wins and other.first and other.last:
        same = folded(into.last) == folded(other.last) and folded(into.first) == folded(other.first)
        into.first, into.last = other.first, other.last
        into.middle = other.middle or (into.middle if same else "")
    else:
        into.first, into.last = into.first or other.first, into.last or other.last
        if not into.middle and folded(into.first) == folded(other.first) and folded(into.last) == folded(other.last):
            into.middle = other.middle
    return before != (into.first, into.middle, into.last)


def _flags(into: CleanRecord, other: CleanRecord) -> bool:
    changed = False
    for name in ("wants_run", "wants_help", "do_not_call", "deceased"):
        if getattr(other, name) and not getattr(into, name):
            setattr(into, name, True)
            changed = True
    return changed


def _fresh(seen: Seen, name: str, mine: Callable[[], Iterable[Any]], theirs: Iterable[Any]) -> tuple[Any, ...]:
    """What is not among `mine` yet."""
    known = seen.get(name)
    if known is None:
        known = seen[name] = {"", *mine()}
    fresh = tuple(one for one in dict.fromkeys(theirs) if one not in known)
    known.update(fresh)
    return fresh


def _contacts(into: CleanRecord, other: CleanRecord, newer_wins: bool, seen: Seen) -> bool:
    changed = False
    for name in ("emails", "ids"):
        mine, theirs = getattr(into, name), getattr(other, name)
        if theirs and (more := _fresh(seen, name, partial(tuple, mine), theirs)):
            setattr(into, name, more + mine if newer_wins and name == "emails" else mine + more)
            changed = True
    if other.email_out is not None and other.email_out != into.email_out and (
        other.email_out or newer_wins or into.email_out is None
    ):
        changed |= bool(into.email_out) != other.email_out
        into.email_out = other.email_out
    return changed | (bool(other.phones) and _phones(into, other.phones, newer_wins, seen))


def _phones(into: CleanRecord, theirs: tuple[PhoneValue, ...], newer_wins: bool, seen: Seen) -> bool:
    known: dict[str, PhoneValue] | None = seen.get("phones")
    if known is None:
        known = seen["phones"] = {phone.number: phone for phone in into.phones}
    fresh: dict[str, PhoneValue] = {}
    changed = False
    for phone in theirs:
        before = known.get(phone.number)
        if before is None:
            fresh.setdefault(phone.number, phone)
            continue
        after = before._replace(
            kind=(phone.kind or before.kind) if newer_wins else (before.kind or phone.kind),
            extension=before.extension or phone.extension,
            text_ok=(phone.text_ok or before.text_ok) if newer_wins else (before.text_ok or phone.text_ok),
            status=phone.status if phone.status != "ok" and before.status == "ok" else before.status,
        )
        if after != before:
            known[phone.number], changed = after, True
    if changed:
        into.phones = tuple([known[phone.number] for phone in into.phones])
    if fresh:
        known.update(fresh)
        into.phones = (*fresh.values(), *into.phones) if newer_wins else (*into.phones, *fresh.values())
    return changed or bool(fresh)


def _place(into: CleanRecord, other: CleanRecord, newer_wins: bool) -> bool:
    """An address is one thing: its parts are only mixed where they cannot be of two places."""
    if not other.has_address:
        return False
    before = [getattr(into, name) for name in _PLACE]
    if not into.has_address:
        for name in _PLACE:
            setattr(into, name, getattr(other, name))
    elif newer_wins and other.line and (other.line, other.zip) != (into.line, into.zip):
        another_city = bool(other.city) and folded(other.city) != folded(into.city)
        moved = another_city or bool(other.zip and other.zip != into.zip)
        for name in _PLACE:
            value = getattr(other, name)
            if value or moved or name in ("unit", "latitude", "longitude", "zip4", "key"):
                setattr(into, name, value)
    elif _same_place(into, other):
        for name in _PLACE:
            value = getattr(other, name)
            if value and (not getattr(into, name) or newer_wins):
                setattr(into, name, value)
    return before != [getattr(into, name) for name in _PLACE]


def _same_place(into: CleanRecord, other: CleanRecord) -> bool:
    """Whether two addresses, as far as both are told, do not contradict each other."""
    if into.line and other.line and folded(into.line) != folded(other.line):
        return False
    if into.unit and other.unit and folded(into.unit) != folded(other.unit):
        return False
    if into.zip and other.zip and into.zip[:5] != other.zip[:5]:
        return False
    if into.zip and other.zip:
        return True
    return not (into.city and other.city and folded(into.city) != folded(other.city))


def _districts(into: CleanRecord, other: CleanRecord, newer_wins: bool) -> bool:
    mine = dict(into.districts)
    before = dict(mine)
    for kind, code in other.districts:
        if newer_wins or kind not in mine:
            mine[kind] = code
    if mine == before:
        return False
    into.districts = tuple(mine.items())
    return True
