"""Which versions of a manuscript the 花脸稿 lays over each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qz_review.clock import to_stored
from qz_review.markup.marked import Save
from qz_review.markup.marked import Version as MarkedVersion
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.naming import Names
from qz_review.workflow.state import ManuscriptState, Version


class Origin(StrEnum):
    """Where the words of a version come from."""

    ORIGINAL = "original"  # 原稿
    KEPT_REVISION = "kept_revision"  # 修订 that the 原稿 came with
    STEP = "step"  # an edit at a step


@dataclass(frozen=True, slots=True)
class LaidVersion:
    """A version to compose.

    seq: of the event that saved it; 0 for what was before the 原稿, None for a draft.
    text_hash: empty for a draft.
    """

    version: MarkedVersion
    origin: Origin
    seq: int | None
    text_hash: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other versions of the same manuscript without its text."""
        version = self.version
        return (self.seq, self.text_hash, version.author, version.time, len(version.saves))


def turning_points(state: ManuscriptState) -> tuple[Version, ...]:
    """The 原稿, then the last text of each run of saves by one person at one step.

    Autosaved texts in between are left out: what counts is what left his hands.
    """
    return tuple(run[-1] for run in _runs(state))


def _runs(state: ManuscriptState) -> list[list[Version]]:
    """The saves, those of one hand at one step together; the 原稿 by itself."""
    acts = _acts(state)
    runs: list[list[Version]] = []
    for version in state.versions:
        last = runs[-1][-1] if runs else None
        same_hand = (
            last is not None
            and len(runs) > 1
            and (last.stage, last.actor_id) == (version.stage, version.actor_id)
            and not any(last.seq < seq < version.seq for seq in acts)
        )
        if same_hand:
            runs[-1].append(version)
        else:
            runs.append([version])
    return runs


def _acts(state: ManuscriptState) -> set[int]:
    """Numbers of the acts after which the same person's edits are others."""
    return {s.seq for s in state.sign_offs} | {r.seq for r in state.returns}


def marked_versions(
    state: ManuscriptState,
    names: Names,
    text_of: Callable[[str], ManuscriptText],
    draft: ManuscriptText | None = None,
    drafter: str = "",
    *,
    until: int | None = None,
) -> list[MarkedVersion]:
    """The versions to compose; see :func:`laid_versions`."""
    laid = laid_versions(state, names, text_of, draft, drafter, until=until)
    return [one.version for one in laid]


def laid_versions(
    state: ManuscriptState,
    names: Names,
    text_of: Callable[[str], ManuscriptText],
    draft: ManuscriptText | None = None,
    drafter: str = "",
    *,
    until: int | None = None,
) -> list[LaidVersion]:
    """The versions to compose, and what each is; a draft comes last, as the waiting step's.

    Version 0 is the 原稿, or what it was before the 修订 that it came with.

    drafter: person id of whose draft it is.  What he saved himself at this step just before is
    one version with it, as it will be when he saves.
    until: number of an act; what was saved after it is left out.
    """
    runs = [run for run in _runs(state) if until is None or run[-1].seq < until]
    laid = _source_versions(state, text_of)
    if laid:  # the last of them is the 原稿 itself
        runs = runs[1:]
    laid += [_laid(run, names, text_of) for run in runs]
    if draft is None or draft == laid[-1].version.text:
        return laid
    stage = state.stage or Stage.PROOF_3
    saves: tuple[Save, ...] = ()
    if len(runs) > 1 and _goes_on(state, runs[-1][-1], stage, drafter):
        last = laid.pop().version
        saves = (*last.saves, Save(last.text, last.time))
    version = MarkedVersion(stage, draft, names.person(drafter), saves=saves)
    return [*laid, LaidVersion(version, Origin.STEP, None)]


def version_of_edits(state: ManuscriptState, laid: Sequence[LaidVersion], drafter: str) -> int:
    """Number of the version that further edits of a person are part of.

    laid: with his draft, where there is one.
    """
    last = len(laid) - 1
    if laid[last].seq is None:
        return last
    runs = _runs(state)
    stage = state.stage or Stage.PROOF_3
    goes_on = len(runs) > 1 and _goes_on(state, runs[-1][-1], stage, drafter)
    return last if goes_on else last + 1


def _laid(
    run: list[Version], names: Names, text_of: Callable[[str], ManuscriptText]
) -> LaidVersion:
    last = run[-1]
    version = MarkedVersion(
        last.stage,
        text_of(last.text_hash),
        names.person(last.actor_id),
        to_stored(last.time),
        tuple(Save(text_of(save.text_hash), to_stored(save.time)) for save in run[:-1]),
    )
    origin = Origin.ORIGINAL if last.stage is None else Origin.STEP
    return LaidVersion(version, origin, last.seq, last.text_hash)


def _goes_on(state: ManuscriptState, saved: Version, stage: Stage, drafter: str) -> bool:
    """True when a draft goes on from what the same person saved at the same step."""
    later = any(seq > saved.seq for seq in _acts(state))
    return (saved.stage, saved.actor_id) == (stage, drafter) and not later


def _source_versions(
    state: ManuscriptState, text_of: Callable[[str], ManuscriptText]
) -> list[LaidVersion]:
    """Where the 原稿 came with 修订 that were kept: the text before, then author by author."""
    if state.kept is None:
        return []
    former, first = state.kept.former_text_hash, state.versions[0].seq
    laid = [LaidVersion(MarkedVersion(None, text_of(former)), Origin.ORIGINAL, 0, former)]
    for kept in state.kept.versions:
        version = MarkedVersion(None, text_of(kept.text_hash), kept.author, kept.time)
        is_last = kept is state.kept.versions[-1]
        laid.append(
            LaidVersion(version, Origin.KEPT_REVISION, first if is_last else 0, kept.text_hash)
        )
    return laid
