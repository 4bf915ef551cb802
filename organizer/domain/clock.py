"""Times: kept as UTC text that sorts, shown in the reader's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

__all__ = ["from_text", "local_now", "now", "plain_time", "short_date", "short_time", "to_text", "today"]


def now() -> str:
    """This moment as kept in the store: UTC, ISO 8601 to the second with a Z (``2016-06-18T22:27:00Z``)."""
    return to_text(datetime.now(UTC))


def local_now() -> datetime:
    """This moment in the reader's own zone."""
    return datetime.now().astimezone()


def today() -> date:
    """The day it is for the reader."""
    return date.today()


def to_text(moment: datetime) -> str:
    """A moment as kept in the store; a naive one is read as local time."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def from_text(text: str) -> datetime:
    """The aware UTC moment behind a stored text; a bare date is its midnight."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def short_date(text: str | None, today: date | None = None) -> str:
    """``Nov 18``, or ``Nov 18, 2016`` when it is not this year; empty for nothing. A moment is shown in local time."""
    if not text:
        return ""
    moment = from_text(text).astimezone() if "T" in text else from_text(text)
    year = (today or date.today()).year
    shown = f"{moment:%b} {moment.day}"
    return shown if moment.year == year else f"{shown}, {moment.year}"


def short_time(text: str | None, today: date | None = None) -> str:
    """``Nov 18, 6:20 PM`` in local time; empty for nothing."""
    if not text:
        return ""
    moment = from_text(text).astimezone()
    return f"{short_date(text, today)}, {moment.hour % 12 or 12}:{moment:%M %p}"


def plain_time(text: str | None) -> str:
    """``2016-11-18 18:20`` in local time, as spreadsheets read it; a bare day stays one, and nothing is empty."""
    if not text or "T" not in text:
        return text or ""
    return f"{from_text(text).astimezone():%Y-%m-%d %H:%M}"
