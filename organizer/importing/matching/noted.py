"""What is asked of every record before any two are compared, noted while the records are at hand."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

from organizer.importing.matching.keys import keys_of_record
from organizer.importing.matching.profile import short_name
from organizer.importing.matching.shared_keys import KeyHashes
from organizer.importing.matching.strangers import Names
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["Noted"]

_MANY = 40_000  # rows from which on it pays to load numpy


class Noted:
    """Some bytes of each record: its row, the keys under which it could be found, whether it tells of nobody.

    Args:
        rows: how many rows there will be; of a long sheet the names are noted, too.
    """

    def __init__(self, rows: int) -> None:
        self.rows = array("l")
        self.keys = KeyHashes()
        self.names = Names() if rows > _MANY else None
        self.nobody: set[int] = set()
        self.states: Counter[str] = Counter()

    def take(self, records: Sequence[CleanRecord]) -> None:
        """Note the next records of a sheet."""
        first = len(self.rows)
        self.rows.extend([record.row for record in records])
        self.states.update([record.state for record in records])
        for place, record in enumerate(records, first):
            given, last = short_name(record)
            self.keys.add(keys_of_record(record, given, last))
            if self.names is not None:
                reachable = given and last and (record.emails or record.phones)
                self.names.add(given, last, anybody=bool(record.ids or record.birth_date or not reachable))
            if not record.first and record.nobody:
                self.nobody.add(place)
