"""What a leader can ask for, as the words of his instruction are read.

``paragraphs`` count as the reader counts them: 第 n 段 over paragraphs with text, from 1; -1 is
the last one.  Words are the leader's own, without their quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LAST = -1
"""Number of the last paragraph (末段)."""


class Extent(StrEnum):
    """How much is meant by quoted words."""

    WORDS = "words"
    SENTENCE = "sentence"  # “…”一句
    PARAGRAPH = "paragraph"  # “…”一段, 第3段


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the text, or a paragraph by its number (``words`` empty).

    in_title: they stand in the title.  surely: False where the leader set no quotation marks, so
    that the words must be found exactly once.  bracketed: they stood in 《》, which may be part
    of them.
    """

    words: str = ""
    paragraphs: tuple[int, ...] = ()
    extent: Extent = Extent.WORDS
    in_title: bool = False
    surely: bool = True
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Reword:
    """“甲”改为“乙”.  everywhere: 全文, 统一, 一律."""

    old: Passage
    new: str
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """删去“甲”, 删去“甲”一句, 删去第三段."""

    what: Passage
    everywhere: bool = False


class Side(StrEnum):
    """Where beside something."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Add:
    """增加“甲”, “乙”后增加“甲”.  anchor: None where the leader left the place open."""

    words: str
    anchor: Passage | None = None
    side: Side = Side.AFTER


@dataclass(frozen=True, slots=True)
class Retitle:
    """标题改为“甲”; subtitle: 副标题改为“甲”."""

    new: str
    subtitle: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """将“甲”调整到“乙”之前, 第3段移到第5段之后.  anchor: None for the end or the beginning."""

    what: Passage
    side: Side
    anchor: Passage | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """“甲”与“乙”对调, 第2段和第3段互换."""

    one: Passage
    other: Passage


@dataclass(frozen=True, slots=True)
class Split:
    """第3段另起一段; at: the words with which the new paragraph begins (AFTER: ends before)."""

    paragraph: int | None = None
    at: Passage | None = None
    side: Side = Side.BEFORE


@dataclass(frozen=True, slots=True)
class Join:
    """第2、3段合并, numbers in order."""

    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ByPerson:
    """Nothing that a text could show by itself: 数字核实, or words that are not understood."""

    words: str


Request = Reword | Remove | Add | Retitle | Move | Swap | Split | Join | ByPerson
