"""What an archive should hold and does not: named before 归档, never after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qz_review.model.manuscript import ConsultationKind
from qz_review.model.stage import Phase
from qz_review.services.desk import Desk
from qz_review.services.naming import step_label
from qz_review.services.unit_certificate import UnitCertificate
from qz_review.workflow.state import ManuscriptState


@dataclass(frozen=True, slots=True)
class MissingPiece:
    """One piece.  where: whose or of what (一审 张某宁), empty where the code says all.

    code: ``scan`` no final scan of the text released; ``scan_certificate`` a scan without its
    report; ``release`` a channel without a release; ``address`` a release without its address;
    ``opinion`` a sign-off without words; ``joint_review`` asked and not given;
    ``consultation`` asked and not answered; ``countersign_sheet``; ``paper_sheet``;
    ``source_text`` of a reprint; ``source_file`` of the 原稿; ``markup`` a version whose text is
    gone, so that its 花脸稿 cannot be drawn; ``file`` a kept file that is gone;
    ``certificate`` the archive will bear no signature of the unit.
    """

    code: str
    where: str = ""


def missing_pieces(
    desk: Desk, certificate: UnitCertificate, manuscript_id: str
) -> tuple[MissingPiece, ...]:
    """All that is missing of one manuscript; they warn, the person decides.

    Raises Refused ``manuscript.unknown``.
    """
    state = desk.state(manuscript_id)
    missing = [
        *_after_proof(desk, state),
        *_words(desk, state),
        *_sheets(state),
        *_kept(desk, state),
    ]
    person = desk.signed_in.person_id
    if not person or not certificate.ready_for(desk.me()):
        missing.append(MissingPiece("certificate"))
    return tuple(missing)


def _after_proof(desk: Desk, state: ManuscriptState) -> Iterator[MissingPiece]:
    if state.phase in (Phase.REJECTED, Phase.WITHDRAWN):
        return
    if not state.scans or state.scans[-1].event.text_hash != state.release_hash:
        yield MissingPiece("scan")
    names = desk.names()
    done = {release.event.channel_id: release.event for release in state.releases}
    for channel_id in state.channel_ids:
        if channel_id not in done:
            yield MissingPiece("release", names.channel(channel_id))
        elif not done[channel_id].address.strip():
            yield MissingPiece("address", names.channel(channel_id))


def _words(desk: Desk, state: ManuscriptState) -> Iterator[MissingPiece]:
    names = desk.names()
    for sign_off in state.sign_offs:
        if not sign_off.superseded and not sign_off.opinion.strip():
            step = step_label(sign_off.stage, sign_off.part)
            yield MissingPiece("opinion", f"{step} {names.person(sign_off.person_id)}")
    for joint in state.joint_reviews:
        if joint.review is None:
            yield MissingPiece("joint_review", names.person(joint.person_id))
    for consultation in state.consultations:
        if consultation.answer is None:
            yield MissingPiece("consultation", consultation.request.unit)


def _sheets(state: ManuscriptState) -> Iterator[MissingPiece]:
    for consultation in state.consultations:
        asked, answer = consultation.request, consultation.answer
        if asked.kind is ConsultationKind.COUNTERSIGN and answer and answer.sheet is None:
            yield MissingPiece("countersign_sheet", asked.unit)
    for sign_off in state.sign_offs:
        if sign_off.paper and sign_off.sheet is None:
            yield MissingPiece("paper_sheet", step_label(sign_off.stage, sign_off.part))
    if state.source is not None and not state.source.text_hash:
        yield MissingPiece("source_text")
    if state.source_file is None:
        yield MissingPiece("source_file")


def _kept(desk: Desk, state: ManuscriptState) -> Iterator[MissingPiece]:
    """Texts and files that the workspace should keep and does not."""
    blobs = desk.store.blobs
    for version in state.versions:
        if not blobs.has(version.text_hash):
            yield MissingPiece("markup", version.stage.label if version.stage else "原稿")
    refs = [state.received_file, state.source_file, *(s.sheet for s in state.sign_offs)]
    refs += [c.answer.sheet for c in state.consultations if c.answer]
    for ref in refs:
        if ref is not None and not blobs.has(ref.digest):
            yield MissingPiece("file", ref.name)
    if blobs.has(state.text_hash):
        for attachment in desk.text(state.text_hash).attachments:
            if not blobs.has(attachment.digest):
                yield MissingPiece("file", attachment.name)
