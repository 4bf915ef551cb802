"""The call sheet as a value: what stands on the paper, whatever happens to the store afterwards.

Preview, print, PDF, workbook and the way back are all made from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from organizer.callsheets.template import STANDARD, Template
from organizer.domain.district import short_label
from organizer.domain.status import RESULTS

__all__ = ["CallSheet", "Household", "Line", "SheetPhone", "check_code", "legend", "line_codes"]

_LETTERS = "ACEFGHJKMNPRTUVWXY"  # none that is taken for a digit or another letter when read aloud or by a camera
_DIGITS = "234679"


@dataclass(frozen=True, slots=True)
class SheetPhone:
    """A number as printed: `shown` for the eye, `kind` one letter (M, H, W) or "", `bad` ones struck out."""

    number: str
    shown: str
    kind: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the sheet, every text as it was when the sheet was made.

    Args:
        number: from 1 through the whole sheet.
        code: a short check that sheet and line belong together ("K8F9").
        uuid: the person's, by which the line finds home in any copy of the store.
        person_id: the person's number in the store that made the sheet.
        household: equal for people who share a phone or an address.
        districts: (kind, code) pairs, in the order they are printed.
        interest: "Run · County commission", "Volunteer".
        last: the last contacts in a few words ("Left message Nov 18, No answer Nov 2").
        past: earlier contacts, the latest first, for the recruitment sheet and the cover of a conversation.
        group: what the page break goes by ("Pct Blaine P-3"); "" without breaks.
    """

    number: int
    code: str
    uuid: str
    name: str
    list_name: str
    person_id: int | None = None
    household: int = 0
    age: str = ""
    phones: tuple[SheetPhone, ...] = ()
    email: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    districts: tuple[tuple[str, str], ...] = ()
    interest: str = ""
    involved: str = ""
    language: str = ""
    last: str = ""
    past: tuple[str, ...] = ()
    group: str = ""

    @property
    def place(self) -> str:
        """``2415 Polk St NE, Blaine``."""
        return ", ".join(part for part in (self.address, self.city) if part)

    @property
    def district_words(self) -> str:
        """``HD 32A · SD 32 · Pct Blaine P-3``, each district kept with its point by no-break spaces."""
        return "\u00a0· ".join(short_label(kind, code).replace(" ", "\u00a0") for kind, code in self.districts)

    def to_json(self) -> str:
        """The line as kept in the store."""
        plain = {name: getattr(self, name) for name in Line.__slots__}
        plain["phones"] = [{name: getattr(phone, name) for name in SheetPhone.__slots__} for phone in self.phones]
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> Line:
        """A kept line."""
        plain = json.loads(text)
        plain["phones"] = tuple(SheetPhone(**one) for one in plain.get("phones", ()))
        plain["districts"] = tuple((kind, code) for kind, code in plain.get("districts", ()))
        plain["past"] = tuple(plain.get("past", ()))
        return Line(**plain)


@dataclass(frozen=True, slots=True)
class Household:
    """People who stand together. `shared` are the phones that all of them have, printed once."""

    lines: tuple[Line, ...]

    @property
    def shared(self) -> tuple[SheetPhone, ...]:
        """Phones that every one of several people has; empty for one person."""
        if len(self.lines) < 2:
            return ()
        others = [{phone.number for phone in line.phones} for line in self.lines[1:]]
        return tuple(phone for phone in self.lines[0].phones if all(phone.number in numbers for numbers in others))

    @property
    def place(self) -> str:
        """The address all of them have, or nothing."""
        places = {line.place for line in self.lines}
        return places.pop() if len(self.lines) > 1 and len(places) == 1 else ""


@dataclass(frozen=True, slots=True)
class CallSheet:
    """A numbered list to call from.

    Args:
        number: printed, typed and scanned; one of its kind in the store.
        uuid: of the sheet.
        title: what the list is.
        words: the filter in a person's words.
        county: whose store it came from.
        key: check of the store and the number, in the QR code and the footer (see `check_code`).
        made_at: UTC text; what the sheet says is as of then.
        made_by: who made it.
        packet: name of the packet it belongs to, `part` of `parts`.
        hours: the call window in the caller's time, as printed ("9 AM – 8:30 PM").
    """

    title: str
    lines: tuple[Line, ...]
    number: int = 0
    uuid: str = ""
    words: str = ""
    county: str = ""
    key: str = ""
    made_at: str = ""
    made_by: str = ""
    caller: str = ""
    due: str = ""
    hours: str = ""
    packet: str = ""
    part: int = 1
    parts: int = 1
    template: Template = field(default=STANDARD)

    @property
    def tag(self) -> str:
        """What the QR code says and a scanner types: ``S7-K8F9``."""
        return f"S{self.number}-{self.key}" if self.key else f"S{self.number}"

    @property
    def bundle(self) -> str:
        """``part 2 of 3``, after the packet's name where that is not the title; "" for a sheet by itself."""
        name = self.packet if self.packet != self.title else ""
        return " ".join(part for part in (name, f"part {self.part} of {self.parts}" if self.parts > 1 else "") if part)

    def households(self) -> list[Household]:
        """The lines in printed order, household by household."""
        runs = groupby(self.lines, key=lambda line: (line.group, line.household or -line.number))
        return [Household(tuple(run)) for _, run in runs]

    def line(self, number: int) -> Line | None:
        """The line with this number."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None


def check_code(*parts: object) -> str:
    """Four signs, letter digit letter digit, that follow from the parts."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return (
        _LETTERS[digest[0] % len(_LETTERS)] + _DIGITS[digest[1] % len(_DIGITS)]
        + _LETTERS[digest[2] % len(_LETTERS)] + _DIGITS[digest[3] % len(_DIGITS)]
    )


def line_codes(sheet_uuid: str, people: Iterable[str]) -> list[str]:
    """A check code for each person of a sheet, no two alike as long as there are enough of them."""
    given: set[str] = set()
    codes = []
    for uuid in people:
        code = check_code(sheet_uuid, uuid)
        for again in range(1, 200):
            if code not in given:
                break
            code = check_code(sheet_uuid, uuid, again)
        given.add(code)
        codes.append(code)
    return codes


def legend() -> str:
    """Every code and what it stands for, in one line."""
    return " · ".join(f"{result.code} {result.label.lower()}" for result in RESULTS)
