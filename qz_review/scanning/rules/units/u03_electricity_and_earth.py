"""U3: 度 for electricity, 方 for earth."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="U3",
    name="“度”“方”“立升”",
    finds="用电量用“度”，土石方量用“方”，容积用“立升”",
    why="电能的法定计量单位是千瓦时，体积是立方米，容积是升",
    source="《中华人民共和国法定计量单位》（1984）",
    certainty=Certainty.DOUBTFUL,
    message="不是法定计量单位",
    wrong=(
        Wrong("全年用电100度。", "全年用电100千瓦时。"),
        Wrong("挖土方3万方。", "挖土方3万立方米。"),
        Wrong("容积200立升。", "容积200升。"),
    ),
    right=("全年用电100千瓦时。", "气温30度。", "双方各执3份。"),
    needs="度方升",
    level=Level.FULL,
    check=every(
        matching(
            r"(?<=电)(?:量)?[^，。；\d\n]{0,4}\d{1,12}(?:\.\d{1,6})?[万亿]?(?P<unit>度)(?!电?[左右以])",
            "千瓦时",
            group="unit",
        ),
        matching(
            r"(?:土方|石方|土石方|方量|混凝土|砂石|蓄水)[^，。；\d\n]{0,4}\d{1,12}(?:\.\d{1,6})?[万亿]?(?P<unit>方)(?![米面位案式向程法])",
            "立方米",
            group="unit",
        ),
        matching(r"(?<=\d)立升", "升"),
    ),
)
