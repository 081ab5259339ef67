"""The nine nodes of the stepper: six steps, 终扫, 发布, 归档."""

from __future__ import annotations

from datetime import datetime

from qz_review.model.manuscript import Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.naming import Names
from qz_review.services.projection import finishers
from qz_review.services.views import NodeState, StepNode
from qz_review.workflow.context import Context
from qz_review.workflow.duties import needed_parts, waiting
from qz_review.workflow.progress import step_complete
from qz_review.workflow.stages import PAIR, READ_ALOUD
from qz_review.workflow.state import ManuscriptState

_AFTER = (("scan", "终扫"), ("release", "发布"), ("archive", "归档"))
_AFTER_POSITION = {
    Phase.IN_REVIEW: -1,
    Phase.FINAL_SCAN: 0,
    Phase.READY: 1,
    Phase.RELEASED: 2,
    Phase.ARCHIVED: 3,
    Phase.REJECTED: -1,
    Phase.WITHDRAWN: -1,
}


def nodes(state: ManuscriptState, names: Names, context: Context) -> tuple[StepNode, ...]:
    """All nine, in order.  ``who`` of a later step is who is assigned, empty where nobody is."""
    return (
        *(_step(state, stage, names, context) for stage in Stage),
        *_after(state, names, context),
    )


def _step(state: ManuscriptState, stage: Stage, names: Names, context: Context) -> StepNode:
    signed = state.in_force(stage)
    if state.stage is stage:
        return StepNode(
            stage.value,
            stage.label,
            stage,
            NodeState.NOW,
            holders_of_step(state, names, context),
            None,
            state.due,
        )
    if signed and (step_complete(state, stage) or signed[-1].decision.negative):
        return StepNode(
            stage.value,
            stage.label,
            stage,
            NodeState.DONE,
            names.signers(signed),
            max(s.time for s in signed),
        )
    return StepNode(
        stage.value, stage.label, stage, NodeState.LATER, _assigned(state, stage, names), None
    )


def holders_of_step(state: ManuscriptState, names: Names, context: Context) -> str:
    """Who signed a half already and who is still waited for, as the stepper writes it.

    Where several could act and nobody is assigned, all of them are named up to three.
    """
    stage = state.stage
    if stage is None:
        return ""
    done = names.signers(state.in_force(stage))
    held = [(w.person_id, w.part) for w in waiting(state, context)]
    people = list(dict.fromkeys(person_id for person_id, _ in held))
    needed = needed_parts(state)
    if stage in READ_ALOUD and len(needed) == len(PAIR) and not _assigned_all(state, stage):
        open_names = names.people(people)
    elif len(people) <= len(needed):
        return " ".join(filter(None, (done, names.holders(held))))
    else:
        open_names = names.people(people)
    shown = "、".join(open_names[:3]) + ("等" if len(open_names) > 3 else "")
    return " ".join(filter(None, (done, shown)))


def _assigned_all(state: ManuscriptState, stage: Stage) -> bool:
    return all(state.assigned(stage, part) for part in PAIR)


def _assigned(state: ManuscriptState, stage: Stage, names: Names) -> str:
    held = [(a.person_id, a.part) for a in state.assignments if a.stage is stage]
    order = (Part.READER, Part.CHECKER, Part.SIGNER, Part.PRINCIPAL)
    held = sorted(held, key=lambda item: order.index(item[1]))
    joiner = " + " if stage is Stage.REVIEW_3 else " "
    return joiner.join(names.holders([one]) for one in held)


def _after(state: ManuscriptState, names: Names, context: Context) -> tuple[StepNode, ...]:
    position = _AFTER_POSITION[state.phase]
    result = []
    for index, (key, label) in enumerate(_AFTER):
        if index < position:
            node_state = NodeState.DONE
        elif index == position:
            node_state = NodeState.NOW
        else:
            node_state = NodeState.LATER
        who, at = _after_facts(state, key, names)
        if node_state is NodeState.NOW:
            who = "、".join(names.people(finishers(state, context)))
        result.append(StepNode(key, label, None, node_state, who, at))
    return tuple(result)


def _after_facts(state: ManuscriptState, key: str, names: Names) -> tuple[str, datetime | None]:
    if key == "scan":
        last = state.scans[-1] if state.scans else None
        current = last is not None and last.event.text_hash == state.release_hash
        return (names.person(last.person_id), last.time) if last and current else ("", None)
    if key == "release":
        at = max((r.event.released_at for r in state.releases), default=None)
        return names.channels(state.channel_ids), at
    return "", state.archived_at
