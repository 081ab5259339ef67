"""本稿保护词: words of one manuscript that no rule objects to: names of people, firms, works."""

from __future__ import annotations

from qz_review.events.kinds import ManuscriptWordsChanged
from qz_review.model.person import Person
from qz_review.workflow.commands import ChangeWords
from qz_review.workflow.context import Context
from qz_review.workflow.decided import Decided, WorkflowRefused, need_words
from qz_review.workflow.decisions.ignoring import MAX_REASON, need_hand_in_it
from qz_review.workflow.state import ManuscriptState

MOST_WORDS = 500
LONGEST = 60  # code points


def change_words(
    state: ManuscriptState, command: ChangeWords, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The same people who may set a finding aside; what stands already is no change."""
    need_hand_in_it(state, actor, context)
    reason = need_words(command.reason, "lists.no_reason")
    if len(reason) > MAX_REASON:
        raise WorkflowRefused("finding.reason_too_long", limit=MAX_REASON)
    wanted = frozenset(filter(None, (words.strip() for words in command.words)))
    for words in wanted:
        if len(words) < 2:
            raise WorkflowRefused("lists.too_short")
        if len(words) > LONGEST or "\n" in words:
            raise WorkflowRefused("lists.too_long", most=LONGEST)
    if len(wanted) > MOST_WORDS:
        raise WorkflowRefused("lists.too_many_words", most=MOST_WORDS)
    if wanted == state.protected_words:
        raise WorkflowRefused("lists.no_change")
    added = tuple(sorted(wanted - state.protected_words))
    removed = tuple(sorted(state.protected_words - wanted))
    return (Decided(ManuscriptWordsChanged(added, removed, reason)),)
