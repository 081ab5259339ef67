"""N12: a range whose first number lacks 万 or %."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N12",
    name="数值范围漏写“万”或“%”",
    finds="数值范围前一个数漏了“万”“亿”或百分号",
    why="省略后会引起误解的单位和百分号不能省，13～17万元可以读成13元到17万元",
    source="GB/T 15835—2011 5.1.3",
    certainty=Certainty.DOUBTFUL,
    message="数值范围前一个数也写出“万”“亿”“%”",
    wrong=(
        Wrong("投资13～17万元。", "投资13万～17万元。"),
        Wrong("占15～30%。", "占15%～30%。"),
    ),
    right=("投资13万～17万元。", "占15%～30%。", "每份25～30克。", "2020—2025年"),
    needs="～—-",
    level=Level.FULL,
    check=matching(
        r"(?P<low>\d\d{0,11}(?:\.\d{1,6})?)(?=[～—]\d{1,12}(?:\.\d{1,6})?(?P<unit>[万亿%％]))",
        r"\g<low>\g<unit>",
        not_after="0123456789.年月日—-",
        when=lambda m, p: float(m["low"]) != 0,
    ),
)
