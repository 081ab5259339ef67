"""N21: a fall by so many times."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N21",
    name="减少几倍",
    finds="“下降”“减少”“降低”“缩小”后面用倍数",
    why="减少一倍就是零，减少的幅度用分数、百分数表示",
    source="国家统计用语的一般用法",
    certainty=Certainty.DOUBTFUL,
    message="减少的幅度不用倍数，用分数或百分数",
    wrong=(Wrong("事故同比减少3倍。"), Wrong("能耗下降了两倍。")),
    right=("事故同比减少三分之二。", "产量增加3倍。", "降低3倍率"),
    needs="倍",
    check=matching(
        r"(?:下降|减少|降低|缩小|缩短|减小|降)了?(?:近|约|超过)?(?:\d{1,12}(?:\.\d{1,6})?|[一二两三四五六七八九十数几]{1,3})倍(?!数|率|的关系|杠杆)"
    ),
)
