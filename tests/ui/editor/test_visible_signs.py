"""Characters that nobody can see: each has a sign on the page and a name under the mouse."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph
from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Spot
from ui.editor.opening import open_text
from ui.editor.text_page import TextPage
from ui.shell.main_window import MainWindow
from ui.text.sign_names import sign_words
from ui.text.visible_signs import SIGN, hidden_in, parts, shown
from ui.widgets.text_label import ElidedLabel, TextLabel

HIDDEN = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n"),
    "\x7f", "\x85", "\u00ad", "\u061c", *map(chr, range(0x200B, 0x2010)),
    *map(chr, range(0x2028, 0x202F)), *map(chr, range(0x2060, 0x206A)), "\u3164", "\ufeff",
    "\ufffc", "\U000e0041",
]  # fmt: skip


@pytest.mark.parametrize("character", HIDDEN)
def test_every_hidden_character_has_a_sign(character: str) -> None:
    assert shown(f"甲{character}乙") == f"甲{SIGN}乙"
    assert parts(f"甲{character}乙") == [("甲", False), (SIGN, True), ("乙", False)]
    assert sign_words(character).startswith(f"U+{ord(character):04X} ")


def test_names_say_what_changes_the_direction() -> None:
    assert sign_words("\u202e") == "U+202E 从右到左强制，会改变文字方向"
    assert sign_words("\x00") == "U+0000 控制字符"
    assert sign_words("\u00a0") == "U+00A0 不换行空格"
    assert hidden_in("甲\u202e乙\u00a0\u202e\ufeff") == ("\u202e", "\ufeff")


def _page(qtbot: QtBot, words: str) -> tuple[TextPage, ManuscriptText]:
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(900, 700)
    text = ManuscriptText("标\u202e题", "", (Paragraph(words),))
    page.show_text(open_text(text), text, text, Mark(1, Stage.REVIEW_1))
    page.show()
    return page, text


@pytest.mark.parametrize("mode", list(ViewMode))
def test_a_sign_under_the_mouse_tells_its_code(qtbot: QtBot, mode: ViewMode) -> None:
    page, text = _page(qtbot, "共计\u202e10万\u00a0元\U000e0041整")
    page.set_mode(mode)
    said = {}
    for offset, character in enumerate(text.blocks[0].text):  # type: ignore[union-attr]
        cursor = page.textCursor()
        cursor.setPosition(page.projection.position(Spot(1, offset)))
        left = page.cursorRect(cursor)
        cursor.setPosition(page.projection.position(Spot(1, offset + 1)))
        right = page.cursorRect(cursor)
        words = page.tip_at((left.center() + right.center()) / 2)
        if words:
            said[character] = words
    assert said == {
        "\u202e": "U+202E 从右到左强制，会改变文字方向",
        "\u00a0": "U+00A0 不换行空格",
        "\U000e0041": "U+E0041 不可见字符",
    }
    assert page.current_text() == text


def test_beside_the_text_nothing_is_said(qtbot: QtBot) -> None:
    page, _ = _page(qtbot, "\u202e")
    assert page.tip_at(page.viewport().rect().bottomRight()) == ""
    assert page.tip_at(page.viewport().rect().topLeft()) == ""


def test_a_fixed_space_is_painted_with_a_bracket(qtbot: QtBot) -> None:
    page, _ = _page(qtbot, "2026\u00a0年")
    assert page.projection.picture_of(1).fixed_spaces == (4,)
    with_bracket = page.viewport().grab().toImage()
    plain, _ = _page(qtbot, "2026 年")
    assert with_bracket != plain.viewport().grab().toImage()


def test_labels_and_window_titles_show_signs_too(qtbot: QtBot) -> None:
    label, elided, window = TextLabel("关于\u202e12月"), ElidedLabel("关于\u202e12月"), MainWindow()
    for widget in (label, elided, window):
        qtbot.addWidget(widget)
    window.set_subject("关于\u202e12月")
    assert (label.text(), elided.text()) == (f"关于{SIGN}12月", f"关于{SIGN}12月")
    assert window.windowTitle().startswith(f"关于{SIGN}12月 - ")
