"""终扫, 发布, 撤稿: ``workspace.release``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qz_review.documents.html_out import to_html, to_plain
from qz_review.errors import Refused
from qz_review.model.scan_certificate import ScanCertificate, certificate_bytes
from qz_review.services.acts import Acts
from qz_review.services.certificates import last_certificate
from qz_review.services.desk import Desk
from qz_review.services.files import file_ref
from qz_review.services.final_scan import NOT_CONFIGURED, Scanned, ScanOutcome, final_scan
from qz_review.services.findings import FindingsService
from qz_review.services.manuscript_view import scan_view
from qz_review.services.results import PublishText, SignedAct
from qz_review.services.review import signed_act
from qz_review.services.session import SessionService
from qz_review.services.views import ScanView
from qz_review.workflow.commands import Command, RecordFinalScan, RecordRelease, WaiveScan, Withdraw
from qz_review.workflow.state import ManuscriptState


class ReleaseService:
    """What follows 三校.  Only the text that 三校 signed is scanned and released."""

    def __init__(
        self,
        desk: Desk,
        acts: Acts,
        session: SessionService,
        findings: FindingsService,
    ) -> None:
        self._desk = desk
        self._acts = acts
        self._session = session
        self._findings = findings

    def final_scan(self, manuscript_id: str) -> ScanView:
        """Scan the signed text and record the result, with the certificate of the scan."""
        state = self._desk.state(manuscript_id)
        if not state.release_hash:
            raise Refused("workflow.wrong_phase", phase=state.phase)
        outcome = self._scan(state)
        made = outcome.certificate
        content = certificate_bytes(made) if made is not None else b""
        done = self._acts.perform(
            manuscript_id,
            RecordFinalScan(
                state.release_hash,
                outcome.result,
                outcome.versions,
                outcome.serious,
                outcome.minor,
                outcome.hints,
                file_ref(f"{state.number} 扫描证书.json", content) if content else None,
            ),
            blobs=[content] if content else [],
        )
        view = scan_view(done.state, self._desk.names())
        assert view is not None  # just recorded
        return view

    def _scan(self, state: ManuscriptState) -> ScanOutcome:
        basis = self._findings.basis_of(state)
        if basis is None:
            return NOT_CONFIGURED
        desk = self._desk
        text = desk.text(state.release_hash)
        scanned = Scanned(text, state.release_hash, state.number, desk.me().name, desk.now())
        return final_scan(basis, scanned, last_certificate(desk, state))

    def certificate(self, manuscript_id: str) -> ScanCertificate | None:
        """The certificate of the last final scan; None where there was no scan with rules."""
        return last_certificate(self._desk, self._desk.state(manuscript_id))

    def waive_scan(self, manuscript_id: str, reason: str, password: str) -> SignedAct:
        """The section chief lets serious findings stand, in a signed record."""
        return self._with_password(manuscript_id, WaiveScan(reason), password)

    def record_release(
        self,
        manuscript_id: str,
        channel_id: str,
        address: str,
        released_at: datetime,
        password: str,
    ) -> SignedAct:
        """Record that the signed text was released on one channel, by a signer of 三校."""

        def command(state: ManuscriptState | None) -> Command:
            signed = state.release_hash if state else ""
            return RecordRelease(channel_id, address, released_at, signed)

        return self._with_password(manuscript_id, command, password)

    def withdraw(self, manuscript_id: str, reason: str, password: str) -> SignedAct:
        """撤稿, before the first release only."""
        return self._with_password(manuscript_id, Withdraw(reason), password)

    def publish_text(self, manuscript_id: str) -> PublishText:
        """复制发布文本: the text 三校 signed, plain and as html.

        Raises Refused ``release.not_signed`` before 三校 has signed the present text.
        """
        state = self._desk.state(manuscript_id)
        if not state.release_hash or state.text_hash != state.release_hash:
            raise Refused("release.not_signed")
        text = self._desk.text(state.release_hash)
        return PublishText(plain=to_plain(text), html=to_html(text))

    def _with_password(
        self,
        manuscript_id: str,
        wish: Command | Callable[[ManuscriptState | None], Command],
        password: str,
    ) -> SignedAct:
        key = self._session.check_password(password)
        try:
            done = self._acts.perform(manuscript_id, wish, key=key)
        finally:
            key.erase()
        return signed_act(self._desk, done)
