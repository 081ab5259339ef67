"""花脸稿: what each step struck out and put in, by colour and by the shape of its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qz_review.archive import paper
from qz_review.archive.blocks import Block, Gap, Text, text_block
from qz_review.archive.dossier import NoteRow
from qz_review.archive.marked_tables import marked_cells
from qz_review.archive.marked_words import Looks, MarkedWords, marked_words
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
from qz_review.markup.marked import Mark, MarkedBlock, MarkedDocument
from qz_review.markup.stage_marks import look_of
from qz_review.markup.tables import MarkedTable, arrange

_HEADS = frozenset({BlockKind.TITLE, BlockKind.SUBTITLE})

MARGIN_NOTE = Style(Face.SANS_BOLD, 6.5, paper.GREY)


def marked_blocks(
    document: MarkedDocument,
    pictures: Mapping[str, bytes],
    looks: Looks = look_of,
    notes: Sequence[NoteRow] = (),
) -> list[Block]:
    """The marked text as blocks, in reading order; steps stand in the margin of each line.

    notes: 附注 on words of the last version.
    """
    return _Pages(document, pictures, marked_words(document, looks, notes)).blocks()


class _Pages:
    def __init__(
        self, document: MarkedDocument, pictures: Mapping[str, bytes], words: MarkedWords
    ) -> None:
        self._items = arrange(document.blocks)
        self._pictures = pictures
        self._looks = words.looks
        self._words = words

    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        seen: set[BlockKind] = set()
        for item in self._items:
            kind = BlockKind.CELL if isinstance(item, MarkedTable) else item.kind
            if kind not in _HEADS and seen <= _HEADS:
                blocks.append(Gap(10.0))
            if kind is BlockKind.NOTE and kind not in seen:
                blocks.append(Gap(10.0))
            if kind is BlockKind.ATTACHMENT and kind not in seen:
                blocks.append(_attachments_heading())
            seen.add(kind)
            if isinstance(item, MarkedTable):
                blocks.extend(self._table(item))
            elif kind is BlockKind.PICTURE:
                blocks.extend(_picture(item, self._pictures, self._looks))
            else:
                blocks.append(self._line(item))
        return blocks

    def _table(self, table: MarkedTable) -> list[Block]:
        captions: list[Block] = [self._line(caption, over_table=True) for caption in table.captions]
        cells = marked_cells(table, paper.CELL, self._pieces)
        return [*captions, Gap(0.0 if captions else 6.0), text_table(cells), Gap(10.0)]

    def _line(self, block: MarkedBlock, *, over_table: bool = False) -> Text:
        kind = block.kind
        if kind is BlockKind.TITLE:
            made = title_block(self._pieces(block, paper.TITLE))
        elif kind is BlockKind.SUBTITLE:
            made = subtitle_block(self._pieces(block, paper.SUBTITLE))
        elif kind is BlockKind.CAPTION:
            made = caption_block(self._pieces(block, paper.CAPTION), over_table=over_table)
        elif kind is BlockKind.NOTE:
            made = note_block(self._pieces(block, paper.NOTE))
        elif kind is BlockKind.ATTACHMENT:
            made = attachment_block(self._pieces(block, paper.BODY))
        else:
            made = paragraph_block(self._pieces(block, heading_style(block.level)), block.level)
        return replace(made, margin=self._steps(block), bracket=self._words.look_of_move(block))

    def _pieces(self, block: MarkedBlock, base: Style) -> list[Piece]:
        pieces = self._words.pieces(block, base)
        if block.moved:
            pieces = self._words.of_moved_line(pieces, base, gone=block.deleted is not None)
        return pieces

    def _steps(self, block: MarkedBlock) -> tuple[Piece, ...]:
        """The names of the steps that changed the line, for the left margin."""
        return tuple(
            Piece(stage.label, replace(MARGIN_NOTE, color=self._looks(stage).light))
            for stage in block.stages
        )


def _attachments_heading() -> Block:
    return text_block(
        [Piece("附件", paper.CAPTION)], paper.COLUMN, 18.0, before=10.0, keep_with_next=True
    )


def _picture(block: MarkedBlock, pictures: Mapping[str, bytes], looks: Looks) -> list[Block]:
    gone, came = block.deleted, block.inserted
    crossed = looks(gone.stage).light if gone else ""
    framed = looks(came.stage).light if came and not gone else ""
    digest = block.place.digest
    shown = picture_blocks(pictures.get(digest), digest, crossed=crossed, framed=framed)
    words = []
    if came:
        words.append((f"{_step_name(came)}增加图片", came))
    if gone:
        words.append((f"{_step_name(gone)}删除图片", gone))
    if words:
        pieces = [
            Piece(f"［{said}］", replace(paper.SMALL, color=looks(mark.stage).light))
            for said, mark in words
        ]
        shown.append(caption_block(pieces, over_table=False))
    return shown


def _step_name(mark: Mark) -> str:
    return mark.stage.label if mark.stage is not None else ""
