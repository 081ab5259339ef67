"""The ring follows the focus of buttons and leaves text fields alone."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.focus_ring import FocusRing
from ui.theme.theme import Theme


def make_window(qtbot: QtBot) -> tuple[QWidget, QPushButton, QLineEdit]:
    window = QWidget()
    layout = QHBoxLayout(window)
    layout.setContentsMargins(20, 20, 20, 20)
    button, field = QPushButton("签署"), QLineEdit()
    layout.addWidget(button)
    layout.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    return window, button, field


def ring_of(window: QWidget) -> FocusRing | None:
    return next((ring for ring in window.findChildren(FocusRing) if ring.isVisible()), None)


def test_the_ring_surrounds_the_focused_button(theme: Theme, qtbot: QtBot) -> None:
    window, button, field = make_window(qtbot)
    button.setFocus()
    qtbot.waitUntil(lambda: ring_of(window) is not None)
    ring = ring_of(window)
    assert ring is not None
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    field.setFocus()
    assert ring_of(window) is None


def test_the_ring_survives_a_change_of_theme(theme: Theme, qtbot: QtBot) -> None:
    window, button, _ = make_window(qtbot)
    button.setFocus()
    theme.set_high_contrast(True)
    assert ring_of(window) is not None


def test_the_ring_survives_its_window(theme: Theme, qtbot: QtBot) -> None:
    window, button, _ = make_window(qtbot)
    button.setFocus()
    window.close()
    window.deleteLater()
    qtbot.wait(1)
    other, second, _ = make_window(qtbot)
    second.setFocus()
    qtbot.waitUntil(lambda: ring_of(other) is not None)
