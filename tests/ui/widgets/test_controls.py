"""Buttons, switches, segments, cards, pills, tabs: what a click and a key do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme, ThemeMode
from ui.widgets.button import Button
from ui.widgets.leader_choice import LeaderChoiceButton
from ui.widgets.phrase_pills import PhrasePills, Pill
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.segmented import AnswerControl, SegmentedControl
from ui.widgets.switch import Switch
from ui.widgets.tab_strip import TabStrip

Shown = Callable[[QWidget], None]
MODES = (("marked", "修订"), ("clean", "清样"), ("original", "原稿"))
OPTIONS = (
    RadioOption("pass", "能发布", "报二校"),
    RadioOption("return", "退回一审", "一审起重签"),
)


def child(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None
    return found


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[QWidget], None]]:
    """Show a widget in a window of its own that stays until the test ends."""
    windows = []

    def show(widget: QWidget) -> None:
        window = QWidget()
        QHBoxLayout(window).addWidget(widget)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow())

    yield show
    windows.clear()


@pytest.mark.parametrize(("size", "height"), [("small", 28), ("default", 32), ("footer", 40)])
def test_buttons_have_the_heights_of_the_design(
    theme: Theme, qtbot: QtBot, shown: Shown, size: str, height: int
) -> None:
    button = Button("签署", kind="primary", size=size, keys="Ctrl Enter")
    shown(button)
    assert button.height() == height


def test_an_icon_button_is_square_and_named(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    button = Button(kind="icon", icon="print", tooltip="打印")
    shown(button)
    assert button.width() == button.height() == 32
    assert button.accessibleName() == "打印"


def test_the_key_cap_needs_room(theme: Theme, qtbot: QtBot) -> None:
    plain, capped = Button("签署"), Button("签署", keys="Ctrl Enter")
    qtbot.addWidget(plain)
    qtbot.addWidget(capped)
    assert capped.sizeHint().width() > plain.sizeHint().width() + 40


def test_a_wrong_kind_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="fancy"):
        Button("签署", kind="fancy")


def test_a_primary_button_changes_colour_with_the_theme(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    button = Button("签署", kind="primary")
    shown(button)
    light = button.grab().toImage().pixelColor(4, 16).name()
    theme.set_mode(ThemeMode.DARK)
    dark = button.grab().toImage().pixelColor(4, 16).name()
    assert (light.upper(), dark.upper()) == ("#1B5F83", "#79BDE0")


def test_segments_are_chosen_with_the_arrow_keys(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    control = SegmentedControl(MODES)
    shown(control)
    assert control.value == "marked"
    child(control, "segment_marked").setFocus()
    with qtbot.waitSignal(control.value_changed) as caught:
        qtbot.keyClick(child(control, "segment_marked"), Qt.Key.Key_Right)
    assert caught.args == ["clean"]
    assert child(control, "segment_clean").hasFocus()
    qtbot.keyClick(child(control, "segment_clean"), Qt.Key.Key_Right)
    qtbot.keyClick(child(control, "segment_original"), Qt.Key.Key_Right)
    assert control.value == "original"


def test_a_segment_is_chosen_with_the_mouse_once(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    control = SegmentedControl(MODES)
    shown(control)
    seen: list[str] = []
    control.value_changed.connect(seen.append)
    for _ in range(2):
        qtbot.mouseClick(child(control, "segment_clean"), Qt.MouseButton.LeftButton)
    assert seen == ["clean"]
    assert child(control, "segment_clean").isChecked()
    with pytest.raises(KeyError):
        control.set_value("other")


def test_an_answer_is_never_given_in_passing(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    answer = AnswerControl()
    shown(answer)
    child(answer, "segment_yes").setFocus()
    qtbot.keyClick(child(answer, "segment_yes"), Qt.Key.Key_Right)
    assert answer.value is None
    with qtbot.waitSignal(answer.value_changed) as caught:
        qtbot.keyClick(child(answer, "segment_no"), Qt.Key.Key_Space)
    assert caught.args == ["no"]
    answer.set_value(None)
    assert not child(answer, "segment_no").isChecked()


def test_a_decision_starts_open_and_reports_the_choice(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    group = RadioCardGroup(OPTIONS)
    shown(group)
    assert group.choice is None
    with qtbot.waitSignal(group.choice_changed) as caught:
        qtbot.mouseClick(child(group, "choice_return"), Qt.MouseButton.LeftButton)
    assert caught.args == ["return"]
    group.set_options([*OPTIONS, RadioOption("reject", "不能发布")])
    assert group.choice == "return"
    group.set_choice(None)
    assert group.choice is None


def test_choices_go_with_the_arrow_keys(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    group = RadioCardGroup(OPTIONS)
    shown(group)
    group.set_choice("pass")
    child(group, "choice_pass").setFocus()
    qtbot.keyClick(child(group, "choice_pass"), Qt.Key.Key_Down)
    assert group.choice == "return"


def test_a_phrase_is_reported_whole(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    long = "补贴标准与市民政局来函、补贴办法第四条核对一致，同意登载"
    pills = PhrasePills([long, "内容属实"], can_add=True)
    shown(pills)
    first = pills.findChildren(Pill)[0]
    assert len(first.text()) < len(long)
    with qtbot.waitSignal(pills.phrase_chosen) as caught:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert caught.args == [long]
    with qtbot.waitSignal(pills.add_requested):
        qtbot.mouseClick(pills.findChildren(Pill)[-1], Qt.MouseButton.LeftButton)


def test_a_switch_turns_with_the_space_bar(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    switch = Switch("显示改动")
    shown(switch)
    with qtbot.waitSignal(switch.toggled):
        qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()


def test_tabs_change_by_mouse_and_key(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    tabs = TabStrip((("checklist", "审核要点"), ("opinion", "意见")))
    shown(tabs)
    tabs.set_count("checklist", "16/21")
    assert child(tabs, "tab_checklist").accessibleName() == "审核要点 16/21"
    with qtbot.waitSignal(tabs.current_changed) as caught:
        qtbot.mouseClick(child(tabs, "tab_opinion"), Qt.MouseButton.LeftButton)
    assert caught.args == ["opinion"]
    qtbot.keyClick(child(tabs, "tab_opinion"), Qt.Key.Key_Left)
    assert tabs.current == "checklist"


def test_leader_choices_are_large_and_described(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    choice = LeaderChoiceButton("退回二审", "写明理由，二审起重签", "undo", "danger")
    shown(choice)
    assert choice.height() == 76
    assert choice.accessibleDescription() == "写明理由，二审起重签"
    with qtbot.waitSignal(choice.clicked):
        qtbot.keyClick(choice, Qt.Key.Key_Space)


def test_enter_presses_what_has_the_focus(shown: Shown, qtbot: QtBot) -> None:
    button, pressed = Button("登录"), []
    button.clicked.connect(lambda: pressed.append("登录"))
    shown(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert pressed == ["登录"] * 3
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    button.setEnabled(False)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["登录"] * 3


def test_enter_chooses_a_card_once_and_then_goes_on_to_the_dialog(
    shown: Shown, qtbot: QtBot
) -> None:
    group, heard = RadioCardGroup(OPTIONS), []
    group.choice_changed.connect(heard.append)
    shown(group)
    card = child(group, "choice_pass")
    qtbot.keyClick(card, Qt.Key.Key_Return)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert group.choice == "pass" and heard == ["pass"]
