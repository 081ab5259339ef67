"""C17: what a reprint says twice, or adds."""

from collections.abc import Iterable, Sequence

from qz_review.markup.changes import ChangeKind
from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.reprint import SHORTEST_PASSAGE, at_place, changes_from_source
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong


def _judge(document: Document, _: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    if not context.source_text:
        return
    for change in changes_from_source(document, context.source_text):
        words = change.inserted.replace("¶", "").strip()
        if change.kind is not ChangeKind.INSERTED or len(words) < SHORTEST_PASSAGE:
            continue
        start, end = at_place(document, change.new_start, change.new_end)
        if words in context.source_text:
            yield Hit(start, end, message="来源只有一处，转载重复了")
        else:
            yield Hit(start, end, message="来源没有这段文字，核对是否另加")


_SOURCE = "我市启动防汛演练\n5月8日，我市启动防汛演练。\n演练设三个科目，出动队员三百人。"

RULE = Rule(
    code="C17",
    name="转载多句多段",
    finds="与保存的来源相比，句子、段落重复或另加",
    why="多段重句是复制时的差错，另加的话会被当成来源的话",
    source="《“三审三校”工作制度》一校（4）多段重句",
    gate=Gate.LAW,
    certainty=Certainty.DOUBTFUL,
    message="转载比来源多了文字",
    wrong=(
        Wrong(
            _SOURCE + "\n演练设三个科目，出动队员三百人。", context=ScanContext(source_text=_SOURCE)
        ),
    ),
    right=(Right(_SOURCE, ScanContext(source_text=_SOURCE)),),
    check=Whole(_judge, always=True),
)
