"""The legislatures of the states: which districts there are, and whose seats have letters."""

from organizer.domain.district import normalize_code
from organizer.domain.legislature import check, codes_of, of_legislative, whole_district
from organizer.domain.named_districts import legislatures


def test_idahos_lettered_seats_are_of_one_district() -> None:
    assert list(codes_of("ID", "state-house"))[11] == "12"
    assert check("ID", "state-house", "12") == check("ID", "state-house", "12B") == ""
    assert check("ID", "state-house", "36") == "ID has no house district 36."
    assert whole_district("ID", "state-house", "12A") == "12"
    assert of_legislative("ID", "12A") == of_legislative("ID", "12") == (("state-house", "12"), ("state-senate", "12"))


def test_where_the_letter_is_a_district_it_stays() -> None:
    assert whole_district("MN", "state-house", "12A") == "12A"
    assert whole_district("MD", "state-house", "1C") == "1C"
    assert whole_district("SD", "state-house", "26A") == "26A"
    assert whole_district("", "state-house", "12A") == "12A"
    assert check("MN", "state-house", "70C") == "MN has no house district 70C."


def test_every_district_of_every_state_is_spelled_as_its_state_does() -> None:
    for (state, kind), codes in legislatures().items():
        for code in codes:
            for said in (code, code.upper(), f"District {code}"):
                assert check(state, kind, said) == "", (state, kind, said)
            assert normalize_code(kind, code) == code, (state, kind)
