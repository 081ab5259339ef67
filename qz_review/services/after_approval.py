"""誊正核对单: what 三校 must class and tick off.

Two lists (四（二）3（2）, （5））: every change between 签发稿 and the clean proof, to be
classed, and every edit and written instruction of the leader, to be ticked as carried out.
Keys depend on 签发稿 alone, so what was classed stays classed while other places are edited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qz_review.markup.changes import BlockKind, Change, ChangeKind, Comparison, Place, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.model.manuscript import CarriedOut, ClassedChange
from qz_review.model.text import ManuscriptText, Table, plain_text

_compared = lru_cache(maxsize=8)(compare_texts)
"""The same pairs are compared again with every look at 三校: the texts are immutable."""

EDIT = "edit"
INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One written instruction of 三审.  seq: of the sign-off that gave it."""

    seq: int
    index: int
    words: str


def changes_between(before: ManuscriptText, after: ManuscriptText) -> tuple[ClassedChange, ...]:
    """Every change from one text to another as a line people can class, in reading order."""
    comparison = _compared(before, after)
    return tuple(
        ClassedChange(
            key=_change_key(change),
            place=_place_of(change, comparison, before, after),
            deleted="" if change.kind in _SAID else change.deleted,
            inserted=_said(change),
        )
        for change in comparison.changes
    )


def expected_lines(
    before_leader: ManuscriptText,
    approved: ManuscriptText,
    instructions: Sequence[Instruction],
    draft: ManuscriptText,
) -> tuple[CarriedOut, ...]:
    """The leader's edits and instructions; ``done`` where the draft's text shows it.

    before_leader: the text as it came to 三审.  approved: 签发稿, with the leader's edits.
    draft: 三校's clean proof as it stands now.
    """
    lines = list(_edit_lines(before_leader, approved, draft))
    wording = plain_text(draft)
    lines += [
        CarriedOut(
            key=f"{INSTRUCTION}:{given.seq}:{given.index}",
            source=INSTRUCTION,
            words=given.words,
            done=shows(given.words, wording),
        )
        for given in instructions
    ]
    return tuple(lines)


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


_REPLACE = re.compile(r"“([^”]+)”(?:一?律?(?:统一)?(?:应)?(?:改为|改成|修改为|换成|应为))“([^”]*)”")
_DELETE = re.compile(r"(?:删去|删除|删掉|去掉|取消)“([^”]+)”")
_ADD = re.compile(r"(?:增加|补充|加上|补上|写明)“([^”]+)”")


def shows(instruction: str, wording: str) -> bool:
    """Whether a text plainly shows that an instruction was carried out.

    Only 将“甲”改为“乙”, 删去“甲” and 增加“乙” are recognised, and every one named must show;
    for anything else a person has to say so.
    """
    replaced = _REPLACE.findall(instruction)
    deleted = _DELETE.findall(instruction)
    added = _ADD.findall(instruction)
    if not (replaced or deleted or added):
        return False
    return (
        all(_gone(old, new, wording) and new in wording for old, new in replaced)
        and all(word not in wording for word in deleted)
        and all(word in wording for word in added)
    )


def _gone(old: str, new: str, wording: str) -> bool:
    """True when ``old`` stands nowhere but inside ``new`` (平台 → 新平台)."""
    return old not in (wording.replace(new, "") if new else wording)


def _edit_lines(
    before: ManuscriptText, approved: ManuscriptText, draft: ManuscriptText
) -> tuple[CarriedOut, ...]:
    leader = _compared(before, approved)
    later = _compared(approved, draft).changes
    return tuple(
        CarriedOut(
            key=f"{EDIT}:{_change_key(change)}",
            source=EDIT,
            words=_edit_words(change, _place_of(change, leader, before, approved)),
            done=not any(_touches(change, other) for other in later),
        )
        for change in leader.changes
    )


def _touches(leader: Change, later: Change) -> bool:
    """Whether a later change lies on the words the leader put in, or where he took some out."""
    return later.old_start <= leader.new_end and later.old_end >= leader.new_start


_SAID = {
    ChangeKind.FORMAT: "调整版式",
    ChangeKind.SPLIT: "另起段",
    ChangeKind.JOINED: "接排",
}
"""Changes that no words show."""


def _edit_words(change: Change, place: str) -> str:
    """One edit of the leader as a line of the 誊正核对单."""
    if change.kind in _SAID:
        return f"{place}：{_SAID[change.kind]}"
    if change.kind is ChangeKind.MOVED:
        edited = "" if change.inserted == change.deleted else f"，改为“{change.inserted}”"
        return f"{place}：“{change.deleted}”转移至此{edited}"
    if not change.deleted:
        return f"{place}：增加“{change.inserted}”"
    if not change.inserted:
        return f"{place}：删去“{change.deleted}”"
    verb = "对调为" if change.kind is ChangeKind.TRANSPOSED else "改为"
    return f"{place}：“{change.deleted}”{verb}“{change.inserted}”"


def _said(change: Change) -> str:
    """What stands on the new side of a change in the list people class."""
    if change.kind in _SAID:
        return f"（{_SAID[change.kind]}）"
    if change.kind is not ChangeKind.MOVED:
        return change.inserted
    return "（转移至此）" + ("" if change.inserted == change.deleted else change.inserted)


def _change_key(change: Change) -> str:
    words = f"{change.kind}\x00{change.deleted}\x00{change.inserted}"
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{change.old_start}-{change.old_end}-{digest}"


def _place_of(
    change: Change, comparison: Comparison, before: ManuscriptText, after: ManuscriptText
) -> str:
    line = comparison.lines[change.line]
    return place_label(line.place, before if line.kind is SpanKind.DELETED else after)
