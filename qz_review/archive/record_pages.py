"""附件清单, 事件历史 and 改动清单."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, Stack, words_block
from qz_review.archive.check_pages import running_head
from qz_review.archive.dossier import AttachedFile, Dossier
from qz_review.archive.moments import file_size, in_groups, in_list, in_words
from qz_review.archive.paging import Section
from qz_review.archive.pictures import picture_block
from qz_review.archive.tables import (
    LIST,
    LIST_HASH,
    LIST_LEADING,
    Column,
    column_widths,
    inner_width,
    list_heading,
    list_table,
    remark,
    section_title,
)
from qz_review.markup.changes import Change


def files_section(dossier: Dossier) -> Section | None:
    """附件清单: every file with its digest in full, a small picture, and where it is."""
    if not dossier.files:
        return None
    columns = (
        Column("序号", 28.0, Align.CENTER),
        Column("名称"),
        Column("用途", 60.0, Align.CENTER),
        Column("大小", 50.0, Align.CENTER),
        Column("SHA-256", 160.0),
    )
    carries = any(item.inside for item in dossier.files)
    named, width = (inner_width(column_widths(columns)[place]) for place in (1, 4))
    rows: list[list[str | Block]] = [
        [
            str(number),
            _name(item, named),
            item.purpose if item.inside or not carries else f"{item.purpose}\n（未随附）",
            file_size(item.size),
            hash_block(item.digest, width),
        ]
        for number, item in enumerate(dossier.files, 1)
    ]
    blocks = (
        section_title("附件清单"),
        remark(_where(dossier)),
        list_table(columns, rows),
    )
    return Section("附件清单", blocks, running_head=running_head(dossier))


def _where(dossier: Dossier) -> str:
    kept = "文件随台账保存，以内容的 SHA-256 为名"
    if any(item.inside for item in dossier.files):
        return f"所列文件嵌在本 PDF 内，可在阅读程序的附件栏取出；{kept}。"
    return f"{kept}。"


def _name(item: AttachedFile, width: float) -> Block:
    """The name, and under it what the file looks like."""
    words = words_block(item.name, LIST, width, LIST_LEADING)
    picture = picture_block(
        item.thumbnail, width, 96.0, most_width=min(width, 96.0), centred=False, after=2.0
    )
    return Stack((words, picture)) if picture is not None else words


def hash_block(digest: str, width: float) -> Block:
    """A full hash on two lines of four groups."""
    lines = f"{in_groups(digest[:32])}\n{in_groups(digest[32:])}"
    return words_block(lines, LIST_HASH, width, 10.5)


def history_section(dossier: Dossier) -> Section:
    """事件历史: the chain, event by event."""
    columns = (
        Column("序号", 32.0, Align.CENTER),
        Column("时间", 104.0, Align.CENTER),
        Column("事件"),
        Column("人员", 130.0),
        Column("指纹", 66.0, Align.CENTER),
    )
    width = inner_width(column_widths(columns)[4])
    rows: list[list[str | Block]] = []
    for item in dossier.history:
        time = in_list(item.time)
        if item.clock_behind_ms > 0:
            time += f"\n时钟慢于上一条{_span(item.clock_behind_ms)}"
        short = words_block(item.short_hash, LIST_HASH, width, 10.5, align=Align.CENTER)
        rows.append([str(item.seq), time, item.label, item.who, short])
    blocks: list[Block] = [
        section_title("事件历史"),
        _about(dossier),
        list_heading("台账指纹"),
        list_table(
            (Column("项目", 110.0), Column("SHA-256")),
            [
                [f"本稿链尾（第{dossier.head_seq}条）", _mono(dossier.head_hash)],
                [f"人员名册链尾（第{dossier.roster_seq}条）", _mono(dossier.roster_hash)],
                *_text_rows(dossier),
            ],
        ),
        list_heading("事件"),
        list_table(columns, rows),
    ]
    return Section("事件历史", tuple(blocks), running_head=running_head(dossier))


def _about(dossier: Dossier) -> Block:
    """What the manuscript is and where it comes from."""
    rows = [
        ("来源作者", dossier.author or "—"),
        ("责任科室", dossier.section or "—"),
        ("编辑", dossier.editor or "—"),
        ("登记时间", in_words(dossier.registered_at)),
        ("归档时间", in_words(dossier.archived_at) if dossier.archived_at else "未归档"),
        ("台账", f"共{dossier.event_count}条"),
    ]
    return list_table((Column("项目", 110.0), Column("内容")), rows)


def _text_rows(dossier: Dossier) -> list[list[str | Block]]:
    pairs = (
        ("原稿文本", dossier.original_hash),
        ("签发稿文本", dossier.approved_hash),
        ("三校清样文本", dossier.release_hash),
    )
    return [[label, _mono(digest)] for label, digest in pairs if digest]


def _mono(digest: str) -> Block:
    width = inner_width(paper.COLUMN - 110.0)
    return words_block(in_groups(digest), LIST_HASH, width, 10.5)


def _span(milliseconds: int) -> str:
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{seconds:.1f}秒"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}小时{minutes}分" if hours else f"{minutes}分{rest}秒"


def _seen(words: str) -> str:
    """The words; where they are nothing but space, its name."""
    if words and not words.strip():
        names = {" ": "半角空格", "　": "全角空格", "\t": "制表符", "\n": "换行"}
        return "（" + "、".join(names.get(c, "空格") for c in words) + "）"
    return words


def changes_table(changes: Sequence[Change]) -> Block:
    """改动清单: every change with its place, and its step and who made it where that is known."""
    columns = [
        Column("序号", 30.0, Align.CENTER),
        Column("位置", 52.0, Align.CENTER),
        Column("改动", 34.0, Align.CENTER),
        Column("原文"),
        Column("改为"),
    ]
    makers = [
        " ".join(
            part for part in (change.stage.label if change.stage else "", change.author) if part
        )
        for change in changes
    ]
    has_makers = any(makers)
    if has_makers:
        columns.append(Column("环节与人员", 84.0, Align.CENTER))
    rows = [
        (
            str(change.number),
            change.place_name,
            change.kind.label,
            *map(_seen, change.sides),
            *([maker] if has_makers else []),
        )
        for change, maker in zip(changes, makers, strict=True)
    ]
    return list_table(columns, rows)
