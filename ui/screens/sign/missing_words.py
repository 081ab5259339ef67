"""还不能签: what is missing, in words, and the word of the link that leads there."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.services.views import Missing
from ui.widgets.blocked_dialog import BlockedItem

FILLED_HERE = frozenset({"opinion"})
"""What the dialog itself asks for: no reason to keep the person out."""

_WORDS = {
    "checklist": ("审核要点差 {count} 项", "去填写"),
    "changes": ("签发稿后改动差 {count} 处归类", "去归类"),
    "carried_out": ("誊正核对单差 {count} 行", "去核对"),
    "consultation": ("征求意见、会签差 {count} 家答复", "去登记"),
    "no_consultation": ("还没有征求意见或会签", "去登记"),
    "disagreement": ("{count} 家不同意，还没说明理由", "去说明"),
    "joint_review": ("还没有联审意见", "去提请"),
    "unread": ("还有 {count} 段没读到", "去看"),
    "source": ("来源信息不全", "去补齐"),
    "partner_first": ("另一名校对人还没签", ""),
}


def missing_items(missing: Iterable[Missing]) -> list[BlockedItem]:
    """Lines of the list, what blocks first."""
    found = []
    for reason in sorted(missing, key=lambda m: not m.blocks):
        if reason.code in FILLED_HERE:
            continue
        words, link = _WORDS.get(reason.code, ("还有 {count} 项没完成", ""))
        level = "blocks" if reason.blocks else "warns"
        found.append(BlockedItem(reason.code, level, words.format(count=reason.count), link))
    return found
