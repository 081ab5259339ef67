"""N6: set words that are written with Arabic figures."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.parsing.numerals import chinese_number
from qz_review.scanning.rule import Rule, Wrong


def _figures(match: re.Match[str]) -> str | None:
    value = chinese_number(match["n"])
    return None if value is None else str(value)


RULE = Rule(
    code="N6",
    name="含阿拉伯数字的定型词用了汉字",
    finds="汽油标号、5G 一类已经定型的含阿拉伯数字的词写成了汉字",
    why="现代社会中出现的含阿拉伯数字的事物名称已经定型，应采用阿拉伯数字",
    source="GB/T 15835—2011 4.1.3",
    certainty=Certainty.HINT,
    message="这个词通常用阿拉伯数字",
    wrong=(Wrong("加九十五号汽油。", "加95号汽油。"),),
    right=("加95号汽油。", "住九十五号楼。"),
    needs="号G",
    level=Level.FULL,
    check=every(
        matching(r"(?P<n>九十[二五八])(?=号(?:车用)?[汽柴乙]?油|号乙醇汽油)", _figures, group="n"),
        matching(r"(?P<n>[四五])(?=G(?:网络|基站|手机|技术|信号))", _figures, group="n"),
    ),
)
