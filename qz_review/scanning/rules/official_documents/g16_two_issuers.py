"""G16: two names after 签发人."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G16",
    name="多个签发人之间的标点",
    finds="几个签发人姓名之间用了顿号、逗号",
    why="多个签发人按发文机关顺序排列，每行一般排两个姓名，姓名之间空一字，不用标点",
    source="GB/T 9704—2012 7.2.6",
    certainty=Certainty.DOUBTFUL,
    message="签发人姓名之间空一字，不用标点",
    wrong=(Wrong("签发人：赵××、李××", "签发人：赵××　李××"),),
    right=("签发人：赵××　李××", "签发人：赵××"),
    needs="签",
    check=matching(
        r"^[^\S\n]*+签发人[:：][^\S\n]*+[\u4e00-\u9fff×某]{2,4}(?P<mark>[、，,；])"
        r"(?=[\u4e00-\u9fff×某]{2,4}[^\S\n]*+$)",
        "　",
        group="mark",
        skip=Shield.NOTHING,
    ),
)
