"""What 三校 must class: every change between 签发稿 and the clean proof (四（二）3（2）).

Keys depend on 签发稿 alone, so what was classed stays classed while other places are edited.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from qz_review.markup.changes import BlockKind, Change, ChangeKind, Comparison, Place, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.model.manuscript import ClassedChange
from qz_review.model.text import ManuscriptText, Table

compared = lru_cache(maxsize=8)(compare_texts)
"""The same pairs are compared again with every look at 三校: the texts are immutable."""


def changes_between(before: ManuscriptText, after: ManuscriptText) -> tuple[ClassedChange, ...]:
    """Every change from one text to another as a line people can class, in reading order."""
    comparison = compared(before, after)
    return tuple(
        ClassedChange(
            key=change_key(change),
            place=place_of_change(change, comparison, before, after),
            deleted="" if change.kind in SAID else change.deleted,
            inserted=_said(change),
        )
        for change in comparison.changes
    )


def place_label(place: Place, text: ManuscriptText) -> str:
    """Where a line stands, for people: 标题, 第3段, 表1第2行第3格, 图片, 附注1, 附件."""
    if place.kind is BlockKind.CELL:
        tables = sum(1 for block in text.blocks[: place.block + 1] if isinstance(block, Table))
        return f"表{tables}第{place.row + 1}行第{place.column + 1}格"
    if place.kind is BlockKind.PARAGRAPH:
        return f"第{place.number}段" if place.number else "空段"
    return {
        BlockKind.TITLE: "标题",
        BlockKind.SUBTITLE: "副标题",
        BlockKind.CAPTION: "图表说明",
        BlockKind.PICTURE: "图片",
        BlockKind.NOTE: f"附注{place.label}",
        BlockKind.ATTACHMENT: "附件",
    }[place.kind]


SAID = {
    ChangeKind.FORMAT: "调整版式",
    ChangeKind.SPLIT: "另起段",
    ChangeKind.JOINED: "接排",
}
"""Changes that no words show."""

_MOVED = "（转移至此）"


def change_words(change: ClassedChange) -> str:
    """A change of the list in words: “甲”改为“乙”, 另起段, “甲”转移至此 …"""
    deleted, inserted = change.deleted, change.inserted
    if not deleted and inserted.strip("（）") in SAID.values():
        return inserted.strip("（）")
    if deleted and inserted.startswith(_MOVED):
        edited = inserted.removeprefix(_MOVED)
        return f"“{deleted}”转移至此" + (f"，改为“{edited}”" if edited else "")
    if deleted and inserted:
        return f"“{deleted}”改为“{inserted}”"
    if deleted:
        return f"删去“{deleted}”"
    return f"增加“{inserted}”" if inserted else "版式改动"


def _said(change: Change) -> str:
    """What stands on the new side of a change in the list people class."""
    if change.kind in SAID:
        return f"（{SAID[change.kind]}）"
    if change.kind is not ChangeKind.MOVED:
        return change.inserted
    return _MOVED + ("" if change.inserted == change.deleted else change.inserted)


def change_key(change: Change) -> str:
    """Names a change for as long as the text before it stays the same."""
    words = f"{change.kind}\x00{change.deleted}\x00{change.inserted}"
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{change.old_start}-{change.old_end}-{digest}"


def place_of_change(
    change: Change, comparison: Comparison, before: ManuscriptText, after: ManuscriptText
) -> str:
    """Where a change of a comparison stands, for people."""
    line = comparison.lines[change.line]
    return place_label(line.place, before if line.kind is SpanKind.DELETED else after)
