"""What proves that a sheet is ours: a store's name and secret, the key of each line, the signature of a workbook."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from organizer.callsheets.sheet import CallSheet, check_code
from organizer.storage.tables import Setting, new_uuid

__all__ = ["HIDDEN_SHEET", "SCHEMA", "LineKey", "Seal", "find_seal", "read_key", "seal_of"]

SCHEMA = "organizer-call-sheet 1"
HIDDEN_SHEET = "Organizer"
"""What the hidden sheet of a workbook says it is, and its name."""

_KEY = re.compile(r"^\s*S(\d+)-(\d+)-([0-9a-f]{32})-([0-9a-f]{16})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineKey:
    """What a line's key says: the sheet's and the line's number, and whose line it is. `mac` proves it."""

    sheet: int
    line: int
    person: str
    mac: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A store's name, which may be printed, and its secret, which never leaves it."""

    store: str
    secret: str

    def sign(self, *parts: object) -> str:
        """64 hex digits that only this store can make for these parts."""
        said = json.dumps([self.store, *parts], ensure_ascii=True, separators=(",", ":"))
        return hmac.new(self.secret.encode(), said.encode(), hashlib.sha256).hexdigest()

    def line_key(self, sheet: int, line: int, person: str) -> str:
        """The hidden key of a line: ``S7-12-<person>-<proof>``."""
        return f"S{sheet}-{line}-{person}-{self.sign('line', sheet, line, person)[:16]}"

    def holds(self, key: LineKey) -> bool:
        """Whether this store made the key."""
        return hmac.compare_digest(self.sign("line", key.sheet, key.line, key.person)[:16], key.mac.lower())

    def sheet_key(self, number: int) -> str:
        """The four signs behind a sheet's number on paper ("K8F9")."""
        return check_code(self.store, number)

    def signature(self, sheet: CallSheet) -> str:
        """The signature of a whole sheet as printed."""
        return self.sign("sheet", sheet.number, sheet.uuid, [[line.number, line.uuid] for line in sheet.lines])


def read_key(text: str) -> LineKey | None:
    """A line's key taken apart; None if it is none."""
    found = _KEY.match(text)
    return LineKey(int(found[1]), int(found[2]), found[3].lower(), found[4].lower()) if found else None


def find_seal(session: Session) -> Seal | None:
    """The store's seal; None where it has not made any sheet yet."""
    query = select(Setting.name, Setting.value).where(Setting.name.in_(("store_id", "sheet_secret")))
    kept = {row.name: row.value for row in session.execute(query)}
    return Seal(kept["store_id"], kept["sheet_secret"]) if len(kept) == 2 else None


def seal_of(session: Session) -> Seal:
    """The store's seal, made on first use; it is no change that anybody would undo."""
    kept = find_seal(session)
    if kept is not None:
        return kept
    known = session.scalar(select(Setting.value).where(Setting.name == "store_id"))
    seal = Seal(known or new_uuid(), secrets.token_hex(32))
    if known is None:
        session.execute(insert(Setting).values(name="store_id", value=seal.store))
    session.execute(insert(Setting).values(name="sheet_secret", value=seal.secret))
    return seal
