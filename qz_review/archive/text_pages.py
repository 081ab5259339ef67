"""清样: a manuscript's text set as a page, with the stamp of who read it and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, Gap, Text, TextPlace, text_block, words_block
from qz_review.archive.dossier import Dossier, ProofText
from qz_review.archive.moments import in_groups, in_words
from qz_review.archive.paging import Section, Stamp
from qz_review.archive.pictures import picture_block
from qz_review.archive.text_tables import PlacedCell, text_table
from qz_review.archive.typesetting import Piece, Style
from qz_review.assets import Face
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.model.text import Block as TextBlock
from qz_review.model.text import ManuscriptText, Paragraph, Picture, Table, text_hash

PICTURE_HEIGHT = 300.0

INDENT = 2 * paper.BODY.size

_HEADINGS = (
    Style(Face.SANS_BOLD, 13.0, paper.BLACK),
    replace(paper.BODY, face=Face.KAI, size=12.5),
    replace(paper.BODY, face=Face.SERIF_BOLD),
)


def heading_style(level: int) -> Style:
    """黑体 for level 1, 楷体 for level 2, bold below, as official documents have it."""
    return _HEADINGS[min(level, len(_HEADINGS)) - 1] if level > 0 else paper.BODY


class _Lines:
    """Counts the lines of a text as its blocks are made, in the order of ``plain_lines``."""

    def __init__(self, sheet: str, text: ManuscriptText) -> None:
        self._sheet, self._hash, self._next = sheet, text_hash(text), 0

    def place(self) -> TextPlace:
        """The place of the next line."""
        self._next += 1
        return TextPlace(self._sheet, self._hash, self._next - 1)

    def shown(self, block: Text) -> Text:
        """The block, showing the next line."""
        return replace(block, place=self.place())


def text_blocks(
    text: ManuscriptText, pictures: Mapping[str, bytes], sheet: str = "清样"
) -> list[Block]:
    """The whole text as blocks.  pictures: bytes by digest; sheet: what the text stands on."""
    lines = _Lines(sheet, text)
    blocks: list[Block] = [lines.shown(title_block([Piece(text.title, paper.TITLE)]))]
    if text.subtitle:
        blocks.append(lines.shown(subtitle_block([Piece(text.subtitle, paper.SUBTITLE)])))
    blocks.append(Gap(10.0))
    for block in text.blocks:
        blocks.extend(_block(block, pictures, lines))
    if text.notes:
        blocks.append(Gap(10.0))
        blocks.extend(
            lines.shown(note_block([Piece(n.mark + n.text, paper.NOTE)])) for n in text.notes
        )
    if text.attachments:
        blocks.append(
            words_block("附件", paper.CAPTION, paper.COLUMN, 18.0, before=10.0, keep_with_next=True)
        )
        blocks.extend(
            lines.shown(attachment_block([Piece(a.name, paper.BODY)])) for a in text.attachments
        )
    return blocks


def title_block(pieces: list[Piece]) -> Text:
    """The title, centred."""
    return text_block(
        pieces,
        paper.COLUMN,
        28.0,
        align=Align.CENTER,
        before=2.0,
        keep_with_next=True,
        balanced=True,
    )


def subtitle_block(pieces: list[Piece]) -> Text:
    """The subtitle, centred."""
    return text_block(
        pieces,
        paper.COLUMN,
        22.0,
        align=Align.CENTER,
        before=2.0,
        keep_with_next=True,
        balanced=True,
    )


def paragraph_block(pieces: list[Piece], level: int) -> Text:
    """A paragraph of running text, or a heading that stays with what follows."""
    return text_block(
        pieces,
        paper.COLUMN,
        paper.BODY_LEADING,
        first_indent=INDENT,
        before=4.0 if level == 1 else 0.0,
        keep_with_next=level > 0,
    )


def note_block(pieces: list[Piece]) -> Text:
    """A note at the end of the text."""
    return text_block(pieces, paper.COLUMN, 15.0, after=2.0)


def attachment_block(pieces: list[Piece]) -> Text:
    """The name of an attached file."""
    return text_block(pieces, paper.COLUMN, paper.BODY_LEADING)


def caption_block(pieces: list[Piece], *, over_table: bool) -> Text:
    """A caption: over its table, under its picture."""
    return text_block(
        pieces,
        paper.COLUMN,
        16.0,
        align=Align.CENTER,
        before=6.0 if over_table else 0.0,
        after=4.0 if over_table else 8.0,
        keep_with_next=over_table,
    )


def _block(block: TextBlock, pictures: Mapping[str, bytes], lines: _Lines) -> list[Block]:
    if isinstance(block, Paragraph):
        piece = Piece(block.label + block.text, heading_style(block.level))
        return [lines.shown(paragraph_block([piece], block.level))]
    if isinstance(block, Picture):
        return _picture(block, pictures, lines)
    return _table(block, lines)


def _picture(picture: Picture, pictures: Mapping[str, bytes], lines: _Lines) -> list[Block]:
    caption = picture.caption
    shown = picture_blocks(
        pictures.get(picture.digest), picture.digest, keep_with_next=bool(caption)
    )
    if caption:
        made = caption_block([Piece(caption, paper.CAPTION)], over_table=False)
        shown.append(lines.shown(made))
    return shown


def picture_blocks(
    content: bytes | None,
    digest: str,
    *,
    keep_with_next: bool = False,
    crossed: str = "",
    framed: str = "",
) -> list[Block]:
    """The picture; where it cannot be shown, a note that says so and names its content."""
    block = picture_block(
        content,
        paper.COLUMN,
        PICTURE_HEIGHT,
        crossed=crossed,
        framed=framed,
        after=6.0,
        keep_with_next=keep_with_next,
    )
    if block is not None:
        return [Gap(6.0, keep_with_next=True), block]
    note = f"［图片无法显示，内容指纹 {in_groups(digest[:16])}］"
    return [
        words_block(
            note,
            paper.SMALL,
            paper.COLUMN,
            16.0,
            align=Align.CENTER,
            before=4.0,
            keep_with_next=keep_with_next,
        )
    ]


def _table(table: Table, lines: _Lines) -> list[Block]:
    blocks: list[Block] = []
    if not table.caption:
        blocks.append(Gap(6.0))
    else:
        made = caption_block([Piece(table.caption, paper.CAPTION)], over_table=True)
        blocks.append(lines.shown(made))
    blocks.extend((text_table(_placed(table, lines)), Gap(10.0)))
    return blocks


def _placed(table: Table, shown: _Lines) -> list[PlacedCell]:
    """Cells on the grid: the places that cells above reach into are left free."""
    placed: list[PlacedCell] = []
    taken: set[tuple[int, int]] = set()
    for row_number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (row_number, column) in taken:
                column += 1
            lines = tuple((Piece(words, paper.CELL),) for words in cell.paragraphs)
            places = tuple(shown.place() for _ in lines)
            placed.append(
                PlacedCell(row_number, column, cell.row_span, cell.column_span, lines, places)
            )
            taken.update(
                (r, c)
                for r in range(row_number + 1, min(row_number + cell.row_span, len(table.rows)))
                for c in range(column, column + cell.column_span)
            )
            column += cell.column_span
    return placed


def text_section(
    dossier: Dossier, name: str, text: ManuscriptText, stamp: Stamp, level: int = 0
) -> Section:
    """One text as a part of the PDF."""
    return Section(
        name,
        tuple(text_blocks(text, dossier.pictures, name)),
        level,
        running_head=f"{dossier.unit_name}　{dossier.number}",
        stamp=stamp,
        may_tighten=True,
    )


def proof_section(dossier: Dossier, proof: ProofText, level: int = 0) -> Section:
    """清样 of one proof."""
    name = proof.title + ("（已失效）" if proof.superseded else "")
    stamp = Stamp(name, (proof.signers, in_words(proof.time), _text_line(proof.text_hash)))
    return text_section(dossier, name, proof.text, stamp, level)


def approved_section(dossier: Dossier, level: int = 0) -> Section | None:
    """签发稿: what the leader signed; None before 三审."""
    if dossier.approved_text is None:
        return None
    signed = [s for s in dossier.sign_offs if s.stage is Stage.REVIEW_3]
    own = [s for s in signed if s.part is not Part.PRINCIPAL] or signed
    lines = [f"三审 {s.who}" for s in own[:1]]
    lines.extend(f"审签 {s.who}" for s in signed if s.part is Part.PRINCIPAL)
    lines.extend(in_words(max(s.time for s in signed)) for _ in signed[:1])
    stamp = Stamp("签发稿", (*lines, _text_line(dossier.approved_hash)))
    return text_section(dossier, "签发稿", dossier.approved_text, stamp, level)


def original_section(dossier: Dossier, level: int = 0) -> Section:
    """原稿 as it was registered."""
    lines = (f"{in_words(dossier.registered_at)} 登记", _text_line(dossier.original_hash))
    return text_section(dossier, "原稿", dossier.original_text, Stamp("原稿", lines), level)


def present_section(dossier: Dossier) -> Section:
    """清样 of the present text, whatever step it has reached."""
    where = dossier.stage.label if dossier.stage else dossier.phase.label
    lines = (f"{in_words(dossier.made_at)} 打印", _text_line(dossier.text_hash))
    return text_section(dossier, "清样", dossier.signed_text, Stamp(f"清样 · {where}", lines))


def _text_line(digest: str) -> str:
    return f"文本 {in_groups(digest[:32])}"
