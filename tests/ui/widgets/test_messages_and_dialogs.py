"""Banners, toasts, empty lists, dialogs inside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme, ThemeMode
from ui.widgets.banner import Banner
from ui.widgets.blocked_dialog import BlockedDialog, BlockedItem
from ui.widgets.button import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.toast import STAY_MS, STAY_WITH_ACTION_MS, Toast, ToastHost


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.setCentralWidget(QPushButton("后面的按钮"))
    window.resize(1100, 860)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    return window


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None
    return found


def test_a_toast_goes_away_by_itself(window: QMainWindow, qtbot: QtBot) -> None:
    host = ToastHost(window)
    host.show_toast("已签署，报送二校", stay_ms=20)
    assert host.toast is not None
    assert host.toast.isVisible()
    qtbot.waitUntil(lambda: host.toast is None)
    qtbot.waitUntil(lambda: not window.findChildren(Toast))


def test_a_toast_fades_when_motion_is_wanted(
    window: QMainWindow, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_reduced_motion(False)
    host = ToastHost(window)
    toast = host.show_toast("已导出审签单", stay_ms=20)
    with qtbot.waitSignal(toast.gone, timeout=2000):
        pass
    qtbot.waitUntil(lambda: host.toast is None)


def test_a_new_toast_takes_the_place_of_the_old(window: QMainWindow, qtbot: QtBot) -> None:
    host = ToastHost(window)
    host.show_toast("一", stay_ms=60_000)
    second = host.show_toast("二", stay_ms=60_000)
    assert host.toast is second
    qtbot.waitUntil(lambda: len(window.findChildren(Toast)) == 1)


def test_a_toast_offers_one_action_and_more_time(window: QMainWindow, qtbot: QtBot) -> None:
    host = ToastHost(window)
    undone: list[bool] = []
    toast = host.show_toast("已忽略 1 条", "undo", "撤销", lambda: undone.append(True))
    action = toast.findChild(QWidget, "toast_action")
    assert action is not None
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert STAY_WITH_ACTION_MS == 2 * STAY_MS == 8_000


def test_a_toast_stays_in_the_middle_of_the_window(window: QMainWindow, qtbot: QtBot) -> None:
    host = ToastHost(window)
    toast = host.show_toast("已签署", stay_ms=60_000)
    window.resize(900, 700)
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - 450) <= 1)


def test_a_confirmation_carries_one_verb_and_needs_a_reason(
    window: QMainWindow, qtbot: QtBot
) -> None:
    dialog = ConfirmDialog(window, "退回一审", "一审起重新签署", reason_label="退回理由")
    dialog.open()
    accept = button(dialog, "confirm_accept")
    assert dialog.title == accept.text() == "退回一审"
    with qtbot.assertNotEmitted(dialog.confirmed):
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert dialog.is_open
    reason = dialog.findChild(QPlainTextEdit, "confirm_reason")
    assert reason is not None
    qtbot.keyClicks(reason, "see rule 4")
    with qtbot.waitSignal(dialog.confirmed) as caught:
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert caught.args == ["see rule 4"]
    assert not dialog.is_open


def test_escape_closes_without_confirming(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = ConfirmDialog(window, "删除", "草稿不保留")
    dialog.open()
    with qtbot.assertNotEmitted(dialog.confirmed), qtbot.waitSignal(dialog.closed):
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ConfirmDialog))


def test_what_is_missing_leads_to_where_it_is_done(window: QMainWindow, qtbot: QtBot) -> None:
    items = [
        BlockedItem("checklist", "blocks", "审核要点差 5 项", "去填写"),
        BlockedItem("countersign", "done", "会签 2/2 一致"),
    ]
    dialog = BlockedDialog(window, items)
    dialog.open()
    with qtbot.waitSignal(dialog.link_clicked) as caught:
        qtbot.mouseClick(button(dialog, "blocked_checklist"), Qt.MouseButton.LeftButton)
    assert caught.args == ["checklist"]
    assert not dialog.is_open
    with pytest.raises(ValueError, match="blocked"):
        BlockedDialog(window, items, go_on="仍要签署")


def test_warnings_alone_let_one_go_on(window: QMainWindow, qtbot: QtBot) -> None:
    dialog = BlockedDialog(
        window,
        [BlockedItem("unread", "warns", "还有 4 段没读到")],
        "签署前看一眼",
        go_on="继续签署",
    )
    dialog.open()
    with qtbot.waitSignal(dialog.went_on):
        qtbot.mouseClick(button(dialog, "blocked_go_on"), Qt.MouseButton.LeftButton)


def make_large(window: QMainWindow) -> tuple[OverlayDialog, QLineEdit, Button]:
    dialog = OverlayDialog(window, "签署")
    content = QWidget()
    field = QLineEdit()
    QVBoxLayout(content).addWidget(field)
    content.setMinimumHeight(600)
    dialog.set_content(content)
    cancel = dialog.add_action(Button("取消", size="footer"))
    return dialog, field, cancel


def test_the_large_dialog_has_the_size_of_the_design(window: QMainWindow, qtbot: QtBot) -> None:
    dialog, field, _ = make_large(window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.panel.height() == 744)
    assert dialog.panel.width() == 960
    assert dialog.panel.geometry().center() == dialog.rect().center()
    assert field.hasFocus()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: dialog.panel.height() == 720)


def test_tab_goes_round_inside_the_dialog(window: QMainWindow, qtbot: QtBot) -> None:
    dialog, field, _cancel = make_large(window)
    dialog.open()
    seen = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert dialog.panel.isAncestorOf(focused)
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert len(set(seen)) == 3
    assert seen[0] is field


def test_shortcuts_of_the_window_behind_are_held_back(window: QMainWindow, qtbot: QtBot) -> None:
    fired: list[bool] = []
    shortcut = QShortcut(QKeySequence("Ctrl+S"), window)
    shortcut.activated.connect(lambda: fired.append(True))
    dialog, field, _ = make_large(window)
    dialog.open()
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert fired == []
    dialog.close_overlay()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert fired == [True]


def test_the_focus_goes_back_where_it_was(window: QMainWindow, qtbot: QtBot) -> None:
    behind = window.centralWidget()
    behind.setFocus()
    dialog, _, cancel = make_large(window)
    cancel.clicked.connect(dialog.request_close)
    dialog.open()
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert behind.hasFocus()


def test_a_banner_says_who_and_offers_one_action(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner("danger", "三校后改动1处，须重新三校", "第6段，张某宁 16:41", "看改动")
    qtbot.addWidget(banner)
    banner.show()
    light = banner.grab().toImage().pixelColor(6, 30).name()
    theme.set_mode(ThemeMode.DARK)
    assert banner.grab().toImage().pixelColor(6, 30).name() != light
    with qtbot.waitSignal(banner.action_clicked):
        qtbot.mouseClick(banner.action, Qt.MouseButton.LeftButton)
    banner.set_content("ok", "网页文本与三校清样一致")
    assert not banner.action.isVisible()


def test_an_empty_list_offers_its_action(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState("check", "待办已清", "报送给你的稿件会出现在这里", "看在办稿件")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.action_clicked):
        qtbot.mouseClick(empty.action, Qt.MouseButton.LeftButton)
