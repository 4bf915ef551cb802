"""Who was forgotten but must not come back: only salted sums of their numbers and addresses are kept.

The sums are made with a secret of this store's own. Whoever has the store can try all numbers against them; what they
keep out is the person's coming back by the next sheet, not somebody who has the file and a purpose.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.names import fold
from organizer.storage.tables import Setting

__all__ = ["REASON", "Forgotten", "keep_out", "sums", "take_over"]

REASON = "asked not to be called, and was forgotten"
"""Why a row of somebody forgotten is refused."""
_SALT = "forgotten: salt"
_PREFIX = "forgotten: sum "


def keep_out(session: Session, reaches: Iterable[str], name: str = "") -> int:
    """Remember numbers and e-mail addresses that must not come in again; with a name only together with it.

    Returns:
        How many sums were added.
    """
    salt = _salt(session)
    if not salt:
        salt = secrets.token_hex(32)
        session.execute(insert(Setting).values(name=_SALT, value=salt))
    sums = {_PREFIX + _sum(salt, reach, name) for reach in reaches if reach}
    known = set(session.scalars(select(Setting.name).where(Setting.name.in_(sums))))
    for one in sorted(sums - known):
        session.execute(insert(Setting).values(name=one, value=clock.now()[:10]))
    return len(sums - known)


def sums(session: Session) -> dict[str, str]:
    """The salt and all sums, as another copy of the store takes them over."""
    return {row.name: row.value for row in session.execute(
        select(Setting.name, Setting.value).where(Setting.name.startswith("forgotten: ")))}


def take_over(session: Session, told: dict[str, str]) -> None:
    """Keep out of this copy of the store, too, whom another copy keeps out."""
    known = sums(session)
    for name, value in told.items():
        if name not in known:
            session.execute(insert(Setting).values(name=name, value=value))


class Forgotten:
    """Tells whether a number or an address is one of somebody forgotten. Reads the sums once."""

    def __init__(self, session: Session) -> None:
        self._salt = _salt(session)
        self._sums = {name.removeprefix(_PREFIX) for name in session.scalars(
            select(Setting.name).where(Setting.name.startswith(_PREFIX)))} if self._salt else set()

    def __bool__(self) -> bool:
        """Whether anybody was forgotten who must not come back."""
        return bool(self._sums)

    def holds(self, reaches: Iterable[str], name: str = "") -> bool:
        """Whether any of these belongs to somebody forgotten, by itself or together with the name."""
        return bool(self._sums) and any(
            _sum(self._salt, reach, said) in self._sums for reach in reaches if reach for said in {"", name})


def _salt(session: Session) -> str:
    return session.scalar(select(Setting.value).where(Setting.name == _SALT)) or ""


def _sum(salt: str, reach: str, name: str) -> str:
    return hmac.new(bytes.fromhex(salt), f"{fold(name)}|{reach.lower()}".encode(), "sha256").hexdigest()
