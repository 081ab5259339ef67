"""A file that goes with the manuscript, made ready to show in the thread that reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from qz_review.services.files import load_file
from ui.pictures import Picture

PREVIEW = QSize(112, 80)  # px: twice the size shown, for sharp screens


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: its name and content.

    digest: SHA-256 in hex.  preview: of a picture, None for anything else.  pixels: width and
    height of a picture as it is stored.
    """

    name: str
    content: bytes
    digest: str = ""
    preview: QImage | None = None
    pixels: QSize = field(default_factory=QSize)


def read_attachment(path: Path) -> Attached:
    """Read a file with its digest and, of a picture, a preview; for a worker's thread.

    Raises Refused and Environment as ``services.files.load_file``.
    """
    ref, content = load_file(path)
    picture = Picture(content)
    preview = picture.fitted(PREVIEW)
    pixels = QSize() if preview is None else picture.size
    return Attached(path.name, content, ref.digest, preview, pixels)
