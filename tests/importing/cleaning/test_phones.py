"""Proves that numbers come out in E.164, that nothing is guessed, and that every number left out says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.importing.cleaning.phones import ROUNDED, UNUSED, clean_phones


@pytest.mark.parametrize(
    "written",
    [
        "218-555-0101", "(218) 555-0101", "218.555.0101", "+1 218 555 0101", "12185550101", 2185550101, 2185550101.0,
        "2185550101.0", "2.185550101E9", " 218 555 0101 ", "1-218-555-0101", "218–555–0101", "+12185550101",
    ],
)
def test_one_number_however_it_is_written(written: object) -> None:
    assert [phone.number for phone in clean_phones(written)[0]] == ["+12185550101"]


def test_what_spreadsheets_damage_is_mended_or_told() -> None:
    assert clean_phones("5551234567.0")[0][0].number == "+15551234567"
    assert clean_phones("5.551234567E9")[0][0].number == "+15551234567"
    assert clean_phones("5.55E+09") == ((), ROUNDED)
    assert clean_phones("5,55E+09") == ((), ROUNDED)


def test_kinds_and_extensions_in_the_cell() -> None:
    cell, extension = clean_phones("218-555-0114 (cell)")[0][0], clean_phones("218-555-0101 ext. 12")[0][0]
    assert (cell.number, cell.kind) == ("+12185550114", "mobile")
    assert (extension.number, extension.extension) == ("+12185550101", "12")


@pytest.mark.parametrize(
    "written",
    ["218-555-0101 / 218-555-0102", "218-555-0101, 218-555-0102", "218-555-0101 or 218-555-0102",
     "218-555-0101\n218-555-0102", "2185550101 2185550102"],
)
def test_several_numbers_in_one_cell(written: str) -> None:
    assert [phone.number for phone in clean_phones(written)[0]] == ["+12185550101", "+12185550102"]


def test_several_numbers_each_with_its_kind() -> None:
    found, _ = clean_phones("c: 218 555 0101 h: 612-555-0102")
    assert [(phone.number, phone.kind) for phone in found] == [("+12185550101", "mobile"), ("+16125550102", "home")]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1111111111", "not a real number"), ("1234567890", "not a real number"), ("218-999-9999", "not a real number"),
        ("218-555-1212", "not a real number"), ("000-000-0000", "no such number can be dialed"),
        ("555-0101", "no area code"),
        ("02609712509", "too many digits"), ("Mobile", "no number in it"), ("123", "too few digits"),
        ("011-222-3333", "no such number can be dialed"), ("411-555-0101", None),
    ],
)
def test_a_number_left_out_says_why(written: str, why: str | None) -> None:
    found, reason = clean_phones(written)
    assert reason if why is None else (found, reason) == ((), why)


@pytest.mark.parametrize("written", ["", None, "none", "n/a", "-", "No"])
def test_nothing_is_nothing(written: object) -> None:
    assert clean_phones(written) == ((), "")


def test_numbers_of_other_countries_and_of_nobody() -> None:
    assert clean_phones("+44 20 7946 0958")[0][0].number == "+442079460958"
    assert clean_phones("999-270-9000") == (clean_phones("999-270-9000")[0], UNUSED)


@given(st.integers(200, 999), st.integers(0, 99))
def test_every_spelling_of_a_sample_number_is_one(area: int, line: int) -> None:
    number = f"{area}555{100 + line:04d}"
    if area == 555 or area % 100 == 11:
        return
    spellings = [number, f"({number[:3]}) {number[3:6]}-{number[6:]}", f"1{number}", float(number), f"{number}.0"]
    assert {clean_phones(written)[0][0].number for written in spellings} == {f"+1{number}"}


@given(st.one_of(st.text(max_size=40), st.text("0123456789+-() .xE/,", max_size=40), st.floats(), st.integers()))
def test_whatever_is_written_nothing_is_raised(cell: object) -> None:
    found, reason = clean_phones(cell)
    assert all(phone.number.startswith("+") for phone in found)
    assert found or reason or not str(cell).strip(" -") or isinstance(cell, str)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("218-555-0113 after 6pm", ["+12185550113"]), ("(218) 555-01O9", ["+12185550109"]),
        ("2185550112/3", ["+12185550112", "+12185550113"]), ("218-555-0100 / 0101", ["+12185550100", "+12185550101"]),
    ],
)
def test_what_people_write_beside_a_number_costs_nobody_the_number(written: str, found: list[str]) -> None:
    phones, why = clean_phones(written)
    assert [phone.number for phone in phones] == found and why


@pytest.mark.parametrize(
    ("written", "number", "told"),
    [
        ("701-555-VOTE", "+17015558683", "keys"), ("1-800-FLOWERS", "+18003569377", "keys"), ("＋1 ７０１ ５５５ ０１１５", "+17015550115", ""),
        ("*67 701-555-0122", "+17015550122", "beside"), ("٧٠١٥٥٥٠١١٦", "+17015550116", ""),
    ],
)  # fmt: skip
def test_letters_on_keys_and_digits_of_other_scripts(written: str, number: str, told: str) -> None:
    found, why = clean_phones(written)
    assert [phone.number for phone in found] == [number] and told in why


def test_a_number_between_words_keeps_its_extension_and_kind() -> None:
    (phone,), why = clean_phones("call work 701-555-0130 ext 4 before noon")
    assert (phone.number, phone.extension, phone.kind) == ("+17015550130", "4", "work") and why


@pytest.mark.parametrize(
    ("written", "status"),
    [("701-555-0124 (wrong #)", "wrong"), ("701-555-0124 disconnected", "disconnected"), ("701-555-0124, text only", "do-not-call"),
     ("701-555-0124 (no texts)", "ok"), ("701-555-0124 not in service", "disconnected")],
)  # fmt: skip
def test_what_is_said_beside_a_number_counts(written: str, status: str) -> None:
    (phone,), why = clean_phones(written)
    assert phone.status == status and why
    assert phone.text_ok == ("no" if "no texts" in written else "")


def test_not_to_be_called_is_told_as_such() -> None:
    assert clean_phones("DO NOT CALL") == ((), "not to be called, it says")
