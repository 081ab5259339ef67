"""花脸稿: every kind of mark is drawn, and each step by its own line."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from qz_review.archive import paper
from qz_review.archive.blocks import Text
from qz_review.archive.marked_pages import marked_blocks
from qz_review.archive.marked_words import MarkedWords
from qz_review.archive.pictures import PictureBlock
from qz_review.archive.sheets import marked_sheet_pdf
from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, MarkedRun, Version
from qz_review.markup.proof_marks import ProofMark
from qz_review.markup.stage_marks import STAGE_MARKS
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Picture, Table
from tests.support.dossier_texts import BODY, PICTURE, PICTURE_DIGEST
from tests.support.dossiers import full_dossier


def test_inserted_deleted_and_both() -> None:
    came, gone = Mark(1, Stage.REVIEW_1), Mark(2, Stage.PROOF_1)
    run_style = MarkedWords(()).style
    inserted = run_style(MarkedRun("字", inserted=came), paper.BODY)
    assert inserted.under is STAGE_MARKS[Stage.REVIEW_1]
    assert inserted.color == STAGE_MARKS[Stage.REVIEW_1].light
    deleted = run_style(MarkedRun("字", deleted=gone), paper.BODY)
    assert deleted.through is STAGE_MARKS[Stage.PROOF_1]
    assert deleted.color == paper.DELETED
    both = run_style(MarkedRun("字", inserted=came, deleted=gone), paper.BODY)
    assert (both.under, both.through) == (
        STAGE_MARKS[Stage.REVIEW_1],
        STAGE_MARKS[Stage.PROOF_1],
    )
    assert run_style(MarkedRun("字"), paper.BODY) == paper.BODY


def test_a_split_paragraph_shows_its_sign() -> None:
    half = len(BODY[0]) - 12
    before = ManuscriptText("题", blocks=(Paragraph(BODY[0]),))
    after = ManuscriptText("题", blocks=(Paragraph(BODY[0][:half]), Paragraph(BODY[0][half:])))
    marked = compose([Version(None, before), Version(Stage.REVIEW_1, after)])
    (_, _, broken, *_) = marked_blocks(marked, {})
    assert isinstance(broken, Text)
    assert [sign.mark for sign in broken.lines[-1].ending] == [ProofMark.SPLIT]
    assert "另起段" in _words(marked_sheet_pdf(replace(full_dossier(), marked=marked, by_stage=())))


def test_pictures_that_came_and_went_are_marked() -> None:
    with_picture = ManuscriptText("题", blocks=(Picture(PICTURE_DIGEST, "image/png"),))
    without = ManuscriptText("题")
    pictures = {PICTURE_DIGEST: PICTURE}
    gone = compose([Version(None, with_picture), Version(Stage.REVIEW_3, without)])
    (crossed,) = [b for b in marked_blocks(gone, pictures) if isinstance(b, PictureBlock)]
    assert crossed.crossed == STAGE_MARKS[Stage.REVIEW_3].light
    came = compose([Version(None, without), Version(Stage.REVIEW_1, with_picture)])
    (framed,) = [b for b in marked_blocks(came, pictures) if isinstance(b, PictureBlock)]
    assert framed.framed == STAGE_MARKS[Stage.REVIEW_1].light
    words = _words(marked_sheet_pdf(replace(full_dossier(), marked=gone, by_stage=())))
    assert "三审删除图片" in words


def test_rows_that_came_and_went_stand_beside_those_that_stayed() -> None:
    def table(*rows: str) -> ManuscriptText:
        made = Table(tuple((Cell((row,)), Cell((row + "数",))) for row in rows))
        return ManuscriptText("题", blocks=(made,))

    marked = compose(
        [Version(None, table("甲", "乙", "丙")), Version(Stage.PROOF_1, table("甲", "丁", "丙"))]
    )
    words = _words(marked_sheet_pdf(replace(full_dossier(), marked=marked, by_stage=())))
    for row in ("甲", "乙", "丙", "丁"):
        assert row + "数" in words or row in words


def test_the_legend_names_every_line() -> None:
    words = _words(marked_sheet_pdf(full_dossier()))
    for stage in (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2, Stage.REVIEW_3, Stage.PROOF_3):
        assert f"{stage.label}（{STAGE_MARKS[stage].line.name}）" in words


def test_every_step_prints_in_its_own_colour() -> None:
    """The page is looked at: pixels of each step's colour are on it."""
    original = ManuscriptText("题", blocks=(Paragraph("原来的一句话。"),))
    versions = [Version(None, original)]
    words = "原来的一句话。"
    for stage in Stage:
        words += f"由{stage.label}增加的一段文字。"
        versions.append(Version(stage, ManuscriptText("题", blocks=(Paragraph(words),))))
    marked = compose(versions)
    pdf = marked_sheet_pdf(replace(full_dossier(), marked=marked, by_stage=()))
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=3).to_pil().convert("RGB")
    colors = {color for _, color in image.getcolors(maxcolors=1 << 24)}
    for stage in Stage:
        value = STAGE_MARKS[stage].light.lstrip("#")
        assert tuple(int(value[at : at + 2], 16) for at in (0, 2, 4)) in colors, stage


def _words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)
