"""How a call sheet is made up: paper, density, columns, order, page breaks and script, under a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from organizer.domain.errors import UserError

__all__ = [
    "BREAKS", "COLUMNS", "DENSITIES", "ORDERS", "PAPERS", "STANDARD", "Template", "asked_from", "asked_text",
]

PAPERS: dict[str, tuple[float, float]] = {"letter": (8.5, 11.0), "legal": (8.5, 14.0), "a4": (8.268, 11.693)}
"""Width and height in inches, upright."""
DENSITIES: dict[str, tuple[int, int]] = {"roomy": (6, 15), "list": (12, 15), "compact": (20, 25)}
"""Fewest and most people on a page: words to tick with room to write, a row each, a low row each."""
COLUMNS: dict[str, str] = {
    "phone": "Phone", "address": "Address", "districts": "Districts", "interest": "Interest", "involved": "Involved",
    "language": "Language", "email": "E-mail", "last": "Last contact", "result": "Result", "asks": "Answers",
    "tries": "Tries", "notes": "Notes",
}
"""What may stand on a line beside number and name, in the order it is printed."""
ORDERS: dict[str, str] = {"name": "Name", "street": "Street", "phone": "Phone"}
BREAKS: dict[str, str] = {"none": "None", "precinct": "Precinct", "district": "District", "caller": "Caller"}

_SCRIPT = (
    "“Hi, this is ___ with the county party. You told us you might run for office or help out. "
    "Is now a good time to talk about what is open where you live?”"
)
_PITCH = (
    "Most seats near you had nobody from our side last time.",
    "You would not be alone: we help with the forms, the signatures and the first steps.",
    "May we send you what is open where you live, with its filing deadline?",
)


@dataclass(frozen=True, slots=True)
class Template:
    """A way to print call sheets.

    Args:
        name: what it is called in the list of templates.
        paper: of PAPERS.
        landscape: the long side lies across.
        density: "roomy" (upright about 8 blocks with words to tick, across 12 to 15 rows), "list" (12 to 15 rows) or
            "compact" (20 to 25).
        columns: of COLUMNS, in any order; they are printed in the order of COLUMNS.
        order: of ORDERS; people of one household always stand together.
        breaks: of BREAKS; where a new page begins.
        break_kind: the kind of district a new page begins for; that of `broken_by` when empty.
        district_kinds: kinds printed, in this order; all that are known when empty.
        script: what the caller says, on the first page; "" prints none.
        pitch: three lines for the cover of a packet.
        if_asked: (question, answer) pairs for the cover.
        on_yes: what to do with a Yes, for the cover.
        window: first and last hour to call at the called person's place, 24 hours ("09:00", "20:30").
        return_to: whom the paper goes back to; "" leaves a line to write on.
        shred_by: a date, or "" for a line to write on.
    """

    name: str = "Standard"
    paper: str = "letter"
    landscape: bool = False
    density: str = "roomy"
    columns: tuple[str, ...] = (
        "phone", "address", "districts", "interest", "involved", "last", "result", "asks", "tries", "notes",
    )
    order: str = "name"
    breaks: str = "none"
    break_kind: str = ""
    district_kinds: tuple[str, ...] = ()
    script: str = _SCRIPT
    pitch: tuple[str, ...] = _PITCH
    if_asked: tuple[tuple[str, str], ...] = (
        ("How did you get my number?", "You signed up with us. I can take you off the list right away."),
        ("How much time does it take?", "It depends on the seat. Somebody who has held it will talk with you."),
        ("I am not sure.", "That is fine. May we ask again in a few weeks?"),
    )
    on_yes: str = "Mark Run Y or Help Y, write the best day and time, and tell them somebody will call within two days."
    window: tuple[str, str] = ("09:00", "20:30")
    return_to: str = ""
    shred_by: str = ""

    def __post_init__(self) -> None:
        for value, known, what in (
            (self.paper, PAPERS, "paper"), (self.density, DENSITIES, "density"), (self.order, ORDERS, "order"),
            (self.breaks, BREAKS, "break"),
        ):
            if value not in known:
                raise UserError(f"“{value}” is no {what} of a call sheet. Choose one of: {', '.join(known)}.")
        if unknown := [name for name in self.columns if name not in COLUMNS]:
            raise UserError(f"“{unknown[0]}” isn't a column of a call sheet. Choose from: {', '.join(COLUMNS)}.")

    def has(self, column: str) -> bool:
        """Whether a column of COLUMNS is printed."""
        return column in self.columns

    def broken_by(self) -> str:
        """The kind of district that a new page begins for; "" where it does not go by districts."""
        if self.breaks == "district":
            return self.break_kind or next((kind for kind in self.district_kinds if kind != "precinct"), "state-house")
        return ""

    @property
    def is_form(self) -> bool:
        """Whether people stand in blocks with words to tick, not in rows of a table."""
        return self.density == "roomy" and not self.landscape

    def size(self) -> tuple[float, float]:
        """Width and height of the page as it lies, in inches."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)

    def named(self, name: str) -> Template:
        """The same under another name."""
        return replace(self, name=name)

    def to_json(self) -> str:
        """The template as kept in the store."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Template:
        """A kept template; what this version does not know is passed over."""
        known = {field.name for field in fields(Template)}
        return Template(**{name: _tuples(value) for name, value in json.loads(text).items() if name in known})


def asked_text(asked: tuple[tuple[str, str], ...]) -> str:
    """Questions and answers as they are typed: a question, the answer below it, an empty line between."""
    return "\n\n".join(f"{question}\n{answer}" for question, answer in asked)


def asked_from(text: str) -> tuple[tuple[str, str], ...]:
    """The questions and answers that were typed so."""
    found = []
    for block in "\n".join(line.strip() for line in text.splitlines()).split("\n\n"):
        question, _, answer = block.strip().partition("\n")
        if question:
            found.append((question, " ".join(answer.split())))
    return tuple(found)


def _tuples(value: Any) -> Any:
    """JSON's lists as the tuples they were."""
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


STANDARD = Template()
