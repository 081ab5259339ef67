"""N23: an approximate number blurred at both ends."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong

_NUMBER = (
    r"(?P<n>\d{1,12}(?:\.\d{1,6})?(?:%|％|[万亿千百]*(?:人次|人|个|名|元|吨|家|户|公里|千米|亩|平方米"
    r"|立方米|米|项|件|种|次|年|天|小时|分钟|倍|岁)?))"
)

RULE = Rule(
    code="N23",
    name="概数重复模糊",
    finds="“约……左右”“超过……以上”“近……以上”一类两头都表示大概",
    why="表示大概的词用在数前或数后，一头就够，超过与以上、近与以上还互相矛盾",
    source="GB/T 15835—2011 5.2.1（概数）；公文数字用法的一般要求",
    certainty=Certainty.DOUBTFUL,
    message="表示大概的词前后只用一个",
    wrong=(
        Wrong("到场约30人左右。", "到场约30人。"),
        Wrong("投资超过3亿元以上。", "投资超过3亿元。"),
    ),
    right=("到场约30人。", "投资3亿元以上。", "大约在5月8日左右两侧", "超过5年以上有期徒刑"),
    needs="左以上下",
    check=every(
        matching(
            rf"(?P<a>大约|约|将近|大概|近){_NUMBER}(?P<b>左右|上下)(?![两手脚开边侧摇])",
            "",
            group="b",
        ),
        matching(
            rf"(?P<a>超过|突破|高于|多于){_NUMBER}(?P<b>以上)(?!有期|徒刑|的?罚款)", "", group="b"
        ),
        matching(rf"(?P<a>接近|不到|不足|将近){_NUMBER}(?P<b>以上)", "", group="b"),
        matching(rf"(?P<a>低于|少于){_NUMBER}(?P<b>以下)(?!有期|徒刑|的?罚款)", "", group="b"),
    ),
)
