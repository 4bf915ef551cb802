"""A building or a care-of before the street stays with the address, and tells nobody apart."""

from __future__ import annotations

import pytest

from organizer.domain.address import match_key, normalize, split_full


@pytest.mark.parametrize(("written", "shown", "key"), [
    (("Lutheran Home, 12 Elm St", ""), ("12 Elm St", "(Lutheran Home)"), "12|ELM ST||55803"),
    (("12 Elm St, Lutheran Home", ""), ("12 Elm St", "(Lutheran Home)"), "12|ELM ST||55803"),
    (("12 Elm St., Lutheran Home", "Apt 4"), ("12 Elm St", "Apt 4 (Lutheran Home)"), "12|ELM ST|4|55803"),
    (("12 Elm St, North", ""), ("12 Elm St N", ""), "12|ELM ST N||55803"),
    (("333 N New River Dr, east", ""), ("333 N New River Dr E", ""), "333|N NEW RIVER DR E||55803"),
    (("12 Elm St, Rear", ""), ("12 Elm St", "Rear"), "12|ELM ST|REAR|55803"),
    (("Lutheran Home", "12 Elm St"), ("12 Elm St", "(Lutheran Home)"), "12|ELM ST||55803"),
    (("Pine Ridge Apts #12, 14 Oak Ave", ""), ("14 Oak Ave", "# 12 (Pine Ridge Apts)"), "14|OAK AVE|12|55803"),
    (("St. Ann's Residence, 330 E 3rd St, Apt 4", ""), ("330 E 3rd St", "Apt 4 (St. Ann's Residence)"), "330|E 3RD ST|4|55803"),
    (("c/o Smith, 14 Elm St", ""), ("14 Elm St", "c/o Smith"), "14|ELM ST||55803"),
    (("12 Elm St Apt 4 (Lutheran Home)", ""), ("12 Elm St", "Apt 4 (Lutheran Home)"), "12|ELM ST|4|55803"),
    (("12 Elm St", "Apt 4 (Lutheran Home)"), ("12 Elm St", "Apt 4 (Lutheran Home)"), "12|ELM ST|4|55803"),
    (("PO Box 12", "14 Elm St"), ("14 Elm St", "(PO Box 12)"), "14|ELM ST||55803"),
    (("Apt 3, 12 Elm St", ""), ("12 Elm St", "Apt 3"), "12|ELM ST|3|55803"),
    (("RR 2, Box 14", ""), ("RR 2 Box 14", ""), "|RR 2 BOX 14||55803"),
    (("Lutheran Home", "Apt 4"), ("Lutheran Home", "Apt 4"), ""),
    (("Elm St, 12 Duluth", ""), ("Elm St 12 Duluth", ""), ""),
])
def test_what_stands_beside_a_street(written, shown, key):
    assert normalize(*written) == shown
    assert match_key(*written, "55803") == match_key(*shown, "55803") == key
    assert normalize(*shown) == shown


def test_a_building_before_a_whole_address():
    found = split_full("Lutheran Home Apt 4, 12 Elm St, Duluth, MN 55803")
    assert (found.line, found.unit, found.city, found.state, found.zip) == (
        "12 Elm St", "Apt 4 (Lutheran Home)", "Duluth", "MN", "55803")
    lines = split_full("Lutheran Home\n14 Elm St\nDuluth MN 55803")
    assert (lines.line, lines.unit, lines.city) == ("14 Elm St", "(Lutheran Home)", "Duluth")
