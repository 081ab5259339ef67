"""还原, 附注, 办结: what a person does with a change, over the sample office."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from qz_review.model.stage import Stage
from qz_review.workspace import Workspace
from tests.ui.screens.compare.conftest import OpenScreen
from tests.ui.screens.compare.hands import drag_over, listed, words
from ui.screens.compare.change_rows import NoteRow
from ui.screens.compare.faces import Face
from ui.screens.compare.note_dialog import NoteDialog
from ui.screens.compare.screen import CompareScreen
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import Toast

CANTEENS = "QT-2026-0412"  # 二审 waits for zhouyuan
RELEASED = "QT-2026-0401"


def menu_words(screen: CompareScreen, number: int) -> list[str]:
    menu = screen.acts.make_menu(number, screen)
    return [action.text().split("\t")[0] for action in menu.actions()]


def press(host: QWidget, name: str) -> None:
    button = host.window().findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def question(screen: CompareScreen) -> ConfirmDialog:
    (dialog,) = (d for d in screen.window().findChildren(ConfirmDialog) if d.is_open)
    return dialog


def write(screen: CompareScreen, text: str) -> None:
    (dialog,) = (d for d in screen.window().findChildren(NoteDialog) if d.is_open)
    dialog.edit.setPlainText(text)
    press(dialog, "note_accept")


def note_rows(screen: CompareScreen) -> list[NoteRow]:
    model = screen.panel.list.rows
    rows = (model.data(model.index(at), 257) for at in range(model.rowCount()))
    return [row for row in rows if isinstance(row, NoteRow)]


def test_a_change_goes_back_after_a_plain_question_and_can_be_taken_back(
    open_screen: OpenScreen, office: Workspace
) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    before = words(screen, Face.NEW)
    third = listed(screen)[2]  # 进一步, deleted by 一审
    screen.choose(third)
    assert screen.panel.revert.isVisible()

    screen.panel.revert.click()
    dialog = question(screen)
    assert dialog.title == "还原这一处"
    press(dialog, "confirm_accept")

    assert words(screen, Face.NEW)[1].startswith("为进一步完善")
    assert screen.heads.new_button.text() == "二审改动"
    assert screen.filters.toggle(Stage.REVIEW_2).count == 1
    assert len(listed(screen)) == 20
    (toast,) = screen.window().findChildren(Toast)
    toast.action_clicked.emit()
    assert words(screen, Face.NEW) == before
    assert screen.heads.new_button.text() == "一校清样"


def test_what_was_undone_here_becomes_a_version_on_leaving(
    open_screen: OpenScreen, office: Workspace
) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    versions = len(office.manuscripts.view(screen.manuscript_id).versions)
    screen.acts.revert(listed(screen)[0])
    press(question(screen), "confirm_accept")

    screen.leave()

    assert len(office.manuscripts.view(screen.manuscript_id).versions) == versions + 1


def test_who_may_not_edit_cannot_undo(open_screen: OpenScreen) -> None:
    for account, number in (("zhangning", CANTEENS), ("zhouyuan", RELEASED)):
        screen = open_screen(account, number)
        screen.choose(listed(screen)[0])
        assert not screen.panel.revert.isVisible()
        assert "还原…" not in menu_words(screen, listed(screen)[0])


def test_an_older_text_cannot_be_changed(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    screen.heads.make_menu("new").actions()[1].trigger()
    assert screen.heads.new_button.text() == "一审稿"
    screen.choose(listed(screen)[0])

    assert menu_words(screen, listed(screen)[0]) == ["复制"]


def test_a_note_on_a_change_stands_in_the_list_and_beside_the_text(
    open_screen: OpenScreen, office: Workspace
) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    second = listed(screen)[1]  # 老年 → 长者 in the title
    screen.choose(second)
    QTest.keyClick(screen.sheet, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    write(screen, "与民政部门的叫法一致")

    (row,) = note_rows(screen)
    assert row.note.note.words == "与民政部门的叫法一致" and row.note.note.quote == "长者"
    assert office.notes.of(screen.manuscript_id)[0].stage is Stage.REVIEW_2
    numbers = [slot.numbers for slot in screen.sheet._rows.slots(0)]
    assert (-1,) in numbers
    screen.choose(-1)
    rects = screen.sheet._rows.layout(0).rects_of(-1)
    assert list(rects) == [Face.NEW]
    assert screen.panel.counter.text() == "19 处 · 附注 1"
    assert "与民政部门的叫法一致" in screen.sheet.accessibleDescription()

    assert screen.panel.settle.isVisible() and not screen.panel.revert.isVisible()
    screen.panel.settle.click()
    assert note_rows(screen) == []
    assert office.notes.of(screen.manuscript_id)[0].settled


def test_a_note_on_words_selected_in_the_clean_text(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    drag_over(screen, Face.NEW, row=2, start=0, end=6)
    assert screen.panel.note.isVisible()
    screen.write_note()
    write(screen, "核对数字")

    (row,) = note_rows(screen)
    assert row.note.note.quote == words(screen, Face.NEW)[2][:6]
    assert (row.note.paragraph, row.note.start, row.note.end) == (2, 0, 6)


def test_a_note_needs_words(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    screen.choose(1)
    screen.write_note()
    (dialog,) = (d for d in screen.window().findChildren(NoteDialog) if d.is_open)

    press(dialog, "note_accept")

    assert dialog.is_open and dialog.field.error == "附注还没写内容"


def test_the_letters_of_the_list_act_on_its_row(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    screen.choose(1)
    screen.panel.list.setFocus()

    QTest.keyClick(screen.panel.list, Qt.Key.Key_R)
    press(question(screen), "confirm_cancel")
    QTest.keyClick(screen.panel.list, Qt.Key.Key_N)

    assert [d for d in screen.window().findChildren(NoteDialog) if d.is_open]


def test_the_menu_of_a_change_copies_its_words(open_screen: OpenScreen) -> None:
    screen = open_screen("lihe", RELEASED)
    number = listed(screen)[0]
    assert menu_words(screen, number) == ["复制"]

    screen.acts.make_menu(number, screen).actions()[0].trigger()

    assert QGuiApplication.clipboard().text() == screen._changes[number].inserted
    assert screen.acts.make_menu(0, screen).isEmpty()
    screen.show_menu(0, QPoint(10, 10))


def test_a_note_on_nothing_says_what_to_choose_first(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)

    QTest.keyClick(screen.sheet, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)

    (toast,) = screen.window().findChildren(Toast)
    assert toast.accessibleName() == "先选一处改动或几个字"
    assert not [d for d in screen.window().findChildren(NoteDialog) if d.is_open]


def answer(screen: CompareScreen, name: str) -> None:
    button = question(screen).findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def in_the_page(screen: CompareScreen) -> bool:
    return screen.panel.list.hasFocus() or screen.sheet.hasFocus()


def test_after_undoing_and_taking_back_the_keys_stay_at_the_same_change(
    open_screen: OpenScreen,
) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    third = listed(screen)[2]
    screen.choose(third)
    screen.panel.revert.setFocus()
    screen.panel.revert.click()
    answer(screen, "confirm_cancel")
    assert in_the_page(screen) and screen.current == third

    screen.panel.revert.setFocus()
    screen.panel.revert.click()
    answer(screen, "confirm_accept")
    assert in_the_page(screen)
    assert screen._changes[screen.current].deleted == "进一步"

    action = screen.window().findChild(QAbstractButton, "toast_action")
    assert action is not None
    action.setFocus()
    QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    assert in_the_page(screen) and screen.current == third

    QTest.keyClick(screen.panel.list, Qt.Key.Key_F7)
    assert screen.current == listed(screen)[3]


def test_after_a_note_the_change_is_still_chosen_and_esc_leaves(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    back = QSignalSpy(screen.back_requested)
    second = listed(screen)[1]
    screen.choose(second)
    screen.panel.note.setFocus()
    screen.panel.note.click()
    write(screen, "与民政部门的叫法一致")
    assert in_the_page(screen) and screen.current == second

    for part in (screen.panel.next, screen.filters.kinds, screen.header.export):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Escape)
    assert back.count() == 3


def test_undoing_an_edit_of_ones_own_says_that_it_only_goes(
    open_screen: OpenScreen, office: Workspace
) -> None:
    screen = open_screen("zhouyuan", CANTEENS)
    before = [c.kind for c in screen._changes.values()]
    screen.acts.revert(listed(screen)[2])
    assert "原来的改动和署名都留着" in dialog_words(screen)
    answer(screen, "confirm_accept")

    own = next(n for n, c in screen._changes.items() if c.stage is Stage.REVIEW_2)
    screen.acts.revert(own)
    assert "收回后不留痕迹" in dialog_words(screen)
    assert "署名都留着" not in dialog_words(screen)
    answer(screen, "confirm_accept")

    assert [c.kind for c in screen._changes.values()] == before
    office.review.leave(screen.manuscript_id)
    screen.refresh()
    assert [c.kind for c in screen._changes.values()] == before


def dialog_words(screen: CompareScreen) -> str:
    return "".join(label.text() for label in question(screen).findChildren(QLabel))
