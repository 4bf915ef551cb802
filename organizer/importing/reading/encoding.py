"""In which encoding a text file was written."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from organizer.domain.errors import UserError

__all__ = ["MIXED", "TextScan", "scan_text"]

MIXED = "utf-8 and cp1252"
"""Mostly UTF-8 with some Windows letters in between, as when two exports were pasted into one file."""

_CHUNK = 1 << 20
_GUESSED = (
    "The file does not say how its letters are written: é, ñ and ’ were read as {} writes them. If they look wrong, "
    "choose another encoding."
)
_WRITTEN_BY = {"cp1252": "Windows", "mac_roman": "an older Mac", MIXED: "the web, and some as Windows"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
def _windows_letter(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", errors="ignore") or bad.decode("latin-1"), error.end


codecs.register_error("organizer-windows", _windows_letter)


@dataclass(frozen=True, slots=True)
class TextScan:
    """What one look through a text file told.

    Args:
        encoding: Python's name, or MIXED.
        file_hash: SHA-256 of its bytes.
        notes: what the user should know about the choice.
    """

    encoding: str
    file_hash: str
    notes: tuple[str, ...] = ()

    @property
    def codec(self) -> tuple[str, str]:
        """Encoding and error handler for `open`."""
        if self.encoding == MIXED:
            return "utf-8", "organizer-windows"
        return self.encoding, "organizer-windows" if self.encoding == "cp1252" else "replace"


def scan_text(path: Path, chosen: str | None = None) -> TextScan:
    """Find the encoding: a byte order mark, strict UTF-8, the zeros of UTF-16, then the likeliest of three."""
    if chosen and chosen != MIXED:
        try:
            codecs.lookup(chosen)
        except LookupError:
            raise UserError(f"The encoding {chosen} is not known. Choose utf-8, cp1252, mac_roman or utf-16.") from None
    digest = hashlib.sha256()
    strict = codecs.getincrementaldecoder("utf-8")()
    good = True
    odd = bytearray()
    with open(path, "rb") as file:
        head = file.read(_CHUNK)
        chunk = head
        while chunk:
            digest.update(chunk)
            if good:
                try:
                    strict.decode(chunk)
                except UnicodeDecodeError:
                    good = False
            if not chunk.isascii() and len(odd) < 400_000:
                odd += chunk
            chunk = file.read(_CHUNK)
    if good:
        try:
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            good = False
    file_hash = digest.hexdigest()
    if chosen:
        return TextScan(chosen, file_hash)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return TextScan(encoding, file_hash)
    wide = _wide_without_mark(head)
    if wide:
        return TextScan(wide, file_hash, (_GUESSED.format("Excel’s “Unicode text”"),))
    if good:
        return TextScan("utf-8", file_hash)
    encoding = _likeliest(bytes(odd))
    return TextScan(encoding, file_hash, (_GUESSED.format(_WRITTEN_BY.get(encoding, "an old DOS program")),))


def _wide_without_mark(head: bytes) -> str:
    """UTF-16 without its mark: Latin text has a zero at every second place."""
    sample = head[: 4096 & ~1]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return ""


def _likeliest(odd: bytes) -> str:
    sequences = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", odd))
    strays = sum(1 for _ in re.finditer(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", odd))
    if sequences > strays:
        return MIXED
    from charset_normalizer import from_bytes

    lines = [line for line in odd.splitlines() if not line.isascii()][:2000]
    sample = b"\n".join(lines)
    best = from_bytes(sample, cp_isolation=["cp1252", "mac_roman"]).best()
    usual = best.encoding if best is not None and best.encoding in ("cp1252", "mac_roman") else "cp1252"
    good = {encoding: _like_words(sample, encoding) for encoding in ("cp850", "cp437")}
    old = max(good, key=lambda encoding: good[encoding])
    others = max(_like_words(sample, encoding) for encoding in ("cp1252", "mac_roman"))
    return old if good[old] > others + 0.3 else usual


def _like_words(sample: bytes, encoding: str) -> float:
    """The part of the letters beyond ASCII that continue a word, small after small ones, if this is the encoding."""
    text = sample.decode(encoding, errors="replace")
    odd = re.findall(r"(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z])", text)
    broken = re.findall(r"(?<=[a-z])[^\x00-\x7f\W\d_](?<![a-zà-ÿœšžß])", text)
    return (sum(map(str.isalpha, odd)) - len(broken)) / len(odd) if odd else 0.0
