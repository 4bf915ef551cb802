"""The states and territories of the United States by their postal codes."""

from __future__ import annotations

from organizer.domain.names import fold

__all__ = ["BY_NAME", "STATES"]

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "VI": "Virgin Islands", "GU": "Guam", "AS": "American Samoa", "MP": "Northern Mariana Islands",
    "AA": "Armed Forces Americas", "AE": "Armed Forces Europe", "AP": "Armed Forces Pacific",
}
"""Postal code to name, the armed forces' included."""
BY_NAME = {fold(name): code for code, name in STATES.items()} | {
    "minn": "MN", "wis": "WI", "wisc": "WI", "calif": "CA", "mass": "MA", "penn": "PA", "penna": "PA", "tenn": "TN",
    "conn": "CT", "mich": "MI", "ill": "IL", "ind": "IN", "fla": "FL", "ariz": "AZ", "ark": "AR", "colo": "CO",
    "kans": "KS", "nebr": "NE", "okla": "OK", "ore": "OR", "tex": "TX", "wash": "WA", "wyo": "WY", "ala": "AL",
    "washington dc": "DC", "dc": "DC", "n carolina": "NC", "s carolina": "SC", "n dakota": "ND", "s dakota": "SD",
    "n dak": "ND", "s dak": "SD", "n car": "NC", "s car": "SC", "n mex": "NM", "oreg": "OR", "del": "DE", "kan": "KS",
    "neb": "NE", "nev": "NV", "mont": "MT", "miss": "MS", "wva": "WV", "w va": "WV",
    "w virginia": "WV", "n mexico": "NM", "nueva york": "NY", "carolina del norte": "NC", "carolina del sur": "SC",
    "dakota del norte": "ND", "dakota del sur": "SD", "nuevo mexico": "NM", "luisiana": "LA", "misuri": "MO",
    "pensilvania": "PA", "tejas": "TX", "virginia occidental": "WV",
}
"""Name, folded, to postal code; abbreviations and Spanish names too."""
