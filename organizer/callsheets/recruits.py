"""Recruitment sheets of people: gathered as for calling, each with the seats where they live and who knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets import gather
from organizer.callsheets.compose import nobody
from organizer.callsheets.log import log_export
from organizer.callsheets.recruit import RecruitSheet
from organizer.callsheets.shelf import settings_of
from organizer.domain import clock
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import SeatAsk
from organizer.domain.progress import Progress, silent
from organizer.domain.status import RESULTS
from organizer.storage.tables import ContactEvent

__all__ = ["MOST", "Recruits", "SeatsOf", "log_recruits", "recruits", "write_recruits"]

MOST = 500
"""Pages made at once: a page a person is for those one means to visit."""
_REACHED = [result.code for result in RESULTS if result.reached]
_COLUMNS = ("name", "phone", "email", "address", "districts", "interest", "involved", "history", "seats")

SeatsOf = Callable[[Sequence[int]], Mapping[int, Sequence[SeatAsk]]]
"""The seats where each of some people lives; the districts know, the sheets only print them."""


@dataclass(frozen=True, slots=True)
class Recruits:
    """The sheets in order of name, and how many of those asked for may not be called."""

    sheets: tuple[RecruitSheet, ...]
    left_out: int = 0


def recruits(
    session: Session, chosen: ProspectFilter | Sequence[int], seats_of: SeatsOf, *, by: str,
    asked: SeatAsk | None = None,
) -> Recruits:
    """A sheet for each of these people who may be called.

    Args:
        session: for reading.
        chosen: whom.
        seats_of: the seats where they live.
        by: who makes them.
        asked: the seat they are made for; without one each is asked about the nearest deadline.

    Raises:
        UserError: nobody is left, or so many that no one would visit them all.
    """
    gathered = gather.gather(session, chosen)
    if not gathered.people:
        raise UserError(nobody(gathered.left_out))
    if len(gathered.people) > MOST:
        raise UserError(f"That would be {len(gathered.people):,} pages, one a person. Choose {MOST:,} people at most.")
    ids = [one.line.person_id or 0 for one in gathered.people]
    seats, known, county = seats_of(ids), _known_by(session, ids), settings_of(session).get("county", "")
    now = clock.now()
    return Recruits(tuple(
        RecruitSheet(one.line, tuple(seats.get(person, ())), asked, known.get(person, ""), county, now, by)
        for one, person in zip(gathered.people, ids, strict=True)
    ), gathered.left_out)


def _known_by(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Who has talked with each, the latest first."""
    event = ContactEvent
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for person, by in session.execute(
        select(event.person_id, event.by).where(
            event.person_id.in_(ids), event.void == 0, event.result.in_(_REACHED), event.by != ""
        ).order_by(event.at.desc(), event.id.desc())
    ):
        names[person].setdefault(by)
    return {person: ", ".join(list(found)[:3]) for person, found in names.items()}


def write_recruits(
    session: Session, sheets: Sequence[RecruitSheet], path: Path, *, by: str, progress: Progress = silent
) -> None:
    """Write the sheets as one PDF and log it.

    Raises:
        UserError: the name does not end in .pdf, or the file cannot be written.
    """
    from organizer.callsheets.pdf.pages import print_layouts
    from organizer.callsheets.pdf.recruit import lay_out_recruits

    if path.suffix.lower() != ".pdf":
        raise UserError(f"{path.name} should end in .pdf: a recruitment sheet is a page a person.")
    print_layouts([lay_out_recruits(sheets)], path, "Recruitment sheets", progress)
    log_recruits(session, sheets, path, by=by)


def log_recruits(session: Session, sheets: Sequence[RecruitSheet], path: Path | None, *, by: str) -> None:
    """Note that people left the store. A print has no file."""
    asked = sheets[0].asked
    log_export(session, path, by=by, purpose="recruitment sheet", form="pdf" if path else "print", people=len(sheets),
               words=f"asked to run for {asked.name}" if asked else "asked to run", columns=_COLUMNS)
