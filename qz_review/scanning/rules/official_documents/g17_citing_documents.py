"""G17: the order of title and number when a document is cited."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_REVERSED = re.compile(
    r"(?P<number>(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,8}〔\d{4}〕\d{1,5}号)(?:文件)?(?P<title>《[^《》\n]{4,80}》)"
    r"|(?P<number2>〔\d{4}〕\d{1,5}号)(?:文件)?(?P<title2>《[^《》\n]{4,80}》)"
)
_BARE = re.compile(r"(?P<title>》)(?P<number>[\u4e00-\u9fff]{1,8}〔\d{4}〕\d{1,5}号)(?!）)")

RULE = Rule(
    code="G17",
    name="引用公文的写法",
    finds="引用公文时先写字号后写标题，或字号没有放在圆括号里",
    why="引用公文先引标题，后引发文字号，字号用圆括号括入",
    source="公文引用的一般做法（1993年、2000年公文处理规定）",
    certainty=Certainty.HINT,
    message="引用公文先写标题，后用圆括号写发文字号",
    wrong=(
        Wrong("根据国办发〔2021〕5号《关于加强管理的通知》，制定本办法。"),
        Wrong(
            "根据《关于加强管理的通知》国办发〔2021〕5号，制定本办法。",
            "根据《关于加强管理的通知》（国办发〔2021〕5号），制定本办法。",
        ),
    ),
    right=("根据《关于加强管理的通知》（国办发〔2021〕5号），制定本办法。",),
    needs="〔",
    level=Level.FULL,
    check=every(
        matching(_REVERSED, skip=Shield.NOTHING),
        matching(_BARE, r"（\g<number>）", group="number", skip=Shield.NOTHING),
    ),
)
