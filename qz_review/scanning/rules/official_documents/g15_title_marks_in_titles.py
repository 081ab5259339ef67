"""G15: 《》 in a title around what is neither law nor rule."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G15",
    name="公文标题里的书名号",
    finds="公文标题里的要点、方案、名单、计划等用了书名号",
    why="公文标题中法律、法规、规章加书名号，要点、方案、名单、计划等一般不加",
    source="GB/T 9704—2012 7.3.1；公文标点的一般做法",
    certainty=Certainty.HINT,
    message="公文标题里的要点、方案、名单等一般不加书名号",
    wrong=(
        Wrong(
            "关于印发《2021年工作要点》的通知\n各单位：\n现将工作要点印发给你们。",
            "关于印发2021年工作要点的通知\n各单位：\n现将工作要点印发给你们。",
        ),
    ),
    right=("关于印发《钦州市网站管理办法》的通知\n各单位：\n现将办法印发给你们。",),
    needs="《",
    level=Level.FULL,
    check=matching(
        r"《(?P<name>[^《》\n]{2,40}(?:要点|方案|名单|计划|安排|分工|清单))》(?=的通知|的函)",
        r"\g<name>",
        roles=(Role.TITLE,),
        skip=Shield.NOTHING,
    ),
)
