"""What parts the cells of a text file: a comma, a semicolon, a tab or a bar."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

__all__ = ["DELIMITERS", "Dialect", "find_dialect"]

DELIMITERS = (",", ";", "\t", "|")
_RARE = ("~", "^")
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file parts and quotes its cells.

    Args:
        delimiter: between cells.
        escape: what stands before a quotation mark inside a cell, where it isn't doubled.
        skip: rows at the top that only declare the delimiter ("sep=;").
        spaces: whether a space behind the delimiter belongs to it, so that a quotation mark may follow.
    """

    delimiter: str = ","
    escape: str | None = None
    skip: int = 0
    spaces: bool = False


def find_dialect(text: str, chosen: str | None = None) -> Dialect:
    """Tell the dialect from the beginning of the text."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        cut = max(sample.rfind("\n"), sample.rfind("\r"))
        sample = sample[: cut + 1] or sample
    first, _, rest = sample.partition("\n")
    declared = first.strip().strip('"').lower()
    skip = 0
    if declared.startswith("sep=") and len(declared) <= 5:
        skip, sample = 1, rest
        chosen = chosen or (first.strip().strip('"')[4:] or "\t")
    delimiter = chosen or _plainly(sample) or _sniffed(sample)
    escape = _escape(sample, delimiter)
    spaces = f'{delimiter} "' in sample and _evenness(sample, delimiter, escape, True) > _evenness(
        sample, delimiter, escape
    )
    return Dialect(delimiter, escape, skip, spaces)


def _escape(sample: str, delimiter: str) -> str | None:
    """A backslash, where rows come out more even if it stands before quotation marks."""
    if '\\"' not in sample:
        return None
    return "\\" if _evenness(sample, delimiter, "\\") > _evenness(sample, delimiter, None) else None


def _evenness(sample: str, delimiter: str, escape: str | None, spaces: bool = False) -> float:
    """The part of the rows that have the most usual width."""
    reader = csv.reader(
        io.StringIO(sample, newline=""), delimiter=delimiter, escapechar=escape, skipinitialspace=spaces
    )
    try:
        widths = Counter(len(row) for row in reader if row)
    except csv.Error:
        return 0.0
    return widths.most_common(1)[0][1] / widths.total() if widths else 0.0


def _plainly(sample: str) -> str | None:
    """The one delimiter that parts the sample into rows of the same width; None when more than one does, or none."""
    fits: list[tuple[float, int, str]] = []
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            continue
        if len(widths) > 1 and len(sample) == _SAMPLE:
            widths.pop()
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        share = count / len(widths)
        if width > 1 and share >= 0.8:
            fits.append((share, width, delimiter))
    if not fits:
        for delimiter in _RARE:
            if len({line.count(delimiter) for line in sample.splitlines()[:50] if line} - {0}) == 1:
                return delimiter
        return None if any(delimiter in sample for delimiter in DELIMITERS) else ","
    fits.sort(key=lambda fit: (fit[1], fit[0], fit[2] == "\t"), reverse=True)  # nobody writes a tab within a cell
    if len(fits) == 1 or (fits[0][1] > fits[1][1] * 1.5 and fits[0][0] >= 0.9) or fits[0][2] == "\t":
        return fits[0][2]
    return None


def _sniffed(sample: str) -> str:
    from clevercsv.detect import Detector

    try:
        dialect = Detector().detect(sample, delimiters=list(DELIMITERS))
    except Exception:  # it has its own mishaps with odd texts
        dialect = None
    found = getattr(dialect, "delimiter", "")
    if found in DELIMITERS:
        return str(found)
    counts = {delimiter: sample.count(delimiter) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter]) if any(counts.values()) else ","
