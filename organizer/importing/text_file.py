"""Text with columns: its encoding and delimiter found, its rows as cells, invisible characters taken out."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from organizer.domain.errors import UserError

__all__ = ["DELIMITERS", "ENCODINGS", "Text", "cleaned", "parse", "read", "unguarded"]

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac_roman")
_SAMPLE = 20_000  # letters looked at for the delimiter
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff"
                        "\ud800-\udfff]")
_UTF7 = re.compile(r"\+(?:AEA|ACI|AF8|ACE|ADs|AD0|ACY)-")
_GUARD = re.compile(r"^'(?=[=+\-@\t\r\n'])")


@dataclass(slots=True)
class Text:
    """A text file as rows of cells. `notes` says in plain sentences what was mended or doubtful."""

    rows: list[list[str]]
    encoding: str
    delimiter: str
    notes: list[str] = field(default_factory=list)


def read(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Text:
    """A text file's rows, in the encoding and with the delimiter given or found.

    Raises:
        UserError: it is no text in that encoding, or no text at all.
    """
    raw = path.read_bytes()
    if encoding is None:
        text, encoding, notes = _decoded(path.name, raw)
    else:
        try:
            text, notes = raw.decode(encoding).removeprefix("\ufeff"), []
        except (UnicodeDecodeError, LookupError):
            raise UserError(f"{path.name} is not written in {encoding}. Try another encoding.") from None
    found = parse(text, delimiter=delimiter, name=path.name)
    found.encoding, found.notes = encoding, notes + found.notes
    return found


def parse(text: str, *, delimiter: str | None = None, name: str = "The text") -> Text:
    """Rows of a text that is decoded already, such as pasted cells.

    Raises:
        UserError: it holds no cells, or its quotes never end.
    """
    notes = []
    if "\x00" in text:
        notes.append(f"{text.count(chr(0)):,} NUL characters were taken out.")
        text = text.replace("\x00", "")
    if _UTF7.search(text) and "@" not in text:
        notes.append("The text was in UTF-7 and was put right.")
        text = _UTF7.sub(lambda found: found[0].encode("ascii").decode("utf-7"), text)
    if not text.strip():
        raise UserError(f"{name} is empty. Check that it was saved or downloaded completely.")
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        text = text[told.end():]
        delimiter = delimiter or told[1]
    delimiter = delimiter or _delimiter(text)
    csv.field_size_limit(50_000_000)
    quoting = csv.QUOTE_MINIMAL
    if _unbalanced(text, delimiter):
        quoting = csv.QUOTE_NONE
        notes.append("A quote is opened and never closed, so quotes were read as ordinary letters.")
    lines = text.splitlines(keepends=True) if "\r" in text.replace("\r\n", "") else text.split("\n")
    if quoting == csv.QUOTE_MINIMAL and '"' in text:
        lines = _quoted_lines(text)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, quoting=quoting))
    except csv.Error:
        raise UserError(f"{name} cannot be read as rows and columns. Open it in LibreOffice and save it as csv.") from None
    return Text(rows, "utf-8", delimiter, notes)


def _quoted_lines(text: str) -> list[str]:
    """Lines with their ends kept, so that a line break inside quotes stays in its cell."""
    return text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True) if not re.search(
        "[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text
    ) else [line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _unbalanced(text: str, delimiter: str) -> bool:
    """Whether a quote swallows the rest of the file, as an inch mark at the start of a cell would."""
    if text.count('"') % 2 == 0:
        return False
    rows = list(csv.reader(_quoted_lines(text), delimiter=delimiter))
    longest = max((cell.count("\n") for row in rows[-1:] for cell in row), default=0)
    return longest > 20


def _decoded(name: str, raw: bytes) -> tuple[str, str, list[str]]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding).removeprefix("\ufeff"), encoding.removesuffix("-sig"), []
            except UnicodeDecodeError:
                return (raw.decode(encoding, errors="replace"), encoding.removesuffix("-sig"),
                        ["Some letters could not be read and stand as �. Choose the encoding by hand if names look odd."])
    guess = _utf16_without_mark(raw)
    if guess:
        return raw.decode(guess, errors="replace"), guess, []
    try:
        return raw.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError as fault:
        if fault.end >= len(raw) - 3 and fault.reason.startswith("unexpected end"):
            return raw[: fault.start].decode("utf-8"), "utf-8", ["The file ends in the middle of a letter."]
    if _looks_binary(raw):
        raise UserError(f"{name} is not a spreadsheet: it is not text either. Import xlsx, xls, ods or csv.")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000], cp_isolation=["utf_8", "cp1252", "mac_roman", "utf_16"]).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding in ("utf_8", "ascii"):
        encoding = "cp1252"
    return (raw.decode(encoding, errors="replace"), encoding,
            [f"The letters were read as {encoding}. Choose another encoding if names look odd."])


def _utf16_without_mark(raw: bytes) -> str:
    sample = raw[:4000]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _looks_binary(raw: bytes) -> bool:
    sample = raw[:20_000]
    odd = sum(1 for byte in sample if byte < 32 and byte not in (9, 10, 13, 0))
    return odd > len(sample) * 0.02 or sample.count(0) > len(sample) * 0.05


def _delimiter(text: str) -> str:
    """The delimiter that makes a table: plain where only one does, by clevercsv where several might."""
    sample = text[:_SAMPLE]
    lines = sample.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:60]
    widths: dict[str, list[int]] = {}
    for mark in DELIMITERS:
        if mark not in sample:
            continue
        try:
            widths[mark] = [len(row) for row in csv.reader((line + "\n" for line in lines), delimiter=mark) if row]
        except csv.Error:
            continue
    tables = {mark: found for mark, found in widths.items() if found and max(found) > 1}
    if not tables:
        return ","
    steady = [mark for mark, found in tables.items()
              if found.count(max(set(found), key=found.count)) >= len(found) * 0.9
              and max(set(found), key=found.count) > 1]
    if len(tables) == 1:
        return next(iter(tables))
    if len(steady) == 1:
        return steady[0]
    if "\t" in steady:
        return "\t"
    import clevercsv

    try:
        found = clevercsv.Sniffer().sniff(sample, delimiters=[*DELIMITERS])
    except (clevercsv.Error, ValueError, RecursionError):
        found = None
    if found is not None and found.delimiter in tables:
        return str(found.delimiter)
    return max(tables, key=lambda mark: (sorted(tables[mark])[len(tables[mark]) // 2], mark == ","))


def cleaned(rows: Sequence[Sequence[object]]) -> tuple[list[list[str | int | float | bool | datetime | date | None]], int]:
    """Cells as the program keeps them, and how many were mended.

    Text is NFC, without control and direction characters and outer blanks; whole floats become whole numbers.
    """
    clean: list[list[str | int | float | bool | datetime | date | None]] = []
    mended = 0
    for row in rows:
        kept: list[str | int | float | bool | datetime | date | None] = []
        for cell in row:
            if isinstance(cell, str):
                if cell.isascii() and cell.isprintable():
                    kept.append(cell.strip())
                    continue
                text = _INVISIBLE.sub("", cell)
                mended += len(text) != len(cell)
                kept.append(unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip())
            elif isinstance(cell, float):
                kept.append(int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell)
            elif isinstance(cell, int | datetime | date) or cell is None:
                kept.append(cell)
            else:
                kept.append(str(cell))
        clean.append(kept)
    return clean, mended


def unguarded(cell: str) -> str:
    """A cell without the ``'`` that our own csv files put before what a spreadsheet would take for a formula."""
    return _GUARD.sub("", cell)
