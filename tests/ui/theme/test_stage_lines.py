"""Each step's line has its own shape, where it belongs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from qz_review.markup.stage_marks import STAGE_MARKS
from qz_review.model.stage import Stage
from ui.theme.stage_lines import draw_delete_line, draw_insert_line, line_thickness

WIDTH, HEIGHT, BASELINE, SCALE = 80, 40, 20, 4


def drawn(stage: Stage, *, strike: bool, dark: bool = False) -> QImage:
    image = QImage(WIDTH * SCALE, HEIGHT * SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    if strike:
        draw_delete_line(painter, 10, 70, BASELINE, stage, dark, font_px=18)
    else:
        draw_insert_line(painter, 10, 70, BASELINE, stage, dark)
    painter.end()
    return image


def inked_rows(image: QImage) -> list[int]:
    return [y for y in range(image.height())
            if any(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()))]  # fmt: skip


def runs(image: QImage, row: int) -> int:
    inked = [image.pixelColor(x, row).alpha() > 128 for x in range(image.width())]
    return sum(1 for before, here in zip([False, *inked], inked, strict=False) if here > before)


@pytest.mark.parametrize("stage", Stage)
def test_insertions_are_under_and_deletions_through_the_text(
    qapp: QApplication, stage: Stage
) -> None:
    assert min(inked_rows(drawn(stage, strike=False))) >= BASELINE * SCALE
    strike = inked_rows(drawn(stage, strike=True))
    assert max(strike) < BASELINE * SCALE
    assert min(strike) > (BASELINE - 18) * SCALE


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("dark", [False, True])
def test_the_line_has_the_colour_of_its_step(qapp: QApplication, stage: Stage, dark: bool) -> None:
    image = drawn(stage, strike=False, dark=dark)
    colors = {image.pixelColor(x, y).name().upper()
              for y in inked_rows(image) for x in range(image.width())}  # fmt: skip
    mark = STAGE_MARKS[stage]
    assert (mark.dark if dark else mark.light) in colors


def test_reviews_are_unbroken_and_proofs_broken(qapp: QApplication) -> None:
    for stage in Stage:
        image = drawn(stage, strike=False)
        rows = inked_rows(image)
        most = max(runs(image, row) for row in rows)
        assert (most > 3) == stage.is_proof, stage


def test_the_double_line_has_a_gap(qapp: QApplication) -> None:
    rows = inked_rows(drawn(Stage.REVIEW_2, strike=False))
    gaps = [b - a for a, b in pairwise(rows) if b - a > 1]
    assert len(gaps) == 1


def test_the_third_review_is_thickest(qapp: QApplication) -> None:
    thickness = {stage: len(inked_rows(drawn(stage, strike=False))) for stage in Stage}
    single = {stage: t for stage, t in thickness.items() if stage is not Stage.REVIEW_2}
    assert max(single, key=lambda stage: single[stage]) is Stage.REVIEW_3
    assert line_thickness(Stage.REVIEW_2) == pytest.approx(4.0)


def test_another_colour_can_be_asked_for_print(qapp: QApplication) -> None:
    image = QImage(80, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    draw_insert_line(painter, 0, 80, 10, Stage.REVIEW_3, False, color=QColor("#000000"))
    painter.end()
    assert image.pixelColor(40, 14).name() == "#000000"


def test_nothing_is_drawn_for_an_empty_range(qapp: QApplication) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    draw_insert_line(painter, 10, 10, 5, Stage.PROOF_1, False)
    painter.end()
    assert inked_rows(image) == []
