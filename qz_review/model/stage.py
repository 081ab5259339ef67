"""The six steps of 三审三校 and the phases of a manuscript's route.

Source: 《“三审三校”工作制度》 三（一）, 三（二）; the interleaving is explained in
``ARCHITECTURE.md`` (the rule says which draft each proof works on).
"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """One of the six steps, in the order in which a manuscript passes them."""

    REVIEW_1 = "review_1"
    PROOF_1 = "proof_1"
    REVIEW_2 = "review_2"
    PROOF_2 = "proof_2"
    REVIEW_3 = "review_3"
    PROOF_3 = "proof_3"

    @property
    def label(self) -> str:
        """The rule's own name for the step, for instance 一审."""
        return _LABELS[self]

    @property
    def position(self) -> int:
        """Place on the route, from 0 (一审) to 5 (三校)."""
        return _ORDER.index(self)

    @property
    def is_proof(self) -> bool:
        """True for 一校, 二校, 三校."""
        return self.value.startswith("proof")

    @property
    def next(self) -> Stage | None:
        """The step that follows, None after 三校."""
        place = self.position + 1
        return _ORDER[place] if place < len(_ORDER) else None


_ORDER = tuple(Stage)
_LABELS = {
    Stage.REVIEW_1: "一审",
    Stage.PROOF_1: "一校",
    Stage.REVIEW_2: "二审",
    Stage.PROOF_2: "二校",
    Stage.REVIEW_3: "三审",
    Stage.PROOF_3: "三校",
}


class Phase(StrEnum):
    """Where a manuscript stands as a whole."""

    IN_REVIEW = "in_review"  # one of the six steps waits
    FINAL_SCAN = "final_scan"  # 三校 signed, 发布前扫描 waits
    READY = "ready"  # scanned, waits for release
    RELEASED = "released"  # released on every channel named
    ARCHIVED = "archived"
    REJECTED = "rejected"  # 不予发布
    WITHDRAWN = "withdrawn"  # 撤稿, before release only

    @property
    def label(self) -> str:
        """Short Chinese name for lists."""
        return _PHASE_LABELS[self]

    @property
    def is_over(self) -> bool:
        """True when nobody can sign a step any more."""
        return self in (Phase.RELEASED, Phase.ARCHIVED, Phase.REJECTED, Phase.WITHDRAWN)


_PHASE_LABELS = {
    Phase.IN_REVIEW: "在办",
    Phase.FINAL_SCAN: "待终扫",
    Phase.READY: "待发布",
    Phase.RELEASED: "已发布",
    Phase.ARCHIVED: "已归档",
    Phase.REJECTED: "不予发布",
    Phase.WITHDRAWN: "已撤稿",
}
