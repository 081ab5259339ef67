"""我的待办: the steps and tasks that wait for one person."""

from __future__ import annotations

from datetime import datetime

from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.services import projection
from qz_review.services.desk import Desk
from qz_review.services.naming import Names
from qz_review.services.views import CameHow, TodoRow
from qz_review.storage.projected import WaitingRow
from qz_review.workflow.context import Context
from qz_review.workflow.duties import acting_as
from qz_review.workflow.state import ManuscriptState

__all__ = ["came", "todo_rows"]

_TASK_HOW = {
    projection.JOINT_REVIEW: CameHow.JOINT_REVIEW,
    projection.FINAL_SCAN: CameHow.FINAL_SCAN,
    projection.RELEASE: CameHow.READY,
}
TODO_TASKS = frozenset({projection.SIGN, *_TASK_HOW})


def todo_rows(desk: Desk, me: Person, names: Names, context: Context) -> tuple[TodoRow, ...]:
    """Rows by limit, the most pressing first; a delegation that ended is left out."""
    rows = []
    seen: set[tuple[str, str]] = set()
    for row in desk.store.read_models.waiting_for(me.id):
        key = (row.manuscript.manuscript_id, row.waiting.task)
        if row.waiting.task not in TODO_TASKS or key in seen:
            continue
        todo = _row(desk, row, me, names, context)
        if todo is not None:
            seen.add(key)
            rows.append(todo)
    last = datetime.max.replace(tzinfo=context.now.tzinfo)
    return tuple(sorted(rows, key=lambda r: (r.due or last, r.came_at)))


def _row(desk: Desk, row: WaitingRow, me: Person, names: Names, context: Context) -> TodoRow | None:
    manuscript, waiting = row.manuscript, row.waiting
    state = desk.readable_state(manuscript.manuscript_id)
    delegated_by, partner = "", False
    came_from, how, at = "", CameHow.PASSED_ON, waiting.since
    answered, asked = 0, 0
    if state is not None:
        if waiting.task == projection.SIGN:
            acting = acting_as(state, waiting.part, me, context)
            if acting is None:
                return None  # the delegation has ended, or the partner signed as this one
            delegated_by = names.person(acting.on_behalf_of)
            partner = state.stage is not None and bool(state.in_force(state.stage))
        person_id, how, at = came(state)
        came_from = "" if person_id == me.id else names.person(person_id)
        asked = len(state.consultations)
        answered = sum(1 for c in state.consultations if c.answer is not None)
    return TodoRow(
        manuscript_id=manuscript.manuscript_id,
        number=manuscript.number,
        title=manuscript.title,
        stage=waiting.stage or Stage.PROOF_3,
        part=waiting.part,
        channel=names.channels(manuscript.channel_ids),
        flags=manuscript.flags,
        consultations=(answered, asked),
        came_from=came_from,
        came_how=_TASK_HOW.get(waiting.task, how),
        came_at=at,
        due=waiting.due,
        waits_for_partner=partner,
        delegated_by=delegated_by,
    )


def came(state: ManuscriptState) -> tuple[str, CameHow, datetime]:
    """Who brought the manuscript to where it waits, how, and when."""
    acts: list[tuple[int, str, CameHow, datetime]] = [
        (1, state.registered_by, CameHow.REGISTERED, state.registered_at)
    ]
    acts += [(r.seq, r.person_id, CameHow.RETURNED, r.time) for r in state.returns]
    acts += [(o.seq, o.person_id, CameHow.OVERRULED, o.time) for o in state.overrulings]
    for sign_off in state.sign_offs:
        how = CameHow.PASSED_ON
        if sign_off.stage is state.stage:
            how = CameHow.REOPENED if sign_off.superseded else CameHow.PARTNER_SIGNED
        acts.append((sign_off.seq, sign_off.person_id, how, sign_off.time))
    acts += [(s.seq, s.person_id, CameHow.READY, s.time) for s in state.scans]
    _, person_id, how, at = max(acts, key=lambda act: act[0])
    if how is CameHow.READY and state.phase is Phase.IN_REVIEW:
        how = CameHow.REOPENED
    if how is CameHow.REOPENED and state.versions[-1].time > at:
        return state.versions[-1].actor_id, how, state.versions[-1].time
    return person_id, how, at
