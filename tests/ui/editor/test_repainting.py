"""After every key the window shows what a whole new painting would show."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table
from ui.editor.marked_lines import Spot
from ui.editor.opening import open_marked
from ui.editor.text_page import TextPage
from ui.theme.theme import Theme

WORDS = "市民政局联合市财政局新建社区老年食堂十二家，已经建成并对外开放。"
TABLE = Table(((Cell(("项目",)), Cell(("标准",))), (Cell(("补贴",)), Cell(("3元",)))), "表1")
KEYS = (
    Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Down,
    Qt.Key.Key_Up, Qt.Key.Key_B, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace,
)  # fmt: skip


def _page(qtbot: QtBot) -> TextPage:
    old = tuple(Paragraph(WORDS * (1 + number % 3)) for number in range(14))
    new = tuple(Paragraph(block.text.replace("联合", "会同").replace("家", "个")) for block in old)
    before = ManuscriptText("标题", "", (*old[:7], TABLE, *old[7:]))
    after = ManuscriptText("标题", "", (*new[:7], TABLE, *new[7:]))
    marked = compose([Version(None, before), Version(Stage.REVIEW_1, after)])
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show_text(open_marked(marked, after), after, before, Mark(2, Stage.PROOF_1))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    page.begin_reading((), tracks=True)
    page._reading.stop()
    return page


def _on_screen(page: TextPage) -> QImage:
    page.setCursorWidth(0)  # it blinks
    QApplication.processEvents()
    screen = page.screen()
    return screen.grabWindow(page.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _anew(page: TextPage) -> QImage:
    return page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_on_the_screen_is_what_would_be_painted_anew(
    qtbot: QtBot, seed: int, theme: Theme
) -> None:
    page = _page(qtbot)
    chance = random.Random(seed)
    assert not _on_screen(page).isNull()
    for turn in range(25):
        if turn % 6 == 0:
            line = chance.randrange(len(page.editor.lines))
            page.put_caret(Spot(line, chance.randrange(len(page.editor.lines[line].text) + 1)))
        key = chance.choice(KEYS)
        QTest.keyClick(page, key)
        if chance.random() < 0.1:
            page.undo()
        assert _on_screen(page) == _anew(page), (seed, turn, key)
