"""The words of the 花脸稿 screen: places, changes read aloud, who and when.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from qz_review.markup.changes import BREAK_SIGN, BlockKind, ChangeKind
from qz_review.markup.marked import MarkedBlock
from qz_review.model.stage import Stage
from qz_review.services.comparison_views import ChangeView, ComparedText, PlacedNote
from ui.text.moments import moment_words

_PLACES = {
    BlockKind.TITLE: "标题",
    BlockKind.SUBTITLE: "副标题",
    BlockKind.PARAGRAPH: "空段",
    BlockKind.CELL: "表格",
    BlockKind.CAPTION: "表题、图题",
    BlockKind.PICTURE: "图片",
    BlockKind.NOTE: "注释",
    BlockKind.ATTACHMENT: "附件",
}
_VERBS = {
    ChangeKind.DELETED: "删除",
    ChangeKind.INSERTED: "增加",
    ChangeKind.SPLIT: "另起一段",
    ChangeKind.JOINED: "接排",
    ChangeKind.FORMAT: "改版式",
}
NO_WORDS = "层级、编号或表格"
_QUOTED = 40  # characters of a change in a question
SOURCE_STEP = "来稿"
"""The step of 修订 that the 原稿 came with."""


def step_name(stage: Stage | None) -> str:
    """一审 … 三校, or 来稿."""
    return stage.label if stage is not None else SOURCE_STEP


def place_name(kind: BlockKind, paragraph: int) -> str:
    """第3段, 标题, 表格 …"""
    return f"第{paragraph}段" if paragraph else _PLACES[kind]


def who_and_when(change: ChangeView, now: datetime) -> str:
    """周某远 11月23日 10:18; edits that were not saved as a version yet: 张某宁 · 未签署."""
    if change.at is None:
        words = f"{change.who} · 未签署" if change.stage is not None else change.who
    else:
        words = f"{change.who} {moment_words(change.at, now)}"
    return f"{words} · 后又改动" if change.undone else words


def spoken(change: ChangeView) -> str:
    """How a change is read aloud: 一审 删除 进一步; 二审 改 联合 为 会同."""
    step, gone, came = step_name(change.stage), change.deleted, change.inserted
    kind = change.kind
    if kind in (ChangeKind.SPLIT, ChangeKind.JOINED):
        beside = f"，在 {change.before} 之后" if change.before else ""
        return f"{step} {_VERBS[kind]}{beside}"
    if kind is ChangeKind.FORMAT:
        return f"{step} {_VERBS[kind]}"
    if change.place_kind is BlockKind.PICTURE and not gone and not came:
        return f"{step} {_VERBS.get(kind, '改动')} 图片"
    if kind is ChangeKind.MOVED:
        return f"{step} 转移 {came or gone}"
    if kind is ChangeKind.TRANSPOSED:
        return f"{step} 对调 {_plain(gone)}，成为 {_plain(came)}"
    if kind is ChangeKind.KEPT:
        return f"{step} 保留 {_plain(came or gone)}"
    if gone and came:
        return f"{step} 改 {_plain(gone)} 为 {_plain(came)}"
    return f"{step} {_VERBS[kind]} {_plain(gone or came)}"


def spoken_line(blocks: Iterable[MarkedBlock]) -> str:
    """Lines with their marks as a screen reader says them: 为 一审 删除 进一步 完善 …"""
    said: list[str] = []
    for block in blocks:
        for run in block.runs:
            marks = []
            if run.inserted is not None:
                marks.append(f"{step_name(run.inserted.stage)} 增加")
            if run.deleted is not None:
                marks.append(f"{step_name(run.deleted.stage)} 删除")
            said.append(f" {' '.join(marks)} {_plain(run.text)} " if marks else run.text)
    return " ".join("".join(said).split())


def _plain(words: str) -> str:
    return words.replace(BREAK_SIGN, " 段尾 ").strip()


def revert_words(change: ChangeView) -> str:
    """What undoing a change does: “个”改回“家”, 恢复“进一步”, 去掉“长者”."""
    gone, came, kind = change.deleted, change.inserted, change.kind
    if kind is ChangeKind.SPLIT:
        return "两段接回一段"
    if kind is ChangeKind.JOINED:
        return "仍分成两段"
    if kind is ChangeKind.FORMAT:
        return "恢复原来的层级、编号"
    if kind is ChangeKind.MOVED:
        return f"“{_short(came or gone)}”移回原处"
    if change.place_kind is BlockKind.PICTURE and not gone and not came:
        return "去掉图片" if kind is ChangeKind.INSERTED else "恢复图片"
    if gone and came:
        return f"“{_short(came)}”改回“{_short(gone)}”"
    return f"恢复“{_short(gone)}”" if gone else f"去掉“{_short(came)}”"


def revert_question(change: ChangeView, stage: Stage | None) -> str:
    """What 还原 will do, and what stays; stage: the step that waits."""
    if change.is_own_edit:
        return f"{revert_words(change)}。这是你还没签署的改动，收回后不留痕迹，别处不变。"
    step = f"{step_name(stage)}的" if stage is not None else ""
    return f"{revert_words(change)}。记为你在{step}一次新改动，原来的改动和署名都留着。"


def _short(words: str) -> str:
    plain = _plain(words)
    return plain if len(plain) <= _QUOTED else f"{plain[: _QUOTED - 1]}…"


def told(change: ChangeView, now: datetime) -> str:
    """The tooltip: what, where, who and when."""
    place = place_name(change.place_kind, change.paragraph)
    hint = "\n再点一下到另一处" if change.kind is ChangeKind.MOVED else ""
    return f"{spoken(change)}\n{place} · {who_and_when(change, now)}{hint}"


def note_when(placed: PlacedNote, now: datetime) -> str:
    """周某远 11月23日 10:18; of a 批注 of the source file also 来稿附注."""
    note = placed.note
    when = moment_words(note.at, now) if note.at is not None else ""
    words = " ".join(part for part in (note.who, when) if part)
    return f"{words} · 来稿附注" if note.from_source else words


def note_told(placed: PlacedNote, now: datetime) -> str:
    """The tooltip of a note: its words, on what, who and when."""
    note = placed.note
    quote = f"“{note.quote}”" if note.quote else ""
    gone = "，原字已删" if note.gone and note.quote else ""
    return f"附注 {note.words}\n{quote}{gone}\n{note_when(placed, now)}".replace("\n\n", "\n")


def counter(listed: int, place: int, *, total: int, notes: int = 0) -> str:
    """38 处 · 第 17 处 · 附注 2; place 0: none is chosen; total: with those filtered out."""
    if listed:
        words = f"{listed} 处 · 第 {place} 处" if place else f"{listed} 处"
    else:
        words = f"筛选后没有改动，共 {total} 处" if total else "没有改动"
    return f"{words} · 附注 {notes}" if notes else words


def short_hash(digest: str) -> str:
    """2B90 4E17."""
    return f"{digest[:4]} {digest[4:8]}".upper().strip()


def text_line(text: ComparedText, now: datetime) -> str:
    """Who and when, as the head of a column says it: 张某宁 11月20日 09:05 登记."""
    when = moment_words(text.at, now) if text.at is not None else ""
    after = ""
    if text.stage is None and when:
        after = "登记"
    elif not text.signed:
        after = "未签署"
    return " ".join(part for part in (text.who, when, after) if part)


def choice_line(text: ComparedText, now: datetime) -> str:
    """A line of the menu of texts: 二审稿　周某远 11月23日 10:18."""
    label = f"{text.label}（已失效）" if text.superseded else text.label
    return f"{label}　{text_line(text, now)}"
