"""Seats of states with other rules: letters that are seats, several seats a district, the same number in two states."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from organizer.districts import assign, coverage, seats
from organizer.districts.boundaries import read_boundaries
from organizer.districts.load import load_areas, load_table
from organizer.districts.matching import match, seat_asks, seats_near
from organizer.domain.filters import ProspectFilter
from organizer.prospects import browse
from organizer.storage.database import Database
from tests.districts.homes import add_people

TODAY = date(2028, 1, 10)


def live(session: Any, *homes: tuple[str, str, str, str]) -> list[int]:
    """People who would run, by state, city, kind and code of a district set by hand."""
    ids = add_people(session, [{"state": state, "city": city, "run": "True"} for state, city, _, _ in homes])
    for person, (_, _, kind, code) in zip(ids, homes, strict=True):
        assign.set_typed(session, [person], kind, code, by="test")
    return ids


def load(session: Any, headers: str, *rows: list[str]) -> None:
    seats.load_seats(session, headers.split(","), rows, name="seats.csv", by="test", today=TODAY)


def everywhere(session: Any, people: list[int]) -> dict[str, set[int]]:
    """Who could fill each seat, after the board, the matching, the filter, the person's seats and the paper agree."""
    found: dict[str, set[int]] = {}
    asks = seat_asks(session, people, today=TODAY)
    for row in coverage.board(session, today=TODAY):
        mine = {one.person for one in match(session, row.id)}
        assert row.would_run == len(mine), row.name
        assert set(browse.find(session, ProspectFilter(seat=row.id)).ids) == mine
        assert {one for one in people if row.id in {near.seat.id for near in seats_near(session, one, today=TODAY)}} == mine
        assert {one for one in people if row.name in {ask.name for ask in asks.get(one, [])}} == mine
        found[row.name] = mine
    return found


def test_both_seats_of_an_idaho_district_find_its_people(store: Database) -> None:
    with store.writing() as session:
        people = live(session, ("ID", "", "state-house", "12"), ("ID", "", "state-house", "12B"),
                      ("ID", "", "state-house", "13"))
        load(session, "Office,District,State", ["State Representative", "12A", "ID"], ["State Representative", "12B", "ID"])
        assert everywhere(session, people) == {"State Representative 12A": set(people[:2]),
                                               "State Representative 12B": set(people[:2])}
        by_hand, _ = seats.add_seat(session, by="test", name="House 13, seat A", state="ID", district_kind="state-house",
                                    district_code="13A")
        assert [one.person for one in match(session, by_hand)] == [people[2]]


def test_both_positions_of_a_washington_district_find_its_people(store: Database) -> None:
    with store.writing() as session:
        people = live(session, ("WA", "", "state-house", "43"), ("WA", "", "state-senate", "43"))
        load(session, "Race,State", *([f"Legislative District 43 - {office}", "WA"] for office in (
            "State Representative Pos. 1", "State Representative Pos. 2", "State Senator")))
        assert list(everywhere(session, people).values()) == [{people[0]}, {people[0]}, {people[1]}]


def test_a_number_that_two_states_have_is_two_districts(store: Database) -> None:
    with store.writing() as session:
        people = live(session, ("WI", "", "state-senate", "10"), ("MN", "", "state-senate", "10"),
                      ("", "", "state-senate", "10"))
        load(session, "Office,District,State", ["State Senator", "10", "MN"])
        assert everywhere(session, people) == {"State Senator 10": set(people[1:])}


def test_named_districts_are_one_however_they_are_spelled(store: Database) -> None:
    with store.writing() as session:
        people = live(session, ("NH", "", "state-house", "BELKNAP 05"), ("MA", "", "state-house", "Tenth Bristol"),
                      ("AK", "", "state-senate", "Senate District A"))
        load(session, "Office,District,State", ["State Representative", "Belknap 5", "NH"],
             ["Representative in General Court", "10th Bristol", "MA"], ["State Senate", "A", "AK"])
        assert everywhere(session, people) == {
            "State Representative, Belknap 5": {people[0]}, "Representative in General Court, 10th Bristol": {people[1]},
            "State Senate A": {people[2]}}


@pytest.mark.parametrize(("state", "said", "houses"), [
    ("WA", "43", {"state-house": "43", "state-senate": "43"}), ("ID", "12", {"state-house": "12", "state-senate": "12"}),
    ("MN", "8A", {"state-house": "8A", "state-senate": "8"}), ("NE", "5", {"state-senate": "5"}),
    ("OR", "12", {"state-house": "12"}),
])
def test_legislative_districts_of_tables_and_maps_are_of_the_houses_that_the_state_elects_by_them(
    store: Database, tmp_path: Path, state: str, said: str, houses: dict[str, str]
) -> None:
    with store.writing() as session:
        add_people(session, [{"state": state, "address": "5 Elm St", "city": "Ely", "zip": "98101"}])
        for headers, row in (
            ("Precinct,Legislative District", ["Ely 1", said]), ("ZIP,LD", ["98101", said]),
            ("Low,High,Street,ZIP,Leg Dist", ["1", "99", "Elm St", "98101", said]),
            ("Precinct,District type,District", ["Ely 1", "Legislative", said]),
            ("Low,High,Street,ZIP,District type,District", ["1", "99", "Elm St", "98101", "Legislative District", said]),
        ):
            found = load_table(session, headers.split(","), [row], name=f"{headers}.csv", by="test")
            assert dict.fromkeys(houses, 1) == {k: n for k, n in found.kinds.items() if k != "precinct"}, headers
        square = [[-92, 47], [-91, 47], [-91, 48], [-92, 48], [-92, 47]]
        path = tmp_path / "map.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [{
            "type": "Feature", "properties": {"LEGDIST": said}, "geometry": {"type": "Polygon", "coordinates": [square]}}]}))
        assert load_areas(session, read_boundaries(str(path)), name="map", by="test").kinds == dict.fromkeys(houses, 1)
        assign.assign(session, by="test")
        (row,) = browse.rows(session, [1])
        assert dict(browse.districts_of(session, [1])[row.id]) == houses
