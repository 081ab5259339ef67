"""P48: a space between Chinese characters or before a mark."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.level import Level
from qz_review.scanning.patterns import HAN
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong

_BETWEEN = re.compile(rf"[ \u00a0](?<=[{HAN}].)[ \u00a0]{{0,3}}(?=[{HAN}])")
_BEFORE_MARK = re.compile(
    rf"[ \u00a0\u3000](?<=[{HAN}].)[ \u00a0\u3000]{{0,3}}(?=[，。；：、？！）》”])"
)
_AROUND = 24  # code points each side that tell what the space stands between
_LABELLED = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]{1,6}[编章节条款项]|附\s*件|[图表]\s*[\d一二三四五六七八九十]*|注)$"
)


def _running(match: re.Match[str], paragraph: Paragraph) -> bool:
    """Inside a sentence, not after a label, and neither side a name of two or three characters."""
    at, end = match.start(), match.end()
    before = match.string[max(paragraph.start, at - _AROUND) : at]
    after = match.string[end : min(paragraph.end, end + _AROUND)]
    if _LABELLED.search(before):
        return False
    left = re.split(r"[\s，。；：、（）“”]", before)[-1]
    right = re.split(r"[\s，。；：、（）“”]", after)[0]
    if len(left) <= 3 and len(right) <= 4:
        return False
    if "。" not in paragraph.text and "，" not in paragraph.text:
        return False  # a line of names, an address, a caption
    return len(left) > 1 and len(right) > 1


RULE = Rule(
    code="P48",
    name="多余的空格",
    finds="句子里汉字与汉字之间、汉字与标点之间的空格，姓名、序号、表格、落款不算",
    why="汉字之间不留空格，多余的空格多半是复制或删改时留下的",
    source="GB/T 15834—2011 5.1（标点所占位置）",
    certainty=Certainty.DOUBTFUL,
    message="句子里有多余的空格",
    wrong=(
        Wrong("要切实加强 组织领导，落实责任。", "要切实加强组织领导，落实责任。"),
        Wrong("要切实加强组织领导 ，落实责任。", "要切实加强组织领导，落实责任。"),
    ),
    right=(
        "要切实加强组织领导，落实责任。",
        "参加会议的有王 芳、李 强。",
        "附件 实施方案，见后。",
        "第一条 为了规范管理，制定本办法。",
    ),
    needs=" \u00a0\u3000",
    check=every(
        matching(_BETWEEN, "", roles=(Role.BODY, Role.NOTE), when=_running, level=Level.FULL),
        matching(_BEFORE_MARK, "", roles=(Role.BODY, Role.NOTE, Role.HEADING)),
    ),
)
