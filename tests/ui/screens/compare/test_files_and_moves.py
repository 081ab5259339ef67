"""导出 and 打印 of the 花脸稿, and a paragraph that stands at two places."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from qz_review.markup.changes import ChangeKind
from qz_review.model.person import Person
from qz_review.services.views import DraftWork
from qz_review.workspace import Workspace
from tests.journeys.office import replaced
from tests.support.docx_checking import faults
from tests.support.pdf_reading import body_of, squeezed
from tests.ui.screens.compare.conftest import OpenScreen
from tests.ui.screens.compare.hands import listed
from ui.files_out import docx_remark
from ui.screens.compare.screen import CompareScreen
from ui.widgets.toast import Toast

CANTEENS = "QT-2026-0412"
LIFTS = "QT-2026-0405"  # long enough that both ends are not in view at once


@pytest.fixture
def chosen_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the system's dialog says that a file goes."""
    target = tmp_path / "花脸稿.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def export(screen: CompareScreen, key: str) -> None:
    menu = screen.header.make_menu()
    next(action for action in menu.actions() if action.data() == key).trigger()


def test_the_marked_sheet_is_saved_with_the_edits_on_top(
    open_screen: OpenScreen,
    office: Workspace,
    log_in: Callable[[str], Person],
    chosen_file: Path,
) -> None:
    log_in("zhouyuan")
    manuscript = office.manuscripts.find_by_number(CANTEENS)
    view = office.manuscripts.view(manuscript)
    draft = replaced(view.text, "走在全省前列", "进展顺利")
    office.review.save_draft(manuscript, DraftWork(draft, base_hash=view.text_hash))
    screen = open_screen("zhouyuan", CANTEENS)

    export(screen, "marked_pdf")

    read = squeezed(body_of(chosen_file.read_bytes()))
    assert "进展顺利" in read
    (toast,) = screen.window().findChildren(Toast)
    assert toast.accessibleName().startswith("已存为 花脸稿.pdf")


@pytest.mark.parametrize(("key", "revised"), [("marked_docx", True), ("clean_docx", False)])
def test_word_files_are_sound_and_only_the_marked_one_has_revisions(
    open_screen: OpenScreen,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    key: str,
    revised: bool,
) -> None:
    target = tmp_path / "稿件.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    screen = open_screen("zhouyuan", CANTEENS)

    export(screen, key)

    content = target.read_bytes()
    assert faults(content) == []
    with zipfile.ZipFile(target) as package:
        body = package.read("word/document.xml").decode("utf-8")
    assert ("<w:del " in body and "（一审）" in body) is revised
    (toast,) = screen.window().findChildren(Toast)
    assert toast.accessibleName().startswith("已存为 稿件.docx")


def test_what_a_word_file_lost_is_said() -> None:
    assert docx_remark(lost_signature=False) == ""
    assert docx_remark(lost_signature=True) == "原件的数字签名没有保留"


def test_thinking_better_of_it_makes_no_file(
    open_screen: OpenScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    screen = open_screen("zhouyuan", CANTEENS)

    export(screen, "clean_pdf")

    assert list(tmp_path.glob("*.pdf")) == []


def test_ctrl_p_prints_the_marked_sheet(
    open_screen: OpenScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "printed.pdf"

    def accept(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(target))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    screen = open_screen("zhouyuan", CANTEENS)

    QTest.keyClick(screen.sheet, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert target.read_bytes().startswith(b"%PDF")


def test_a_moved_paragraph_leads_from_one_place_to_the_other(
    open_screen: OpenScreen, office: Workspace, log_in: Callable[[str], Person]
) -> None:
    log_in("zhouyuan")
    manuscript = office.manuscripts.find_by_number(LIFTS)
    view = office.manuscripts.view(manuscript)
    first, *rest = view.text.blocks
    draft = replace(view.text, blocks=(*rest, first))
    office.review.save_draft(manuscript, DraftWork(draft, base_hash=view.text_hash))
    screen = open_screen("zhouyuan", LIFTS)
    number = next(n for n in listed(screen) if screen._changes[n].kind is ChangeKind.MOVED)

    def in_view() -> set[int]:
        return {row for row, _ in screen.sheet.visible_rows()}

    left, came = screen.sheet._sheet.rows_of[number]
    screen.choose(number)
    assert came in in_view() and left not in in_view()
    menu = screen.acts.make_menu(number, screen)
    next(a for a in menu.actions() if a.text() == "到另一处").trigger()
    assert left in in_view() and came not in in_view()
