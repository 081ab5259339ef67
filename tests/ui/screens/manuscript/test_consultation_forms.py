"""What 登记答复 asks for: a scan with a 会签, none with 征求意见."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from qz_review.model.manuscript import ConsultationKind
from qz_review.workspace import Workspace
from tests.ui.screens.manuscript.conftest import OpenScreen
from ui.screens.manuscript.acts.act_dialog import ActDialog
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.widgets.combo_box import ComboBox


def _visible_words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def _answer_form(screen: ManuscriptScreen, workspace: Workspace) -> tuple[ActDialog, list[str]]:
    assert screen.view is not None
    manuscript_id = screen.view.manuscript_id
    for kind in (ConsultationKind.COUNTERSIGN, ConsultationKind.OPINION):
        workspace.routing.request_consultation(manuscript_id, kind, "栖塘区某局", "补贴标准")
    assert screen.view is not None
    waiting = [c for c in screen.view.consultations if c.outcome is None]
    by_kind = sorted(waiting, key=lambda c: c.kind is not ConsultationKind.COUNTERSIGN)
    ids = [c.consultation_id for c in by_kind]
    screen.acts.run("answer_consultation", ids[0])
    dialog = screen.window().findChild(ActDialog)
    assert dialog is not None
    return dialog, ids


def test_a_countersign_is_not_recorded_without_its_scan(
    open_screen: OpenScreen, workspace: Workspace, tmp_path: Path
) -> None:
    screen = open_screen("zhouyuan", "0412")
    dialog, ids = _answer_form(screen, workspace)
    words, signed_by = dialog.fields.control("words"), dialog.fields.control("signed_by")
    assert isinstance(words, QPlainTextEdit) and isinstance(signed_by, QLineEdit)
    words.setPlainText("同意")
    signed_by.setText("赵某")
    shown = _visible_words(dialog.fields)
    assert "可不填" not in shown
    assert shown.count("已盖单位印章") == 0  # the box says it itself
    dialog.accept.click()
    assert dialog.is_open and "选会签的扫描件" in _visible_words(dialog.fields)
    sheet = tmp_path / "会签.pdf"
    sheet.write_bytes(b"%PDF-1.4\n%%EOF\n")
    field = dialog.fields.control("sheet")
    field.set_path(sheet)  # type: ignore[attr-defined]
    assert "选会签的扫描件" not in _visible_words(dialog.fields)
    dialog.accept.click()
    assert not dialog.is_open
    assert screen.view is not None
    answered = next(c for c in screen.view.consultations if c.consultation_id == ids[0])
    assert answered.outcome is not None


def test_an_opinion_needs_no_scan_and_says_so(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("zhouyuan", "0412")
    dialog, ids = _answer_form(screen, workspace)
    which = dialog.fields.control("which")
    assert isinstance(which, ComboBox)
    which.setCurrentIndex(1)
    if which.choice != ids[1]:
        which.setCurrentIndex(0)
    shown = _visible_words(dialog.fields)
    assert "征求意见不要求扫描件，有则可附" in shown and "可不填" in shown
    words, signed_by = dialog.fields.control("words"), dialog.fields.control("signed_by")
    assert isinstance(words, QPlainTextEdit) and isinstance(signed_by, QLineEdit)
    words.setPlainText("无意见")
    signed_by.setText("赵某")
    dialog.accept.click()
    assert not dialog.is_open
