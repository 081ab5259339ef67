"""The state filter of 台账: how far a manuscript is, a waiting step among it."""

from __future__ import annotations

from qz_review.model.stage import Phase, Stage

UNDER_WAY = frozenset(phase for phase in Phase if not phase.is_over)
RELEASED = frozenset({Phase.RELEASED, Phase.ARCHIVED})
_PHASES = {
    "": ("全部状态", frozenset[Phase]()),
    "under_way": ("在办", UNDER_WAY),
    "released": ("已发布", RELEASED),
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
    return [*choices[:2], *steps, *choices[2:]]


def of_state(key: str) -> tuple[frozenset[Phase], Stage | None]:
    """What a choice asks for."""
    steps = {stage.value: stage for stage in Stage}
    if key in steps:
        return frozenset(), steps[key]
    return _PHASES[key][1], None


def state_key(phases: frozenset[Phase], stage: Stage | None) -> str:
    """The choice that asks for this; the first, 全部状态, where none does."""
    if stage is not None:
        return stage.value
    return next((key for key, (_, wanted) in _PHASES.items() if wanted == phases), "")
