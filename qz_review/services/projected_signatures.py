"""The sign-offs of a manuscript as 台账 shows and counts them."""

from __future__ import annotations

from datetime import timedelta

from qz_review.storage.projected import ProjectedSignature
from qz_review.workflow.state import ManuscriptState, SignOff


def projected_signatures(state: ManuscriptState) -> tuple[ProjectedSignature, ...]:
    """One row a sign-off, oldest first; the superseded ones too."""
    return tuple(
        ProjectedSignature(
            seq=sign_off.seq,
            stage=sign_off.stage,
            part=sign_off.part,
            person_id=sign_off.person_id,
            behalf_id=_behalf(sign_off),
            decision=sign_off.decision,
            signed_at=sign_off.time,
            waited_from=sign_off.waited_since,
            seconds_open=sign_off.seconds_open,
            saved=_saved(state, sign_off),
            late=_late(state, sign_off),
            paper=sign_off.paper,
            superseded=sign_off.superseded,
        )
        for sign_off in state.sign_offs
    )


def _behalf(sign_off: SignOff) -> str:
    return "" if sign_off.on_behalf_of == sign_off.person_id else sign_off.on_behalf_of


def _saved(state: ManuscriptState, sign_off: SignOff) -> int:
    """Versions that the step saved since the act before it."""
    acts = [act.seq for act in state.sign_offs]
    acts += [act.seq for act in state.returns] + [act.seq for act in state.overrulings]
    begun = max((seq for seq in acts if seq < sign_off.seq), default=1)
    return sum(
        version.stage is sign_off.stage and begun < version.seq < sign_off.seq
        for version in state.versions
    )


def _late(state: ManuscriptState, sign_off: SignOff) -> bool:
    hours = dict(state.hours).get(sign_off.stage.value)
    if hours is None or sign_off.waited_since is None:
        return False
    return sign_off.time > sign_off.waited_since + timedelta(hours=hours)
