"""The blocks of a story: paragraphs, tables and pictures in reading order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from qz_review.documents.imported import WarningLog
from qz_review.documents.numbering import Numbering
from qz_review.documents.ooxml import MC, Element, Package, W, child_of, value_of
from qz_review.documents.runs import Inline, PictureUse, RunReader, alternative
from qz_review.documents.sources import LineSource
from qz_review.documents.styles import Styles, outline_level
from qz_review.documents.tables import read_table
from qz_review.documents.titles import FirstLine
from qz_review.model.text import Block, Paragraph, Picture

_MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
_PROPERTIES = W + "pPr"
_CENTRED = ("center", "distribute")


class Item(NamedTuple):
    """A block, and for a paragraph what finding the title needs to know of it.

    sources: of the block's lines, in the order of ``markup.lines.lines_of``.
    """

    block: Block
    line: FirstLine | None = None
    sources: tuple[LineSource, ...] = ()


class PictureStore:
    """The pictures of one part, by relationship id; collects their bytes by digest."""

    def __init__(self, package: Package, part: str, log: WarningLog) -> None:
        self._package = package
        self._relations = package.relationships(part)
        self._log = log
        self.collected: dict[str, bytes] = {}

    def take(self, use: PictureUse) -> Picture | None:
        """The picture block of a use; None, with a warning, when its bytes are missing."""
        _, part = self._relations.get(use.relation, ("", ""))
        if not part or not self._package.has(part):
            self._log.add("picture_missing", use.description)
            return None
        data = self._package.read(part)
        digest = hashlib.sha256(data).hexdigest()
        self.collected[digest] = data
        declared = self._package.content_type(part)
        ending = part.rsplit(".", 1)[-1].lower()
        media_type = declared if declared.startswith("image/") else _MEDIA_TYPES.get(ending, "")
        return Picture(
            digest, media_type or "application/octet-stream", description=use.description
        )


class BlockReader:
    """Reads the blocks below a body, a cell, a text box or a note."""

    def __init__(
        self,
        runs: RunReader,
        styles: Styles,
        numbering: Numbering,
        pictures: PictureStore | None,
        log: WarningLog,
    ) -> None:
        self._runs = runs
        self.taken = runs.taken
        self._styles = styles
        self._numbering = numbering
        self._pictures = pictures
        self._log = log

    def read(self, parent: Element) -> list[Item]:
        """All blocks below ``parent``; paragraphs without text, number and picture left out."""
        items: list[Item] = []
        pending: tuple[Inline, Element] | None = None
        for element in self._blocks(parent):
            if element.tag == W + "tbl":
                if pending is not None:
                    items.extend(self._paragraph(*pending, is_whole=False))
                    pending = None
                items.extend(self._table(element))
                continue
            inline = self._runs.read(element)
            if pending is not None:
                pending[0].add(inline)
                inline = pending[0]
                pending = None
            if self._runs.mark_is_dropped(child_of(element, _PROPERTIES)):
                pending = (inline, element)
            else:
                items.extend(self._paragraph(inline, element, is_whole=True))
        if pending is not None:
            items.extend(self._paragraph(*pending, is_whole=False))
        return items

    def _blocks(self, parent: Element) -> Iterator[Element]:
        for child in parent.iterchildren():
            if child.tag in (W + "p", W + "tbl"):
                yield child
            elif child.tag == W + "altChunk":
                self._log.add("object")
            elif child.tag == MC + "AlternateContent":
                yield from self._blocks(alternative(child))
            elif child.tag not in (W + "sectPr", W + "tcPr", W + "sdtPr"):
                yield from self._blocks(child)

    def _paragraph(self, inline: Inline, element: Element, *, is_whole: bool) -> list[Item]:
        """is_whole: False where the paragraph's own mark is gone and nothing followed it."""
        before, after = self._taken_pictures(inline) if inline.pictures else ([], [])
        text = tidy(inline.text)
        items = list(before)
        properties = self._properties(element)
        style = value_of(properties, "pStyle")
        label = ""
        if is_whole or text:
            label = self._numbering.label(properties, style)
        if text or label:
            source = LineSource(tuple(inline.sources), label)
            items.append(self._item(text, label, properties, style, source))
        items.extend(after)
        for box in inline.boxes:
            items.extend(self.read(box))
        return items

    def _item(
        self, text: str, label: str, properties: Element | None, style: str | None,
        source: LineSource,
    ) -> Item:  # fmt: skip
        facts = self._styles.facts(style)
        direct = outline_level(value_of(properties, "outlineLvl"))
        level = facts.level if direct is None else direct
        alignment = value_of(properties, "jc") or facts.alignment
        block = Paragraph(text, level, label)
        line = FirstLine(label + text, alignment in _CENTRED, level, facts.role)
        return Item(block, line, (source,))

    def _taken_pictures(self, inline: Inline) -> tuple[list[Item], list[Item]]:
        before: list[Item] = []
        after: list[Item] = []
        for use in inline.pictures:
            picture = self._pictures.take(use) if self._pictures is not None else None
            if picture is not None:
                source = LineSource(tuple(inline.sources), picture=use.element)
                item = Item(picture, sources=(source,))
                (after if use.after_text else before).append(item)
        return before, after

    def _properties(self, element: Element) -> Element | None:
        return self.taken.properties(child_of(element, _PROPERTIES), "pPrChange")

    def _table(self, element: Element) -> list[Item]:
        table, sources, pictures = read_table(element, self, self._log)
        return [Item(table, sources=sources), *pictures] if table.rows else pictures


def tidy(text: str) -> str:
    """Without white space at the ends; line separators of other systems as ``\\n``."""
    for separator in ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x85"):
        text = text.replace(separator, "\n")
    return text.strip()
