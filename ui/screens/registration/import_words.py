"""What reading a document left to tell, in words; and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from qz_review.model.text import ManuscriptText, Paragraph, Picture, Table, count_characters

REVISIONS = "revisions"
_KILOBYTE = 1024
_SHOWN = 40  # characters of left-out words that are quoted

_FIRST = ("macros", "direction_marks", "undecoded", "signed", "converted")
"""What nobody may overlook stands first, where a long list is folded behind it."""

_WORDS = {
    "comments": "批注 {count} 条，转为附注，在花脸稿里看",
    "comments_left_out": "批注过多，{count} 条没有保留",
    "revisers_together": "修订人较多，后面 {count} 人的修订合在一起保留",
    "signed": "文件带数字签名，改动后签名失效",
    "header": "页眉文字没有进入正文",
    "footer": "页脚文字没有进入正文",
    "hidden_text": "隐藏文字 {count} 处，已读进正文，核对去留",
    "ruby": "注音 {count} 处，没有进入正文",
    "formula": "公式 {count} 处，已排成一行文字，对照原稿",
    "object": "嵌入对象 {count} 个，没有进入正文，原样留在docx里",
    "chart": "图表、图示 {count} 个，没有进入正文，改用图片",
    "drawing_text": "图形、艺术字里的文字 {count} 处，没有进入正文",
    "nested_table": "表中套表 {count} 处，已逐行并进单元格，核对顺序",
    "picture_in_table": "表格内图片 {count} 张，已移到表格后面",
    "picture_missing": "图片 {count} 张在文件里找不到",
    "symbol": "认不出的符号 {count} 处，以□代替，对照原稿改",
    "field": "公式域 {count} 处，已按文字读入，对照原稿",
    "placeholder": "没填的提示文字 {count} 处，已读进正文，核对去留",
    "title_uncertain": "标题按第一行取，核对",
    "title_from_table": "标题从表格里取，核对",
    "replaced_control_characters": "控制字符 {count} 处，以␀一类的符号代替，核对去留",
    "hidden_left_out": "网页里隐藏的文字 {count} 处，没有进入正文",
    "page_frame": "网页正文以外的文字没有进入正文",
    "links": "超链接 {count} 个，文字已读入，网址没有进入正文",
    "converted": "由LibreOffice转成docx读入，收到的文件一并保存，对照原稿核对版式",
    "macros": "文件带宏，宏没有运行，也没有保存",
    "undecoded": "读不出的字 {count} 处，以\ufffd代替，对照原稿改",
    "direction_marks": "改变文字方向的不可见字符 {count} 处，正文里以◇标出，核对去留",
    "invisible": "不可见字符 {count} 处，正文里以◇标出，核对去留",
}


class Warned(Protocol):
    """A warning of an import."""

    @property
    def code(self) -> str:
        """Stable name."""

    @property
    def facts(self) -> Mapping[str, object]:
        """Numbers and words."""


def warning_words(warnings: Iterable[Warned]) -> list[str]:
    """A line for each warning but 修订, which has a choice of its own; the gravest first."""
    lines = []
    for warning in sorted(warnings, key=lambda warning: warning.code not in _FIRST):
        if warning.code == REVISIONS:
            continue
        words = _WORDS.get(warning.code, "有 {count} 处没有照原样读入，核对原稿")
        line = words.format(count=warning.facts.get("count", 1))
        quoted = _quoted(warning)
        lines.append(f"{line}：{quoted}" if quoted else line)
    return lines


def revision_count(warnings: Iterable[Warned]) -> int:
    """How many places of the document hold 修订 that are neither accepted nor rejected."""
    return sum(
        count
        for warning in warnings
        if warning.code == REVISIONS and isinstance(count := warning.facts.get("count", 1), int)
    )


def text_size_words(text: ManuscriptText) -> str:
    """368 字 · 6 段 · 表格 1 个 · 配图 2 张."""
    counts = (
        ("{} 段", sum(1 for b in text.blocks if isinstance(b, Paragraph) and b.text.strip())),
        ("表格 {} 个", sum(1 for b in text.blocks if isinstance(b, Table))),
        ("配图 {} 张", sum(1 for b in text.blocks if isinstance(b, Picture))),
        ("附注 {} 条", len(text.notes)),
    )
    parts = [f"{count_characters(text)} 字"]
    return " · ".join([*parts, *(words.format(count) for words, count in counts if count)])


def file_size_words(size: int) -> str:
    """812 B, 34 KB, 1.2 MB."""
    if size < _KILOBYTE:
        return f"{size} B"
    if size < _KILOBYTE**2:
        return f"{round(size / _KILOBYTE)} KB"
    return f"{size / _KILOBYTE**2:.1f} MB"


def _quoted(warning: Warned) -> str:
    texts = warning.facts.get("texts", ())
    if not isinstance(texts, tuple) or warning.code in ("symbol", "field", "title_uncertain"):
        return ""
    words = "、".join(str(text).strip() for text in texts if str(text).strip())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
