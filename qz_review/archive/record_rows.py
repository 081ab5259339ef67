"""Rows of 审签单 that are no sign-off of a step: 会签, 联审, 终扫, 发布."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qz_review.archive import paper
from qz_review.archive.approval_rows import (
    OPINION_WIDTH,
    SIGN_WIDTH,
    SheetRow,
    centred_cell,
    in_lines,
    open_row,
    plain_cell,
    step_cell,
    time_cell,
)
from qz_review.archive.blocks import Block, Stack, words_block
from qz_review.archive.dossier import ConsultationRow, JointReviewRow, ReleaseRow, ScanRow
from qz_review.archive.faces import text_width
from qz_review.archive.moments import in_cell, short_hash
from qz_review.archive.signature import signature_block
from qz_review.model.manuscript import ConsultationKind, ScanResult


def consultation_rows(consultations: Sequence[ConsultationRow]) -> list[SheetRow]:
    """One row for 征求意见 and one for 会签, every unit a paragraph in it."""
    rows = []
    for kind in ConsultationKind:
        own = [c for c in consultations if c.kind is kind]
        if not own:
            continue
        paragraphs = [plain_cell(_answer_words(c)) for c in own]
        names = "、".join(dict.fromkeys(c.signed_by for c in own if c.signed_by))
        answered = [c.answered_at for c in own if c.answered_at is not None]
        rows.append(
            SheetRow(
                step_cell(kind.label),
                Stack(tuple(paragraphs)),
                centred_cell(names or "—"),
                time_cell(in_cell(max(answered)) if answered else ""),
            )
        )
    return rows


def _answer_words(row: ConsultationRow) -> str:
    if row.outcome is None:
        return f"{row.unit}：待复。"
    words = f"{row.unit}：{row.outcome.label}。"
    if row.words.strip("。 ") not in ("", row.outcome.label):
        words += row.words
    if row.sealed:
        words += "（已盖章）"
    if row.our_reason:
        words += f"本单位理由：{row.our_reason}"
    return words


def joint_review_rows(reviews: Sequence[JointReviewRow]) -> list[SheetRow]:
    """One row for each specialist."""
    rows = []
    for review in reviews:
        said = f"{review.outcome.label}　{review.opinion}" if review.outcome else "待复。"
        signature: Block = Stack()
        if review.outcome is not None:
            signature = signature_block(review.name, review.picture, SIGN_WIDTH)
        else:
            signature = centred_cell(review.name)
        rows.append(
            SheetRow(
                step_cell("联审", "专业人员"),
                plain_cell(said),
                signature,
                time_cell(in_cell(review.time) if review.time else ""),
            )
        )
    return rows


def scan_row(scan: ScanRow | None) -> SheetRow:
    """发布前扫描; without rules it says so and never 通过."""
    if scan is None:
        return open_row("终扫")
    if scan.result is ScanResult.NOT_CONFIGURED:
        words = "未配置规则，未作扫描。"
    else:
        words = f"严重{scan.serious}条，一般{scan.minor}条，提示{scan.hints}条。"
        if scan.result is ScanResult.CLEAR:
            words = "通过。" + words
    versions = [
        f"{name} {version}"
        for name, version in (
            ("规则库", scan.rules),
            ("词库", scan.lexicons),
            ("模型", scan.models),
        )
        if version
    ]
    if versions:
        words += "，".join(versions) + "。"
    blocks: list[Block] = [plain_cell(words)]
    if scan.waived_by:
        blocks.append(plain_cell(f"由 {scan.waived_by} 签署放行：{scan.waiver_reason}"))
    small = f"文本 {short_hash(scan.text_hash)}"
    blocks.append(words_block(small, paper.SMALL, OPINION_WIDTH, paper.SMALL_LEADING))
    return SheetRow(
        step_cell("终扫"),
        Stack(tuple(blocks)),
        centred_cell(scan.who or "—"),
        time_cell(in_cell(scan.time)),
    )


def release_row(release: ReleaseRow) -> SheetRow:
    """Release on one channel; empty where it waits."""
    small: list[str] = []
    if release.address:
        small.append(release.address)
    if release.released_at is None:
        small.append("未发布")
    elif release.text_hash:
        small.append(f"文本 {short_hash(release.text_hash)}")
    else:
        small.append("已发布")
    blocks: list[Block] = [plain_cell(release.channel), _small_lines(small)]
    who = centred_cell(release.who) if release.released_at and release.who else Stack()
    time = time_cell(in_cell(release.released_at) if release.released_at else "")
    return SheetRow(step_cell("发布"), Stack(tuple(blocks)), who, time)


def _small_lines(parts: Sequence[str]) -> Block:
    """Small parts; an address a little too long for its line is set smaller, not broken."""
    longest = max(text_width(part, paper.SMALL.face, paper.SMALL.size) for part in parts)
    over = longest / OPINION_WIDTH
    style = paper.SMALL
    if 1.0 < over <= 1.25:
        style = replace(style, size=style.size / over - 0.02)
    lines = in_lines(parts, OPINION_WIDTH, style)
    return words_block(lines, style, OPINION_WIDTH, paper.SMALL_LEADING)
