"""Precinct tables and ZIP tables, the Census relationship files among them."""


from organizer.districts.columns import recognise
from organizer.districts.listed import ZipPart, precinct_key, read_precincts, read_zips
from organizer.districts.load import load_table
from organizer.districts.lookup import Precincts, Zips
from organizer.districts.report import LoadReport
from organizer.storage.database import Database
from tests.districts.homes import SAMPLE, add_people, read_csv


def test_the_sample_precincts_have_four_kinds_and_their_county() -> None:
    headers, rows = read_csv(SAMPLE / "precinct-districts.csv")
    shape = recognise(headers)
    found = read_precincts(shape, rows, LoadReport(shape.form, ""))
    assert shape.form == "precinct"
    assert len(found) == 837
    assert dict(found[0].districts) == {
        "congressional": "8", "state-senate": "10", "state-house": "10A", "county-council": "Aitkin 01",
        "county": "Aitkin",
    }


def test_split_zips_are_exactly_those_of_the_table() -> None:
    headers, rows = read_csv(SAMPLE / "zip-house-districts.csv")
    shape = recognise(headers)
    report = LoadReport(shape.form, "")
    lookup = Zips([tuple(part) for part in read_zips(shape, rows, report)])
    codes: dict[str, list[str]] = {}
    for zip_code, code, _ in rows:
        codes.setdefault(zip_code, []).append(code)
    assert (shape.form, len(codes)) == ("zip", 184)
    split = {zip_code for zip_code in codes if (lookup.find(zip_code) or ())[0].certainty == "split"}
    assert split == {zip_code for zip_code, found in codes.items() if len(found) > 1}
    assert len(split) == 51
    assert {part.certainty for zip_code in codes.keys() - split for part in lookup.find(zip_code) or ()} == {"likely"}


def test_census_relationship_files_become_shares() -> None:
    headers = ["\ufeffGEOID_ZCTA5_20", "NAMELSAD_ZCTA5_20", "AREALAND_ZCTA5_20", "GEOID_SLDL2022_20", "AREALAND_PART",
               "AREAWATER_PART"]
    rows = [
        ["55006", "ZCTA5 55006", "400", "2728A", "300", "0"], ["55006", "ZCTA5 55006", "400", "2711B", "100", "9"],
        ["55006", "ZCTA5 55006", "400", "2710A", "0", "9"], ["02138", "ZCTA5", "100", "25001", "100", "0"],
    ]
    report = LoadReport("zip", "")
    parts = read_zips(recognise(headers), rows, report)
    assert parts == [
        ZipPart("55006", "state-house", "28A", 0.75), ZipPart("55006", "state-house", "11B", 0.25),
        ZipPart("02138", "state-house", "1", 1.0),
    ]
    assert report.reasons == {"nothing of the ZIP lies in the district": 1}


def test_zips_mended_and_refused() -> None:
    report = LoadReport("zip", "")
    rows = [[2138.0, "05", "60%"], ["2138", "6", "40%"], ["x", "6", "1"], ["55001", "", "1"], ["55001", "1", "y"]]
    parts = read_zips(recognise(["ZIP", "County Commissioner", "Percent"]), rows, report)
    assert parts == [ZipPart("02138", "county-council", "5", 0.6), ZipPart("02138", "county-council", "6", 0.4)]
    assert sorted(report.reasons) == ["no district", "the ZIP is not a ZIP", "the share is not a number"]


def test_a_precinct_is_found_by_id_by_name_in_a_county_and_by_a_name_only_one_county_has() -> None:
    table = Precincts([
        ("1", "clover twp", "pine", "state-house", "11B"), ("2", "clover twp", "clearwater", "state-house", "2A"),
        ("3", "duluth p-15", "st louis", "state-house", "8B"),
    ])

    def ask(text: str, county: str = "") -> object:
        found = table.find(text, county)
        return found if isinstance(found, str) else (found[0].code, found[0].certainty)

    assert ask("1") == ("11B", "exact")
    assert ask("Clover Township", "Pine County") == ("11B", "exact")
    assert ask("Clover Twp (Clearwater)") == ("2A", "exact")
    assert ask("DULUTH PRECINCT 15") == ("8B", "likely")
    assert ask("Duluth P-15", "Saint Louis") == ("8B", "exact")
    assert ask("Clover Twp") == "several counties have a precinct of this name"
    assert ask("Nowhere", "Pine") == "the precinct is not in the precinct table"


def test_a_precinct_in_two_districts_is_split() -> None:
    headers = ["Precinct", "County", "Ward"]
    report = LoadReport("precinct", "")
    read_precincts(recognise(headers), [["P-1", "Pine", "1"], ["P-1", "Pine", "2"]], report)
    assert report.notes == ["1 precincts lie in several districts of a kind; people there are marked split."]
    table = Precincts([("", "p-1", "pine", "ward", "1"), ("", "p-1", "pine", "ward", "2")])
    found = table.find("P-1", "Pine")
    assert not isinstance(found, str)
    assert {part.certainty for part in found} == {"split"}


def test_precinct_names_are_compared_without_their_spelling() -> None:
    assert precinct_key("GRAND LAKE TOWNSHIP") == precinct_key("Grand Lake Twp.")
    assert precinct_key("Duluth P-15") == precinct_key("Duluth Pct 15") == precinct_key("duluth precinct #15")


def test_a_file_of_another_state_is_noted(store: Database) -> None:
    with store.writing() as session:
        add_people(session, [{"address": "1 Main St", "state": "MN", "zip": "55731"}])
        said = load_table(session, ["ZIP", "State House District"], [["55731", "7A"], ["55731", "70C"], ["1", "29"]],
                          name="zips.csv", by="t").notes
        census = load_table(session, ["GEOID_ZCTA5_20", "GEOID_SLDL2022_20", "AREALAND_PART"],
                            [["55731", "2707A", "5"], ["27513", "37041", "5"]], name="census.txt", by="t").notes
    assert "MN has no State House district 70C. Is the file of another state or year?" in said
    assert not [note for note in census if "has no" in note]
