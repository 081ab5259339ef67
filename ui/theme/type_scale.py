"""Type sizes by role; every size is in px at a text scale of 100 %."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class TypeSize:
    """One role of text.

    px: font size; line: line height; bold: True where the design asks for weight 500 or 600
    (the bundled faces have regular and bold only); family: ``sans``, ``serif``, ``kai``,
    ``mono``.
    """

    px: int
    line: int
    bold: bool = False
    family: str = "sans"


TYPE_SCALE = MappingProxyType(
    {
        "page-title": TypeSize(20, 28, bold=True),
        "manuscript-title": TypeSize(18, 26, bold=True),
        "section-title": TypeSize(16, 24, bold=True),
        "body": TypeSize(14, 22),
        "strong": TypeSize(14, 22, bold=True),
        "small": TypeSize(13, 20),
        "small-strong": TypeSize(13, 20, bold=True),
        "caption": TypeSize(12, 18),
        "caption-strong": TypeSize(12, 18, bold=True),
        "hash": TypeSize(12, 18, family="mono"),
        "hash-large": TypeSize(20, 30, family="mono"),
        "opinion": TypeSize(15, 25),
        "choice": TypeSize(20, 28, bold=True),
        "review-text": TypeSize(18, 35, family="serif"),
        "review-title": TypeSize(24, 40, bold=True, family="serif"),
        "markup-text": TypeSize(16, 32, family="serif"),
        "leader-text": TypeSize(23, 46, family="serif"),
        "leader-title": TypeSize(30, 48, bold=True, family="serif"),
        "aloud-current": TypeSize(30, 56, family="serif"),
        "aloud-other": TypeSize(17, 32, family="serif"),
        "signature": TypeSize(34, 48, family="kai"),
    }
)
TEXT_SCALES = (100, 115, 130, 150)  # per cent
