"""Cutting words to the room there is for them."""

from __future__ import annotations

from qz_review.archive.faces import printable, text_width
from qz_review.archive.typesetting import Style


def shortened(words: str, style: Style, width: float) -> str:
    """The words as they print, cut with … where they are wider than ``width`` points."""
    words = printable(words)
    if text_width(words, style.face, style.size) <= width:
        return words
    while words and text_width(words + "…", style.face, style.size) > width:
        words = words[:-1]
    return words + "…"
