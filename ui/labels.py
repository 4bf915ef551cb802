"""Words the window says in more than one place."""

from __future__ import annotations

from organizer.domain.clock import short_date, short_time
from organizer.domain.contact import shown_phone
from organizer.domain.people import Details, DistrictOf, Event
from organizer.domain.status import ANSWERS, MOVES, result_of, stage_label

__all__ = ["HOW", "RESULT_WORDS", "as_name", "event_lines", "history_of", "how_known", "many", "shown_phone"]

RESULT_WORDS = {"CB": "Call back…", "MV": "Moved…", "OL": "Language…"}
"""Results whose button asks for something, with the dots that say so."""
HOW = {"typed": "typed", "street": "from street index", "boundary": "from map", "sheet": "from the sheet",
       "precinct": "from precinct", "zip": "from ZIP"}
"""How a district is known."""
_ANSWERS = dict(ANSWERS)
_MOVES = {code: words.lower() for code, words in MOVES}


def many(count: int, one: str, more: str = "") -> str:
    """``1 prospect``, ``141 prospects``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def as_name(words: str) -> str:
    """A filter's words as the name of what is made of it: ``Duluth`` of ``“duluth”``, as names stand in such marks."""
    bare = words.translate({ord(mark): None for mark in "“”"})
    return bare[:1].upper() + bare[1:]


def how_known(district: DistrictOf) -> str:
    """``from street index, exact``."""
    return f"{HOW.get(district.method, district.method)}, {district.certainty}"


def event_lines(event: Event) -> tuple[str, str, str]:
    """A contact attempt as bold words, soft words and a note."""
    head = result_of(event.result).label if event.result else ("Note" if event.note else "Follow-up")
    soft = " · ".join(part for part in (short_time(event.at), event.by) if part)
    if event.kind not in ("phone", "note", "follow-up"):
        soft += f" · {event.kind}"
    said = []
    if event.run_answer:
        said.append(f"Run: {_ANSWERS.get(event.run_answer, event.run_answer).lower()}")
    if event.help_answer:
        said.append(f"Help: {_ANSWERS.get(event.help_answer, event.help_answer).lower()}")
    if event.office:
        said.append(event.office)
    if event.best_time:
        said.append(f"best time: {event.best_time}")
    if event.language:
        said.append(f"speaks {event.language}")
    if event.moved_to:
        said.append(_MOVES.get(event.moved_to, event.moved_to))
    if event.follow_up_at:
        said.append(f"call again {short_time(event.follow_up_at)}")
    elif event.kind == "follow-up":
        said.append("no longer to call back")
    if event.result in ("WN", "WX") and event.phone:
        said.append(shown_phone(event.phone))
    note = " · ".join(said)
    return head, soft, "\n".join(part for part in (note, event.note) if part)


def history_of(about: Details) -> list[tuple[str, str, str]]:
    """Everything that happened with a person, the latest first: (bold, soft, note)."""
    found = [(event.at, *event_lines(event)) for event in about.events]
    for step in about.stages:
        track = "Run" if step.track == "run" else "Help"
        soft = " · ".join(part for part in (short_time(step.at), step.by) if part)
        found.append((step.at, f"{track}: {stage_label(step.track, step.stage).lower()}", soft, step.reason))
    for sheet in about.sign_ups:
        found.append((sheet.at, "Imported", f"{short_date(sheet.at)} · {sheet.file}, row {sheet.row}", ""))
    found.sort(key=lambda line: line[0], reverse=True)
    return [(head, soft, note) for _, head, soft, note in found]
