"""The signs in a text that nobody should see, taken out or put right, and errors of formulas left blank."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["FORMULA_ERROR", "Mender", "looks_encoded_twice", "mended_how", "nothing_to_mend"]

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SECOND = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_DOUBLED = re.compile(f"[ÂÃÄÅ](?![’”…])[{_SECOND}]|á[º»][{_SECOND}]|â€[{_SECOND}]|â‚¬|â„¢")
"""A letter of Europe or Vietnam, a quotation mark or a dash in UTF-8 that was taken for Windows letters, where nobody
writes so: ``JOSÉ’S`` would be one, too, if any letter could begin it."""
FORMULA_ERROR = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!)|Err:5\d\d"
)
"""What spreadsheets write into a cell whose formula went wrong."""
_CONTROL = re.compile("[\x80-\x9f]")
_AS_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""What nobody writes and nobody sees, for the Windows letters it was: ``D\\x92Angelo`` is ``D’Angelo``."""
_TAKEN = re.compile(
    f"{_UNSEEN.pattern}|[+]AEA-|{_DOUBLED.pattern}|{_CONTROL.pattern}|{FORMULA_ERROR.pattern}"
)
_NUL = "\x00"
_UNSEEN_BYTES = bytes(code for code in range(128) if _UNSEEN.match(chr(code)))
_ORIGINALS = 10_000
_NO_RESULT = "no result of its formula in the file: open it in a spreadsheet program, save it there and import it again"


def _undefined(error: UnicodeError) -> tuple[str | bytes, int]:
    """The five bytes that Windows leaves undefined, which other programs let through (``Ã\x81`` is ``Á``)."""
    if isinstance(error, UnicodeDecodeError):
        return chr(error.object[error.start]), error.start + 1
    assert isinstance(error, UnicodeEncodeError)
    letter = error.object[error.start]
    if letter not in "\x81\x8d\x8f\x90\x9d":
        raise error
    return letter.encode("latin-1"), error.start + 1


codecs.register_error("organizer-undefined", _undefined)


def mended_how(text: str) -> tuple[str, bool]:
    """What was done to a cell that a `Mender` changed, and whether anything of it is left.

    Args:
        text: what stood there; for a formula whose result is not in the file the formula itself.
    """
    if text.startswith("="):
        return _NO_RESULT, False
    if FORMULA_ERROR.fullmatch(text.strip()):
        return "an error of a formula, left blank", False
    return _put_right(text), True


def _put_right(text: str) -> str:
    if _UNSEEN.search(text):
        return "characters that cannot be seen were taken out"
    return "+AEA- read as @" if "+AEA-" in text else "garbled letters (Ã© for é) were put right"


def looks_encoded_twice(text: str) -> bool:
    """Whether a reader would take letters of a text for others that were encoded twice."""
    return not text.isascii() and _DOUBLED.search(text) is not None


def _once(found: re.Match[str]) -> str:
    """``Ã¡`` as ``á``: UTF-8 that was taken for Windows letters and encoded again; as it is where it is none."""
    try:
        letters = found[0].encode("cp1252", "organizer-undefined").decode("utf-8")
    except UnicodeError:
        return found[0]
    return letters if letters.isprintable() or letters.isspace() else found[0]


@dataclass(slots=True)
class Mender:
    """Takes out what can't be seen, joins letters and accents (NFC), and counts what it did."""

    nuls: int = 0
    unseen: int = 0
    at_signs: int = 0
    errors: int = 0
    doubled: int = 0
    blanks: bool = False  # errors of formulas, or formulas without a result, of which nobody tells where they stand
    originals: list[tuple[int, int, str]] = field(default_factory=list)
    """Row from 1, column from 0, and what stood in a cell from which something was taken out; the first thousands."""

    @property
    def taken(self) -> int:
        """How many characters were taken out or put right."""
        return self.nuls + self.unseen + self.at_signs + self.doubled + self.errors

    def left_blank(self, number: int, column: int, said: str) -> None:
        """Keep an error, or a formula whose result the file does not hold, by its row from 1 and column from 0."""
        if len(self.originals) < _ORIGINALS:
            self.originals.append((number, column, said))

    def blank_errors(self, number: int, row: list[str]) -> None:
        """Leave the cells of a text file's row blank in which nothing but an error of a formula stands."""
        for column, cell in enumerate(row):
            if FORMULA_ERROR.fullmatch(cell.strip()):
                self.left_blank(number, column, cell)
                row[column] = ""

    def compare(self, number: int, before: Sequence[object], after: Sequence[object]) -> None:
        """Keep the cells of a row as they stood where they are not the same now."""
        if len(self.originals) < _ORIGINALS and len(before) == len(after):
            self.originals += [
                (number, column, old) for column, (old, new) in enumerate(zip(before, after, strict=True))
                if isinstance(old, str) and old != new and _TAKEN.search(old)
            ]

    def line(self, text: str) -> str:
        """One line of a text file; its line end and tabs stay."""
        if text.isascii():
            if "+AEA-" in text:
                self.at_signs += text.count("+AEA-")
                text = text.replace("+AEA-", "@")
            if not _UNSEEN.search(text):
                return text
        return self.cell(text)

    def cell(self, text: str) -> str:
        """One text cell."""
        if _UNSEEN.search(text):
            nuls = text.count(_NUL)
            mended, count = _UNSEEN.subn("", text)
            self.nuls += nuls
            self.unseen += count - nuls
            text = mended
        if text.isascii():
            return text
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if _DOUBLED.search(text) and (whole := _DOUBLED.sub(_once, text)) != text:
            self.doubled += 1
            return self.cell(whole)
        if _CONTROL.search(text):
            self.doubled += 1
            return self.cell(text.translate(_AS_WINDOWS))
        return text

    def notes(self) -> list[str]:
        """What was mended, in sentences."""
        found = []
        if self.nuls:
            found.append(f"Empty characters (NUL) of the program that saved it were taken out ({self.nuls:,}).")
        if self.unseen:
            found.append(f"Invisible control characters were taken out ({self.unseen:,}).")
        if self.doubled:
            found.append(f"Letters that another program had garbled (Ã© for é) were put right ({self.doubled:,}).")
        if self.at_signs:
            found.append(f"At signs written as +AEA- were put right ({self.at_signs:,}).")
        if self.blanks:
            found.append("Some cells of this workbook hold an error of a formula (like #N/A) or no result of it, and "
                         "came in blank; the file does not tell which. Look for them in your spreadsheet program.")
        return found


def nothing_to_mend(lines: Sequence[str], text: str) -> bool:
    """Whether a `Mender` would leave these lines, and their cells, as they are; `text` is all of them.

    Most of a file is such, and many lines can be looked at as quickly as one.
    """
    if "+AEA-" in text or (("#" in text or "Err:" in text) and FORMULA_ERROR.search(text)):
        return False
    plain = text.encode("utf-8", "surrogatepass")
    if len(plain.translate(None, _UNSEEN_BYTES)) < len(plain):
        return False
    beyond = "".join([line for line in lines if not line.isascii()])
    return Mender().cell(beyond) is beyond
