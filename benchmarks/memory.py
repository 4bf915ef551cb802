"""How much memory a job takes at its peak, measured in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["kept", "peak_growth"]

_PROC = Path("/proc/self")


def peak_growth(work: Callable[[Any], object], prepare: Callable[[Any], object], given: Any) -> tuple[float, float]:
    """Megabytes by which a fresh process grows at the peak of a job, and the peak of the processes the job starts.

    Args:
        work: the job; a function at the top of a module.
        prepare: makes what the job is done to, from what is given; another such function.
        given: anything that can be sent to a process.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, ((work.__module__, work.__name__), (prepare.__module__, prepare.__name__), given))


def _measured(work: tuple[str, str], prepare: tuple[str, str], given: Any) -> tuple[float, float]:
    ready = getattr(import_module(prepare[0]), prepare[1])(given)
    (_PROC / "clear_refs").write_text("5")  # forget the peak so far
    before = kept("VmRSS")
    getattr(import_module(work[0]), work[1])(ready)
    return kept("VmHWM") - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def kept(name: str) -> float:
    """A line of this process's own account (VmRSS: memory now, VmHWM: at its peak), in MB."""
    lines = (_PROC / "status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
