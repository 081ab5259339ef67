"""The PDFs as a reader and an archivist meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.archive.dossier import Dossier, RecoverySheet, ReturnRow
from qz_review.archive.faces import printable
from qz_review.archive.sheets import (
    approval_sheet_pdf,
    archive_pdf,
    clean_sheet_pdf,
    marked_sheet_pdf,
    recovery_sheet_pdf,
    stage_sheet_pdf,
)
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.manuscript import Decision, ScanResult
from qz_review.model.stage import Stage
from qz_review.model.text import (
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    plain_lines,
    text_hash,
)
from tests.support.dossier_rows import FIRST, sign_off
from tests.support.dossier_texts import PICTURE_DIGEST
from tests.support.dossiers import MADE, full_dossier, paper_sheet
from tests.support.pdf_reading import body_of, pages_of, squeezed


@cache
def dossier() -> Dossier:
    return full_dossier()


@cache
def archive() -> bytes:
    return archive_pdf(dossier())


def with_text(text: ManuscriptText) -> Dossier:
    """A dossier whose text is this one, without any step."""
    return replace(
        dossier(),
        title=text.title,
        original_text=text,
        signed_text=text,
        release_text=None,
        approved_text=None,
        text_hash=text_hash(text),
        release_hash="",
        proofs=(),
        by_stage=(),
        marked=compose([Version(None, text)]),
    )


def test_the_clean_proof_reads_back_as_the_signed_text() -> None:
    read = squeezed(body_of(clean_sheet_pdf(dossier())))
    lines = list(plain_lines(dossier().signed_text))
    lines.insert(-1, "附件")  # the heading over the names of attached files
    assert read == squeezed("".join(lines))


def test_every_proof_bears_its_stamp_on_every_page() -> None:
    (first, *_) = pages_of(clean_sheet_pdf(dossier()))
    for words in ("三校清样", "张某宁读 周某远核", "2026年11月23日 16:36", dossier().text_hash[:8]):
        assert words in first


def test_the_sheet_has_its_own_numbers() -> None:
    pages = pages_of(approval_sheet_pdf(dossier()))
    assert "— 1 —" in pages[0]
    assert "第1页" not in pages[0]


def test_the_sheet_names_everybody_and_on_whose_behalf() -> None:
    words = squeezed("".join(pages_of(approval_sheet_pdf(dossier()))))
    for expected in (
        "编号：QT-2026-0412",
        "制单：2026年11月23日16时55分",
        "受周某远委托",
        "朗读",
        "核对",
        "李某禾",
        "纸质签批，周某远录入",
        "否1项",
        "各项均为是",
        "批示1：开放时间与市民政局再核一次。",
        "市财政局：同意。",
        "本单位理由：名单已经市政府常务会议审定。",
        "2026.11.2316:36",
    ):
        assert expected in words, expected


def test_hashes_stand_in_full_at_the_foot() -> None:
    words = squeezed("".join(pages_of(approval_sheet_pdf(dossier()))))
    assert dossier().release_hash in words
    assert dossier().head_hash in words
    assert dossier().check_code in words


def test_a_scan_without_rules_never_reads_as_passed() -> None:
    words = squeezed("".join(pages_of(approval_sheet_pdf(dossier()))))
    assert "未配置规则" in words
    assert "通过" not in words
    scan = replace(dossier().scan, result=ScanResult.CLEAR, rules="2026.11")
    clear = replace(dossier(), scan=scan)
    assert "通过。严重0条" in squeezed("".join(pages_of(approval_sheet_pdf(clear))))


def test_what_no_longer_counts_is_on_the_continuation() -> None:
    words = squeezed("".join(pages_of(approval_sheet_pdf(dossier()))))
    assert "三审退回二审" in words
    assert "已失效" in words
    assert "理由：补贴对象与办法不一致，核准后再报。" in words
    assert "不同意否定意见" in words


def test_lists_of_the_archive_are_complete() -> None:
    words = squeezed("".join(pages_of(archive())))
    for expected in (
        "已电话核实，改为“分批”。",
        "未照办",
        "未归类",
        "落实领导意见",
        "没有无依据的评比、排名用语",
        "会签单原件另存",
        "34.4KB",
        "ab" * 8,
        "时钟慢于上一条4.2秒",
        dossier().roster_hash[:32],
        "本环节未改动",
    ):
        assert expected in words, expected
    for row in dossier().sign_offs:
        assert row.event_hash[:32] in words


def test_a_very_long_opinion_and_fifty_returns_flow_over_pages() -> None:
    opinion = "补贴对象与办法不一致，核准后再报。" * 180
    rows = (
        sign_off(3, Stage.REVIEW_1, "阿卜杜热合曼·买买提江吐尔", opinion, decision=Decision.ADOPT),
        *dossier().sign_offs[1:],
    )
    returns = tuple(
        ReturnRow(
            100 + n,
            Stage.REVIEW_3,
            Stage.REVIEW_2,
            "陈某安",
            f"第{n}次退回。",
            FIRST + timedelta(hours=n),
        )
        for n in range(50)
    )
    title = "关于进一步完善全市居家和社区养老服务网络切实做好老年人就餐配餐送餐服务工作的通知"
    assert len(title) >= 38
    long = replace(dossier(), title=title, sign_offs=rows, returns=returns)
    pages = pages_of(approval_sheet_pdf(long))
    words = squeezed("".join(pages))
    assert title in words
    assert words.count("核准后再报。") >= 178  # those cut between two pages aside
    assert "阿卜杜热合曼·买买提江吐尔" in words
    assert all(f"理由：第{n}次退回。" in words for n in range(50))
    continued = [page for page in pages[1:4] if "审核校对意见" in page]
    assert len(continued) == 3  # the heading row is repeated
    assert all("一审" in page for page in continued[:2])


def test_a_character_no_face_has_is_named_and_a_rare_one_stays_itself() -> None:
    text = ManuscriptText("𠮷祥与王𬭎", blocks=(Paragraph("文😀字€𬭎"),))
    read = squeezed(body_of(clean_sheet_pdf(with_text(text))))
    assert read == printable("𠮷祥与王𬭎文😀字€𬭎")
    assert "［U+20BB7］" in read
    assert "［U+1F600］" in read
    assert "𬭎" in read


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, None]
)
def test_a_damaged_picture_leaves_its_caption_and_a_note(content: bytes | None) -> None:
    pictures = {} if content is None else {PICTURE_DIGEST: content}
    broken = replace(dossier(), pictures=pictures)
    for made in (clean_sheet_pdf(broken), marked_sheet_pdf(broken)):
        read = squeezed("".join(pages_of(made)))
        assert "图片无法显示" in read
        assert "图1桂园社区食堂" in read


def test_a_damaged_signature_leaves_the_name() -> None:
    rows = tuple(replace(row, picture=b"damaged") for row in dossier().sign_offs)
    words = "".join(pages_of(approval_sheet_pdf(replace(dossier(), sign_offs=rows))))
    assert "陈某安" in words


def test_the_paper_sheet_is_a_form_over_one_exact_text() -> None:
    sheet = paper_sheet()
    pages = pages_of(stage_sheet_pdf(sheet))
    first = squeezed(pages[0])
    for expected in (
        "☐同意发布",
        "☐修改后发布",
        "☐退回二审",
        "☐不予发布",
        "☐各项均为是",
        "年",
        "主要领导",
        sheet.text_hash,
        sheet.check_code,
    ):
        assert expected in first, expected
    assert any("清样（待三审）" in page and sheet.text_hash[:8] in page for page in pages)


@pytest.mark.parametrize("stage", list(Stage))
def test_every_step_has_a_form_to_fill_in_by_hand(stage: Stage) -> None:
    sheet = paper_sheet()
    empty = replace(sheet.dossier, sign_offs=(), consultations=(), joint_reviews=(), channels=())
    first = squeezed(pages_of(stage_sheet_pdf(replace(sheet, stage=stage, dossier=empty)))[0])
    assert "☐" in first
    assert f"稿件三审三校审签单（{stage.label}）" in first
    assert f"{stage.label}待签文本SHA-256" in first


def test_a_step_without_changes_says_so() -> None:
    sheet = paper_sheet()
    same = compose([Version(None, sheet.text), Version(sheet.stage, sheet.text)])
    words = "".join(pages_of(stage_sheet_pdf(replace(sheet, marked=same, for_paper=False))))
    assert "三审：本环节未改动。" in words


def test_the_recovery_sheet_shows_the_code() -> None:
    sheet = RecoverySheet("青汀市人民政府办公室", "赵某明", "zhaoming", "K7QM-3F9D-XW2P", MADE)
    (page,) = pages_of(recovery_sheet_pdf(sheet))
    assert "K7QM-3F9D-XW2P" in page
    assert "zhaoming" in page


HOSTILE = st.text(max_size=40)


@settings(max_examples=25)
@given(HOSTILE, st.lists(HOSTILE, max_size=4), HOSTILE, HOSTILE)
def test_no_words_at_all_make_it_fail(
    title: str, paragraphs: list[str], note: str, opinion: str
) -> None:
    text = ManuscriptText(
        title,
        note,
        (
            *(Paragraph(words, level=n % 3) for n, words in enumerate(paragraphs)),
            Picture("00" * 32, "image/png", note),
        ),
        (Note(note[:2], note),),
    )
    rows = (sign_off(1, Stage.REVIEW_1, title or "甲", opinion, decision=Decision.ADOPT),)
    made = archive_pdf(replace(with_text(text), sign_offs=rows, unit_name=note))
    assert made.startswith(b"%PDF-")
