"""C18: words a reprint changed: names, figures and the rest."""

import re
from collections.abc import Iterable, Sequence

from qz_review.markup.changes import ChangeKind
from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.reprint import SHORTEST_PASSAGE, at_place, changes_from_source
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong

_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def _judge(document: Document, _: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    if not context.source_text:
        return
    for change in changes_from_source(document, context.source_text):
        if change.kind is ChangeKind.MOVED:
            start, end = at_place(document, change.new_start, change.new_end)
            yield Hit(start, end, message="这一段在来源里不在这个位置")
            continue
        deleted, inserted = change.deleted.replace("¶", ""), change.inserted.replace("¶", "")
        if change.kind is ChangeKind.FORMAT or deleted.strip() == inserted.strip():
            continue
        long = max(len(deleted), len(inserted)) >= SHORTEST_PASSAGE
        if long and not (deleted and inserted):
            continue  # C16 and C17 say so
        start, end = at_place(document, change.new_start, change.new_end)
        certainty = None if _WORDS.search(deleted + inserted) else Certainty.HINT
        if inserted:
            words = f"来源写作“{deleted}”" if deleted else f"来源没有“{inserted}”"
            yield Hit(start, end, (deleted,), words, certainty)
        else:
            yield Hit(start, end, message=f"来源在这里有“{deleted}”", certainty=certainty)


_SOURCE = "我市启动防汛演练\n5月8日，市应急管理局局长张某宁到场指导。\n演练出动队员300人。"

RULE = Rule(
    code="C18",
    name="转载改动文字",
    finds="与保存的来源相比，姓名、数字、词语被改动，段落换了位置；只改标点的作提示",
    why="转载应忠于来源，改动的姓名、数字最容易出错",
    source="《“三审三校”工作制度》一校（3）、（4）",
    gate=Gate.LAW,
    certainty=Certainty.DOUBTFUL,
    message="与来源的文字不一致",
    wrong=(
        Wrong(
            "我市启动防汛演练\n5月8日，市应急管理局局长张某宇到场指导。\n演练出动队员300人。",
            _SOURCE,
            context=ScanContext(source_text=_SOURCE),
        ),
        Wrong(
            "我市启动防汛演练\n5月8日，市应急管理局局长张某宁到场指导。\n演练出动队员3000人。",
            context=ScanContext(source_text=_SOURCE),
        ),
    ),
    right=(Right(_SOURCE, ScanContext(source_text=_SOURCE)),),
    check=Whole(_judge, always=True),
)
