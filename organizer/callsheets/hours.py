"""When to call: the hours at the called people's places, said in the caller's own time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from organizer.domain import clock

__all__ = ["hours_to_call", "zone_of"]

_STATES = {
    "America/New_York": "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL LA MN MO MS OK WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV WA",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
}  # states that lie in one zone
_ZONE_OF_STATE = {state: zone for zone, states in _STATES.items() for state in states.split()}
_UNKNOWN = ("America/New_York", "12:00", "21:00")  # where nobody knows the zone: late enough and early enough for all


@lru_cache(maxsize=4096)
def zone_of(state: str, zip_code: str) -> str:
    """The IANA zone of a ZIP code, else of its state where that has one zone; "" if not known. Never by area code."""
    if zone := _ZONE_OF_STATE.get(state.upper()):
        return zone
    if len(zip_code) >= 5 and zip_code[:5].isdigit():
        import zipcodes

        found = zipcodes.matching(zip_code[:5])  # type: ignore[no-untyped-call]
        return str(found[0].get("timezone") or "") if found else ""
    return ""


def hours_to_call(
    places: Iterable[tuple[str, str]], window: tuple[str, str], day: date | None = None, here: tzinfo | None = None
) -> str:
    """``9 AM – 8:30 PM``: the hours that are inside the window wherever these (state, ZIP) are, in the caller's time.

    A caller whose machine runs on UTC is taken to be where most of the people are. Empty where there is no such hour.
    """
    zones = Counter(zone_of(state, zip_code) for state, zip_code in places)
    if not zones:
        return ""
    day = day or clock.today()
    now = clock.local_now()
    local = here or now.tzinfo or UTC
    if here is None and now.tzname() == "UTC":
        known = [zone for zone, _ in zones.most_common() if zone]
        local = ZoneInfo(known[0] if known else _UNKNOWN[0])
    opens, closes = [], []
    for zone in zones:
        name, start, end = (zone, *window) if zone else _UNKNOWN
        opens.append(_moment(day, start, ZoneInfo(name)).astimezone(local))
        closes.append(_moment(day, end, ZoneInfo(name)).astimezone(local))
    start_at, end_at = max(opens), min(closes)
    if end_at - start_at < timedelta(minutes=30):
        return ""
    return f"{_clock(start_at)} – {_clock(end_at)}"


def _moment(day: date, said: str, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(said), zone)


def _clock(moment: datetime) -> str:
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {moment:%p}"
