"""Which program a sheet was exported from, known by its headers, and what that program's files are like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from organizer.domain.district import KINDS
from organizer.importing.columns.names import normal

__all__ = ["EXPORTERS", "UNKNOWN", "Exporter", "recognise"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """An exporting program.

    Args:
        key: short; also the system of the ids its files carry.
        label: as shown ("looks like a NationBuilder export" is "NationBuilder export").
        all_of: headers that must all be there, normalised and without spaces.
        any_of: headers of which one must be there; empty for no such condition.
        begins: what some header must begin with; empty for no such condition.
        unquote: cells may begin with an apostrophe that is none of theirs.
        many_rows: one person may fill several rows, which become one.
        phones: kinds of phone in order of preference; "" is a column that tells none.
        clean: names are as they shall be: a couple is two rows, and capitals are meant.
        house_ids: its plain ids are those of one installation; another's may have the same for somebody else.
        columns: headers by which this program means something of its own, with their field; None keeps the column only.
    """

    key: str
    label: str
    all_of: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    begins: str = ""
    unquote: bool = False
    many_rows: bool = False
    phones: tuple[str, ...] = ("", "mobile", "home", "work")
    clean: bool = False
    house_ids: bool = False
    columns: Mapping[str, str | None] = field(default_factory=dict)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OWN_DISTRICTS: dict[str, str | None] = {
    normal(f"{name} District"): f"district:{kind}" for kind, name in KINDS.items()
}
"""Districts as our own exports head them; elsewhere "County District" is one of a county's commission."""
_OWN_TABLE: dict[str, str | None] = {
    "status": "status", "called": "contacted_at", "tries": None, "involved so far": "involvement", "born": "birth_date",
    "school": "district:school",
}
"""Columns of the table of prospects, whose cells were copied together with their headings."""
UNKNOWN = Exporter("", "")
EXPORTERS: tuple[Exporter, ...] = (
    Exporter("nationbuilder", "NationBuilder contacts", _words("recipientid"), _words("authorid recipientfullname"),
             unquote=True, columns={"contact id": None, "id": None, "recipient id": "external_id:nationbuilder",
                                    "status": "result", "method": "contact_kind", "type": None}),
    Exporter("callhub", "CallHub calls", _words("disposition"), _words("contactnumber agent campaign"),
             columns={"agent": "contacted_by", "started at": "contacted_at", "contact number": "phone"}),
    Exporter("van", "VAN contact history", _words("result"), _words("datecanvassed contactedby canvassedby"),
             phones=("", "mobile", "home", "work")),
    Exporter("van", "VAN survey responses", _words("surveyquestionname")),
    Exporter("bsd", "Blue State Digital export", _words("uniqueconstituentid"), phones=("mobile", "home", "", "work")),
    Exporter("bsd", "Blue State Digital export", _words("firstname lastname mobilephoneoptin"),
             _words("subsource joindate congressionaldistrict"), phones=("mobile", "home", "", "work")),
    Exporter("everyaction", "EveryAction bulk file", _words("sourceid"),
             _words("activistcode emailsubscriptionstatus smsoptinstatus originsourcecode"), many_rows=True),
    Exporter("everyaction", "EveryAction bulk file", _words("activistcode emailsubscriptionstatus"), many_rows=True),
    Exporter("nationbuilder", "NationBuilder export", _words("nationbuilderid"), unquote=True,
             phones=("mobile", "", "home", "work")),
    Exporter("nationbuilder", "NationBuilder export", _words("signuptype supportlevel"), unquote=True,
             phones=("mobile", "", "home", "work")),
    Exporter("texts", "texting campaign", _words("optedout"),
             _words("messagestatus contactmessagestatus lastmessage lastmessagereceived lastreply assignedtexter"),
             house_ids=True, columns={"opted out": "sms_ok:out"}),
    Exporter("van", "VAN / VoteBuilder export", frozenset(),
             _words("voterfilevanid vanid voterfilevan vhhid mycampaignid")),
    Exporter("actionnetwork", "Action Network report", begins="can2"),
    Exporter("mobilize", "Mobilize shifts", _words("timeslotid"), many_rows=True),
    Exporter("mobilize", "Mobilize shifts", _words("signupcreatedtime mobilenumber"), many_rows=True),
    Exporter("actblue", "ActBlue contributions", _words("donorfirstname donorlastname"), many_rows=True),
    Exporter("reach", "Reach export", _words("reachid")),
    Exporter("mailchimp", "Mailchimp audience", _words("emailaddress"), _words("memberrating leid euid"),
             columns={"latitude": None, "longitude": None}),  # of the computer they signed up at
    Exporter("google-contacts", "Google Contacts", frozenset(), _words("email1value phone1value")),
    Exporter("thunderbird", "Thunderbird address book", _words("displayname screenname")),
    Exporter("outlook", "Outlook contacts", _words("homestreet homepostalcode")),
    Exporter("l2", "L2 voter file", _words("lalvoterid")),
    Exporter("rnc", "DataTrust file", frozenset(), _words("rncregid rncid")),
    Exporter("nc", "North Carolina voter file", _words("ncid")),
    Exporter("oh", "Ohio voter file", _words("sosvoterid")),
    Exporter("mi", "Michigan voter file", _words("statevoterref jurisdiction")),
    Exporter("mi", "Michigan voter file", _words("voteridentificationnumber jurisdictionname"),
             columns={"extension": "address2"}),
    Exporter("facebook", "Facebook lead ads", _words("adid formid")),
    Exporter("fl", "Florida voter file", _words("floridavoterid")),
    Exporter("ut", "Utah voter file", _words("voterid uocava")),
    Exporter("spoke", "Spoke contacts", frozenset(), _words("ziporpost ziporpostal")),
    Exporter("civicrm", "CiviCRM export", _words("sortname displayname"), _words("donotphone contactid contacttype"),
             house_ids=True),
    Exporter("actionkit", "ActionKit users", _words("userid randid"), house_ids=True),
    Exporter("actionkit", "ActionKit users", _words("userid postal plus4"), house_ids=True),
    Exporter("salesforce", "Salesforce contacts", _words("contactid mailingstreet"),
             columns={"title": None, "salutation": "prefix"}),
    Exporter("hubspot", "HubSpot contacts", _words("recordid"),
             _words("contactowner marketingcontactstatus leadstatus"), house_ids=True, columns={"title": None}),
    Exporter("pdi", "PDI list", frozenset(), _words("pdiid flagid"), columns={"ad": "district:state-house"}),
    Exporter("eventbrite", "Eventbrite attendees", _words("tickettype"),
             _words("attendeestatus attendeenumber orderdate")),
    Exporter("raisersedge", "Raiser's Edge export", _words("constituentid"),
             _words("keyindicator addressee constituentcode spousefirstname preferredaddressline1"), house_ids=True),
    Exporter("zoom", "Zoom registrations", _words("registrationtime approvalstatus")),
    Exporter("surveymonkey", "SurveyMonkey answers", _words("respondentid collectorid")),
    Exporter("anedot", "Anedot donations", _words("donationid"), _words("donoremail donorphone"), many_rows=True),
    Exporter("tx", "Texas voter file", _words("vuid")),
    Exporter("organizer", "Organizer export", _words("externalid runstage helpstage lastresult"), clean=True,
             columns=_OWN_DISTRICTS),
    Exporter("organizer", "Organizer table", _words("name status called"),
             _words("districts officesought interest phone tries runstage helpstage"), clean=True, columns=_OWN_TABLE),
    Exporter("google-forms", "Google Forms answers", _words("timestamp")),
)


def recognise(headers: Sequence[str]) -> Exporter:
    """The program these headers come from, or `UNKNOWN`."""
    known = {normal(header).replace(" ", "") for header in headers}
    for exporter in EXPORTERS:
        if not (exporter.all_of or exporter.any_of or exporter.begins) or not exporter.all_of <= known:
            continue
        if exporter.any_of and exporter.any_of.isdisjoint(known):
            continue
        if exporter.begins and not any(header.startswith(exporter.begins) for header in known):
            continue
        if exporter.key == "google-forms" and normal(headers[0]) != "timestamp":
            continue
        return exporter
    return UNKNOWN
