"""Steppers, progress rows, chips, opinions, navigation, tables."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from qz_review.model.stage import Stage
from ui.theme.theme import Theme
from ui.widgets.cell_delegate import STAGE_ROLE, TAG_ROLE, CellTag
from ui.widgets.navigation_bar import NavigationBar, NavigationRail
from ui.widgets.navigation_item import NavGroup, NavItem
from ui.widgets.opinion_timeline import OpinionTimeline, OpinionView
from ui.widgets.progress import LabelledProgress
from ui.widgets.progress_row import ProgressRow, ProgressView
from ui.widgets.stage_chip import StageChip
from ui.widgets.stepper import Stepper, route_views
from ui.widgets.table_view import TableView
from ui.widgets.text_label import ElidedLabel, TextLabel

GROUPS = (
    NavGroup("审校", (NavItem("home", "工作台", "home"), NavItem("texts", "稿件", "doc"))),
    NavGroup("管理", (NavItem("settings", "设置", "settings", "Ctrl 4", at_bottom=True),)),
)


def node(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None
    return found


def show(qtbot: QtBot, widget: QWidget, width: int = 1200) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: widget.isActiveWindow())


def test_a_done_step_can_be_clicked_and_a_later_one_not(theme: Theme, qtbot: QtBot) -> None:
    stepper = Stepper(route_views(2))
    show(qtbot, stepper)
    seen: list[str] = []
    stepper.step_clicked.connect(seen.append)
    for name in ("step_review_1", "step_review_2", "step_archive"):
        qtbot.mouseClick(node(stepper, name), Qt.MouseButton.LeftButton)
    assert seen == ["review_1"]


def test_done_steps_are_reached_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    stepper = Stepper(route_views(3))
    show(qtbot, stepper)
    node(stepper, "step_review_1").setFocus()
    qtbot.keyClick(node(stepper, "step_review_1"), Qt.Key.Key_Right)
    assert node(stepper, "step_proof_1").hasFocus()
    with qtbot.waitSignal(stepper.step_clicked) as caught:
        qtbot.keyClick(node(stepper, "step_proof_1"), Qt.Key.Key_Space)
    assert caught.args == ["proof_1"]


def test_the_short_stepper_keeps_who_and_when_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    stepper = Stepper(route_views(1, ["张某宁 20日09:42"]))
    show(qtbot, stepper)
    assert stepper.height() == 72
    stepper.set_compact(True)
    assert stepper.height() == 44
    assert node(stepper, "step_review_1").toolTip() == "一审 张某宁 20日09:42"
    assert "已完成" in node(stepper, "step_review_1").accessibleName()


def test_every_step_name_fits_at_the_largest_text(theme: Theme, qtbot: QtBot) -> None:
    theme.set_text_scale(150)
    stepper = Stepper(route_views(4))
    show(qtbot, stepper, 1310)
    last = node(stepper, "step_archive")
    assert last.width() >= last.minimumSizeHint().width()


@pytest.mark.parametrize("width", [1310, 1384])  # beside the rail, in windows of 1366 and 1440
@pytest.mark.parametrize("position", [0, 2, 5, 8])
def test_who_has_the_present_step_and_until_when_is_never_cut(
    theme: Theme, qtbot: QtBot, width: int, position: int
) -> None:
    captions = [""] * 9
    captions[position] = "张某宁读 周某远核 · 限24日20:59"
    stepper = Stepper(route_views(position, captions))
    show(qtbot, stepper, width)
    present = stepper._nodes[position]
    assert present.shown_caption() == captions[position]
    assert stepper.width() == width
    assert stepper._nodes[-1].geometry().right() < width


def test_a_route_has_nine_nodes_in_order() -> None:
    views = route_views(6)
    assert [view.label for view in views] == [
        "一审", "一校", "二审", "二校", "三审", "三校", "终扫", "发布", "归档",
    ]  # fmt: skip
    assert [view.state for view in views].count("done") == 6
    assert route_views(2, returned=True)[2].state == "returned"


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (ProgressView(2), "二审 正在办理，已完成 2/7"),
        (ProgressView(0, returned=True), "一审 退回，已完成 0/7"),
        (ProgressView(7), "七个环节已完成"),
    ],
)
def test_progress_is_said_in_words_too(
    theme: Theme, qtbot: QtBot, view: ProgressView, words: str
) -> None:
    row = ProgressRow(view)
    show(qtbot, row, 350)
    assert row.accessibleName() == words
    assert not row.grab().isNull()


def test_a_chip_names_its_step_and_more(theme: Theme, qtbot: QtBot) -> None:
    chip = StageChip(Stage.REVIEW_1)
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_stage(Stage.REVIEW_1, "一审 9")
    assert chip.accessibleName() == "一审 9"
    assert chip.sizeHint().width() > narrow


def test_opinions_escape_what_people_write(theme: Theme, qtbot: QtBot) -> None:
    words = "<b>改</b> “走在前列” 缺依据"
    view = OpinionView("二审", "周某远", "今天 10:52", words, Stage.REVIEW_2, quotes=((9, 15),))
    timeline = OpinionTimeline([view])
    show(qtbot, timeline, 380)
    shown = next(label for label in timeline.findChildren(QWidget)
                 if label.accessibleName() == words)  # fmt: skip
    assert "&lt;b&gt;" in shown.text()  # type: ignore[attr-defined]
    timeline.set_opinions([view, view])
    assert not timeline.grab().isNull()


def test_long_progress_numbers_are_grouped(theme: Theme, qtbot: QtBot) -> None:
    progress = LabelledProgress("校验台账", "条")
    show(qtbot, progress, 300)
    progress.set_progress(812, 1286, "剩约8秒")
    words = [label.text() for label in progress.findChildren(TextLabel)]
    assert "812/1,286 条 · 剩约8秒" in words
    assert progress.bar.value() == 812


@pytest.mark.parametrize("kind", [NavigationBar, NavigationRail])
def test_navigation_reports_the_entry(
    theme: Theme, qtbot: QtBot, kind: type[NavigationBar] | type[NavigationRail]
) -> None:
    bar = kind(GROUPS)
    show(qtbot, bar, 300)
    bar.set_current("home")
    with qtbot.waitSignal(bar.item_chosen) as caught:
        qtbot.mouseClick(node(bar, "nav_texts"), Qt.MouseButton.LeftButton)
    assert caught.args == ["texts"]
    bar.set_count("texts", 14)
    assert node(bar, "nav_texts").accessibleName() == "稿件 14"
    assert bar.keys() == ("home", "texts", "settings")
    bar.set_current(None)
    assert not node(bar, "nav_texts").isChecked()


def test_the_lock_in_the_navigation(theme: Theme, qtbot: QtBot) -> None:
    bar = NavigationBar(GROUPS)
    show(qtbot, bar, 300)
    bar.set_person("周某远", "信息科 科长")
    with qtbot.waitSignal(bar.lock_requested):
        qtbot.mouseClick(node(bar, "nav_lock"), Qt.MouseButton.LeftButton)


def make_table(qtbot: QtBot) -> TableView:
    model = QStandardItemModel(0, 3)
    model.setHorizontalHeaderLabels(["编号", "", "状态"])
    model.setHeaderData(1, Qt.Orientation.Horizontal, Stage.REVIEW_1, STAGE_ROLE)
    for number in range(3):
        status = QStandardItem()
        status.setData(CellTag("已归档", "ok"), TAG_ROLE)
        person = QStandardItem("张某宁")
        person.setData(Stage.PROOF_1, STAGE_ROLE)
        model.appendRow([QStandardItem(f"QT-{number}"), person, status])
    table = TableView()
    model.setParent(table)
    table.setModel(model)
    show(qtbot, table, 600)
    return table


def test_a_row_is_opened_by_enter_and_double_click(theme: Theme, qtbot: QtBot) -> None:
    table = make_table(qtbot)
    table.setFocus()
    with qtbot.waitSignal(table.row_selected):
        table.selectRow(1)
    with qtbot.waitSignal(table.row_opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args[0].row() == 1


def test_table_rows_and_head_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    table = make_table(qtbot)
    assert (table.rowHeight(0), table.horizontalHeader().height()) == (40, 32)
    theme.set_text_scale(150)
    assert (table.rowHeight(0), table.horizontalHeader().height()) == (60, 48)


def test_chips_and_tags_are_painted_in_cells(theme: Theme, qtbot: QtBot) -> None:
    table = make_table(qtbot)
    image = table.grab().toImage()
    colors = {image.pixelColor(x, y).name().upper()
              for x in range(image.width()) for y in range(min(image.height(), 80))}  # fmt: skip
    assert {theme.tokens.stage(Stage.REVIEW_1), theme.tokens.stage(Stage.PROOF_1)} <= colors
    assert theme.tokens.ok_soft in colors


def test_a_label_that_does_not_fit_tells_the_rest_in_its_tooltip(
    theme: Theme, qtbot: QtBot
) -> None:
    label = ElidedLabel("我市新增12个社区长者食堂 本月起分批开放")
    show(qtbot, label, 120)
    assert label.is_elided
    assert label.toolTip() == "我市新增12个社区长者食堂 本月起分批开放"
    label.resize(600, 24)
    assert label.toolTip() == ""
