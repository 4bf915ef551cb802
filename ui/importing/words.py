"""What fields are called on the page, and the menu they are chosen from."""

from __future__ import annotations

from organizer.domain.clock import short_date
from organizer.domain.district import KINDS
from organizer.importing.views import ColumnView

__all__ = ["ALSO_CALLED", "FIELD_GROUPS", "check_words", "field_words", "with_article"]

_NAMES: dict[str, str] = {
    "first_name": "First name", "last_name": "Last name", "full_name": "Full name",
    "full_name:last_first": "Full name, last name first", "middle_name": "Middle name", "nickname": "Goes by",
    "prefix": "Title before the name", "suffix": "Jr, Sr, III", "email": "E-mail", "phone": "Phone",
    "phone:mobile": "Mobile phone", "phone:home": "Home phone", "phone:work": "Work phone",
    "address": "Whole address", "address1": "Street address", "address2": "Apartment or unit", "city": "City",
    "state": "State", "zip": "ZIP code", "county": "County", "interest": "Interest: run or help",
    "interest:run": "Would run", "interest:help": "Would help",
    "office_sought": "Office sought", "involvement": "Involvement", "signed_up_at": "Signed up",
    "external_id": "Number in the other system", "source": "Source", "tags": "Tags", "notes": "Notes",
    "do_not_call": "Do not call", "household_id": "Household number", "latitude": "Latitude",
    "longitude": "Longitude", "language": "Language", "birth_date": "Date of birth", "zip4": "ZIP+4",
    "street": "Part of the street", "phone_type": "Kind of phone", "phone_extension": "Phone extension",
    "area_code": "Area code", "place": "City and state or ZIP",
    "name_contact": "Name with phone or e-mail", "email_opt_out": "Wants no e-mail",
    "email_opt_in": "Wants e-mail", "sms_ok": "Wants text messages", "bad_phone": "Phone is bad",
    "bad_email": "E-mail is bad", "deceased": "Deceased", "result": "Result of a contact",
    "run_stage": "Run stage", "help_stage": "Help stage", "follow_up": "Follow-up",
    "status": "Status: result or stage",
    "do_not_call:preference": "How they may be reached", "districts": "Several districts",
    "spouse:full_name": "Spouse's name", "spouse:first_name": "Spouse's first name",
    "spouse:last_name": "Spouse's last name", "spouse:email": "Spouse's e-mail", "spouse:phone": "Spouse's phone",
    "spouse:phone:mobile": "Spouse's mobile phone",
    "contacted_at": "Date of the contact", "contacted_by": "Who made the contact", "contact_kind": "Kind of contact",
}
FIELD_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Name", ("first_name", "last_name", "full_name", "full_name:last_first", "name_contact", "middle_name", "nickname",
              "suffix", "prefix")),
    ("Second person", ("spouse:full_name", "spouse:first_name", "spouse:last_name", "spouse:phone",
                       "spouse:phone:mobile", "spouse:email")),
    ("Phone and e-mail", ("phone", "phone:mobile", "phone:home", "phone:work", "email", "do_not_call", "bad_phone",
                          "email_opt_in", "email_opt_out", "sms_ok")),
    ("Address", ("address1", "address2", "address", "city", "state", "zip", "place", "county", "latitude",
                 "longitude")),
    ("Run and help", ("interest", "interest:run", "interest:help", "office_sought", "involvement", "notes", "tags",
                      "language", "birth_date",
                      "deceased")),
    ("Where it comes from", ("signed_up_at", "source", "external_id", "household_id")),
    ("Contacts made", ("result", "contacted_at", "contacted_by", "contact_kind", "follow_up", "status",
                         "run_stage", "help_stage")),
    ("Several calls", tuple(f"attempt:{call}:{part}" for call in (1, 2, 3, 4) for part in ("result", "at", "note"))),
    ("District", (
        "districts", *(f"district:{kind}" for kind in (
            "state-house", "state-senate", "congressional", "county-council", "city-council", "ward", "school",
            "precinct", "judicial", "special",
        )),
    )),
)
"""The menu: groups with the fields a person would look for there."""


ALSO_CALLED: dict[str, str] = {
    "extra": "ignore skip leave out none", "first_name": "given", "last_name": "surname family", "phone:mobile": "cell",
    "email": "mail address", "zip": "postal postcode", "address1": "house number",
    "signed_up_at": "date timestamp created",
    "notes": "comments remarks", "external_id": "id vanid voter file", "office_sought": "position seat race",
    "involvement": "experience history", "interest": "volunteer", "interest:help": "volunteer", "tags": "labels groups",
    "source": "event campaign", "result": "outcome response", "birth_date": "birthday dob", "city": "town",
    "do_not_call": "opt out", "email_opt_out": "unsubscribed", "district:state-house": "legislative assembly hd",
    "district:state-senate": "sd", "district:congressional": "cd us house",
}
"""Other words by which people look for a field."""


def field_words(field: str | None, detail: str = "") -> str:
    """``First name``; a column without a field is kept as an extra one."""
    if field is None:
        return "Keep as an extra column"
    if field == "district:state-house" and detail == "legislative":
        return "Legislative district"
    if field.startswith("district:"):
        kind = field.removeprefix("district:")
        return f"{KINDS.get(kind, kind)} district" if kind != "precinct" else "Precinct"
    if field == "attempt":
        return _of_a_call(detail)
    if field == "spouse" and f"spouse:{detail}" not in _NAMES:
        number, _, rest = detail.partition(":")
        name, _, more = (rest if number.isdigit() else detail).partition(":")
        whose = f"Person {number}'s" if number.isdigit() else "Spouse's"
        return f"{whose} {field_words(name, more).lower()}"
    return _NAMES.get(f"{field}:{detail}", _NAMES.get(field, field.replace("_", " ").capitalize()))


def _of_a_call(detail: str) -> str:
    """``Date of call 2``, ``Result of the call on Jun 12``, ``Result of “texted”``."""
    which, _, part = detail.rpartition(":")
    call = f"call {which}" if which.isdigit() else f"“{which}”"
    if which[:4].isdigit() and which[4:5] == "-":
        call = f"the call on {short_date(which)}"
    return f"{_PARTS_OF_A_CALL[part]} {call}"


_PARTS_OF_A_CALL = {"result": "Result of", "at": "Date of", "by": "Who made", "note": "Note on"}


def with_article(label: str) -> str:
    """``a NationBuilder export``; of several things, or of what is not counted, the words alone."""
    last = label.split()[-1]
    if last.endswith("s") or last in ("history", "Contacts"):
        return label
    return f"an {label}" if label[0] in "AEIO" else f"a {label}"  # none that begins with U is spoken with a vowel


def check_words(column: ColumnView) -> tuple[str, str]:
    """What the Check column says, and its tone: ``✓ 3 mended: leading zero restored``."""
    doubtful = f"{column.doubtful:,} to look at" if column.doubtful else ""
    mended = f"{column.mended:,} mended" if column.mended else ""
    if column.refused:
        return "; ".join(filter(None, (f"{column.refused:,} not usable: {column.why}", doubtful, mended))), "bad"
    if not column.sure and column.field:
        return "Is this right?", "waiting"
    if not column.values:
        return "empty", "new"
    if doubtful:
        return "; ".join(filter(None, (f"{doubtful}: {column.why}", mended))), "waiting"
    if mended:
        return f"✓ {mended}: {column.why}", "good"
    if column.note:
        return column.note, "new"
    return ("✓", "good") if column.field else ("", "new")
