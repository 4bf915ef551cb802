"""Several contacts in a row, each in columns of its own (``Call 1``, ``Call 1 date``, ``Called 6/12``)."""

from __future__ import annotations

from collections.abc import Sequence

from organizer.importing.cleaning.text import tidy, tidy_long
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.records.fill_dates import moments
from organizer.importing.records.lot import Lot
from organizer.importing.records.sign_up import Attempt

__all__ = ["fill_attempts"]

_NOTHING = frozenset(("-", "--", "–", "—", ".", "n/a", "none", "0"))


def fill_attempts(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Every contact of which a result or a note is written, in their order; a day in the header counts where no column
    tells one."""
    contacts: dict[str, dict[str, ColumnGuess]] = {}
    for guess in columns:
        contact, _, part = guess.detail.rpartition(":")
        contacts.setdefault(contact, {}).setdefault(part, guess)
    for contact, parts in sorted(contacts.items(), key=lambda one: int(one[0]) if one[0].isdecimal() else 0):
        kind = next(iter(parts.values())).header
        named = contact if contact[:4].isdigit() and contact[4:5] == "-" else ""
        cells = {part: lot.cells(guess) for part, guess in parts.items()}
        days = moments(lot, parts["at"]) if "at" in parts else [""] * len(lot.records)
        for place, record in enumerate(lot.records):
            said, note = (
                text for part in ("result", "note")
                for text in (tidy_long(cells[part][place]) if part in cells else "",)
            )
            said = "" if said.lower() in _NOTHING else said
            if not (said or note):
                if days[place]:
                    lot.note(place, parts["at"], days[place], "a day without a result; no contact was noted",
                             kept=False, once="no result")
                continue
            by = tidy(cells["by"][place]) if "by" in cells else ""
            record.attempts += (Attempt(contact, said, days[place] or named, by, kind, note),)
