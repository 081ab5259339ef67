"""The rows of 审签单 under 环节, 审核校对意见, 签名, 时间."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, Gap, Stack, text_block, words_block
from qz_review.archive.dossier import (
    SignOffRow,
)
from qz_review.archive.faces import text_width
from qz_review.archive.moments import in_cell, short_hash
from qz_review.archive.signature import signatures_of
from qz_review.archive.typesetting import Piece, Style
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage

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
