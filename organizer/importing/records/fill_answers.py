"""What the people of a lot answered: would they run or help, for which office, may they be called and written to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from organizer.importing.cleaning import answers
from organizer.importing.cleaning.results import result_code
from organizer.importing.cleaning.status_words import read_status
from organizer.importing.cleaning.text import Cell, Doubt, tidy
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.columns.names import normal
from organizer.importing.records.lot import Lot

__all__ = [
    "fill_flag", "fill_from_tags", "fill_interest", "fill_no_calls", "fill_no_calls_noted", "fill_offices",
    "fill_status",
]

_RUN_TAGS = frozenset(("run", "running", "candidate", "run for office", "potential candidate", "win-run"))
_HELP_TAGS = frozenset(("help", "volunteer", "volunteering", "helper", "win-help"))
_SHORT = 60
"""Letters of a note that speaks of one thing."""
_TAG_JOINT = re.compile(r"[,;]|:::")
_ASKS_HOW = re.compile(
    r"\b(?:how|ways|what)\b.*\b(?:help|volunteer|get involved)\b|\bvolunteer for\b"
    r"|^i (?:can|could|will|would|d)\b.*\b(?:help|volunteer)\b|\bcomo\b.*\bayudar\b"
)
_ASKS_TO_RUN = re.compile(r"\brun|\bpostul|\bcandidat")


def fill_flag(lot: Lot, columns: Sequence[ColumnGuess], attribute: str, *, turned: bool = False) -> None:
    """A yes or no; `turned` where yes means that the attribute is not so."""
    for guess in columns:
        memory: dict[str, bool | None] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            text = tidy(cell)
            if text not in memory:
                memory[text] = answers.yes_or_no(text)
            said = memory[text]
            if said is None:
                lot.note(place, guess, cell, "neither yes nor no", kept=False)
            elif getattr(lot.records[place], attribute) is not (not turned):
                setattr(lot.records[place], attribute, said is not turned)


def fill_no_calls(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Who must not be called: whatever such a column says is taken for it, unless it plainly says no."""
    for guess in columns:
        for place, cell in enumerate(lot.cells(guess)):
            text = tidy(cell)
            if not text:
                continue
            said = answers.no_calls(text)
            if said is None and guess.detail != "preference":
                said = answers.yes_or_no(text)
                if said is None:
                    said = True
                    lot.note(place, guess, cell, "neither yes nor no; taken as: do not call")
            if said is not None and lot.records[place].do_not_call is not True:
                lot.records[place].do_not_call = said


def fill_no_calls_noted(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Who asks not to be called in a note that says little else (``DO NOT CALL``, ``please text, do not call``).

    ``No contact`` is what came of a call.
    """
    for guess in columns:
        asked = {cell for cell in set(lot.cells(guess)) if isinstance(cell, str) and len(cell) <= _SHORT
                 and answers.no_calls(cell) and result_code(cell) in ("", "XC")}
        for place, cell in enumerate(lot.cells(guess)) if asked else ():
            if cell in asked:
                lot.records[place].do_not_call = True
                lot.note(place, guess, cell, "taken as: do not call")


def fill_interest(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Who would run and who would help, and the office where the answer names one."""
    for guess in columns:
        asks_to_run = guess.detail == "run" or _ASKS_TO_RUN.search(normal(guess.header)) is not None
        memory: dict[Cell, tuple[bool, bool, bool]] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found = memory.get(cell)
            if found is None:
                found = answers.said_interest(tidy(cell), lot.groupings.get("interest"))
                found = memory[cell] = found or answers.clean_interest(tidy(cell), guess.detail)
            record = lot.records[place]
            record.wants_run = record.wants_run or found[0]
            record.wants_help = record.wants_help or found[1]
            office = ""
            if asks_to_run and (found[0] or not found[2]):
                office, known = answers.clean_offices(tidy(cell), lot.groupings.get("office_sought"))
                office = office if known and office != "Any" else ""
            if office:  # "Want to run?" answered "yes, school board"
                record.wants_run, record.office = True, record.office or office
            elif not found[2] and answers.no_calls(tidy(cell)):
                record.do_not_call = True
            elif not found[2] and _ASKS_HOW.search(normal(guess.header)):
                record.wants_help = True
                lot.note(place, guess, cell, "taken as an offer to help")
            elif not found[2]:
                lot.note(place, guess, cell, "neither running nor volunteering is said", kept=False)


def fill_offices(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """The offices that are sought, grouped into few; a column that is one office is ticked, or numbered by choice."""
    for guess in columns:
        if guess.detail:
            for record, cell in zip(lot.records, lot.cells(guess), strict=True):
                if (text := tidy(cell)) and answers.yes_or_no(text) is not False and (
                    guess.detail not in record.office.split("; ")
                ):
                    record.office = f"{record.office}; {guess.detail}" if record.office else guess.detail
            continue
        memory: dict[Cell, tuple[str, bool]] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found = memory.get(cell)
            if found is None:
                found = memory[cell] = answers.clean_offices(tidy(cell), lot.groupings.get("office_sought"))
            record = lot.records[place]
            parts = [one for one in found[0].split("; ") if one and one not in record.office.split("; ")]
            record.office = "; ".join([record.office, *parts] if record.office else parts)
            if not found[1]:
                lot.note(place, guess, cell, Doubt("no known office; kept as written"))


def fill_status(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """The result that a status names; do-not-call and deceased are so without a call. `standing` takes the stages."""
    for guess in columns[:1]:
        for place, cell in enumerate(lot.cells(guess)):
            text, record = tidy(cell), lot.records[place]
            if not text:
                continue
            said = read_status(text)
            if said.result == "XC":
                record.do_not_call = True
            elif said.result == "DC":
                record.deceased = True
            elif said.result:
                record.result = record.result or text
            elif not any(said):
                lot.note(place, guess, cell, "no result or stage of ours", kept=False)


def fill_from_tags(lot: Lot) -> None:
    """Tags that say what somebody would do, as NationBuilder's do."""
    memory: dict[str, tuple[bool, bool]] = {"": (False, False)}
    for record in lot.records:
        found = memory.get(record.tags)
        if found is None:
            words = {word.strip(' "*[]').lower() for word in _TAG_JOINT.split(record.tags)}
            found = memory[record.tags] = (bool(words & _RUN_TAGS), bool(words & _HELP_TAGS))
        record.wants_run = record.wants_run or found[0]
        record.wants_help = record.wants_help or found[1]
