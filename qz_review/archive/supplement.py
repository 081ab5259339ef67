"""归档补充单: what came to be known of a manuscript after 归档.  The archive itself stays."""

from __future__ import annotations

from qz_review.archive.approval import RedTitle, TwoEnds
from qz_review.archive.blocks import Align, Block, words_block
from qz_review.archive.dossier import Dossier, HistoryRow
from qz_review.archive.moments import in_groups, in_list, in_words, made_at
from qz_review.archive.paging import Section
from qz_review.archive.seals import seal_of
from qz_review.archive.tables import (
    LIST_HASH,
    Column,
    column_widths,
    inner_width,
    list_heading,
    list_table,
    list_words,
)

TITLE = "归档补充单"


def later_rows(dossier: Dossier) -> tuple[HistoryRow, ...]:
    """Events after 归档, oldest first."""
    return tuple(row for row in dossier.history if row.seq > dossier.archived_seq > 0)


def supplement_section(dossier: Dossier) -> Section:
    """The sheet: what was archived, what came after it, and where the chain ends now."""
    blocks: list[Block] = [
        RedTitle(dossier.unit_name, TITLE),
        TwoEnds(f"编号：{dossier.number}", f"制单：{made_at(dossier.made_at)}"),
        _about(dossier),
        list_heading("归档后的事项"),
        _events(later_rows(dossier)),
        list_heading("发布网址"),
        _addresses(dossier),
        seal_of(dossier),
    ]
    head = f"{TITLE}（续）　{dossier.number}　{dossier.title}"
    return Section(TITLE, tuple(blocks), own_numbers=True, running_head=head)


def _about(dossier: Dossier) -> Block:
    columns = (Column("项目", 96.0, Align.CENTER), Column("内容"))
    width = column_widths(columns)[1]
    archived = next((r for r in dossier.history if r.seq == dossier.archived_seq), None)
    short = archived.short_hash if archived else "—"
    rows: list[list[str | Block]] = [
        ["标题", dossier.title],
        ["归档时间", in_words(dossier.archived_at) if dossier.archived_at else "未归档"],
        [
            "归档条目",
            f"第{dossier.archived_seq}条　指纹 {short}",
        ],
        ["三校清样文本", list_words(in_groups(dossier.release_hash) or "—", width, LIST_HASH)],
    ]
    if dossier.corrected_by_numbers:
        rows.append(["更正稿", "、".join(dossier.corrected_by_numbers)])
    return list_table(columns, rows)


def _events(rows: tuple[HistoryRow, ...]) -> Block:
    columns = (
        Column("序号", 32.0, Align.CENTER),
        Column("时间", 104.0, Align.CENTER),
        Column("事项"),
        Column("人员", 100.0),
        Column("指纹", 66.0, Align.CENTER),
    )
    width = inner_width(column_widths(columns)[4])
    lines: list[list[str | Block]] = [
        [
            str(row.seq),
            in_list(row.time),
            row.label,
            row.who,
            words_block(row.short_hash, LIST_HASH, width, 10.5, align=Align.CENTER),
        ]
        for row in rows
    ]
    return list_table(columns, lines or [["—", "", "没有", "", ""]])


def _addresses(dossier: Dossier) -> Block:
    columns = (Column("栏目", 130.0), Column("网址"), Column("发布时间", 104.0, Align.CENTER))
    rows = [
        (
            release.channel,
            release.address or "—",
            in_list(release.released_at) if release.released_at else "未发布",
        )
        for release in dossier.channels
    ]
    return list_table(columns, rows or [("—", "", "")])
