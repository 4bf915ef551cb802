"""What time it is where somebody lives, from the ZIP code, offline and by IANA's zones."""

from __future__ import annotations

import json
from datetime import datetime, time, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from organizer.outreach.effects import EARLIEST_CALL, LATEST_CALL

__all__ = ["is_calling_time", "local_time", "zone_of"]

_EASTERN = "America/New_York"
_UNKNOWN_EARLIEST, _UNKNOWN_LATEST = time(12), time(21)
"""Where the zone is not known, calls are made from noon to 9 PM Eastern: then it is day from coast to coast."""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Zones by three digits of a ZIP, by whole ZIPs that differ from those around them, and by state."""
    kept = json.loads(files("resources").joinpath("time-zones.json").read_text("utf-8"))

    def by_key(name: str) -> dict[str, str]:
        return {key: zone for zone, keys in kept[name].items() for key in keys.split()}

    return by_key("prefixes"), by_key("zips"), by_key("states")


@lru_cache(maxsize=8192)
def zone_of(zip_code: str, state: str = "") -> tzinfo | None:
    """The zone of a ZIP code, else of a state that lies in one zone; None where neither tells."""
    prefixes, zips, states = _tables()
    name = zips.get(zip_code[:5]) or prefixes.get(zip_code[:3] if len(zip_code) >= 5 else "") or states.get(state)
    try:
        return ZoneInfo(name) if name else None
    except ZoneInfoNotFoundError:
        return None


def local_time(zip_code: str, now: datetime, state: str = "") -> datetime | None:
    """The time where somebody lives, or None where that is not known. `now` is aware."""
    zone = zone_of(zip_code, state)
    return now.astimezone(zone) if zone else None


def is_calling_time(zip_code: str, now: datetime, state: str = "") -> bool:
    """Whether it is between 9:00 and 20:30 there; where the zone is unknown, between 12:00 and 21:00 Eastern."""
    local = local_time(zip_code, now, state)
    if local is None:
        return _UNKNOWN_EARLIEST <= now.astimezone(ZoneInfo(_EASTERN)).time() < _UNKNOWN_LATEST
    return EARLIEST_CALL <= local.time() < LATEST_CALL
