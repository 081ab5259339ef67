"""Captions: a line that says which picture or table stands beside it.

Only certain forms count; any other line stays a paragraph, and no word is lost either way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qz_review.documents.body import Item
from qz_review.documents.ooxml import W
from qz_review.documents.sources import LineSource
from qz_review.model.text import Paragraph, Picture, Table

_LONGEST = 60  # code points
# 图1 供水管网, 表2-1：巡查情况, 图 三; the number is followed by a gap or by nothing.
_NUMBERED = re.compile(
    r"(?P<kind>[图表])[ \u3000]?(?:\d+|[一二三四五六七八九十]+)(?:[-－–—.．]\d+)*"
    r"(?:[\s\u3000:：.．、].*)?"
)
_INSTRUCTION, _SIMPLE_FIELD = W + "instrText", W + "fldSimple"
_SENTENCE = re.compile("[。；！？]")
_SEQUENCE = re.compile(r"\s*SEQ\s", re.IGNORECASE)


def with_captions(items: Sequence[Item]) -> list[Item]:
    """The items, a caption below a picture or above a table joined with it."""
    joined: list[Item] = []
    waiting: Item | None = None  # a caption that a table may follow
    for item in items:
        if waiting is not None:
            if isinstance(item.block, Table) and not item.block.caption:
                item = _captioned(item, waiting, sources=(*waiting.sources, *item.sources))
            else:
                joined.append(waiting)
            waiting = None
        kind = _kind(item)
        above = joined[-1] if joined else None
        if kind != "表" and kind and above is not None and _takes_caption(above):
            joined[-1] = _captioned(above, item, sources=(*above.sources, *item.sources))
        elif kind and kind != "图":
            waiting = item
        else:
            joined.append(item)
    return joined if waiting is None else [*joined, waiting]


def _takes_caption(item: Item) -> bool:
    return isinstance(item.block, Picture) and not item.block.caption


def _captioned(item: Item, caption: Item, *, sources: tuple[LineSource, ...]) -> Item:
    block, words = item.block, caption.block
    assert isinstance(block, (Picture, Table)) and isinstance(words, Paragraph)
    return item._replace(
        block=replace(block, caption=words.label + words.text),
        sources=sources,
    )


def _kind(item: Item) -> str:
    """图 or 表 for the caption of one, 图表 for one that may be either; empty for none."""
    block, line = item.block, item.line
    if not isinstance(block, Paragraph) or line is None or block.level or not block.text:
        return ""
    words = block.label + block.text
    if len(words) > _LONGEST or "\n" in words:
        return ""
    numbered = _NUMBERED.fullmatch(words)
    if numbered and not _SENTENCE.search(words):
        return numbered["kind"]
    if line.role == "caption" or _counts_itself(item):
        return words[0] if words[0] in "图表" else "图表"
    return ""


def _counts_itself(item: Item) -> bool:
    """True where a SEQ field gives the number, as a word processor's own captions have it."""
    for source in item.sources:
        for paragraph in source.paragraphs:
            element = paragraph.element
            for found in element.iter(_INSTRUCTION, _SIMPLE_FIELD):
                if _SEQUENCE.match(found.get(W + "instr") or found.text or ""):
                    return True
    return False
