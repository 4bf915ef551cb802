"""Pictures of the page to check a sheet in its states, and of what was done."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from organizer.storage import journal
from ui.main_window import MainWindow

__all__ = ["pictures"]

Settle = Callable[[MainWindow], object]
Show = Callable[[Any], object]
_HELD = (
    "Name,Phone,E-mail,Zip,Would you run?\nBILL ORTIZ,218-555-0103,bill.ortiz@example.org,55803,yes\n"
    "William Ortiz,218-555-0103,,55803,\nAna & Bo Hale,218-555-0113,hales@gmial.com,55802,maybe school board\n"
    "Cy Dunn,555-0101,cy@example.org,5580,no\nTotal: 4,,,,\n"
)
_CALLED = (
    "Name,Spouse,Phone,Spouse cell,Call 1,Call 1 date,Call 2,Called 6/12,LD,Zip\n"
    "Ana Ortiz,Luis,218-555-0103,218-555-0104,LM,6/2/2016,yes!!,,8A,55803\nBo Hale,,218-555-0113,,NH,6/2/2016,,wrong #,8B,55802\n"
    "Cy Dunn,Di,218-555-0123,,left msg w/ wife,6/3/2016,,,8A,55806\n"
)
_LETTERS = "Nombre;Correo;Teléfono;Código postal\nMaría Muñoz;maria@example.org;218-555-0103;55803\nJosé Peña;;218-555-0113;55802\n"
_ANSWERS = "Name,E-mail,If you would run: for which office?\n" + "".join(
    f"Ann Number{number},ann{number}@example.org,{said}\n" for number, said in enumerate(
        ["city council", "City Council!!", "council", "idk yet", "skool board", "School Board", "dog catcher", "mayor?"]))
_HISTORY = (
    "Name,Phone,Called on,Result,Caller,Note\nAna Ortiz,218-555-0143,6/12/2016,no answer,Kim,\n"
    "Ana Ortiz,218-555-0143,6/13/2016,talked,Kim,would host\nCy Poe,,6/13/2016,talked,Kim,\n"
)


def pictures(settle: Settle) -> list[tuple[str, Callable[[MainWindow], QWidget | None]]]:
    """Names and how each is drawn; `settle` waits until the window has nothing left to do."""

    def checking(show: Show, *paths: Path, sample: str = "") -> Callable[[MainWindow], QWidget]:
        def draw(window: MainWindow) -> QWidget:
            with as_file(files("resources") / "sample") as place:
                page = _open(window, [place / sample] if sample else list(paths))
            show(page)
            settle(window)
            settle(window)
            return window

        return draw

    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    held = _written(folder / "potluck sign-in.csv", _HELD)
    called = _written(folder / "our calls.csv", _CALLED)
    letters = _written(folder / "firmas.csv", _LETTERS, "cp1252")
    seats = _written(folder / "contests.csv", "contest_name,filing_deadline,seats_up\nMayor,2026-06-02,1\n")
    nobody = _written(folder / "chairs.csv", "Chairs,Tables\n12,3\n14,4\n")
    answers = _written(folder / "answers.csv", _ANSWERS)
    history = _written(folder / "our log.csv", _HISTORY)
    mixed = folder / "June"
    mixed.mkdir()
    _written(mixed / "a.csv", _HELD)
    _written(mixed / "flyer.docx", "x")
    return [
        ("import-columns", checking(lambda page: page.options.columns_button.click(), sample="bsd-win-signups.xlsx")),
        ("import-answers", checking(lambda page: page.options.answers_button.click(), sample="bsd-win-signups.xlsx")),
        ("import-mended", checking(lambda page: page.looking.show_kind("mended"), sample="bsd-win-signups.xlsx")),
        ("import-refused", checking(lambda page: page.looking.show_kind("refused"), held)),
        ("import-rows", checking(lambda page: page.looking.show_kind(""), held)),
        ("import-held", checking(lambda page: page.looking.show_kind("held"), held)),
        ("import-to-look-at", checking(lambda page: page.looking.show_kind("to look at"), held)),
        ("import-of-a-column", checking(lambda page: page.looking.show_column("Zip"), held)),
        ("import-find", checking(_find, held)),
        ("import-cell", checking(_edit, held)),
        ("import-purposes", _purposes(checking(lambda page: page.options.columns_button.click(), held))),
        ("import-groups", checking(lambda page: page.options.answers_button.click(), answers)),
        ("import-nobody", checking(lambda page: None, nobody)),
        ("import-long-name", checking(lambda page: None, _written(folder / f"{'goal_priority_report-' * 9}.csv", _HELD))),
        ("import-sheets", checking(lambda page: page.options.columns_button.click(), _wards(folder / "wards.xlsx"))),
        ("import-called", checking(lambda page: page.options.columns_button.click(), called)),
        ("import-letters", checking(lambda page: page.options.columns_button.click(), letters)),
        ("import-folder", checking(lambda page: page.options.columns_button.click(), mixed)),
        ("import-seats", checking(lambda page: None, seats)),
        ("import-nothing", _nothing),
        ("import-reading", _reading(_long(folder / "whole county.csv"))),
        ("import-waiting", checking(lambda page: None, held, letters, seats)),
        *((f"import-no-{path.suffix[1:]}-{path.stem}", checking(lambda page: None, path)) for path in _refused(folder)),
        ("import-no-more", checking(lambda page: None, folder / "flyer.pdf", held)),
        ("import-contacts", checking(lambda page: None, sample="van-contact-history.csv")),
        ("import-done", checking(_import, held)),
        ("import-done-contacts", checking(_import, called)),
        ("import-history", checking(lambda page: None, history)),
        ("import-done-history", checking(_import, history)),
        ("import-done-more", checking(_import, answers, letters)),
        ("imports-taken-back", _taken_back(settle)),
        ("duplicates-turned", _turned(settle)),
        ("duplicates-same", _same(settle)),
        ("duplicates-none", _settled(settle)),
    ]


def _open(window: MainWindow, paths: list[Path]) -> Any:
    from PySide6.QtTest import QTest

    window.show_page("import")
    page: Any = window.workspace.page("import")  # type: ignore[union-attr]
    page._leave()
    window.run_command("import", tuple(paths))
    until = time.monotonic() + 60
    while page.head.heading.text() == "Import" and time.monotonic() < until:  # no file is on yet
        QTest.qWait(10)
    while page.asking.is_reading and time.monotonic() < until:
        QTest.qWait(50)
    QTest.qWait(200)
    return page


def _nothing(window: MainWindow) -> QWidget:
    """The page before any file is chosen."""
    window.show_page("import")
    window.workspace.page("import")._leave()  # type: ignore[union-attr,attr-defined]
    window.show_page("import")
    return window


def _reading(path: Path) -> Callable[[MainWindow], QWidget]:
    """While a long sheet is read, with how far it is and Cancel."""

    def draw(window: MainWindow) -> QWidget:
        from PySide6.QtTest import QTest

        _nothing(window)
        window.run_command("import", (path,))
        until = time.monotonic() + 30
        bar = window.foot.progress
        while not (bar.isVisible() and bar.text.text()[-1:].isdigit()) and time.monotonic() < until:
            QTest.qWait(20)
        return window

    return draw


def _purposes(draw: Callable[[MainWindow], QWidget]) -> Callable[[MainWindow], QWidget]:
    """The list of what a column can be, opened from the keyboard."""

    def opened(window: MainWindow) -> QWidget:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        from ui.importing.purpose_popup import PurposePopup

        draw(window)
        page: Any = window.workspace.page("import")  # type: ignore[union-attr]
        page.columns.pick([3])
        QTest.keyClick(page.columns, "c")
        QTest.qWait(200)
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, PurposePopup) and one.isVisible())

    return opened


def _find(page: Any) -> None:
    page.focus_search()
    page.options.search.setText("dunn")


def _taken_back(settle: Settle) -> Callable[[MainWindow], QWidget]:
    """The list of imports after one of them was taken back."""

    def draw(window: MainWindow) -> QWidget:
        window.show_page("imports")
        settle(window)
        page: Any = window.workspace.page("imports")  # type: ignore[union-attr]
        page.table.pick([0])
        page.take_back.click()
        settle(window)
        page.table.pick([0])
        return window

    return draw


def _turned(settle: Settle) -> Callable[[MainWindow], QWidget]:
    """Duplicates with one value of the other's taken."""

    def draw(window: MainWindow) -> QWidget:
        window.show_page("duplicates")
        settle(window)
        window.workspace.page("duplicates")._turn()  # type: ignore[union-attr,attr-defined]
        return window

    return draw


def _same(settle: Settle) -> Callable[[MainWindow], QWidget]:
    """Duplicates right after two were made one, which can be taken back; it is, after the picture."""

    def draw(window: MainWindow) -> QWidget:
        window.show_page("duplicates")
        settle(window)
        page: Any = window.workspace.page("duplicates")  # type: ignore[union-attr]
        page.settle("same")
        settle(window)
        window.setProperty("picture", window.grab())
        page.jobs.write(journal.undo, by=page.jobs.by)
        settle(window)
        return window

    return draw


def _settled(settle: Settle) -> Callable[[MainWindow], QWidget]:
    """Duplicates once every question is answered."""

    def draw(window: MainWindow) -> QWidget:
        window.show_page("duplicates")
        settle(window)
        page: Any = window.workspace.page("duplicates")  # type: ignore[union-attr]
        asked = len(page.questions)
        for _ in range(asked):
            page.settle("different")
        settle(window)
        window.setProperty("picture", window.grab())
        for _ in range(asked):  # the page with its questions is drawn after this
            page.jobs.write(journal.undo, by=page.jobs.by)
        settle(window)
        return window

    return draw


def _edit(page: Any) -> None:
    from PySide6.QtTest import QTest

    page.looking.show_kind("refused")
    until = time.monotonic() + 20
    while page.stack.currentWidget() is not page.rows and time.monotonic() < until:
        QTest.qWait(50)
    page.rows.setFocus()
    page.rows.edit(page.rows.rows_model.index(0, 3))


def _import(page: Any) -> None:
    from PySide6.QtTest import QTest

    page.go.click()
    until = time.monotonic() + 60
    while page.stack.currentWidget() is not page.done and time.monotonic() < until:
        QTest.qWait(50)


def _written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def _long(path: Path) -> Path:
    rows = (f"Ann{number},Lee,ann{number}@example.org,218-555-{number % 10000:04}\n" for number in range(150_000))
    return _written(path, "First Name,Last Name,Email,Phone\n" + "".join(rows))


def _refused(folder: Path) -> list[Path]:
    """A file of each kind that cannot be read."""
    book = _wards(folder / "whole.xlsx").read_bytes()
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(1500)
    files = {"flyer.pdf": b"%PDF-1.7", "page.xls": b"<html><table><tr><td>Name</td></tr></table></html>",
             "empty.csv": b"", "cut.xlsx": book[: len(book) // 2], "locked.xlsx": locked,
             "photo.csv": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in (*files, "gone.csv")]


def _wards(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for name in ("Ward 1", "Ward 2", "Ward 3", "Old"):
        sheet = book.create_sheet(name)
        sheet.append(["First Name", "Last Name", "Email", "Ward/Pct"])
        for row in (["Ann", "Lee", "ann@example.org", "3/12"], ["Bo", "Ray", "bo@example.org", "3/14"]):
            sheet.append(row)
    book.remove(book["Sheet"])
    book["Old"].sheet_state = "hidden"
    book.save(path)
    return path
