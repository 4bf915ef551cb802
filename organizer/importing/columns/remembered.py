"""Mappings kept by header names, so that a user decides once where a column goes, wherever it stands next time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.importing.columns.names import normal
from organizer.storage.tables import Mapping

if TYPE_CHECKING:
    from organizer.storage.journal import Recorder

__all__ = ["recall", "remember"]

_ENOUGH = 0.6  # the part of a remembered sheet's headers that must be here again
_LATEST = 200


def recall(session: Session, headers: Sequence[str]) -> dict[str, str | None]:
    """What the user decided on these headers before: normalised header to field, the latest word on each."""
    here = {normal(header) for header in headers}
    told: dict[str, str | None] = {}
    rows = session.scalars(select(Mapping.fields).order_by(Mapping.used_at.desc(), Mapping.id.desc()).limit(_LATEST))
    for text in rows:
        kept: dict[str, str | None] = json.loads(text)
        decided: dict[str, str | None] = kept.pop(_DECIDED, None) or {}  # type: ignore[assignment]
        known = set(kept) | set(decided)
        if known and len(known & here) >= _ENOUGH * len(known):
            for header, field in decided.items():
                if header in here:
                    told.setdefault(header, field)
    return told


_DECIDED = "decided by the user"


def remember(
    do: Recorder, session: Session, headers: Sequence[str], fields: MappingType[str, str | None],
    decided: MappingType[str, str | None],
) -> None:
    """Keep what the user decided about these headers.

    Args:
        do: the action it belongs to.
        session: the same transaction.
        headers: all headers of the sheet.
        fields: header to field, as it was used.
        decided: header to field with a detail ("phone:mobile"), those only that the user chose.
    """
    if not decided:
        return
    kept: dict[str, object] = {normal(header): field for header, field in fields.items()}
    kept[_DECIDED] = {normal(header): field for header, field in decided.items()}
    key = hashlib.sha256("\n".join(sorted({normal(header) for header in headers})).encode()).hexdigest()
    text = json.dumps(kept, ensure_ascii=False)
    row_id = session.scalar(select(Mapping.id).where(Mapping.header_key == key))
    if row_id is None:
        do.insert(Mapping, header_key=key, fields=text, used_at=clock.now())
    else:
        do.update(Mapping, row_id, fields=text, used_at=clock.now())
