"""The continuation of 审签单: returns, sign-offs that no longer count, delegations."""

from __future__ import annotations

from datetime import datetime

from qz_review.archive.approval_rows import checked_parts, decision_pieces, in_lines
from qz_review.archive.blocks import Align, Block, Stack, text_block
from qz_review.archive.dossier import Dossier, ReturnRow, SignOffRow
from qz_review.archive.moments import in_cell, in_words
from qz_review.archive.paging import Section
from qz_review.archive.tables import (
    LIST,
    LIST_LEADING,
    LIST_STRONG,
    Column,
    column_widths,
    inner_width,
    list_heading,
    list_table,
    list_words,
    section_title,
)
from qz_review.archive.typesetting import Piece

_NAME = "退回、失效签署与委托"
_COLUMNS = (
    Column("序号", 30.0, Align.CENTER),
    Column("时间", 62.0, Align.CENTER),
    Column("事项", 84.0, Align.CENTER),
    Column("人员", 84.0, Align.CENTER),
    Column("内容"),
)


def has_returns(dossier: Dossier) -> bool:
    """True where the continuation has anything to say."""
    return bool(dossier.returns or dossier.superseded or dossier.delegations)


def returns_section(dossier: Dossier) -> Section:
    """Returns and superseded sign-offs in one list by time, delegations in another."""
    blocks: list[Block] = [section_title(_NAME)]
    rows: list[tuple[int, list[str | Block]]] = []
    rows.extend((item.seq, _return_row(item)) for item in dossier.returns)
    rows.extend((item.seq, _superseded_row(item)) for item in dossier.superseded)
    if rows:
        ordered = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
        blocks.append(list_heading("退回与失效签署"))
        blocks.append(list_table(_COLUMNS, ordered))
    if dossier.delegations:
        blocks.append(list_heading("委托"))
        blocks.append(_delegations(dossier))
    return Section(_NAME, tuple(blocks), running_head=f"{dossier.number}　{dossier.title}")


def _return_row(item: ReturnRow) -> list[str | Block]:
    if item.overruled:
        label = f"{item.from_stage.label}不同意否定意见，转{item.to_stage.label}"
    else:
        label = f"{item.from_stage.label}退回{item.to_stage.label}"
    width = column_widths(_COLUMNS)[2]
    strong = list_words(label, width, LIST_STRONG, Align.CENTER)
    return [str(item.seq), in_cell(item.time), strong, item.who, f"理由：{item.reason}"]


def _superseded_row(item: SignOffRow) -> list[str | Block]:
    widths = column_widths(_COLUMNS)
    part = item.part.label if item.label == item.stage.label else ""
    label = Stack(
        (
            list_words(f"{item.label}{part}签署", widths[2], LIST, Align.CENTER),
            list_words("已失效", widths[2], LIST_STRONG, Align.CENTER),
        )
    )
    pieces = decision_pieces(item, LIST, LIST_STRONG)
    pieces.extend(
        Piece(f"\n批示{number}：{words}", LIST) for number, words in enumerate(item.instructions, 1)
    )
    pieces.append(
        Piece("\n" + in_lines(checked_parts((item,)), inner_width(widths[4]), LIST), LIST)
    )
    content = text_block(pieces, inner_width(widths[4]), LIST_LEADING, justify=False)
    who = item.who + (f"（纸质签批，{item.recorded_by}录入）" if item.paper else "")
    return [str(item.seq), in_cell(item.time), label, who, content]


def _delegations(dossier: Dossier) -> Block:
    columns = (
        Column("环节", 40.0, Align.CENTER),
        Column("委托人", 70.0, Align.CENTER),
        Column("受托人", 70.0, Align.CENTER),
        Column("起止时间", 132.0, Align.CENTER),
        Column("事由"),
    )
    rows = [
        (
            item.stage.label,
            item.from_name,
            item.to_name,
            _period(item.given_at, item.until),
            item.reason + ("（已撤回）" if item.revoked else ""),
        )
        for item in dossier.delegations
    ]
    return list_table(columns, rows)


def _period(start: datetime, end: datetime) -> str:
    return f"{in_words(start)}\n至 {in_words(end)}"
