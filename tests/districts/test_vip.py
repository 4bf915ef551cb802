"""Feeds of the Voting Information Project: files that belong together, or one XML, become tables we read."""

from __future__ import annotations

from pathlib import Path

import pytest

from organizer.cli import main
from organizer.districts import known
from organizer.districts.vip import is_vip, read_vip
from organizer.domain.errors import UserError
from organizer.storage.database import Database
from tests.districts.homes import add_people

FEED = {
    "precinct.txt": "name,number,locality_id,id\nPATTERSON,01,1001,p1\nFAUCETTE,05,1001,p2\n",
    "precinct_split.txt": "name,precinct_id,id\nWEST,p2,s1\nEAST,p2,s2\n",
    "electoral_district.txt": "name,type,number,id\nSTATE HOUSE 63,STATE HOUSE,063,d1\nHouse District 64,state-house,,d2\n"
                              "Senate,STATE SENATE,24,d3\nSTATEWIDE,STATE,,d4\nOdd,MOSQUITO CONTROL,1,d5\n",
    "precinct_electoral_district.txt": "precinct_id,electoral_district_id\np1,d1\np1,d3\np1,d4\np1,d5\np2,d3\n",
    "precinct_split_electoral_district.txt": "precinct_split_id,electoral_district_id\ns1,d1\ns2,d2\n",
    "locality.txt": "name,type,id\nALAMANCE,COUNTY,1001\n",
    "street_segment.txt": "start_house_number,end_house_number,odd_even_both,non_house_address_street_name,"
                          "non_house_address_zip,precinct_id,precinct_split_id\n1,99,BOTH,Main St,27253,p1,\n"
                          "1,99,BOTH,Oak St,27253,p2,s1\n1,99,BOTH,Elm St,27253,p2,s2\n1,99,BOTH,Ash St,27253,p2,\n",
}
XML = """<?xml version="1.0"?><VipObject schemaVersion="5.2">
<ElectoralDistrict id="d1"><Name>House of Delegates District - 057</Name><Number>57</Number><Type>state-house</Type>
</ElectoralDistrict>
<Locality id="l1"><Name>ALBEMARLE COUNTY</Name><Type>county</Type></Locality>
<Precinct id="p1"><ElectoralDistrictIds>d1 d9</ElectoralDistrictIds><LocalityId>l1</LocalityId><Name>203</Name></Precinct>
<StreetSegment id="x"><OddEvenBoth>both</OddEvenBoth><PrecinctId>p1</PrecinctId><StartHouseNumber>1</StartHouseNumber>
<EndHouseNumber>99</EndHouseNumber><StreetName>Main</StreetName><StreetSuffix>St</StreetSuffix><Zip>27253</Zip>
</StreetSegment></VipObject>"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """The folder of a feed."""
    for name, body in FEED.items():
        (tmp_path / name).write_text(body, "utf-8")
    return tmp_path


def test_files_that_belong_together_become_a_precinct_table(feed: Path) -> None:
    assert [name for name in FEED if is_vip(feed / name)] == [one for one in FEED if one != "street_segment.txt"]
    (table,) = read_vip(str(feed / "precinct_electoral_district.txt"))
    assert table.rows == [
        ("p1", "PATTERSON", "Alamance", "state-house", "063"), ("p1", "PATTERSON", "Alamance", "state-senate", "24"),
        ("p2", "FAUCETTE", "Alamance", "state-senate", "24"),
        ("s1", "FAUCETTE", "Alamance", "state-house", "063"), ("s2", "FAUCETTE", "Alamance", "state-house", "64"),
    ]


def test_a_precinct_that_is_split_is_known_by_its_split(feed: Path, store: Database) -> None:
    lines = [{"address": f"12 {street} St", "zip": "27253"} for street in ("Main", "Oak", "Elm", "Ash")]
    with store.writing() as session:
        ids = add_people(session, lines)
    for name in ("precinct.txt", "street_segment.txt"):
        assert main(["districts", str(store.path), "load", str(feed / name)]) == 0
    with store.reading() as session:
        houses = [[one.code for one, _ in known.explain(session, person) if one.kind == "state-house" and one.current]
                  for person in ids]
    assert houses == [["63"], ["63"], ["64"], []]


def test_one_xml_gives_precincts_and_streets(tmp_path: Path, store: Database) -> None:
    path = tmp_path / "vipFeed.xml"
    path.write_text(XML, "utf-8")
    with store.writing() as session:
        (person,) = add_people(session, [{"address": "12 Main Street", "zip": "27253"}])
    assert main(["districts", str(store.path), "load", str(path)]) == 0
    with store.reading() as session:
        said = [(one.kind, one.code, one.certainty) for one, _ in known.explain(session, person)]
    assert ("state-house", "57", "exact") in said and ("county", "Albemarle", "exact") in said


def test_a_broken_feed_is_refused_in_a_line(feed: Path) -> None:
    (feed / "half.xml").write_text(XML[:500], "utf-8")
    with pytest.raises(UserError, match=r"half\.xml is cut off or no XML: it stops making sense in line"):
        read_vip(str(feed / "half.xml"))
    (feed / "electoral_district.txt").write_text("name,type,number,id\nX,MOSQUITO CONTROL,1,d1\n", "utf-8")
    with pytest.raises(UserError, match=r"no districts of a kind we know \(MOSQUITO CONTROL\)"):
        read_vip(str(feed / "precinct.txt"))
    (feed / "electoral_district.txt").unlink()
    assert not is_vip(feed / "precinct.txt")
