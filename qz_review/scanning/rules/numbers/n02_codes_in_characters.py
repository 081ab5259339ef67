"""N2: numbers that are codes, in Chinese numerals."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.parsing.numerals import chinese_number
from qz_review.scanning.rule import Rule, Wrong


def _figures(match: re.Match[str]) -> str:
    return "".join(str(chinese_number(c)) for c in match["code"])


RULE = Rule(
    code="N2",
    name="编号用了汉字",
    finds="道路编号、车牌、电话号码、邮政编码等用了汉字数字",
    why="用于编号的数字，为醒目、易于辨识，应采用阿拉伯数字",
    source="GB/T 15835—2011 4.1.2",
    certainty=Certainty.DOUBTFUL,
    message="编号用阿拉伯数字",
    wrong=(
        Wrong("沿一〇一国道前行。", "沿101国道前行。"),
        Wrong("牌号京A零零零零一。", "牌号京A00001。"),
    ),
    right=("沿101国道前行。", "三〇一医院", "二〇三五年远景目标。"),
    needs="国省县牌路A电邮",
    check=every(
        matching(
            r"(?P<code>[一二三四五六七八九][〇零一二三四五六七八九]{2})(?=国道|省道|县道)",
            _figures,
            group="code",
            not_after="一二三四五六七八九〇零十百",
        ),
        matching(
            r"[A-Z](?P<code>[〇零一二三四五六七八九]{5})(?![〇零一二三四五六七八九])",
            _figures,
            group="code",
        ),
        matching(
            r"(?:电话|邮编)[:：为]?(?P<code>[〇零一二三四五六七八九]{6,12})", _figures, group="code"
        ),
    ),
)
