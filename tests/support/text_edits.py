"""Edits of a manuscript text, drawn from small numbers, for property tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qz_review.model.text import Block, Cell, ManuscriptText, Note, Paragraph, Picture, Table

Step = tuple[int, int, int, str]
"""Kind of the edit, where, how much, words."""

_MARK = re.compile(r"\[\w+\]")


def edited(text: ManuscriptText, steps: Sequence[Step]) -> ManuscriptText:
    """The text after the steps, each carried out as far as the text allows."""
    for kind, where, size, words in steps:
        edit = _EDITS[kind % len(_EDITS)]
        text = _trimmed(edit(text, where, size, words))
    return text


def as_read(text: ManuscriptText) -> list[str]:
    """The lines as reading a docx gives them: trimmed, empty ones left out."""
    lines = [text.title, text.subtitle]
    for block in text.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.label + block.text)
        elif isinstance(block, Picture):
            lines += [f"<{block.digest[:6]}>", block.caption]
        else:
            lines += [block.caption, *(w for row in block.rows for c in row for w in c.paragraphs)]
    lines += [note.mark + note.text for note in text.notes]
    shown = [line.strip() for line in lines if line.strip()]
    return ["".join(line.split("\n")) for line in shown[:2]] + shown[2:]


def _trimmed(text: ManuscriptText) -> ManuscriptText:
    """Without white space at the ends of paragraphs, which no reading of a docx shows."""
    blocks: list[Block] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            blocks.append(replace(block, text=block.text.strip()))
        elif isinstance(block, Table):
            rows = (
                tuple(replace(c, paragraphs=tuple(w.strip() for w in c.paragraphs)) for c in row)
                for row in block.rows
            )
            blocks.append(replace(block, rows=tuple(rows)))
        else:
            blocks.append(block)
    notes = tuple(
        Note(n.mark, "\n".join(w.strip() for w in n.text.split("\n") if w.strip()))
        for n in text.notes
    )
    title, subtitle = text.title.strip(), text.subtitle.strip()
    return replace(text, title=title, subtitle=subtitle, blocks=tuple(blocks), notes=notes)


def _replace(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    """Other words for some of a line's; the mark of a note is never cut."""
    fields = _fields(text)
    index = where % len(fields)
    old = fields[index]
    start = (where // 7) % (len(old) + 1)
    end = min(len(old), start + size % 9)
    for match in _MARK.finditer(old):
        if (match.start() < end and start < match.end()) or match.start() < start < match.end():
            return text
    new = old[:start] + words + old[end:]
    if index == 0 and not new.strip():
        return text
    return _with_field(text, index, new)


def _split(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    del words
    at = _paragraph_at(text, where)
    block = text.blocks[at]
    assert isinstance(block, Paragraph)
    cut = size % (len(block.text) + 1)
    if any(m.start() < cut < m.end() for m in _MARK.finditer(block.text)):
        return text
    parts = (replace(block, text=block.text[:cut]), Paragraph(block.text[cut:], block.level))
    return replace(text, blocks=(*text.blocks[:at], *parts, *text.blocks[at + 1 :]))


def _join(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    del size, words
    at = _paragraph_at(text, where)
    if at + 1 >= len(text.blocks):
        return text
    first, second = text.blocks[at], text.blocks[at + 1]
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph):
        return text
    joined = replace(first, text=first.text + second.label + second.text)
    return replace(text, blocks=(*text.blocks[:at], joined, *text.blocks[at + 2 :]))


def _delete(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    del size, words
    at = _paragraph_at(text, where)
    block = text.blocks[at]
    if isinstance(block, Paragraph) and _MARK.search(block.text):
        return text
    return replace(text, blocks=(*text.blocks[:at], *text.blocks[at + 1 :]))


def _insert(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    at = where % (len(text.blocks) + 1)
    block = Paragraph(words or "新增的一段。", 1 if size % 5 == 0 else 0)
    return replace(text, blocks=(*text.blocks[:at], block, *text.blocks[at:]))


def _move(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    del words
    at = _paragraph_at(text, where)
    block = text.blocks[at]
    assert isinstance(block, Paragraph)
    if _MARK.search(block.text):
        return text
    rest = [*text.blocks[:at], *text.blocks[at + 1 :]]
    to = size % (len(rest) + 1)
    return replace(text, blocks=(*rest[:to], block, *rest[to:]))


def _unnumber(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    """The number of a paragraph goes, or becomes another."""
    labelled = [i for i, b in enumerate(text.blocks) if isinstance(b, Paragraph) and b.label]
    if not labelled:
        return text
    at = labelled[where % len(labelled)]
    block = text.blocks[at]
    assert isinstance(block, Paragraph)
    changed = replace(block, label="") if size % 2 else replace(block, label=words[:1] + "、")
    return replace(text, blocks=(*text.blocks[:at], changed, *text.blocks[at + 1 :]))


def _cell_lines(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    """One more paragraph in a cell, or one less."""
    tables = [i for i, b in enumerate(text.blocks) if isinstance(b, Table)]
    if not tables:
        return text
    at = tables[where % len(tables)]
    table = text.blocks[at]
    assert isinstance(table, Table)
    row = (where // 3) % len(table.rows)
    column = (where // 11) % len(table.rows[row])
    cell = table.rows[row][column]
    lines = list(cell.paragraphs)
    if size % 2 and len(lines) > 1:
        del lines[size % len(lines)]
    else:
        lines.insert(size % (len(lines) + 1), words or "格内新段")
    return replace(text, blocks=_with_cell(text.blocks, at, row, column, tuple(lines)))


def _drop_note(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    """The last note goes with its mark."""
    del where, size, words
    if not text.notes:
        return text
    mark = text.notes[-1].mark
    blocks = tuple(
        replace(b, text=b.text.replace(mark, "")) if isinstance(b, Paragraph) else b
        for b in text.blocks
    )
    return replace(text, blocks=blocks, notes=text.notes[:-1])


def _drop_picture(text: ManuscriptText, where: int, size: int, words: str) -> ManuscriptText:
    del where, size, words
    blocks = tuple(b for b in text.blocks if not isinstance(b, Picture))
    return replace(text, blocks=blocks)


_EDITS = (
    _replace, _replace, _replace, _split, _join, _delete, _insert, _move, _unnumber, _cell_lines,
    _replace, _drop_note, _drop_picture,
)  # fmt: skip


def _paragraph_at(text: ManuscriptText, where: int) -> int:
    places = [i for i, block in enumerate(text.blocks) if isinstance(block, Paragraph)]
    return places[where % len(places)]


def _fields(text: ManuscriptText) -> list[str]:
    fields = [text.title, text.subtitle]
    for block in text.blocks:
        if isinstance(block, Paragraph):
            fields.append(block.text)
        elif isinstance(block, Table):
            fields += [w for row in block.rows for c in row for w in c.paragraphs]
    return fields + [note.text for note in text.notes]


def _with_field(text: ManuscriptText, index: int, words: str) -> ManuscriptText:
    if index == 0:
        return replace(text, title=words)
    if index == 1:
        return replace(text, subtitle=words)
    at = 2
    for number, block in enumerate(text.blocks):
        if isinstance(block, Paragraph):
            if at == index:
                changed: Block = replace(block, text=words)
                blocks = (*text.blocks[:number], changed, *text.blocks[number + 1 :])
                return replace(text, blocks=blocks)
            at += 1
        elif isinstance(block, Table):
            for r, row in enumerate(block.rows):
                for c, cell in enumerate(row):
                    if at <= index < at + len(cell.paragraphs):
                        lines = list(cell.paragraphs)
                        lines[index - at] = words
                        blocks = _with_cell(text.blocks, number, r, c, tuple(lines))
                        return replace(text, blocks=blocks)
                    at += len(cell.paragraphs)
    notes = list(text.notes)
    notes[index - at] = Note(notes[index - at].mark, words)
    return replace(text, notes=tuple(notes))


def _with_cell(
    blocks: tuple[Block, ...], at: int, row: int, column: int, lines: tuple[str, ...]
) -> tuple[Block, ...]:
    table = blocks[at]
    assert isinstance(table, Table)
    rows = [list(cells) for cells in table.rows]
    old = rows[row][column]
    rows[row][column] = Cell(lines, old.row_span, old.column_span)
    changed = Table(tuple(tuple(cells) for cells in rows), table.caption)
    return (*blocks[:at], changed, *blocks[at + 1 :])
