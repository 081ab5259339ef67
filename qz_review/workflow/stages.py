"""The 3+3 table: who returns to whom, who signs as what, what may be concluded.

Source: 《“三审三校”工作制度》 三（一）, 三（二）, 四（一）3（8）, 四（二）3（5）.
"""

from __future__ import annotations

from types import MappingProxyType

from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage

REVIEWS = (Stage.REVIEW_1, Stage.REVIEW_2, Stage.REVIEW_3)

RETURNS_TO = MappingProxyType(
    {
        Stage.REVIEW_2: Stage.REVIEW_1,
        Stage.PROOF_2: Stage.PROOF_1,
        Stage.REVIEW_3: Stage.REVIEW_2,
        Stage.PROOF_3: Stage.REVIEW_3,
    }
)
"""Where a step sends a manuscript back to; 一审 and 一校 send nothing back."""

PAIR = (Part.READER, Part.CHECKER)
"""读校: a reader and a checker, two different people."""

READ_ALOUD = frozenset({Stage.PROOF_1, Stage.PROOF_3})

CONCLUSIONS = MappingProxyType(
    {
        Stage.REVIEW_1: (Decision.ADOPT, Decision.NOT_ADOPT),
        Stage.PROOF_1: (Decision.PROOF_CLEAN,),
        Stage.REVIEW_2: (Decision.PUBLISHABLE, Decision.NOT_PUBLISHABLE),
        Stage.PROOF_2: (Decision.PROOF_CLEAN,),
        Stage.REVIEW_3: (Decision.APPROVE, Decision.APPROVE_WITH_CHANGES, Decision.REJECT),
        Stage.PROOF_3: (Decision.PROOF_RELEASE,),
    }
)

PRINCIPAL_CONCLUSIONS = (Decision.PRINCIPAL_AGREE, Decision.REJECT)
"""What the principal may conclude once the leader has signed."""

APPROVALS = frozenset({Decision.APPROVE, Decision.APPROVE_WITH_CHANGES})


def goes_to(stage: Stage, decision: Decision) -> Stage | None:
    """The step after a complete sign-off; None for the final scan or the end of the route.

    A negative opinion goes straight up and passes over the proof between.
    """
    if decision is Decision.NOT_ADOPT:
        return Stage.REVIEW_2
    if decision is Decision.NOT_PUBLISHABLE:
        return Stage.REVIEW_3
    if decision is Decision.REJECT:
        return None
    return stage.next
