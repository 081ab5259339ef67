"""Drawing a signature and showing one."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme, ThemeMode
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.signature_view import SignatureView, decode_signature


def draw(qtbot: QtBot, pad: SignaturePad) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(pad, left, pos=QPoint(30, 40))
    for place in range(1, 8):
        qtbot.mouseMove(pad, QPoint(30 + place * 12, 40 + (place % 2) * 20))
    qtbot.mouseRelease(pad, left, pos=QPoint(120, 50))


def picture(fmt: str, width: int = 60, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#1F2429"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, fmt)
    return bytes(buffer.data().data())


def test_a_drawn_signature_is_a_transparent_png_cut_to_the_ink(theme: Theme, qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(420, 140)
    pad.show()
    assert pad.is_empty
    assert pad.png_bytes() == b""
    with qtbot.waitSignal(pad.drawn):
        draw(qtbot, pad)
    image = decode_signature(pad.png_bytes())
    assert image is not None
    assert image.hasAlphaChannel()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.width() < 420 * 3
    with qtbot.waitSignal(pad.cleared):
        pad.clear()
    assert pad.is_empty


def test_the_last_stroke_can_be_taken_back(theme: Theme, qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.show()
    draw(qtbot, pad)
    one = pad.png_bytes()
    draw(qtbot, pad)
    pad.undo()
    assert pad.png_bytes() == one


def test_a_name_stands_in_for_a_missing_or_broken_picture(theme: Theme, qtbot: QtBot) -> None:
    view = SignatureView("张某宁", b"not a picture")
    qtbot.addWidget(view)
    view.show()
    assert not view.has_picture
    assert view.accessibleName() == "张某宁 的签名"
    assert not view.grab().isNull()


def test_png_and_jpeg_are_shown_and_nothing_else(theme: Theme, qtbot: QtBot) -> None:
    view = SignatureView()
    qtbot.addWidget(view)
    view.show()
    for fmt, expected in (("PNG", True), ("JPG", True), ("BMP", False)):
        view.set_signature("张某宁", picture(fmt))
        assert view.has_picture is expected, fmt
    assert decode_signature(picture("PNG", 4_001, 1)) is None


def test_dark_ink_turns_light_in_the_dark(theme: Theme, qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.show()
    draw(qtbot, pad)
    view = SignatureView("张某宁", pad.png_bytes())
    qtbot.addWidget(view)
    view.show()
    theme.set_mode(ThemeMode.DARK)
    image = view.grab().toImage()
    brightest = max(image.pixelColor(x, y).lightness()
                    for x in range(image.width()) for y in range(image.height() - 2))  # fmt: skip
    assert brightest > 180
