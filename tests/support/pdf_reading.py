"""Reading PDFs back, as the tests need it."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont

TOP_BAND = 90.0
FOOT_BAND = 68.0


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def body_of(pdf: bytes) -> str:
    """Text between the head and the foot of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(
            page.get_textpage().get_text_bounded(bottom=FOOT_BAND, top=page.get_height() - TOP_BAND)
            for page in document
        )


def squeezed(words: str) -> str:
    return "".join(words.split())


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font a file names, and whether its outlines are inside."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                embedded = "/FontDescriptor" in item and "/FontFile2" in item.FontDescriptor
                found[str(item.BaseFont)] = embedded
    return found


def outline_of(pdf: bytes) -> list[tuple[int, str, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            (item.level, item.get_title(), item.get_dest().get_index())
            for item in document.get_toc()
        ]


def glyphs_missing(pdf: bytes) -> list[str]:
    """Characters that a page draws with the face's empty box: what a reader would see as □."""
    missing = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        has: dict[object, set[int]] = {}
        for page in document.pages:
            fonts = page.Resources.get("/Font", {})
            font = ""
            for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
                operands = instruction.operands
                if str(instruction.operator) == "Tf":
                    font = str(operands[0])
                    continue
                own = fonts[font]
                if own.objgen not in has:
                    has[own.objgen] = _drawn_codes(own)
                strings = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                for part in strings:
                    if isinstance(part, pikepdf.String):
                        codes = set(bytes(part)) - has[own.objgen]
                        missing += [f"{own.BaseFont} {code}" for code in codes]
    return missing


def _drawn_codes(font: pikepdf.Object) -> set[int]:
    """Codes of a face that lead to a glyph of its own."""
    with TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes())) as face:
        tables = face["cmap"].tables
        return {
            code & 0xFF
            for table in tables
            for code, name in table.cmap.items()
            if face.getGlyphID(name) != 0
        }
