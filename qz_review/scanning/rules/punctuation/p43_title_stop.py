"""P43: a stop at the end of a title."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.rules.official_documents.g11_official_title_stop import OFFICIAL_TITLE
from qz_review.scanning.shields import Shield


def _short_and_whole(match: re.Match[str], paragraph: Paragraph) -> bool:
    words = paragraph.text.strip()
    return len(words) <= 40 and "，" not in words and not OFFICIAL_TITLE.search(words)


RULE = Rule(
    code="P43",
    name="标题末尾的标点",
    finds="文章标题末尾用了句号、逗号、分号、冒号或顿号",
    why="文章标题末尾通常不用点号，问号、叹号、省略号有时可用",
    source="GB/T 15834—2011 附录 B.4",
    certainty=Certainty.DOUBTFUL,
    message="标题末尾通常不用标点",
    wrong=(
        Wrong(
            "我市召开防汛工作会议。\n5月8日，全市防汛工作会议召开。",
            "我市召开防汛工作会议\n5月8日，全市防汛工作会议召开。",
        ),
    ),
    right=(
        "我市召开防汛工作会议\n5月8日，全市防汛工作会议召开。",
        "办证要跑几次？\n5月8日起只跑一次。",
    ),
    needs="。，；：、",
    check=matching(
        r"[。，；、]$", "", roles=(Role.TITLE,), skip=Shield.NOTHING, when=_short_and_whole
    ),
)
