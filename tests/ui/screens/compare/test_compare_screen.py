"""花脸稿: what a person sees, clicks and presses, over the sample office."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.services.views import DraftWork
from qz_review.workspace import Workspace
from tests.journeys.office import replaced
from tests.ui.screens.compare.conftest import OpenScreen
from tests.ui.screens.compare.hands import click_change, drag_over, listed, words
from ui.screens.compare.change_rows import ChangeRow, GroupRow
from ui.screens.compare.columns import SheetLayout
from ui.screens.compare.faces import Face
from ui.theme.theme import Theme

CANTEENS = "QT-2026-0412"  # at 二审: 9 changes of 一审, 10 of 一校
LIFTS = "QT-2026-0405"  # at 三校: all six steps, headings, a table
BUSES = "QT-2026-0410"  # at 二校
UNTOUCHED = "QT-2026-0415"  # just registered
RELEASED = "QT-2026-0401"
ARCHIVED = "QT-2026-0398"


# --- what stands where -----------------------------------------------------------------------


def test_original_left_present_right_with_who_and_when_over_them(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)

    assert screen.heads.old_button.text() == "原稿"
    assert screen.heads.new_button.text() == "一校清样"
    assert "李某禾读 张某宁核" in screen.heads._heads[Face.NEW].line.text()
    assert words(screen, Face.OLD)[0] == "我市新增12家社区老年食堂 本月起陆续开放"
    assert words(screen, Face.NEW)[0] == "我市新增12个社区长者食堂 本月起陆续开放"


def test_rows_of_both_columns_are_equally_high(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", LIFTS)

    rows = screen.sheet._rows
    for row in range(len(rows.sheet.rows)):
        layout = rows.layout(row)
        assert layout.height == max(face.height for face in layout.faces.values())
    assert rows.heights.total == sum(rows.layout(r).height for r in range(len(rows.sheet.rows)))


def test_the_list_is_grouped_by_paragraph_and_counts(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)

    model = screen.panel.list.rows
    rows = [model.data(model.index(at), 257) for at in range(model.rowCount())]
    heads = [(row.label, row.count) for row in rows if isinstance(row, GroupRow)]
    assert heads[:3] == [("标题", 2), ("第1段", 7), ("第2段", 3)]
    assert sum(count for _, count in heads) == 19
    assert sum(isinstance(row, ChangeRow) for row in rows) == 19
    assert screen.panel.counter.text() == "19 处"
    assert model.data(model.index(1)) == (
        "一校 改 家 为 个，标题 · 李某禾读 张某宁核 "
        + model.data(model.index(1)).rsplit("核 ", 1)[1]
    )


def test_a_manuscript_nobody_changed_says_so(open_screen: OpenScreen) -> None:
    screen = open_screen("zhangning", UNTOUCHED)

    assert screen.panel.counter.text() == "没有改动"
    assert screen.panel.empty.isVisible()
    assert words(screen, Face.OLD) == words(screen, Face.NEW)
    screen.go_to_change(1)
    assert screen.current == 0


def test_released_and_archived_manuscripts_can_be_read_by_everybody(
    open_screen: OpenScreen,
) -> None:
    for number, count in ((RELEASED, 5), (ARCHIVED, 6)):
        screen = open_screen("lihe", number)
        assert len(listed(screen)) == count
        assert screen.heads.new_button.text() == "三校清样"


def test_unsaved_edits_lie_on_top_and_the_head_says_so(
    open_screen: OpenScreen, office: Workspace, log_in: Callable[[str], Person]
) -> None:
    log_in("zhouyuan")
    manuscript = office.manuscripts.find_by_number(CANTEENS)
    view = office.manuscripts.view(manuscript)
    draft = replaced(view.text, "走在全省前列", "进展顺利")
    office.review.save_draft(manuscript, DraftWork(draft, base_hash=view.text_hash))

    screen = open_screen("zhouyuan", CANTEENS)

    assert screen.heads.new_button.text() == "二审改动"
    assert screen.heads._heads[Face.NEW].line.text() == "周某远 未签署"
    assert screen.filters.toggle(Stage.REVIEW_2).count > 0
    assert any("进展顺利" in line for line in words(screen, Face.NEW))


def test_second_proof_begins_with_three_columns(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", BUSES)

    assert [c.face for c in screen.sheet.columns.faces] == [Face.OLD, Face.MARKED, Face.NEW]
    assert screen.header.layouts.value == SheetLayout.TRIPLE.value


def test_the_layout_chosen_is_kept_for_the_next_time(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    screen.header.set_layout(SheetLayout.SINGLE)

    again = open_screen("zhouyuan", LIFTS)

    assert [c.face for c in again.sheet.columns.faces] == [Face.MARKED]


# --- from change to change --------------------------------------------------------------------


def test_f7_goes_round_and_shift_f7_back(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    numbers = listed(screen)

    QTest.keyClick(screen.sheet, Qt.Key.Key_F7)
    assert (screen.current, screen.panel.counter.text()) == (numbers[0], "19 处 · 第 1 处")
    QTest.keyClick(screen.sheet, Qt.Key.Key_F7)
    assert screen.current == numbers[1]
    QTest.keyClick(screen.sheet, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(screen.sheet, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert screen.current == numbers[-1]
    assert screen.panel.counter.text() == "19 处 · 第 19 处"


def test_a_row_of_the_list_brings_the_place_into_view(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", LIFTS)
    last = listed(screen)[-1]

    view = screen.panel.list
    view.setFocus()
    view.setCurrentIndex(view.rows.index(view.rows.place_of(last)))

    assert screen.current == last
    (row,) = screen.sheet._sheet.rows_of[last]
    assert row in [seen for seen, _ in screen.sheet.visible_rows()]
    assert "三审" in screen.sheet.accessibleDescription()


def test_arrow_keys_walk_the_list_over_the_heads(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    numbers = listed(screen)
    screen.go_to_change(1)
    screen.panel.list.setFocus()

    for _ in range(3):
        QTest.keyClick(screen.panel.list, Qt.Key.Key_Down)

    assert screen.current == numbers[3]


def test_a_click_on_struck_words_chooses_their_row(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    third = listed(screen)[2]

    click_change(screen, third, Face.OLD)

    assert screen.current == third
    assert "为 一审 删除 进一步 完善居家" in screen.sheet.accessibleDescription()
    row = screen.panel.list.currentIndex().row()
    assert screen.panel.list.rows.number_at(row) == third


def test_a_click_on_a_margin_symbol_chooses_its_change(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    sheet = screen.sheet
    row, top = sheet.visible_rows()[0]
    slot = sheet._rows.slots(row)[1]
    assert sheet.columns.margin is not None
    rect = sheet._painter.slot_rect(slot, sheet.columns.margin[0], top)

    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())

    assert screen.current == slot.numbers[0] == listed(screen)[1]


def test_words_dragged_over_are_copied_without_the_other_column(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    title = words(screen, Face.OLD)[0]

    drag_over(screen, Face.OLD, row=0, start=0, end=len(title))
    screen.sheet.copy()

    assert QGuiApplication.clipboard().text() == title
    assert screen.current == 0


# --- what is marked ---------------------------------------------------------------------------


def test_a_step_left_out_is_unmarked_but_its_words_stay(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    before = words(screen, Face.NEW)

    screen.filters.toggle(Stage.REVIEW_1).click()

    assert len(listed(screen)) == 10
    assert words(screen, Face.NEW) == before
    title = screen.sheet._rows.layout(0).faces[Face.NEW].boxes[0].paragraph
    marked = [title.text[s.start : s.end] for s in title.spans if s.end > s.start]
    assert marked == ["个"]


def test_by_person_and_by_kind(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", LIFTS)

    people = [screen.filters.people.itemText(n) for n in range(screen.filters.people.count())]
    assert people[0] == "全部人员" and {"周某远", "陈某安", "李某禾"} <= set(people)
    screen.filters.people.set_choice("陈某安")
    screen.filters.people.activated.emit(0)
    assert len(listed(screen)) == 1

    screen.filters.people.set_choice("")
    screen.filters.kinds.set_choice("inserted")
    screen.filters.kinds.activated.emit(0)
    changes = [screen._changes[number] for number in listed(screen)]
    assert changes and all(c.inserted and not c.deleted for c in changes)

    screen.filters.toggle(Stage.PROOF_2).click()
    screen.filters.toggle(Stage.PROOF_3).click()
    assert listed(screen) == [] and screen.panel.empty.isVisible()


def test_other_texts_can_be_compared(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", LIFTS)
    menu = screen.heads.make_menu("old")
    labels = [action.text().split("　")[0] for action in menu.actions()]
    assert labels == ["原稿", "一审稿", "一校清样", "二审稿", "二校清样", "三审稿", "三校清样"]

    menu.actions()[4].trigger()

    assert screen.heads.old_button.text() == "二校清样"
    assert {c.stage for c in screen._changes.values()} == {Stage.REVIEW_3, Stage.PROOF_3}
    assert screen.header.title.text() == "青汀市既有住宅加装电梯补助办法解读"


# --- room, theme, going back ------------------------------------------------------------------


def test_in_a_narrow_window_the_list_is_a_button_and_esc_takes_it_away(
    open_screen: OpenScreen, window: QMainWindow
) -> None:
    window.resize(1366, 768)
    screen = open_screen("zhouyuan", CANTEENS)
    back = QSignalSpy(screen.back_requested)
    assert not screen.panel.isVisible() and screen.filters.list_button.isVisible()
    assert screen.filters.counter.text() == "19 处"

    screen.filters.list_button.click()
    assert screen.panel.isVisible() and screen.filters.list_button.isChecked()
    QTest.keyClick(screen.panel.list, Qt.Key.Key_Escape)
    assert not screen.panel.isVisible() and back.count() == 0
    QTest.keyClick(screen.sheet, Qt.Key.Key_Escape)
    assert back.count() == 1


def test_larger_text_and_the_dark_theme_keep_the_place(
    open_screen: OpenScreen, theme: Theme
) -> None:
    from ui.theme.theme import ThemeMode

    screen = open_screen("zhouyuan", LIFTS)
    screen.choose(listed(screen)[5])
    row = screen.sheet.visible_rows()[0][0]

    theme.set_text_scale(150)
    theme.set_mode(ThemeMode.DARK)
    QApplication.processEvents()

    assert screen.sheet.visible_rows()[0][0] == row
    assert screen.current == listed(screen)[5]
    assert not screen.grab().isNull()


def test_every_pane_is_reached_and_every_control_has_a_name(open_screen: OpenScreen) -> None:
    from PySide6.QtWidgets import QAbstractButton

    screen = open_screen("zhouyuan", CANTEENS)

    assert all(pane.isVisible() for pane in screen.panes())
    for button in screen.findChildren(QAbstractButton):
        assert button.accessibleName() or not button.isVisible(), button.objectName()
    assert screen.sheet.accessibleName() and screen.panel.list.accessibleName()


def test_news_of_something_else_leave_the_persons_place(
    open_screen: OpenScreen, window: QMainWindow
) -> None:
    screen = open_screen("zhouyuan", LIFTS)
    screen.choose(listed(screen)[7])
    bar, rows = screen.sheet.verticalScrollBar(), screen.panel.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    rows.setValue(rows.maximum())
    before = (bar.value(), rows.value(), screen.current)

    screen.refresh(None)

    assert (bar.value(), rows.value(), screen.current) == before


def test_large_text_in_a_narrow_window_cuts_no_step(
    open_screen: OpenScreen, window: QMainWindow, theme: Theme
) -> None:
    window.resize(1282, 768)  # 1366 less the rail at this scale
    theme.set_text_scale(150)
    screen = open_screen("zhouyuan", LIFTS)
    QApplication.processEvents()

    for stage in Stage:
        toggle = screen.filters.toggle(stage)
        assert toggle.width() >= toggle.sizeHint().width()
    assert not screen.filters.counter.isVisible() and screen.filters.list_button.isVisible()


def test_when_filters_hide_everything_the_counter_says_how_many_there_are(
    open_screen: OpenScreen,
) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    assert screen.filters.kinds.itemText(0) == "全部种类"

    for step in (Stage.REVIEW_1, Stage.PROOF_1):
        screen.filters.toggle(step).click()

    assert screen.panel.counter.text() == "筛选后没有改动，共 19 处"


@pytest.mark.parametrize("layout", list(SheetLayout))
@pytest.mark.parametrize("scale", [100, 150])
def test_the_opened_list_pushes_the_text_aside_and_never_lies_over_it(
    open_screen: OpenScreen, window: QMainWindow, theme: Theme, layout: SheetLayout, scale: int
) -> None:
    window.resize(1366, 768)
    theme.set_text_scale(scale)
    screen = open_screen("zhouyuan", LIFTS)
    screen.header.set_layout(layout)
    bar = screen.sheet.verticalScrollBar()
    bar.setValue(bar.maximum() // 4)
    row, expected = screen.sheet.visible_rows()[0][0], screen.sheet.first_in_view()

    screen.filters.list_button.click()
    QApplication.processEvents()

    assert screen.panel.isVisible() and screen.sheet.width() <= screen.panel.x()
    assert screen.panel.list.hasFocus() and screen.current == 0
    assert screen.sheet.visible_rows()[0][0] == row
    assert all(column.text_width > 0 for column in screen.sheet.columns.faces)
    QTest.keyClick(screen.sheet, Qt.Key.Key_F7)
    assert screen.panel.isVisible() and screen.current == expected


def test_a_row_chosen_in_the_opened_list_is_read_beside_it_and_arrows_go_on(
    open_screen: OpenScreen, window: QMainWindow
) -> None:
    window.resize(1366, 768)
    screen = open_screen("zhouyuan", LIFTS)
    view, numbers = screen.panel.list, listed(screen)
    screen.filters.list_button.click()
    QApplication.processEvents()
    room = view.visualRect(view.rows.index(view.rows.place_of(numbers[1])))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
    assert screen.current == numbers[1] and screen.panel.isVisible()

    QTest.keyClick(view, Qt.Key.Key_Down)
    assert screen.current == numbers[2] and screen.panel.isVisible()
