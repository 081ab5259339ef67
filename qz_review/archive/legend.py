"""The legend of a 花脸稿: the line of every step, and the proofreader's marks that occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.blocks import Block, Stack, text_block
from qz_review.archive.grid import Cell, Grid, Look
from qz_review.archive.marked_words import Looks
from qz_review.archive.pen import draw_words
from qz_review.archive.strokes import draw_symbol
from qz_review.archive.typesetting import Piece, Style
from qz_review.assets import Face
from qz_review.markup.marked import MarkedDocument
from qz_review.markup.proof_marks import HEIGHT, WIDTH, ProofMark, mark_of
from qz_review.markup.stage_marks import look_of
from qz_review.model.stage import Stage

_LOOK = Look(color="#999999", frame=0.5, grid=0.5, pad_x=6.0, pad_y=2.0)
_COLUMNS = 3
_MARKS = 5
_BASE = replace(paper.CELL, size=10.0)
_USUAL = (ProofMark.REPLACED, ProofMark.DELETED, ProofMark.INSERTED)


@dataclass(frozen=True, slots=True)
class _Sample:
    """A symbol and its name."""

    mark: ProofMark
    height: float = 15.0
    keep_with_next: bool = False

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """One line is not cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """The symbol in black: its colour is that of the step."""
        middle = top - self.height / 2
        draw_symbol(canvas, self.mark, paper.BLACK, left, middle, 11.0)
        x = left + 11.0 * WIDTH / HEIGHT + 5.0
        draw_words(canvas, self.mark.label, _BASE, x, middle - 3.6)


def legend(
    stages: Sequence[Stage | None],
    marks: Sequence[ProofMark],
    looks: Looks = look_of,
    names: Sequence[str] = (),
) -> Stack:
    """Every step's name and line, as inserted and as deleted; under them the marks.

    names: what to write for each step in place of its own name and that of its line.
    """
    named = names or [_name(stage, looks) for stage in stages]
    samples: list[Block] = [
        text_block(_sample(name, stage, looks), paper.COLUMN / _COLUMNS - 12.0, 15.0, justify=False)
        for name, stage in zip(named, stages, strict=True)
    ]
    lines = _grid(samples, _COLUMNS)
    return Stack((lines, _grid([_Sample(mark) for mark in marks], _MARKS)))


def marks_of(document: MarkedDocument, *, notes: bool = False) -> list[ProofMark]:
    """The marks that the legend of a document explains: the usual three, and what occurs."""
    occur = {mark_of(change.kind) for change in document.changes}.union(_USUAL)
    if notes:
        occur.add(ProofMark.NOTE)
    return [mark for mark in ProofMark if mark in occur]


def _grid(samples: Sequence[Block], per_row: int) -> Grid:
    rows = -(-len(samples) // per_row)
    cells = [Cell(n // per_row, n % per_row, sample) for n, sample in enumerate(samples)]
    cells.extend(Cell(rows - 1, n) for n in range(1 + (len(samples) - 1) % per_row, per_row))
    return Grid((paper.COLUMN / per_row,) * per_row, tuple(cells), (19.0,) * rows, _LOOK)


def _name(stage: Stage | None, looks: Looks) -> str:
    return f"{stage.label if stage else '来稿'}（{looks(stage).line.name}）"


def _sample(name: str, stage: Stage | None, looks: Looks) -> list[Piece]:
    look = looks(stage)
    strong: Style = replace(_BASE, face=Face.SANS_BOLD, color=look.light)
    return [
        Piece(f"{name} ", strong),
        Piece("增加", replace(_BASE, color=look.light, under=look)),
        Piece(" ", _BASE),
        Piece("删除", replace(_BASE, color=paper.DELETED, through=look)),
    ]
