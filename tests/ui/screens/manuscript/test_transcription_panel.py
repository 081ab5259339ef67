"""Tab 誊正: lines tick themselves as the text shows them, until a person answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from qz_review.model.manuscript import CarriedOut
from qz_review.services.grounds import Asked, Ground
from ui.screens.manuscript.transcription_panel import TranscriptionPanel
from ui.text.ground_texts import grounds_words
from ui.theme.theme import Theme
from ui.widgets.text_label import TextLabel

LINE = CarriedOut("instruction:7:0", "instruction", "“登陆”改为“登录”")
DONE = replace(LINE, done=True)
SEEN = {LINE.key: (Ground(Asked.REWORD, ("登陆", "登录"), True, "第3段"),)}
UNSEEN = {LINE.key: (Ground(Asked.REWORD, ("登陆", "登录"), False),)}


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> TranscriptionPanel:
    panel = TranscriptionPanel()
    qtbot.addWidget(panel)
    return panel


def show(
    panel: TranscriptionPanel, line: CarriedOut, grounds: dict[str, tuple[Ground, ...]]
) -> None:
    answered = {answer.key: answer for answer in panel.carried_out}
    panel.set_work(
        (answered.get(line.key, line),), (), answered=answered, grounds=grounds, read_only=False
    )


def tick(panel: TranscriptionPanel) -> QCheckBox:
    found = panel.findChild(QCheckBox, f"done_{LINE.key}")
    assert found is not None
    return found


def ground(panel: TranscriptionPanel) -> str:
    found = panel.findChild(TextLabel, f"ground_{LINE.key}")
    assert found is not None
    return found.text()


def test_a_tick_follows_the_text_and_says_why(panel: TranscriptionPanel) -> None:
    show(panel, LINE, UNSEEN)
    assert (tick(panel).isChecked(), panel.rest) == (False, 1)
    assert ground(panel) == "未见“登陆”改为“登录”"
    show(panel, DONE, SEEN)
    assert (tick(panel).isChecked(), panel.rest) == (True, 0)
    assert ground(panel) == "第3段“登陆”已改为“登录”"
    show(panel, LINE, UNSEEN)
    assert not tick(panel).isChecked()
    assert panel.carried_out == ()


def test_what_a_person_says_stays_whatever_the_text_shows(
    panel: TranscriptionPanel, qtbot: QtBot
) -> None:
    show(panel, LINE, UNSEEN)
    answer = panel.findChild(QLineEdit, f"answer_{LINE.key}")
    assert answer is not None
    qtbot.keyClicks(answer, "OK 12-01")
    qtbot.mouseClick(tick(panel), Qt.MouseButton.LeftButton)
    show(panel, LINE, UNSEEN)
    (line,) = panel.carried_out
    assert (line.done, line.answer) == (True, "OK 12-01")
    qtbot.mouseClick(tick(panel), Qt.MouseButton.LeftButton)
    show(panel, DONE, SEEN)
    assert not tick(panel).isChecked()


@pytest.mark.parametrize(
    ("grounds", "words"),
    [
        ((), ""),
        ((Ground(Asked.EDIT, (), True),), ""),
        ((Ground(Asked.EDIT, (), False),), "现文与领导所改不同"),
        ((Ground(Asked.PERSON, ("数字核实",), False),), "由人核对"),
        (
            (
                Ground(Asked.REMOVE, ("第3段",), True),
                Ground(Asked.PERSON, ("数字核实",), False),
            ),
            "第3段已删去；“数字核实”由人核对",
        ),
        ((Ground(Asked.ADD, ("联系电话",), True, "第4段"),), "第4段已有“联系电话”"),
        ((Ground(Asked.MOVE, ("第3段",), True, "第1段"),), "第3段已调整到第1段"),
        ((Ground(Asked.SWAP, ("“甲”", "“乙”"), False),), "未见“甲”与“乙”对调"),
        ((Ground(Asked.SPLIT, ("第3段",), True, "第4段"),), "第4段已另起一段"),
        ((Ground(Asked.JOIN, ("第2、3段",), True, "第2段"),), "第2、3段已合并"),
        ((Ground(Asked.RETITLE, ("新题",), False),), "标题与要求不同"),
    ],
)
def test_words_of_what_was_seen(grounds: tuple[Ground, ...], words: str) -> None:
    assert grounds_words(grounds) == words
