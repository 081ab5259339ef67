"""The rows that a person fills in by hand: decision boxes, opinion, signature, date."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.approval_rows import (
    OPINION_WIDTH,
    ROLES_BY_STAGE,
    SIGN_WIDTH,
    TIME_COLUMN,
    SheetRow,
    sign_off_row,
    step_cell,
)
from qz_review.archive.blocks import Align, Block, Gap, Stack, words_block
from qz_review.archive.dossier import Dossier
from qz_review.archive.pen import ink
from qz_review.archive.route_rows import all_rows
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Stage

_CHOICES = {
    Stage.REVIEW_1: (Decision.ADOPT.label, Decision.NOT_ADOPT.label),
    Stage.PROOF_1: (Decision.PROOF_CLEAN.label,),
    Stage.REVIEW_2: (Decision.PUBLISHABLE.label, Decision.NOT_PUBLISHABLE.label, "退回一审"),
    Stage.PROOF_2: (Decision.PROOF_CLEAN.label, "退回一校"),
    Stage.REVIEW_3: (
        Decision.APPROVE.label,
        Decision.APPROVE_WITH_CHANGES.label,
        "退回二审",
        Decision.REJECT.label,
    ),
    Stage.PROOF_3: (Decision.PROOF_RELEASE.label, "退回三审"),
}


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on.  count lines, each ``leading`` points high."""

    count: int
    width: float
    leading: float = 22.0
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """All lines."""
        return self.count * self.leading

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """The place for writing is never cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines, thin and grey."""
        canvas.saveState()
        canvas.setStrokeColor(ink("#999999"))
        canvas.setLineWidth(0.4)
        for number in range(1, self.count + 1):
            y = top - number * self.leading + 2.0
            canvas.line(left, y, left + self.width, y)
        canvas.restoreState()


def paper_rows(dossier: Dossier, stage: Stage) -> list[SheetRow]:
    """The rows of a step, to be filled in by hand; one that is signed already is shown."""
    rows: list[SheetRow] = []
    signed = [s for s in dossier.sign_offs if s.stage is stage]
    principal = any(s.part is Part.PRINCIPAL for s in signed)
    own = [s for s in signed if s.part is not Part.PRINCIPAL]
    if own:
        rows.append(sign_off_row(tuple(own)))
    else:
        rows.append(_form_row(stage.label, ROLES_BY_STAGE[stage], _CHOICES[stage], stage))
    both = any(s.counts_as_principal for s in own)
    if stage is Stage.REVIEW_3 and Flag.IMPORTANT in dossier.flags and not (principal or both):
        rows.append(_form_row("审签", "主要领导", (Decision.PRINCIPAL_AGREE.label,), None))
    return rows


def earlier_rows(dossier: Dossier, stage: Stage) -> list[SheetRow]:
    """The rows of the steps before."""
    before = [s for s in Stage if s.position < stage.position]
    return all_rows(dossier, before[-1]) if before else []


def _form_row(name: str, role: str, choices: tuple[str, ...], stage: Stage | None) -> SheetRow:
    longest = max(len(words) for words in choices)
    boxed = [f"☐{words}{'　' * (longest - len(words) + 2)}" for words in choices]
    boxes = "\n".join("".join(boxed[at : at + 2]) for at in range(0, len(boxed), 2))
    blocks: list[Block] = [
        words_block(boxes, paper.CELL, OPINION_WIDTH, 19.0),
        words_block("意见：", paper.SMALL, OPINION_WIDTH, paper.SMALL_LEADING, before=4.0),
        WritingLines(4 if stage else 2, OPINION_WIDTH),
    ]
    if stage is not None:
        blocks.append(Gap(6.0))
        blocks.append(
            words_block("审核要点　☐各项均为是　☐有否项另附说明", paper.CELL, OPINION_WIDTH, 19.0)
        )
    pair = stage in (Stage.PROOF_1, Stage.PROOF_3)
    signature = [
        words_block(words, paper.SMALL, SIGN_WIDTH, 40.0)
        for words in (("朗读", "核对") if pair else ("",))
    ]
    day = words_block("　　　年\n　月　日", paper.MOMENT, TIME_COLUMN - 6, 18.0, align=Align.CENTER)
    return SheetRow(step_cell(name, role), Stack(tuple(blocks)), Stack(tuple(signature)), day, 60.0)
