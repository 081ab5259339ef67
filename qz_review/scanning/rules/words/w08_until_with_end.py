"""W8: 截至 … 止."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="W8",
    name="“截至”与“止”重复",
    finds="“截至……止”",
    why="“截至”已含到某时为止的意思，后面的“止”多余",
    source="《现代汉语词典》释义；公文用词辨析的一般意见",
    certainty=Certainty.DOUBTFUL,
    message="“截至”后面不再用“止”",
    wrong=(Wrong("截至5月8日止，已办结。", "截至5月8日，已办结。"),),
    right=("截至5月8日，已办结。", "报名于5月8日截止。"),
    needs="截",
    check=matching(
        r"截至[^，。；\n止]{1,14}[日底月前](?P<end>止)(?![损境血步于])", "", group="end"
    ),
)
