"""The tables of the store, in plain types that SQLite and PostgreSQL both know.

Inside, rows are joined by whole numbers, which are small and fast. What another copy of the store must recognise
carries a UUID, or is named by the UUID of its owner and a natural key (a person's phone by its number, a sign-up by its
batch and row). Moments are UTC text that sorts. Flags are 0 or 1. "" means unknown, so that blanks compare.
Contact events and stage changes are append-only: undo makes them void, it does not take them away.
"""

from __future__ import annotations

from organizer.storage.tables.base import Base, new_uuid
from organizer.storage.tables.bookkeeping import Action, Change, ExportLog, SavedFilter, Setting
from organizer.storage.tables.districts import (
    Boundary,
    District,
    DistrictSource,
    PersonDistrict,
    PrecinctDistrict,
    StreetSegment,
    ZipDistrict,
)
from organizer.storage.tables.outreach import CallList, CallListEntry, ContactEvent, StageChange
from organizer.storage.tables.people import Address, Email, ExternalId, Person, Phone
from organizer.storage.tables.seats import Candidacy, Coverage, Seat
from organizer.storage.tables.sheets import CallSheet, CallSheetLine, SheetTemplate
from organizer.storage.tables.sign_ups import Grouping, ImportBatch, Mapping, NotSame, Review, SignUp

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

for _table in Base.metadata.tables.values():
    # A number is never given twice, so that a redo finds its rows' places free.
    _table.dialect_options["sqlite"]["autoincrement"] = True
