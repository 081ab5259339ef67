"""台账: narrow it, sort it, choose columns, open a manuscript."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.stage import Phase
from qz_review.model.text import plain_text
from qz_review.services.ledger_views import (
    USUAL_COLUMNS,
    LedgerAnswer,
    LedgerColumn,
    LedgerMark,
    LedgerQuery,
    LedgerSums,
)
from qz_review.workspace import Workspace
from tests.ui.screens.ledger.conftest import open_ledger
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.ledger.model import COLUMNS, PAGE, LedgerModel
from ui.screens.ledger.screen import LedgerScreen
from ui.widgets.cell_delegate import STAGE_ROLE, TAG_ROLE, TONE_ROLE


def rows(screen: LedgerScreen) -> list[str]:
    found = (screen.model.row_at(place) for place in range(screen.model.total))
    return [row.title for row in found if row is not None]


def cell(screen: LedgerScreen, place: int, column: LedgerColumn, role: int) -> object:
    return screen.model.data(screen.model.index(place, COLUMNS.index(column)), role)


def test_everything_is_there_with_counts_and_sums(screen: LedgerScreen) -> None:
    assert screen.model.total == len(rows(screen)) > 10
    assert screen.filter.sums.text().startswith(f"{screen.model.total} 件")
    assert screen.filter.marks[LedgerMark.SENT_BACK].text() == "有退回 2"
    assert "校验" in screen.header.status.label.text()


def test_words_find_manuscripts_and_nothing_found_says_so(screen: LedgerScreen) -> None:
    everything = screen.model.total
    screen.filter.search.setText("流感")
    screen.filter.search.returnPressed.emit()
    assert rows(screen) == ["冬季流感疫苗接种点公布"]
    screen.filter.search.setText("没有这样的稿件")
    screen.filter.search.returnPressed.emit()
    assert screen.empty.isVisibleTo(screen) and screen.selected == ""
    screen.empty.action.click()
    assert screen.model.total == everything and screen.table.isVisibleTo(screen)


def test_a_mark_is_a_toggle_with_its_count(screen: LedgerScreen) -> None:
    everything = screen.model.total
    delegated = screen.filter.marks[LedgerMark.DELEGATED]
    delegated.click()
    assert rows(screen) == ["关于做好冬季供水防冻工作的公告"]
    assert cell(screen, 0, LedgerColumn.PROOF_3, TONE_ROLE) == "accent"
    words = str(cell(screen, 0, LedgerColumn.PROOF_3, Qt.ItemDataRole.DisplayRole))
    assert "王某川" in words and "周某远委托" in words
    delegated.click()
    assert screen.model.total == everything


def test_state_step_person_and_period_narrow(screen: LedgerScreen) -> None:
    screen.filter.state.set_choice("archived")
    assert screen.filter.query.phases == {Phase.ARCHIVED} and len(rows(screen)) == 2
    tags = cell(screen, 0, LedgerColumn.STATE, TAG_ROLE)
    assert isinstance(tags, tuple) and (tags[0].text, tags[0].variant) == ("未比对", "warn")
    screen.filter.state.set_choice("review_3")
    assert len(rows(screen)) == 2
    screen.filter.clear.click()
    screen.filter.person.setCurrentText("许某晴")
    mine = rows(screen)
    assert mine and screen.filter.sheet.isVisibleTo(screen)
    screen.filter.period.setCurrentIndex(screen.filter.period.findData("last_year"))
    screen.filter.period.activated.emit(screen.filter.period.currentIndex())
    assert rows(screen) == [] and screen.filter.query.first_day is not None


def test_what_comparing_the_page_gave_stands_in_the_state(
    screen: LedgerScreen, office: Workspace
) -> None:
    manuscript = office.manuscripts.find_by_number("QT-2026-0394")
    signed = office.published.signed_text(manuscript)
    words = plain_text(signed.text)
    place = screen.model.place_of(manuscript)

    def tag_after(page: str) -> tuple[str, str]:
        compared = office.published.compare_words(manuscript, page)
        office.published.record(manuscript, signed.channels[0][0], compared)
        screen.filter.query_changed.emit(screen.filter.query)
        tags = cell(screen, place, LedgerColumn.STATE, TAG_ROLE)
        assert isinstance(tags, tuple)
        return tags[0].text, tags[0].variant

    assert tag_after(words.replace("高发季节", "多发季节")) == ("1 处不同", "danger")
    assert tag_after(words) == ("已归档", "ok")


def test_two_dates_of_ones_own(screen: LedgerScreen) -> None:
    dialog = screen.filter.period.ask()
    dialog.last.setDate(dialog.first.date().addDays(-1))
    dialog.accept.click()
    assert dialog.is_open and screen.filter.query.first_day is None
    dialog.last.setDate(dialog.first.date().addDays(3))
    dialog.accept.click()
    query = screen.filter.query
    assert query.first_day is not None and query.last_day is not None
    assert (query.last_day - query.first_day).days == 3
    assert "–" in screen.filter.period.currentText()


def test_the_head_sorts(screen: LedgerScreen) -> None:
    place = COLUMNS.index(LedgerColumn.CHARACTERS)
    screen.table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    found = [row.characters for i in range(screen.model.total) if (row := screen.model.row_at(i))]
    assert found == sorted(found, reverse=True)


def test_columns_chosen_stay_chosen(
    screen: LedgerScreen, office: Workspace, jobs: InlineJobRunner, window: QMainWindow
) -> None:
    assert screen.table.columns == USUAL_COLUMNS
    menu = screen.header.column_menu()
    entries = {action.text(): action for action in menu.actions()}
    assert entries["标题"].isChecked() and not entries["标题"].isEnabled()
    entries["字数"].trigger()
    screen.header.column_menu().actions()[COLUMNS.index(LedgerColumn.REVIEW_1)].trigger()
    chosen = {*USUAL_COLUMNS, LedgerColumn.CHARACTERS} - {LedgerColumn.REVIEW_1}
    assert set(screen.table.columns) == chosen
    again = open_ledger(office, jobs, window)
    assert set(again.table.columns) == chosen
    assert again.table.isColumnHidden(COLUMNS.index(LedgerColumn.REVIEW_1))


def test_steps_are_headed_by_their_chips(screen: LedgerScreen) -> None:
    place = COLUMNS.index(LedgerColumn.PROOF_2)
    assert screen.model.headerData(place, Qt.Orientation.Horizontal, STAGE_ROLE) == "proof_2"


def test_enter_opens_the_manuscript(screen: LedgerScreen, qtbot: QtBot) -> None:
    screen.table.setCurrentIndex(screen.model.index(2, 0))
    with qtbot.waitSignal(screen.manuscript_opened) as opened:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    row = screen.model.row_at(2)
    assert row is not None and opened.args == [row.manuscript_id]


def test_a_query_from_elsewhere_fills_the_filter(screen: LedgerScreen) -> None:
    query = LedgerQuery(marks=frozenset({LedgerMark.LATE}), phases=frozenset())
    screen.set_query(query)
    assert screen.filter.marks[LedgerMark.LATE].isChecked()
    assert screen.model.total == 4


def test_a_long_ledger_asks_only_for_pages_that_are_seen(screen: LedgerScreen) -> None:
    row = screen.model.row_at(0)
    assert row is not None
    model = LedgerModel()
    wanted: list[int] = []
    model.page_wanted.connect(wanted.append)
    sums = LedgerSums(20_000, 0, 0, 0, 0, 0, 0, 0)
    model.start(LedgerAnswer((row,) * PAGE, sums))
    model.data(model.index(10, 1))
    assert wanted == [] and model.rowCount() == 20_000
    assert model.data(model.index(12_345, 1)) is None and wanted == [12_345 // PAGE * PAGE]
    model.add_page(wanted[0], (replace(row, title="远处的稿件"),) * PAGE)
    assert model.data(model.index(12_345, 1)) == "远处的稿件"


def test_an_empty_ledger_says_when_it_fills(screen: LedgerScreen) -> None:
    screen.set_answer(LedgerAnswer((), LedgerSums(0, 0, 0, 0, 0, 0, 0, 0)))
    assert screen.empty.isVisibleTo(screen) and not screen.empty.action.isVisibleTo(screen)
    assert screen.selected == "" and screen.text.shown is None


def test_verifying_tells_when(screen: LedgerScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.verified):
        screen.header.verify.click()
    assert "校验通过 · 今天" in screen.header.status.label.text()
    assert screen.header.verify.isEnabled()
