"""稿件 over the sample office: search, filter, sort, open; long lists come page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qz_review.model.person import Person
from qz_review.services.views import ManuscriptPage, ManuscriptQuery
from qz_review.workspace import Workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.manuscripts.model import COLUMNS, PAGE, ManuscriptModel
from ui.screens.manuscripts.presenter import ManuscriptsPresenter
from ui.screens.manuscripts.screen import ManuscriptsScreen


@pytest.fixture
def screen(
    qtbot: QtBot,
    theme: object,
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
) -> Iterator[ManuscriptsScreen]:
    person = log_in("zhouyuan")
    screen = ManuscriptsScreen()
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    presenter = ManuscriptsPresenter(screen, office, jobs, ErrorPresenter(), person.name)
    presenter.refresh()
    screen.show()
    yield screen


def titles(screen: ManuscriptsScreen) -> list[str]:
    rows = (screen.model.row_at(place) for place in range(screen.model.total))
    return [row.title for row in rows if row is not None]


def test_two_characters_find_titles_and_text_and_show_where(screen: ManuscriptsScreen) -> None:
    everything = screen.model.total
    screen.filter.search.setText("供水")
    screen.filter.search.returnPressed.emit()
    assert 0 < screen.model.total < everything
    row = screen.model.row_at(0)
    assert row is not None and row.hit is not None and row.hit[1] == "供水"
    assert "共" in screen.header.caption.text()


def test_one_character_finds_too(screen: ManuscriptsScreen) -> None:
    screen.filter.search.setText("桥")
    screen.filter.search.returnPressed.emit()
    assert any("大桥" in title for title in titles(screen))


def test_nothing_found_says_so_and_clearing_brings_all_back(screen: ManuscriptsScreen) -> None:
    everything = screen.model.total
    screen.filter.overdue.click()
    screen.filter.search.setText("没有这样的稿件")
    screen.filter.search.returnPressed.emit()
    assert screen.empty.isVisibleTo(screen)
    assert screen.filter.conditions == ("“没有这样的稿件”", "超时")
    screen.empty.action.click()
    assert screen.model.total == everything and screen.table.isVisibleTo(screen)


def test_filters_by_step_state_and_mine(screen: ManuscriptsScreen) -> None:
    screen.filter.stage.set_choice("review_2")
    rows = [screen.model.row_at(i) for i in range(screen.model.total)]
    assert rows and all(row is not None and row.stage is not None for row in rows)
    assert {row.stage.value for row in rows if row and row.stage} == {"review_2"}
    screen.filter.reset()
    screen.filter.mine.click()
    assert all("周某远" in row.holders for i in range(screen.model.total)
               if (row := screen.model.row_at(i)))  # fmt: skip


def test_the_head_sorts(screen: ManuscriptsScreen) -> None:
    screen.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    numbers = [row.number for i in range(screen.model.total) if (row := screen.model.row_at(i))]
    assert numbers == sorted(numbers)


def test_enter_opens_the_row(screen: ManuscriptsScreen, qtbot: QtBot) -> None:
    screen.table.setCurrentIndex(screen.model.index(1, 0))
    with qtbot.waitSignal(screen.manuscript_opened) as opened:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    row = screen.model.row_at(1)
    assert row is not None and opened.args == [row.manuscript_id]


def test_widths_set_by_the_person_are_kept(
    screen: ManuscriptsScreen, qtbot: QtBot, office: Workspace, jobs: InlineJobRunner
) -> None:
    with qtbot.waitSignal(screen.columns_changed, timeout=2000):
        screen.table.horizontalHeader().resizeSection(1, 444)
    again = ManuscriptsScreen()
    qtbot.addWidget(again)
    ManuscriptsPresenter(again, office, jobs, ErrorPresenter())
    assert again.table.columnWidth(1) == 444


def test_a_long_list_asks_only_for_pages_that_are_seen(
    screen: ManuscriptsScreen, qtbot: QtBot
) -> None:
    row = screen.model.row_at(0)
    assert row is not None
    model = ManuscriptModel()
    wanted: list[int] = []
    model.page_wanted.connect(wanted.append)
    model.start(ManuscriptPage((row,) * PAGE, 20_000), datetime.now(UTC))
    assert model.rowCount() == 20_000 and model.columnCount() == len(COLUMNS)
    model.data(model.index(10, 1))
    assert wanted == []
    assert model.data(model.index(12_345, 1)) is None
    model.data(model.index(12_346, 1))
    assert wanted == [12_345 // PAGE * PAGE]
    model.add_page(wanted[0], ManuscriptPage((replace(row, title="远处的稿件"),) * PAGE, 20_000))
    assert model.data(model.index(12_345, 1)) == "远处的稿件"


def test_a_query_from_elsewhere_fills_the_filter(screen: ManuscriptsScreen) -> None:
    screen.set_query(ManuscriptQuery(overdue=True, sort="due", descending=False))
    assert screen.filter.overdue.isChecked()
    assert all(row.due is not None for i in range(screen.model.total)
               if (row := screen.model.row_at(i)))  # fmt: skip


def test_columns_that_have_no_room_are_left_out_and_come_back(
    screen: ManuscriptsScreen, qtbot: QtBot
) -> None:
    bar = screen.table.horizontalScrollBar()
    hidden = {}
    for width in (1366, 1440, 1920):
        screen.resize(width - 216, 700)
        qtbot.waitUntil(lambda width=width: screen.width() == width - 216)
        assert not bar.isVisible()
        hidden[width] = [
            column.key for i, column in enumerate(COLUMNS) if screen.table.isColumnHidden(i)
        ]
    assert set(hidden[1366]) > set(hidden[1440]) and hidden[1920] == []
    assert "title" not in hidden[1366] and "state" not in hidden[1366]
