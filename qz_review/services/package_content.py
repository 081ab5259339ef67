"""What goes into a package, gathered from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qz_review.events.codec import decode
from qz_review.events.kinds import ROSTER_STREAM, HandoverRecalled, HandoverReceived
from qz_review.events.record import StoredEvent
from qz_review.handover.manifest import Purpose
from qz_review.handover.packing import PackageContent, PackedBlob, PackedManuscript
from qz_review.ledger.checked_rows import TEXT_START, blobs_named_by, blobs_named_in
from qz_review.services.desk import Desk
from qz_review.workflow.state import ManuscriptState


def whole_manuscripts(
    desk: Desk,
    states: Sequence[ManuscriptState],
    package_id: str,
    purpose: Purpose,
    recipient_id: str,
    ahead: Sequence[StoredEvent] = (),
) -> PackageContent:
    """Everything about these manuscripts: their chains, every text and file, the roster.

    ahead: events that are sealed and about to be appended; they travel too.
    """
    packed = [
        PackedManuscript(
            state.number,
            desk.text(state.text_hash).title or state.title,
            (
                *desk.store.events.read_stream(state.manuscript_id),
                *(row for row in ahead if row.stream == state.manuscript_id),
            ),
        )
        for state in states
    ]
    named = _named(desk, (row for manuscript in packed for row in manuscript.rows))
    return _content(desk, package_id, purpose, recipient_id, packed, named)


def only_events(
    desk: Desk,
    manuscripts: Sequence[tuple[ManuscriptState, Sequence[StoredEvent]]],
    package_id: str,
    purpose: Purpose,
    recipient_id: str,
) -> PackageContent:
    """A few events for a desk that has the rest: a receipt, a recall."""
    packed = [
        PackedManuscript(state.number, state.title, tuple(rows)) for state, rows in manuscripts
    ]
    return _content(desk, package_id, purpose, recipient_id, packed)


def row_about(
    desk: Desk, state: ManuscriptState, kind: type[HandoverReceived] | type[HandoverRecalled]
) -> StoredEvent | None:
    """The event that received or recalled the latest handing over of a manuscript."""
    if not state.handovers:
        return None
    last = state.handovers[-1]
    for row in desk.store.events.read_stream(state.manuscript_id, last.seq):
        event = decode(row).event
        if isinstance(event, kind) and event.handed_over == last.hash:
            return row
    return None


def roster_only(
    desk: Desk, package_id: str, sealed_keys: Sequence[tuple[str, bytes]]
) -> PackageContent:
    """人员名册 alone, with the sealed keys of those whose desk is to be set up."""
    return _content(desk, package_id, Purpose.ROSTER, "", [], sealed_keys=sealed_keys)


def _content(
    desk: Desk,
    package_id: str,
    purpose: Purpose,
    recipient_id: str,
    packed: Sequence[PackedManuscript],
    named: Iterable[str] = (),
    sealed_keys: Sequence[tuple[str, bytes]] = (),
) -> PackageContent:
    """The content with the roster, and the signature pictures that the roster names now."""
    blobs = desk.store.blobs
    shown = (picture.digest for picture in desk.roster().pictures.values())
    pictures = [digest for digest in shown if blobs.has(digest)]
    return PackageContent(
        package_id=package_id,
        purpose=purpose,
        made_at=desk.now(),
        unit=desk.unit().name,
        sender_id=desk.signed_in.require_id(),
        sender_desk=desk.need_desk_id(),
        recipient_id=recipient_id,
        roster=tuple(desk.store.events.read_stream(ROSTER_STREAM)),
        manuscripts=packed,
        blobs=_blobs(desk, dict.fromkeys([*named, *pictures])),
        sealed_keys=sealed_keys,
    )


def _named(desk: Desk, rows: Iterable[StoredEvent]) -> Iterator[str]:
    """Digests of all texts and files, those that the texts name among them."""
    seen: set[str] = set()
    for row in rows:
        for name in blobs_named_by(row.body):
            digest = name.decode()
            if digest in seen:
                continue
            seen.add(digest)
            yield digest
            with desk.store.blobs.open(digest) as source:
                text = source.read(len(TEXT_START))
                if text == TEXT_START:
                    text += source.read()
                    yield from (inner.decode() for inner in blobs_named_in(text))


def _blobs(desk: Desk, digests: Iterable[str]) -> list[PackedBlob]:
    blobs = desk.store.blobs
    return [
        PackedBlob(digest, blobs.size(digest), lambda digest=digest: blobs.open(digest))  # type: ignore[misc]
        for digest in digests
    ]
