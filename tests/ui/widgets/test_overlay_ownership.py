"""Dialogs inside the window leave nothing of the window behind them broken."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.password_field import PasswordField


def test_objects_of_the_window_survive_a_dialog_and_its_tab_key(theme: Theme, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    page = QTextEdit(window)
    window.setCentralWidget(page)
    document = page.document()
    window.show()
    dialog = ConfirmDialog(window, "退回一审", "一审起重签", reason_label="理由")
    dialog.open()
    for _ in range(8):
        qtbot.keyClick(dialog, Qt.Key.Key_Tab)
    dialog.close_overlay()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    assert shiboken6.isValid(document)
    document.setPlainText("还在")
    assert page.toPlainText() == "还在"


def test_tab_goes_round_inside_the_panel_in_the_order_of_the_groups(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    dialog = ConfirmDialog(window, "退回一审", "一审起重签", reason_label="理由")
    dialog.open()
    names = [stop.objectName() for stop in dialog._stops()]
    assert names == ["confirm_reason", "confirm_cancel", "confirm_accept"]
    dialog.set_tab_groups([dialog.accept])
    assert [stop.objectName() for stop in dialog._stops()] == [
        "confirm_accept",
        "confirm_reason",
        "confirm_cancel",
    ]


def test_a_dialog_is_seen_only_with_its_page_and_goes_with_it(theme: Theme, qtbot: QtBot) -> None:
    """The window is locked while a dialog with a typed password is open."""
    window = QMainWindow()
    qtbot.addWidget(window)
    pages = QStackedWidget(window)
    window.setCentralWidget(pages)
    desk, login = QWidget(), QWidget()
    pages.addWidget(desk)
    pages.addWidget(login)
    window.show()
    dialog = ConfirmDialog(desk, "退回一审", "一审起重签", reason_label="理由")
    password = PasswordField(dialog.panel)
    password.set_text("sample-2026")
    dialog.open()
    assert dialog.isVisible()
    pages.setCurrentWidget(login)
    assert not dialog.isVisible()
    assert password.text() == ""
    pages.setCurrentWidget(desk)
    assert dialog.isVisible()
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    shiboken6.delete(desk)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone
