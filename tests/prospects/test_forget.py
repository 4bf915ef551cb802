"""Forgetting: nothing of a person is left, and who is not to be called does not come back."""

from __future__ import annotations

import zlib

import pytest
from sqlalchemy import select

from organizer.callsheets.compose import make_sheets
from organizer.callsheets.shelf import load_sheet
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import lists
from organizer.outreach.record import record_result
from organizer.prospects import browse, edit, saved
from organizer.prospects.forget import forget, forget_everywhere
from organizer.prospects.merge import merge
from organizer.storage import backup, history, journal
from organizer.storage.database import Database
from organizer.storage.tables import ImportBatch, Person, SignUp
from tests.importing.sheets import bring_in

MARKS = ("Zebulon", "Quackenbush", "2185550166", "zeb@example.org", "Flamingo", "Zebby")
SHEET = ("First Name,Last Name,Phone,Email,Street,City,State,Zip\n"
         "Zebulon,Quackenbush,(218) 555-0166,zeb@example.org,12 Flamingo Rd,Duluth,MN,55802\n"
         "Ann,Lee,(218) 555-0101,ann@example.org,14 Oak St,Duluth,MN,55802\n")


def write(store, fn, *args, **kwargs):
    with store.writing() as session:
        return fn(session, *args, **kwargs)


def come_in(store, folder, text=SHEET):
    path = folder / "signups.csv"
    path.write_text(text)
    return bring_in(store, path)


def everything(path):
    """All that is in a store's file, the packed rows of the journal unpacked."""
    database = Database.open(path)
    found = []
    with database.reading() as session:
        connection = session.connection()
        names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")]
        for name in names:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                for cell in row:
                    said = cell
                    if name == "change" and isinstance(cell, bytes):
                        said = zlib.decompress(cell)
                    found.append(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))
    database.close()
    raw = path.read_bytes()
    return "\n".join(found).lower(), raw.lower()


@pytest.fixture
def zeb(store, tmp_path):
    """Somebody with a past in every corner of the store; returns the id."""
    come_in(store, tmp_path)
    with store.reading() as session:
        person = next(row.id for row in browse.rows(session, browse.find(session, EVERYONE).ids)
                      if row.first_name == "Zebulon")
    other = write(store, edit.add_person, {"first_name": "Zebby", "last_name": "Quackenbush", "phone": "2185550166"},
                  by="t").id
    write(store, merge, person, other, by="t")
    write(store, record_result, [person], "LM", by="t", note="asked about Flamingo Rd")
    write(store, edit.edit_person, person, "notes", "lives on Flamingo", by="t")
    write(store, edit.edit_person, person, "last_name", "Quack", by="t")
    write(store, edit.edit_person, person, "last_name", "Quackenbush", by="t")
    write(store, lists.make_list, "Tonight", EVERYONE, by="t")
    write(store, make_sheets, EVERYONE, title="Sheet", by="t")
    sought = ProspectFilter(search="quackenbush")
    write(store, saved.keep, "z", sought, by="t")
    write(store, saved.keep, "Ask Zebulon Quackenbush", ProspectFilter(search="Duluth"), by="t")
    write(store, lists.make_list, "Call Zebulon Quackenbush", sought, by="t", allow_taken=True)
    write(store, make_sheets, sought, title="For Zebulon Quackenbush", by="t")
    write(store, edit.edit_person, person, "city", "Ely", by="t")
    write(store, journal.undo, by="t")
    backup.make(store.path, "test")
    return person


def test_p3_nothing_of_somebody_forgotten_is_left_in_the_store_or_its_backups(store, zeb):
    write(store, record_result, [zeb], "XC", by="t")
    done = forget_everywhere(store, [zeb], by="t")
    assert (done.people, done.left) == (1, ()) and done.backups >= 1
    store.close()
    for path in (store.path, *(one.path for one in backup.listed(store.path))):
        told, raw = everything(path)
        for mark in MARKS:
            assert mark.lower() not in told, (path.name, mark)
            assert mark.lower().encode() not in raw, (path.name, mark)
        assert "ann" in told and "2185550101" in told
    newest = backup.listed(store.path)[0]
    backup.restore(store.path, newest)  # its sum agrees
    again = Database.open(store.path)  # from before the call; who is not to be called is kept out all the same
    assert come_in(again, store.path.parent).refused == 1
    again.close()


DAMAGED = 'Name,Email\n"QUACKENBUSH, ZEBULON ""ZEBBY""",zeb@gmial.com\n"LEE, ANN",ann@example.org\n'


def left_of_zeb(store):
    """Whether anything of him is left in the file, of whom an import told what it mended."""
    with store.reading() as session:
        person = session.scalar(select(Person.id).where(Person.first_name == "Zebulon"))
    write(store, forget, [person], by="t")
    store.close()
    told, raw = everything(store.path)
    assert "last name came first: ann lee" in told
    return [mark for mark in ("quackenbush", "zebulon", "zebby", "gmial") if mark in told or mark.encode() in raw]


def test_what_an_import_told_of_their_cells_goes_with_them(store, tmp_path):
    come_in(store, tmp_path, DAMAGED)
    assert left_of_zeb(store) == []


def test_they_are_forgotten_in_an_import_that_was_undone_before_they_came_again(store, tmp_path):
    first = come_in(store, tmp_path, DAMAGED)
    write(store, journal.undo, by="t", action_id=first.changes.action)
    come_in(store, tmp_path, DAMAGED)
    assert left_of_zeb(store) == []


def test_the_other_of_a_couple_keeps_the_row_they_came_in_by_without_them(store, tmp_path):
    come_in(store, tmp_path, "Name,Phone,Shirt size\nBill & Zebulon Quackenbush,(218) 555-0101,ask Zebulon\n"
                             "Ann Lee,(218) 555-0102,Zebulon\n")
    with store.reading() as session:
        bill, zeb, _ = session.scalars(select(Person.id).order_by(Person.id))
    write(store, forget, [zeb], by="t")
    with store.reading() as session:
        assert session.execute(select(SignUp.person_id, SignUp.cells).order_by(SignUp.id)).all()[0] == (
            bill, '["Bill & somebody Quackenbush","(218) 555-0101","ask somebody"]')
        assert not browse.find(session, ProspectFilter(search="Zebulon bill")).ids
        assert len(browse.find(session, ProspectFilter(search="Zebulon")).ids) == 1


def test_what_others_named_after_somebody_forgotten_is_renamed_and_a_search_for_them_goes(store, zeb):
    write(store, forget, [zeb], by="t")
    with store.reading() as session:
        assert [one.name for one in saved.listed(session)] == ["Ask somebody"]
        assert sorted(row.name for row in lists.listed(session)) == ["Call somebody", "Tonight"]
        assert [load_sheet(session, number).title for number in (1, 2)] == ["Sheet", "For somebody"]
        assert load_sheet(session, 2).words == "“somebody”"


def test_a_search_that_finds_others_of_the_name_stays(store, zeb):
    write(store, edit.add_person, {"first_name": "Bea", "last_name": "Quackenbush", "phone": "2185550177"}, by="t")
    write(store, forget, [zeb], by="t")
    with store.reading() as session:
        assert {one.name for one in saved.listed(session)} == {"Ask somebody", "z"}


def test_others_whose_names_begin_alike_keep_them_and_a_file_named_after_them_loses_it(store, tmp_path):
    path = tmp_path / "ann_lee friends.csv"
    path.write_text("First Name,Last Name,Phone\nAnn,Lee,(218) 555-0101\nAnna,Leeson,(218) 555-0102\n")
    first = bring_in(store, path).changes.action
    with store.reading() as session:
        ann, anna = session.scalars(select(Person.id).order_by(Person.id))
    write(store, record_result, [anna], "LM", by="t")
    write(store, saved.keep, "Ann Leeson's street", EVERYONE, by="t")
    write(store, forget, [ann], by="t")
    with store.reading() as session:
        told = [one.name for one in history.listed(session)]
        assert [one.name for one in saved.listed(session)] == ["Ann Leeson's street"]
        assert any("Anna Leeson" in name for name in told) and not any("somebodya" in name for name in told)
        assert session.scalars(select(ImportBatch.file_name)).one() == "somebody friends.csv"
    write(store, journal.undo, by="t", action_id=first)
    with store.reading() as session:
        assert session.scalars(select(Person.id)).all() == [anna]  # who was called since


def test_two_saved_filters_named_after_them_stay_two(store, zeb):
    write(store, saved.keep, "Ask zebulon quackenbush", EVERYONE, by="t")
    write(store, forget, [zeb], by="t")
    with store.reading() as session:
        assert {one.name for one in saved.listed(session)} == {"Ask somebody", "Ask somebody 2"}


def test_the_others_stay_and_what_is_left_can_be_undone(store, zeb):
    write(store, forget, [zeb], by="Moss")
    with store.reading() as session:
        assert [row.name for row in browse.rows(session, browse.find(session, EVERYONE).ids)] == ["Ann Lee"]
        top = history.listed(session)[0]
        assert (top.name, top.by, top.undoable) == ("Forget 1 person", "Moss", False)
        assert any("somebody" in row.name for row in history.listed(session))
        assert sorted(line.name for line in load_sheet(session, 1).lines) == ["(forgotten)", "Ann Lee"]
    with pytest.raises(UserError, match="cannot be brought back"):
        write(store, journal.undo, by="t", action_id=top.id)
    with pytest.raises(UserError, match="nothing to redo"):
        write(store, journal.redo, by="t")
    while True:
        with store.reading() as session:
            if journal.next_undo(session) is None:
                break
        write(store, journal.undo, by="t")
    with store.reading() as session:
        assert browse.count(session, EVERYONE) == 0


@pytest.mark.parametrize("code", ["XC", "DC"])
def test_who_is_not_to_be_called_does_not_come_back(store, zeb, tmp_path, code):
    write(store, record_result, [zeb], code, by="t")
    write(store, forget, [zeb], by="t")
    report = come_in(store, tmp_path)
    assert (report.rows, report.refused, report.added) == (2, 1, 0)
    assert report.problems[0].reason == "asked not to be called, and was forgotten"
    odd = SHEET.replace("zeb@example.org", "zeb at nowhere")
    assert [(one.column, one.value) for one in come_in(store, tmp_path, odd).problems] == [("", "")]
    other = SHEET.replace("zeb@example.org", "").replace("(218) 555-0166", "218.555.0166").replace("12 Fl", "99 Fl")
    assert come_in(store, tmp_path, other).refused == 1
    told, _ = everything(store.path)
    assert "quackenbush" not in told
    if code == "XC":
        with pytest.raises(UserError, match="asked not to be called"):
            write(store, edit.add_person, {"first_name": "Z", "phone": "2185550166"}, by="t")
    widow = SHEET.replace("Zebulon,", "Mary,")
    assert come_in(store, tmp_path, widow).refused == (1 if code == "XC" else 0)


def test_somebody_else_forgotten_may_sign_up_again(store, zeb, tmp_path):
    write(store, forget, [zeb], by="t")
    assert come_in(store, tmp_path).added == 1
    with store.reading() as session:
        assert browse.count(session, EVERYONE) == 2


def test_nobody_is_nobody(store):
    with pytest.raises(UserError, match="no longer in the file"):
        write(store, forget, [99], by="t")
