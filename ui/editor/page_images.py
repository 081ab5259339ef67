"""Pictures of a manuscript at their size on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from qz_review.errors import QzError
from ui.theme.theme import Theme

_MAX_HEIGHT = 480
_MEGABYTES = 128
BlobSource = Callable[[str], bytes]


class PageImages:
    """Decodes pictures with a limit on memory; what cannot be read becomes a frame with words."""

    def __init__(self, theme: Theme, blob: BlobSource | None) -> None:
        self._theme = theme
        self._blob = blob
        self._known: dict[tuple[str, int], QImage] = {}

    def image(self, digest: str, width: int) -> QImage:
        """The picture no wider than ``width`` px and no higher than 480."""
        key = (digest, width)
        if key not in self._known:
            self._known[key] = self._read(digest, width) or self._frame(width)
        return self._known[key]

    def _read(self, digest: str, width: int) -> QImage | None:
        if self._blob is None:
            return None
        try:
            data = self._blob(digest)
        except QzError:
            return None  # the frame says that the picture is not there
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        QImageReader.setAllocationLimit(_MEGABYTES)
        size = reader.size()
        if size.isValid():
            wanted = size.scaled(QSize(width, _MAX_HEIGHT), Qt.AspectRatioMode.KeepAspectRatio)
            if wanted.width() < size.width():
                reader.setScaledSize(wanted)
        image = reader.read()
        if image.isNull():
            return None
        limit = QSize(width, _MAX_HEIGHT)
        if image.width() > width or image.height() > _MAX_HEIGHT:
            image = image.scaled(
                limit,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return image

    def _frame(self, width: int) -> QImage:
        image = QImage(min(width, 320), 120, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(self._theme.color("window"))
        painter = QPainter(image)
        painter.setPen(self._theme.color("ctl"))
        painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "图片不能显示")
        painter.end()
        return image
