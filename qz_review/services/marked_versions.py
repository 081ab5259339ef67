"""Which versions of a manuscript the 花脸稿 lays over each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qz_review.clock import to_stored
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


def turning_points(state: ManuscriptState) -> tuple[Version, ...]:
    """The 原稿, then the last text of each run of saves by one person at one step.

    Autosaved texts in between are left out: what counts is what left his hands.
    """
    acts = {s.seq for s in state.sign_offs} | {r.seq for r in state.returns}
    points: list[Version] = []
    for version in state.versions:
        last = points[-1] if points else None
        same_hand = (
            last is not None
            and len(points) > 1
            and (last.stage, last.actor_id) == (version.stage, version.actor_id)
            and not any(last.seq < seq < version.seq for seq in acts)
        )
        if same_hand:
            points[-1] = version
        else:
            points.append(version)
    return tuple(points)


def marked_versions(
    state: ManuscriptState,
    names: Names,
    text_of: Callable[[str], ManuscriptText],
    draft: ManuscriptText | None = None,
    draft_author: str = "",
    *,
    until: int | None = None,
) -> list[MarkedVersion]:
    """The versions to compose; see :func:`laid_versions`."""
    laid = laid_versions(state, names, text_of, draft, draft_author, until=until)
    return [one.version for one in laid]


def laid_versions(
    state: ManuscriptState,
    names: Names,
    text_of: Callable[[str], ManuscriptText],
    draft: ManuscriptText | None = None,
    draft_author: str = "",
    *,
    until: int | None = None,
) -> list[LaidVersion]:
    """The versions to compose, and what each is; a draft comes last, as the waiting step's.

    Version 0 is the 原稿, or what it was before the 修订 that it came with.

    until: number of an act; what was saved after it is left out.
    """
    points = [v for v in turning_points(state) if until is None or v.seq < until]
    laid = _source_versions(state, text_of)
    if laid:  # the last of them is the 原稿 itself
        points = points[1:]
    laid += [
        LaidVersion(
            MarkedVersion(
                version.stage,
                text_of(version.text_hash),
                names.person(version.actor_id),
                to_stored(version.time),
            ),
            Origin.ORIGINAL if version.stage is None else Origin.STEP,
            version.seq,
            version.text_hash,
        )
        for version in points
    ]
    if draft is not None and draft != laid[-1].version.text:
        stage = state.stage or Stage.PROOF_3
        laid.append(LaidVersion(MarkedVersion(stage, draft, draft_author), Origin.STEP, None))
    return laid


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
