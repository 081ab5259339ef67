"""归档 (四（二）3（6）), the last signed act, and its PDF: ``workspace.archive``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from qz_review.archive.dossier import Dossier
from qz_review.archive.pdf_signature import sign_pdf
from qz_review.archive.sheets import archive_pdf, supplement_pdf
from qz_review.archive.supplement import later_rows
from qz_review.errors import Refused
from qz_review.jobs import JobContext, SilentJob
from qz_review.model.checklist import AskedAt, Checklist, ItemAnswer
from qz_review.model.stage import Phase, Stage
from qz_review.services.acts import Acts, Done
from qz_review.services.archive_contents import ContentsBuilder
from qz_review.services.archive_pieces import MissingPiece, missing_pieces
from qz_review.services.desk import Desk
from qz_review.services.dossiers import DossierBuilder
from qz_review.services.exports import ExportsService
from qz_review.services.results import SignedAct
from qz_review.services.review import signed_act
from qz_review.services.session import SessionService
from qz_review.services.unit_certificate import UnitCertificate
from qz_review.signing.keypair import KeyPair
from qz_review.storage.atomic_file import replacing, write_atomically, write_durably
from qz_review.workflow.commands import AddAddress, Archive
from qz_review.workflow.state import ManuscriptState

FOLDER = "archive"


class ArchiveService:
    """Closes a manuscript for good and writes its archive."""

    def __init__(
        self,
        desk: Desk,
        acts: Acts,
        session: SessionService,
        exports: ExportsService,
        certificate: UnitCertificate,
    ) -> None:
        self._desk = desk
        self._acts = acts
        self._session = session
        self._certificate = certificate
        self._dossiers = DossierBuilder(desk)
        self._contents = ContentsBuilder(desk, exports)

    def missing_pieces(self, manuscript_id: str) -> tuple[MissingPiece, ...]:
        """What the archive should hold and does not; it warns, the person decides."""
        return missing_pieces(self._desk, self._certificate, manuscript_id)

    def archive_items(self, manuscript_id: str) -> Checklist:
        """What is asked at archiving; empty for a manuscript that was never released."""
        state = self._desk.state(manuscript_id)
        checklist = self._desk.context().checklists.of(Stage.PROOF_3)
        if state.phase is not Phase.RELEASED:
            return replace(checklist, items=())
        return replace(checklist, items=checklist.questions(AskedAt.ARCHIVE))

    def archive(
        self,
        manuscript_id: str,
        answers: Sequence[ItemAnswer],
        password: str,
        job: JobContext | None = None,
    ) -> Path:
        """Sign 归档 and write the PDF into the workspace's archive folder; returns its path.

        The act is sealed first, since the PDF shows it, and stored when the PDF is on the disk
        under another name: whatever fails or is cancelled before leaves neither of them.
        Raises Refused ``checklist.unanswered``, ``session.*``; Environment; Cancelled.
        """
        watch = job or SilentJob()
        watch.check_cancelled()
        path = self._path(manuscript_id)

        with replacing(path) as beside:

            def write(ahead: Done, key: KeyPair) -> None:
                write_durably(beside, self._made(manuscript_id, watch, key, ahead))
                watch.check_cancelled()

            self._sign(manuscript_id, answers, password, write)
        return path

    def sign_archive(
        self, manuscript_id: str, answers: Sequence[ItemAnswer], password: str
    ) -> SignedAct:
        """The signed act alone; the PDF is made later."""
        return self._sign(manuscript_id, answers, password)

    def _sign(
        self,
        manuscript_id: str,
        answers: Sequence[ItemAnswer],
        password: str,
        before: Callable[[Done, KeyPair], None] | None = None,
    ) -> SignedAct:
        state = self._desk.state(manuscript_id)
        checklist = self._desk.context().checklists.of(Stage.PROOF_3)
        command = Archive(tuple(answers), checklist.version, _pieces(state))
        key = self._session.check_password(password)
        try:
            done = self._acts.perform(
                manuscript_id,
                command,
                key=key,
                before=partial(_with_key, before, key) if before else None,
            )
        finally:
            key.erase()
        return signed_act(self._desk, done)

    def write_pdf(self, manuscript_id: str) -> Path:
        """Make the archive PDF anew and put it into the workspace's archive folder."""
        path = self._path(manuscript_id)
        write_atomically(path, self.archive_pdf(manuscript_id))
        return path

    def archive_pdf(self, manuscript_id: str, job: JobContext | None = None) -> bytes:
        """The archive as it stands; before 归档 it is a working copy and says so.

        An archive made anew holds the same evidence and is signed where somebody is logged in;
        a working copy is not signed and has nothing inside.
        """
        watch = job or SilentJob()
        if self._desk.state(manuscript_id).archived_at is None:
            return archive_pdf(self._dossiers.dossier(manuscript_id), watch)
        key = self._desk.signed_in.keypair() if self._desk.signed_in.person_id else None
        return self._made(manuscript_id, watch, key)

    def add_address(self, manuscript_id: str, channel_id: str, address: str) -> Path | None:
        """补登网址 of a release, after archiving too; then 归档补充单 is written.

        Returns its path, None before 归档.  Raises Refused ``release.no_address``,
        ``published.not_released``, ``workflow.*``; Environment.
        """
        done = self._acts.perform(manuscript_id, AddAddress(channel_id, address))
        if done.state.archived_at is None:
            return None
        return self.write_supplement(manuscript_id)

    def write_supplement(self, manuscript_id: str) -> Path:
        """Write 归档补充单 with all that came after 归档, beside the archive, which stays.

        A later sheet holds what the earlier ones do and has the next number.
        Raises Refused ``archive.nothing_later``, Environment, Tampered.
        """
        dossier = self._dossiers.dossier(manuscript_id)
        later = later_rows(dossier)
        if not later:
            raise Refused("archive.nothing_later", number=dossier.number)
        attached = self._contents.supplement(manuscript_id, dossier)
        key = self._desk.signed_in.keypair() if self._desk.signed_in.person_id else None
        path = self._path(manuscript_id)
        path = path.with_name(f"{path.stem} 补充{len(later)}{path.suffix}")
        write_atomically(path, self._signed(supplement_pdf(dossier, attached), dossier, key))
        return path

    def _made(
        self, manuscript_id: str, job: JobContext, key: KeyPair | None, ahead: Done | None = None
    ) -> bytes:
        """The archive with all it holds, signed where the key opens the unit's."""
        dossier = self._dossiers.dossier(manuscript_id, ahead)
        made = self._contents.contents(manuscript_id, dossier, ahead.rows if ahead else (), job)
        pdf = archive_pdf(made.dossier, job, made.attached)
        job.check_cancelled()
        return self._signed(pdf, dossier, key)

    def _signed(self, pdf: bytes, dossier: Dossier, key: KeyPair | None) -> bytes:
        """The file with the unit's signature, where the key opens the unit's."""
        unit_key = self._certificate.open(key) if key else None
        if unit_key is None:
            return pdf
        return sign_pdf(pdf, unit_key, dossier.unit_name, f"归档 {dossier.number}")

    def _path(self, manuscript_id: str) -> Path:
        number = self._desk.state(manuscript_id).number
        return self._desk.store.folder / FOLDER / f"{number}.pdf"


def _with_key(before: Callable[[Done, KeyPair], None], key: KeyPair, done: Done) -> None:
    before(done, key)


def _pieces(state: ManuscriptState) -> tuple[str, ...]:
    """Names of the parts the archive holds, as the event records them."""
    pieces = ["审签单"]
    proofs = [stage for stage in Stage if stage.is_proof and state.in_force(stage)]
    pieces += [f"{stage.label}清样" for stage in proofs]
    if len({version.text_hash for version in state.versions}) > 1:
        pieces.append("花脸稿")
    pieces.append("原稿")
    if state.approved_hash:
        pieces.append("签发稿")
    if state.consultations:
        pieces.append("征求意见和会签")
    if state.scans:
        pieces.append("发布前扫描")
    if state.releases:
        pieces.append("发布记录")
    return tuple(pieces)
