"""N13: years in two figures."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N13",
    name="年份简写",
    finds="公元年份只写两位，例如 98年5月、1998—99年",
    why="年份一般不用简写，四位数字写全",
    source="GB/T 15835—2011 5.1.4",
    certainty=Certainty.DOUBTFUL,
    message="年份写全四位",
    wrong=(
        Wrong("自98年5月起施行。", "自1998年5月起施行。"),
        Wrong("1998—99年度", "1998—1999年度"),
    ),
    right=("自1998年5月起施行。", "工作98年", "20世纪90年代", "历时10年5个月。", "公元58年6月"),
    needs="年",
    level=Level.FULL,
    check=every(
        matching(
            r"(?P<y>[5-9]\d)(?=年(?:[1-9]|1[0-2])月(?!份?平均))",
            r"19\g<y>",
            not_after="0123456789—～至.-元前",
        ),
        matching(
            r"(?P<from>(?P<c>[12][90])\d\d[—～－-])(?P<y>\d\d)(?=年)",
            r"\g<c>\g<y>",
            group="y",
        ),
    ),
)
