"""C14: elements a service guide must have."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.model.manuscript import Flag
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

ELEMENTS = {
    "事项名称": re.compile("事项名称|服务事项|办理事项|办事指南"),
    "设定依据": re.compile("设定依据|办理依据|政策依据|法律依据|依据"),
    "申请条件": re.compile("申请条件|受理条件|办理条件|适用范围|服务对象|申请人"),
    "办理材料": re.compile("办理材料|申请材料|申报材料|提交材料|所需材料|材料清单"),
    "办理地点": re.compile("办理地点|办公地址|受理地点|地址|窗口"),
    "办理时间": re.compile(
        r"办理时间|办公时间|受理时间|工作时间|周一至周|星期一至|\d{1,2}[:：]\d\d"
    ),
    "办理时限": re.compile("办理时限|法定时限|承诺时限|办结时限|工作日"),
    "办理流程": re.compile("办理流程|办理程序|办理步骤|流程"),
    "收费": re.compile("收费|费用|免费"),
    "联系电话": re.compile(r"联系电话|咨询电话|咨询方式|电话|\d{3,4}-\d{7,8}"),
    "监督投诉": re.compile("监督|投诉"),
}
"""What a guide tells, and by which words one knows that it does."""


def _judge(document: Document, _: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    title = document.title
    named = title is not None and title.text.strip().endswith("办事指南")
    if not named and Flag.SERVICE_GUIDE not in context.flags:
        return
    text = document.text
    missing = [name for name, pattern in ELEMENTS.items() if not pattern.search(text)]
    if missing:
        place = title or document.paragraphs[0]
        yield Hit(
            place.start, max(place.end, place.start), message="没有找到：" + "、".join(missing)
        )


RULE = Rule(
    code="C14",
    name="办事指南要素",
    finds="办事指南缺事项名称、设定依据、申请条件、办理材料、地点、时间、时限、流程、收费、电话、监督投诉中的要素",
    why="要素不全，群众办不成事；检查指标把要素缺失列为单项否决的内容",
    source="《“三审三校”工作制度》二审（6）相关文字要素是否齐全；国办秘函〔2019〕19号检查指标",
    gate=Gate.POLICY,
    certainty=Certainty.HINT,
    message="办事指南要素不全",
    wrong=(Wrong("居住证办事指南\n办理材料：身份证、住址证明。\n地点：政务服务中心二楼。"),),
    right=(
        "居住证办事指南\n设定依据：《居住证暂行条例》。\n申请条件：居住半年以上。\n办理材料：身份证。\n"
        "办理流程：申请、受理、发证。\n办理地点：政务服务中心。\n办理时间：工作日上午。\n"
        "收费：免费。\n联系电话：0777-2882603。\n监督投诉：12345。",
        "我市办理居住证更方便\n5月8日起可网上申办。",
    ),
    level=Level.FULL,
    check=Whole(_judge, always=True),
)
