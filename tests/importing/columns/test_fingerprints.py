"""Proves that an export is known by its headers."""

from __future__ import annotations

import pytest

from organizer.importing.columns.fingerprints import UNKNOWN, recognise


@pytest.mark.parametrize(
    ("headers", "label"),
    [
        ("Unique Constituent ID,First Name,Last Name", "Blue State Digital export"),
        ("First Name,Last Name,Email,Join Date,Subsource,Mobile Phone Opt-In", "Blue State Digital export"),
        ("Voter File VANID,VHHID,LastName", "VAN / VoteBuilder export"),
        ("vanid,first,last", "VAN / VoteBuilder export"),
        ("Voter File VANID,Contact Name,Date Canvassed,Result,Canvassed By", "VAN contact history"),
        ("Source ID,NationBuilder ID,First Name,Activist Code", "EveryAction bulk file"),
        ("nationbuilder_id,first_name,tag_list", "NationBuilder export"),
        ("uuid,first_name,can2_phone", "Action Network report"),
        ("first name,last name,email,event id,timeslot id", "Mobilize shifts"),
        ("Receipt ID,Donor First Name,Donor Last Name", "ActBlue contributions"),
        ("Timestamp,Email Address,What is your name?", "Google Forms answers"),
        ("first,last_name,ZipOrPost,Cell_Phone", "Spoke contacts"),
        ("Reach ID,Added Timestamp", "Reach export"),
        ("Email Address,First Name,MEMBER_RATING,LEID", "Mailchimp audience"),
        ("Name,E-mail 1 - Value,Phone 1 - Value", "Google Contacts"),
        ("Contact ID,Contact Type,Sort Name,Display Name,Do Not Phone", "CiviCRM export"),
        ("user_id,email,postal,plus4,rand_id", "ActionKit users"),
        ("Contact ID,Salutation,Mailing Street", "Salesforce contacts"), ("Record ID,Contact owner", "HubSpot contacts"),
        ("PDI_ID,LastName,AD", "PDI list"), ("Order #,Order Date,Ticket Type", "Eventbrite attendees"),
        ("Registration Time,Approval Status", "Zoom registrations"),
        ("Respondent ID,Collector ID", "SurveyMonkey answers"), ("VUID,Last Name", "Texas voter file"),
        ("contact_id,author_id,recipient_id,status", "NationBuilder contacts"),
        ("Agent,Contact number,Disposition", "CallHub calls"),
        ("LALVOTERID,Voters_FirstName", "L2 voter file"),
    ],
)
def test_each_exporter_is_recognised(headers: str, label: str) -> None:
    assert recognise(headers.split(",")).label == label


def test_a_plain_list_is_nobodys() -> None:
    assert recognise(["Name", "Phone"]) is UNKNOWN
    assert recognise(["Name", "Timestamp"]) is UNKNOWN
