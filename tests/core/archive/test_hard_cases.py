"""What is hard to print: rare characters, wide tables, large pictures, long words and names."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from hashlib import sha256

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from qz_review.archive.dossier import AttachedFile, Dossier
from qz_review.archive.page_words import bare, words_on_pages
from qz_review.archive.pictures import read_picture
from qz_review.archive.sheets import archive_pdf, clean_sheet_pdf
from qz_review.archive.thumbnails import thumbnail_of
from qz_review.model.manuscript import Decision
from qz_review.model.stage import Stage
from qz_review.model.text import (
    Attachment,
    Cell,
    ManuscriptText,
    Paragraph,
    Picture,
    Table,
    plain_text,
    text_hash,
)
from tests.support.dossier_rows import sign_off
from tests.support.dossiers import full_dossier
from tests.support.pdf_reading import glyphs_missing, outline_of, pages_of, squeezed

RARE = "𠮷野家、龘、〇、㐂、𠀀；"
EMOJI = "😀👨‍👩‍👧‍👦；"
RIGHT_TO_LEFT = "עברית、مرحبا、\u202e反\u202c；"


def with_text(text: ManuscriptText, **changes: object) -> Dossier:
    """The full dossier, the text that 三校 signed another."""
    digest = text_hash(text)
    full = full_dossier()
    return replace(
        full,
        title=text.title,
        signed_text=text,
        release_text=text,
        text_hash=digest,
        release_hash=digest,
        proofs=(replace(full.proofs[-1], text=text, text_hash=digest),),
        **changes,  # type: ignore[arg-type]
    )


def read_back(pdf: bytes, text: ManuscriptText) -> bool:
    """Whether the pages show exactly the words of a text."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheets = [s for s in words_on_pages(document) if s.text_hash == text_hash(text)]
    return bool(sheets) and all(s.words() == bare(plain_text(text)) for s in sheets)


@cache
def hard_text() -> ManuscriptText:
    wide = Table(
        tuple(tuple(Cell((f"项{row}.{column}",)) for column in range(40)) for row in range(3)),
        "四十列",
    )
    tall = Table(((Cell(("甲" * 2500, "乙")), Cell(("丙" * 1500,))), (Cell(("丁",)), Cell())))
    return ManuscriptText(
        RARE,
        EMOJI,
        (Paragraph(RARE + EMOJI + RIGHT_TO_LEFT + "\u200b\u00ad\ufeff\x07"), wide, tall),
    )


@cache
def hard_archive() -> bytes:
    return archive_pdf(with_text(hard_text()))


def test_no_character_prints_as_an_empty_box() -> None:
    assert glyphs_missing(hard_archive()) == []


def test_the_test_for_empty_boxes_finds_one() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, initialFontName="QZSerif-Regular")
    canvas.setFont("QZSerif-Regular", 12)
    canvas.drawString(100, 100, "字😀")
    canvas.save()
    assert len(glyphs_missing(out.getvalue())) == 1


def test_the_words_read_back_whatever_they_are() -> None:
    assert read_back(hard_archive(), hard_text())


def test_characters_printed_by_their_code_are_listed_with_their_places() -> None:
    pages = pages_of(hard_archive())
    (page,) = (p for p in pages if "缺字对照" in p and "Unicode" in p)
    words = squeezed(page)
    for code in ("U+20BB7", "U+1F600", "U+05E2", "U+202E", "U+200B", "U+0007"):
        assert f"［{code}］" in words
    assert "三校清样" in words
    assert "CJKUNIFIEDIDEOGRAPH-9F98" not in words  # 龘: a face has it
    assert "缺字对照" in [name for _, name, _ in outline_of(hard_archive())]
    assert "缺字对照" not in [name for _, name, _ in outline_of(archive_pdf(full_dossier()))]


@pytest.mark.parametrize("columns", [12, 40, 70])
def test_cells_of_a_wide_table_stay_apart_and_on_the_page(columns: int) -> None:
    table = Table((tuple(Cell((f"第{number}列",)) for number in range(columns)),))
    text = ManuscriptText("宽表", blocks=(table,))
    pdf = clean_sheet_pdf(with_text(text))
    assert read_back(pdf, text)
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        words = page.get_textpage()
        boxes = [words.get_charbox(place) for place in range(words.count_chars())]
        assert max(box[2] for box in boxes) < page.get_width() - 40
    assert glyphs_missing(pdf) == []


def picture(width: int, height: int, mode: str = "RGB", **save: object) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise((width // 16, height // 16), 60).resize((width, height))
    noise.convert(mode).save(out, "JPEG", quality=80, **save)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(("width", "height"), [(7300, 5480), (5480, 7300)])
def test_a_picture_of_40_megapixels_is_reduced_and_keeps_its_shape(width: int, height: int) -> None:
    content = picture(width, height)
    digest = sha256(content).hexdigest()
    text = ManuscriptText("图", blocks=(Picture(digest, "image/jpeg", "图1"),))
    pdf = clean_sheet_pdf(with_text(text, pictures={digest: content}))
    assert len(pdf) < 3_000_000
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        assert max(int(image.Width), int(image.Height)) <= 1800
        assert int(image.Width) / int(image.Height) == pytest.approx(width / height, rel=0.01)


def test_a_picture_taken_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    reader = read_picture(picture(640, 320, exif=exif))
    assert reader is not None
    assert reader.getSize() == (320, 640)


def test_a_manuscript_of_one_video_alone_is_archived() -> None:
    video = Attachment("宣传片.mp4", "cd" * 32, 734_003_200, "video/mp4")
    text = ManuscriptText("宣传片", attachments=(video,))
    files = (AttachedFile(video.name, video.digest, video.size, video.media_type, "附件"),)
    pdf = archive_pdf(with_text(text, files=files, pictures={}))
    assert read_back(pdf, text)
    words = squeezed("".join(pages_of(pdf)))
    assert "宣传片.mp4" in words
    assert "700.0MB" in words


def test_names_of_twelve_characters_and_an_opinion_of_three_thousand_are_whole() -> None:
    name = "阿卜杜拉·买买提·艾力江"[:12] + "同"
    opinion = "".join(chr(0x4E00 + number % 5000) for number in range(3000))
    row = sign_off(3, Stage.REVIEW_1, name, opinion, decision=Decision.ADOPT)
    pdf = archive_pdf(replace(full_dossier(), sign_offs=(row,)))
    words = squeezed("".join(_between_edges(pdf)))
    assert name in words
    shown = iter(words)
    assert all(character in shown for character in opinion)  # all of it, in its order
    assert glyphs_missing(pdf) == []


def _between_edges(pdf: bytes) -> list[str]:
    """Words of the opinion column, page after page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.get_textpage().get_text_bounded(left=120, right=400, bottom=68, top=772)
            for page in document
        ] + [pages_of(pdf)[0]]


def test_a_small_picture_of_what_is_attached() -> None:
    small = thumbnail_of(picture(4000, 2000), "image/jpeg")
    assert small is not None
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == (240, 120)
    first_page = thumbnail_of(clean_sheet_pdf(full_dossier()), "application/pdf")
    assert first_page is not None
    with Image.open(io.BytesIO(first_page)) as image:
        assert max(image.size) in (239, 240, 241)
    for content, kind in ((b"", "image/png"), (b"%PDF-", "application/pdf"), (b"PK", "a/b")):
        assert thumbnail_of(content, kind) is None


def test_a_scanned_countersign_sheet_is_a_page_to_be_read() -> None:
    full = full_dossier()
    scan = picture(1240, 1754)
    asked = replace(full.consultations[0], sheet_digest=sha256(scan).hexdigest())
    pictures = {**full.pictures, asked.sheet_digest: scan}
    pdf = archive_pdf(replace(full, consultations=(asked,), pictures=pictures))
    (number,) = (page for _, name, page in outline_of(pdf) if name == "会签与签批扫描件")
    assert asked.sheet_name in pages_of(pdf)[number]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[number].get_images()) == 1
    damaged = {**full.pictures, asked.sheet_digest: b"no picture"}
    pdf = archive_pdf(replace(full, consultations=(asked,), pictures=damaged))
    assert "会签与签批扫描件" not in [name for _, name, _ in outline_of(pdf)]
