"""What the user decides, and where the program keeps things on this machine."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

__all__ = ["Settings", "data_folder", "load", "save", "shared_folder_warning"]

_RECENT = 8  # files remembered
_SYNCED = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive",
    "icloud": "iCloud", "mobile documents": "iCloud", "my drive": "Google Drive", "nextcloud": "Nextcloud",
    "box": "Box",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices. `scheme` is "system", "light" or "dark"; `recent` lists files, the latest first."""

    who: str = ""
    callers: tuple[str, ...] = ()
    scheme: str = "system"
    recent: tuple[str, ...] = ()

    def opened(self, path: Path) -> Settings:
        """These settings with a file at the head of the recent ones."""
        others = [one for one in self.recent if one != str(path)]
        return replace(self, recent=(str(path), *others)[:_RECENT])

    def signed_in(self, name: str) -> Settings:
        """These settings with somebody at the keyboard."""
        return replace(self, who=name, callers=(name, *(one for one in self.callers if one != name))[:20])


def data_folder() -> Path:
    """The default place for stores: the platform's folder for application data, which nothing syncs."""
    folder = Path(platformdirs.user_data_dir("Organizer", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _file() -> Path:
    return Path(platformdirs.user_config_dir("Organizer", appauthor=False)) / "settings.json"


def load() -> Settings:
    """The settings kept last time; a missing or unreadable file means the defaults."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {field.name for field in fields(Settings)}
    if not isinstance(kept, dict):
        return Settings()
    return Settings(**{k: _tuple(v) for k, v in kept.items() if k in known})


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def save(settings: Settings) -> None:
    """Keep the settings for the next start, for the user's eyes only."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(settings), file, ensure_ascii=False, indent=1)
    part.replace(path)


def shared_folder_warning(path: Path) -> str:
    """A line of warning where a folder is synced or on a network, "" where it is not."""
    for part in path.absolute().parts:
        name = _SYNCED.get(part.lower()) or next(
            (label for word, label in _SYNCED.items() if len(word) > 3 and part.lower().startswith(word)), None
        )
        if name:
            return (f"This folder is synced by {name}, which may replace the file while it is open. "
                    "Keep it on this computer instead and share backups.")
    if _on_network(path):
        return "This folder is on a network drive. Keep the file on this computer instead and share backups."
    return ""


def _on_network(path: Path) -> bool:
    if str(path).startswith(("\\\\", "//")):
        return True
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best = ("", "")
    for line in mounts:
        _, mount, form, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        if (str(path.absolute()) + "/").startswith(mount.rstrip("/") + "/") and len(mount) >= len(best[0]):
            best = (mount, form)
    return best[1] in {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs", "fuse.rclone", "afs"}
