"""The PDF of two files compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2

from qz_review.archive.redline import redline_pdf
from qz_review.markup.layers import Version, compose
from qz_review.markup.redline import Redline
from qz_review.model.text import ManuscriptText, Paragraph

MADE = datetime(2026, 11, 28, 2, 20, tzinfo=UTC)


def redline(old: str, new: str, author: str = "周某远") -> Redline:
    texts = [ManuscriptText("长者食堂开放", blocks=(Paragraph(words),)) for words in (old, new)]
    marked = compose([Version(None, texts[0]), Version(None, texts[1], author)])
    return Redline(marked, "初稿.docx", "二稿.docx", author, "2026年11月28日 10:20")


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "".join("\n".join(pages).split())


def test_it_has_title_legend_marked_text_and_list() -> None:
    found = words(redline_pdf(redline("完善老年食堂。", "完善长者食堂。"), MADE))
    for part in ("长者食堂开放", "初稿.docx", "二稿.docx", "周某远", "2026年11月28日10:20", "改正",
                 "完善老年长者食堂。", "改动清单", "改动1处"):  # fmt: skip
        assert part in found


def test_equal_files_say_so() -> None:
    found = words(redline_pdf(redline("完善食堂。", "完善食堂。", author=""), MADE))
    assert "两份文件的文字没有不同" in found
    assert "改动清单" not in found


def test_the_same_input_gives_the_same_bytes() -> None:
    made = [redline_pdf(redline("完善老年食堂。", "完善长者食堂。"), MADE) for _ in range(2)]
    assert made[0] == made[1]
