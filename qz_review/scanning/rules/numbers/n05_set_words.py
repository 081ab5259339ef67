"""N5: set words that are written in characters."""

import re
from string import digits

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.rule import Rule, Wrong


def _weekday(match: re.Match[str]) -> str:
    return "一二三四五六日"[int(match["n"]) - 1]


RULE = Rule(
    code="N5",
    name="固定词语用了阿拉伯数字",
    finds="星期几、几届几中全会、九三学社、五四运动等定型的词写成了阿拉伯数字",
    why="含汉字数字的词已经定型，应采用汉字数字",
    source="GB/T 15835—2011 4.2.3",
    certainty=Certainty.CERTAIN,
    message="定型的词用汉字数字",
    wrong=(
        Wrong("定于星期5召开。", "定于星期五召开。"),
        Wrong("贯彻党的18届3中全会精神。", "贯彻党的十八届三中全会精神。", Certainty.DOUBTFUL),
        Wrong("纪念54运动。", "纪念五四运动。", Certainty.DOUBTFUL),
    ),
    right=("定于星期五召开。", "贯彻党的十八届三中全会精神。", "本周5个项目开工。", "星期6:30"),
    needs="星届运社",
    check=every(
        matching(r"星期(?P<n>[1-7])(?![\d.:：])", _weekday, group="n"),
        matching(
            r"(?P<a>\d\d?)届(?P<b>\d{1,2})中(?=全会)",
            lambda m: f"{to_chinese(int(m['a']))}届{to_chinese(int(m['b']))}中",
            certainty=Certainty.DOUBTFUL,
            not_after=digits,
        ),
        matching(
            r"5[·.]?4(?=运动|青年节)",
            "五四",
            certainty=Certainty.DOUBTFUL,
            not_after=digits + "·",
        ),
        matching(r"93(?=学社)", "九三", certainty=Certainty.DOUBTFUL, not_after=digits),
    ),
)
