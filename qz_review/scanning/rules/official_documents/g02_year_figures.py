"""G2: the year of a document number in four figures."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G2",
    name="发文字号的年份",
    finds="发文字号的年份只写两位",
    why="发文字号的年份标全称，用四位阿拉伯数字",
    source="GB/T 9704—2012 7.2.5",
    certainty=Certainty.CERTAIN,
    message="发文字号的年份写全四位",
    wrong=(Wrong("根据国办发〔21〕5号文件精神，", "根据国办发〔2021〕5号文件精神，"),),
    right=("根据国办发〔2021〕5号文件精神，",),
    needs="〔",
    check=matching(
        r"(?<=〔)\d\d(?=〕[ \u3000]?第?\d{1,5}号)",
        lambda m: ("20" if int(m.group()) < 49 else "19") + m.group(),
        skip=Shield.ADDRESS,
    ),
)
