"""统计 over the sample office: group, period, the rows behind a number, files, 监督提示."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.chart import Bar, chart_of
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.services.ledger_views import LedgerMark
from qz_review.services.supervision import HintKind, HintView, SeenLine
from qz_review.workspace import Workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.figures.model import FIGURES
from ui.screens.figures.presenter import FiguresPresenter
from ui.screens.figures.screen import QUESTIONS, FiguresScreen
from ui.text.periods import Period
from ui.text.supervision_texts import question
from ui.widgets.bar_chart import BarChart
from ui.widgets.button import Button
from ui.widgets.toast import ToastHost

COLUMN = {figure.key: place for place, figure in enumerate(FIGURES, 1)}


@pytest.fixture
def screen(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> FiguresScreen:
    log_in("zhouyuan")
    screen = FiguresScreen(date.today())
    window.setCentralWidget(screen)
    FiguresPresenter(screen, jobs, ErrorPresenter(), ToastHost(window)).refresh()
    return screen


def line_of(screen: FiguresScreen, label: str) -> int:
    for place in range(screen.model.rowCount()):
        row = screen.model.row_at(place)
        if row is not None and row.label == label:
            return place
    raise AssertionError(f"no line {label!r}")


def test_months_add_up_and_both_charts_speak(screen: FiguresScreen, office: Workspace) -> None:
    assert screen.sums.text().startswith("合计 16 件")
    by_month, waited = (widget.chart for widget in screen.charts)
    assert sum(bar.value for bar in by_month.bars) == 16
    assert [bar.stage for bar in waited.bars] == list(Stage)
    assert "一审" in screen.charts[1].accessibleDescription()


@pytest.mark.parametrize("grouping", ["month", "section", "person", "channel"])
@pytest.mark.parametrize("key", ["manuscripts", "released", "sent_back", "late", "delegated"])
def test_every_count_opens_exactly_its_rows(
    screen: FiguresScreen, office: Workspace, grouping: str, key: str
) -> None:
    screen.groups.set_value(grouping)
    for place in range(screen.model.rowCount()):
        row = screen.model.row_at(place)
        query = screen.model.query_at(screen.model.index(place, COLUMN[key]))
        assert row is not None
        count = getattr(row, key)
        assert (query is None) == (count == 0)
        if query is not None:
            assert office.ledger_table.sums(query).manuscripts == count


def test_a_click_on_a_number_asks_for_its_rows(screen: FiguresScreen, qtbot: QtBot) -> None:
    screen.groups.set_value("person")
    place = line_of(screen, "张某宁")
    with qtbot.waitSignal(screen.ledger_requested) as asked:
        screen.table.clicked.emit(screen.model.index(place, COLUMN["late"]))
    assert asked.args[0].person_id and asked.args[0].marks == {LedgerMark.LATE}


def test_a_time_without_manuscripts_says_so(screen: FiguresScreen) -> None:
    screen.period.set_period(Period(date(2001, 1, 1), date(2001, 12, 31)))
    screen.period.period_changed.emit(screen.period.period)
    assert screen.empty.isVisibleTo(screen) and not screen.table.isVisibleTo(screen)


def test_excel_has_numbers_as_numbers(
    screen: FiguresScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "统计.xlsx"
    monkeypatch.setattr("ui.sheets_out.ask_where", lambda *_: target)
    screen.export_menu().actions()[0].trigger()
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    head, first = list(sheet.values)[:2]
    assert head[:3] == ("月份", "稿件", "发布") and isinstance(first[1], int)


def test_pdf_has_table_and_charts(
    screen: FiguresScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdfium2 import PdfDocument

    target = tmp_path / "统计.pdf"
    monkeypatch.setattr("ui.sheets_out.ask_where", lambda *_: target)
    screen.groups.set_value("section")
    screen.export_menu().actions()[1].trigger()
    with PdfDocument(target) as document:
        words = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "三审三校统计（按科室）" in words and "各环节等候签署（平均）" in words


def test_questions_ask_and_lead_to_their_manuscripts(
    screen: FiguresScreen, qtbot: QtBot, office: Workspace
) -> None:
    now = datetime.now(UTC)
    lines = tuple(SeenLine(f"m{n}", f"QT-{n}", "一件稿件", now) for n in range(8))
    hints = [
        HintView(kind, ("张某宁", "李某禾")[: 2 if kind is HintKind.SAME_PAIR else 1],
                 Stage.REVIEW_2, 8, 10, lines)
        for kind in HintKind
    ]  # fmt: skip
    screen.set_questions(hints, now)
    screen.tabs.set_current(QUESTIONS)
    assert len(screen.questions.cards) == len(HintKind)
    for hint, card in zip(hints, screen.questions.cards, strict=True):
        words = card.question.text()
        assert words == question(hint) and words.endswith("？") and "是否" in words
        assert not any(verdict in words for verdict in ("违规", "违反", "造假", "失职", "不合格"))
    card = screen.questions.cards[0]
    card.all.click()
    assert not card.all.isVisibleTo(card)
    links = [b for b in card.findChildren(type(card.all)) if b.text() == "QT-7"]
    with qtbot.waitSignal(screen.manuscript_opened) as opened:
        links[0].click()
    assert opened.args == ["m7"]


def test_thousands_of_manuscripts_behind_a_question_come_some_at_a_time(
    screen: FiguresScreen,
) -> None:
    now = datetime.now(UTC)
    lines = tuple(SeenLine(f"m{n}", f"QT-{n}", "一件稿件", now) for n in range(3000))
    hint = HintView(HintKind.UNCHANGED, ("张某宁",), Stage.PROOF_2, 3000, 3000, lines)
    screen.set_questions([hint] * 70, now)
    assert len(screen.questions.cards) == 30
    card = screen.questions.cards[0]
    links = [b for b in card.findChildren(Button) if b.text().startswith("QT-")]
    assert len(links) == 5 and card.all.text() == "再看 100 件，共 3,000 件"
    card.all.click()
    links = [b for b in card.findChildren(Button) if b.text().startswith("QT-")]
    assert len(links) == 105
    screen.questions.more.click()
    screen.questions.more.click()
    assert len(screen.questions.cards) == 70
    assert not screen.questions.more.isVisibleTo(screen.questions)


def test_a_chart_leaves_out_what_has_no_room(qtbot: QtBot, theme: object) -> None:
    chart = chart_of("稿件", [Bar(f"科室{n}", n, f"{n} 件") for n in range(20, 0, -1)])
    assert len(chart.bars) == 12 and chart.left_out == 8
    assert chart.share(chart.bars[0]) == 1.0 and 0 < chart.share(chart.bars[-1]) < 1
    widget = BarChart()
    qtbot.addWidget(widget)
    widget.set_chart(chart)
    assert "科室20 20 件" in widget.accessibleDescription()
    assert widget.grab().height() >= 13 * 20
    widget.set_chart(chart_of("稿件", []))
    assert widget.sizeHint().height() > 0
