"""Putting manuscripts' rows into the read models; damage halts its manuscript and no other."""

from __future__ import annotations

from qz_review.errors import Tampered
from qz_review.events.codec import decode
from qz_review.events.kinds import ManuscriptRegistered
from qz_review.model.stage import Phase
from qz_review.services.desk import Desk
from qz_review.services.projection import project
from qz_review.storage.projected import ProjectedManuscript
from qz_review.workflow.context import Context


def put_row(desk: Desk, manuscript_id: str, context: Context) -> None:
    """Project a manuscript anew; one whose record or text is damaged keeps a row that says so.

    Nothing waits there any more: opening it says what is damaged.
    """
    models = desk.store.read_models
    try:
        state = desk.find_state(manuscript_id)
        if state is not None:
            models.upsert(project(state, desk, context))
    except Tampered:  # told by the row, on opening the manuscript, and by verification
        if models.get(manuscript_id) is None:
            models.upsert(_what_is_left(desk, manuscript_id, context))
        models.mark_damaged(desk.store.events.head(manuscript_id))


def _what_is_left(desk: Desk, manuscript_id: str, context: Context) -> ProjectedManuscript:
    """A row from the registration alone, where that can still be read."""
    head = desk.store.events.head(manuscript_id)
    opened, moment = ManuscriptRegistered("", "", "", "", (), ""), context.now
    row = desk.store.events.row(manuscript_id, 1)
    try:
        recorded = decode(row) if row else None
    except Tampered:
        recorded = None
    if recorded is not None and isinstance(recorded.event, ManuscriptRegistered):
        opened, moment = recorded.event, recorded.envelope.time
    return ProjectedManuscript(
        manuscript_id=manuscript_id,
        number=opened.number,
        title=opened.title,
        section_id=opened.section_id,
        channel_ids=opened.channel_ids,
        phase=Phase.IN_REVIEW,
        stage=None,
        entered_at=moment,
        due=None,
        registered_at=moment,
        updated_at=moment,
        editor_id=opened.editor_id,
        flags=opened.flags,
        returned=False,
        progress=0,
        characters=0,
        text_hash="-",  # of no text: what is found again is indexed again
        text="",
        head=head,
        author=opened.author,
        corrects=opened.corrects,
    )
