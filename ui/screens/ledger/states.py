"""The state filter of 台账: how far a manuscript is, a waiting step among it."""

from __future__ import annotations

from dataclasses import replace

from qz_review.model.stage import Phase, Stage
from qz_review.services.ledger_views import LedgerMark, LedgerQuery

UNDER_WAY = frozenset(phase for phase in Phase if not phase.is_over)
_RELEASED = "ever_released"
_PHASES = {
    "": ("全部状态", frozenset[Phase]()),
    "under_way": ("在办", UNDER_WAY),
    **{
        phase.value: (phase.label, frozenset({phase}))
        for phase in (
            Phase.FINAL_SCAN,
            Phase.READY,
            Phase.ARCHIVED,
            Phase.REJECTED,
            Phase.WITHDRAWN,
        )
    },
}


def state_choices() -> list[tuple[str, str]]:
    """Keys and words: 全部状态, 在办, 在一审 … 在三校, 已发布, 已归档 …."""
    choices = [(key, words) for key, (words, _) in _PHASES.items()]
    steps = [(stage.value, f"在{stage.label}") for stage in Stage]
    return [*choices[:2], *steps, (_RELEASED, LedgerMark.RELEASED.label), *choices[2:]]


def with_state(query: LedgerQuery, key: str) -> LedgerQuery:
    """The query narrowed to a state chosen instead of the one before."""
    steps = {stage.value: stage for stage in Stage}
    phases = _PHASES[key][1] if key in _PHASES else frozenset[Phase]()
    released = frozenset({LedgerMark.RELEASED}) if key == _RELEASED else frozenset[LedgerMark]()
    marks = query.marks - {LedgerMark.RELEASED} | released
    return replace(query, phases=phases, stage=steps.get(key), marks=marks)


def state_key(query: LedgerQuery) -> str:
    """The choice that asks for this; the first, 全部状态, where none does."""
    if query.stage is not None:
        return query.stage.value
    if LedgerMark.RELEASED in query.marks:
        return _RELEASED
    return next((key for key, (_, wanted) in _PHASES.items() if wanted == query.phases), "")
