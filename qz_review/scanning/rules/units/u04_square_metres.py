"""U4: 平米."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="U4",
    name="平米",
    finds="面积单位写成“平米”“平方”",
    why="面积的法定计量单位名称是“平方米”，不简称",
    source="《中华人民共和国法定计量单位》（1984）；GB 3100—1993",
    certainty=Certainty.DOUBTFUL,
    message="面积单位写全“平方米”",
    wrong=(
        Wrong("建筑面积50平米。", "建筑面积50平方米。"),
        Wrong("建筑面积3万余平方。", "建筑面积3万余平方米。"),
    ),
    right=("建筑面积50平方米。", "5平方公里", "3平方千米", "5平方米"),
    needs="平",
    check=matching(
        r"平(?:米|方(?![米公千厘毫分英里尺寸根数和差式]))(?<=[\d万亿千百余多几]平[米方])", "平方米"
    ),
)
