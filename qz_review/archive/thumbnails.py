"""Small pictures of attached files, for 附件清单: of a picture, or of a PDF's first page."""

from __future__ import annotations

import io

from qz_review.archive.pictures import read_picture

SIDE = 240
"""Pixels of the longer side."""

MOST_BYTES = 32 * 1024 * 1024


def thumbnail_of(content: bytes, media_type: str) -> bytes | None:
    """A PNG, None for a file of another kind and for one that cannot be read."""
    if len(content) > MOST_BYTES:
        return None
    if media_type == "application/pdf":
        return _first_page(content)
    if not media_type.startswith("image/"):
        return None
    reader = read_picture(content)
    if reader is None:
        return None
    image = reader._image.copy()  # what reportlab will draw
    image.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    return out.getvalue()


def _first_page(content: bytes) -> bytes | None:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            page = document[0]
            scale = SIDE / max(*page.get_size(), 1.0)
            image = page.render(scale=min(scale, 2.0)).to_pil()
    except (pypdfium2.PdfiumError, ValueError, IndexError, OSError, MemoryError):
        return None
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    return out.getvalue()
