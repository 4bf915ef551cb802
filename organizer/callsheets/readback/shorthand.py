"""The shorthand a filled sheet is typed in with: ``3 lm``, ``4-9 nh``, ``12 cv run=y "after 6"``, ``else nh``.

Pure text in, a value out: nothing here knows a store or a window.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from organizer.callsheets.readback.entry import Entered, Entry, Problem, Reading, ranges
from organizer.callsheets.sheet import CallSheet
from organizer.domain import clock
from organizer.domain.address import split_full
from organizer.domain.call_back import call_back_at
from organizer.domain.clock import short_date, short_time
from organizer.domain.errors import UserError
from organizer.domain.status import ANSWERS, MOVE_WORDS, MOVES, RESULTS, Result, result_of

__all__ = ["complete", "parse", "result_for", "sheet_number"]

_TOKEN = re.compile(r'"[^"]*"?|“[^”]*”?|\S+')
_TARGET = re.compile(r"^\d+(?:(?:-|–|\.\.)\d+)?(?:,\d+(?:(?:-|–|\.\.)\d+)?)*,?$")
_TOGETHER = re.compile(r"^([\d,.\-–]*\d)([a-z]+)$", re.IGNORECASE)
_ANSWER = re.compile(r"^(run|help|r|h)\??[=:]?(y|m|l|n|yes|maybe|later|no)$", re.IGNORECASE)
_PHONE = re.compile(r"^(?:p|phone)[=:]?(\d)$", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:sheet\s*|S|#)?(\d{1,9})(?:-([A-Z]\d[A-Z]\d))?\s*$", re.IGNORECASE)
_ZIP = re.compile(r"^\d{5}(?:-\d{4})?$")
_ELSE = {"else", "rest", "others"}
_BY_LETTER = {code[0]: code for code, _ in ANSWERS}
_ANSWER_WORD = dict(ANSWERS)
_MOVED = {code: words.lower() for code, words in MOVES}


def sheet_number(said: str, key: str | None = None) -> int:
    """The number behind ``7``, ``Sheet 7`` or what the code on the paper says, ``S7-K8F9``.

    Args:
        said: typed, or scanned as if typed.
        key: the four signs that this store would have printed; None leaves them unchecked.

    Raises:
        UserError: it is no number of a sheet, or the code is another store's.
    """
    found = _NUMBER.match(said)
    if found is None:
        raise UserError("Type the number of the sheet, such as 7, or scan its code.")
    if key and found[2] and found[2].upper() != key:
        raise UserError(f"Sheet {found[1]} with the code {found[2].upper()} was not printed from this file.")
    return int(found[1])


def result_for(word: str) -> Result | None:
    """The result behind a code, a hot key or the beginning of a word: ``lm``, ``m``, ``left``."""
    said = word.lower()
    for result in RESULTS:
        if said in (result.code.lower(), result.key):
            return result
    if len(said) < 3:
        return None
    found = [result for result in RESULTS if any(
        part.startswith(said) for part in (result.label.lower(), result.label.lower().replace(" ", ""),
                                           *result.label.lower().split()))]
    return found[0] if len(found) == 1 else None


def parse(
    text: str, sheet: CallSheet, entered: Mapping[int, Entered] | None = None, *, now: datetime | None = None,
    result: str = "",
) -> Reading:
    """Understand what was typed.

    Args:
        text: what stands in the field so far.
        sheet: the sheet being typed in.
        entered: what is recorded of its lines already.
        now: this moment, for call-back times; local.
        result: in result-first mode the code that the typed lines had.
    """
    entered = entered or {}
    tokens = [piece for token in _TOKEN.findall(text) for piece in _apart(token)]
    if not tokens:
        return Reading(None, "", (Problem("more", "line and result"),))
    problems: list[Problem] = []
    lines, rest = _targets(tokens, sheet, entered, problems)
    found = result_of(result) if result else None
    if found is None:
        if not rest:
            said = _who(sheet, lines)
            return Reading(None, said, (*problems, Problem("more", "which result?")))
        found = result_for(rest[0])
        if found is None:
            return Reading(None, _who(sheet, lines), (*problems, Problem("error", f"“{rest[0]}” isn't a result")))
        rest = rest[1:]
        if not lines:
            lines, rest = _targets(rest, sheet, entered, problems)
    if not lines and not problems:
        lines = _next_line(sheet, entered)
        if not lines:
            problems.append(Problem("error", "no line is left"))
    entry = _entry(lines, found, rest, now or clock.local_now(), problems)
    _check(entry, found, sheet, entered, problems)
    ok = not any(problem.level == "error" for problem in problems)
    return Reading(entry if ok else None, _in_words(entry, found, sheet), tuple(problems))


def _apart(token: str) -> list[str]:
    """``12cv`` as ``12`` and ``cv``; a time such as ``7pm`` stays whole."""
    found = _TOGETHER.match(token)
    if found and found[2].lower() not in ("am", "pm", "a", "p") and result_for(found[2]):
        return [found[1], found[2]]
    return [token]


def _targets(
    tokens: list[str], sheet: CallSheet, entered: Mapping[int, Entered], problems: list[Problem]
) -> tuple[tuple[int, ...], list[str]]:
    """The lines named at the beginning, and the tokens after them."""
    chosen: list[int] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.lower() in _ELSE:
            chosen += [line.number for line in sheet.lines if line.number not in entered]
            if not chosen:
                problems.append(Problem("error", "every line has a result already"))
        elif _TARGET.match(token.lstrip("#")):
            chosen += _numbers(token.lstrip("#"), sheet, problems)
        else:
            break
        place += 1
    return tuple(dict.fromkeys(chosen)), tokens[place:]


def _numbers(token: str, sheet: CallSheet, problems: list[Problem]) -> list[int]:
    """The lines of ``4-9`` or ``3,5,7-8``."""
    found: list[int] = []
    for part in token.strip(",").split(","):
        ends = [int(end) for end in re.split(r"-|–|\.\.", part)]
        low, high = ends[0], ends[-1]
        outside = [number for number in (low, high) if sheet.line(number) is None]
        if outside:
            problems.append(Problem("error", f"line {outside[0]} is not on this sheet, which has 1–{len(sheet.lines)}"))
        elif low > high:
            problems.append(Problem("error", f"{part} runs backwards"))
        else:
            found += range(low, high + 1)
    return found


def _next_line(sheet: CallSheet, entered: Mapping[int, Entered]) -> tuple[int, ...]:
    """The first line behind the last one entered that has no result: who types line by line types no numbers."""
    last = max(entered, default=0)
    left = [line.number for line in sheet.lines if line.number not in entered]
    return tuple(([number for number in left if number > last] or left)[:1])


def _entry(
    lines: tuple[int, ...], result: Result, rest: list[str], now: datetime, problems: list[Problem]
) -> Entry:
    """The tokens behind the result as answers, time, language, place and note."""
    values: dict[str, str] = {}
    phone = 0
    notes: list[str] = []
    words: list[str] = []
    for token in rest:
        if token[0] in '"“':
            notes.append(token.strip('"“”'))
        elif answer := _ANSWER.match(token):
            track = "run_answer" if answer[1].lower().startswith("r") else "help_answer"
            values[track] = _BY_LETTER[answer[2][0].lower()]
        elif number := _PHONE.match(token):
            phone = int(number[1])
        else:
            words.append(token)
    if result.code == "CB" and words:
        values["follow_up_at"], words = call_back_at(words, now)
    elif result.code == "OL" and words:
        values["language"], words = words[0].capitalize(), words[1:]
    elif result.code == "MV" and words and words[0].lower() in MOVE_WORDS:
        values["moved_to"], words = MOVE_WORDS[words[0].lower()], words[1:]
    if result.code == "MV" and _is_address(said := " ".join((*words, *notes))):
        values["address"], words, notes = said, [], []
    if words and (_TARGET.match(words[0]) or (result_for(words[0]) and len(words[0]) <= 2)):
        problems.append(Problem("error", f"“{words[0]}” after the result: one entry at a time, notes in quotes"))
    note = " ".join(part for part in (*notes, " ".join(words)) if part)
    return Entry(lines, result.code, note=note, phone=phone, **values)


def _is_address(said: str) -> bool:
    """Whether a place can be found again by this: a ZIP alone, or a street with its number and the ZIP."""
    return bool(_ZIP.match(said)) or (said[:1].isdigit() and bool((found := split_full(said)).zip and found.line))


def _check(
    entry: Entry, result: Result, sheet: CallSheet, entered: Mapping[int, Entered], problems: list[Problem]
) -> None:
    """Double entries and results that cannot be."""
    again = [number for number in entry.lines if number in entered]
    walled = [number for number in again if result_of(entered[number].code).suppress]
    if walled:
        old = entered[walled[0]]
        what = result_of(old.code).label.lower()
        problems.append(Problem("error", f"line {walled[0]} is recorded as {what}: take that back with Undo first"))
    elif again:
        old = entered[again[0]]
        when = f", {short_date(old.at)}" if old.at else ""
        which = f"line {again[0]}" if len(again) == 1 else f"{len(again)} of these lines"
        problems.append(Problem("ask", f"{which} already recorded: {old.code}{when} – enter it again to replace"))
    if (entry.run_answer or entry.help_answer) and not result.reached:
        problems.append(Problem("ask", f"an answer, yet {result.label.lower()} – enter it again if that is right"))
    if result.suppress:
        problems.append(Problem("ask", f"{result.label.lower()}: never called again – enter it again to confirm"))
    if result.code == "CB" and not entry.follow_up_at:
        problems.append(Problem("hint", "no time said: the next day"))
    lines = [line for number in entry.lines if (line := sheet.line(number))]
    for line in lines:
        if result.phone_status and not any(not phone.bad for phone in line.phones):
            problems.append(Problem("ask", f"line {line.number} has no number that could be {result.label.lower()}"))
            break
        if entry.phone > len(line.phones):
            problems.append(Problem("error", f"line {line.number} has {len(line.phones)} numbers"))
            break


def _who(sheet: CallSheet, lines: tuple[int, ...]) -> str:
    if len(lines) == 1:
        line = sheet.line(lines[0])
        return f"{lines[0]} {line.name}" if line else ""
    return f"{ranges(lines)} · {len(lines)} people" if lines else ""


def _in_words(entry: Entry, result: Result, sheet: CallSheet) -> str:
    """``12 Yolanda Larsen · talked · would run: yes · “after 6”``."""
    said = [_who(sheet, entry.lines), result.label.lower()]
    for words, answer in (("would run", entry.run_answer), ("would help", entry.help_answer)):
        if answer:
            said.append(f"{words}: {_ANSWER_WORD[answer].lower()}")
    if entry.follow_up_at:
        said.append(f"call back {short_time(entry.follow_up_at)}")
    said += [part for part in (entry.language, _MOVED.get(entry.moved_to, "")) if part]
    if entry.address:
        said.append(f"to {entry.address}")
    if entry.phone:
        said.append(f"number {entry.phone}")
    if entry.note:
        said.append(f"“{entry.note}”")
    return " · ".join(part for part in said if part)


def complete(text: str, result: str = "") -> list[tuple[str, str]]:
    """What the word being typed could become: (rest of the word to add, what it means); nothing within quotes.

    Before the result that is a result, behind it an answer. `result` is the one chosen in result-first mode.
    """
    if text.count('"') % 2 or not text or text[-1].isspace():
        return []
    *before, word = _TOKEN.findall(text.lower())
    found = _TOGETHER.match(word)
    if found and not result:
        word = found[2]
    if not word[0].isalpha():
        return []
    said = bool(result) or any(result_for(token) for piece in before for token in _apart(piece)
                               if not _TARGET.match(token) and token not in _ELSE)
    words = [(f"{track}={code[0]}", f"would {track}: {label.lower()}") for track in ("run", "help")
             for code, label in ANSWERS]
    if not said:
        words = [(one.code.lower(), one.label) for one in RESULTS]
    if not before or (result and not any(token in _ELSE for token in before)):
        words.append(("else", "all that are left"))
    return [(whole[len(word):], meaning) for whole, meaning in words if whole.startswith(word) and whole != word]
