"""The handwritten signature as a picture: checked and normalised before it is kept."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from qz_review.errors import Refused

MAX_BYTES = 5 * 1024 * 1024
MAX_SIDE = 8000
WIDTH, HEIGHT = 600, 240


def normalised_picture(data: bytes) -> bytes:
    """A PNG of at most 600 × 240 from a PNG or JPEG, without metadata.

    Raises Refused: ``picture.too_large`` (fact ``megabytes``), ``picture.not_a_picture`` (neither
    PNG nor JPEG, or damaged), ``picture.too_wide`` (fact ``most``, pixels a side).
    """
    if len(data) > MAX_BYTES:
        raise Refused("picture.too_large", megabytes=MAX_BYTES // 1024 // 1024)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                if max(picture.size) > MAX_SIDE:
                    raise Refused("picture.too_wide", most=MAX_SIDE)
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise Refused("picture.not_a_picture") from error
    upright.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "PNG", optimize=True)
    return out.getvalue()
