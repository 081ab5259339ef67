"""S25: words the unit itself has put on its list."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.layers import Layer, Term, WordList
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.terms.checks import terms_of

_SAMPLE = WordList(
    Layer.UNIT,
    "sample",
    (
        Term(
            "坭兴陶瓷",
            "own",
            Layer.UNIT,
            Gate.WORDING,
            Certainty.CERTAIN,
            Severity.MINOR,
            ("坭兴陶",),
        ),
        Term("网站*平台", "own", Layer.UNIT, Gate.WORDING, Certainty.CERTAIN, Severity.MINOR),
    ),
)

RULE = Rule(
    code="S25",
    name="本单位错词、慎用词",
    finds="本单位词库里自己加的词语，可以带通配符 * 和 ?",
    why="本单位审稿中常错、慎用的说法，只有本单位知道",
    source="本单位词库，各条另注依据",
    certainty=Certainty.CERTAIN,
    gate=Gate.WORDING,
    severity=Severity.MINOR,
    message="本单位词库中的词语",
    wrong=(
        Wrong("钦州坭兴陶瓷展。", "钦州坭兴陶展。", lexicons=(_SAMPLE,)),
        Wrong("网站集约化管理平台上线。", lexicons=(_SAMPLE,)),
    ),
    right=("没有列入词库的词语。",),
    check=terms_of("S25"),
)
