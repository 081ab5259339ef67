"""Small edits that fit any text: for the demo over a document nobody has seen before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from qz_review.assets import resource_path
from qz_review.model.text import Block, Cell, ManuscriptText, Paragraph, Picture, Table


@dataclass(frozen=True, slots=True)
class AnyCourse:
    """Replacements, instructions and opinions for a course over any document.

    partner_reason: why the chief names somebody other than the editor for 三校.
    """

    replacements: tuple[tuple[str, str], ...]
    instructions: tuple[tuple[str, str], ...]
    fallback: str
    partner_reason: str
    opinions: dict[str, str] = field(default_factory=dict)


def load_any_course() -> AnyCourse:
    """The data in ``resources/samples``.  Raises Environment where it is missing."""
    raw: dict[str, Any] = json.loads(
        resource_path("samples", "demo-any.json").read_text(encoding="utf-8")
    )
    return AnyCourse(
        tuple((old, new) for old, new in raw["replacements"]),
        tuple((old, new) for old, new in raw["instructions"]),
        raw["fallback"],
        raw["partner_reason"],
        raw["opinions"],
    )


class PlausibleEditor:
    """Makes one small edit after another; always finds one, in a table cell if need be."""

    def __init__(self, course: AnyCourse) -> None:
        self._open = list(course.replacements)
        self._instructions = course.instructions
        self._fallback = course.fallback
        self._turn = 0

    def edit(self, text: ManuscriptText) -> ManuscriptText:
        """The text with one passage changed."""
        closed = _closed_sentence(text)
        if closed is not None:
            return closed
        for pair in self._open:
            changed = replace_first(text, *pair)
            if changed is not None and changed != text:
                self._open.remove(pair)
                return changed
        return self._mark_somewhere(text)

    def instruction(self, text: ManuscriptText) -> tuple[str, str] | None:
        """A replacement the leader can ask for in writing: its words stand in the text once.

        None where no pair fits; then the leader's own edit is all there is to tick off.
        """
        for old, new in self._instructions:
            found = sum(words.count(old) for words in fields_of(text))
            if found == 1 and not any(new in words for words in fields_of(text)):
                return old, new
        return None

    def _mark_somewhere(self, text: ManuscriptText) -> ManuscriptText:
        """Put the fallback mark at the end of one paragraph after another (or cell, or title)."""
        paragraphs = [b.text for b in text.blocks if isinstance(b, Paragraph)]
        fields = [words for words in paragraphs if words.strip()]
        fields = fields or [words for words in fields_of(text) if words.strip()]
        words = fields[self._turn % len(fields)]
        self._turn += 1
        if words.endswith(self._fallback):
            changed = replace_first(text, words, words.removesuffix(self._fallback), whole=True)
        else:
            changed = replace_first(text, words, words + self._fallback, whole=True)
        assert changed is not None  # the field was just found
        return changed


def fields_of(text: ManuscriptText) -> list[str]:
    """Every string an edit may touch: paragraphs and cells first, the title last."""
    fields: list[str] = []
    for block in text.blocks:
        fields.extend(_fields_of_block(block))
    return [*fields, text.subtitle, text.title]


def replace_first(
    text: ManuscriptText, old: str, new: str, *, whole: bool = False
) -> ManuscriptText | None:
    """The text with the first occurrence replaced, None where there is none.

    whole: the words must be all of a paragraph or cell line.
    """

    def hit(words: str) -> bool:
        return words == old if whole else old in words

    for index, block in enumerate(text.blocks):
        if any(hit(words) for words in _fields_of_block(block)):
            changed = _changed(block, old, new, whole)
            return replace(text, blocks=(*text.blocks[:index], changed, *text.blocks[index + 1 :]))
    if hit(text.subtitle) and text.subtitle:
        return replace(text, subtitle=text.subtitle.replace(old, new, 1))
    if hit(text.title):
        return replace(text, title=text.title.replace(old, new, 1))
    return None


_SENTENCE_ENDS = "。！？；：…，、）】》”’.!?;:,)]"


def _closed_sentence(text: ManuscriptText) -> ManuscriptText | None:
    """A body paragraph with commas and no stop at its end gets one; None where all have."""
    for index, block in enumerate(text.blocks):
        if not isinstance(block, Paragraph) or block.level or "，" not in block.text:
            continue
        if not block.text.rstrip().endswith(tuple(_SENTENCE_ENDS)):
            closed = replace(block, text=block.text.rstrip() + "。")
            return replace(text, blocks=(*text.blocks[:index], closed, *text.blocks[index + 1 :]))
    return None


def _fields_of_block(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, Picture):
        return ()
    return (words for row in block.rows for cell in row for words in cell.paragraphs)


def _changed(block: Block, old: str, new: str, whole: bool) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.replace(old, new, 1))
    if isinstance(block, Picture):
        return block
    done = False
    rows: list[tuple[Cell, ...]] = []
    for row in block.rows:
        cells = []
        for cell in row:
            lines = list(cell.paragraphs)
            for index, words in enumerate(lines):
                if not done and (words == old if whole else old in words):
                    lines[index] = words.replace(old, new, 1)
                    done = True
            cells.append(replace(cell, paragraphs=tuple(lines)))
        rows.append(tuple(cells))
    return Table(tuple(rows), block.caption)
