"""The signature column of the sheets: handwriting where there is a picture, else the name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, Stack, Text, words_block
from qz_review.archive.dossier import SignOffRow
from qz_review.archive.faces import by_face, printable, text_width
from qz_review.archive.pictures import PictureBlock, picture_block
from qz_review.model.manuscript import Part

_LABEL_WIDTH = 24.0


@dataclass(frozen=True, slots=True, eq=False)
class SignatureBlock:
    """One signature.  label: 朗读 or 核对 before it, empty for a single signer.

    The name always stands in the page's text; under a picture it is not seen, so that the
    page can be searched for it.
    """

    name: Text
    words: str
    picture: PictureBlock | None
    label: str
    width: float
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """Height of the picture, or of the name."""
        return self.picture.height if self.picture else self.name.height

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """A signature is never cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw label and signature, the middle of both on one line."""
        if self.label:
            label = words_block(self.label, paper.SMALL, _LABEL_WIDTH, paper.SMALL_LEADING)
            label.draw(canvas, left, top - (self.height - label.height) / 2)
            left += _LABEL_WIDTH
        if self.picture is None:
            self.name.draw(canvas, left, top)
            return
        self._draw_unseen(canvas, left, top - self.height / 2)
        self.picture.draw(canvas, left, top)

    def _draw_unseen(self, canvas: Canvas, x: float, y: float) -> None:
        text = canvas.beginText(x, y)
        text.setTextRenderMode(3)
        for face, words in by_face(self.words, paper.SMALL.face):
            text.setFont(face.value, paper.SMALL.size)
            text.textOut(words)
        text.setTextRenderMode(0)
        canvas.drawText(text)


def signature_block(
    name: str, picture: bytes | None, width: float, *, label: str = "", high: float = 24.75
) -> SignatureBlock:
    """A signature within ``width`` points; high: most height of the picture."""
    inner = width - (_LABEL_WIDTH if label else 0.0)
    image = picture_block(
        picture, inner, high, most_width=min(inner, 78.0), centred=not label, after=0.0
    )
    words = printable(name)
    style = paper.NAME
    natural = text_width(words, style.face, style.size)
    if inner < natural <= inner * 1.35:
        style = replace(style, size=style.size * inner / natural - 0.05)
    elif natural > inner:
        style = replace(style, size=9.5)
    align = Align.LEFT if label else Align.CENTER
    block = words_block(words, style, inner, style.size * 1.35, align=align)
    return SignatureBlock(block, words, image, label, width)


def signatures_of(rows: tuple[SignOffRow, ...], width: float) -> Stack:
    """The signature cell of one step: one signer, or reader and checker one under the other."""
    pair = any(row.part in (Part.READER, Part.CHECKER) for row in rows)
    blocks: list[Block] = []
    for row in rows:
        label = row.part.label if pair else ""
        high = 18.75 if pair else 24.75
        blocks.append(signature_block(row.name, row.picture, width, label=label, high=high))
        blocks.extend(_below(row, width))
    return Stack(tuple(blocks))


def _below(row: SignOffRow, width: float) -> list[Block]:
    """What stands under a signature: on whose behalf, and how a paper one came in."""
    lines = []
    if row.on_behalf_of:
        lines.append(f"受 {row.on_behalf_of} 委托")
    if row.paper:
        lines.append(f"纸质签批，{row.recorded_by}录入" if row.recorded_by else "纸质签批")
    return [
        words_block(line, paper.SMALL, width, paper.SMALL_LEADING, align=Align.CENTER)
        for line in lines
    ]
