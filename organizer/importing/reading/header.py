"""Where a sheet's header is: below titles, over two rows, or nowhere; and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from organizer.importing.cleaning import nicknames
from organizer.importing.reading.table import Cell

__all__ = ["HeaderChoice", "find_header", "kind_of", "text_of", "unique_headers"]

_LOOK_AT = 40
_WIDE = 300  # columns looked at
_LONGEST_NAME = 300
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_NUMBER = re.compile(r"[-+'$(]*\d[\d\s.,()/%-]*")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d.*)?")
_HOUSE = re.compile(r"\d")
_OTHER = re.compile(r"other \(|comments?$", re.I)
_EMPTY_ANSWER = re.compile(r"(open[- ]ended )?(response|answer)s?", re.I)

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class HeaderChoice:
    """The header that was found.

    Args:
        row: index of its first row; -1 for no header.
        depth: rows it takes: 0, 1 or 2.
        headers: the columns' names.
        score: how sure; compares sheets of one workbook.
        start: index of the first row of people where they begin above the header; -1 where they follow it.
    """

    row: int
    depth: int
    headers: tuple[str, ...]
    score: float
    start: int = -1


def kind_of(cell: Cell) -> str:
    """What a cell is: "", "text", "number", "date", "email", "flag" or "long"."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        text = cell.strip()
        if not text:
            return ""
        if _EMAIL.fullmatch(text):
            return "email"
        if _DATE.fullmatch(text):
            return "date"
        if _NUMBER.fullmatch(text):
            return "number"
        return "text" if len(text) <= _LONGEST_NAME else "long"
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, (datetime, date)):
        return "date"
    return "number"


def find_header(
    rows: Sequence[Sequence[Cell]],
    *,
    merged: Merged = (),
    chosen: int | None = None,
    looks_like_header: Callable[[str], bool] | None = None,
) -> HeaderChoice:
    """Find the header among a sheet's first rows.

    Args:
        rows: the first rows, a hundred or so, from the sheet's top.
        merged: merged cells as ((row, column), (row, column)), counted from 0.
        chosen: the header's row number as the user gave it, 0 for none; None finds it.
        looks_like_header: whether a text is a known column name.
    """
    width = max((len(row) for row in rows), default=0)
    known = looks_like_header or (lambda text: False)
    if chosen == 0 or not rows:
        return HeaderChoice(-1, 0, _names([], width), 0.0)
    if chosen is not None:
        at = chosen - 1
        score = 100.0
    else:
        kinds = [[kind_of(cell) for cell in row] for row in rows]
        low = [[text_of(cell).lower() for cell in row] for row in rows]
        scores = [(_score(rows, low, kinds, index, known), -index) for index in range(min(len(rows), _LOOK_AT))]
        score, at = max(scores)
        at = -at
        if score < 1.0:
            return HeaderChoice(-1, 0, _names([], width), score)
        at = _first_table(rows, [score for score, _ in scores], at, known)
        if people := _people_above(rows, kinds, at):
            return HeaderChoice(at, 1, _names([text_of(cell) for cell in rows[at]], width), score, people[0])
        if at > 0 and _groups_above(rows, at, merged, known):
            at -= 1
    if _second_row_belongs(rows, at, merged, known):
        return HeaderChoice(at, 2, _names(_joined(rows[at], rows[at + 1], at, merged), width), score)
    return HeaderChoice(at, 1, _names([text_of(cell) for cell in rows[at]], width), score)


def _begins_with_a_name(text: str) -> bool:
    """Whether two to four words begin with a usual given name."""
    words = text.lower().split()
    return 2 <= len(words) <= 4 and words[0] in nicknames.given_names()


def _first_table(
    rows: Sequence[Sequence[Cell]], scores: list[float], at: int, known: Callable[[str], bool]
) -> int:  # fmt: skip
    """The header of the first table where the best one is that of a further table below people."""
    for above in range(at):
        texts = [text_of(cell) for cell in rows[above] if kind_of(cell)]
        if scores[above] >= 1.0 and len(texts) > 1 and sum(map(known, texts)) >= 0.6 * len(texts) and any(
            _tells_a_person(rows[place]) for place in range(above + 1, at)
        ):
            return above
    return at


def _tells_a_person(row: Sequence[Cell]) -> bool:
    """Whether a row has something beside an e-mail address or a number long enough for a phone's."""
    reached = (
        kind_of(cell) == "email" or (kind_of(cell) == "number" and sum(map(str.isdigit, text_of(cell))) >= 10)
        for cell in row
    )
    return sum(bool(kind_of(cell)) for cell in row) > 1 and any(reached)


def _people_above(rows: Sequence[Sequence[Cell]], kinds: list[list[str]], at: int) -> list[int]:
    """Rows of people above a header, as when it was sorted with them: like those below it in most of its columns."""
    usual = {
        column: Counter(row[column] for row in kinds[at + 1 :] if column < len(row) and row[column])
        for column, kind in enumerate(kinds[at]) if kind
    }
    alike = {column: counted.most_common(1)[0][0] for column, counted in usual.items() if counted}
    return [
        place for place in range(at) if _tells_a_person(rows[place])
        and sum(kinds[place][column : column + 1] == [kind] for column, kind in alike.items()) > len(usual) / 2
    ]


def text_of(cell: Cell) -> str:
    """A cell as one line, as the names of columns are compared."""
    if cell is None:
        return ""
    return " ".join(str(cell).replace("\ufeff", "").split())


def _score(
    rows: Sequence[Sequence[Cell]], low: list[list[str]], kinds: list[list[str]], index: int,
    known: Callable[[str], bool],
) -> float:  # fmt: skip
    """How much a row looks like the names of the columns below it; 1 and more is a header. `low` are their texts."""
    own = kinds[index][:_WIDE]
    named = [column for column, kind in enumerate(own) if kind]
    if not named:
        return -9.0
    below = [at for at in range(index + 1, min(len(rows), index + 60)) if any(kinds[at])]
    below = [at for at in below if rows[at] != rows[index]]
    texts = [text_of(rows[index][column]) for column in named]
    used = Counter(column for at in below for column, kind in enumerate(kinds[at][:_WIDE]) if kind)
    width = len(used) if below else len(named)
    cover = len([column for column in named if column in used]) / width if width and below else 1.0
    texty = sum(own[column] == "text" for column in named) / len(named)
    unique = len({low[index][column] for column in named}) / len(texts)
    names = sum(known(text) for text in texts)
    recognised = max(names / len(texts), min(names, 8) / 10 if names >= 4 else 0.0)
    short = sum(len(text) <= 45 for text in texts) / len(texts)
    differs = repeats = alike = 0.0
    for column, text in zip(named, texts, strict=True):
        values = [at for at in below if column < len(rows[at]) and kinds[at][column]]
        if not values:
            continue
        plain = Counter(kinds[at][column] for at in values)
        if own[column] == "text" and plain["text"] < len(values) * 0.5:
            differs += 1
        if own[column] == "text" and not known(text) and _HOUSE.search(text[: 1 if width > 1 else None]):
            numbered = [_HOUSE.search(low[at][column]) for at in values if kinds[at][column] == "text"]
            alike += sum(map(bool, numbered)) / len(values)  # a house among houses
        elif own[column] == "text" and not known(text) and _begins_with_a_name(text):
            alike += sum(_begins_with_a_name(low[at][column]) for at in values) / len(values)  # a person among people
        same = [low[at][column] for at in values].count(low[index][column])
        if same and len(text) < 60 and (same > 1 or len(values) < 20):
            repeats += 1
    differs, repeats, alike = differs / len(named), repeats / len(named), alike / len(named)
    if len(named) == 1 and width > 1:
        return -1.0
    score = texty * 1.2 + unique * 0.6 + short * 0.3 + cover * 1.2 + differs * 2.2 + recognised * 4.0
    score -= 2.2 + index * 0.02 + repeats * 3.0 + alike * 3.0
    typed = 1 - texty
    if typed > 0.25 and recognised < 0.3:
        score -= typed * 3.5
    if recognised < 0.6 and _tells_a_person(rows[index]):
        score -= 4.0  # somebody called Phone Bank
    if cover < 0.4:
        score -= 1.0
    if not below:
        score -= 0.4
    return score


def _groups_above(
    rows: Sequence[Sequence[Cell]], at: int, merged: Merged, known: Callable[[str], bool]
) -> bool:  # fmt: skip
    """Whether the row above holds the groups (at least two) of the names found."""
    upper, lower = rows[at - 1], rows[at]
    groups = [column for column, cell in enumerate(upper) if kind_of(cell)]
    if len(groups) < 2 or any(kind_of(upper[column]) not in ("text", "long", "number") for column in groups):
        return False
    if any(text_of(upper[column]).endswith(":") for column in groups):
        return False
    names = [text_of(cell).lower() for cell in lower if kind_of(cell)]
    if not _across(merged, at - 1) and len(names) == len(lower) and len(set(names)) == len(names):
        return False  # the names found say everything; what stands above may be anything
    return _second_row_belongs(rows, at - 1, merged, known)


def _across(merged: Merged, at: int) -> bool:
    return any(span[0][0] <= at <= span[1][0] and span[1][1] > span[0][1] for span in merged)


def _second_row_belongs(
    rows: Sequence[Sequence[Cell]], at: int, merged: Merged, known: Callable[[str], bool]
) -> bool:  # fmt: skip
    """Whether the row below continues the header: it fills what the first leaves blank, and holds no data."""
    if at < 0 or at + 2 >= len(rows):
        return False
    upper, lower = rows[at], rows[at + 1]
    named = [column for column, cell in enumerate(upper) if kind_of(cell)]
    sub = [column for column, cell in enumerate(lower) if kind_of(cell)]
    if len(named) < 2 or not sub or any(kind_of(lower[column]) != "text" for column in sub):
        return False
    filled = [column for column in sub if column >= len(upper) or not kind_of(upper[column])]
    across = _across(merged, at)
    answers = all(_EMPTY_ANSWER.fullmatch(text_of(lower[column])) for column in sub)
    if answers:
        return True
    if not filled or (min(named) > min(filled) and not across):
        return False
    last = max(max(named), max(sub))
    uncovered = [column for column in range(last + 1) if column not in named and column not in sub]
    if len(uncovered) > (last + 1) * 0.3:
        return False
    return not _is_data(rows, at + 1, sub, across, known)


def _is_data(
    rows: Sequence[Sequence[Cell]], at: int, columns: list[int], across: bool, known: Callable[[str], bool]
) -> bool:  # fmt: skip
    """Whether a row is like those below it: the same kinds, or values that come again. In doubt it is data."""
    below = [row for row in rows[at + 1 : at + 40] if any(kind_of(cell) for cell in row)]
    if not below:
        return True
    texts = [text_of(rows[at][column]) for column in columns]
    differs = 0
    for column, text in zip(columns, texts, strict=True):
        values = [row[column] for row in below if column < len(row) and kind_of(row[column])]
        said = {text_of(value).lower() for value in values}
        if text.lower() in said and not known(text) and len(said) > 1:  # alone it is the choice that was ticked
            return True
        if values and sum(kind_of(value) != "text" for value in values) > len(values) * 0.5:
            differs += 1
    recognised = sum(known(text) for text in texts)
    answers = sum(bool(_EMPTY_ANSWER.fullmatch(text) or _OTHER.match(text)) for text in texts)
    if differs or across or (recognised + answers) * 2 >= len(texts):
        return False
    usual = sum(sum(bool(kind_of(cell)) for cell in row) for row in below) / len(below)
    return not (len(below) >= 4 and len(columns) >= 2 and len(columns) < 0.5 * usual)


def _joined(upper: Sequence[Cell], lower: Sequence[Cell], at: int, merged: Merged) -> list[str]:
    width = max(len(upper), len(lower))
    down = {span[0][1] for span in merged if span[0][0] == at and span[1][0] > at}
    names: list[str] = []
    group = ""
    for column in range(width):
        first = text_of(upper[column]) if column < len(upper) else ""
        second = text_of(lower[column]) if column < len(lower) else ""
        if first:
            group = first
        if not second:
            names.append(first)
            if column in down:
                group = ""
        elif not group or _EMPTY_ANSWER.fullmatch(second) or group.lower() == second.lower():
            names.append(group or second)
        else:
            names.append(f"{group} - {second}")
    return names


def _names(texts: list[str], width: int) -> tuple[str, ...]:
    return unique_headers([*texts, *[""] * (width - len(texts))])


def unique_headers(texts: Sequence[str]) -> tuple[str, ...]:
    """Names kept apart: blanks become "Column 3", doubles "Phone (2)"; a name of a novel's length is cut."""
    taken: set[str] = set()
    wanted = {text.lower() for text in texts if text}
    counts: Counter[str] = Counter()
    names: list[str] = []
    for column, text in enumerate(texts, 1):
        base = text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"
        stem = name = base or f"Column {column}"
        if name.lower() in taken or (not base and name.lower() in wanted):
            number = counts[stem.lower()] or 2
            while (name := f"{stem} ({number})").lower() in taken or name.lower() in wanted:
                number += 1
            counts[stem.lower()] = number + 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)
