"""S21: words the news agency bans or advises against."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.terms.checks import terms_of

RULE = Rule(
    code="S21",
    name="媒体禁用词、慎用词",
    finds="新华社公布的新闻报道禁用词和慎用词",
    why="这些说法带有歧视、不实或不合规范",
    source="新华社《新闻报道中的禁用词和慎用词》（2015、2016年，据公开转载）；2026年2月新一批的原文尚未得到",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.WORDING,
    severity=Severity.MINOR,
    message="新闻报道中的禁用词、慎用词",
    wrong=(
        Wrong("关爱残废人。", "关爱残疾人。"),
        Wrong("推进“一带一路”战略。", "推进“一带一路”倡议。"),
    ),
    right=("关爱残疾人。", "推进“一带一路”倡议。"),
    check=terms_of("S21"),
)
