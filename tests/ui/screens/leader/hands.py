"""A leader's hands: clicking, writing, signing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from qz_review.workspace import Workspace
from ui.screens.leader.screen import LeaderScreen
from ui.screens.sign.dialog import SignDialog

PASSWORD = "sample-2026"
PLAIN, DISPUTED, IMPORTANT = "QT-2026-0408", "QT-2026-0406", "QT-2026-0412"
Open = Callable[..., LeaderScreen]
Sign = Callable[..., object]


def click(parent: QWidget, name: str) -> None:
    button = parent.findChild(QAbstractButton, name)
    assert button is not None and not button.isHidden(), name
    button.click()


def write(widget: QWidget, words: str) -> None:
    """As an input method hands over Chinese words."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def open_dialog(screen: QWidget, kind: type[QWidget]) -> QWidget:
    shown = [d for d in screen.window().findChildren(kind) if d.isVisible()]
    assert len(shown) == 1
    return shown[0]


def sign_in_dialog(screen: LeaderScreen, words: str = "同意") -> None:
    dialog = open_dialog(screen, SignDialog)
    assert isinstance(dialog, SignDialog)
    dialog.form.words.setPlainText(words)
    dialog.form.password.set_text(PASSWORD)
    dialog.form.statement.setChecked(True)
    dialog.act.click()


def state_of(office: Workspace, number: str):
    return office.manuscripts.view(office.manuscripts.find_by_number(number))


def last_act(office: Workspace, number: str):
    return state_of(office, number).opinions[0]
