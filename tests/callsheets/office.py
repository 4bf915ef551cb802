"""LibreOffice, where it is: what other people's programs make of our files, and of theirs before they come home."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

__all__ = ["Office", "needs_office"]

needs_office = pytest.mark.skipif(
    not sys.platform.startswith("linux") and shutil.which("soffice") is None,
    reason="no LibreOffice (soffice), which only on Linux comes with the start: what comes through it is NOT proved",
)


class Office:
    """Opens files and saves them again. Its own settings are made once: that takes longer than the saving."""

    def __init__(self, settings: Path) -> None:
        self.settings = settings

    def save_as(self, form: str, folder: Path, *files: Path, options: tuple[str, ...] = ()) -> None:
        """Save files as another kind into a folder."""
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{self.settings}", *options, "--convert-to", form,
             "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=600)
