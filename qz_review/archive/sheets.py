"""The PDFs of the product, bytes out: the whole archive, and each sheet by itself.

reportlab and the faces are loaded on the first call, never on import.
Errors: Environment ``assets.missing`` where a face is not installed; Cancelled where the
job was cancelled.  No text, picture or name of a dossier makes these functions fail.
"""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.archive.attached import Attached
from qz_review.archive.dossier import Dossier, RecoverySheet, StageSheet
from qz_review.jobs import JobContext


def archive_pdf(
    dossier: Dossier, job: JobContext | None = None, attached: Sequence[Attached] = ()
) -> bytes:
    """The whole archive of one manuscript: 审签单, 清样, 花脸稿, lists and history.

    attached: files that travel inside; with them the file is PDF/A-3b, without PDF/A-2b.
    """
    from qz_review.archive.composition import whole_archive

    return whole_archive(dossier, job, attached)


def supplement_pdf(dossier: Dossier, attached: Sequence[Attached] = ()) -> bytes:
    """归档补充单: what came to be known after 归档."""
    from qz_review.archive.composition import supplement_sheet

    return supplement_sheet(dossier, attached)


def approval_sheet_pdf(dossier: Dossier) -> bytes:
    """稿件三审三校审签单, with the continuation of returns and superseded signatures."""
    from qz_review.archive.composition import approval_sheet

    return approval_sheet(dossier)


def stage_sheet_pdf(stage_sheet: StageSheet) -> bytes:
    """What is printed for one step: 审签单 of the step, 清样 and 花脸稿."""
    from qz_review.archive.composition import step_sheet

    return step_sheet(stage_sheet)


def clean_sheet_pdf(dossier: Dossier, job: JobContext | None = None) -> bytes:
    """清样 of the present text."""
    from qz_review.archive.composition import clean_sheet

    return clean_sheet(dossier, job)


def marked_sheet_pdf(dossier: Dossier, job: JobContext | None = None) -> bytes:
    """花脸稿 with the marks of all steps."""
    from qz_review.archive.composition import marked_sheet

    return marked_sheet(dossier, job)


def recovery_sheet_pdf(sheet: RecoverySheet) -> bytes:
    """The administrator's recovery code, to be printed once and locked away."""
    from qz_review.archive.composition import recovery_sheet

    return recovery_sheet(sheet)
