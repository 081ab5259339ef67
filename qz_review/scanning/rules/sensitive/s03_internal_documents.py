"""S3: a document that says of itself that it is not for publication."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED

_ORDER = re.compile(
    r"(?:此件|本件|本文)(?:不公开|不予公开|不宜公开|依申请公开)"
    r"|(?:会后|阅后)(?:请)?(?:收回|销毁|即焚)"
    r"|(?:仅限|仅供)内部(?:使用|传阅|参考|交流|学习)"
    r"|内部(?:资料|文件|材料|刊物)[，,、 \u3000]{0,3}"
    r"(?:注意保存|注意保密|不得外传|请勿外传|严禁外传|妥善保管|不得转载)"
)
_HEAD = re.compile(
    r"^[ \u3000（(【]{0,9}(?:内部(?:资料|文件|材料|刊物|使用|参考)|工作秘密|不予公开|注意保存)"
    r"[ \u3000）)】]{0,9}$",
    re.MULTILINE,
)

RULE = Rule(
    code="S3",
    name="内部文件标记",
    finds="内部资料、注意保存、不得外传、会后收回、此件不公开、工作秘密等标记",
    why="带这些标记的文件不是供公开的，先停发、核查",
    source="《中华人民共和国保守国家秘密法》（2024年修订）第六十四条；《政府信息公开条例》第十四条、第十六条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.SECRECY,
    severity=Severity.SERIOUS,
    message="有内部文件标记，停止发布并核查",
    wrong=(
        Wrong("内部资料，注意保存\n关于工作的通知"),
        Wrong("（工作秘密）\n关于工作的通知"),
        Wrong("此件不公开。"),
        Wrong("仅供内部参考"),
    ),
    right=("建立内部资料管理制度。", "依法保守国家秘密和工作秘密。", "（此件公开发布）"),
    check=every(matching(_ORDER, skip=QUOTED), matching(_HEAD, skip=QUOTED)),
    needs="内此本会阅密公存",
)
