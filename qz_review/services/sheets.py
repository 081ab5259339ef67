"""打印: the sheets of a manuscript as PDF bytes: ``workspace.sheets``."""

from __future__ import annotations

from qz_review.archive import sheets as pdf
from qz_review.archive.dossier import RecoverySheet, StageSheet
from qz_review.jobs import JobContext
from qz_review.ledger.roster import RECOVERY_ACTOR
from qz_review.markup.layers import compose
from qz_review.model.check_code import check_code
from qz_review.model.person import Role
from qz_review.model.stage import Stage
from qz_review.services.desk import Desk
from qz_review.services.dossiers import DossierBuilder
from qz_review.services.marked_versions import marked_versions


class SheetsService:
    """Prints before the archive; nothing here is recorded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._dossiers = DossierBuilder(desk)

    def approval_sheet(self, manuscript_id: str) -> bytes:
        """稿件三审三校审签单 as it stands."""
        return pdf.approval_sheet_pdf(self._dossiers.dossier(manuscript_id))

    def stage_sheet(self, manuscript_id: str, stage: Stage) -> bytes:
        """审签单, 清样 and 花脸稿 of one step, as they were when it was signed.

        The marks are those up to this step; what was changed later is on the later sheets.
        While 三审 waits its sheet is the one to sign on paper: it bears the text's hash and
        the check code that the record of the paper sign-off asks for.
        """
        state, names = self._desk.state(manuscript_id), self._desk.names()
        signed = state.in_force(stage)
        digest = signed[-1].text_hash if signed else state.text_hash
        until = signed[-1].seq if signed else None
        return pdf.stage_sheet_pdf(
            StageSheet(
                dossier=self._dossiers.dossier(manuscript_id),
                stage=stage,
                text=self._desk.text(digest),
                text_hash=digest,
                marked=compose(marked_versions(state, names, self._desk.text, until=until)),
                check_code=check_code(state.number, digest),
                for_paper=stage is Stage.REVIEW_3 and state.stage is Stage.REVIEW_3,
            )
        )

    def check_code(self, manuscript_id: str) -> str:
        """The code on the sheet of the present text."""
        state = self._desk.state(manuscript_id)
        return check_code(state.number, state.text_hash)

    def marked_sheet(self, manuscript_id: str, job: JobContext | None = None) -> bytes:
        """花脸稿 with the marks of all steps.  Raises Cancelled between two pages."""
        return pdf.marked_sheet_pdf(self._dossiers.dossier(manuscript_id), job)

    def clean_sheet(self, manuscript_id: str, job: JobContext | None = None) -> bytes:
        """清样 of the present text.  Raises Cancelled between two pages."""
        return pdf.clean_sheet_pdf(self._dossiers.dossier(manuscript_id), job)

    def recovery_sheet(self, code: str) -> bytes:
        """The recovery code on paper, to be locked away; the code is kept nowhere."""
        roster = self._desk.roster()
        administrators = roster.with_role(Role.ADMINISTRATOR)
        first = administrators[0] if administrators else None
        return pdf.recovery_sheet_pdf(
            RecoverySheet(
                unit_name=self._desk.unit().name,
                administrator=first.name if first else RECOVERY_ACTOR,
                account=first.account if first else "",
                code=code,
                made_at=self._desk.now(),
            )
        )
