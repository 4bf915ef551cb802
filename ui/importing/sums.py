"""What a sheet will do, in words: the line above it, the sums below it, and the step on the button."""

from __future__ import annotations

from organizer.importing.views import PlanView
from ui.importing.words import with_article
from ui.labels import many

__all__ = ["about", "here", "nothing", "said", "step"]

_NOBODY = "No column tells a name, phone, e-mail or address. Say under “Goes to” what the columns are."


def about(view: PlanView) -> str:
    """Where the table stands in the file, and whose export it looks like."""
    found = [f"Sheet “{view.sheet}”"] if view.sheet else []
    found.append(f"headers in row {view.header_row:,}" if view.header_row else "no headers")
    found.append(many(view.rows, "row"))
    if view.recognised_as:
        found.append(f"looks like {with_article(view.recognised_as)}")
    if view.others:
        names = ", ".join(f"“{name}”" for name in view.others)
        found.append(f"{names} can be imported after it")
    said = " · ".join([*found, *view.notes])
    return said[:1].upper() + said[1:]


def nothing(view: PlanView) -> bool:
    """Whether the store holds every row that can be imported letter by letter."""
    left = view.rows - view.sums["refused"]
    return view.rows > 0 and left == view.repeated == view.sums["unchanged"] and bool(left or view.is_history)


def here(view: PlanView) -> int:
    """How many rows are of people whom the store knows, as far as that is certain."""
    return max(view.sums["updated"] + view.sums["unchanged"] - view.again, 0)


def said(view: PlanView) -> str:
    """The sums: every row is in one of them."""
    sums, rows = view.sums, many(view.rows, "row")
    if not view.rows:
        return "There are no rows below the headers, so there is nothing to import."
    if nothing(view):
        parts = [*([f"{view.repeated:,} here already"] if view.repeated else []), *_left_out(view)]
        return f"{rows}: {', '.join(parts)}. There is nothing to import."
    if view.is_history:
        return _of_contacts(view)
    if not view.people and not sums["held"]:
        return _NOBODY
    if sums["unchanged"] == view.rows:
        return f"{rows}, all of people who are here already. Nothing about them changes; the rows are kept with them."
    known = here(view)
    couples = f" ({view.people:,} people)" if not known and view.people > sums["added"] else ""
    parts = [f"{sums['added']:,} new{couples}"]
    if view.again:
        parts.append(f"{view.again:,} more of the same people")
    if known:
        parts.append(f"{known:,} already here ({view.changed:,} will change)")
    calls = f" {many(view.contacts, 'contact')} made with them will be noted." if view.contacts else ""
    return f"{rows}: {', '.join([*parts, *_left_out(view)])}.{calls}"


def _of_contacts(view: PlanView) -> str:
    new = f" ({many(view.sums['added'], 'new person', 'new people')})" if view.sums["added"] else ""
    parts = [f"{many(view.contacts, 'contact')} to add{new}"]
    known = view.rows - view.contacts - view.sums["refused"] - view.sums["held"]
    if known > 0:
        parts.append(f"{known:,} here already")
    return f"{many(view.rows, 'row')}: {', '.join([*parts, *_left_out(view)])}."


def _left_out(view: PlanView) -> list[str]:
    parts = []
    if view.sums["held"]:
        parts.append(f"{view.sums['held']:,} perhaps here, kept for review")
    if view.sums["refused"]:
        parts.append(f"{view.sums['refused']:,} not importable")
    return parts


def step(view: PlanView, waiting: int) -> str:
    """What the button does: import, keep rows of which nothing is new, or go on where all are here."""
    if nothing(view):
        return f"Next file ({waiting:,} left)" if waiting else "Close"
    if view.is_history:
        return f"Import {many(view.contacts, 'contact')}"
    if not view.people and not view.sums["held"]:
        return "Import"
    if view.rows and not view.gaining:
        return f"Keep {many(view.rows, 'row')}"
    return f"Import {many(view.gaining, 'person', 'people')}"
