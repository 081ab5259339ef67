"""P30: names of series in 《》."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P30",
    name="丛书、系列名用了书名号",
    finds="丛刊、文库、系列、书系等作为系列著作的选题名用了书名号",
    why="系列著作的选题名用引号标引",
    source="GB/T 15834—2011 附录 A.7",
    certainty=Certainty.HINT,
    message="系列著作的选题名宜用引号",
    wrong=(Wrong("《新农村丛书》系列出版。", "“新农村丛书”系列出版。"),),
    right=("“新农村丛书”系列出版。", "《新农村》出版。"),
    needs="《",
    level=Level.FULL,
    check=matching(
        r"《(?P<name>[^《》\n]{1,20}(?:丛刊|文库|系列|书系|丛书))》(?=系列|丛书|已|共|由|出版)",
        r"“\g<name>”",
        skip=Shield.NOTHING,
    ),
)
