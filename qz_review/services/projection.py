"""From a folded state to the row that lists and searches read.

The row holds nothing that the events do not say; rebuilding gives the same rows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from qz_review.events.record import Head
from qz_review.model.manuscript import Part
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.services.projected_signatures import projected_signatures
from qz_review.storage.projected import ProjectedManuscript, ProjectedRelease, Waiting
from qz_review.workflow.context import Context
from qz_review.workflow.custody import held_here
from qz_review.workflow.duties import waiting
from qz_review.workflow.state import ManuscriptState

SIGN = "sign"
JOINT_REVIEW = "joint_review"
FINAL_SCAN = "final_scan"
RELEASE = "release"
ARCHIVE = "archive"
HANDED_OVER = "handed_over"


class TextSource(Protocol):
    """Where the texts come from; the desk, which remembers the latest."""

    def text(self, text_hash: str) -> ManuscriptText:
        """The exact text with a hash."""

    def characters(self, text_hash: str) -> int:
        """Its 字数."""


_AFTER_PROOFS = {
    Phase.FINAL_SCAN: FINAL_SCAN,
    Phase.READY: RELEASE,
    Phase.RELEASED: ARCHIVE,
}


def project(
    state: ManuscriptState, source: TextSource, context: Context, *, indexed: bool = False
) -> ProjectedManuscript:
    """The row of one manuscript.

    source: gives its present text.  context.now decides on delegations.  indexed: this very
    text is in the search index already, so it is not read again.
    """
    text = source.text(state.text_hash)
    return ProjectedManuscript(
        manuscript_id=state.manuscript_id,
        number=state.number,
        title=text.title or state.title,
        section_id=state.section_id,
        channel_ids=state.channel_ids,
        phase=state.phase,
        stage=state.stage,
        entered_at=state.entered_at,
        due=state.due,
        registered_at=state.registered_at,
        updated_at=state.last_time,
        editor_id=state.editor_id,
        flags=state.flags,
        returned=state.was_returned,
        progress=progress(state),
        characters=source.characters(state.text_hash),
        text_hash=state.text_hash,
        text=None if indexed else plain_text(text),
        head=Head(state.manuscript_id, state.seq, state.head),
        released_at=_released_at(state),
        archived_at=state.archived_at,
        waiting=tasks(state, context),
        releases=tuple(
            ProjectedRelease(
                release.seq,
                release.event.channel_id,
                release.event.address,
                release.event.released_at,
            )
            for release in state.releases
        ),
        author=state.author,
        corrects=state.corrects,
        return_count=len(state.returns),
        delegated=any(not d.revoked for d in state.delegations),
        signatures=projected_signatures(state),
        differences=_differences(state),
    )


def progress(state: ManuscriptState) -> int:
    """0–6 steps done, 7 scanned, 8 released on every channel."""
    if state.phase in (Phase.RELEASED, Phase.ARCHIVED):
        return 8
    if state.phase is Phase.READY:
        return 7
    if state.phase is Phase.FINAL_SCAN:
        return 6
    if state.stage is not None:
        return state.stage.position
    return max((s.stage.position for s in state.sign_offs if not s.superseded), default=0)


def tasks(state: ManuscriptState, context: Context) -> tuple[Waiting, ...]:
    """Everything somebody is waited for: steps, 联审, final scan, release, archiving.

    What another desk has in hand waits for whoever it was handed to, and is nobody's to do here.
    """
    if state.custody is not None and not held_here(state, context):
        custody = state.custody
        holder, since = custody.person_id, custody.since
        return (Waiting(holder, state.stage, Part.SIGNER, since, state.due, HANDED_OVER),)
    found = [
        Waiting(w.person_id, w.stage, w.part, state.entered_at, state.due, SIGN)
        for w in waiting(state, context)
    ]
    if state.phase is Phase.IN_REVIEW:
        found += [
            Waiting(
                joint.person_id,
                state.stage,
                Part.SIGNER,
                joint.requested_at,
                state.due,
                JOINT_REVIEW,
            )
            for joint in state.joint_reviews
            if joint.review is None and context.person(joint.person_id)
        ]
    task = _AFTER_PROOFS.get(state.phase)
    if task:
        found += [
            Waiting(person_id, None, Part.SIGNER, state.entered_at, None, task)
            for person_id in finishers(state, context)
        ]
    return tuple(dict.fromkeys(found))


def finishers(state: ManuscriptState, context: Context) -> tuple[str, ...]:
    """Who scans, records the release and archives: those who signed 三校, while on the roster."""
    signed = [s.person_id for s in state.in_force(Stage.PROOF_3)]
    return tuple(dict.fromkeys(i for i in signed if context.person(i)))


def _differences(state: ManuscriptState) -> int | None:
    """What the latest comparison of each channel found, added up."""
    latest = {check.event.channel_id: check.event for check in state.published_checks}
    return sum(event.differences for event in latest.values()) if latest else None


def _released_at(state: ManuscriptState) -> datetime | None:
    return max((r.event.released_at for r in state.releases), default=None)
