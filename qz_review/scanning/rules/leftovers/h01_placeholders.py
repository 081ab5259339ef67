"""H1: what was to be filled in and was not."""

from string import ascii_letters

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="H1",
    name="待补待核的占位",
    finds="XX、××、？？、（待核实）、【待补充】、TODO 等占位没有补上",
    why="起草时留下的占位，发布前应补上或删去",
    source="《“三审三校”工作制度》一审（1）内容是否完整",
    certainty=Certainty.DOUBTFUL,
    message="占位没有补上",
    wrong=(
        Wrong("定于XX年XX月XX日召开。"),
        Wrong("受益群众1000人（待核实）。"),
        Wrong("负责人？？？到场。"),
        Wrong("投资____万元。"),
        Wrong("【待补充】"),
    ),
    right=("情况有待核实。", "张某宁到场。", "怎么办？", "采用XXL号和5XX系列。", "数据还要核实。"),
    needs="Xx×？?待此_＿Tt□",
    check=every(
        matching(
            r"[XxＸ]{2,6}(?=年|月|日|市|县|区|镇|局|同志|单位|公司|元|万元|人|号|路|村|小区|项目|等?部门)(?<![A-Za-z0-9][XxＸ]{2})(?<![A-Za-z0-9][XxＸ]{3})",
            skip=Shield.ADDRESS,
        ),
        matching(
            r"×{2,6}(?=年|月|日|市|县|区|镇|局|单位|公司|元|万元|人(?!民)|号)",
            skip=Shield.ADDRESS | Shield.NAME,
        ),
        matching(
            r"[（(【\[〔][^\S\n]*+(?:待|需|请)(?:进一步)?(?:核实|核对|核准|确认|补充|完善|更新|修改|定|填|查)[^）)】\]〕\n]{0,12}[）)】\]〕]",
            skip=Shield.ADDRESS,
        ),
        matching(r"[（(【\[]此处[^）)】\]\n]{0,20}[）)】\]]", skip=Shield.ADDRESS),
        matching(
            r"？？(?:？(?=[\u4e00-\u9fff])|(?=[\u4e00-\u9fff])(?<=[\u4e00-\u9fff]..))",
            skip=Shield.QUOTE | Shield.ADDRESS,
        ),
        matching(r"[_＿]{2,}(?=年|月|日|万?元|人|个|%|，|。|、)", skip=Shield.ADDRESS),
        matching(
            r"(?:TODO|TBD|FIXME)(?![A-Za-z0-9])", skip=Shield.ADDRESS, not_after=ascii_letters
        ),
    ),
)
