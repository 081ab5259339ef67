"""S23: names of peoples and religions."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.terms.checks import terms_of

RULE = Rule(
    code="S23",
    name="民族、宗教用语",
    finds="民族名称的误写、旧称，宗教用语中不使用的说法",
    why="用语不当伤害民族感情和宗教感情",
    source="GB/T 3304；新华社《新闻报道中的禁用词和慎用词》（2016年，据公开转载）",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.MINOR,
    message="民族、宗教用语不规范",
    wrong=(
        Wrong("访问穆斯林国家。", "访问伊斯兰国家。"),
        Wrong("布衣族歌舞。", "布依族歌舞。", Certainty.HINT),
    ),
    right=("访问伊斯兰国家。", "布依族歌舞。"),
    check=terms_of("S23"),
)
