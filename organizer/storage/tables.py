"""The tables of the store, in plain types that SQLite and PostgreSQL both know.

Inside, rows are joined by whole numbers, which are small and fast. What another copy of the store must recognise
carries a UUID, or is named by the UUID of its owner and a natural key (a person's phone by its number, a sign-up by its
batch and row). Moments are UTC text that sorts. Flags are 0 or 1. "" means unknown, so that blanks compare.
Contact events and stage changes are append-only: undo makes them void, it does not take them away.
"""

from __future__ import annotations

import uuid
from typing import Annotated

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = [
    "Action",
    "Address",
    "Base",
    "Boundary",
    "CallList",
    "CallListEntry",
    "CallSheet",
    "CallSheetLine",
    "Candidacy",
    "Change",
    "ContactEvent",
    "Coverage",
    "District",
    "DistrictSource",
    "Email",
    "ExportLog",
    "ExternalId",
    "Grouping",
    "ImportBatch",
    "Mapping",
    "NotSame",
    "Person",
    "PersonDistrict",
    "Phone",
    "PrecinctDistrict",
    "Review",
    "SavedFilter",
    "Seat",
    "Setting",
    "SheetTemplate",
    "SignUp",
    "StageChange",
    "StreetSegment",
    "ZipDistrict",
    "new_uuid",
]


def new_uuid() -> str:
    """A random UUID as 32 hex digits."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """The root of all tables."""


Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Uuid = Annotated[str, mapped_column(Text, unique=True)]
Word = Annotated[str, mapped_column(Text, server_default="")]
Maybe = Annotated[str | None, mapped_column(Text)]
Flag = Annotated[bool, mapped_column(Integer, server_default="0")]
Whole = Annotated[int, mapped_column(Integer, server_default="0")]
PersonKey = Annotated[int, mapped_column(ForeignKey("person.id", ondelete="CASCADE"))]
ActionKey = Annotated[int | None, mapped_column(ForeignKey("action.id"))]


class Person(Base):
    """A prospect. The columns after `created_at` are derived from other tables by `storage.derived`."""

    __tablename__ = "person"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    prefix: Mapped[Word]
    first_name: Mapped[Word]
    middle_name: Mapped[Word]
    last_name: Mapped[Word]
    suffix: Mapped[Word]
    sort_name: Mapped[Word]
    wants_run: Mapped[Flag]
    wants_help: Mapped[Flag]
    office_sought: Mapped[Word]  # grouped, several joined by "; "
    involvement: Mapped[Word]
    language: Mapped[Word]
    birth_date: Mapped[Word]
    notes: Mapped[Word]
    source: Mapped[Word]
    tags: Mapped[Word]  # joined by ", "
    signed_up_at: Mapped[Word]  # the earliest sign-up
    do_not_call: Mapped[Flag]
    deceased: Mapped[Flag]
    hostile: Mapped[Flag]
    household: Mapped[Word]  # a household's own id in its source, or ""
    created_at: Mapped[Word]
    phone: Mapped[Word]
    phone_status: Mapped[Word]
    email: Mapped[Word]
    address: Mapped[Word]  # line and unit
    city: Mapped[Word]
    city_fold: Mapped[Word]
    state: Mapped[Word]
    zip: Mapped[Word]
    run_stage: Mapped[str] = mapped_column(Text, server_default="new")
    help_stage: Mapped[str] = mapped_column(Text, server_default="new")
    last_result: Mapped[Maybe]
    last_contact: Mapped[Maybe]
    attempts: Mapped[Whole]
    follow_up: Mapped[Maybe]

    __table_args__ = (
        Index("person_by_name", "sort_name", "id"),
        Index("person_by_city", "city_fold", "sort_name"),
        Index("person_by_zip", "zip", "sort_name"),
        Index("person_by_last_contact", "last_contact"),
        Index("person_by_result", "last_result", "sort_name"),
        Index("person_by_follow_up", "follow_up"),
        CheckConstraint("length(uuid) = 32", name="person_uuid_is_hex"),
    )


class Phone(Base):
    """A person's number in E.164; status is ok, wrong or disconnected."""

    __tablename__ = "phone"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    number: Mapped[Word]
    kind: Mapped[Word]
    rank: Mapped[Whole]
    status: Mapped[str] = mapped_column(Text, server_default="ok")
    extension: Mapped[Word]
    text_ok: Mapped[Word]  # yes, no or ""
    __table_args__ = (Index("phone_by_person", "person_id"), Index("phone_by_number", "number"))


class Email(Base):
    """A person's e-mail address, lower case."""

    __tablename__ = "email"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    address: Mapped[Word]
    rank: Mapped[Whole]
    status: Mapped[str] = mapped_column(Text, server_default="ok")
    opted_out: Mapped[Flag]
    __table_args__ = (Index("email_by_person", "person_id"), Index("email_by_address", "address"))


class Address(Base):
    """A person's address. `match_key` is line and ZIP as they are compared (domain.address.match_key)."""

    __tablename__ = "address"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    kind: Mapped[str] = mapped_column(Text, server_default="home")
    line: Mapped[Word]
    unit: Mapped[Word]
    city: Mapped[Word]
    state: Mapped[Word]
    zip: Mapped[Word]
    zip4: Mapped[Word]
    county: Mapped[Word]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    match_key: Mapped[Word]
    rank: Mapped[Whole]
    __table_args__ = (Index("address_by_person", "person_id"), Index("address_by_key", "match_key"))


class ExternalId(Base):
    """What another system calls a person (system "van", value "200799")."""

    __tablename__ = "external_id"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    system: Mapped[Word]
    value: Mapped[Word]
    __table_args__ = (Index("external_id_by_person", "person_id"), Index("external_id_by_value", "system", "value"))


class District(Base):
    """A district of a kind, its code normalised (domain.district); state is two capitals or ""."""

    __tablename__ = "district"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    kind: Mapped[Word]
    state: Mapped[Word]
    code: Mapped[Word]
    name: Mapped[Word]
    sort_key: Mapped[Word]
    __table_args__ = (UniqueConstraint("kind", "state", "code", name="district_is_one"),)


class PersonDistrict(Base):
    """That a person lives in a district, by one method. `current` marks the most trusted of a kind (derived)."""

    __tablename__ = "person_district"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    kind: Mapped[Word]
    method: Mapped[Word]  # typed, street, boundary, sheet, precinct, zip
    certainty: Mapped[str] = mapped_column(Text, server_default="exact")
    source: Mapped[Word]
    as_of: Mapped[Word]
    share: Mapped[float | None] = mapped_column(Float)
    current: Mapped[Flag]
    __table_args__ = (
        Index("person_district_by_person", "person_id"),
        Index("person_district_by_district", "district_id", "current", "person_id"),
        Index("person_district_by_kind", "kind", "current", "person_id"),
    )


class DistrictSource(Base):
    """A loaded file that assigns districts: form is street, boundary, zip or precinct; `active` 0 lies beside only."""

    __tablename__ = "district_source"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    form: Mapped[Word]
    name: Mapped[Word]
    file_hash: Mapped[Word]
    loaded_at: Mapped[Word]
    rows_used: Mapped[Whole]
    rows_unused: Mapped[Whole]
    report: Mapped[Word]  # JSON: what was overlapping, missing, mended
    active: Mapped[bool] = mapped_column(Integer, server_default="1")


class StreetSegment(Base):
    """A run of house numbers on a street, normalised as addresses are; `districts` is JSON {kind: code}."""

    __tablename__ = "street_segment"
    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("district_source.id", ondelete="CASCADE"))
    street_key: Mapped[Word]  # normalised street name with directions and suffix
    zip: Mapped[Word]
    city: Mapped[Word]
    low: Mapped[Whole]
    high: Mapped[Whole]
    parity: Mapped[Word]  # odd, even, both
    units: Mapped[Word]
    precinct: Mapped[Word]
    districts: Mapped[Word]
    __table_args__ = (Index("street_segment_by_street", "source_id", "street_key", "zip"),)


class PrecinctDistrict(Base):
    """In which district of a kind a precinct lies; precinct is compared by `precinct_key` (folded) and county."""

    __tablename__ = "precinct_district"
    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("district_source.id", ondelete="CASCADE"))
    precinct_id: Mapped[Word]
    precinct: Mapped[Word]
    precinct_key: Mapped[Word]
    county_key: Mapped[Word]
    kind: Mapped[Word]
    code: Mapped[Word]
    __table_args__ = (
        Index("precinct_district_by_key", "source_id", "precinct_key", "county_key"),
        Index("precinct_district_by_id", "source_id", "precinct_id"),
    )


class ZipDistrict(Base):
    """The part of a ZIP code that lies in a district."""

    __tablename__ = "zip_district"
    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("district_source.id", ondelete="CASCADE"))
    zip: Mapped[Word]
    kind: Mapped[Word]
    code: Mapped[Word]
    share: Mapped[float | None] = mapped_column(Float)
    __table_args__ = (Index("zip_district_by_zip", "source_id", "zip"),)


class Boundary(Base):
    """A polygon in WGS 84, as WKB; `districts` is JSON {kind: code}."""

    __tablename__ = "boundary"
    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("district_source.id", ondelete="CASCADE"))
    name: Mapped[Word]
    districts: Mapped[Word]
    shape: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (Index("boundary_by_source", "source_id"),)


class ImportBatch(Base):
    """One sheet imported: where from, how its columns were read, and the sums over its rows."""

    __tablename__ = "import_batch"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    file_name: Mapped[Word]
    file_hash: Mapped[Word]
    sheet: Mapped[Word]
    recognised_as: Mapped[Word]
    header_row: Mapped[Whole]
    mapping: Mapped[Word]  # JSON {header: field or null}
    headers: Mapped[Word]  # JSON list, so that a sign-up keeps only its cells
    policy: Mapped[Word]
    rows: Mapped[Whole]
    added: Mapped[Whole]
    updated: Mapped[Whole]
    unchanged: Mapped[Whole]
    held: Mapped[Whole]
    refused: Mapped[Whole]
    problems: Mapped[Word]  # JSON list of {row, column, value, reason}
    at: Mapped[Word]
    by: Mapped[Word]
    action_id: Mapped[ActionKey]


class SignUp(Base):
    """A row as it came. `cells` is a JSON list in the order of the batch's headers; outcome as in the sums."""

    __tablename__ = "sign_up"
    id: Mapped[Key]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    row: Mapped[Whole]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    outcome: Mapped[Word]  # added, updated, unchanged, held, refused
    reason: Mapped[Word]
    cells: Mapped[Word]
    __table_args__ = (Index("sign_up_by_person", "person_id"), Index("sign_up_by_batch", "batch_id", "row"))


class Mapping(Base):
    """How a set of headers was mapped last time: JSON {normalised header: field or null}."""

    __tablename__ = "mapping"
    id: Mapped[Key]
    header_key: Mapped[str] = mapped_column(Text, unique=True)
    fields: Mapped[Word]
    used_at: Mapped[Word]


class Grouping(Base):
    """What an answer counts as ("council" is "City council"), per field; the user's word over the built-in one."""

    __tablename__ = "grouping"
    id: Mapped[Key]
    field: Mapped[Word]
    answer: Mapped[Word]  # folded
    meaning: Mapped[Word]
    __table_args__ = (UniqueConstraint("field", "answer", name="grouping_is_one"),)


class Review(Base):
    """A held row, or two people, that may be the same: waits for a human."""

    __tablename__ = "review"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person_id: Mapped[PersonKey]
    other_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"))
    record: Mapped[Word]  # JSON of the held row as it was cleaned
    score: Mapped[float] = mapped_column(Float, server_default="0")
    reasons: Mapped[Word]  # joined by "; "
    state: Mapped[str] = mapped_column(Text, server_default="open")  # open, same, different
    at: Mapped[Word]
    __table_args__ = (Index("review_by_state", "state"), Index("review_by_person", "person_id"))


class NotSame(Base):
    """Two people somebody said are not the same; by UUID, low first, so that it outlives a merge of stores."""

    __tablename__ = "not_same"
    id: Mapped[Key]
    low_uuid: Mapped[Word]
    high_uuid: Mapped[Word]
    at: Mapped[Word]
    by: Mapped[Word]
    __table_args__ = (UniqueConstraint("low_uuid", "high_uuid", name="not_same_is_one"),)


class ContactEvent(Base):
    """A contact attempt and what came of it. Append-only: `void` is set when its action is undone."""

    __tablename__ = "contact_event"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person_id: Mapped[PersonKey]
    at: Mapped[Word]
    by: Mapped[Word]
    kind: Mapped[str] = mapped_column(Text, server_default="phone")
    result: Mapped[Word]
    phone: Mapped[Word]
    note: Mapped[Word]
    run_answer: Mapped[Word]
    help_answer: Mapped[Word]
    office: Mapped[Word]
    best_time: Mapped[Word]
    language: Mapped[Word]
    moved_to: Mapped[Word]
    follow_up_at: Mapped[Word]
    source: Mapped[Word]  # window, terminal, sheet 7 line 12, a file's name
    origin_key: Mapped[Word]  # what the event is in its source, so that reading it twice adds nothing
    list_id: Mapped[int | None] = mapped_column(Integer)
    action_id: Mapped[ActionKey]
    void: Mapped[Flag]
    __table_args__ = (
        Index("contact_event_by_person", "person_id", "at"),
        Index("contact_event_by_at", "at"),
        Index("contact_event_by_origin", "origin_key"),
        Index("contact_event_by_action", "action_id"),
    )


class StageChange(Base):
    """A step on a track. Append-only, as contact events are."""

    __tablename__ = "stage_change"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person_id: Mapped[PersonKey]
    track: Mapped[Word]
    stage: Mapped[Word]
    at: Mapped[Word]
    by: Mapped[Word]
    reason: Mapped[Word]
    seat_id: Mapped[int | None] = mapped_column(Integer)
    action_id: Mapped[ActionKey]
    void: Mapped[Flag]
    __table_args__ = (Index("stage_change_by_person", "person_id", "id"),)


class Seat(Base):
    """An office to be filled. Dates are ISO; -1 means not known for the counts."""

    __tablename__ = "seat"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Word]
    office: Mapped[Word]
    district_kind: Mapped[Word]
    district_code: Mapped[Word]
    state: Mapped[Word]
    county: Mapped[Word]
    seats_up: Mapped[int] = mapped_column(Integer, server_default="1")
    partisan: Mapped[Word]
    term: Mapped[Word]
    election_date: Mapped[Word]
    primary_date: Mapped[Word]
    filing_opens: Mapped[Word]
    filing_deadline: Mapped[Word]
    incumbent: Mapped[Word]
    incumbent_party: Mapped[Word]
    incumbent_running: Mapped[Word]
    signatures_needed: Mapped[Word]
    filing_fee: Mapped[Word]
    filed_ours: Mapped[Whole]
    filed_total: Mapped[Whole]
    source: Mapped[Word]
    as_of: Mapped[Word]
    notes: Mapped[Word]
    __table_args__ = (Index("seat_by_district", "district_kind", "district_code"),)


class Candidacy(Base):
    """A prospect for a seat; how far is the prospect's run stage."""

    __tablename__ = "candidacy"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id", ondelete="CASCADE"))
    person_id: Mapped[PersonKey]
    at: Mapped[Word]
    by: Mapped[Word]
    __table_args__ = (Index("candidacy_by_seat", "seat_id"), Index("candidacy_by_person", "person_id"))


class Coverage(Base):
    """How many seats had somebody on a day, so that the plot week by week needs no guess."""

    __tablename__ = "coverage"
    id: Mapped[Key]
    day: Mapped[str] = mapped_column(Text, unique=True)
    seats: Mapped[Whole]
    with_somebody: Mapped[Whole]


class SavedFilter(Base):
    """A filter kept under a name; `filter` is ProspectFilter's JSON, `view` the table's columns and order."""

    __tablename__ = "saved_filter"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[str] = mapped_column(Text, unique=True)
    filter: Mapped[Word]
    view: Mapped[Word]
    position: Mapped[Whole]


class CallList(Base):
    """A filter or selection frozen as a list. State is ready, out or back."""

    __tablename__ = "call_list"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Word]
    caller: Mapped[Word]
    due: Mapped[Word]
    state: Mapped[str] = mapped_column(Text, server_default="ready")
    filter: Mapped[Word]
    words: Mapped[Word]
    script: Mapped[Word]
    made_at: Mapped[Word]
    made_by: Mapped[Word]


class CallListEntry(Base):
    """A person on a list; `released` gives the person back, `done_event` is the last result on this list."""

    __tablename__ = "call_list_entry"
    id: Mapped[Key]
    list_id: Mapped[int] = mapped_column(ForeignKey("call_list.id", ondelete="CASCADE"))
    person_id: Mapped[PersonKey]
    position: Mapped[Whole]
    released: Mapped[Flag]
    __table_args__ = (
        Index("call_list_entry_by_list", "list_id", "position"),
        Index("call_list_entry_by_person", "person_id"),
    )


class CallSheet(Base):
    """A sheet as it was made; never changes but for state, caller and due. `number` is what is printed and typed."""

    __tablename__ = "call_sheet"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    number: Mapped[int] = mapped_column(Integer, unique=True)
    packet: Mapped[Word]
    title: Mapped[Word]
    words: Mapped[Word]
    template: Mapped[Word]  # JSON: columns, order, look, script as printed
    state: Mapped[str] = mapped_column(Text, server_default="out")  # out, back, lost
    caller: Mapped[Word]
    due: Mapped[Word]
    called_on: Mapped[Word]
    tally: Mapped[Word]  # the caller's own, JSON {dialled, reached, yes}
    list_id: Mapped[int | None] = mapped_column(ForeignKey("call_list.id", ondelete="SET NULL"))
    made_at: Mapped[Word]
    made_by: Mapped[Word]


class CallSheetLine(Base):
    """A line as printed: JSON of what stood on it, which is also the baseline when the sheet comes home."""

    __tablename__ = "call_sheet_line"
    id: Mapped[Key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("call_sheet.id", ondelete="CASCADE"))
    line: Mapped[Whole]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    person_uuid: Mapped[Word]
    printed: Mapped[Word]
    __table_args__ = (
        Index("call_sheet_line_by_sheet", "sheet_id", "line"),
        Index("call_sheet_line_by_person", "person_id"),
    )


class SheetTemplate(Base):
    """A named way to print: JSON of columns, script and look."""

    __tablename__ = "sheet_template"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[Word]


class ExportLog(Base):
    """Who took people out of the store, when, how many, by which filter, with which columns. Append-only."""

    __tablename__ = "export_log"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    at: Mapped[Word]
    by: Mapped[Word]
    purpose: Mapped[Word]
    form: Mapped[Word]
    file_name: Mapped[Word]
    file_hash: Mapped[Word]
    people: Mapped[Whole]
    words: Mapped[Word]
    columns: Mapped[Word]


class Setting(Base):
    """What is decided for this store as a whole (county name, callers, signing key)."""

    __tablename__ = "setting"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[Word]


class Action(Base):
    """One change by a person. Undo and redo are actions too, which name the one they reverse."""

    __tablename__ = "action"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    kind: Mapped[Word]
    name: Mapped[Word]
    at: Mapped[Word]
    by: Mapped[Word]
    reverses: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    undone: Mapped[Flag]
    many: Mapped[Flag]
    parts: Mapped[Word]  # joined by ","
    __table_args__ = (Index("action_by_kind", "kind"),)


class Change(Base):
    """What an action did to one row, or to a run of new rows (row_id to last_row).

    `before` and `after` are JSON of the changed columns; for a run that was undone, `rows` keeps what was taken away.
    """

    __tablename__ = "change"
    id: Mapped[Key]
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    table_name: Mapped[Word]
    op: Mapped[Word]  # insert, update, delete, run
    row_id: Mapped[Whole]
    last_row: Mapped[Whole]
    person_id: Mapped[int | None] = mapped_column(Integer)
    before: Mapped[Maybe]
    after: Mapped[Maybe]
    rows: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (
        Index("change_by_action", "action_id"),
        Index("change_by_row", "table_name", "row_id"),
        Index("change_by_person", "person_id"),
    )


for _table in Base.metadata.tables.values():
    # A number is never given twice, so that a redo finds its rows' places free.
    _table.dialect_options["sqlite"]["autoincrement"] = True
