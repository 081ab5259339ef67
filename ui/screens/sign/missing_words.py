"""还不能签: what is missing, as lines of the list."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.services.views import Missing
from ui.text.choices import missing_link, missing_long
from ui.widgets.blocked_dialog import BlockedItem

FILLED_HERE = frozenset({"opinion"})
"""What the dialog itself asks for: no reason to keep the person out."""


def missing_items(missing: Iterable[Missing]) -> list[BlockedItem]:
    """Lines of the list, what blocks first."""
    return [
        BlockedItem(
            reason.code,
            "blocks" if reason.blocks else "warns",
            missing_long(reason),
            missing_link(reason),
        )
        for reason in sorted(missing, key=lambda m: not m.blocks)
        if reason.code not in FILLED_HERE
    ]
