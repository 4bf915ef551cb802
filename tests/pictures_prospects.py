"""What is typed and asked in the table of prospects, as pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.prospects.page import ProspectsPage

__all__ = ["pictures"]

Settle = Callable[["MainWindow"], None]


def _page(window: MainWindow) -> ProspectsPage:
    from organizer.domain.filters import ProspectFilter

    window.show_page("prospects")
    page: ProspectsPage = window.workspace.page("prospects")  # type: ignore[union-attr,assignment]
    window.workspace.undo_bar.hide()  # type: ignore[union-attr]
    page.edits.leave()
    page.panel.ask.leave()
    page.bar.put(ProspectFilter(districts=(("state-house", "8A"), ("state-house", "8B"))))
    return page


def pictures(settle: Settle) -> list[tuple[str, Callable[[MainWindow], QWidget]]]:
    """Name and function, in the order drawn. Args: settle: waits until everything was answered."""

    def column(page: ProspectsPage, name: str) -> int:
        return next(place for place, one in enumerate(page.model.columns) if one.name == name)

    def words(window: MainWindow) -> QWidget:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QPlainTextEdit

        page = _page(window)
        settle(window)
        page.table.pick([3])
        page.edits.begin(3, column(page, "office_sought"))
        settle(window)
        editor = page.edits.editor
        assert editor is not None
        editor.type_over("")
        QTest.keyClicks(editor.field, "co")
        settle(window)
        assert not isinstance(editor.field, QPlainTextEdit)
        return editor.field.list

    def complaint(window: MainWindow) -> QWidget:
        page = _page(window)
        settle(window)
        page.table.pick([5])
        page.edits.begin(5, column(page, "phone"), "555-01")
        assert page.edits.editor is not None
        page.edits.editor.ended.emit("555-01", "down")
        settle(window)
        return window

    def pasting(window: MainWindow) -> QWidget:
        from ui.prospects.paste_dialog import PasteDialog

        page = _page(window)
        settle(window)
        lines = [["Duluth", "(218) 555-0111"], ["Proctor", "n/a"], ["Duluth", "218.555.0112"], ["Hermantown", ""]]
        dialog = PasteDialog(page.jobs, list(page.model.ids[:4]), [("City", "city"), ("Phone", "phone")], lines, window)
        dialog.show()
        settle(window)
        return dialog

    def pasting_results(window: MainWindow) -> QWidget:
        from ui.prospects.paste_dialog import PasteDialog

        page = _page(window)
        settle(window)
        lines = [["Moved"], ["Language"], ["Moved to 55802"], ["Call back fri 6pm"]]
        dialog = PasteDialog(page.jobs, list(page.model.ids[:4]), [("Status", "last_result")], lines, window)
        dialog.show()
        settle(window)
        return dialog

    def adding(window: MainWindow) -> QWidget:
        from PySide6.QtTest import QTest

        from ui.prospects.add_person import AddPersonDialog

        page = _page(window)
        settle(window)
        row = page.model.row(2)
        assert row is not None
        dialog = AddPersonDialog(page.jobs, window)
        dialog.show()
        dialog.fields["name"].setText(row.name)
        QTest.keyClicks(dialog.fields["phone"], row.phone)
        dialog.fields["zip"].setText("558")
        dialog._check("zip")
        settle(window)
        return dialog

    def merging(window: MainWindow) -> QWidget:
        from ui.prospects.merge_dialog import MergeDialog

        page = _page(window)
        settle(window)
        dialog = MergeDialog(page.jobs, [page.model.ids[place] for place in (2, 5, 7)], window)
        dialog.show()
        settle(window)
        return dialog

    def choosing(window: MainWindow) -> QWidget:
        from ui.prospects.choose_person import ChoosePerson

        page = _page(window)
        settle(window)
        dialog = ChoosePerson(page.jobs, page.model.ids[2], lambda _: None, window)
        dialog.show()
        settle(window)
        return dialog

    def splitting(window: MainWindow) -> QWidget:
        from ui.prospects.split_dialog import SplitDialog

        page = _page(window)
        settle(window)
        dialog = SplitDialog(page.jobs, page.model.ids[2], window)
        dialog.show()
        settle(window)
        return dialog

    def setting(window: MainWindow) -> QWidget:
        from ui.prospects.set_popup import SetPopup

        page = _page(window)
        settle(window)
        page.table.pick([1, 2, 3])
        popup = SetPopup.ask(page, page.selected_ids, "tags")
        settle(window)
        return popup

    def household(window: MainWindow) -> QWidget:
        from organizer.prospects.reach import add_phone

        page = _page(window)
        settle(window)
        row = page.model.row(2)
        assert row is not None
        page.jobs.write(add_phone, page.model.ids[7], row.phone, by=page.jobs.by)
        settle(window)
        page.table.pick([2])
        settle(window)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        return window

    def forgetting(window: MainWindow) -> QWidget:
        from ui.prospects.forgetting import ForgetDialog

        page = _page(window)
        settle(window)
        dialog = ForgetDialog(page.jobs, list(page.model.ids[:3]), window)
        dialog.show()
        settle(window)
        return dialog

    return [("prospects-words", words), ("prospects-complaint", complaint), ("prospects-paste", pasting),
            ("prospects-paste-results", pasting_results),
            ("prospects-add", adding), ("prospects-choose", choosing),
            ("prospects-merge", merging), ("prospects-split", splitting),
            ("prospects-set", setting), ("prospects-forget", forgetting), ("prospects-household", household)]
