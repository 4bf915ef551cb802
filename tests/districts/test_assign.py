"""Who lives where: every way agrees with the truth, none overrules a better one, and all can be undone."""

from typing import Any

import pytest
from sqlalchemy import select, update

from organizer.districts import files, known, load, replacing
from organizer.districts.assign import assign, set_typed
from organizer.districts.boundaries import read_boundaries
from organizer.districts.compare import compare
from organizer.districts.vip import VipTable
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, District, Person, PersonDistrict
from tests.districts.homes import SAMPLE, add_people, read_csv

Truth = list[dict[str, str]]


def load_sample(session: Any, *names: str) -> None:
    for name in names:
        headers, rows = read_csv(SAMPLE / name)
        load.load_table(session, headers, rows, name=name, by="test")


def file(name: str, headers: list[str], rows: list[list[str]]) -> files.File:
    """A file as it was read."""
    return files.File(name, [VipTable(name, tuple(headers), [tuple(row) for row in rows])])


def found(session: Any, method: str) -> dict[tuple[int, str], tuple[str, str]]:
    """(person, kind) to (code, certainty) of one method."""
    p = PersonDistrict
    return {(row[0], row[1]): (row[2], row[3]) for row in session.execute(
        select(p.person_id, p.kind, District.code, p.certainty).join(District, District.id == p.district_id)
        .where(p.method == method)
    )}


def without_coordinates(truth: Truth) -> Truth:
    return [{name: value for name, value in home.items() if name not in ("lat", "lon")} for home in truth]


def test_the_street_index_gives_covered_addresses_their_true_districts(store: Database, truth: Truth) -> None:
    with store.writing() as session:
        ids = add_people(session, without_coordinates(truth))
        load_sample(session, "precinct-districts.csv", "street-index.csv")
        report = assign(session, by="test")
        got = found(session, "street")
    right = 0
    for person, home in zip(ids, truth, strict=True):
        house = got.get((person, "state-house"))
        if house is None:
            continue
        assert house == (home["house"], "exact")
        assert got[person, "state-senate"] == (home["senate"], "exact")
        assert got[person, "congressional"] == (home["cong"], "exact")
        assert got[person, "county-council"] == (home["commission"], "exact")
        right += 1
    assert right >= 0.99 * len(truth)
    assert report.by_kind["state-house"]["exact"] == right


def test_boundaries_agree_with_the_truth_for_everybody(store: Database, truth: Truth) -> None:
    with store.writing() as session:
        ids = add_people(session, truth)
        load.load_areas(session, read_boundaries(str(SAMPLE / "mn-cd8-precincts.json")), name="precincts", by="test")
        assign(session, by="test")
        got = found(session, "boundary")
    for person, home in zip(ids, truth, strict=True):
        said = [got[person, kind][0] for kind in ("state-house", "state-senate", "congressional", "county-council")]
        assert said == [home["house"], home["senate"], home["cong"], home["commission"]]


def test_a_split_zip_is_counted_apart_and_never_picked(store: Database, truth: Truth) -> None:
    bare = [{"zip": home["zip"], "state": "MN"} for home in truth[:2000]]
    _, rows = read_csv(SAMPLE / "zip-house-districts.csv")
    codes: dict[str, set[str]] = {}
    for zip_code, code, _ in rows:
        codes.setdefault(zip_code, set()).add(code)
    with store.writing() as session:
        ids = add_people(session, bare)
        load_sample(session, "zip-house-districts.csv")
        report = assign(session, by="test")
        p = PersonDistrict
        current = dict(session.execute(
            select(p.person_id, p.certainty).where(p.kind == "state-house", p.current == 1)
        ).all())
        split = {row[0] for row in session.execute(select(p.person_id).where(p.certainty == "split"))}
        rows_of = known.unassigned(session, "state-house")
    in_split = {person for person, home in zip(ids, bare, strict=True) if len(codes[home["zip"]]) > 1}
    assert split == in_split
    assert current == {person: "likely" for person in ids if person not in in_split}
    assert report.by_kind["state-house"] == {"likely": len(ids) - len(in_split), "split": len(in_split)}
    assert {one.person for one in rows_of} == in_split
    one = rows_of[0]
    assert one.reason == f"the ZIP {one.zip} is split ({', '.join(f'{code} {share:.0%}' for code, share in one.parts)})"
    assert {code for code, _ in one.parts} == codes[one.zip]


def test_the_order_of_trust_and_what_each_way_says(store: Database, truth: Truth) -> None:
    home = next(one for one in truth if one["house"] == "10A")
    with store.writing() as session:
        person = add_people(session, [home])[0]
        load_sample(session, "precinct-districts.csv", "street-index.csv", "zip-house-districts.csv")
        load.load_areas(session, read_boundaries(str(SAMPLE / "mn-cd8-precincts.json")), name="map.json", by="test")
        with journal.action(session, kind="import", name="Sheet", by="test") as do:
            district = do.insert(District, kind="state-house", state="MN", code="3A")
            do.insert(PersonDistrict, person_id=person, district_id=district, kind="state-house", method="sheet",
                      source="sheet.csv")
        assign(session, by="test")
    with store.reading() as session:
        told = known.explain(session, person)
        said = [(one.method, one.code, one.current) for one, _ in told if one.kind == "state-house"]
        sentences = [line for _, line in told]
        disputes = known.conflicts(session)
    assert said[:3] == [("street", "10A", True), ("boundary", "10A", False), ("sheet", "3A", False)]
    assert sentences[0].startswith("State House 10A, from street index street-index.csv (")
    assert sentences[0].endswith("), exact")
    assert [(one.kind, one.current.code, one.other.code, one.other.method) for one in disputes] == [
        ("state-house", "10A", "3A", "sheet"),
    ]
    with store.writing() as session:
        set_typed(session, [person], "state-house", "HD 10b", by="Ana")
    with store.reading() as session:
        first, _ = known.explain(session, person)[0]
    assert (first.code, first.method, first.current, first.source) == ("10B", "typed", True, "Ana")
    with store.writing() as session, pytest.raises(UserError, match="MN has no house district 70C"):
        set_typed(session, [person], "state-house", "70C", by="Ana")


def test_the_sheets_precinct_leads_through_the_precinct_table(store: Database) -> None:
    with store.writing() as session:
        person, other = add_people(session, [{"state": "MN", "county": "Pine County"}, {"state": "MN"}])
        with journal.action(session, kind="import", name="Sheet", by="test") as do:
            precinct = do.insert(District, kind="precinct", state="MN", code="Clover Twp")
            for one in (person, other):
                do.insert(PersonDistrict, person_id=one, district_id=precinct, kind="precinct", method="sheet")
        load_sample(session, "precinct-districts.csv")
        assign(session, by="test")
        got = found(session, "precinct")
    assert got[person, "state-house"][1] == "exact"
    assert got[person, "county-council"][0].startswith("Pine ")
    assert (other, "state-house") not in got


def test_a_bare_commissioner_number_gets_its_county(store: Database) -> None:
    with store.writing() as session:
        person = add_people(session, [{"state": "MN", "county": "St Louis County", "city": "Cook", "zip": "55723"}])[0]
        with journal.action(session, kind="import", name="Sheet", by="test") as do:
            bare = do.insert(District, kind="county-council", state="MN", code="4")
            do.insert(PersonDistrict, person_id=person, district_id=bare, kind="county-council", method="sheet",
                      source="sheet.csv")
        load_sample(session, "precinct-districts.csv")
        assign(session, by="test")
        assert found(session, "sheet")[person, "county-council"][0].endswith(" 04")
        assert assign(session, by="test").added == 0


def test_the_county_of_the_street_counts_before_that_of_the_post_office(store: Database, truth: Truth) -> None:
    home = next(one for one in truth if one["commission"].startswith("Pine "))
    with store.writing() as session:
        person = add_people(session, [{**home, "county": "Kanabec County", "lat": "", "lon": ""}])[0]
        with journal.action(session, kind="import", name="Sheet", by="test") as do:
            code = home["commission"].rsplit(" ", 1)[-1].lstrip("0")
            bare = do.insert(District, kind="county-council", state="MN", code=code)
            do.insert(PersonDistrict, person_id=person, district_id=bare, kind="county-council", method="sheet",
                      source="sheet.csv")
        assign(session, by="test")
        assert found(session, "sheet")[person, "county-council"] == (f"Kanabec {int(code):02d}", "likely")
        load_sample(session, "precinct-districts.csv", "street-index.csv")
        assign(session, by="test")
        assert found(session, "sheet")[person, "county-council"] == (home["commission"], "exact")
        assert known.conflicts(session) == []


def test_assigning_again_writes_nothing_and_undo_takes_all_back(store: Database, truth: Truth) -> None:
    p = PersonDistrict
    order = select(p.person_id, p.district_id, p.kind, p.method, p.current).order_by(p.person_id, p.kind, p.method)

    with store.writing() as session:
        add_people(session, truth[:200])
    with store.writing() as session:
        headers, rows = read_csv(SAMPLE / "precinct-districts.csv")
        load.load_table(session, headers, rows, name="precincts", by="test")
        headers, rows = read_csv(SAMPLE / "street-index.csv")
        kept = files.keep_and_assign(session, [file("street-index.csv", headers, rows)], by="test")
        before = session.execute(order).all()
    loaded, done = kept.reports[0], kept.assigned
    assert done is not None
    assert done.added == len(before) > 0
    assert done.by_kind["state-house"]["exact"] >= 198
    assert loaded.changes.summary == "Load street-index.csv and assign 200 people"
    with store.writing() as session:
        again = assign(session, by="test")
        assert (again.added, again.removed, again.changes.action) == (0, 0, None)
        journal.undo(session, by="test")
        assert session.execute(order).all() == []
        assert [one.form for one in load.sources(session)] == ["precinct"]
        journal.redo(session, by="test")
        assert session.execute(order).all() == before
    with store.writing() as session:
        load.remove(session, loaded.source_id, by="test")
        assert assign(session, by="test").removed == len(before)
        journal.undo(session, by="test")
        assert session.execute(order).all() == before


def test_a_new_map_beside_the_old_one_shows_who_would_move(store: Database, truth: Truth) -> None:
    areas = read_boundaries(str(SAMPLE / "mn-cd8-precincts.json"))
    drawn = read_boundaries(str(SAMPLE / "mn-cd8-precincts.json"))
    drawn.areas = [
        type(one)(one.name, tuple((kind, "99A" if (kind, code) == ("state-house", "10A") else code)
                                  for kind, code in one.districts), one.wkb, one.precinct_id) for one in areas.areas
    ]
    lives = [home for home in truth[:1500] if home["house"] in ("10A", "3A")]
    with store.writing() as session:
        add_people(session, lives)
        load.load_areas(session, areas, name="2022.json", by="test")
        assign(session, by="test")
        new = load.load_areas(session, drawn, name="2032.json", by="test", active=False)
        before = known.summary(session, "state-house")
        shown = compare(session, [new.source_id])
        assert known.summary(session, "state-house") == before
    would = sum(1 for home in lives if home["house"] == "10A")
    assert shown.instead_of == ("2022.json",)
    assert {kind: dict(counts) for kind, counts in shown.by_kind().items()} == {"state-house": {("10A", "99A"): would}}
    with store.writing() as session:
        replacing.activate(session, new.source_id, by="test")
        assign(session, by="test")
        codes = {one.code: one.people for one in known.summary(session, "state-house")}
    assert codes["99A"] == would
    assert "10A" not in codes


def test_sums_and_reasons(store: Database, truth: Truth) -> None:
    homes = without_coordinates(truth[:300])
    with store.writing() as session:
        lost = [{"address": "PO Box 12", "zip": "55735"}, {"address": "1 Nowhere St", "zip": "55735"}, {}]
        ids = add_people(session, [*homes, *lost])
        load_sample(session, "precinct-districts.csv", "street-index.csv")
        assign(session, by="test")
    with store.reading() as session:
        rows = {one.code: one for one in known.summary(session, "state-house")}
        reasons = {one.person: one.reason for one in known.unassigned(session, "state-house")}
        (house,) = [one for one in known.kinds(session) if one.kind == "state-house"]
    assert sum(one.people for one in rows.values()) == house.known
    assert house.known + house.unknown == 303
    mine = [home for home in homes if home["house"] == "3A"]
    assert rows["3A"].people == len(mine)
    assert rows["3A"].run == sum(home["run"] == "True" for home in mine)
    assert reasons[ids[-3]] == "a box or an address without a house number"
    assert reasons[ids[-2]] == "the street is not in the index for this ZIP"
    assert reasons[ids[-1]] == "no address"


def test_the_filter_for_split_finds_only_those_of_whom_nothing_better_is_known(store: Database, truth: Truth) -> None:
    homes = without_coordinates(truth[:400])
    bare = [{"zip": home["zip"], "state": "MN"} for home in homes]
    with store.writing() as session:
        add_people(session, [*homes, *bare])
        load_sample(session, "precinct-districts.csv", "street-index.csv", "zip-house-districts.csv")
        assign(session, by="test")
    with store.reading() as session:
        split = set(browse.find(session, ProspectFilter(certainty="split")).ids)
        unsure = {one.person for one in known.unassigned(session, "state-house") if one.parts}
        sums = sum(one.split for one in known.summary(session, "state-house") if one.code == "10A")
        in_10a = browse.count(session, ProspectFilter(districts=(("state-house", "10A"),), certainty="split"))
    assert split == unsure
    assert 0 < len(split) < 400
    assert sums == in_10a


def test_only_some_people(store: Database, truth: Truth) -> None:
    with store.writing() as session:
        ids = add_people(session, truth[:20])
        load_sample(session, "precinct-districts.csv", "street-index.csv")
        report = assign(session, ids[:5], by="test")
        got = {person for person, _ in found(session, "street")}
        assert session.scalar(select(Person.id).where(Person.id == ids[0])) == ids[0]
    assert report.people == 5
    assert got <= set(ids[:5])


def test_a_refused_table_leaves_everything_as_it_was(store: Database) -> None:
    with pytest.raises(UserError, match="no row to use: no district"), store.writing() as session:
        load.load_table(session, ["Precinct", "Ward"], [["P-1", ""]], name="wards.csv", by="test")
    with store.reading() as session:
        assert load.sources(session) == []


def test_a_second_index_of_other_kinds_leaves_what_the_first_one_knows(store: Database, truth: Truth) -> None:
    with store.writing() as session:
        add_people(session, [{**home, "lat": "", "lon": ""} for home in truth[:300]])
        for name in ("precinct-districts.csv", "street-index.csv"):
            load.load_table(session, *read_csv(SAMPLE / name), name=name, by="t")
        before = assign(session, by="t").by_kind
        headers, rows = read_csv(SAMPLE / "street-index.csv")
        wards = [[*row[:-1], "7"] for row in rows]
        load.load_table(session, [*headers[:-1], "Ward"], wards, name="wards.csv", by="t")
        after = assign(session, by="t").by_kind
    assert after.pop("ward")["exact"] == before["state-house"]["exact"]
    assert after == before


def test_a_street_in_two_towns_of_one_zip_goes_by_the_town_and_else_says_why(store: Database) -> None:
    home = {"state": "MN", "zip": "55110"}
    homes = [{**home, "address": "12 Oak St", "city": "White Bear Lake"},
             {**home, "address": "12 Oak Street", "city": "Gem Lake"},
             {**home, "address": "12 Oak St", "city": ""}, {**home, "address": "12 Oak St", "city": "Hugo"},
             {**home, "address": "120 Oak St", "city": "Hugo"}]
    rows = [["1", "99", "Oak St", "White Bear Lake", "55110", "38A", "38"],
            ["1", "99", "Oak St", "Gem Lake", "55110", "38B", "38"],
            ["101", "199", "Oak St", "Gem Lake", "55110", "38B", "38"]]
    with store.writing() as session:
        ids = add_people(session, homes)
        load.load_table(session, ["From", "To", "Street", "City", "ZIP", "State House District",
                                  "State Senate District"], rows, name="streets.csv", by="t")
        assign(session, by="t")
        street = found(session, "street")
        missing = {one.person: one.reason for one in known.unassigned(session, "state-house")}
    assert [street.get((person, "state-house")) for person in ids] == [
        ("38A", "exact"), ("38B", "exact"), None, None, ("38B", "exact")]
    assert {street[person, "state-senate"] for person in ids} == {("38", "exact")}
    said = "the index has this street in Gem Lake and White Bear Lake with different districts; "
    assert missing == {ids[2]: f"{said}the address names no city", ids[3]: f"{said}“Hugo” is none of them"}


def test_an_address_that_had_no_key_when_it_came_in_is_read_anew(store: Database) -> None:
    with store.writing() as session:
        person = add_people(session, [{"address": "N6W23001 Main St", "zip": "53188", "state": "WI"}])[0]
        session.execute(update(Address).values(match_key=""))
        load.load_table(session, ["From", "To", "Street", "ZIP", "Ward"],
                        [["N6W23001", "N6W23099", "Main St", "53188", "4"]], name="streets.csv", by="t")
        assign(session, by="t")
        assert found(session, "street") == {(person, "ward"): ("4", "exact")}


def test_another_index_beside_the_old_one_shows_who_would_move_before_it_counts(store: Database, truth: Truth) -> None:
    lives = [home for home in truth[:800] if home["house"] in ("10A", "3A")]
    headers, rows = read_csv(SAMPLE / "zip-house-districts.csv")
    moved = [["99A" if cell == "10A" else cell for cell in row] for row in rows]
    before = select(PersonDistrict.person_id, PersonDistrict.district_id).order_by(PersonDistrict.id)
    with store.writing() as session:
        add_people(session, without_coordinates(lives))
        first = files.keep_or_weigh(session, file("zips 2022.csv", headers, rows), by="t")
        told = session.execute(before).all()
        again = files.keep_or_weigh(session, file("zips 2022 again.csv", headers, rows), by="t")
        assert (first.found, again.found, again.instead_of) == (None, None, ("zips 2022.csv",))
    with store.writing() as session:
        new = files.keep_or_weigh(session, file("zips 2032.csv", headers, moved), by="t")
        assert new.found is not None
        assert new.assigned is None
        assert {(one.before, one.after) for one in new.found.moves} == {("10A", "99A")}
        assert new.found.instead_of == ("zips 2022 again.csv",)
        assert session.execute(before).all() == told
    with store.writing() as session:
        files.apply_beside(session, new.sources, by="t")
        codes = {one.code for one in known.summary(session, "state-house")}
        assert "99A" in codes
        assert "10A" not in codes
        journal.undo(session, by="t")
        assert session.execute(before).all() == told
        assert [one.name for one in load.sources(session) if one.active] == ["zips 2022 again.csv"]


def test_an_index_of_another_county_or_kind_takes_nobodys_place(store: Database, truth: Truth) -> None:
    headers, rows = read_csv(SAMPLE / "street-index.csv")
    with store.writing() as session:
        add_people(session, without_coordinates(truth[:300]))
        for name in ("precinct-districts.csv", "street-index.csv"):
            kept = files.keep_or_weigh(session, file(name, *read_csv(SAMPLE / name)), by="t")
            assert kept.found is None
        wards = file("wards.csv", [*headers[:-1], "Ward"], [[*row[:-1], "7"] for row in rows])
        other = file("far.csv", ["From", "To", "Street", "ZIP", "Ward"], [["1", "99", "Far St", "55999", "8"]])
        for one in (wards, other):
            kept = files.keep_or_weigh(session, one, by="t")
            assert (kept.found, kept.instead_of) == (None, ())
        fewer = file("fewer.csv", headers, rows[: len(rows) // 3])
        assert files.keep_or_weigh(session, fewer, by="t").instead_of == ()
