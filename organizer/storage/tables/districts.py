"""Tables of districts, of who lives in them, and of the files that say so."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import Base, Flag, Key, PersonKey, Uuid, Whole, Word

__all__ = [
    "Boundary",
    "District",
    "DistrictSource",
    "PersonDistrict",
    "PrecinctDistrict",
    "StreetSegment",
    "ZipDistrict",
]


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
