"""The rows of 审签单 under 环节, 审核校对意见, 签名, 时间."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, Gap, Stack, text_block, words_block
from qz_review.archive.dossier import (
    ConsultationRow,
    Dossier,
    JointReviewRow,
    ReleaseRow,
    ScanRow,
    SignOffRow,
)
from qz_review.archive.faces import text_width
from qz_review.archive.moments import in_cell, short_hash
from qz_review.archive.signature import signature_block, signatures_of
from qz_review.archive.typesetting import Piece, Style
from qz_review.model.manuscript import ConsultationKind, Flag, Part, ScanResult
from qz_review.model.stage import Phase, Stage

STEP_COLUMN = 54.0
SIGN_COLUMN = 94.5
TIME_COLUMN = 61.5
OPINION_COLUMN = paper.COLUMN - STEP_COLUMN - SIGN_COLUMN - TIME_COLUMN
OPINION_WIDTH = OPINION_COLUMN - 10.5
SIGN_WIDTH = SIGN_COLUMN - 10.5
STEP_WIDTH = STEP_COLUMN - 3.0

_PAIR_MARKS = {Part.READER: "读", Part.CHECKER: "核"}

ROLES_BY_STAGE = {
    Stage.REVIEW_1: "采编人员",
    Stage.PROOF_1: "读校",
    Stage.REVIEW_2: "责任科室负责人",
    Stage.PROOF_2: "默读",
    Stage.REVIEW_3: "单位领导",
    Stage.PROOF_3: "读校",
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: step and role, opinion, signature and time.  least: height in points."""

    step: Block
    opinion: Block
    signature: Block
    time: Block
    least: float = 37.5


def step_cell(name: str, role: str = "") -> Stack:
    """The step's name in 黑体, the role under it, broken where it reads well."""
    style = paper.STEP
    if text_width(name, style.face, style.size) > STEP_WIDTH:
        style = replace(style, size=style.size * STEP_WIDTH / (len(name) * style.size) - 0.05)
    blocks: list[Block] = [words_block(name, style, STEP_WIDTH, 15.0, align=Align.CENTER)]
    for line in _role_lines(role):
        width = text_width(line, paper.ROLE.face, paper.ROLE.size)
        shrink = min(1.0, STEP_WIDTH / width - 0.005) if width else 1.0
        style = replace(paper.ROLE, size=paper.ROLE.size * shrink)
        blocks.append(words_block(line, style, STEP_WIDTH, 12.0, align=Align.CENTER))
    return Stack(tuple(blocks))


def _role_lines(role: str) -> list[str]:
    if not role:
        return []
    head, bracket, tail = role.partition("（")
    lines: list[str] = []
    for part in (head, bracket + tail):
        if len(part) > 6:
            half = (len(part) + 1) // 2
            lines.extend((part[:half], part[half:]))
        elif part:
            lines.append(part)
    return lines


def time_cell(row_time: str) -> Block:
    """Date and hour on two lines; an empty block where there is none."""
    if not row_time:
        return Stack()
    return words_block(row_time, paper.MOMENT, TIME_COLUMN - 6, 13.5, align=Align.CENTER)


def plain_cell(words: str, width: float = OPINION_WIDTH) -> Block:
    """Words in a cell."""
    return words_block(words, paper.CELL, width, paper.CELL_LEADING)


def centred_cell(words: str) -> Block:
    """Words in the signature column that are nobody's signature."""
    return words_block(words, paper.CELL, SIGN_WIDTH, paper.CELL_LEADING, align=Align.CENTER)


def sign_off_row(rows: tuple[SignOffRow, ...]) -> SheetRow:
    """The row of one step; two sign-offs where reader and checker signed."""
    role = "单位主要领导（审签）" if rows[0].counts_as_principal else rows[0].role_label
    last = max(row.time for row in rows)
    return SheetRow(
        step_cell(rows[0].label, role),
        opinion_cell(rows, OPINION_WIDTH),
        signatures_of(rows, SIGN_WIDTH),
        time_cell(in_cell(last)),
    )


def opinion_cell(rows: tuple[SignOffRow, ...], width: float) -> Stack:
    """Decision and opinion of every signer, instructions, and what was checked and changed."""
    blocks: list[Block] = []
    for place, row in enumerate(rows):
        if place and (row.opinion, row.decision) == (rows[0].opinion, rows[0].decision):
            continue
        several = len({(r.opinion, r.decision) for r in rows}) > 1
        who = f"{row.part.label}：" if several and row.part.label else ""
        blocks.append(_words_of(row, who, width))
        blocks.extend(
            words_block(f"批示{number}：{words}", paper.CELL, width, paper.CELL_LEADING)
            for number, words in enumerate(row.instructions, 1)
        )
    lines = in_lines(checked_parts(rows), width)
    small = words_block(lines, paper.SMALL, width, paper.SMALL_LEADING)
    return Stack((*blocks, Gap(1.5), small))


def _words_of(row: SignOffRow, who: str, width: float) -> Block:
    pieces = [Piece(who, paper.CELL), *decision_pieces(row, paper.CELL, paper.CELL_STRONG)]
    shown = [piece for piece in pieces if piece.text]
    return text_block(shown, width, paper.CELL_LEADING, justify=False)


def decision_pieces(row: SignOffRow, plain: Style, strong: Style) -> list[Piece]:
    """The decision in bold, then the opinion; once, where the opinion begins with it."""
    label = row.decision_label
    opinion = row.opinion.strip()
    said = opinion.removeprefix(label)
    if said != opinion and said[:1] in ("", "。", "，", "；", "：", "、", "."):
        return [Piece(label, strong), Piece(said, plain)]
    return [Piece(label, strong), Piece("　" + opinion if opinion else "", plain)]


def in_lines(parts: Sequence[str], width: float, style: Style = paper.SMALL) -> str:
    """The parts joined with ；, a new line begun where the next would not fit whole."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}；{part}" if lines else part
        if lines and text_width(longer, style.face, style.size) > width:
            lines.append(part)
        else:
            lines[-1:] = [longer]
    return "\n".join(lines)


def checked_parts(rows: tuple[SignOffRow, ...]) -> list[str]:
    """What stands in small under an opinion: checklist, changes, hash of the text signed."""
    parts = []
    counts = [_count_words(row, pair=len(rows) > 1) for row in rows if row.answers is not None]
    if counts:
        parts.append(f"要点 {'，'.join(counts)}")
    changes = max(row.changes_made for row in rows)
    if changes or rows[0].part is not Part.PRINCIPAL:
        parts.append(f"改动{changes}处")
    parts.append(f"文本 {short_hash(rows[0].text_hash)}")
    for row in rows:
        if row.paper and row.check_code:
            parts.append(f"纸质单验证码 {row.check_code}")
    return parts


def _count_words(row: SignOffRow, *, pair: bool) -> str:
    answers = row.answers
    if answers is None:
        return ""
    words = (_PAIR_MARKS.get(row.part, "") if pair else "") + f"{answers.answered}/{answers.total}"
    if answers.no:
        return f"{words}，否{answers.no}项"
    return f"{words}，各项均为是" if row.all_yes else words


def open_row(name: str, role: str = "") -> SheetRow:
    """The row of a step nobody has signed yet."""
    return SheetRow(step_cell(name, role), Stack(), Stack(), Stack())


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
    if row.words:
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
    small = []
    if release.address:
        small.append(release.address)
    if release.released_at is None:
        small.append("未发布")
    elif release.text_hash:
        small.append(f"文本 {short_hash(release.text_hash)}")
    lines = in_lines(small, OPINION_WIDTH)
    blocks: list[Block] = [
        plain_cell(release.channel),
        words_block(lines, paper.SMALL, OPINION_WIDTH, paper.SMALL_LEADING),
    ]
    who = centred_cell(release.who) if release.released_at and release.who else Stack()
    time = time_cell(in_cell(release.released_at) if release.released_at else "")
    return SheetRow(step_cell("发布"), Stack(tuple(blocks)), who, time)


def all_rows(dossier: Dossier, until: Stage | None = None) -> list[SheetRow]:
    """All rows of the sheet in route order; until: the last step shown, None for the whole."""
    rows: list[SheetRow] = []
    for stage in Stage:
        if until is not None and stage.position > until.position:
            return rows
        if stage is Stage.REVIEW_2:
            rows.extend(consultation_rows(dossier.consultations))
        if stage is Stage.REVIEW_3:
            rows.extend(joint_review_rows(dossier.joint_reviews))
        rows.extend(stage_rows(dossier, stage))
    if dossier.phase in (Phase.REJECTED, Phase.WITHDRAWN):
        words = plain_cell(dossier.end_reason)
        rows.append(SheetRow(step_cell(dossier.phase.label), words, Stack(), Stack()))
        return rows
    rows.append(scan_row(dossier.scan))
    rows.extend(release_row(channel) for channel in dossier.channels)
    return rows


def stage_rows(dossier: Dossier, stage: Stage) -> list[SheetRow]:
    """The rows of one step: the step's own, and 审签 where the principal signs beside.

    A step that nobody signed has an empty row, unless the manuscript ended without it.
    """
    signed = [s for s in dossier.sign_offs if s.stage is stage]
    own = tuple(s for s in signed if s.part is not Part.PRINCIPAL)
    principal = [s for s in signed if s.part is Part.PRINCIPAL]
    ended = dossier.phase in (Phase.REJECTED, Phase.WITHDRAWN)
    rows = [sign_off_row(own)] if own else []
    if not own and not ended:
        rows.append(open_row(stage.label, ROLES_BY_STAGE[stage]))
    rows.extend(sign_off_row((s,)) for s in principal)
    needed = stage is Stage.REVIEW_3 and Flag.IMPORTANT in dossier.flags
    both = any(s.counts_as_principal for s in own)
    if needed and not principal and not both and not ended:
        rows.append(open_row("审签", "主要领导"))
    return rows
