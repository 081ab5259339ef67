"""Who wrote a word: asked for on the page by mouse, key and menu, answered on a card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.screens.manuscript.conftest import OpenScreen
from tests.ui.screens.manuscript.hands import type_words
from ui.editor.trace_card import TracePopover
from ui.screens.manuscript.screen import ManuscriptScreen


def _point(screen: ManuscriptScreen, words: str) -> QPoint:
    """The middle of the first character of some words."""
    page = screen.page
    cursor = page.document().find(words)
    cursor.setPosition(cursor.selectionStart())
    left = page.cursorRect(cursor)
    cursor.setPosition(cursor.position() + 1)
    return (left.center() + page.cursorRect(cursor).center()) / 2


def _ctrl_click(screen: ManuscriptScreen, words: str) -> TracePopover:
    QTest.mouseClick(
        screen.page.viewport(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier, _point(screen, words),
    )  # fmt: skip
    assert screen.trace.card is not None
    return screen.trace.card


def test_ctrl_and_a_click_tell_who_wrote_a_word(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    card = _ctrl_click(screen, "长者")
    told = card.accessibleDescription()
    assert told.startswith("长者；一审 张某宁 删去 老年 写入 长者 ")
    assert "签署时已有这些字；一审 张某宁 " in told
    assert "一校 李某禾读 张某宁核 " in told
    assert screen.rect().contains(card.panel.geometry())


def test_struck_words_tell_who_deleted_them(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    told = _ctrl_click(screen, "并对外").accessibleDescription()
    assert told.startswith("并对外；原稿 市民政局供稿 原文 ")
    assert "一审 张某宁 删去 并对外 " in told


def test_escape_closes_the_card_and_only_the_card(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    left: list[bool] = []
    screen.back_requested.connect(lambda: left.append(True))
    card = _ctrl_click(screen, "长者")
    assert screen.window().focusWidget() is card
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert screen.trace.card is None
    assert not left
    assert screen.window().focusWidget() is screen.page


def test_a_click_beside_the_card_typing_and_scrolling_close_it(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    bar = screen.page.verticalScrollBar()
    ways: list[Callable[[TracePopover], object]] = [
        lambda card: QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(2, 2)),
        lambda card: type_words(screen, "试"),
        lambda card: bar.setValue(bar.value() + 40),
        lambda card: screen.resize(screen.width(), screen.height() - 20),
    ]
    for way in ways:
        card = _ctrl_click(screen, "长者")
        way(card)
        assert screen.trace.card is None


def test_the_key_asks_about_the_selection(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    cursor = screen.page.document().find("联合市财政局")
    screen.page.setTextCursor(cursor)
    QTest.keyClick(screen.page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert screen.trace.card is not None
    told = screen.trace.card.accessibleDescription()
    assert told.startswith("联合市财政局；原稿 市民政局供稿 原文 ")


def test_the_menu_asks_about_the_word_under_the_mouse(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    menu = screen.page.context_menu(_point(screen, "长者"))
    (ask,) = [action for action in menu.actions() if action.text().startswith("谁写的")]
    ask.trigger()
    menu.close()
    assert screen.trace.card is not None
    assert screen.trace.card.accessibleDescription().startswith("长者；")


def test_unsaved_words_are_told_as_such(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    cursor = screen.page.document().find("市财政局")
    cursor.setPosition(cursor.selectionEnd())
    screen.page.setTextCursor(cursor)
    type_words(screen, "等")
    told = _ctrl_click(screen, "等").accessibleDescription()
    assert told.startswith("等；二审 周某远 写入 等 未存为版本；还没有人签过含这些字的稿")


def test_who_may_only_read_asks_too_but_not_of_the_original(open_screen: OpenScreen) -> None:
    screen = open_screen("lihe", "0412")
    assert screen.view is not None and not screen.view.may_edit
    assert _ctrl_click(screen, "长者").accessibleDescription().startswith("长者；一审 张某宁")
    screen.trace.close()
    screen.tools.modes.set_value("original")
    screen.page.selectAll()
    assert not screen.page.ask()
    assert screen.trace.card is None
