"""Rows about people that cross rooms and threads."""

from __future__ import annotations

from dataclasses import dataclass

from organizer.domain.names import display_name
from organizer.domain.status import Status, status_of

__all__ = [
    "SHOWN", "Address", "Details", "DistrictOf", "Email", "Event", "Phone", "ProspectRow", "SeatAsk", "SignUpRow",
    "StageStep",
]

SHOWN = 160
"""Letters of a long text that a row of the table holds."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164. `kind` is mobile, home, work or ""; `status` is ok, wrong or disconnected."""

    number: str
    kind: str = ""
    rank: int = 0
    status: str = "ok"
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Email:
    """An address; `status` is ok or bad; `opted_out` says no bulk mail."""

    address: str
    rank: int = 0
    status: str = "ok"
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in USPS style; `kind` is home or mailing."""

    line: str
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    zip4: str = ""
    county: str = ""
    kind: str = "home"
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class DistrictOf:
    """A district somebody lives in, and how we know.

    `method` is typed, street, boundary, sheet, precinct or zip (in this order of trust); `certainty` is exact, likely
    or split; `share` is the part of a split ZIP that lies in it; `current` marks the one that counts for its kind.
    """

    kind: str
    code: str
    method: str
    certainty: str
    source: str = ""
    as_of: str = ""
    share: float | None = None
    current: bool = True
    state: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SeatAsk:
    """A seat to ask somebody about. `deadline` in words; `days_left` until filing closes, None if not known."""

    name: str
    district: str = ""
    deadline: str = ""
    days_left: int | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One contact attempt. `at` and `follow_up_at` are UTC text; answers are yes, maybe, later, no or ""."""

    id: int
    at: str
    by: str
    kind: str
    result: str
    phone: str = ""
    note: str = ""
    run_answer: str = ""
    help_answer: str = ""
    office: str = ""
    best_time: str = ""
    follow_up_at: str = ""
    source: str = ""
    language: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class StageStep:
    """A move along the run or the help track."""

    track: str
    stage: str
    at: str
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SignUpRow:
    """A row as it came: the file, the sheet, the row's number in it, and every cell by header."""

    file: str
    sheet: str
    row: int
    at: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProspectRow:
    """What the table shows of one prospect."""

    id: int
    first_name: str
    last_name: str
    middle_name: str
    suffix: str
    phone: str
    phone_status: str
    email: str
    address: str
    city: str
    state: str
    zip: str
    districts: tuple[tuple[str, str], ...]  # (kind, code), current ones, in the order kinds are shown
    wants_run: bool
    wants_help: bool
    office_sought: str
    run_stage: str
    help_stage: str
    last_result: str | None
    last_contact: str | None
    attempts: int
    follow_up: str | None
    do_not_call: bool
    deceased: bool
    notes: str = ""  # this and the next as the table shows them, cut after SHOWN letters
    involvement: str = ""
    tags: str = ""
    language: str = ""
    source: str = ""
    signed_up_at: str = ""
    birth_date: str = ""

    @property
    def name(self) -> str:
        """``Aisha Flores``."""
        return display_name(self.first_name, self.last_name, self.middle_name, self.suffix)

    @property
    def interest(self) -> str:
        """``Run``, ``Volunteer``, ``Run, Volunteer`` or nothing."""
        return ", ".join(word for word, on in (("Run", self.wants_run), ("Volunteer", self.wants_help)) if on)

    @property
    def status(self) -> Status:
        """The word and tone of the Status column."""
        return status_of(self.run_stage, self.help_stage, self.last_result, do_not_call=self.do_not_call,
                         deceased=self.deceased)


@dataclass(frozen=True, slots=True)
class Details:
    """Everything the person's panel, the calling screen and `organizer show` tell of one prospect."""

    row: ProspectRow
    uuid: str
    involvement: str
    notes: str
    source: str
    tags: str
    language: str
    phones: tuple[Phone, ...]
    emails: tuple[Email, ...]
    addresses: tuple[Address, ...]
    districts: tuple[DistrictOf, ...]
    events: tuple[Event, ...]
    stages: tuple[StageStep, ...]
    sign_ups: tuple[SignUpRow, ...]
    external_ids: tuple[tuple[str, str], ...] = ()
    birth_date: str = ""
    signed_up_at: str = ""
    household: tuple[tuple[int, str], ...] = ()  # (id, name) of those who share a phone or address
