"""Changing mode, text scale, contrast and motion."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme, ThemeMode, current_theme
from ui.theme.tokens import DARK, LIGHT


def test_the_application_has_one_theme(theme: Theme) -> None:
    assert current_theme() is theme


def test_dark_mode_recolours_palette_and_style_sheet(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.window
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert DARK.accent in qapp.styleSheet()
    assert LIGHT.accent not in qapp.styleSheet()


def test_choosing_the_same_again_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(ThemeMode.LIGHT)
        theme.set_text_scale(100)


def test_text_scale_enlarges_every_role_and_plain_labels(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("审校")
    qtbot.addWidget(label)
    theme.set_text_scale(150)
    assert theme.font("body").pixelSize() == 21
    assert theme.font("caption").pixelSize() == 18
    assert theme.px(40) == 60
    qtbot.waitUntil(lambda: label.font().pixelSize() == 21)


@pytest.mark.parametrize("per_cent", [0, 99, 200])
def test_other_scales_are_refused(theme: Theme, per_cent: int) -> None:
    with pytest.raises(ValueError, match="text scale"):
        theme.set_text_scale(per_cent)


def test_text_scale_goes_step_by_step_and_stops_at_the_ends(theme: Theme) -> None:
    seen = []
    for steps in (1, 1, 1, 1, -1, 0, -1):
        theme.step_text_scale(steps)
        seen.append(theme.text_scale)
    assert seen == [115, 130, 150, 150, 130, 100, 100]


def test_high_contrast_uses_stronger_lines(theme: Theme) -> None:
    theme.set_high_contrast(True)
    assert theme.is_high_contrast
    assert theme.tokens.line == LIGHT.ctl


def test_reduced_motion_takes_fades_away(theme: Theme) -> None:
    assert theme.fade_ms == 0
    theme.set_reduced_motion(False)
    assert theme.fade_ms == 120


def test_system_mode_follows_the_platform(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode(ThemeMode.SYSTEM)
    platform_dark = qapp.styleHints().colorScheme().name == "Dark"
    assert theme.is_dark == platform_dark


@pytest.mark.parametrize(
    ("role", "family"),
    [("body", "QZ Sans"), ("review-text", "QZ Serif"), ("signature", "QZ Kai"),
     ("hash", "QZ Mono")],
)  # fmt: skip
def test_bundled_faces_are_used(theme: Theme, role: str, family: str) -> None:
    assert QFontInfo(theme.font(role)).family() == family


def test_an_unknown_type_role_is_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.font("headline")
