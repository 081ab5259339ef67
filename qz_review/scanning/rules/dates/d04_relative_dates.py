"""D4: 昨日, 今年, 近日: days that only the day of writing tells."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, Paragraph
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.shields import QUOTED

_RELATIVE = re.compile(
    r"昨[日天](?!的|夜里)|前[日天](?=[，上下，]|召|举)|明[日天](?!的|之)|今[日天](?!的|天|后|我|已)|本月(?!度)|上月|今年(?!以来的)|去年|明年|近日|日前(?!后)|日前"
)
_ABSOLUTE = re.compile(r"(?:19|20)\d\d年|\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年")
_VAGUE = frozenset({"近日", "日前"})
_DAYS = ("昨", "前", "明", "今日", "今天")


def _counts(paragraph: Paragraph) -> bool:
    return paragraph.role in (Role.BODY, Role.TITLE)


_collect = noting(_RELATIVE, lambda m, p: m.group() if _counts(p) else None, skip=QUOTED)


def _judge(document: Document, facts: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    if len(document.paragraphs) < 2:
        return  # a sentence cut out of its text
    dated = context.release_on is not None or _ABSOLUTE.search(document.text) is not None
    vague: set[str] = set()
    for fact in facts:
        words = fact.value
        if words in vague:
            continue
        if words in _VAGUE:
            vague.add(words)  # said once of each word
            yield Hit(
                fact.start,
                fact.end,
                message=f"“{words}”没有说明是哪一天，稿件宜写明具体日期",
                certainty=Certainty.HINT,
            )
        elif not dated:
            yield Hit(fact.start, fact.end, message=f"全文没有日期，“{words}”所指不明")
            return  # one date would answer for all of them
        elif words.startswith(_DAYS):
            yield Hit(
                fact.start,
                fact.end,
                message=f"“{words}”随发布日期变化，宜写明几月几日",
                certainty=Certainty.HINT,
            )


RULE = Rule(
    code="D4",
    name="所指不明的时间",
    finds="全文没有日期却用“昨日”“今年”“本月”，或用“近日”“日前”代替日期",
    why="稿件发布、转载之后，相对时间所指的日子就变了",
    source="《“三审三校”工作制度》一审（1）发稿时间是否合适",
    gate=Gate.TIMING,
    certainty=Certainty.DOUBTFUL,
    message="时间所指不明",
    wrong=(
        Wrong("我市召开防汛会议\n会议昨日召开，部署防汛工作。"),
        Wrong("我市召开防汛会议\n近日，会议在市政府召开。5月8日起巡查。", certainty=Certainty.HINT),
    ),
    right=("我市召开防汛会议\n5月8日，会议召开，今年汛期提前。", "今天的工作今天完成。"),
    level=Level.FULL,
    check=Whole(_judge, _collect),
)
