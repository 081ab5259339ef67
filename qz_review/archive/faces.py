"""The bundled faces inside a PDF: registration, widths, and what to do for a missing glyph.

Only bundled faces are used, and every glyph that is drawn exists: a character that the wanted
face lacks is drawn with another bundled face, and one that none has prints as ［U+20BB7］.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from qz_review.assets import Face, font_path

STAND_INS = (Face.SERIF, Face.SANS, Face.KAI, Face.MONO)
"""Faces asked, in this order, for a character that the wanted face lacks."""


@cache
def register_faces() -> None:
    """Make the bundled faces known to reportlab; no other face is named in any file."""
    for face in Face:
        pdfmetrics.registerFont(TTFont(face.value, str(font_path(face))))
    rl_config.canvas_basefontname = Face.SERIF.value
    rl_config.useA85 = 0  # text for mail gateways of the nineties; a quarter more bytes
    ttfonts.makeToUnicodeCMap = _to_unicode_map


def _to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """What tells a reader which characters the glyphs of a subset are.

    reportlab's own writes a character beyond U+FFFF as five figures, which reads as another
    character, and all in one block where the format allows 100.
    """
    entries = [
        f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(subset)
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font_name})",
            f"/Ordering ({font_name}) /Supplement 0 >> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(
                line
                for block in blocks
                for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
            ),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


@cache
def _glyphs(face: Face) -> frozenset[int]:
    register_faces()
    return frozenset(pdfmetrics.getFont(face.value).face.charToGlyph)


@lru_cache(maxsize=65536)
def face_for(character: str, wanted: Face) -> Face | None:
    """The face that draws a character: the wanted one, a stand-in, or None where none can."""
    code = ord(character)
    for face in (wanted, *STAND_INS):
        if code in _glyphs(face):
            return face
    return None


def printable(text: str) -> str:
    """The text as it prints: a character in no bundled face becomes its name in brackets.

    Control characters and bidi marks are named too, never hidden; a space stays a space.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printed(character) for character in text)


@lru_cache(maxsize=65536)
def _printed(character: str) -> str:
    has_glyph = face_for(character, Face.SERIF) is not None
    if unicodedata.category(character) == "Zs":
        return character if has_glyph else " "
    if has_glyph and character.isprintable():
        return character
    return f"［U+{ord(character):04X}］"


def by_face(text: str, wanted: Face) -> Iterator[tuple[Face, str]]:
    """The text in stretches of one face; call it with :func:`printable` text."""
    current, start = wanted, 0
    for place, character in enumerate(text):
        face = face_for(character, wanted) or wanted
        if face is not current:
            if place > start:
                yield current, text[start:place]
            current, start = face, place
    if start < len(text):
        yield current, text[start:]


@lru_cache(maxsize=65536)
def _em_width(character: str, face: Face) -> float:
    register_faces()
    actual = face_for(character, face) or face
    return float(pdfmetrics.stringWidth(character, actual.value, 1000)) / 1000


def text_width(text: str, face: Face, size: float) -> float:
    """Width in points of printable text, each character in the face that will draw it."""
    return size * sum(_em_width(character, face) for character in text)
