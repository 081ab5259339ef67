"""P32: the theme of an activity in 《》."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P32",
    name="活动主题用了书名号",
    finds="以……为题、为主题的报告、讲座、活动，题目用了书名号",
    why="报告、讲话、活动的题目用引号，文章、作品的题目才用书名号",
    source="GB/T 15834—2011 附录 B.1.8",
    certainty=Certainty.HINT,
    message="活动、讲话的题目宜用引号",
    wrong=(Wrong("开展以《绿色发展》为主题的活动。", "开展以“绿色发展”为主题的活动。"),),
    right=("开展以“绿色发展”为主题的活动。", "以《绿色发展》为题发表文章。"),
    needs="《",
    level=Level.FULL,
    check=matching(
        r"(?<=以)《(?P<name>[^《》\n]{1,30})》(?=为(?:主)?题的?[^，。；\n]{0,6}(?:活动|讲座|演讲|座谈|宣讲|报告会|沙龙))",
        r"“\g<name>”",
        skip=Shield.NOTHING,
    ),
)
