"""The words of American street addresses and their postal abbreviations (USPS Publication 28, appendices B and C)."""

from __future__ import annotations

__all__ = ["DIRECTIONS", "ORDINALS", "SUFFIXES", "UNITS", "UNITS_ALONE"]

DIRECTIONS: dict[str, str] = {
    "north": "N", "south": "S", "east": "E", "west": "W", "northeast": "NE", "northwest": "NW", "southeast": "SE",
    "southwest": "SW", "n": "N", "s": "S", "e": "E", "w": "W", "ne": "NE", "nw": "NW", "se": "SE", "sw": "SW",
    "no": "N", "so": "S", "north-east": "NE", "north-west": "NW", "south-east": "SE", "south-west": "SW",
}

_SUFFIX_TABLE = """
aly alley allee ally; anx annex anex; arc arcade; ave avenue av aven avenu avn; bch beach; bnd bend; blf bluff; blfs
bluffs; blvd boulevard boul boulv bvd; br branch brnch; brg bridge brdge; brk brook; brks brooks; bg burg; byp bypass
bypa byps; cp camp; cyn canyon canyn; cpe cape; cswy causeway causwa; ctr center centre cen cent cntr; cir circle circ
circl crcl; clf cliff; clfs cliffs; clb club; cmn common; cmns commons; cor corner; cors corners; crse course; ct
court crt; cts courts; cv cove; cvs coves; crk creek; cres crescent crsent; crst crest; xing crossing crssng; xrd
crossroad; curv curve; dl dale; dm dam; dv divide; dr drive driv drv; drs drives; est estate; ests estates; expy
expressway exp expr express expw; ext extension extn extnsn; fls falls; fry ferry; fld field; flds fields; flt flat;
flts flats; frd ford; frst forest; frg forge; frk fork; frks forks; ft fort; fwy freeway freewy frwy; gdn garden
gardn; gdns gardens; gtwy gateway; gln glen; grn green; grv grove; hbr harbor harbour; hvn haven; hts heights height
ht; hwy highway highwy hiway hway; hl hill; hls hills; holw hollow hollows; inlt inlet; is island; isle isles; jct
junction; ky key; knl knoll; knls knolls; lk lake; lks lakes; lndg landing; ln lane la lanes; lgt light; lf loaf; lck
lock; ldg lodge; loop loops; mall; mnr manor; mdw meadow; mdws meadows medows; mews; ml mill; mls mills; msn mission;
mtwy motorway; mt mount; mtn mountain; nck neck; orch orchard; oval ovl; opas overpass; park parks prk; pkwy parkway
pkway pky parkways parkwy; pass; psge passage; path paths; pike pikes; pne pine; pnes pines; pl place; pln plain; plns
plains; plz plaza plza; pt point; pts points; prt port; pr prairie; radl radial; ramp; rnch ranch; rpd rapid; rpds
rapids; rst rest; rdg ridge rdge; rdgs ridges; riv river; rd road; rds roads; rte route; row; rue; run; shl shoal; shr
shore; shrs shores; skwy skyway; spg spring; spgs springs; spur spurs; sq square sqr squ; sta station; stra stravenue;
strm stream; st street str strt; sts streets; smt summit; ter terrace terr; trwy throughway; trce trace; trak track;
trfy trafficway; trl trail trails tr; trlr trailer; tunl tunnel; tpke turnpike trnpk turnpk; upas underpass; un union;
vly valley; via viaduct; vw view; vws views; vlg village; vl ville; vis vista; walk walks; wall; way wy; ways; wl
well; wls wells
"""
SUFFIXES: dict[str, str] = {
    word: words.split()[0].upper() for words in _SUFFIX_TABLE.split(";") for word in words.split()
}
"""Every spelling of a street's suffix, to its abbreviation."""

UNITS: dict[str, str] = {
    "apt": "Apt", "apartment": "Apt", "apmt": "Apt", "appt": "Apt", "unit": "Unit", "ste": "Ste", "suite": "Ste",
    "bldg": "Bldg", "building": "Bldg", "fl": "Fl", "floor": "Fl", "flr": "Fl", "rm": "Rm", "room": "Rm", "lot": "Lot",
    "trlr": "Trlr", "trailer": "Trlr", "spc": "Spc", "space": "Spc", "dept": "Dept", "department": "Dept",
    "hngr": "Hngr", "hangar": "Hngr", "pier": "Pier", "slip": "Slip", "stop": "Stop", "ph": "Ph", "penthouse": "Ph",
    "#": "#", "no": "#",
}
UNITS_ALONE: dict[str, str] = {
    "basement": "Bsmt", "bsmt": "Bsmt", "front": "Frnt", "frnt": "Frnt", "lobby": "Lbby", "lower": "Lowr",
    "lowr": "Lowr", "office": "Ofc", "ofc": "Ofc", "penthouse": "Ph", "ph": "Ph", "rear": "Rear", "side": "Side",
    "upper": "Uppr", "uppr": "Uppr",
}
"""Parts of a house that need no number."""

_FIRST = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
          "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"]
_TENS = {20: "twent", 30: "thirt", 40: "fort", 50: "fift", 60: "sixt", 70: "sevent", 80: "eight", 90: "ninet"}


def _suffix(number: int) -> str:
    return "TH" if 10 <= number % 100 <= 20 else {1: "ST", 2: "ND", 3: "RD"}.get(number % 10, "TH")


ORDINALS: dict[str, str] = {_FIRST[n]: f"{n}{_suffix(n)}" for n in range(1, 20)}
for _ten, _word in _TENS.items():
    ORDINALS[f"{_word}ieth"] = f"{_ten}TH"
    for _one in range(1, 10):
        ORDINALS[f"{_word}y-{_FIRST[_one]}"] = f"{_ten + _one}{_suffix(_one)}"
