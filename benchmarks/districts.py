"""G9: districts of many people, looked up by every way and written; the geometry against shapely's own tree."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from sqlalchemy import select

from benchmarks.measure import Figure, growth, in_turns
from organizer.cli import main
from organizer.cli.demo import DISTRICTS
from organizer.districts.assign import assign
from organizer.districts.lookup import open_lookups
from organizer.storage import bulk, journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, Person, StreetSegment

__all__ = ["run"]

_SAMPLE = Path(__file__).parents[1] / "resources" / "sample"


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Every way at every size."""
    with tempfile.TemporaryDirectory() as name:
        known, segments = _loaded(Path(name) / "tables.organizer")
    streets, areas, zips = (known[form][0].lookup for form in ("street", "boundary", "zip"))
    chance = np.random.default_rng(2016)
    spent: dict[str, list[float]] = {"index": [], "boundaries": [], "ZIP": [], "assigning": []}
    for people in sizes:
        keys = _addresses(segments, people, chance)
        codes = [key.rpartition("|")[2] for key in keys]
        west, south, east, north = shapely.total_bounds(areas.tree.geometries)
        points = chance.uniform(west, east, people), chance.uniform(south, north, people)
        index, zip_table, ours, theirs = in_turns([
            partial(streets.find, keys),
            partial(_each, zips.find, codes),
            partial(areas.find, *points),
            partial(_bare_tree, areas.tree, *points),
        ], runs=3)
        yield Figure("G9", "street index", people, f"{people / index:,.0f} a second", "≥ 200,000 a second",
                     people / index >= 200_000)
        yield Figure("G9", "ZIP table", people, f"{people / zip_table:,.0f} a second", "≥ 200,000 a second",
                     people / zip_table >= 200_000)
        yield Figure("G9", "boundaries, against shapely's tree", people, f"{ours:.2f} s = {ours / theirs:.2f} ×",
                     "≤ 2 ×", ours <= 2 * theirs)
        whole, again, bare, written = _assigned(keys, points)
        yield Figure("G9", f"assign whole, {written:,} rows, against SQLite bare", people,
                     f"{whole:.2f} s = {whole / bare:.2f} ×", "≤ 8 ×", whole <= 8 * bare)
        yield Figure("G9", "assign again, nothing to write", people, f"{again:.2f} s = {again / whole:.2f} ×",
                     "≤ 1 ×", again <= whole)
        for way, seconds in zip(spent, (index, ours, zip_table, whole), strict=True):
            spent[way].append(seconds)
    if len(sizes) > 1:
        for way, found in spent.items():
            yield Figure("G9", f"{way} grows with exponent {growth(sizes, found):.2f}", sizes[-1], "", "")


def _assigned(keys: list[str], points: tuple[Any, Any]) -> tuple[float, float, float, int]:
    """Seconds to assign these people from looking up to the journal, to do it again, and to write the rows alone."""
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "people.organizer"
        _load_tables(store)
        database = Database.open(store)
        with database.writing() as session, journal.action(session, kind="import", name="Made up", by="b") as do:
            ids = do.insert_many(Person, ["uuid", "sort_name"], [(one, "") for one in bulk.new_uuids(len(keys))])
            do.insert_many(
                Address, ["person_id", "line", "zip", "state", "match_key", "longitude", "latitude"],
                [(one, f"{key.split('|')[0]} {key.split('|')[1].title()}", key[-5:], "MN", key, *point)
                 for one, key, *point in zip(ids, keys, points[0].tolist(), points[1].tolist(), strict=True)],
            )
        spent = []
        for _ in range(2):
            start = time.perf_counter()
            with database.writing() as session:
                written = assign(session, by="b").added
            spent.append((time.perf_counter() - start, written))
        database.close()
        bare = _bare(store)
    return spent[0][0], spent[1][0], bare, spent[0][1]


def _bare(store: Path) -> float:
    """Seconds that SQLite alone takes to write the same rows into the same table with its indexes."""
    with contextlib.closing(sqlite3.connect(store)) as there:
        rows = there.execute("SELECT * FROM person_district").fetchall()
        made = [sql for (sql,) in there.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'person_district' AND sql IS NOT NULL ORDER BY type DESC")]
    with contextlib.closing(sqlite3.connect(store.with_name("bare.sqlite"))) as twin:
        for sql in made:
            twin.execute(sql)
        start = time.perf_counter()
        twin.executemany(f"INSERT INTO person_district VALUES ({', '.join('?' * len(rows[0]))})", rows)
        twin.commit()
        return time.perf_counter() - start


def _each(find: Callable[[str], object], codes: Sequence[str]) -> None:
    for code in codes:
        find(code)


def _bare_tree(tree: shapely.STRtree, xs: Any, ys: Any) -> None:
    tree.query(shapely.points(xs, ys), predicate="intersects")


def _load_tables(store: Path) -> None:
    """The sample's tables and map, in a store of their own."""
    Database.create(store).close()
    with contextlib.redirect_stdout(io.StringIO()):
        main(["districts", str(store), "load", *(str(_SAMPLE / name) for name in DISTRICTS)])


def _loaded(store: Path) -> tuple[dict[str, list[Any]], list[tuple[Any, ...]]]:
    """The lookups of the sample's tables, and the runs of house numbers of its street index."""
    _load_tables(store)
    database = Database.open(store)
    with database.reading() as session:
        known = open_lookups(session)
        one = StreetSegment
        segments = [tuple(row) for row in session.execute(select(one.street_key, one.zip, one.low, one.high))]
    database.close()
    return known, segments


def _addresses(segments: list[tuple[Any, ...]], people: int, chance: np.random.Generator) -> list[str]:
    """Match keys of made-up addresses on streets of the index, one in twenty off its ranges."""
    places = chance.integers(0, len(segments), people).tolist()
    shares = chance.uniform(0, 1.05, people).tolist()
    keys = []
    for place, share in zip(places, shares, strict=True):
        street, code, low, high = segments[place]
        keys.append(f"{low + int((high - low) * share)}|{street}||{code}")
    return keys
