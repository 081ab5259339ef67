"""S20: terms of the twelve forbidden kinds."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.terms.checks import terms_of

RULE = Rule(
    code="S20",
    name="禁止登载的内容用词",
    finds="词库中十二类禁载内容的词语，全角半角、繁体、字间夹符号的写法也算",
    why="网站和政务新媒体不得登载这十二类内容",
    source="《“三审三校”工作制度》四（一）2（4）①—⑫",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    message="属于禁止登载内容的用词",
    wrong=(
        Wrong("加入全能神。"),
        Wrong("加入全.能-神。"),
        Wrong("法輪功宣传。"),
        Wrong("提供黄色网站。"),
    ),
    right=("依法治理，全面能动神速。", "路口交通有序。"),
    check=terms_of("S20"),
)
