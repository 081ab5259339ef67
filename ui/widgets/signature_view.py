"""A person's signature for the eye: the picture kept for printing, or the name in Kai.

It is decoration; the key is the signature.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.themed import Themed

_WIDTH, _HEIGHT, _PAD = 190, 60, 4  # px at 100 %
LARGEST_SIDE = 4_000  # px; a larger picture is not decoded


def decode_signature(data: bytes) -> QImage | None:
    """The picture in ``data`` (PNG or JPEG), None when it is anything else or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in (b"png", b"jpeg"):
        return None
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else image


class SignatureView(Themed, QWidget):
    """190 × 60 px with a line below; empty name and no picture show the line alone."""

    def __init__(
        self, name: str = "", picture: bytes | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_signature(name, picture)

    @property
    def has_picture(self) -> bool:
        """True when a picture is shown, False when the name is."""
        return self._image is not None

    def set_signature(self, name: str, picture: bytes | None = None) -> None:
        """Show another signature; a picture that cannot be read leaves the name."""
        self._name = name
        self._image = decode_signature(picture) if picture else None
        self.setAccessibleName(f"{name} 的签名" if name else "未签名")
        self.update()

    def sizeHint(self) -> QSize:
        """190 × 60."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture or name, and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if self._image is not None:
            self._paint_picture(painter, room, self._image)
        elif self._name:
            painter.setFont(self._theme.font("signature"))
            painter.setPen(self._theme.color("text"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._name)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._theme.color("line"))

    def _paint_picture(self, painter: QPainter, room: QRectF, image: QImage) -> None:
        size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(room.x(), room.center().y() - size.height() / 2,
                        size.width(), size.height())  # fmt: skip
        if not self._theme.is_dark:
            painter.drawImage(target, image)
        elif image.hasAlphaChannel():
            painter.drawImage(target, _in_colour(image, self._theme.color("text")))
        else:
            # A scan has its own white paper; it keeps it in the dark.
            painter.fillRect(target, QColor(Qt.GlobalColor.white))
            painter.drawImage(target, image)


def _in_colour(image: QImage, color: QColor) -> QImage:
    """The ink of a transparent picture in another colour."""
    inked = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(inked)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(inked.rect(), color)
    painter.end()
    return inked
