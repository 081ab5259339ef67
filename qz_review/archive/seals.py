"""The foot of 审签单: hashes in full, check code, and the QR code that holds them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import segno
from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.blocks import Block
from qz_review.archive.dossier import Dossier
from qz_review.archive.faces import text_width
from qz_review.archive.moments import in_groups, short_hash
from qz_review.archive.pen import draw_words, ink
from qz_review.assets import Face

QR_SIDE = 66.0


def qr_content(number: str, text_hash: str, head_hash: str) -> str:
    """What the QR code holds: manuscript number, hash of the text, hash of the chain's head."""
    return f"{number}\n{text_hash}\n{head_hash}"


@dataclass(frozen=True, slots=True)
class Seal:
    """The foot of a sheet.  text_label: what the first hash is of; head_seq 0 leaves it out."""

    number: str
    text_label: str
    text_hash: str
    head_seq: int
    head_hash: str
    check_code: str
    explanation: str
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """Room for the code and five lines beside it."""
        return 85.0

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """The foot is never cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines at the left and the code at the right."""
        y = top - 8.0 - 9.4
        draw_words(canvas, self.text_label, paper.FOOT, left, y)
        y -= 13.5
        draw_words(canvas, in_groups(self.text_hash), paper.HASH, left, y)
        y -= 17.5
        words = f"台账链尾（第{self.head_seq}条）　短码 {short_hash(self.head_hash)}"
        draw_words(canvas, words, paper.FOOT, left, y)
        y -= 13.5
        draw_words(canvas, in_groups(self.head_hash), paper.HASH, left, y)
        y -= 18.0
        draw_words(canvas, "验证码　", paper.FOOT, left, y)
        x = left + text_width("验证码　", paper.FOOT.face, paper.FOOT.size)
        code_style = replace(paper.HASH, size=10.5)
        canvas.saveState()
        canvas.setStrokeColor(ink(paper.BLACK))
        canvas.setLineWidth(0.35)
        text = canvas.beginText(x, y)
        text.setTextRenderMode(2)  # filled and outlined: the mono face has no bold
        text.setFont(Face.MONO.value, code_style.size)
        text.setFillColor(ink(paper.BLACK))
        text.setCharSpace(0.6)
        text.textOut(self.check_code)
        text.setCharSpace(0)
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.restoreState()
        x += text_width(self.check_code, Face.MONO, code_style.size)
        x += 0.6 * len(self.check_code) + 8
        draw_words(canvas, self.explanation, paper.FOOT, x, y)
        self._draw_code(canvas, left + paper.COLUMN - QR_SIDE, top - 9.0)

    def _draw_code(self, canvas: Canvas, left: float, top: float) -> None:
        code = segno.make(
            qr_content(self.number, self.text_hash, self.head_hash), error="m", micro=False
        )
        rows = [bytes(row) for row in code.matrix]
        side = QR_SIDE / len(rows)
        canvas.saveState()
        canvas.setFillColor(ink(paper.BLACK))
        path = canvas.beginPath()
        for place, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    y = top - (place + 1) * side
                    path.rect(left + start * side, y, (end - start) * side, side)
                start = end + 1
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()


def seal_of(dossier: Dossier) -> Seal:
    """The foot for a dossier: 三校清样 where it exists, else the present text."""
    if dossier.release_hash:
        label, digest = "三校清样 SHA-256", dossier.release_hash
    else:
        label, digest = "现稿 SHA-256（三校未签）", dossier.text_hash
    return Seal(
        dossier.number,
        label,
        digest,
        dossier.head_seq,
        dossier.head_hash,
        dossier.check_code,
        "二维码含编号、文本指纹与链尾",
    )
