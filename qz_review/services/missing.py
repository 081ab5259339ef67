"""What stands between a person and his signature: ✕ blocks, △ warns."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.model.manuscript import (
    CarriedOut,
    ClassedChange,
    Decision,
)
from qz_review.model.stage import Stage
from qz_review.model.text import Paragraph
from qz_review.services.views import ChoiceKind, DecisionChoice, DraftWork, Missing
from qz_review.workflow import conditions
from qz_review.workflow.checklists import missing_answers
from qz_review.workflow.context import Context
from qz_review.workflow.state import ManuscriptState


def missing_for(
    state: ManuscriptState,
    choice: DecisionChoice,
    work: DraftWork,
    changes: Sequence[ClassedChange],
    lines: Sequence[CarriedOut],
    context: Context,
) -> tuple[Missing, ...]:
    """Reasons in the order a person would see to them.

    A return or an overruling needs its reason only, which its own dialog asks.
    changes, lines: what 三校 must class and answer.
    """
    if state.stage is None or choice.kind is not ChoiceKind.SIGN or choice.decision is None:
        return ()
    found = [
        ("checklist", len(missing_answers(context.checklists.of(state.stage), work.answers)), True),
        *_conditions(state, choice.decision),
        ("changes", _unclassed(changes, work), True),
        ("carried_out", _unanswered(lines, work), True),
        ("opinion", _words(choice.decision, work), True),
        ("unread", unread_paragraphs(work), False),
    ]
    return tuple(Missing(code, count, blocks) for code, count, blocks in found if count)


def _conditions(state: ManuscriptState, decision: Decision) -> list[tuple[str, int, bool]]:
    """会签, 协商 and 联审: they block a positive conclusion of 二审 and 三审."""
    if not conditions.others_concern(state, decision):
        return []
    owed = conditions.joint_review_owed(state)
    return [
        ("no_consultation", int(conditions.nobody_consulted(state)), True),
        ("consultation", len(conditions.unanswered(state)), True),
        ("disagreement", len(conditions.unexplained(state)), True),
        ("joint_review", int(owed), state.stage is Stage.REVIEW_3),
    ]


def _unclassed(changes: Sequence[ClassedChange], work: DraftWork) -> int:
    classed = {change.key for change in work.changes if change.kind is not None}
    return sum(1 for change in changes if change.key not in classed)


def _unanswered(lines: Sequence[CarriedOut], work: DraftWork) -> int:
    given = {line.key: line for line in work.carried_out}
    return sum(
        1
        for line in lines
        if not ((answer := given.get(line.key, line)).done or answer.answer.strip())
    )


def _words(decision: Decision, work: DraftWork) -> int:
    if work.opinion.strip():
        return 0
    if decision is Decision.APPROVE_WITH_CHANGES:
        return int(not any(words.strip() for words in work.instructions))
    return int(decision.negative)


def unread_paragraphs(work: DraftWork) -> int:
    """Paragraphs with text that were not on the screen long enough to be read."""
    paragraphs = sum(
        1 for block in work.text.blocks if isinstance(block, Paragraph) and block.text.strip()
    )
    return max(0, paragraphs - len(work.read_paragraphs))
