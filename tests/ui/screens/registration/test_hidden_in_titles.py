"""A title with characters that nobody sees: named under its field, signed in the preview."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ui.screens.registration.screen import RegistrationScreen


def test_hidden_characters_of_the_title_are_named(screen: RegistrationScreen) -> None:
    basics = screen.fields.basics
    basics.title.setText("全市\u202e12个食堂\ufeff")
    words = "\n".join(label.text() for label in basics.title_field.findChildren(QLabel))
    assert "预览里以◇标出" in words
    assert "U+202E 从右到左强制，会改变文字方向" in words
    assert "U+FEFF 零宽不换行空格" in words
    basics.title.setText("全市12个食堂")
    words = "\n".join(label.text() for label in basics.title_field.findChildren(QLabel))
    assert "U+202E" not in words
