"""The workbench of a Monday morning: what stands where, what opens what."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qz_review.services.views import ManuscriptQuery, ReminderKind
from ui.screens.workbench.screen import WorkbenchScreen
from ui.screens.workbench.todo_list import TodoLine
from ui.screens.workbench.words import act_words, came_words, holding_words, todo_facts

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import fixtures_workbench as monday


@pytest.fixture
def screen(qtbot: QtBot, theme: object) -> Iterator[WorkbenchScreen]:
    screen = WorkbenchScreen("周某远")
    qtbot.addWidget(screen)
    screen.resize(1224, 900)
    screen.show()
    yield screen


def test_who_brought_a_step_and_what_to_do_with_it() -> None:
    assert [came_words(row) for row in monday.TODO] == [
        "你本人 二审后", "张某宁 报送", "李某禾 已朗读", "李某禾 报送",
    ]  # fmt: skip
    assert [act_words(row) for row in monday.TODO] == ["去二校", "去二审", "去三校", "去二审"]
    assert [words for _, words, _ in todo_facts(monday.TODO[1])] == ["重要", "会签 2/2"]
    assert [words for _, words, _ in todo_facts(monday.TODO[2])] == ["等你核对"]


def test_who_holds_a_manuscript_and_for_how_long() -> None:
    words = [holding_words(item, "周某远", monday.NOW) for item in monday.UNDER_WAY]
    assert words[1] == ("陈某安 · 2小时", "text2")
    assert words[3] == ("你 · 超时 2小时20分", "danger")
    assert words[9][0] == "张某宁 · 今天 09:10"
    assert words[10][0] == "待终扫 · 1小时"


def test_only_the_first_row_has_the_primary_button(screen: WorkbenchScreen) -> None:
    screen.set_view(monday.VIEW)
    lines = [line for line in screen.findChildren(TodoLine) if line.isVisibleTo(screen)]
    assert [line.act.kind for line in lines] == ["primary", *["secondary"] * 3]
    assert screen.header.caption.text() == "11月23日 星期一 · 4 件待你签署，1 件已超时"


def test_a_row_opens_its_manuscript(screen: WorkbenchScreen) -> None:
    opened: list[str] = []
    screen.manuscript_opened.connect(opened.append)
    screen.set_view(monday.VIEW)
    screen.findChildren(TodoLine)[1].act.click()
    screen.progress._lines[2].click()
    assert opened == ["m12", "m4"]


def test_rows_or_board_as_the_person_chooses(screen: WorkbenchScreen) -> None:
    chosen: list[bool] = []
    screen.board_chosen.connect(chosen.append)
    screen.set_view(monday.VIEW)
    screen.layout_choice.set_value("board")
    assert screen.board.isVisibleTo(screen) and not screen.progress.isVisibleTo(screen)
    opened: list[str] = []
    screen.manuscript_opened.connect(opened.append)
    screen.board._columns[0]._cards[0].click()
    assert (chosen, opened) == ([True], ["m16"])


def test_what_does_not_fit_leads_to_the_list(screen: WorkbenchScreen) -> None:
    asked: list[ManuscriptQuery] = []
    screen.list_requested.connect(asked.append)
    screen.set_view(monday.VIEW)
    assert screen.progress.all.isVisibleTo(screen)
    screen.progress.all.click()
    screen.rail.reminder_requested.emit(ReminderKind.OVERDUE)
    assert asked[0].phases and not asked[0].overdue
    assert asked[1].overdue and asked[1].sort == "due"


def test_an_empty_office_offers_the_registration_to_who_may_register(
    screen: WorkbenchScreen,
) -> None:
    asked: list[bool] = []
    screen.registration_requested.connect(lambda: asked.append(True))
    screen.set_view(monday.EMPTY)
    action = screen.todo._empty.action
    assert action.text() == "登记稿件" and action.isVisibleTo(screen)
    action.click()
    assert asked == [True]
    screen.set_view(replace(monday.VIEW, todo=()))
    assert action.text() == "看在办稿件"
    action.click()
    assert asked == [True]


def test_an_empty_desk_says_when_it_fills(qtbot: QtBot, theme: object) -> None:
    screen = WorkbenchScreen("陈某安", may_register=False)
    qtbot.addWidget(screen)
    screen.set_view(monday.EMPTY)
    assert not screen.todo._empty.action.isVisibleTo(screen)
    words = {label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen)}
    assert {"待办已清", "报送给你的稿件会出现在这里", "没有在办稿件"} <= words
    assert screen.rail.ledger.words == "台账 12 条，还没校验"


def test_the_ledger_line_tells_the_last_verification(screen: WorkbenchScreen) -> None:
    screen.set_view(monday.VIEW)
    assert screen.rail.ledger.words == "台账 1,286 条校验通过 · 今天 09:02"


def test_long_lists_are_cut_and_counted(screen: WorkbenchScreen) -> None:
    many = tuple(replace(monday.TODO[3], manuscript_id=f"x{i}") for i in range(300))
    screen.set_view(replace(monday.VIEW, todo=many))
    lines = [line for line in screen.findChildren(TodoLine) if line.isVisibleTo(screen)]
    assert len(lines) == 8 and screen.todo.all.isVisibleTo(screen)
