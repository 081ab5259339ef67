"""The contrast that the design promises, computed."""

from __future__ import annotations

import pytest

from qz_review.model.stage import Stage
from ui.theme.tokens import (
    BACKGROUND_ROLES,
    DARK,
    LIGHT,
    TEXT_ROLES,
    Tokens,
    high_contrast,
    translucent,
)

SETS = {
    "light": LIGHT,
    "dark": DARK,
    "light, high contrast": high_contrast(LIGHT),
    "dark, high contrast": high_contrast(DARK),
}
OWN_SOFT = {"accent": "acc_soft", "ok": "ok_soft", "warn": "warn_soft", "danger": "danger_soft"}


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("role", TEXT_ROLES)
@pytest.mark.parametrize("background", BACKGROUND_ROLES)
def test_every_text_is_readable_on_every_background(name: str, role: str, background: str) -> None:
    tokens = SETS[name]
    assert contrast(tokens.hex(role), tokens.hex(background)) >= 4.5


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("background", ["paper", "window", "acc_soft"])
def test_every_step_colour_is_readable(name: str, stage: Stage, background: str) -> None:
    tokens = SETS[name]
    assert contrast(tokens.stage(stage), tokens.hex(background)) >= 4.5


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    ("ink", "fill"),
    [("on_accent", "accent"), ("on_accent", "accent_h"), ("paper", "danger"), ("paper", "text")],
)
def test_words_on_filled_buttons_and_toasts_are_readable(name: str, ink: str, fill: str) -> None:
    tokens = SETS[name]
    assert contrast(tokens.hex(ink), tokens.hex(fill)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("background", ["paper", "window"])
def test_input_borders_can_be_seen(tokens: Tokens, background: str) -> None:
    assert contrast(tokens.ctl, tokens.hex(background)) >= 3.0


def test_step_colours_come_from_the_one_table() -> None:
    assert LIGHT.hex("review_2") == "#7A3C9E"
    assert DARK.stage(Stage.REVIEW_2) == "#CC9BEA"


def test_high_contrast_strengthens_lines_and_small_text() -> None:
    strong = high_contrast(LIGHT)
    assert (strong.line, strong.text2, strong.text3) == (LIGHT.ctl, LIGHT.text, LIGHT.text)


@pytest.mark.parametrize("role", ["colour", "shadow", "dark", "hex"])
def test_an_unknown_role_is_refused(role: str) -> None:
    with pytest.raises(KeyError):
        LIGHT.hex(role)


def test_soft_fills_go_with_their_text() -> None:
    assert {role: LIGHT.soft(role) for role in OWN_SOFT} == {
        role: LIGHT.hex(fill) for role, fill in OWN_SOFT.items()
    }


def test_translucent_colours_keep_their_share() -> None:
    assert translucent((24, 28, 32, 0.44), 0.5).alphaF() == pytest.approx(0.22, abs=0.01)
