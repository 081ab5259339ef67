"""P17: the dot inside a foreign or minority name."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.patterns import HAN
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_LABELS = frozenset("一二三四五六七八九十甲乙丙丁")


def _is_label(text: str, at: int) -> bool:
    before = re.split(r"[\s，。；：、]", text[max(0, at - 12) : at])[-1]
    return bool(before) and all(c in _LABELS for c in before)


RULE = Rule(
    code="P17",
    name="间隔号形式",
    finds="人名、书名等的各部分之间用了别的圆点",
    why="间隔号是居中的“·”（U+00B7），下脚点、圆点符号形状和位置都不同",
    source="GB/T 15834—2011 4.14",
    certainty=Certainty.DOUBTFUL,
    message="间隔号用居中的“·”",
    wrong=(
        Wrong("授予居马泰•俄白克同志称号。", "授予居马泰·俄白克同志称号。"),
        Wrong("授予居马泰.俄白克同志称号。", "授予居马泰·俄白克同志称号。"),
    ),
    right=("授予居马泰·俄白克同志称号。", "一.总则", "网址为中文.政务。"),
    needs="•・‧∙.．⋅",
    check=every(
        matching(rf"[•・‧∙⋅](?<=[{HAN}].)(?=[{HAN}])", "·", skip=Shield.ADDRESS),
        matching(
            rf"[.．](?<=[{HAN}]{{2}}.)(?=[{HAN}]{{2}})(?!政务|公益|中国|网址|公司)",
            "·",
            skip=Shield.ADDRESS,
            when=lambda m, p: not _is_label(p.text, m.start() - p.start),
        ),
    ),
)
