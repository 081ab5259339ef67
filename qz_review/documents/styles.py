"""Paragraph styles of a docx, resolved along ``w:basedOn``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qz_review.documents.ooxml import Element, W, value_of, whole_number

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl 9 is body text


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """What a paragraph style says, inherited values included.

    level: 0 body, 1–9 heading.  role: ``title``, ``subtitle``, ``caption`` or empty.
    numbering: (w:numId, w:ilvl) as written, None where the chain has none.
    alignment: ``w:jc`` value, or empty.
    """

    level: int = 0
    role: str = ""
    numbering: tuple[str | None, str | None] | None = None
    alignment: str = ""


class Styles:
    """All paragraph styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._facts: dict[str, StyleFacts] = {}
        self.default_id = ""
        for style in root.iter(W + "style") if root is not None else ():
            if style.get(W + "type", "paragraph") not in ("paragraph", "numbering"):
                continue
            identity = style.get(W + "styleId", "")
            self._elements[identity] = style
            if style.get(W + "default") in ("1", "true") and style.get(W + "type") == "paragraph":
                self.default_id = identity

    def facts(self, identity: str | None) -> StyleFacts:
        """Facts of a style by id; unknown ids and None are the default style's."""
        key = identity if identity in self._elements else self.default_id
        if key not in self._facts:
            self._facts[key] = self._resolve(key)
        return self._facts[key]

    def chain(self, identity: str | None) -> list[str]:
        """The style's id and those it is based on, nearest first (loops cut)."""
        chain: list[str] = []
        key = identity if identity in self._elements else self.default_id
        while key in self._elements and key not in chain:
            chain.append(key)
            key = value_of(self._elements[key], "basedOn") or ""
        return chain

    def numbering_of(self, identity: str) -> str | None:
        """The ``w:numId`` a numbering style points to."""
        style = self._elements.get(identity)
        numbering = None if style is None else style.find(f"{W}pPr/{W}numPr")
        return value_of(numbering, "numId")

    def _resolve(self, identity: str) -> StyleFacts:
        level: int | None = None
        role = alignment = ""
        number: str | None = None
        depth: str | None = None
        for key in self.chain(identity):
            style = self._elements[key]
            properties = style.find(W + "pPr")
            name = value_of(style, "name") or ""
            role = role or _role(name)
            level = _level(properties, name) if level is None else level
            alignment = alignment or value_of(properties, "jc") or ""
            numbering = properties.find(W + "numPr") if properties is not None else None
            if numbering is not None:
                number = number or value_of(numbering, "numId")
                depth = depth or value_of(numbering, "ilvl")
        has_numbering = number is not None or depth is not None
        return StyleFacts(level or 0, role, (number, depth) if has_numbering else None, alignment)


def outline_level(value: str | None) -> int | None:
    """Heading level (0 body, 1–9) of a ``w:outlineLvl`` value, None when there is none."""
    level = whole_number(value, -1)
    if level < 0:
        return None
    return 0 if level >= _BODY_LEVEL else level + 1


def _level(properties: Element | None, name: str) -> int | None:
    written = outline_level(value_of(properties, "outlineLvl"))
    if written is not None:
        return written
    match = _HEADING_NAME.fullmatch(name.strip())
    return int(match.group(1)) if match else None


def _role(name: str) -> str:
    lowered = name.strip().lower()
    if lowered in ("title", "标题"):
        return "title"
    if lowered in ("subtitle", "副标题"):
        return "subtitle"
    return "caption" if lowered in ("caption", "题注") else ""
