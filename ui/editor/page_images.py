"""Pictures of a manuscript at their size on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from qz_review.errors import QzError
from qz_review.model.text import Picture as TextPicture
from ui.pictures import Picture, PictureShelf
from ui.theme.theme import Theme

_MAX_HEIGHT = 480
_FRAME = QSize(360, 96)
BlobSource = Callable[[str], bytes]


class PageImages:
    """Decodes pictures with a limit on memory; what cannot be read becomes a frame with its name.

    ratio: pixels of the screen for one of the page.  shelf: pictures that a worker made small.
    """

    def __init__(
        self,
        theme: Theme,
        blob: BlobSource | None,
        *,
        ratio: float = 1.0,
        shelf: PictureShelf | None = None,
    ) -> None:
        self._theme = theme
        self._blob = blob
        self._ratio = ratio
        self._shelf = shelf
        self._known: dict[tuple[str, int], QImage] = {}

    def image(self, digest: str, width: int, about: TextPicture | None = None) -> QImage:
        """The picture no wider than ``width`` px and no higher than 480.

        about: what the manuscript says of it, for the frame where it cannot be shown.
        """
        key = (digest, width)
        if key not in self._known:
            self._known[key] = self._made(digest, width, about)
        return self._known[key]

    def _made(self, digest: str, width: int, about: TextPicture | None) -> QImage:
        limit = QSize(width, _MAX_HEIGHT)
        kept = self._shelf.get(digest) if self._shelf is not None else None
        if kept is None:
            if self._blob is None:
                return self._frame(width, about, "图片不能显示")
            try:
                data = self._blob(digest)
            except QzError:
                return self._frame(width, about, "工作区里没有这张图片")
            kept = Picture(data).fitted(limit * self._ratio)
        if kept is None or kept.isNull():
            return self._frame(width, about, _unreadable(about))
        return self._fitted(kept, limit)

    def _fitted(self, image: QImage, limit: QSize) -> QImage:
        """The picture as large as it is, or as ``limit`` lets it be, sharp on the screen."""
        size = image.size()
        if size.width() > limit.width() or size.height() > limit.height():
            size = size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        wanted = size * self._ratio
        if image.width() > wanted.width():
            image = image.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        else:
            image = QImage(image)  # its ratio is the page's own matter
        image.setDevicePixelRatio(image.width() / size.width())
        return image

    def _frame(self, width: int, about: TextPicture | None, reason: str) -> QImage:
        size = QSize(min(width, _FRAME.width()), _FRAME.height())
        image = QImage(size * self._ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self._ratio)
        image.fill(self._theme.color("window"))
        painter = QPainter(image)
        painter.setPen(self._theme.color("ctl"))
        painter.drawRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1))
        name = (about.description or about.caption) if about is not None else ""
        middle = size.height() / 2
        rows = [(name, "small", "text", middle - 24), (reason, "caption", "text2", middle)]
        if not name:
            rows = [(reason, "small", "text2", middle - 12)]
        for words, role, tone, top in rows:
            painter.setFont(self._theme.font(role))
            painter.setPen(self._theme.color(tone))
            room = QRectF(12, top, size.width() - 24, 24)
            line = painter.fontMetrics().elidedText(
                " ".join(words.split()), Qt.TextElideMode.ElideMiddle, int(room.width())
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), line)
        painter.end()
        return image


def _unreadable(about: TextPicture | None) -> str:
    """Why it is not drawn: a format that this page does not draw, or a damaged file."""
    ending = about.media_type.partition("/")[2] if about is not None else ""
    kind = ending.removeprefix("x-").partition("+")[0].upper()
    if kind in _NOT_DRAWN:
        return f"{kind} 图片不在这里显示，原件保留"
    return "图片读不出，原件保留"


_NOT_DRAWN = frozenset(("SVG", "EMF", "WMF"))
