"""Text fields: search, password, form rows."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.combo_box import ComboBox
from ui.widgets.date_field import DateField
from ui.widgets.field_icon import FieldIcon
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.search_field import SearchField

WRONG = "密码不对，检查大小写和输入法"


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: widget.isActiveWindow())


def visible_words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def test_a_wrong_password_is_said_below_the_field(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField()
    show(qtbot, field)
    field.set_text("secret")
    field.set_error(WRONG)
    assert WRONG in visible_words(field)
    assert field.edit.property("state") == "error"
    assert field.edit.selectedText() == "secret"
    assert field.edit.accessibleDescription() == WRONG


def test_typing_again_takes_the_error_away(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField()
    show(qtbot, field)
    field.set_error(WRONG)
    with qtbot.waitSignal(field.text_changed):
        qtbot.keyClicks(field.edit, "x")
    assert field.error == ""
    assert WRONG not in visible_words(field)
    assert field.edit.property("state") is None


def test_the_eye_shows_and_hides_the_password(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField()
    show(qtbot, field)
    field.set_text("secret")
    eye = field.findChild(FieldIcon)
    assert eye is not None
    assert field.edit.displayText() != "secret"
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.displayText() == "secret"
    assert eye.accessibleName() == "隐藏密码"
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.displayText() != "secret"


def test_enter_submits_the_password(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordField()
    show(qtbot, field)
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_form_row_shows_help_or_error(theme: Theme, qtbot: QtBot) -> None:
    edit = QLineEdit()
    row = FormField("标题", edit, "40 字以内")
    show(qtbot, row)
    assert edit.accessibleName() == "标题"
    assert "40 字以内" in visible_words(row)
    row.set_error("标题为空，填写后保存")
    assert row.error == "标题为空，填写后保存"
    assert "40 字以内" not in visible_words(row)
    assert edit.property("state") == "error"
    row.set_error("")
    assert "40 字以内" in visible_words(row)


def test_a_form_row_leaves_errors_to_a_control_that_can(theme: Theme, qtbot: QtBot) -> None:
    password = PasswordField()
    row = FormField("签名密码", password)
    show(qtbot, row)
    row.set_error(WRONG)
    assert password.error == row.error == WRONG


def test_search_waits_for_a_pause_and_sends_once(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("搜稿件、人名、原文", "Ctrl K")
    show(qtbot, field)
    seen: list[str] = []
    field.search_changed.connect(seen.append)
    qtbot.keyClicks(field, "2026")
    assert seen == []
    qtbot.waitUntil(lambda: seen == ["2026"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert seen == ["2026", ""]


def test_enter_searches_at_once(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("搜稿件")
    show(qtbot, field)
    qtbot.keyClicks(field, "ab")
    with qtbot.waitSignal(field.search_changed, timeout=50):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_wheel_never_changes_a_choice(theme: Theme, qtbot: QtBot) -> None:
    box = ComboBox(icon="users")
    box.set_choices([("all", "全部人员"), ("li", "李某禾")], "li")
    show(qtbot, box)
    assert box.choice == "li"
    box.set_choice("all")
    assert box.currentText() == "全部人员"


def test_a_date_is_shown_in_chinese_and_not_scrolled_away(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(QDateTime(2026, 11, 23, 18, 0, 0), with_time=True)
    show(qtbot, field)
    assert field.text() == "2026年11月23日 18:00"
    assert field.calendarWidget().locale().language() == QLocale.Language.Chinese
    assert field.height() == 32
