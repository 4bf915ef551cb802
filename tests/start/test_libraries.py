"""Which system packages Qt needs, and what a person is told who may not install them."""

from __future__ import annotations

import ctypes.util
import os
import stat
import sys
from pathlib import Path

import pytest

from organizer.domain.errors import UserError
from organizer.start import libraries

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks Qt's libraries")


@linux
def test_nothing_is_missing_where_the_tests_run() -> None:
    assert libraries.missing() == {}


def test_every_library_has_a_package() -> None:
    for name, package in {**libraries.QT, **libraries.SCREEN}.items():
        assert ".so." in name and package.startswith("lib")


@linux
def test_a_missing_library_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(libraries.QT, "libnotthere.so.9", "libnotthere9")
    assert libraries.missing() == {"libnotthere.so.9": "libnotthere9"}
    assert ctypes.util.find_library("notthere") is None


@linux
def test_without_rights_the_exact_command_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 9\n")
    apt.chmod(apt.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(UserError) as fault:
        libraries.provide({"libGL.so.1": "libgl1", "a font": "fonts-dejavu-core"}, print)
    assert fault.value.message.endswith(
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends fonts-dejavu-core libgl1"
    )


@linux
def test_without_apt_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"lacks libEGL\.so\.1\. Install them"):
        libraries.provide({"libEGL.so.1": "libegl1"}, print)
