"""P10: an ellipsis that is not six dots."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.level import Level
from qz_review.scanning.patterns import HAN
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_HAN = re.compile(f"[{HAN}]")


def _alone(match: re.Match[str], paragraph: Paragraph) -> bool:
    return match.group() == paragraph.text.strip()


def _after_han(match: re.Match[str], paragraph: Paragraph) -> bool:
    at = match.start() - paragraph.start
    return at > 0 and _HAN.match(paragraph.text[at - 1]) is not None


RULE = Rule(
    code="P10",
    name="省略号形式",
    finds="用句号、小圆点代替省略号，或省略号不是六个点",
    why="省略号是六个点，占两个字的位置；省略整段时可用十二个点单独成行，再多没有这种形式",
    source="GB/T 15834—2011 4.11.2、附录 A.9.1",
    certainty=Certainty.CERTAIN,
    message="省略号用六个点“……”",
    wrong=(
        Wrong("学习、宣传、落实。。。", "学习、宣传、落实……"),
        Wrong("要闻\n学习、宣传、落实...", "要闻\n学习、宣传、落实……"),
        Wrong("学习、宣传、落实...", "学习、宣传、落实……", Certainty.DOUBTFUL),
        Wrong("学习…………………宣传", "学习……宣传"),
        Wrong("学习、宣传…", "学习、宣传……", Certainty.DOUBTFUL),
    ),
    right=("学习、宣传……", "第一段。\n…………\n末段。", "版本1.2.3，网址a...b。"),
    needs="。.…",
    check=every(
        matching("。{3,}", "……", skip=Shield.ADDRESS),
        matching(
            r"\.{3,}",
            "……",
            skip=Shield.ADDRESS,
            when=lambda m, p: not p.alone and _after_han(m, p),
        ),
        # Programs that bring characters to one form write … as three dots.
        matching(
            r"\.{3,}",
            "……",
            skip=Shield.ADDRESS,
            when=lambda m, p: p.alone and _after_han(m, p),
            certainty=Certainty.DOUBTFUL,
            level=Level.FULL,
        ),
        matching("…{5,}", "……", skip=Shield.NOTHING),
        matching(
            "…(?:……(?:…)?)?(?!…)",
            "……",
            skip=Shield.NOTHING,
            when=lambda m, p: not (len(m.group()) == 4 and _alone(m, p)),
            not_after="…",
            certainty=Certainty.DOUBTFUL,
        ),
    ),
)
