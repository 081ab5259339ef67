"""The edits of the sample people, as replacements of passages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qz_review.model.text import Block, ManuscriptText, Paragraph, Picture, Table


def apply_edits(text: ManuscriptText, edits: Iterable[tuple[str, str]]) -> ManuscriptText:
    """The text after the replacements, in order.

    Raises ValueError for a passage that does not stand exactly once in the text.
    """
    for old, new in edits:
        found = sum(field.count(old) for field in _fields(text))
        if found != 1:
            raise ValueError(f"{old!r} stands {found} times in {text.title!r}")
        text = _replaced(text, old, new)
    return text


def _fields(text: ManuscriptText) -> list[str]:
    """Every string that an edit may touch."""
    fields = [text.title, text.subtitle]
    for block in text.blocks:
        if isinstance(block, Paragraph):
            fields.append(block.text)
        elif isinstance(block, Table):
            fields.append(block.caption)
            fields.extend(words for row in block.rows for cell in row for words in cell.paragraphs)
    return fields


def _replaced(text: ManuscriptText, old: str, new: str) -> ManuscriptText:
    return replace(
        text,
        title=text.title.replace(old, new),
        subtitle=text.subtitle.replace(old, new),
        blocks=tuple(_replaced_block(block, old, new) for block in text.blocks),
    )


def _replaced_block(block: Block, old: str, new: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.replace(old, new))
    if isinstance(block, Picture):
        return block
    return Table(
        tuple(
            tuple(
                replace(cell, paragraphs=tuple(p.replace(old, new) for p in cell.paragraphs))
                for cell in row
            )
            for row in block.rows
        ),
        block.caption.replace(old, new),
    )
