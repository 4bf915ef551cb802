"""A name written in one cell with a phone number or an e-mail address: ``Ana Ortiz 218-555-0103``."""

from __future__ import annotations

import re

from organizer.importing.cleaning.text import Cell, tidy

__all__ = ["split_mixed"]

_EMAIL = re.compile(r"<?(?:mailto:)?([^@\s<>,;()]+@[^@\s<>,;()]+\.\w{2,})>?")
_PHONE = re.compile(
    r"\(?\+?\d[\d\s().+/-]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?(?:\s*\((?:cell|home|work|c|h|w|m|mobile)\))?", re.IGNORECASE
)
_EDGES = " ,;:|/()<>-–—\t"
_LABELS = re.compile(r"\b(?:phone|cell|tel|mobile|home|work|e-?mail|ph)\b\s*[:#]*\s*$", re.IGNORECASE)


def split_mixed(cell: Cell) -> tuple[str, str, str]:
    """(name, phones, e-mails) of a cell, each as text for its own cleaning."""
    rest = tidy(cell)
    emails = _EMAIL.findall(rest)
    rest = _EMAIL.sub(" ", rest)
    phones = [found.strip() for found in _PHONE.findall(rest)]
    rest = " ".join(_PHONE.sub(" | ", rest).split()).strip(_EDGES)
    rest = _LABELS.sub("", rest.split("|")[0].strip(_EDGES)).strip(_EDGES)
    return rest, "; ".join(phones), "; ".join(emails)
