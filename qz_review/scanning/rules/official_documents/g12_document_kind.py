"""G12: the kind of document the title ends in."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

KINDS = ("决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告",
         "请示", "批复", "议案", "函", "纪要")  # fmt: skip
"""The fifteen legal kinds (命令 and 令 are one)."""

_OTHER_KINDS = (
    "办法|规定|细则|条例|方案|规划|计划|要点|预案|制度|规则|规程|标准|指南|解读|说明|答记者问"
    "|名单|公示|清单|目录|总结|章程|解释|简报|信息|倡议书|公约|讲话|致辞|启事|声明|公开信"
)
_ENDS_WELL = re.compile(rf"(?:{'|'.join(KINDS)}|{_OTHER_KINDS})(?:（[^（）]{{1,14}}）)?$")


def _kind_missing(match: re.Match[str], _: Paragraph) -> bool:
    return _ENDS_WELL.search(match.group().strip()) is None


RULE = Rule(
    code="G12",
    name="标题的文种",
    finds="“关于……”式的公文标题没有文种，或两个文种叠用",
    why="公文标题由发文机关、事由和文种组成，法定文种有15种，一个标题只用一个",
    source="《党政机关公文处理工作条例》第八条、第九条；《“三审三校”工作制度》一审（1）文种是否恰当",
    certainty=Certainty.HINT,
    message="公文标题以一个法定文种结尾",
    wrong=(
        Wrong("关于拨付防汛经费的请示报告\n市财政局：\n现将有关情况报告如下。"),
        Wrong("关于做好防汛工作的\n各县区：\n现就有关事项通知如下。"),
    ),
    right=(
        "关于拨付防汛经费的请示\n市财政局：\n现将有关情况请示如下。",
        "关于《钦州市网站管理办法（暂行）》的解读\n一、背景",
        "钦州市召开防汛工作会议\n5月8日，会议召开。",
    ),
    level=Level.FULL,
    check=every(
        matching(
            r"(?:请示|报告|通知|通报|意见|函|公告|通告|决定)(?:报告|请示|通知|函|意见|通报)$",
            roles=(Role.TITLE,),
            skip=Shield.NOTHING,
        ),
        matching(
            r"^[^\S\n]*+(?:[\u4e00-\u9fff]{2,30})?关于[^\n]{2,56}$",
            roles=(Role.TITLE,),
            skip=Shield.NOTHING,
            when=_kind_missing,
        ),
    ),
)
