"""The generated style sheet is complete."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme.style_sheets import build_style_sheet
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT, Tokens


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_no_placeholder_is_left_and_every_drawing_exists(
    qapp: QApplication, tokens: Tokens
) -> None:
    sheet = build_style_sheet(tokens, 115)
    assert "$" not in sheet
    drawings = re.findall(r"url\(([^)]+)\)", sheet)
    assert len(drawings) > 10
    assert [url for url in drawings if not QFile.exists(url)] == []


@pytest.mark.parametrize(("scale", "height"), [(100, 32), (150, 47)])
def test_plain_controls_have_the_height_of_the_design(
    theme: Theme, qtbot: QtBot, scale: int, height: int
) -> None:
    theme.set_text_scale(scale)
    button, field = QPushButton("导出"), QLineEdit()
    for widget in (button, field):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.sizeHint().height() == height


def test_an_error_state_shows_on_the_border(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    field.setProperty("state", "error")
    qtbot.addWidget(field)
    field.resize(120, 32)
    field.show()
    assert field.grab().toImage().pixelColor(60, 0).name().upper() == LIGHT.danger
