"""花脸稿: what each step struck out and put in, by colour and by the shape of its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qz_review.archive import paper
from qz_review.archive.blocks import Block, Gap, Text, text_block
from qz_review.archive.grid import Cell, Grid, Look
from qz_review.archive.marked_tables import marked_cells
from qz_review.archive.text_pages import (
    attachment_block,
    caption_block,
    heading_style,
    note_block,
    paragraph_block,
    picture_blocks,
    subtitle_block,
    title_block,
)
from qz_review.archive.text_tables import text_table
from qz_review.archive.typesetting import Piece, Style
from qz_review.assets import Face
from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import MarkedBlock, MarkedDocument, MarkedRun
from qz_review.markup.stage_marks import STAGE_MARKS
from qz_review.model.stage import Stage

MARGIN_NOTE = Style(Face.SANS_BOLD, 6.5, paper.GREY)


def marked_blocks(document: MarkedDocument, pictures: Mapping[str, bytes]) -> list[Block]:
    """The marked text as blocks, in reading order; steps stand in the margin of each line."""
    blocks: list[Block] = []
    waiting = list(document.blocks)
    seen_body = seen_note = seen_attachment = False
    place = 0
    while place < len(waiting):
        block = waiting[place]
        kind = block.kind
        if kind not in (BlockKind.TITLE, BlockKind.SUBTITLE) and not seen_body:
            seen_body = True
            blocks.append(Gap(10.0))
        if kind is BlockKind.CELL:
            end = place
            while end < len(waiting) and _same_table(waiting[end], block):
                end += 1
            cells = marked_cells(waiting[place:end], paper.CELL, run_pieces)
            captioned = place > 0 and waiting[place - 1].kind is BlockKind.CAPTION
            blocks.extend((Gap(0.0 if captioned else 6.0), text_table(cells), Gap(10.0)))
            place = end
            continue
        if kind is BlockKind.NOTE and not seen_note:
            seen_note = True
            blocks.append(Gap(10.0))
        if kind is BlockKind.ATTACHMENT and not seen_attachment:
            seen_attachment = True
            blocks.append(
                text_block(
                    [Piece("附件", paper.CAPTION)],
                    paper.COLUMN,
                    18.0,
                    before=10.0,
                    keep_with_next=True,
                )
            )
        before_table = place + 1 < len(waiting) and waiting[place + 1].kind is BlockKind.CELL
        blocks.extend(_line_blocks(block, pictures, over_table=before_table))
        place += 1
    return blocks


def _same_table(block: MarkedBlock, first: MarkedBlock) -> bool:
    return block.kind is BlockKind.CELL and block.place.block == first.place.block


def _line_blocks(
    block: MarkedBlock, pictures: Mapping[str, bytes], *, over_table: bool
) -> list[Block]:
    kind = block.kind
    if kind is BlockKind.PICTURE:
        return _picture(block, pictures)
    if kind is BlockKind.TITLE:
        made = title_block(_pieces(block, paper.TITLE))
    elif kind is BlockKind.SUBTITLE:
        made = subtitle_block(_pieces(block, paper.SUBTITLE))
    elif kind is BlockKind.CAPTION:
        made = caption_block(_pieces(block, paper.CAPTION), over_table=over_table)
    elif kind is BlockKind.NOTE:
        made = note_block(_pieces(block, paper.NOTE))
    elif kind is BlockKind.ATTACHMENT:
        made = attachment_block(_pieces(block, paper.BODY))
    else:
        made = paragraph_block(_pieces(block, heading_style(block.level)), block.level)
    return [_with_margin(made, block.stages)]


def _with_margin(made: Text, stages: Iterable[Stage]) -> Text:
    notes = tuple(
        Piece(stage.label, replace(MARGIN_NOTE, color=STAGE_MARKS[stage].light)) for stage in stages
    )
    return replace(made, margin=notes)


def _picture(block: MarkedBlock, pictures: Mapping[str, bytes]) -> list[Block]:
    gone, came = _stage_of(block.deleted), _stage_of(block.inserted)
    crossed = STAGE_MARKS[gone].light if gone else ""
    framed = STAGE_MARKS[came].light if came and not gone else ""
    digest = block.place.digest
    shown = picture_blocks(pictures.get(digest), digest, crossed=crossed, framed=framed)
    words = []
    if came:
        words.append((f"{came.label}增加图片", came))
    if gone:
        words.append((f"{gone.label}删除图片", gone))
    if words:
        pieces = [
            Piece(f"［{said}］", replace(paper.SMALL, color=STAGE_MARKS[stage].light))
            for said, stage in words
        ]
        shown.append(caption_block(pieces, over_table=False))
    return shown


def _stage_of(mark: object) -> Stage | None:
    return getattr(mark, "stage", None)


def _pieces(block: MarkedBlock, base: Style) -> list[Piece]:
    pieces = run_pieces(block.runs, base)
    if block.moved:
        pieces.insert(0, _moved_piece(block, base))
    return pieces


def _moved_piece(block: MarkedBlock, base: Style) -> Piece:
    mark = block.deleted or block.inserted
    stage = mark.stage if mark else None
    words = "［移出］" if block.deleted else "［移入］"
    color = STAGE_MARKS[stage].light if stage else paper.GREY
    return Piece(words, replace(base, face=Face.SANS, size=base.size * 0.75, color=color))


def run_pieces(runs: Sequence[MarkedRun], base: Style) -> list[Piece]:
    """Runs as pieces: struck and grey where deleted, underlined and coloured where inserted."""
    return [Piece(_run_words(run), run_style(run, base)) for run in runs if run.text]


def _run_words(run: MarkedRun) -> str:
    """The characters; a change of no known step, which has no line, says so in words."""
    if run.deleted is not None and run.deleted.stage is None:
        return f"［删去：{run.text}］"
    if run.inserted is not None and run.inserted.stage is None and run.deleted is None:
        return f"［增加：{run.text}］"
    return run.text


def run_style(run: MarkedRun, base: Style) -> Style:
    """How one run looks.  One that came and went carries both lines."""
    came, gone = _stage_of(run.inserted), _stage_of(run.deleted)
    style = base
    if came is not None:
        style = replace(style, color=STAGE_MARKS[came].light, under=came)
    if gone is not None:
        style = replace(style, color=paper.DELETED, through=gone)
    return style


def legend(stages: Sequence[Stage]) -> Grid:
    """The legend: every step's name and line, as inserted and as deleted; three in a row."""
    columns = min(3, len(stages))
    width = paper.COLUMN / 3
    cells = [
        Cell(
            place // columns,
            place % columns,
            text_block(_legend_pieces(stage), width - 12.0, 15.0, justify=False),
        )
        for place, stage in enumerate(stages)
    ]
    rows = -(-len(stages) // columns)
    cells.extend(
        Cell(rows - 1, column) for column in range(1 + (len(stages) - 1) % columns, columns)
    )
    look = Look(color="#999999", frame=0.5, grid=0.5, pad_x=6.0, pad_y=2.0)
    return Grid((width,) * columns, tuple(cells), (19.0,) * rows, look)


def _legend_pieces(stage: Stage) -> list[Piece]:
    base = replace(paper.CELL, size=10.0)
    mark = STAGE_MARKS[stage]
    name = replace(base, face=Face.SANS_BOLD, color=mark.light)
    return [
        Piece(f"{stage.label}（{mark.line.name}）", name),
        Piece("增加", replace(base, color=mark.light, under=stage)),
        Piece(" ", base),
        Piece("删除", replace(base, color=paper.DELETED, through=stage)),
    ]
