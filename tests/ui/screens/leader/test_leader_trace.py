"""The leader asks who wrote a word, in the clean text and with the changes shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.screens.leader.conftest import OpenScreen
from tests.ui.screens.leader.hands import PLAIN
from ui.screens.leader.screen import LeaderScreen


def _ask(screen: LeaderScreen, words: str) -> str:
    screen.page.setTextCursor(screen.page.document().find(words))
    QTest.keyClick(screen.page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert screen.trace.card is not None
    return screen.trace.card.accessibleDescription()


def test_a_key_tells_who_wrote_the_words_and_who_signed_them(open_screen: OpenScreen) -> None:
    screen = open_screen("chenan", PLAIN)
    line = next(line for line in screen.page.editor.lines if line.stages and line.is_numbered)
    run = next(run for run in line.runs if run.is_live and run.inserted is not None)
    assert run.inserted is not None and run.inserted.stage is not None
    told = _ask(screen, run.text)
    assert f"{run.inserted.stage.label} {run.inserted.author} " in told
    assert "签署时已有这些字；" in told
    card = screen.trace.card
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert screen.trace.card is None
    assert screen.area.shows_text and screen.isVisible()
