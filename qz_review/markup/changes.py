"""The public shapes of a comparison: places, spans, changes.

Everything that shows or lists differences (screen, PDF, 誊正核对单, statistics) reads these
frozen values; nothing here computes.  Offsets are code points into ``plain_text``.  Those of
which a comparison makes thousands are tuples: quick to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qz_review.model.stage import Stage


class BlockKind(StrEnum):
    """What a line of a manuscript is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    PARAGRAPH = "paragraph"
    CELL = "cell"  # one paragraph of a table cell
    CAPTION = "caption"  # of a table or of a picture
    PICTURE = "picture"  # the picture itself: a line without text
    NOTE = "note"
    ATTACHMENT = "attachment"


class Place(NamedTuple):
    """Where a line stands in one version.

    block: index into ``ManuscriptText.blocks``; for notes and attachments the index into
        ``notes`` and ``attachments``; -1 for title and subtitle.
    number: 第 n 段, counted from 1 over paragraphs that have text; 0 for anything else.
    start: offset of the line in ``plain_text``.
    level, label: outline level (0 body) and automatic number of a paragraph; the text of
        the line begins with the label.  For a note the label is its mark.
    row, column: of a cell, from 0; the column is counted on the grid, spans included.
    cell_line: which paragraph of the cell, from 0.
    digest, media_type, description: of a picture.
    """

    kind: BlockKind
    block: int = -1
    number: int = 0
    start: int = 0
    level: int = 0
    label: str = ""
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    cell_line: int = 0
    digest: str = ""
    media_type: str = ""
    description: str = ""


class SpanKind(StrEnum):
    """What happened to a run of characters between two versions."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


class ChangeKind(StrEnum):
    """What a change is, in the proofreader's words."""

    REPLACED = "replaced"  # 改正
    DELETED = "deleted"  # 删除
    INSERTED = "inserted"  # 增补
    TRANSPOSED = "transposed"  # 对调
    SPLIT = "split"  # 另起段: a paragraph mark was put in
    JOINED = "joined"  # 接排: a paragraph mark was taken out
    MOVED = "moved"  # 转移: a paragraph, or words, to another place
    KEPT = "kept"  # 保留: words that an earlier step had deleted stand again
    FORMAT = "format"  # 版式: level, number or span of cells; no words changed

    @property
    def label(self) -> str:
        """The Chinese name, for instance 改正."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    ChangeKind.REPLACED: "改正",
    ChangeKind.DELETED: "删除",
    ChangeKind.INSERTED: "增补",
    ChangeKind.TRANSPOSED: "对调",
    ChangeKind.SPLIT: "另起段",
    ChangeKind.JOINED: "接排",
    ChangeKind.MOVED: "转移",
    ChangeKind.KEPT: "保留",
    ChangeKind.FORMAT: "版式",
}

_PLACE_NAMES = {
    BlockKind.TITLE: "标题",
    BlockKind.SUBTITLE: "副题",
    BlockKind.PARAGRAPH: "正文",
    BlockKind.CELL: "表格",
    BlockKind.CAPTION: "图表题",
    BlockKind.PICTURE: "图片",
    BlockKind.NOTE: "注释",
    BlockKind.ATTACHMENT: "附件",
}

BREAK_SIGN = "¶"
"""How a paragraph mark that was inserted or deleted by itself (分段, 接排) is written."""


class Span(NamedTuple):
    """A run of characters of one kind.

    change: number of the change it belongs to (None for SAME).
    is_break: the text is BREAK_SIGN and stands for a paragraph mark, not for a character.
    """

    kind: SpanKind
    text: str
    stage: Stage | None = None
    change: int | None = None
    is_break: bool = False


class MarkedLine(NamedTuple):
    """One line (paragraph, cell paragraph, caption …) of a comparison of two versions.

    place: where it stands in the new version, or in the old one where it is gone.
    kind: SAME when the line is in both versions (with or without changes inside),
        INSERTED or DELETED when the whole line is in one only.
    moved: True for the two ends of a moved paragraph.
    """

    place: Place
    spans: tuple[Span, ...]
    kind: SpanKind = SpanKind.SAME
    moved: bool = False


class Change(NamedTuple):
    """One change, as listed: an adjacent deletion and insertion are one 改正.

    number: from 1, in reading order.
    line: index of the line or block it stands in (the new end of a move).
    paragraph: 第 n 段 of that line (0: title, table, caption, note …; see ``place_kind``).
    deleted, inserted: the words; a paragraph mark, and a paragraph without words, is ``¶``;
        both empty for 版式 and for a picture (``place_kind`` is PICTURE).
    old_start, old_end, new_start, new_end: offsets into the plain text of the version
        before and of the version after; for a line that came or went as a whole they take
        in its line end, which the words leave out.
    stage, author, time: who made it, where known; time as the ledger writes it.
    version: number of the version that it came with, among those composed.
    """

    number: int
    kind: ChangeKind
    deleted: str
    inserted: str
    line: int
    place_kind: BlockKind
    paragraph: int
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    stage: Stage | None = None
    author: str = ""
    time: str = ""
    version: int = 1

    @property
    def place_name(self) -> str:
        """Where it is, for a list of changes: 第3段, 标题, 表格 …"""
        return f"第{self.paragraph}段" if self.paragraph else _PLACE_NAMES[self.place_kind]

    @property
    def sides(self) -> tuple[str, str]:
        """What a list of changes shows as 原文 and 改为; moved words, which stand twice, once."""
        if self.kind is ChangeKind.SPLIT:
            return "", "（在此分段）"
        if self.kind is ChangeKind.JOINED:
            return "（段落标记）", ""
        if self.kind is ChangeKind.MOVED:
            return self.deleted, "（移到此处）"
        return self.deleted, self.inserted


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side in one reading order.

    changes is empty exactly when the two texts are equal.
    coarse: the texts were so different or so long that some paragraphs were compared only
        as wholes; the screen says so.
    """

    lines: tuple[MarkedLine, ...]
    changes: tuple[Change, ...]
    coarse: bool = False
