"""责任倒查 on 台账: words of the text, or a quote from the web page, and who stands behind them."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from qz_review.services.trace_course import NodeKind
from tests.ui.screens.ledger.conftest import choose
from ui.screens.ledger.screen import LedgerScreen

DELEGATED = "冬季供水防冻"


def look_up(screen: LedgerScreen, quote: str) -> None:
    screen.trace.field.setText(quote)
    screen.trace.field.returnPressed.emit()


def labels(screen: LedgerScreen) -> list[str]:
    return [row.node.label for row in screen.trace.course.rows]


def test_the_text_of_the_row_is_shown(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "流感疫苗")
    assert screen.text.heading.text() == "发布文本"
    assert "接种点" in screen.text.page.toPlainText()
    assert screen.text.compare.isVisibleTo(screen) and not screen.text.checked.isVisibleTo(screen)
    choose(screen, qtbot, "农贸市场")
    assert screen.text.heading.text() == "现有文本"
    assert not screen.text.compare.isVisibleTo(screen)


def test_a_quote_shows_who_made_it_and_who_signed_it(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, DELEGATED)
    look_up(screen, "据市气象台预报")
    assert screen.trace.source.text() == "二审 周某远"
    assert screen.trace.summary.text() == "其后 3 个环节、4 人签署"
    source = next(row.node for row in screen.trace.course.rows if row.node.is_source)
    assert source.stage is not None and source.stage.label == "二审"
    before = [r.node for r in screen.trace.course.rows if r.node.label in ("一审", "一校")]
    assert all("当时没有这些字" in node.spoken for node in before) and len(before) == 2
    assert "周某远委托王某川" in screen.trace.course.rows[-1].node.spoken


def test_words_of_the_original_are_its_own(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "流感疫苗")
    look_up(screen, "高发季节")
    assert screen.trace.source.text() == "原稿 市卫生健康委供稿"
    assert labels(screen)[:7] == ["原稿", "一审", "一校", "二审", "二校", "三审", "三校"]
    assert {node.kind for r in screen.trace.course.rows if (node := r.node).label == "发布"} == {
        NodeKind.RELEASED
    }


def test_several_places_are_walked(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "流感疫苗")
    look_up(screen, "流感")
    assert screen.trace.places.text() == "1/7 处"
    first = screen.text.page.textCursor().selectionStart()
    screen.trace.next.click()
    assert screen.trace.places.text() == "2/7 处"
    assert screen.text.page.textCursor().selectionStart() > first
    assert screen.text.page.textCursor().selectedText() == "流感"
    screen.trace.previous.click()
    screen.trace.previous.click()
    assert screen.trace.places.text() == "7/7 处"


def test_words_selected_in_the_text_are_looked_up(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, DELEGATED)
    page = screen.text.page
    found = page.document().find("供水企业")
    cursor = page.textCursor()
    cursor.setPosition(found.selectionStart())
    cursor.setPosition(found.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    qtbot.waitUntil(lambda: screen.trace.quote.text() == "“供水企业”")
    assert screen.trace.source.text()


def test_a_quote_that_is_not_there_says_so(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "流感疫苗")
    look_up(screen, "这句话谁也没写过")
    assert screen.trace.empty.isVisibleTo(screen)
    look_up(screen, "")
    assert not screen.trace.sheet.isVisibleTo(screen)


def test_another_manuscript_takes_the_trace_away(screen: LedgerScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "流感疫苗")
    look_up(screen, "流感")
    assert screen.trace.course.isVisibleTo(screen)
    choose(screen, qtbot, "农贸市场")
    assert screen.trace.empty.isVisibleTo(screen) and screen.trace.field.text() == ""
