"""People at the homes of the 9,800 invented ones, and the sample's files to load."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Any

from organizer.domain.address import match_key, normalize
from organizer.storage import journal
from organizer.storage.tables import Address, Person, new_uuid

DATA = Path(__file__).parents[1] / "data" / "districts"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    """Headers and rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        headers, *rows = csv.reader(file)
    return headers, rows


def read_homes() -> list[dict[str, str]]:
    """Where everybody lives and which districts are true there."""
    with gzip.open(DATA / "homes.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def add_people(session: Any, homes: list[dict[str, str]]) -> list[int]:
    """People at these homes; coordinates where `lat` and `lon` are given."""
    with journal.action(session, kind="import", name="Add people", by="test") as do:
        ids = do.insert_many(
            Person, ["uuid", "first_name", "sort_name", "wants_run", "wants_help", "office_sought"],
            [(new_uuid(), f"P{n}", f"p{n:05}", int(home.get("run") == "True"), int(home.get("help") == "True"),
              home.get("office", "")) for n, home in enumerate(homes)],
        )
        rows = []
        for person, home in zip(ids, homes, strict=True):
            line, unit = normalize(home.get("address", ""))
            zip_code = home.get("zip", "")
            rows.append((person, line, unit, home.get("city", ""), home.get("state", ""), zip_code,
                         home.get("county", ""), float(home["lat"]) if home.get("lat") else None,
                         float(home["lon"]) if home.get("lon") else None, match_key(line, unit, zip_code)))
        do.insert_many(
            Address, ["person_id", "line", "unit", "city", "state", "zip", "county", "latitude", "longitude",
                      "match_key"], rows,
        )
        do.touch(ids)
    return list(ids)
