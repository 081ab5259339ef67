"""N8: sessions of congresses in figures."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.rule import Rule, Wrong


def _in_characters(match: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda m: to_chinese(int(m.group())), match.group())


RULE = Rule(
    code="N8",
    name="届次用了阿拉伯数字",
    finds="人大、政协、党代会的届次写成了阿拉伯数字",
    why="要突出庄重典雅的表达效果时采用汉字数字，代表大会的届次历来用汉字",
    source="GB/T 15835—2011 4.3",
    certainty=Certainty.DOUBTFUL,
    message="代表大会的届次用汉字数字",
    wrong=(Wrong("11届全国人大1次会议召开。", "十一届全国人大一次会议召开。"),),
    right=("十一届全国人大一次会议召开。", "第15届世界水稻大会召开。"),
    needs="届",
    check=matching(
        r"(?<!\d)\d{1,2}届(?:全国|自治区|省|市|县|区)?(?:人大|政协|党代会|人大常委会|政协常委会)"
        r"(?:常委会)?第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})次(?:全体)?会议",
        _in_characters,
    ),
)
