"""H2: characters nobody sees."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(
    f"[{_BIDI}]+|[\u200b\u2060\ufeff\u00ad\u180e\u2061-\u2064\u206a-\u206f\U000e0000-\U000e007f]+"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+|[\ue000-\uf8ff]+|[\U000f0000-\U0010fffd]+"
    "|[\u2400-\u2421]+|[\ud800-\udfff]+|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d"
)
_MAYBE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u061c\u200e\u200f\x7f")


def _check(passage: Passage) -> Iterable[Hit]:
    if not any(map(_is_odd, passage.characters)):
        return
    for match in passage.finditer(_INVISIBLE):
        first = match.group()[0]
        points = " ".join(f"U+{ord(c):04X}" for c in match.group()[:3])
        if "\u2400" <= first <= "\u2421":
            words = f"原文件在这里有控制字符（{first}），不该出现在文字里"
            yield Hit(match.start(), match.end(), ("",), words)
            continue
        category = unicodedata.category(first)
        if re.match(f"[{_BIDI}]", first):
            words = f"隐藏的书写方向控制符（{points}），会让文字的显示顺序与实际不同"
            yield Hit(match.start(), match.end(), ("",), words)
        elif category == "Co":
            words = f"自造字（{points}），别的电脑上显示不出"
            yield Hit(match.start(), match.end(), message=words)
        else:
            words = f"看不见的字符（{points}），复制网页或转换格式时带入"
            yield Hit(match.start(), match.end(), ("",), words)


@lru_cache(maxsize=20_000)
def _is_odd(character: str) -> bool:
    if character in "\n\t\r":
        return False
    if character in _MAYBE or "\u2400" <= character <= "\u2421":
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


RULE = Rule(
    code="H2",
    name="看不见的字符",
    finds="零宽字符、书写方向控制符、控制字符、自造字",
    why="看不见的字符使检索、复制、语音播报出错，方向控制符还能把文字倒过来显示",
    source="Unicode 标准第 23 章；《“三审三校”工作制度》三校（1）文字技术整理",
    gate=Gate.WORDING,
    severity=Severity.MINOR,
    certainty=Certainty.DOUBTFUL,
    message="看不见的字符",
    wrong=(
        Wrong("切实加强\u200b领导。", "切实加强领导。"),
        Wrong("金额\u202e元001\u202c。", "金额元001。"),
        Wrong("由王\ue123负责。"),
    ),
    right=("切实加强领导。", "第一章\t总则", "点赞👍🏻 一家👨‍👩‍👧"),
    check=_check,
)
