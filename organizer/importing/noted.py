"""What is asked of every record before any two are compared, noted while the records are at hand."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

from organizer.importing.matching import keys_of_record
from organizer.importing.shared_keys import KeyHashes
from organizer.importing.sign_up import CleanRecord

__all__ = ["Noted"]


class Noted:
    """Some bytes of each record: its row, the keys under which it could be found, whether it tells of nobody."""

    def __init__(self) -> None:
        self.rows = array("l")
        self.keys = KeyHashes()
        self.nobody: set[int] = set()
        self.states: Counter[str] = Counter()

    def take(self, records: Sequence[CleanRecord]) -> None:
        """Note the next records of a sheet."""
        first = len(self.rows)
        self.rows.extend([record.row for record in records])
        self.states.update([record.state for record in records])
        for place, record in enumerate(records, first):
            self.keys.add(keys_of_record(record))
            if not record.first and record.nobody:
                self.nobody.add(place)
