"""A call sheet of invented people, to look at a template with: a couple, bad and missing phones, names long and far."""

from __future__ import annotations

from dataclasses import replace

from organizer.callsheets.hours import hours_to_call
from organizer.callsheets.sheet import CallSheet, Line, SheetPhone, check_code, line_codes
from organizer.callsheets.template import Template
from organizer.domain import clock
from organizer.domain.contact import shown_phone
from organizer.domain.district import short_label
from organizer.domain.names import list_name, sort_key

__all__ = ["KINDS", "sample_sheet"]

KINDS = ("state-house", "state-senate", "congressional", "county-council", "ward", "precinct")
_NAMES = (
    ("Maria", "Okafor"), ("James", "Castillo"), ("Aisha", "Flores"), ("Nguyễn Thị Hồng", "Phượng"),
    ("Robert", "Rivera"), ("Linh", "Haddad"), ("Carlos", "Ibarra"), ("Denise", "Turner"), ("Tom", "Turner"),
    ("Priya", "Patel"),
    ("Alexandria Wilhelmina", "Featherstonehaugh-Montgomery"), ("Pa Houa", "Vang"), ("محمد", "الحسيني"),
    ("Peter", "Larsen"), ("Angela", "Chen"), ("Samira", "Warsame"), ("Hal", "Moss"), ("Grace", "Lindqvist"),
)
_TOLD = ("Hosted two house parties", "", "Phone bank on Tuesdays, yard signs", "New to this")
_LAST = ("Left message Nov 18", "", "No answer Nov 12", "Talked Oct 30")


def sample_sheet(template: Template) -> CallSheet:
    """The sheet as this template prints it."""
    def order(one: int) -> tuple[str, str]:
        lead = {"name": sort_key(*_NAMES[_couple(one)]), "street": f"{_street(one):05}", "phone": _number(one, 0)}
        return _ward(one) if template.breaks != "none" else "", lead[template.order]

    places = sorted(range(len(_NAMES)), key=order)
    lines = [_line(one, template) for one in places]
    codes = line_codes("sample", (line.uuid for line in lines))
    numbered = tuple(replace(line, number=number, code=code)
                     for number, (line, code) in enumerate(zip(lines, codes, strict=True), 1))
    return CallSheet(
        title="Ward 3 – would run, not called yet", lines=numbered, number=1, words="invented people, to look at",
        county="Your county", key=check_code("sample"), made_at=clock.now(), made_by="you", template=template,
        hours=hours_to_call((("MN", "55434"),), template.window),
    )


def _ward(one: int) -> str:
    return str(3 + _couple(one) % 2)


def _couple(one: int) -> int:
    """The Turners are one household."""
    return 7 if one == 8 else one


def _street(one: int) -> int:
    return 785 + _couple(one) * 130


def _number(one: int, place: int) -> str:
    return f"+1612555{100 + _couple(one) * 5 + place:04d}"


def _line(one: int, template: Template) -> Line:
    first, last = _NAMES[one]
    phones = () if one == 13 else tuple(
        SheetPhone(_number(one, place), shown_phone(_number(one, place)), "MHWM"[place], bad=place == 1)
        for place in range({2: 4, 6: 2}.get(one, 1)))
    known = (("state-house", "32A"), ("state-senate", "32"), ("congressional", "6"), ("county-council", "4"),
             ("ward", _ward(one)), ("precinct", f"Blaine P-{_ward(one)}"))
    kind = {"precinct": "precinct", "caller": "ward"}.get(template.breaks, template.broken_by())
    group = next((short_label(*pair) for pair in known if pair[0] == kind), "")
    return Line(
        number=0, code="", uuid=f"{one:032x}", name=f"{first} {last}", list_name=list_name(first, last),
        household=8 if one in (7, 8) else 0, age=str(24 + one * 3) if one % 3 else "", phones=phones,
        email=f"person{one + 1}@example.org", address=f"{_street(one)} Polk St NE", city="Blaine", state="MN",
        zip="55434", districts=tuple(pair for pair in known
                                     if not template.district_kinds or pair[0] in template.district_kinds),
        interest=("Run · County commission", "Volunteer", "Run, Volunteer · School board")[one % 3],
        involved=_TOLD[one % 4], language="Hmong" if one == 11 else "", last=_LAST[one % 4],
        group="for Denise" if template.breaks == "caller" else group if template.breaks != "none" else "",
    )
