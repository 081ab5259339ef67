"""Render every widget of the kit to PNG files, to be looked at.

Usage: python tools/show_widgets.py DIR [--scale 100|115|130|150]

Writes ``basics``, ``route`` and ``dialogs`` pages, light and dark, into DIR.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.stage import Stage
from ui.theme.icons import icon_names
from ui.theme.theme import STYLE_ARGUMENTS, Theme, ThemeMode
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.blocked_dialog import BlockedDialog, BlockedItem
from ui.widgets.button import Button
from ui.widgets.card import Card, Divider, row
from ui.widgets.cell_delegate import (
    BOLD_ROLE,
    STAGE_ROLE,
    TAG_ROLE,
    TONE_ROLE,
    CellTag,
)
from ui.widgets.check_line import CheckLine
from ui.widgets.combo_box import ComboBox
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.form_field import FormField
from ui.widgets.headings import GroupHeader, PageHeader, SectionTitle
from ui.widgets.icon_label import IconLabel, IconView
from ui.widgets.leader_choice import LeaderChoiceButton
from ui.widgets.navigation_bar import NavigationBar, NavigationRail
from ui.widgets.navigation_item import NavGroup, NavItem
from ui.widgets.opinion_timeline import OpinionTimeline, OpinionView
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.password_field import PasswordField
from ui.widgets.phrase_pills import PhrasePills
from ui.widgets.progress import LabelledProgress, ThinBar
from ui.widgets.progress_row import ProgressHead, ProgressRow, ProgressView
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import AnswerControl, SegmentedControl
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.signature_view import SignatureView
from ui.widgets.stage_chip import StageChip
from ui.widgets.stepper import Stepper, route_views
from ui.widgets.switch import Switch
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_view import TableView
from ui.widgets.tag import Tag
from ui.widgets.text_label import TextLabel
from ui.widgets.toast import ToastHost

GROUPS = (
    NavGroup("审校", (NavItem("home", "工作台", "home", "Ctrl 1"),
                    NavItem("manuscripts", "稿件", "doc", "Ctrl 2"))),
    NavGroup("管理", (NavItem("people", "人员名册", "users", "Ctrl 3"),
                    NavItem("settings", "设置", "settings", "Ctrl 4", at_bottom=True))),
)  # fmt: skip
CAPTIONS = ("张某宁 20日09:42", "李某禾读 张某宁核", "周某远 · 限12:00", "周某远 默读",
            "陈某安 + 梁某", "待定两人", "—", "青汀要闻", "—")  # fmt: skip


def basics() -> QWidget:
    """Buttons, tags, fields, banners, choices, icons."""
    page = QWidget()
    columns = QHBoxLayout(page)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(24)
    for build in (_buttons_and_tags, _fields, _choices):
        column = QVBoxLayout()
        column.setSpacing(12)
        columns.addLayout(column, 1)
        build(column)
        column.addStretch(1)
    return page


def _buttons_and_tags(column: QVBoxLayout) -> None:
    disabled = Button("不可用", kind="primary")
    disabled.setEnabled(False)
    column.addLayout(row(Button("主要", kind="primary"), disabled, Button("次要"),
                         Button("退回", kind="danger"), Button("文字", kind="flat"),
                         Button("采纳", kind="accent-text"), None))  # fmt: skip
    column.addLayout(row(Button("退回一审", kind="danger-fill"), Button("看理由", kind="link"),
                         Button(kind="icon", icon="moon", tooltip="深色"),
                         Button(kind="flat", icon="close", tooltip="关闭"),
                         Button("采纳", kind="primary", size="small", keys="A"), None))  # fmt: skip
    column.addLayout(row(Button("退回一审", kind="danger", size="footer", icon="undo"),
                         Button("签署并报送", kind="primary", size="footer", keys="Ctrl Enter"),
                         None))  # fmt: skip
    column.addLayout(row(Button("小 28", size="small"), Button("中 32"),
                         Button("大 40", size="footer"), None))  # fmt: skip
    column.addLayout(row(Tag("重要", "important", "star"), Tag("转载", icon="link"),
                         Tag("会签 2/2", icon="stamp"), Tag("已归档", "ok"), None))  # fmt: skip
    column.addLayout(row(Tag("未比对", "warn"), Tag("错情 1", "danger"), Tag("你", "accent"),
                         Tag("重要", "important", "star", large=True), Avatar("周某远"),
                         None))  # fmt: skip
    column.addLayout(row(*[StageChip(stage) for stage in Stage], None, spacing=16))
    modes = (("marked", "修订"), ("clean", "清样"), ("original", "原稿"))
    column.addLayout(row(SegmentedControl(modes), Switch("显示改动"), None))
    column.addLayout(row(AnswerControl("yes"), AnswerControl("no"), None))
    column.addLayout(row(AnswerControl("na"), AnswerControl(), None))
    grid = QGridLayout()
    grid.setSpacing(8)
    for place, name in enumerate(icon_names()):
        grid.addWidget(IconView(name, "text2", 22), place // 12, place % 12)
    column.addLayout(grid)
    for role in ("page-title", "section-title", "body", "strong", "small", "caption", "hash"):
        column.addWidget(TextLabel("审校正文 7F3A 91C2", role))


def _fields(column: QVBoxLayout) -> None:
    column.addWidget(SearchField("搜稿件、人名、原文", "Ctrl K"))
    card = Card(spacing=12)
    password = PasswordField()
    password.set_text("secret")
    field = FormField("签名密码", password)
    field.set_error("密码不对，检查大小写和输入法")
    people = ComboBox(icon="ear")
    people.set_choices([("li", "李某禾")])
    checker = FormField("核对人", people)
    checker.set_error("与朗读人相同，换一人")
    card.body.addWidget(field)
    card.body.addWidget(checker)
    card.body.addWidget(FormField("标题", QLineEdit("我市新增12个社区长者食堂"), "40 字以内"))
    words = QPlainTextEdit("领导修改意见已誊正，数据、称谓与补贴办法复核一致，同意登载。")
    words.setFixedHeight(76)
    card.body.addWidget(FormField("校对意见", words, trailing=TextLabel("30 字", "caption")))
    column.addWidget(card)
    column.addWidget(PhrasePills(["领导意见已誊正", "数据、称谓已复核", "与签发稿一致"],
                                 label="常用语", can_add=True))  # fmt: skip
    statement = QCheckBox("我已与朗读人逐句核对全文，对本次签署负责。")
    statement.setChecked(True)
    column.addWidget(statement)
    column.addWidget(SignaturePad())
    column.addLayout(row(SignatureView("张某宁"), None))


def _choices(column: QVBoxLayout) -> None:
    column.addWidget(Banner("danger", "三校后改动1处，须重新三校", "第6段，张某宁 16:41", "看改动"))
    column.addWidget(Banner("warn", "电脑时间比上一条记录早6分钟", "签署时写入台账", icon="clock"))
    column.addWidget(Banner("ok", "网页文本与三校清样一致"))
    decisions = [RadioOption("pass", "能发布", "报二校"),
                 RadioOption("return", "退回一审", "一审起重签"),
                 RadioOption("reject", "不能发布", "报三审")]  # fmt: skip
    group = RadioCardGroup(decisions)
    group.set_choice("pass")
    column.addWidget(group)
    pair = [RadioOption("fine", "校对无误，同意登载", "进入发布前终扫"),
            RadioOption("report", "报领导处理", "回到三审，写明事项")]  # fmt: skip
    wide = RadioCardGroup(pair, horizontal=True)
    wide.set_choice("fine")
    column.addWidget(wide)
    card = Card()
    scan = LabelledProgress("终扫：文字关", "关")
    scan.set_progress(4, 6, "剩约8秒")
    check = LabelledProgress("校验台账", "条")
    check.set_progress(812, 1286)
    card.body.addWidget(scan)
    card.body.addWidget(check)
    column.addWidget(card)
    empty = Card()
    empty.body.addWidget(
        EmptyState("check", "待办已清", "报送给你的稿件会出现在这里", "看在办稿件")
    )
    column.addWidget(empty)
    well = Card(role="well", spacing=0)
    well.body.addWidget(CheckLine("改动", "38 处"))
    well.body.addWidget(CheckLine("审核要点", "12/12", "ok"))
    well.body.addWidget(CheckLine("已忽略问题", "2 条", link="看理由"))
    column.addWidget(well)


def route() -> QWidget:
    """Navigation, page head, stepper, list, table, opinions, leader buttons."""
    page = QWidget()
    whole = QHBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    bar, rail = NavigationBar(GROUPS), NavigationRail(GROUPS)
    bar.set_unit("青汀市人民政府办公室")
    bar.set_person("周某远", "信息科 科长")
    bar.set_current("home")
    bar.set_count("home", 4)
    bar.set_count("manuscripts", 14)
    bar.set_count("people", 2, hot=True)
    rail.set_person("周某远", "信息科 科长")
    rail.set_current("manuscripts")
    whole.addWidget(bar)
    whole.addWidget(rail)
    main = QVBoxLayout()
    main.setSpacing(12)
    whole.addLayout(main, 1)
    header = PageHeader("工作台", "11月23日 星期一 · 4 件待你签署，1 件已超时")
    header.add_action(Button("导入", icon="import"))
    header.add_action(Button("登记稿件", icon="plus"))
    main.addWidget(header)
    main.addWidget(Stepper(route_views(2, CAPTIONS)))
    compact = Stepper(route_views(4, CAPTIONS, returned=True))
    compact.set_compact(True)
    main.addWidget(compact)
    middle = QHBoxLayout()
    middle.setContentsMargins(24, 0, 24, 0)
    middle.setSpacing(24)
    main.addLayout(middle, 1)
    left = QVBoxLayout()
    left.addWidget(SectionTitle("在办稿件", 14, "按办理时限排序"))
    rows = Card(padding=(16, 8, 16, 8))
    rows.body.addWidget(ProgressHead())
    for view in (ProgressView(5), ProgressView(2), ProgressView(0, returned=True),
                 ProgressView(6), ProgressView(7)):  # fmt: skip
        rows.body.addWidget(ProgressRow(view))
    left.addWidget(rows)
    left.addWidget(_table(), 1)
    middle.addLayout(left, 3)
    middle.addWidget(_opinions(), 2)
    choices = row(LeaderChoiceButton("同意发布", "按此文本签发", "check", "primary"),
                  LeaderChoiceButton("修改后发布", "写明改哪里，三校落实", "pen", "accent"),
                  LeaderChoiceButton("退回二审", "写明理由，二审起重签", "undo", "danger"),
                  spacing=16)  # fmt: skip
    choices.setContentsMargins(24, 0, 24, 16)
    main.addLayout(choices)
    return page


def _table() -> TableView:
    model = QStandardItemModel(0, 5)
    model.setHorizontalHeaderLabels(["编号", "标题", "", "退回", "状态"])
    model.setHeaderData(2, Qt.Orientation.Horizontal, Stage.REVIEW_2, STAGE_ROLE)
    tags = (
        CellTag("已归档", "ok"),
        CellTag("未比对", "warn"),
        CellTag("错情 1", "danger", "alert"),
    )
    for place in range(4):
        items = [QStandardItem(text) for text in
                 (f"QT-2026-04{place:02}", "我市新增12个社区长者食堂 本月起分批开放", "周某远",
                  str(place), "")]  # fmt: skip
        items[1].setData(place == 1, BOLD_ROLE)
        items[2].setData("text2", TONE_ROLE)
        items[4].setData(tags[place % 3], TAG_ROLE)
        model.appendRow(items)
    table = TableView()
    model.setParent(table)
    table.setModel(model)
    table.setSortingEnabled(True)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.set_column_widths({0: 120, 2: 80, 3: 60, 4: 100}, stretch=1)
    table.selectRow(1)
    return table


def _opinions() -> QWidget:
    card = Card(spacing=12)
    tabs = TabStrip((("findings", "问题"), ("checklist", "审核要点"), ("opinion", "意见")))
    tabs.set_count("findings", 7)
    tabs.set_count("checklist", "16/21")
    tabs.set_current("opinion")
    card.body.addWidget(tabs)
    card.body.addWidget(GroupHeader("前面的意见", "2"))
    words = "能发布。补贴对象已按办法改准。“走在全省前列”缺依据，请定。"
    quote = words.index("“")
    card.body.addWidget(OpinionTimeline([
        OpinionView("一审", "张某宁", "20日 09:42", "拟采用。来稿要素齐全，改动9处。",
                    Stage.REVIEW_1, tags=(("采用", "ok"),)),
        OpinionView("一校", "李某禾读 张某宁核", "20日 15:18", "改正10处，其余与花脸稿一致。",
                    Stage.PROOF_1),
        OpinionView("会签", "", "20日 17:30", "市财政局 同意，澄湖区人民政府 同意。"),
        OpinionView("二审", "周某远", "今天 10:52", words, Stage.REVIEW_2,
                    quotes=((quote, quote + 8),)),
        OpinionView("三审", "陈某安", "限 今天 17:00", "签后送梁某审签", Stage.REVIEW_3,
                    tags=(("你", "accent"),), is_here=True, time_tone="warn"),
    ]))  # fmt: skip
    bar = ThinBar()
    bar.set_progress(33, 100)
    card.body.addWidget(Divider())
    card.body.addLayout(row(IconLabel("check", "已保存 10:26", icon_tone="ok"), bar, None))
    card.body.addStretch(1)
    return card


def _dialogs(window: QWidget) -> list[tuple[str, object]]:
    confirm = ConfirmDialog(window, "退回一审",
                            "一审起重新签署，已签的2个环节保留在台账，标为已失效。",
                            reason_label="退回理由")  # fmt: skip
    blocked = BlockedDialog(window, [
        BlockedItem("findings", "blocks", "严重问题 1 条", "去处理"),
        BlockedItem("checklist", "blocks", "审核要点差 5 项", "去填写"),
        BlockedItem("unread", "warns", "还有 4 段没读到", "去第3段"),
        BlockedItem("countersign", "done", "会签 2/2 一致"),
    ])  # fmt: skip
    large = OverlayDialog(window, "签署")
    large.add_title_widget(StageChip(Stage.PROOF_3, role="page-title"))
    large.set_content(FormField("签名密码", PasswordField()))
    large.set_note("签后改动一个字，须重新三校")
    large.add_action(Button("取消", size="footer"))
    large.add_action(Button("签署三校", size="footer", kind="primary")).setMinimumWidth(132)
    return [("confirm", confirm), ("blocked", blocked), ("large", large)]


def main(arguments: list[str]) -> int:
    """Render all pages; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=int, default=100)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["widgets", *STYLE_ARGUMENTS])
    theme = Theme(ThemeMode.LIGHT, chosen.scale, reduced_motion=True)
    theme.apply(app)
    for name, page in (("basics", basics()), ("route", route())):
        page.setWindowTitle(name)
        page.resize(1440, 900)
        page.show()
        for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
            theme.set_mode(mode)
            app.processEvents()
            _save(page, chosen.folder / f"{name}-{mode}-{chosen.scale}.png")
        theme.set_mode(ThemeMode.LIGHT)
        if name == "route":
            toasts = ToastHost(page)
            toasts.show_toast("已签署，报送二校", action="看台账")
            for kind, dialog in _dialogs(page):
                dialog.open()  # type: ignore[attr-defined]
                app.processEvents()
                _save(page, chosen.folder / f"dialog-{kind}-{chosen.scale}.png")
                dialog.close_overlay()  # type: ignore[attr-defined]
        page.close()
    return 0


def _save(widget: QWidget, path: Path) -> None:
    widget.grab().save(str(path))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
