"""Pictures on the page: scaled to the column, and never a crash where one is damaged."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qz_review.archive.blocks import Block

_LARGEST_SIDE = 1800
"""Pixels; a larger picture is reduced, so that a hostile one cannot fill the memory."""

_ORIENTATION = 0x0112  # of the EXIF data: how a camera was held

_MOST_PIXELS = 80_000_000
"""Pictures with more pixels are not decoded at all."""


@dataclass(frozen=True, slots=True, eq=False)
class PictureBlock:
    """A picture, centred in ``column`` points.  width, height: as drawn, in points.

    crossed: color of the two lines drawn across it (a picture taken out), empty for none.
    framed: color of a frame around it (a picture put in), empty for none.
    """

    reader: ImageReader
    width: float
    picture_height: float
    column: float
    after: float = 4.0
    centred: bool = True
    crossed: str = ""
    framed: str = ""
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """The picture and the space under it."""
        return self.picture_height + self.after

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """A picture is never cut."""
        return (self, None) if self.picture_height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it, with its frame or cross."""
        x = left + ((self.column - self.width) / 2 if self.centred else 0.0)
        y = top - self.picture_height
        _draw_picture(canvas, self.reader, x, y, self.width, self.picture_height)
        if not (self.crossed or self.framed):
            return
        canvas.saveState()
        canvas.setStrokeColor(self.crossed or self.framed)
        canvas.setLineWidth(1.5)
        canvas.rect(x, y, self.width, self.picture_height)
        if self.crossed:
            canvas.line(x, y, x + self.width, top)
            canvas.line(x, top, x + self.width, y)
        canvas.restoreState()


_NAMES: WeakKeyDictionary[Canvas, dict[ImageReader, tuple[str, str]]] = WeakKeyDictionary()
"""Names of the pictures that a canvas has drawn already."""


def _draw_picture(
    canvas: Canvas, reader: ImageReader, x: float, y: float, width: float, height: float
) -> None:
    """Draw a picture; from the second time on without digesting its pixels once more."""
    drawn = _NAMES.setdefault(canvas, {})
    known = drawn.get(reader)
    if known is None:
        names: dict[str, str] = {"name": "", "regName": ""}
        canvas.drawImage(reader, x, y, width, height, mask="auto", extraReturn=names)
        drawn[reader] = (names["name"], names["regName"])
        return
    name, resource = known
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(width, height)
    canvas.addLiteral(f"/{resource} Do")
    canvas.restoreState()
    canvas._formsinuse.append(name)  # as drawImage does: the page's resources name it


@lru_cache(maxsize=8)
def read_picture(content: bytes | None) -> ImageReader | None:
    """The picture in these bytes, None where there is none that can be shown."""
    if not content:
        return None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP")) as image:
            if not 0 < image.width * image.height <= _MOST_PIXELS:
                return None
            is_photograph = image.format == "JPEG"
            upright = image.getexif().get(_ORIENTATION, 1) == 1
            small = max(image.size) <= _LARGEST_SIDE
            if is_photograph and not small:
                image.draft(None, (_LARGEST_SIDE, _LARGEST_SIDE))  # decoded smaller: much faster
            image.load()
            if is_photograph and small and upright and image.mode in ("L", "RGB"):
                return ImageReader(io.BytesIO(content))  # goes into the file as it is
            image.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
            turned = image if upright else ImageOps.exif_transpose(image)
            return ImageReader(_as_jpeg(turned) if is_photograph else _plain(turned))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None


def _as_jpeg(image: Image.Image) -> io.BytesIO:
    out = io.BytesIO()
    _plain(image).save(out, "JPEG", quality=88)
    out.seek(0)
    return out


def _plain(image: Image.Image) -> Image.Image:
    """Grey or RGB over white, whatever the picture's own form: no transparency is left."""
    if image.mode in ("L", "RGB"):
        return image.copy()
    if image.mode in ("1", "I", "F", "I;16"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "P", "PA", "La", "RGBa"):
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "#FFFFFF")
        paper.alpha_composite(over)
        return paper.convert("RGB")
    return image.convert("RGB")


def picture_block(
    content: bytes | None,
    column: float,
    most_height: float,
    *,
    most_width: float | None = None,
    centred: bool = True,
    after: float = 4.0,
    crossed: str = "",
    framed: str = "",
    keep_with_next: bool = False,
) -> PictureBlock | None:
    """A block that shows the picture within the given measures; None where it is damaged.

    It is never enlarged beyond 96 pixels an inch, except signatures (``most_width`` given).
    """
    reader = read_picture(content)
    if reader is None:
        return None
    pixels_wide, pixels_high = reader.getSize()
    limit = most_width if most_width is not None else min(column, pixels_wide * 0.75)
    scale = min(limit / pixels_wide, most_height / pixels_high)
    return PictureBlock(
        reader,
        pixels_wide * scale,
        pixels_high * scale,
        column,
        after,
        centred,
        crossed,
        framed,
        keep_with_next,
    )
