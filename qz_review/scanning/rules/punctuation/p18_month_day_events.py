"""P18: the dot in the names of events by month and day."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.patterns import SMALL
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P18",
    name="月日事件名的间隔号",
    finds="以月日命名的事件、节日，间隔号该用不用，不该用却用了，或用成小数点",
    why="汉字表示月日时只有一月、十一月、十二月用间隔号，阿拉伯数字都用",
    source="GB/T 15834—2011 4.14.3.5",
    certainty=Certainty.DOUBTFUL,
    message="以月日命名的事件，间隔号的用法有规定",
    wrong=(
        Wrong("纪念五·四运动。", "纪念五四运动。"),
        Wrong("纪念一二九运动。", "纪念一二·九运动。"),
        Wrong("开展“3.15”宣传活动。", "开展“3·15”宣传活动。"),
    ),
    right=("纪念五四运动。", "纪念一二·九运动。", "开展“3·15”宣传活动。", "版本“3.15”更新。"),
    check=every(
        matching(r"五·四(?=”?(?:运动|青年节|精神|奖章))", "五四", skip=Shield.NAME),
        matching(r"一二九(?=”?运动)", "一二·九", skip=Shield.NAME, not_after=SMALL),
        matching(r"一二八(?=”?(?:事变|抗战))", "一·二八", skip=Shield.NAME, not_after=SMALL),
        matching(r"九·一八(?=”?事变)", "九一八", skip=Shield.NAME),
        matching(
            r"[.．](?:(?<=“\d.)|(?<=“1[0-2].))(?=(?:[12]\d|3[01]|[1-9])”"
            r"(?:宣传|活动|晚会|地震|案|事件|系列|消费者|专项|特大|事故|主题))",
            "·",
            skip=Shield.NAME,
        ),
    ),
)
