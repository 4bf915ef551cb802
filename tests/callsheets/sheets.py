"""Sheets to print in the tests: many people, odd names, households."""

from __future__ import annotations

import random
from dataclasses import replace

from organizer.callsheets.sheet import CallSheet, Line, SheetPhone, check_code, line_codes
from organizer.callsheets.template import STANDARD, Template
from organizer.domain.contact import shown_phone

FIRST = ["Maria", "James", "Aisha", "Robert", "Linh", "Carlos", "Denise", "Tom", "Yolanda", "Marcus", "Angela", "Peter"]
LAST = ["Okafor", "Castillo", "Flores", "Rivera", "Haddad", "Ibarra", "Turner", "Nguyen", "Larsen", "Moss", "Chen"]
ODD = [
    ("Nguyễn Thị Hồng Phượng", "Nguyễn, Thị Hồng Phượng"),
    ("Txhim Ntsuab Vaj Tsuas", "Vaj, Txhim Ntsuab"),
    ("Cabdiraxmaan Maxamed Cabdullaahi", "Cabdullaahi, Cabdiraxmaan Maxamed"),
    ("محمد عبد الرحمن الحسيني", "الحسيني, محمد عبد الرحمن"),
    ("王小明", "王, 小明"),
    ("Αλέξανδρος Παπαδόπουλος", "Παπαδόπουλος, Αλέξανδρος"),
    ("Wolfeschlegelsteinhausenbergerdorff Maximiliana-Hildegard von und zu Hohenlohe-Waldenburg-Schillingsfürst",
     "Hohenlohe-Waldenburg-Schillingsfürst, Wolfeschlegelsteinhausenbergerdorff Maximiliana-Hildegard von und zu"),
]


def make_line(number: int, seed: random.Random, name: tuple[str, str] | None = None, phones: int = 1) -> Line:
    first, last = seed.choice(FIRST), seed.choice(LAST)
    numbers = [f"+1612555{100 + (number * 7 + place * 1300) % 9900:04d}" for place in range(phones)]
    return Line(
        number=number, code="", uuid=f"{number:032x}", person_id=number,
        name=name[0] if name else f"{first} {last}", list_name=name[1] if name else f"{last}, {first}",
        age=str(20 + number % 60) if number % 3 else "",
        phones=tuple(
            SheetPhone(one, shown_phone(one), "MHW"[place % 3], bad=place == 1) for place, one in enumerate(numbers)
        ),
        email=f"person{number}@example.org",
        address=f"{seed.randint(100, 9999)} Polk St NE", city=seed.choice(["Blaine", "Coon Rapids", "Ham Lake"]),
        state="MN", zip="55434",
        districts=(("state-house", "32A"), ("state-senate", "32"), ("congressional", "6"), ("precinct", "Blaine P-3")),
        interest=seed.choice(["Run · County commission", "Volunteer", "Run, Volunteer · State House"]),
        involved=seed.choice(["", "Precinct captain since 2008", "Phone bank, yard signs"]),
        last=seed.choice(["", "Left message Nov 18", "No answer Nov 12"]),
    )


def make_sheet(count: int, template: Template = STANDARD, odd: bool = False) -> CallSheet:
    seed = random.Random(count)
    lines = []
    for number in range(1, count + 1):
        name = ODD[(number - 1) % len(ODD)] if odd else None
        phones = {3: 4, 5: 0}.get(number % 11, 1)
        lines.append(make_line(number, seed, name, phones))
    for number in range(8, count, 13):  # a couple that shares phone and address
        one, two = lines[number - 1], lines[number]
        lines[number - 1] = replace(one, household=number)
        lines[number] = replace(two, household=number, phones=one.phones, address=one.address, city=one.city)
    codes = line_codes("sheet", [line.uuid for line in lines])
    lines = [replace(line, code=code) for line, code in zip(lines, codes, strict=True)]
    return CallSheet(
        title="House District 32A – would run, not yet called", lines=tuple(lines), number=7, uuid="ab" * 16,
        words="HD 32A · would run · not called since Oct 1", county="Anoka County", key=check_code("store", 7),
        made_at="2026-11-19T18:20:00Z", made_by="D. Brooks", caller="", due="2026-11-30", hours="9 AM – 8:30 PM",
        template=template,
    )

