"""An editor's hands: typing, clicking, finishing a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QWidget,
)

from tests.ui.screens.manuscript.conftest import PASSWORD
from ui.screens.manuscript.acts.act_dialog import ActDialog
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.widgets.banner import Banner


def type_words(screen: ManuscriptScreen, words: str) -> None:
    for character in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QGuiApplication.sendEvent(screen.page, event)


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def click(widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def open_dialog(screen: ManuscriptScreen) -> ActDialog:
    found = [d for d in screen.window().findChildren(ActDialog) if d.is_open]
    assert len(found) == 1
    return found[0]


def finish(screen: ManuscriptScreen, password: str = PASSWORD) -> None:
    dialog = open_dialog(screen)
    if dialog.password is not None:
        dialog.password.set_text(password)
    click(dialog, "act_accept")


def answer_all(screen: ManuscriptScreen) -> None:
    for row in screen.panel.checklist.rows:
        if not row.is_heading:
            row.control.set_value("yes")


def notices(screen: ManuscriptScreen) -> str:
    return "\n".join(words_in(b) for b in screen.notices.findChildren(Banner) if not b.isHidden())
