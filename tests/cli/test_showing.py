"""Proves that a terminal shows how far a job is, and anything else nothing."""

from __future__ import annotations

import io

from organizer.cli.showing import TerminalProgress


class Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_a_terminal_shows_rows_and_stages_and_is_left_clean() -> None:
    out = Terminal()
    with TerminalProgress(out) as progress:
        progress(0, 0, "Opening")
        progress(2_000, 10_000, "Reading")
        progress(8_192, 10_000, "Saving")
    lines = out.getvalue().split("\r")
    assert any("Reading" in line and "2000/10000" in line for line in lines)
    assert any("Saving" in line and "8192/10000" in line for line in lines)
    assert not lines[-1].strip()


def test_a_file_stays_clean() -> None:
    out = io.StringIO()
    with TerminalProgress(out) as progress:
        progress(2_000, 10_000, "Reading")
    assert out.getvalue() == ""
