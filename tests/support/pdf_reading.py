"""Reading PDFs back, as the tests need it."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

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
