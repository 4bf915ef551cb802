"""How much a file may hold, and how long and large its reading may grow, measured by the file itself."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "MAX_AREA", "MAX_COLUMNS", "MAX_EXPANSION", "MAX_PARTS", "MAX_ROWS", "MAX_UNPACKED", "PATIENCE_TO_WRITE",
    "SMALL_AREA", "SMALL_UNPACKED", "memory_for", "patience_for",
]  # fmt: skip

MAX_PARTS = 5_000
MAX_UNPACKED = 6 * 1024**3
SMALL_UNPACKED = 100 * 1024**2
MAX_EXPANSION = 250  # a sheet of a million like rows packs about 1 to 60; deflate can do 1 to 1,030
SMALL_AREA = 20_000_000  # cells from the first to the last used one that are read whatever is in them
MAX_AREA = 400_000_000
MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576
PATIENCE_TO_WRITE = 900.0  # seconds; a large import says nothing while the store works its indexes out

_GIGABYTE = 1024**3


def memory_for(path: str | Path) -> int:
    """Bytes that the child may take to read this file: 2 GiB, more for a file that is large itself."""
    return max(2 * _GIGABYTE, min(8 * _GIGABYTE, 40 * _size(path)))


def patience_for(path: str | Path) -> float:
    """Seconds without a sign of life after which the child is given up: 20, more for a large file."""
    return 20.0 + _size(path) / 2_000_000 if _size(path) > 10_000_000 else 20.0


def _size(path: str | Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
