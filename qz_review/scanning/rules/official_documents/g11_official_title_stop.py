"""G11: a mark at the end of the title of an official document."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

OFFICIAL_TITLE = re.compile(
    r"(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|方案|细则|条例)"
    r"(?:（[^（）]{1,12}）)?[。，；：、！]?$"
)
"""A title that ends in one of the kinds of official documents, with or without a mark."""

RULE = Rule(
    code="G11",
    name="公文标题末尾的标点",
    finds="公文标题末尾用了标点",
    why="公文标题末尾通常不用标点，标题中除书名号、引号、括号外一般也不用标点",
    source="GB/T 9704—2012 7.3.1；GB/T 15834—2011 附录 B.4",
    certainty=Certainty.DOUBTFUL,
    message="公文标题末尾不用标点",
    wrong=(
        Wrong(
            "关于做好防汛工作的通知。\n各县区人民政府：\n现就有关事项通知如下。",
            "关于做好防汛工作的通知\n各县区人民政府：\n现就有关事项通知如下。",
        ),
    ),
    right=("关于做好防汛工作的通知\n各县区人民政府：\n现就有关事项通知如下。",),
    needs="。，；：、！",
    check=matching(
        r"[。，；：、！]$",
        "",
        roles=(Role.TITLE,),
        skip=Shield.NOTHING,
        when=lambda m, p: OFFICIAL_TITLE.search(p.text.strip()) is not None,
    ),
)
