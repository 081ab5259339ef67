"""Documents of paragraphs and tables, and what may become of them, drawn from a random source."""

from __future__ import annotations

import random
from collections.abc import Sequence

from qz_review.model.text import ManuscriptText, Paragraph, Table
from tests.support.docx_parts import docx, paragraph
from tests.support.rich_docx import cell, table

Block = str | list[list[str]]
"""A paragraph, or the rows of a table."""

_SIGNS = "供水巡查管网值班责任领导单位检查应急抢修物资预案演练"
_TITLE = paragraph("关于供水巡查的通知", properties='<w:jc w:val="center"/>')


def document(blocks: Sequence[Block]) -> bytes:
    """A docx with a title and the blocks; two tables never touch."""
    parts = [_TITLE]
    for before, block in zip(["", *blocks], blocks, strict=False):
        if isinstance(block, str):
            parts.append(paragraph(block))
            continue
        if isinstance(before, list):
            parts.append(paragraph("隔开。"))
        parts.append(table(*(tuple(cell(paragraph(words)) for words in row) for row in block)))
    return docx("".join(parts))


def drawn(chance: random.Random) -> list[Block]:
    """Blocks of a document, the last a paragraph."""
    blocks: list[Block] = []
    for _ in range(chance.randrange(1, 4)):
        blocks.append(_words(chance, 20) + "。")
        if chance.random() < 0.8:
            columns = chance.randrange(1, 4)
            rows = chance.randrange(1, 6)
            blocks.append([[_cell(chance) for _ in range(columns)] for _ in range(rows)])
    return [*blocks, _words(chance, 20) + "。"]


def changed(blocks: Sequence[Block], chance: random.Random) -> list[Block]:
    """The blocks with words edited, rows, columns, tables and paragraphs put in and taken out."""
    after: list[Block] = [b if isinstance(b, str) else [list(r) for r in b] for b in blocks]
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(after))
        block, what = after[at], chance.random()
        if isinstance(block, list):
            _change_table(after, at, block, what, chance)
        elif what < 0.5:
            after[at] = block[:2] + _words(chance, 4) + block[3:]
        elif what < 0.7:
            after.insert(at, [[_words(chance, 4)] * 2 for _ in range(chance.randrange(1, 4))])
        elif what < 0.8 and 1 < len(after) - 1 > at:
            after.pop(at)
        else:
            after.insert(at, _words(chance, 12) + "。")
    return after if isinstance(after[-1], str) else [*after, "完。"]


def _change_table(
    after: list[Block], at: int, rows: list[list[str]], what: float, chance: random.Random
) -> None:
    if what < 0.3:
        rows.insert(chance.randrange(len(rows) + 1), [_words(chance, 4) for _ in rows[0]])
    elif what < 0.55 and len(rows) > 1:
        rows.pop(chance.randrange(len(rows)))
    elif what < 0.65:
        column = chance.randrange(len(rows[0]) + 1)
        for row in rows:
            row.insert(column, _words(chance, 4))
    elif what < 0.72 and len(rows[0]) > 1:
        column = chance.randrange(len(rows[0]))
        for row in rows:
            row.pop(column)
    elif what < 0.8:
        after.pop(at)
    else:
        row = rows[chance.randrange(len(rows))]
        row[chance.randrange(len(row))] = _words(chance, 4)


def shape(text: ManuscriptText) -> list[object]:
    """Paragraphs with words, and tables with their cells, spans and lines."""
    found: list[object] = []
    for block in text.blocks:
        if isinstance(block, Table):
            found.append(block.rows)
        elif isinstance(block, Paragraph) and block.text:
            found.append(block.label + block.text)
    return found


def _cell(chance: random.Random) -> str:
    return _words(chance, 4) if chance.random() < 0.9 else ""


def _words(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(_SIGNS, k=chance.randrange(1, most + 1)))
