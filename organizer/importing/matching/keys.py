"""The keys under which people are found (blocking), so that nobody is compared with everybody."""

from __future__ import annotations

from collections.abc import Iterator

from organizer.importing.matching.profile import Profile, profile_of
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["keys_of", "keys_of_record", "mailboxes", "near_keys"]


def mailboxes(emails: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses, and those that ``ann+lists@example.org`` ends up at."""
    if "+" not in "".join(emails):
        return emails
    more = [f"{email.partition('+')[0]}@{email.rpartition('@')[2]}" for email in emails if "+" in email]
    return (*emails, *more)


def keys_of(profile: Profile) -> list[object]:
    """Everything under which a person is found."""
    keys: list[object] = [*mailboxes(profile.emails), *profile.phones, *profile.ids]
    if profile.key:
        keys.append(profile.key)
    return keys + near_keys(profile)


def keys_of_record(record: CleanRecord, given: str, last: str) -> list[object]:
    """The keys of `profile_of(record)` from it and its short name; most records need no profile ever."""
    if record.birth_date or not (record.emails or record.phones):
        return keys_of(profile_of(record))
    keys: list[object] = [*mailboxes(record.emails), *[phone.number for phone in record.phones], *record.ids]
    if record.key:
        keys.append(record.key)
    return keys + _home_keys(given, last, record.zip[:5], record.key)


def near_keys(profile: Profile) -> list[object]:
    """Keys under which a damaged double still stands."""
    keys = _home_keys(profile.given[0] if profile.given else "", profile.last, profile.zip, profile.key)
    if profile.birth:
        keys.append(("b", profile.birth))
    if profile.birth or not (profile.emails or profile.phones):
        keys += _damaged_keys(profile)
    return keys


def _home_keys(given: str, last: str, zip_code: str, key: str) -> list[object]:
    """The name at its ZIP, and the address without its unit."""
    keys: list[object] = []
    if given and last and zip_code:
        keys.append(("n", given, last, zip_code))
    if key:
        house, _, zip_part = key.rsplit("|", 2)
        keys.append(("a", house, zip_part))
    return keys


def _damaged_keys(profile: Profile) -> Iterator[object]:
    """Keys for people whose date of birth is known, so that one slip in it or in the name is still found."""
    given, last = profile.given, profile.last
    if last:
        yield ("l", last[:4], profile.zip)
        if given:
            yield ("g", given[0], last)
            yield ("g", last, given[0])
    if given and profile.zip:
        yield ("f", given[0], profile.zip)
    if profile.line:
        yield ("s", profile.line.lower())
    if profile.birth and given:
        yield ("y", profile.birth[5:], given[0][:1])
