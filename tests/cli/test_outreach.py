"""`record`, `history`, `undo` and `redo` as a script uses them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from organizer.cli import main
from organizer.domain.status import RESULTS
from organizer.prospects import edit


@pytest.fixture
def county(store):
    """The path of a store with two people; the first has number 1."""
    for first, phone in (("Ann", "2185550101"), ("Ben", "2185550102")):
        with store.writing() as session:
            edit.add_person(session, {"first_name": first, "last_name": "Lee", "phone": phone}, by="Denise")
    return str(store.path)


def run(capsys, *words):
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def shown(capsys, county, person="1"):
    return json.loads(run(capsys, "show", county, person, "--json")[1])


def test_the_help_of_record_names_every_result(capsys):
    with pytest.raises(SystemExit):
        main(["record", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert all(f"{one.code} {one.key} {one.label}" in said for one in RESULTS)


def test_a_result_is_recorded_by_code_or_name(capsys, county):
    code, out, err = run(capsys, "record", county, "1", "lm", "--by", "Moss", "--on", "2016-07-01", "--note",
                         "call at 7")
    assert (code, out, err) == (0, "Mark Ann Lee as left message\n", "")
    event = shown(capsys, county)["events"][0]
    assert (event["result"], event["by"], event["note"], event["source"]) == ("LM", "Moss", "call at 7", "terminal")
    assert event["at"].startswith("2016-07-01")
    assert run(capsys, "record", county, "1", "Wrong number", "--phone", "218-555-0101")[0] == 0
    assert shown(capsys, county)["phone_details"][0]["status"] == "wrong"


def test_answers_and_follow_ups_go_in(capsys, county):
    assert run(capsys, "record", county, "2", "CB", "--follow-up", "2030-07-01 18:30", "--run", "maybe",
               "--help-answer", "yes")[0] == 0
    event = shown(capsys, county, "2")["events"][0]
    assert (event["run_answer"], event["help_answer"]) == ("maybe", "yes")
    assert event["follow_up_at"].startswith("2030-07-0")


def test_what_was_said_in_a_talk_and_in_words_of_ones_own_goes_in(capsys, county):
    assert run(capsys, "record", county, "2", "CB", "--follow-up", "tomorrow 6pm", "--office", "School board",
               "--best-time", "evenings", "--language", "Hmong")[0] == 0
    event = shown(capsys, county, "2")["events"][0]
    assert (event["office"], event["best_time"], event["language"]) == ("School board", "evenings", "Hmong")
    assert event["follow_up_at"]


def test_somebody_who_moved_gets_the_new_address_and_undo_takes_it_back(capsys, county):
    assert run(capsys, "record", county, "1", "MV", "--moved-to", "in-district", "--address",
               "12 Oak St, Duluth, MN 55802")[0] == 0
    person = shown(capsys, county)
    assert (person["city"], person["zip"], person["events"][0]["moved_to"]) == ("Duluth", "55802", "in-district")
    assert len(json.loads(run(capsys, "history", county, "--json")[1])) == 3
    run(capsys, "undo", county)
    assert shown(capsys, county)["city"] == ""


def test_the_history_of_some_days(capsys, county):
    for words, found in ((("--since", "today"), 2), (("--until", "2016-01-01"), 0), (("--since", "2016-01-01"), 2)):
        assert len(json.loads(run(capsys, "history", county, *words, "--json")[1])) == found
    assert "isn't a day" in run(capsys, "history", county, "--since", "31/02")[2]


def test_days_are_understood_everywhere_and_none_to_come_is_past(capsys, county):
    assert run(capsys, "record", county, "1", "m", "--on", "yesterday")[0] == 0
    at = datetime.fromisoformat(shown(capsys, county)["events"][0]["at"]).astimezone()
    assert at.date() == date.today() - timedelta(days=1)
    assert run(capsys, "prospects", county, "--not-contacted-since", "yesterday", "--count")[1] == "1\n"
    assert "still to come" in run(capsys, "history", county, "--since", "tomorrow")[2]
    assert len(json.loads(run(capsys, "history", county, "--until", "tomorrow", "--json")[1])) == 3


def test_when_to_call_back_and_who_must_not_be_called_is_said(capsys, county):
    assert "To call back: " in run(capsys, "record", county, "1", "c")[1]
    assert run(capsys, "record", county, "2", "XC")[2] == ""
    code, out, err = run(capsys, "record", county, "2", "NH")
    assert (code, out, err) == (0, "Mark Ben Lee as no answer\n", "Ben Lee must not be called; recorded all the same\n")


def test_a_uuid_names_a_person_too(capsys, county):
    uuid = shown(capsys, county)["uuid"]
    assert run(capsys, "record", county, uuid, "NH")[0] == 0
    assert shown(capsys, county)["last_result"] == "NH"


def test_history_undo_and_redo(capsys, county):
    run(capsys, "record", county, "1", "CV", "--by", "Moss")
    rows = json.loads(run(capsys, "history", county, "--json")[1])
    assert [(row["name"], row["by"], row["undone"]) for row in rows] == [
        ("Mark Ann Lee as talked, contacted, reached", "Moss", False), ("Add Ben Lee", "Denise", False), ("Add Ann Lee", "Denise", False)]
    assert [row["name"] for row in json.loads(run(capsys, "history", county, "2", "--json")[1])] == ["Add Ben Lee"]
    assert "Moss  Mark Ann Lee as talked, contacted, reached" in run(capsys, "history", county, "--by", "Moss")[1]
    assert run(capsys, "undo", county) == (0, "Undo “Mark Ann Lee as talked, contacted, reached”\n", "")
    assert shown(capsys, county)["last_result"] is None
    assert "(undone)" in run(capsys, "history", county)[1]
    assert run(capsys, "redo", county)[1] == "Redo “Mark Ann Lee as talked, contacted, reached”\n"
    assert shown(capsys, county)["last_result"] == "CV"
    code, out, err = run(capsys, "redo", county)
    assert (code, out, err) == (1, "", "organizer: There is nothing to redo.\n")


@pytest.mark.parametrize(("words", "line"), [
    (("record", "1", "QQ"), "isn't a result"), (("record", "9", "CV"), "Nobody has the number 9"),
    (("record", "zz", "CV"), "Nobody has"), (("record", "1", "CV", "--on", "31/02"), "a date or time"),
    (("record", "1", "CV", "--on", "May"), "a date or time"), (("record", "1", "CV", "--on", "2999-01-01"), "to come"),
    (("record", "1", "CV", "--run", "perhaps"), "isn't an answer"), (("record", "1", "WN", "--phone", "x"), "a phone number"),
    (("record", "1", "CB", "--follow-up", "31/02"), "a day or time"), (("record", "1", "MV", "--moved-to", "Mars"),
                                                                      "a place"),
    (("record", "1", "CV", "--note", "x" * 100_000), "20,000 fit"), (("history", "9"), "Nobody has"),
])
def test_what_cannot_be_is_one_line_on_stderr(capsys, county, words, line):
    code, out, err = run(capsys, words[0], county, *words[1:])
    assert (code, out) == (1, "")
    assert line in err
    assert err.count("\n") == 1
    assert len(json.loads(run(capsys, "history", county, "--json")[1])) == 2


def test_somebody_is_forgotten_only_when_it_is_said_twice(capsys, county):
    run(capsys, "record", county, "1", "XC")
    code, out, err = run(capsys, "forget", county, "1")
    assert (code, out) == (1, "Ann Lee\n") and "--yes" in err and shown(capsys, county)["do_not_call"]
    code, out, _ = run(capsys, "forget", county, "1", "--yes")
    assert code == 0 and "Forget 1 person" in out
    assert "Nobody has the number 1" in run(capsys, "show", county, "1")[2]
    assert "Ann" not in run(capsys, "history", county)[1]


def test_notes_of_others_that_speak_of_somebody_are_named_before_forgetting(capsys, county):
    run(capsys, "record", county, "2", "LM", "--note", "sister of Ann Lee")
    _, _, err = run(capsys, "forget", county, "1")
    assert "Notes of others speak of them, and stay. Read these: organizer show STORE NUMBER\n  2 Ben Lee\n" in err


def test_a_missing_store_is_named(capsys, tmp_path):
    code, _, err = run(capsys, "undo", str(tmp_path / "none.organizer"))
    assert code == 1
    assert "was not found" in err


def test_wrong_usage_is_exit_2(capsys, county):
    with pytest.raises(SystemExit) as caught:
        main(["record", county])
    assert caught.value.code == 2
    capsys.readouterr()
