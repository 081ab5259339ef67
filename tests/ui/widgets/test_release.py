"""Widgets go when their parent goes, and a change of theme does not wake the dead."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qz_review.model.stage import Stage
from ui.theme.theme import Theme, ThemeMode
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.navigation_bar import NavigationBar
from ui.widgets.navigation_item import NavGroup, NavItem
from ui.widgets.opinion_timeline import OpinionTimeline, OpinionView
from ui.widgets.password_field import PasswordField
from ui.widgets.phrase_pills import PhrasePills
from ui.widgets.progress_row import ProgressRow, ProgressView
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import AnswerControl
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.signature_view import SignatureView
from ui.widgets.stage_chip import StageChip
from ui.widgets.stepper import Stepper, route_views
from ui.widgets.switch import Switch
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_view import TableView
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel
from ui.widgets.toast import ToastHost

OPINION = OpinionView("一审", "张某宁", "20日 09:42", "拟采用。", Stage.REVIEW_1)
MAKERS: dict[str, Callable[[QWidget], object]] = {
    "avatar": lambda p: Avatar("周某远", p),
    "banner": lambda p: Banner("ok", "一致", parent=p),
    "button": lambda p: Button("签署", p, kind="primary"),
    "confirm": lambda p: ConfirmDialog(p, "退回", "重新签署", reason_label="理由"),
    "navigation": lambda p: NavigationBar((NavGroup("", (NavItem("a", "甲", "home"),)),), p),
    "opinions": lambda p: OpinionTimeline([OPINION], p),
    "password": lambda p: PasswordField(p),
    "pills": lambda p: PhrasePills(["内容属实"], p, can_add=True),
    "progress": lambda p: ProgressRow(ProgressView(3), p),
    "cards": lambda p: RadioCardGroup([RadioOption("a", "甲")], p),
    "search": lambda p: SearchField("搜", "Ctrl K", p),
    "answer": lambda p: AnswerControl(parent=p),
    "pad": lambda p: SignaturePad(p),
    "signature": lambda p: SignatureView("张某宁", parent=p),
    "chip": lambda p: StageChip(Stage.REVIEW_1, parent=p),
    "stepper": lambda p: Stepper(route_views(3), p),
    "switch": lambda p: Switch("显示改动", p),
    "tabs": lambda p: TabStrip((("a", "甲"),), p),
    "table": lambda p: TableView(p),
    "tag": lambda p: Tag("重要", parent=p),
    "label": lambda p: ElidedLabel("标题", parent=p),
    "toasts": lambda p: ToastHost(p).show_toast("已签署"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_widget_is_released_with_its_parent(theme: Theme, qtbot: QtBot, name: str) -> None:
    parent = QWidget()
    parent.resize(400, 300)
    parent.show()
    widget = MAKERS[name](parent)
    seen = weakref.ref(widget)
    theme.set_mode(ThemeMode.DARK)
    parent.deleteLater()
    del widget, parent
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    theme.set_mode(ThemeMode.LIGHT)
    gc.collect()
    assert seen() is None
