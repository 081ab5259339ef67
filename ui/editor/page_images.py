"""Pictures of a manuscript at their size on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from qz_review.errors import QzError
from ui.pictures import Picture
from ui.theme.theme import Theme

_MAX_HEIGHT = 480
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
        return Picture(data).fitted(QSize(width, _MAX_HEIGHT))

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
