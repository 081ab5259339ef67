"""誊正核对单, 会签联审单, and the answers to the checklists."""

from __future__ import annotations

from qz_review.archive import paper
from qz_review.archive.approval_rows import SIGN_WIDTH
from qz_review.archive.blocks import Align, Block, Stack, text_block, words_block
from qz_review.archive.dossier import ConsultationRow, Dossier, JointReviewRow, SignOffRow
from qz_review.archive.moments import in_cell, in_groups, short_hash
from qz_review.archive.paging import Section
from qz_review.archive.signature import signature_block
from qz_review.archive.tables import (
    LIST,
    LIST_LEADING,
    Column,
    column_widths,
    inner_width,
    list_heading,
    list_table,
    remark,
    section_title,
)
from qz_review.archive.typesetting import Piece
from qz_review.model.stage import Stage


def running_head(dossier: Dossier) -> str:
    """The small line over the lists."""
    return f"{dossier.number}　{dossier.title}"


def carried_out_section(dossier: Dossier) -> Section | None:
    """誊正核对单: the leader's edits and instructions, and what changed after 签发稿."""
    if not dossier.carried_out and not dossier.changes_after_approval:
        return None
    blocks: list[Block] = [section_title("誊正核对单")]
    signers = [s for s in dossier.sign_offs if s.stage is Stage.PROOF_3]
    if signers:
        names = "；".join(f"{s.part.label} {s.who}" for s in signers)
        blocks.append(remark(f"三校核对：{names}　{in_cell(signers[-1].time)}".replace("\n", " ")))
    if dossier.carried_out:
        blocks.append(list_heading("领导修改与批示的落实"))
        blocks.append(_carried_out(dossier))
    if dossier.changes_after_approval:
        blocks.append(list_heading("签发稿后的改动"))
        blocks.append(_classed(dossier))
    return Section("誊正核对单", tuple(blocks), running_head=running_head(dossier))


def _carried_out(dossier: Dossier) -> Block:
    columns = (
        Column("序号", 30.0, Align.CENTER),
        Column("类别", 40.0, Align.CENTER),
        Column("领导修改或批示"),
        Column("落实", 62.0, Align.CENTER),
        Column("说明", 120.0),
    )
    rows = [
        (
            str(number),
            {"edit": "修改", "instruction": "批示"}.get(item.source, item.source),
            item.words,
            "☑ 已落实" if item.done else "☐ 未照办",
            item.answer,
        )
        for number, item in enumerate(dossier.carried_out, 1)
    ]
    return list_table(columns, rows)


_WORDLESS = ("（另起段）", "（接排）", "（调整版式）")
"""What the list of changes says of those that no words show."""


def _classed(dossier: Dossier) -> Block:
    columns = (
        Column("序号", 30.0, Align.CENTER),
        Column("位置", 60.0, Align.CENTER),
        Column("原文"),
        Column("改为"),
        Column("归类", 72.0, Align.CENTER),
    )
    rows = [
        (
            str(number),
            item.place,
            item.deleted or ("" if item.inserted in _WORDLESS else "（增加）"),
            item.inserted or "（删去）",
            item.kind.label if item.kind else "未归类",
        )
        for number, item in enumerate(dossier.changes_after_approval, 1)
    ]
    return list_table(columns, rows)


def consultation_section(dossier: Dossier) -> Section | None:
    """会签联审单, and where a reprint or a quotation comes from."""
    if not (dossier.consultations or dossier.joint_reviews or dossier.source):
        return None
    name = "会签联审单" if dossier.consultations or dossier.joint_reviews else "稿件来源"
    blocks: list[Block] = [section_title(name)]
    if dossier.consultations:
        blocks.extend((list_heading("征求意见与会签"), _consultations(dossier)))
    if dossier.joint_reviews:
        blocks.extend((list_heading("联审"), _joint_reviews(dossier)))
    if dossier.source:
        source = dossier.source
        rows = [
            ("来源", source.source),
            ("来源资质", source.authority),
            ("网址", source.address),
            ("版权", source.copyright),
            ("来源文本", in_groups(source.text_hash) or "—"),
        ]
        columns = (Column("项目", 70.0, Align.CENTER), Column("内容"))
        blocks.extend((list_heading("转载与引用来源"), list_table(columns, rows)))
    return Section(name, tuple(blocks), running_head=running_head(dossier))


def _consultations(dossier: Dossier) -> Block:
    columns = (
        Column("类别", 48.0, Align.CENTER),
        Column("单位", 82.0),
        Column("事项与答复"),
        Column("签字盖章", 70.0, Align.CENTER),
        Column("时间", 58.0, Align.CENTER),
    )
    width = column_widths(columns)[2]
    rows: list[list[str | Block]] = []
    for item in dossier.consultations:
        answer = item.outcome.label if item.outcome else "待复"
        signed = "\n".join(
            part for part in (item.signed_by, "已盖章" if item.sealed else "") if part
        )
        moment = item.answered_at or item.requested_at
        said = _consultation_words(item, answer, width)
        rows.append([item.kind.label, item.unit, said, signed or "—", in_cell(moment)])
    return list_table(columns, rows)


def _consultation_words(item: ConsultationRow, answer: str, width: float) -> Block:
    lines = [f"事项：{item.matter}", f"答复：{answer}。{item.words}"]
    if item.our_reason:
        lines.append(f"本单位理由：{item.our_reason}")
    if item.sheet_name:
        lines.append(f"扫描件：{item.sheet_name}（{short_hash(item.sheet_digest)}）")
    pieces = [Piece("\n".join(lines), LIST)]
    return text_block(pieces, inner_width(width), LIST_LEADING, justify=False)


def _joint_reviews(dossier: Dossier) -> Block:
    columns = (
        Column("专业人员", SIGN_WIDTH + 8.0, Align.CENTER),
        Column("事项"),
        Column("意见"),
        Column("时间", 58.0, Align.CENTER),
    )
    rows: list[list[str | Block]] = [
        [
            _specialist(item),
            item.matter,
            f"{item.outcome.label}　{item.opinion}" if item.outcome else "待复",
            in_cell(item.time) if item.time else "—",
        ]
        for item in dossier.joint_reviews
    ]
    return list_table(columns, rows)


def _specialist(item: JointReviewRow) -> Block:
    return signature_block(item.name, item.picture if item.outcome else None, SIGN_WIDTH)


def checklist_section(dossier: Dossier) -> Section | None:
    """Answers to the checklists: counts of every signer, and each 否 with its note."""
    answered = [s for s in dossier.sign_offs if s.answers is not None]
    if not answered and not dossier.archive_answers:
        return None
    blocks: list[Block] = [section_title("审核要点")]
    if answered:
        blocks.append(_counts(answered))
    noted = [(s, item) for s in answered for item in s.noted]
    rows = [
        (
            f"{s.label}{s.part.label if s.label == s.stage.label else ''}",
            s.name,
            item.clause,
            item.statement,
            item.note,
        )
        for s, item in noted
    ]
    if rows:
        columns = (
            Column("环节", 48.0, Align.CENTER),
            Column("人员", 56.0, Align.CENTER),
            Column("条款", 66.0, Align.CENTER),
            Column("要点"),
            Column("处理情况"),
        )
        blocks.extend((list_heading("答“否”的要点"), list_table(columns, rows)))
    if dossier.archive_answers:
        blocks.extend((list_heading("归档核对"), _archive_answers(dossier)))
    return Section("审核要点", tuple(blocks), running_head=running_head(dossier))


def _archive_answers(dossier: Dossier) -> Block:
    columns = (Column("条款", 66.0, Align.CENTER), Column("要点"), Column("核对结果", 150.0))
    rows = [(item.clause, item.statement, item.note) for item in dossier.archive_answers]
    return list_table(columns, rows)


def _counts(rows: list[SignOffRow]) -> Block:
    columns = (
        Column("环节", 70.0, Align.CENTER),
        Column("人员"),
        *(Column(words, 44.0, Align.CENTER) for words in ("是", "否", "不适用", "合计")),
        Column("要点版本", 90.0, Align.CENTER),
    )
    lines: list[list[str | Block]] = []
    for row in rows:
        if row.answers is None:
            continue
        part = row.part.label if row.label == row.stage.label else ""
        counts = (row.answers.yes, row.answers.no, row.answers.not_applicable, row.answers.total)
        lines.append(
            [row.label + part, row.who, *(str(c) for c in counts), row.checklist_version or "—"]
        )
    return list_table(columns, lines)


def credentials_section(dossier: Dossier) -> Section | None:
    """签署凭据: every sign-off in force, with key, text hash and event hash in full."""
    if not dossier.sign_offs:
        return None
    columns = (
        Column("序号", 28.0, Align.CENTER),
        Column("环节", 74.0, Align.CENTER),
        Column("签署人", 84.0),
        Column("时间", 58.0, Align.CENTER),
        Column("密钥、文本与事件指纹"),
    )
    width = inner_width(column_widths(columns)[4])
    rows: list[list[str | Block]] = []
    for s in dossier.sign_offs:
        part = s.part.label if s.label == s.stage.label else ""
        role = "单位主要领导（审签）" if s.counts_as_principal else s.role_label
        who = s.who + (f"\n纸质签批，{s.recorded_by}录入" if s.paper else "")
        rows.append(
            [str(s.seq), f"{s.label}{part}\n{role}", who, in_cell(s.time), _hashes(s, width)]
        )
    note = remark("密钥为签署人公钥的前八位；签署由本单位约定的电子签名作出，手写体图样仅供辨认。")
    blocks = (section_title("签署凭据"), note, list_table(columns, rows))
    return Section("签署凭据", blocks, running_head=running_head(dossier))


def _hashes(row: SignOffRow, width: float) -> Block:
    mono = paper.FOOTER_HASH
    first = f"密钥 {row.key_code}" if row.key_code else f"扫描件 {row.sheet_name}"
    blocks: list[Block] = [words_block(first, LIST, width, LIST_LEADING)]
    pairs = [("文本", row.text_hash), ("事件", row.event_hash)]
    if row.sheet_digest:
        pairs.append(("扫描件", row.sheet_digest))
    for label, digest in pairs:
        pieces = [
            Piece(f"{label} ", LIST),
            Piece(in_groups(digest[:32]) + "\n", mono),
            Piece("　　 " if len(label) == 2 else "　　　 ", LIST),
            Piece(in_groups(digest[32:]), mono),
        ]
        blocks.append(text_block(pieces, width, 10.5, justify=False))
    return Stack(tuple(blocks))
