"""All rows of 审签单 in the order of the route."""

from __future__ import annotations

from qz_review.archive.approval_rows import (
    ROLES_BY_STAGE,
    SheetRow,
    open_row,
    plain_cell,
    sign_off_row,
    step_cell,
)
from qz_review.archive.blocks import Stack
from qz_review.archive.dossier import Dossier
from qz_review.archive.record_rows import (
    consultation_rows,
    joint_review_rows,
    release_row,
    scan_row,
)
from qz_review.model.manuscript import Flag, Part
from qz_review.model.stage import Phase, Stage


def all_rows(dossier: Dossier, until: Stage | None = None) -> list[SheetRow]:
    """All rows of the sheet in route order; until: the last step shown, None for the whole."""
    rows: list[SheetRow] = []
    for stage in Stage:
        if until is not None and stage.position > until.position:
            return rows
        if stage is Stage.REVIEW_2:
            rows.extend(consultation_rows(dossier.consultations))
        if stage is Stage.REVIEW_3:
            rows.extend(joint_review_rows(dossier.joint_reviews))
        rows.extend(stage_rows(dossier, stage))
    if dossier.phase in (Phase.REJECTED, Phase.WITHDRAWN):
        words = plain_cell(dossier.end_reason)
        rows.append(SheetRow(step_cell(dossier.phase.label), words, Stack(), Stack()))
        return rows
    rows.append(scan_row(dossier.scan))
    rows.extend(release_row(channel) for channel in dossier.channels)
    return rows


def stage_rows(dossier: Dossier, stage: Stage) -> list[SheetRow]:
    """The rows of one step: the step's own, and 审签 where the principal signs beside.

    A step that nobody signed has an empty row, unless the manuscript ended without it.
    """
    signed = [s for s in dossier.sign_offs if s.stage is stage]
    own = tuple(s for s in signed if s.part is not Part.PRINCIPAL)
    principal = [s for s in signed if s.part is Part.PRINCIPAL]
    ended = dossier.phase in (Phase.REJECTED, Phase.WITHDRAWN)
    rows = [sign_off_row(own)] if own else []
    if not own and not ended:
        rows.append(open_row(stage.label, ROLES_BY_STAGE[stage]))
    rows.extend(sign_off_row((s,)) for s in principal)
    needed = stage is Stage.REVIEW_3 and Flag.IMPORTANT in dossier.flags
    both = any(s.counts_as_principal for s in own)
    if needed and not principal and not both and not ended:
        rows.append(open_row("审签", "主要领导"))
    return rows
