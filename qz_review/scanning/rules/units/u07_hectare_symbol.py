"""U7: ha."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="U7",
    name="公顷的符号",
    finds="公顷用符号 ha",
    why="公文里面积单位宜用中文名称“公顷”，符号为 hm²",
    source="《中华人民共和国法定计量单位》（1984）",
    certainty=Certainty.HINT,
    message="公文里宜写“公顷”",
    wrong=(Wrong("造林5ha。", "造林5公顷。"),),
    right=("造林5公顷。", "5hash"),
    needs="h",
    level=Level.FULL,
    check=matching(r"(?<=\d)[ \u00a0]?ha(?![A-Za-z0-9])", "公顷"),
)
