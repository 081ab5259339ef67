"""A heading that became body text, or the reverse: a tracked change of its properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from qz_review.documents.docx_out.placing import Home, Places
from qz_review.documents.docx_out.properties import former_properties, record_change
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.stream import SourceLine
from qz_review.documents.docx_out.wordml import P_PR, properties_of, put_property
from qz_review.documents.ooxml import Element, W, child_of, value_of
from qz_review.documents.styles import Styles
from qz_review.markup.changes import BlockKind, ChangeKind, Place
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark, MarkedDocument

_BODY = 9
"""``w:outlineLvl`` of body text, whatever the style says."""


class Levels:
    """Lines of one docx whose outline level is another one in the last version."""

    def __init__(
        self, story: Sequence[SourceLine], marked: MarkedDocument, lines: Sequence[Line],
        fallback: Mark,
    ) -> None:  # fmt: skip
        marks = {
            marked.blocks[change.line].place: Mark(
                change.version, change.stage, change.author, change.time
            )
            for change in marked.changes
            if change.kind is ChangeKind.FORMAT
        }
        self._changed = [
            (index, place, marks.get(place, fallback)) for index, place in _changed(story, lines)
        ]

    def __bool__(self) -> bool:
        """True where any line has another level."""
        return bool(self._changed)

    def write(self, places: Places, styles: Styles, revisions: Revisions) -> None:
        """Give the paragraphs the style of others of their level, else the level alone."""
        for index, place, mark in self._changed:
            paragraph = places.last(index)
            if paragraph is None:
                continue
            properties = properties_of(paragraph)
            former = former_properties(properties)
            model = places.first(places.model(index, place, Home(after=paragraph)))
            if model is not None:
                _take_style(properties, child_of(model, P_PR), styles)
            _set_level(properties, place.level, styles)
            record_change(properties, former, mark, revisions)


def _changed(story: Sequence[SourceLine], lines: Sequence[Line]) -> Iterator[tuple[int, Place]]:
    for line in story[:-1]:
        own, end = lines[line.index].place, line.end
        now = end.place if end is not None and end.is_alive else None
        if now is None or now.level == own.level:
            continue
        if now.kind is BlockKind.PARAGRAPH and own.kind is BlockKind.PARAGRAPH:
            yield line.index, now


def _take_style(properties: Element, model: Element | None, styles: Styles) -> None:
    """The style of the model, where neither brings an automatic number along."""
    style, present = value_of(model, "pStyle"), value_of(properties, "pStyle")
    if styles.facts(style).numbering is not None or styles.facts(present).numbering is not None:
        return
    for name, value in (("pStyle", style), ("outlineLvl", value_of(model, "outlineLvl"))):
        _set(properties, name, value)


def _set_level(properties: Element, level: int, styles: Styles) -> None:
    """Say the level itself where the style does not come to it."""
    by_style = styles.facts(value_of(properties, "pStyle")).level
    if value_of(properties, "outlineLvl") is None and by_style == level:
        return
    _set(properties, "outlineLvl", str(level - 1 if level else _BODY))


def _set(properties: Element, name: str, value: str | None) -> None:
    if value is not None:
        put_property(properties, etree.Element(W + name, {W + "val": value}))
        return
    for child in list(properties.iterchildren(W + name)):
        properties.remove(child)
