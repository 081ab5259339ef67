"""What 三校 owes to the leader: where his round at 三审 began, and what he asked for in it.

Where 三校 reported to 三审 and the leader signed again, the round begins with the report:
what 三校 had edited by then is no edit of the leader's, and what he had asked for before and
is not carried out yet is still owed (四（二）3（5）).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.leader_lines import Instruction, carried_out
from qz_review.services.naming import by_part
from qz_review.workflow.state import ManuscriptState, SignOff


def hash_before_leader(state: ManuscriptState) -> str:
    """Hash of the text as it came to 三审 before the sign-off of 三审 that is in force."""
    in_force = state.in_force(Stage.REVIEW_3)
    if not in_force:
        return state.text_hash
    first = min(sign_off.seq for sign_off in in_force)
    moves = [s.seq for s in state.sign_offs if s.stage is not Stage.REVIEW_3]
    moves += [returned.seq for returned in state.returns]
    moves += [overruling.seq for overruling in state.overrulings]
    began = max((seq for seq in moves if seq < first), default=0)
    known = [version.text_hash for version in state.versions if version.seq <= began]
    return known[-1] if known else state.original_hash


def instructions_owed(
    state: ManuscriptState, text_of: Callable[[str], ManuscriptText]
) -> tuple[Instruction, ...]:
    """Instructions of 三审 for 三校: earlier ones not carried out, then those in force."""
    current = _given(by_part(state.in_force(Stage.REVIEW_3)))
    words = {given.words for given in current}
    answered = _done_before(state)
    written_on = {sign_off.seq: sign_off.text_hash for sign_off in state.sign_offs}
    earlier = [
        replace(given, written_on=text_of(written_on[given.seq]))
        for given in _given(_reported(state))
        if given.words not in words
        and given.key not in answered
        and not carried_out(
            given.words, text_of(written_on[given.seq]), text_of(state.approved_hash)
        )
    ]
    return (*earlier, *current)


def _given(sign_offs: Iterable[SignOff]) -> tuple[Instruction, ...]:
    return tuple(
        Instruction(sign_off.seq, index, words)
        for sign_off in sign_offs
        for index, words in enumerate(sign_off.instructions)
    )


def _reported(state: ManuscriptState) -> tuple[SignOff, ...]:
    """The sign-offs of 三审 on which 三校 reported back, since 二审 or 二校 last acted.

    Of each part the last before the report: one before it was taken back by its signer.
    """
    below = [s.seq for s in state.sign_offs if s.stage.position < Stage.REVIEW_3.position]
    start = max(below, default=0)
    found: dict[int, SignOff] = {}
    for returned in state.returns:
        if returned.seq < start or returned.event.to_stage is not Stage.REVIEW_3:
            continue
        last = {
            s.part: s
            for s in state.sign_offs
            if s.stage is Stage.REVIEW_3 and start < s.seq < returned.seq
        }
        found.update((s.seq, s) for s in last.values() if s.superseded)
    return tuple(found[seq] for seq in sorted(found))


def _done_before(state: ManuscriptState) -> frozenset[str]:
    """Lines that somebody at 三校 ticked off before it went back to the leader."""
    return frozenset(
        line.key
        for sign_off in state.sign_offs
        if sign_off.stage is Stage.PROOF_3 and sign_off.superseded
        for line in sign_off.carried_out
        if line.done
    )
