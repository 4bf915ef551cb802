"""What stands before a name: ``Mr.``, ``Rev. Dr.``, ``Coach``."""

from __future__ import annotations

__all__ = ["SHORT", "TITLES", "is_title"]

TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "hon", "sr.", "sra", "srta", "fr", "sgt",
                    "capt", "lt", "col", "gen", "maj", "judge", "rep", "sen", "pastor", "father", "sister", "coach"))
SHORT = frozenset(("mr", "mrs", "ms", "mx", "dr", "rev", "prof", "fr", "sgt", "capt", "lt", "sra", "srta"))
"""Those that are nobody's family name, as Bishop, Judge and Pastor are."""
_MORE = frozenset(("sr", "don", "dona", "reverend", "doctor", "professor", "honorable", "the", "rabbi", "imam",
                   "bishop", "deacon", "elder", "captain", "major", "colonel", "brother", "mister", "sir",
                   "and"))


def is_title(text: str) -> bool:
    """Whether a text is what stands before a name (``Mr.``, ``Rev. Dr.``), not what somebody does for a living."""
    words = [word.strip(".,") for word in text.lower().split()]
    return bool(words) and all(word in TITLES or word in _MORE for word in words)
