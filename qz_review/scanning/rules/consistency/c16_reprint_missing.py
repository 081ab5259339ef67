"""C16: what a reprint leaves out of its source."""

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
        words = change.deleted.replace("¶", "").strip()
        if change.kind is not ChangeKind.DELETED or len(words) < SHORTEST_PASSAGE:
            continue
        start, end = at_place(document, max(change.new_start - 1, 0), change.new_start)
        shown = words if len(words) <= 40 else words[:38] + "……"
        yield Hit(start, end, message=f"来源在这之后还有“{shown}”，转载时缺了")


_SOURCE = (
    "我市启动防汛演练\n5月8日，我市启动防汛演练。\n演练设三个科目，出动队员三百人"
    "。\n市应急管理局负责人到场指导。"
)

RULE = Rule(
    code="C16",
    name="转载缺句缺段",
    finds="与保存的来源相比，缺了句子或段落",
    why="断章缺行会改变原意，也涉及著作权",
    source="《“三审三校”工作制度》一校（4）断章缺行",
    gate=Gate.LAW,
    certainty=Certainty.DOUBTFUL,
    message="转载比来源缺了文字",
    wrong=(
        Wrong(
            "我市启动防汛演练\n5月8日，我市启动防汛演练。\n市应急管理局负责人到场指导。",
            context=ScanContext(source_text=_SOURCE),
        ),
    ),
    right=(Right(_SOURCE, ScanContext(source_text=_SOURCE)), "我市启动防汛演练\n5月8日启动。"),
    check=Whole(_judge, always=True),
)
