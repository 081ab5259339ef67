"""S26: a term of the lists in disguise."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.terms.disguises import disguise_index


def _check(passage: Passage) -> Iterable[Hit]:
    for found in disguise_index(passage.lexicons).find(passage.text):
        words = f"像是“{found.term.text}”的{found.how}写法"
        start, end = found.start + passage.start, found.end + passage.start
        yield Hit(start, end, (), words, gate=found.term.gate, source=found.term.source)


RULE = Rule(
    code="S26",
    name="变形写法",
    finds="词库里标明要查变形的词语，写成同音字、拼音或者把字拆开",
    why="躲避检查的写法",
    source="《“三审三校”工作制度》四（一）2（4）；各条依据见词库",
    certainty=Certainty.HINT,
    gate=Gate.LAW,
    level=Level.FULL,
    message="像是词库中词语的变形写法",
    wrong=(
        Wrong("传播发轮功。"),
        Wrong("传播氵去轮功。"),
        Wrong("传播Fa lun gong。"),
    ),
    right=("按章论功行赏。", "全民能动。", "falling"),
    check=_check,
)
