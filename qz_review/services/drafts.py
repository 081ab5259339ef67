"""Autosaved work: what a person has typed but not signed, durable at each save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.desk import Desk
from qz_review.services.draft_codec import decode_draft, encode_draft
from qz_review.services.draft_merge import merged_text
from qz_review.services.views import DraftWork
from qz_review.workflow.state import ManuscriptState

_ASIDE = ":aside"


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as the person sees it again.

    set_aside: his text where edits saved elsewhere clash with it; then ``work`` holds the
    saved text, and his own is kept until he signs.  merged: such edits were laid into his text.
    """

    work: DraftWork
    saved_at: datetime
    set_aside: ManuscriptText | None = None
    merged: bool = False


def step_of(state: ManuscriptState) -> Stage:
    """The step a draft belongs to: the waiting one; after 三校 an edit reopens 三校."""
    return state.stage or Stage.PROOF_3


def changed_since(state: ManuscriptState, base_hash: str, person_id: str) -> str:
    """Who saved a text since ``base_hash`` was the saved one (a person id), or empty.

    Somebody else rather than ``person_id``, who may have done it in another window.
    """
    if base_hash == state.text_hash:
        return ""
    for version in reversed(state.versions):
        if version.text_hash == base_hash:
            break
        if version.actor_id != person_id:
            return version.actor_id
    return person_id


class DraftShelf:
    """Drafts of the person at the desk; one a manuscript and person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, state: ManuscriptState, person_id: str) -> OpenDraft | None:
        """The person's draft at the waiting step, brought up to the text saved meanwhile."""
        draft = self._desk.store.drafts.get(state.manuscript_id, person_id)
        if draft is None or draft.stage != step_of(state).value:
            return None
        work = decode_draft(draft.text)
        if work is None:
            return None
        aside = self._aside(state, person_id)
        work = replace(work, base_hash=state.text_hash)
        if draft.base_hash == state.text_hash:
            return OpenDraft(work, draft.saved_at, aside)
        saved = self._desk.text(state.text_hash)
        both = merged_text(self._desk.text(draft.base_hash), work.text, saved)
        if both is not None:
            return OpenDraft(replace(work, text=both), draft.saved_at, aside, merged=True)
        return OpenDraft(replace(work, text=saved), draft.saved_at, set_aside=work.text)

    def save(self, state: ManuscriptState, person_id: str, work: DraftWork) -> datetime:
        """Keep the work; on disk when this returns.  The last save of a person wins.

        Where the earlier draft clashed with what somebody else saved, and the person has
        gone on from the saved text, his earlier text is laid aside before it is overwritten.
        """
        now = self._desk.now()
        drafts = self._desk.store.drafts
        stage = step_of(state).value
        with self._desk.store.transaction():
            earlier = drafts.get(state.manuscript_id, person_id)
            if earlier is not None and earlier.stage != stage:
                earlier = None
            base = work.base_hash or (earlier.base_hash if earlier else state.text_hash)
            base = self._desk.own_saves.present_base(state.manuscript_id, person_id, base)
            if earlier is not None and earlier.base_hash != base:
                self._lay_aside(state, person_id, earlier.base_hash, now)
            drafts.save(state.manuscript_id, person_id, stage, base, encode_draft(work), now)
        return now

    def _lay_aside(
        self, state: ManuscriptState, person_id: str, base_hash: str, now: datetime
    ) -> None:
        opened = self.open(state, person_id)
        if opened is None or opened.set_aside is None:
            return
        kept = encode_draft(replace(opened.work, text=opened.set_aside))
        stage = step_of(state).value
        self._desk.store.drafts.save(
            state.manuscript_id, person_id + _ASIDE, stage, base_hash, kept, now
        )

    def drop(self, manuscript_id: str, person_id: str) -> None:
        """The work was signed or given up; call it inside the transaction that did so."""
        self._desk.store.drafts.delete(manuscript_id, person_id)
        self._desk.store.drafts.delete(manuscript_id, person_id + _ASIDE)

    def rebase(self, state: ManuscriptState, person_id: str, work: DraftWork) -> None:
        """After the draft's text was saved as a version: keep the rest on top of it."""
        now = self._desk.now()
        self._desk.store.drafts.save(
            state.manuscript_id,
            person_id,
            step_of(state).value,
            state.text_hash,
            encode_draft(work),
            now,
        )

    def _aside(self, state: ManuscriptState, person_id: str) -> ManuscriptText | None:
        kept = self._desk.store.drafts.get(state.manuscript_id, person_id + _ASIDE)
        if kept is None or kept.stage != step_of(state).value:
            return None
        work = decode_draft(kept.text)
        return work.text if work else None
