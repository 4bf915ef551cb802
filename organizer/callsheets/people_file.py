"""People as a plain table: our own columns, or those that another program's upload expects, chosen by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets.compose import nobody
from organizer.callsheets.csv_file import write_csv
from organizer.callsheets.gather import ids_of, words_of
from organizer.callsheets.log import log_export
from organizer.callsheets.workbook import Column, SheetSpec, write_workbook
from organizer.domain.contact import digits_of, shown_phone
from organizer.domain.district import KINDS
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.progress import Progress, silent
from organizer.domain.status import result_of, stage_label
from organizer.prospects import browse
from organizer.storage.tables import Address, Email, ExternalId, Person, Phone

__all__ = ["SHAPES", "Exported", "Table", "export_people", "log_people", "table_of", "write_people"]

_CHUNK = 900
_FITS = 18  # columns that can still be read when they are made to fit a page


@dataclass(frozen=True, slots=True)
class Exported:
    """How many people went into the file, and how many of those asked for must not leave the store.

    `words` say who they are, `columns` what is told of them.
    """

    people: int
    left_out: int
    words: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """People as they leave: headings, rows, how many stay, and who they are in words."""

    headings: list[str]
    rows: list[list[str]]
    left_out: int
    words: str


@dataclass(slots=True)
class _Full:
    """A person with what hangs on them."""

    row: Any
    phones: list[tuple[str, str]]  # good ones: number, kind
    emails: list[str]
    homes: list[Any]
    districts: dict[str, str]
    ids: dict[str, str]

    def phone(self, *kinds: str) -> str:
        """The first number of these kinds, or of any kind."""
        return next((number for number, kind in self.phones if not kinds or kind in kinds), "")

    def home(self, name: str) -> str:
        """A part of the first address."""
        return str(getattr(self.homes[0], name) or "") if self.homes else ""


_Shape = list[tuple[str, Callable[[_Full], str]]]


def _of(name: str) -> Callable[[_Full], str]:
    return lambda one: str(getattr(one.row, name) or "")


def _flag(name: str) -> Callable[[_Full], str]:
    return lambda one: "yes" if getattr(one.row, name) else ""


def _home(name: str) -> Callable[[_Full], str]:
    return lambda one: one.home(name)


def _id(system: str) -> Callable[[_Full], str]:
    return lambda one: one.ids.get(system, "")


def _digits(*kinds: str) -> Callable[[_Full], str]:
    return lambda one: digits_of(one.phone(*kinds))


_VAN: _Shape = [
    ("Voter File VANID", _id("van")), ("FirstName", _of("first_name")), ("MiddleName", _of("middle_name")),
    ("LastName", _of("last_name")), ("Suffix", _of("suffix")),
    ("Home Phone", lambda one: digits_of(one.phone("home") or one.phone(""))),
    ("Cell Phone", _digits("mobile")),
    ("WorkPhone", _digits("work")), ("PreferredEmail", lambda one: next(iter(one.emails), "")),
    ("Address Line 1", _home("line")), ("Address Line 2", _home("unit")), ("City", _home("city")),
    ("State", _home("state")), ("Zip5", _home("zip")), ("Zip4", _home("zip4")), ("Notes", _of("notes")),
    ("Origin Source Code", lambda one: "organizer"),
]
_NATIONBUILDER: _Shape = [
    ("nationbuilder_id", _id("nationbuilder")), ("external_id", _of("uuid")), ("prefix", _of("prefix")),
    ("first_name", _of("first_name")), ("middle_name", _of("middle_name")), ("last_name", _of("last_name")),
    ("suffix", _of("suffix")), ("email", lambda one: next(iter(one.emails), "")),
    ("phone_number", _digits("home", "")), ("mobile_number", _digits("mobile")),
    ("work_phone_number", _digits("work")), ("primary_address1", _home("line")),
    ("primary_address2", _home("unit")), ("primary_city", _home("city")), ("primary_state", _home("state")),
    ("primary_zip", _home("zip")), ("state_lower_district", lambda one: one.districts.get("state-house", "")),
    ("state_upper_district", lambda one: one.districts.get("state-senate", "")),
    ("federal_district", lambda one: one.districts.get("congressional", "")),
    ("precinct_name", lambda one: one.districts.get("precinct", "")),
    ("is_volunteer", lambda one: "true" if one.row.wants_help else "false"), ("tag_list", _of("tags")),
    ("note", _of("notes")),
]
_ACTION_NETWORK: _Shape = [
    ("uuid", _id("action-network")), ("first_name", _of("first_name")), ("last_name", _of("last_name")),
    ("email", lambda one: next(iter(one.emails), "")), ("can2_phone", _digits()),
    ("can2_user_address", _home("line")), ("can2_user_city", _home("city")),
    ("can2_state_abbreviated", _home("state")), ("zip_code", _home("zip")), ("can2_county", _home("county")),
    ("country", lambda one: "US" if one.home("state") else ""), ("can2_user_tags", _of("tags")),
]
_NAMES = ("First name", "Middle name", "Last name", "Suffix", "External ID")
_PURPOSES: dict[str, tuple[str, ...]] = {
    "calling": (*_NAMES, "Phone", "City", "District", "Precinct", "Interest", "Office sought", "Language", "Run stage",
                "Help stage", "Last result", "Last contact", "Attempts", "Follow-up"),
    "letters": (*_NAMES, "Address", "City", "State", "Zip"),
    "emails": (*_NAMES, "Email", "City"),
}
"""Beginnings or ends of our own headings that leave for a purpose."""
SHAPES: dict[str, str] = {
    "organizer": "all that we know", "calling": "to call: names, phones, districts, last contact",
    "letters": "for letters: names and addresses", "emails": "for e-mails: names and e-mail addresses",
    "van": "VAN and EveryAction bulk upload", "nationbuilder": "NationBuilder people import",
    "action-network": "Action Network upload",
}
"""What a table of people is for, and with that which columns leave."""


def export_people(
    session: Session, chosen: ProspectFilter | Sequence[int], path: Path, *, by: str, shape: str = "organizer",
    words: str = "", progress: Progress = silent,
) -> Exported:
    """Write the people of a filter or a selection as xlsx, csv or tab-separated txt, and log it.

    Do-not-call, deceased and hostile people and those whose every number is bad stay in the store.

    Raises:
        UserError: no such shape or ending, or the file cannot be written.
    """
    done = write_people(session, chosen, path, shape=shape, words=words, progress=progress)
    log_people(session, done, path, by=by, shape=shape)
    return done


def write_people(
    session: Session, chosen: ProspectFilter | Sequence[int], path: Path, *, shape: str = "organizer", words: str = "",
    progress: Progress = silent,
) -> Exported:
    """The file of `export_people` alone; whoever calls has it logged with `log_people`."""
    form = path.suffix.lower().lstrip(".")
    if form not in ("xlsx", "csv", "txt", "tsv"):
        raise UserError(f"{path.name} should end in .xlsx or .csv.")
    table = table_of(session, chosen, shape=shape, words=words)
    if not table.rows:
        raise UserError(nobody(table.left_out))
    if form == "xlsx":
        columns = [Column(heading, _WIDTHS.get(heading, 16), wrap=False) for heading in table.headings]
        write_workbook(path, [SheetSpec("People", columns, table.rows, finish=_freeze)], progress)
    else:
        write_csv(path, table.headings, table.rows, tabs=form != "csv")
    return Exported(len(table.rows), table.left_out, table.words, tuple(table.headings))


def log_people(session: Session, done: Exported, path: Path, *, by: str, shape: str) -> None:
    """Note who took these people."""
    log_export(session, path, by=by, purpose=f"export, {SHAPES[shape]}", form=path.suffix.lower().lstrip("."),
               people=done.people, words=done.words, columns=done.columns)


def table_of(
    session: Session, chosen: ProspectFilter | Sequence[int], *, shape: str = "organizer", words: str = ""
) -> Table:
    """The people who may leave, with the columns of a purpose.

    Raises:
        UserError: there is no such shape.
    """
    if shape not in SHAPES:
        raise UserError(f"“{shape}” isn't a shape to export in. Choose one of: {', '.join(SHAPES)}.")
    ids = ids_of(session, chosen)
    people = [one for start in range(0, len(ids), _CHUNK) for one in _read(session, ids[start : start + _CHUNK])]
    columns = {"van": _VAN, "nationbuilder": _NATIONBUILDER, "action-network": _ACTION_NETWORK}.get(shape)
    columns = columns or [column for column in _ours(people) if _leaves(column[0], shape)]
    said = words or words_of(session, chosen, ids)
    return Table([heading for heading, _ in columns], [[read(one) for _, read in columns] for one in people],
                 len(ids) - len(people), said)


def _leaves(heading: str, shape: str) -> bool:
    """Whether a column of ours leaves for a purpose: ``Phone 2`` with "Phone", ``Ward District`` with "District"."""
    wanted = _PURPOSES.get(shape)
    return wanted is None or heading in wanted or heading.rstrip(" 0123456789") in wanted or (
        "District" in wanted and heading.endswith(" District"))


_WIDTHS = {"External ID": 34, "Zip": 8, "Zip5": 8, "State": 7, "Suffix": 8, "Notes": 30, "Address": 26, "Email": 28,
           "email": 28, "PreferredEmail": 28, "Address Line 1": 26, "primary_address1": 26, "can2_user_address": 26}


def _freeze(sheet: Any, last: int) -> None:
    """Headings that stay in view and on every printed page; a narrow table fits a page's width."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = sheet.max_column <= _FITS
    sheet.oddFooter.center.text = "Contains personal data · page &P of &N"
    sheet.auto_filter.ref = sheet.dimensions.split(":")[0] + ":" + sheet.cell(last, sheet.max_column).coordinate


def _ours(people: Sequence[_Full]) -> _Shape:
    """Every column of ours that the importer reads back under the same heading."""
    phones = max([len(one.phones) for one in people], default=1)
    emails = max([len(one.emails) for one in people], default=1)
    kinds = [kind for kind in KINDS if any(kind in one.districts for one in people)]
    columns: _Shape = [
        ("First name", _of("first_name")), ("Middle name", _of("middle_name")),
        ("Last name", _of("last_name")), ("Suffix", _of("suffix")),
        *((f"Phone {place + 1}" if place else "Phone", _phone_at(place)) for place in range(max(phones, 1))),
        *((f"Email {place + 1}" if place else "Email", _email_at(place)) for place in range(max(emails, 1))),
        ("Address", lambda one: f"{one.home('line')} {one.home('unit')}".strip()), ("City", _home("city")),
        ("State", _home("state")), ("Zip", _home("zip")), ("County", _home("county")),
        *((f"{KINDS[kind]} District" if kind != "precinct" else "Precinct", _district_at(kind)) for kind in kinds),
        ("Interest", lambda one: ", ".join(
            word for word, on in (("run", one.row.wants_run), ("help", one.row.wants_help)) if on)),
        ("Office sought", _of("office_sought")), ("Involvement", _of("involvement")), ("Language", _of("language")),
        ("Tags", _of("tags")), ("Notes", _of("notes")), ("Source", _of("source")),
        ("Signed up at", _of("signed_up_at")),
        ("Run stage", lambda one: stage_label("run", one.row.run_stage)),
        ("Help stage", lambda one: stage_label("help", one.row.help_stage)),
        ("Last result", lambda one: result_of(one.row.last_result).label if one.row.last_result else ""),
        ("Last contact", _of("last_contact")), ("Attempts", _of("attempts")), ("Follow-up", _of("follow_up")),
        ("External ID", _of("uuid")),
    ]
    return columns


def _phone_at(place: int) -> Callable[[_Full], str]:
    return lambda one: shown_phone(one.phones[place][0]) if place < len(one.phones) else ""


def _email_at(place: int) -> Callable[[_Full], str]:
    return lambda one: one.emails[place] if place < len(one.emails) else ""


def _district_at(kind: str) -> Callable[[_Full], str]:
    return lambda one: one.districts.get(kind, "")


def _read(session: Session, ids: Sequence[int]) -> list[_Full]:
    """These people in their order, those who must not leave left out."""
    phones: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for person, number, kind, status in session.execute(
        select(Phone.person_id, Phone.number, Phone.kind, Phone.status).where(Phone.person_id.in_(ids))
        .order_by(Phone.status != "ok", Phone.rank, Phone.id)
    ):
        phones[person].append((number, kind, status))
    emails: dict[int, list[str]] = defaultdict(list)
    for person, address in session.execute(
        select(Email.person_id, Email.address).where(Email.person_id.in_(ids), Email.status == "ok")
        .order_by(Email.rank, Email.id)
    ):
        emails[person].append(address)
    homes: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(
        select(Address.person_id, Address.line, Address.unit, Address.city, Address.state, Address.zip, Address.zip4,
               Address.county)
        .where(Address.person_id.in_(ids)).order_by(Address.kind != "home", Address.rank, Address.id)
    ):
        homes[row.person_id].append(row)
    known: dict[int, dict[str, str]] = defaultdict(dict)
    for person, system, value in session.execute(
        select(ExternalId.person_id, ExternalId.system, ExternalId.value).where(ExternalId.person_id.in_(ids))
    ):
        known[person].setdefault(system, value)
    districts = browse.districts_of(session, ids)
    rows = {row.id: row for row in session.execute(
        select(Person.__table__).where(Person.id.in_(ids), Person.do_not_call == 0, Person.deceased == 0,
                                       Person.hostile == 0))}
    found = []
    for one in ids:
        numbers = phones[one]
        if one not in rows or (numbers and all(status != "ok" for *_, status in numbers)):
            continue
        good = [(number, kind) for number, kind, status in numbers if status == "ok"]
        found.append(_Full(rows[one], good, emails[one], homes[one], dict(districts.get(one, [])), known[one]))
    return found
