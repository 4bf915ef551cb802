"""Where the headers of a sheet are: below titles, over two rows, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

__all__ = ["find", "names", "there", "used_columns"]

_DEEPEST = 30  # rows looked at
_DIGITS = re.compile(r"\d")
_VALUE = re.compile(r"^\s*(?:\S+@\S+\.\S+|[\d\s().+\-/:,$%#']+|(?:true|false|yes|no|y|n|m|f))\s*$", re.IGNORECASE)
_LINK = re.compile(r"https?://", re.IGNORECASE)


def find(rows: Sequence[Sequence[object]], known: Callable[[str], bool] | None = None) -> tuple[int, int]:
    """Which of the first rows are the headers: (place, how many rows), or (-1, 0) where there are none.

    A header row is wide, of short and different words, unlike the values under it.

    Args:
        rows: rows that are not empty, from the top.
        known: says of a text whether it is a header that is often seen.
    """
    top = rows[:_DEEPEST]
    width = max((_filled(row) for row in rows[:200]), default=0)
    best, place = 0.0, -1
    for at, row in enumerate(top):
        score = _score(row, rows[at + 1 : at + 21], width, known)
        if score > best + 1e-9:
            best, place = score, at
        if at and best >= 0.85 and score < best - 0.3:
            break
    if place < 0 or best < 0.5:
        return -1, 0
    return (place, 2) if _goes_on(rows, place, width, known) else (place, 1)


def _score(
    row: Sequence[object], below: Sequence[Sequence[object]], width: int, known: Callable[[str], bool] | None
) -> float:
    cells = [str(cell).strip() for cell in row if there(cell)]
    if not cells or (len(cells) < 2 and width > 2):
        return 0.0
    words = [cell for cell in cells if isinstance(cell, str) and not _VALUE.match(cell) and not _LINK.search(cell)]
    texts = len(words) / len(cells)
    different = len({word.lower() for word in cells}) / len(cells)
    short = sum(1 for word in words if len(word) <= 300) / len(cells)
    cover = min(len(cells) / max(width, 1), 1.0)
    recognised = sum(1 for word in words if known(word)) / len(cells) if known else _usual(words) / len(cells)
    values = sum(1 for cell in row if isinstance(cell, int | float | datetime | date) and not isinstance(cell, bool))
    unlike = _unlike(row, below)
    score = 0.25 * texts + 0.1 * different + 0.1 * short + 0.2 * cover + 0.45 * recognised + 0.2 * unlike
    return score - 0.5 * values / len(cells) - (0.3 if texts < 0.6 else 0.0)


_USUAL = re.compile(
    r"name|e-?mail|phone|mobile|cell|address|street|city|town|state|zip|postal|county|district|precinct|ward|"
    r"\bid\b|^id|_id$|date|time|stamp|source|notes?|tags?|party|age|gender|sex|birth|office|seat|election|filing|"
    r"first|last|middle|suffix|prefix|status|type|code|number|nombre|apellido|correo|tel[eé]fono|direcci[oó]n|ciudad|"
    r"estado|volunteer|interest|involve|how |what |which |would |are you|result|contact|canvass|latitude|longitude|"
    r"employer|occupation|country|comment|language",
    re.IGNORECASE,
)


def _usual(words: Sequence[str]) -> int:
    return sum(1 for word in words if _USUAL.search(word))


def _unlike(row: Sequence[object], below: Sequence[Sequence[object]]) -> float:
    """In how many columns the cell differs in kind from those under it."""
    if not below:
        return 0.3
    differs = judged = 0
    for place, cell in enumerate(row):
        if not there(cell):
            continue
        under = [one[place] for one in below if place < len(one) and there(one[place])]
        if not under:
            continue
        judged += 1
        plain = not isinstance(cell, str)
        values = sum(1 for one in under if not isinstance(one, str) or _VALUE.match(one) or _DIGITS.search(one))
        if (not plain and not _DIGITS.search(str(cell)) and values >= len(under) * 0.5) or (len({str(one) for one in under}) < len(under) * 0.3 and str(cell) not in {str(one) for one in under}):
            differs += 1
    return differs / judged if judged else 0.0


def _goes_on(
    rows: Sequence[Sequence[object]], place: int, width: int, known: Callable[[str], bool] | None
) -> bool:
    """Whether the row under the headers is a second row of them: groups above, names below, or answers of a survey."""
    if place + 2 >= len(rows):
        return False
    upper, lower = rows[place], rows[place + 1]
    below = [str(cell).strip() for cell in lower if there(cell)]
    if not below or any(not isinstance(cell, str) for cell in lower if there(cell)):
        return False
    if any(_VALUE.match(cell) or _LINK.search(cell) for cell in below) or len(set(below)) < len(below) * 0.5:
        return False
    gaps = sum(1 for at in range(width) if not there(_at(upper, at)) and there(_at(lower, at)))
    if not gaps:
        return False
    further = rows[place + 2 : place + 22]
    recognised = sum(1 for cell in below if (known(cell) if known else _USUAL.search(cell)))
    longer = any(_filled(row) > len(below) for row in further)
    repeated = any(str(_at(row, at) or "").strip() in below for row in further for at in range(width)) and not recognised
    return not repeated and (recognised >= len(below) * 0.5 or (_unlike(lower, further) > 0.5 and not longer)
                             or (recognised > 0 and gaps >= 2))


def names(head: Sequence[Sequence[object]], width: int) -> list[str]:
    """One name a column, each different: two rows joined, blanks called "Column 3", doubles "Phone (2)"."""
    upper = [_text(_at(head[0], at)) if head else "" for at in range(width)]
    if len(head) > 1:
        lower = [_text(_at(head[1], at)) for at in range(width)]
        group = ""
        for at in range(width):
            group = upper[at] or (group if lower[at] else "")
            upper[at] = f"{group} - {lower[at]}" if group and lower[at] else group or lower[at]
    seen: dict[str, int] = {}
    found = []
    for at, name in enumerate(upper):
        name = name or f"Column {at + 1}"
        seen[name.lower()] = count = seen.get(name.lower(), 0) + 1
        while count > 1 and f"{name} ({count})".lower() in seen:
            count += 1
        if count > 1:
            name = f"{name} ({count})"
            seen[name.lower()] = 1
        found.append(name)
    return found


def used_columns(
    headers: Sequence[str], head: Sequence[Sequence[object]], body: Sequence[Sequence[object]], width: int
) -> list[int]:
    """Columns that have a header or any cell."""
    used = {at for row in head for at, cell in enumerate(row) if there(cell)}
    for row in body:
        if len(used) == width:
            break
        used.update(at for at, cell in enumerate(row) if there(cell))
    return sorted(at for at in used if at < len(headers))


def _at(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def there(cell: object) -> bool:
    """Whether a cell holds anything."""
    return cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())


def _filled(row: Sequence[object]) -> int:
    return sum(1 for cell in row if there(cell))
