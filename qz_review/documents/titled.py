"""Blocks in reading order as a manuscript text: its first lines become title and subtitle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.documents.body import Item
from qz_review.documents.imported import WarningLog
from qz_review.documents.titles import find_title, join_title
from qz_review.errors import Refused
from qz_review.model.text import Block, ManuscriptText, Note, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Titled:
    """A text, and which items became its title, its subtitle and its blocks.

    title: none where a table's first words serve as the title and stay in the table.
    """

    text: ManuscriptText
    title: tuple[Item, ...]
    subtitle: tuple[Item, ...]
    rest: tuple[Item, ...]


def titled(items: Sequence[Item], notes: tuple[Note, ...], log: WarningLog, no_text: str) -> Titled:
    """The text of a document's items.  no_text: code of the refusal where there are no words."""
    first = [item for item in items if item.line is not None and item.line.text.strip()]
    lines = [item.line for item in first if item.line is not None]
    starts_with_table = bool(items) and isinstance(items[0].block, Table)
    if not lines or starts_with_table:
        return _titled_by_table(items, notes, log, no_text)
    found = find_title(lines)
    if not found.certain:
        log.add("title_uncertain", lines[0].text)
    end = found.title + found.subtitle
    title = join_title([line.text for line in lines[: found.title]])
    subtitle = join_title([line.text for line in lines[found.title : end]])
    taken = {id(item) for item in first[:end]}
    rest = tuple(item for item in items if id(item) not in taken)
    text = ManuscriptText(title, subtitle, tuple(item.block for item in rest), notes)
    return Titled(text, tuple(first[: found.title]), tuple(first[found.title : end]), rest)


def _titled_by_table(
    items: Sequence[Item], notes: tuple[Note, ...], log: WarningLog, no_text: str
) -> Titled:
    """The words in a first cell serve as the title too; the table itself stays whole."""
    blocks: list[Block] = [item.block for item in items]
    for block in blocks:
        for line in words_of(block).split("\n"):
            if line.strip():
                log.add("title_from_table", line)
                text = ManuscriptText(line.strip(), "", tuple(blocks), notes)
                return Titled(text, (), (), tuple(items))
    raise Refused(no_text)


def words_of(block: Block) -> str:
    """The words of a paragraph or table, a cell's paragraph a line."""
    if isinstance(block, Paragraph):
        return block.label + block.text
    if isinstance(block, Table):
        return "\n".join(line for row in block.rows for c in row for line in c.paragraphs)
    return ""
