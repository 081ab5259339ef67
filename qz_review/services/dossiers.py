"""Filling the dossier of one manuscript for print: names resolved, rounds worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qz_review.archive.dossier import (
    AttachedFile,
    ConsultationRow,
    DelegationRow,
    Dossier,
    HistoryRow,
    JointReviewRow,
    NotedItem,
    NoteRow,
    ReleaseRow,
    ReturnRow,
    ScanRow,
)
from qz_review.events.kinds import Archived, FileRef
from qz_review.events.record import Recorded
from qz_review.model.check_code import check_code
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Picture, count_characters
from qz_review.services.acts import Done
from qz_review.services.certificates import last_certificate
from qz_review.services.composition import Composition
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.event_labels import event_label
from qz_review.services.moments import moment_of
from qz_review.services.naming import Names, flags_line
from qz_review.services.rounds import Rounds
from qz_review.workflow.checklists import load_checklists
from qz_review.workflow.state import ManuscriptState


class DossierBuilder:
    """Builds dossiers from the fold and the stored events."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._compositions = Compositions(desk)

    def dossier(self, manuscript_id: str, ahead: Done | None = None) -> Dossier:
        """Everything about one manuscript as of now.  Raises Refused, Tampered.

        ahead: an act on this manuscript that is sealed and about to be stored; the dossier is
        that of the manuscript with it.
        """
        desk = self._desk
        state = ahead.state if ahead else desk.state(manuscript_id)
        names, roster = desk.names(), desk.roster()
        events = desk.events_of(manuscript_id) + (ahead.events if ahead else ())
        rounds = Rounds(desk, state, names, events)
        rows = rounds.sign_off_rows()
        text = desk.text(state.text_hash)
        composition = self._compositions.of(state)
        final = state.in_force(Stage.PROOF_3)
        source_hash = state.source.text_hash if state.source else ""
        return Dossier(
            unit_name=desk.unit().name,
            number=state.number,
            title=text.title or state.title,
            subtitle=text.subtitle,
            section=names.section(state.section_id),
            author=state.author,
            editor=names.person(state.editor_id),
            registered_at=state.registered_at,
            made_at=desk.now(),
            phase=state.phase,
            stage=state.stage,
            flags=state.flags,
            flags_line=flags_line(state.flags),
            source=state.source,
            channels=_releases(state, names),
            characters=count_characters(text),
            picture_count=sum(1 for block in text.blocks if isinstance(block, Picture)),
            sign_offs=tuple(row for row in rows if not row.superseded),
            superseded=tuple(
                sorted((row for row in rows if row.superseded), key=lambda row: row.seq)
            ),
            returns=_returns(state, names),
            consultations=_consultations(state),
            joint_reviews=self._joint_reviews(state, names),
            delegations=_delegations(state, names),
            scan=_scan(state, names),
            original_text=desk.text(state.original_hash),
            signed_text=text,
            approved_text=desk.text(state.approved_hash) if state.approved_hash else None,
            release_text=desk.text(state.release_hash) if state.release_hash else None,
            original_hash=state.original_hash,
            text_hash=state.text_hash,
            approved_hash=state.approved_hash,
            release_hash=state.release_hash,
            source_text=desk.text(source_hash) if source_hash else None,
            proofs=rounds.proofs(),
            marked=composition.document,
            by_stage=rounds.markups(),
            changes_after_approval=final[-1].changes if final else (),
            carried_out=final[-1].carried_out if final else (),
            history=tuple(_history(event, names) for event in events),
            files=_files(state, text),
            head_seq=state.seq,
            head_hash=state.head,
            event_count=len(events),
            roster_seq=roster.head.seq,
            roster_hash=roster.head.hash,
            check_code=check_code(state.number, state.text_hash),
            corrects_number=self._number_of(state.corrects),
            corrected_by_numbers=tuple(number for _, number in state.corrected_by),
            end_reason=state.end_reason,
            archived_at=state.archived_at,
            archived_seq=next((e.envelope.seq for e in events if isinstance(e.event, Archived)), 0),
            archive_answers=_archive_answers(events),
            pictures=self._pictures(state),
            notes=self._notes(state, names, composition),
            certificate=last_certificate(desk, state),
        )

    def _notes(
        self, state: ManuscriptState, names: Names, composition: Composition
    ) -> tuple[NoteRow, ...]:
        """The notes in the order of their places in the present text."""
        placed = []
        for note in state.notes:
            event = note.event
            place = self._compositions.carry(
                state, composition, event.text_hash, note.seq, (event.start, event.end)
            )
            placed.append((place, note))
        placed.sort(key=lambda item: (item[0].start, item[0].end, item[1].seq))
        return tuple(
            NoteRow(
                number,
                place.start,
                place.end,
                place.gone,
                note.event.quote,
                note.event.words,
                note.event.author or names.person(note.person_id),
                note.stage,
                moment_of(note.event.written) if note.event.author else note.time,
                note.settled,
            )
            for number, (place, note) in enumerate(placed, 1)
        )

    def _joint_reviews(self, state: ManuscriptState, names: Names) -> tuple[JointReviewRow, ...]:
        pictures = self._desk.roster().pictures
        rows = []
        for joint in state.joint_reviews:
            picture = pictures.get(joint.person_id) if joint.review else None
            rows.append(
                JointReviewRow(
                    names.person(joint.person_id),
                    joint.matter,
                    joint.review.outcome if joint.review else None,
                    joint.review.opinion if joint.review else "",
                    joint.reviewed_at,
                    joint.review.text_hash if joint.review else "",
                    self._desk.store.blobs.get(picture.digest) if picture else None,
                )
            )
        return tuple(rows)

    def _number_of(self, manuscript_id: str) -> str:
        state = self._desk.readable_state(manuscript_id) if manuscript_id else None
        return state.number if state else ""

    def _pictures(self, state: ManuscriptState) -> dict[str, bytes]:
        digests = {
            block.digest
            for version in state.versions
            for block in self._desk.text(version.text_hash).blocks
            if isinstance(block, Picture)
        }
        digests |= {sheet.digest for sheet in _scanned_sheets(state)}
        blobs = self._desk.store.blobs
        return {digest: blobs.get(digest) for digest in sorted(digests) if blobs.has(digest)}


def _scanned_sheets(state: ManuscriptState) -> Iterator[FileRef]:
    """Scanned 会签单 and 纸质签批单 that can be shown as pictures."""
    sheets = [c.answer.sheet for c in state.consultations if c.answer]
    sheets += [sign_off.sheet for sign_off in state.sign_offs]
    for sheet in sheets:
        if sheet is not None and sheet.media_type.startswith("image/"):
            yield sheet


def _releases(state: ManuscriptState, names: Names) -> tuple[ReleaseRow, ...]:
    done = {release.event.channel_id: release for release in state.releases}
    rows = []
    for channel_id in dict.fromkeys((*state.channel_ids, *done)):
        release = done.get(channel_id)
        rows.append(
            ReleaseRow(
                names.channel(channel_id),
                release.event.address if release else "",
                release.event.released_at if release else None,
                names.person(release.person_id) if release else "",
                release.event.text_hash if release else "",
            )
        )
    return tuple(rows)


def _returns(state: ManuscriptState, names: Names) -> tuple[ReturnRow, ...]:
    rows = [
        ReturnRow(
            back.seq,
            back.event.from_stage,
            back.event.to_stage,
            names.acting(back.person_id, back.on_behalf_of),
            back.event.reason,
            back.time,
        )
        for back in state.returns
    ]
    rows += [
        ReturnRow(
            over.seq,
            over.stage,
            over.to_stage,
            names.acting(over.person_id, over.on_behalf_of),
            over.reason,
            over.time,
            overruled=True,
        )
        for over in state.overrulings
    ]
    return tuple(sorted(rows, key=lambda row: row.seq))


def _consultations(state: ManuscriptState) -> tuple[ConsultationRow, ...]:
    return tuple(
        ConsultationRow(
            kind=c.request.kind,
            unit=c.request.unit,
            matter=c.request.matter,
            requested_at=c.requested_at,
            outcome=c.answer.outcome if c.answer else None,
            words=c.answer.words if c.answer else "",
            signed_by=c.answer.signed_by if c.answer else "",
            sealed=bool(c.answer and c.answer.sealed),
            answered_at=c.answered_at,
            sheet_name=c.answer.sheet.name if c.answer and c.answer.sheet else "",
            sheet_digest=c.answer.sheet.digest if c.answer and c.answer.sheet else "",
            our_reason=c.our_reason,
        )
        for c in state.consultations
    )


def _delegations(state: ManuscriptState, names: Names) -> tuple[DelegationRow, ...]:
    return tuple(
        DelegationRow(
            d.granted.stage,
            names.person(d.granted.from_id),
            names.person(d.granted.to_id),
            d.granted.reason,
            d.time,
            d.granted.until,
            d.revoked,
        )
        for d in state.delegations
    )


def _scan(state: ManuscriptState, names: Names) -> ScanRow | None:
    if not state.scans:
        return None
    scan = state.scans[-1]
    versions = scan.event.versions
    return ScanRow(
        scan.event.result,
        scan.time,
        names.person(scan.person_id),
        scan.event.text_hash,
        scan.event.serious,
        scan.event.minor,
        scan.event.hints,
        versions.rules,
        versions.lexicons,
        versions.models,
        names.person(scan.waived_by),
        scan.waiver_reason,
    )


def _history(recorded: Recorded, names: Names) -> HistoryRow:
    envelope = recorded.envelope
    return HistoryRow(
        envelope.seq,
        envelope.time,
        event_label(recorded.event, names),
        names.acting(envelope.actor_id, envelope.on_behalf_of),
        recorded.hash[:8].upper(),
        envelope.clock_behind_ms,
    )


def _files(state: ManuscriptState, text: ManuscriptText) -> tuple[AttachedFile, ...]:
    files: list[AttachedFile] = []

    def add(refs: Iterable[FileRef | None], purpose: str) -> None:
        files.extend(
            AttachedFile(ref.name, ref.digest, ref.size, ref.media_type, purpose)
            for ref in refs
            if ref is not None
        )

    add([state.received_file], "收到的原稿文件")
    add(
        [state.source_file], "原稿文件" if state.received_file is None else "原稿文件（转成的docx）"
    )
    files.extend(
        AttachedFile(a.name, a.digest, a.size, a.media_type, "附件") for a in text.attachments
    )
    for consultation in state.consultations:
        if consultation.answer is not None:
            add([consultation.answer.sheet], f"{consultation.request.kind.label}单")
    add([sign_off.sheet for sign_off in state.sign_offs], "纸质签批单")
    add([scan.certificate for scan in state.scans], "扫描证书")
    return tuple(files)


def _archive_answers(events: Iterable[Recorded]) -> tuple[NotedItem, ...]:
    """What was answered at archiving (三校（6）): the statement, and 是/否/不适用 with the note."""
    for recorded in events:
        event = recorded.event
        if isinstance(event, Archived):
            checklist = load_checklists(event.checklist_version or None).of(Stage.PROOF_3)
            items = {item.id: item for item in checklist.items}
            return tuple(
                NotedItem(
                    items[a.item_id].clause,
                    items[a.item_id].statement,
                    "；".join(filter(None, (a.answer.label, a.note))),
                )
                for a in event.answers
                if a.item_id in items
            )
    return ()
