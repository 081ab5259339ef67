"""Pictures from outside made small enough to show, with a limit on memory; for any thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from qz_review.errors import QzError

_MEGABYTES = 256  # a picture of 60 megapixels
_HEAVY = 4_000_000  # pixels: more take long enough to decode for a person to notice
_LIGHT = QSize(1520, 960)  # px: the page's width on a sharp screen
_FORMATS = frozenset((b"png", b"jpeg", b"gif", b"bmp", b"webp", b"tiff"))


class Picture:
    """An encoded picture.  data: its bytes, which may be no picture at all.

    size: width and height in pixels as it is stored; invalid where it cannot be told.
    """

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._reader = QImageReader(self._buffer)
        self._reader.setAutoTransform(True)
        self._is_known = self._reader.format().data() in _FORMATS
        self.size = self._reader.size() if self._is_known else QSize()  # once read it is gone

    def fitted(self, limit: QSize) -> QImage | None:
        """The picture no larger than ``limit``, never enlarged; None where it cannot be read."""
        if not self._is_known:
            return None
        QImageReader.setAllocationLimit(_MEGABYTES)
        if self.size.isValid():
            side = max(limit.width(), limit.height())  # it may be turned when it is read
            wanted = self.size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
            if wanted.width() < self.size.width():
                self._reader.setScaledSize(wanted.expandedTo(QSize(1, 1)))
        image = self._reader.read()
        if image.isNull():
            return None
        if image.width() > limit.width() or image.height() > limit.height():
            image = image.scaled(
                limit,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return image


def lightened(data: bytes) -> bytes:
    """A picture that can be painted at once: itself, or a smaller copy of a huge one."""
    picture = Picture(data)
    size = picture.size
    if not size.isValid() or size.width() * size.height() <= _HEAVY:
        return data
    image = picture.fitted(_LIGHT)
    copy = QByteArray()
    buffer = QBuffer(copy)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image is None or not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        return data
    return bytes(copy.data())


class PictureShelf:
    """Pictures made small in the worker for a page to show; shared between threads.

    most: bytes kept; what was asked for longest ago goes first.
    """

    def __init__(self, most: int = 96 << 20) -> None:
        self._most = most
        self._guard = Lock()
        self._kept: OrderedDict[str, QImage] = OrderedDict()

    def fill(self, digests: Iterable[str], blob: Callable[[str], bytes]) -> None:
        """Read and make small what is not here yet; what is missing stays out."""
        for digest in digests:
            if self.get(digest) is not None:
                continue
            try:
                data = blob(digest)
            except QzError:
                continue  # the page shows a frame in its place
            self._put(digest, Picture(data).fitted(_LIGHT) or QImage())

    def get(self, digest: str) -> QImage | None:
        """The picture, null where it cannot be read; None where it was not asked for yet."""
        with self._guard:
            found = self._kept.get(digest)
            if found is not None:
                self._kept.move_to_end(digest)
            return found

    def _put(self, digest: str, image: QImage) -> None:
        with self._guard:
            self._kept[digest] = image
            self._kept.move_to_end(digest)
            total = sum(kept.sizeInBytes() for kept in self._kept.values())
            while total > self._most and len(self._kept) > 1:
                _, gone = self._kept.popitem(last=False)
                total -= gone.sizeInBytes()
