"""Every drawing renders, in the colour asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from qz_review.assets import resource_path
from tools.make_control_icons import drawings
from ui.theme.icons import app_icon, icon_names, icon_pixmap, paint_icon

NEEDED = """home doc box book route alert patrol antenna chart users lexicon settings search filter
clock star link film stamp mic ear pen comment undo check close lock key shield eye scan hash print
export import send history plus more chevron-left chevron-right chevron-up chevron-down info warning
textsize moon sun columns folder paperclip copy keyboard calendar ban trash refresh person-switch
logout product-mark app-icon severity-high severity-mid severity-low"""


def inked(image: QImage) -> list[QColor]:
    found = []
    for y in range(image.height()):
        for x in range(image.width()):
            color = image.pixelColor(x, y)
            if color.alpha() > 200:
                found.append(color)
    return found


def test_every_drawing_that_the_screens_name_exists() -> None:
    assert set(NEEDED.split()) <= set(icon_names())


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_renders(qapp: QApplication, name: str) -> None:
    image = icon_pixmap(name, "#1B5F83", 20, 2.0).toImage()
    assert image.width() == 40
    assert len(inked(image)) > 5


def test_the_colour_is_the_one_asked_for(qapp: QApplication) -> None:
    colors = {color.name() for color in inked(icon_pixmap("check", "#b0183a", 40).toImage())}
    assert "#b0183a" in colors


def test_a_finer_screen_gets_more_pixels(qapp: QApplication) -> None:
    pixmap = icon_pixmap("home", "#000000", 18, ratio=2.0)
    assert pixmap.width() == 36 and pixmap.deviceIndependentSize().width() == 18


def test_a_thinner_stroke_leaves_less_ink(qapp: QApplication) -> None:
    def ink(stroke: float) -> int:
        image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        paint_icon(painter, "close", QRectF(0, 0, 40, 40), QColor("black"), stroke=stroke)
        painter.end()
        return len(inked(image))

    assert ink(0.8) < ink(1.5)


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no-such"):
        icon_pixmap("no-such", "#000000")


def test_the_application_has_an_icon(qapp: QApplication) -> None:
    assert not app_icon().isNull()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_control_drawings_match_the_tokens(mode: str) -> None:
    folder = resource_path("icons", "controls", mode)
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.svg")}
    assert written == drawings(dark=mode == "dark")
