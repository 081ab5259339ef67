"""Files that travel inside a PDF (ISO 32000-2 7.11.4, ISO 19005-3 6.8)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Relationship(StrEnum):
    """What a file is to the document it travels in (ISO 32000-2 table 43)."""

    SOURCE = "Source"
    """The document was made from it: the 原稿 as it was received."""
    DATA = "Data"
    """What the pages show, for a program: the events."""
    ALTERNATIVE = "Alternative"
    """The same in another form: 清样.docx."""
    SUPPLEMENT = "Supplement"
    """It belongs to the document: 花脸稿.docx, 会签单, 附件."""


@dataclass(frozen=True, slots=True)
class Attached:
    """One file inside.  description: what it is, in Chinese, as readers list it."""

    name: str
    content: bytes
    media_type: str
    relationship: Relationship
    description: str = ""


def with_own_names(files: Iterable[Attached]) -> tuple[Attached, ...]:
    """The files under names that are safe on every system and occur once.

    A name that comes again gets a number before its ending: 会签单（2）.png.
    """
    taken: set[str] = set()
    named = []
    for file in files:
        safe = safe_name(file.name)
        stem, dot, ending = safe.rpartition(".")
        if not stem:
            stem, dot, ending = safe, "", ""
        name, count = safe, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}（{count}）{dot}{ending}"
        taken.add(name.casefold())
        named.append(replace(file, name=name))
    return tuple(named)


def safe_name(name: str) -> str:
    """A file name without folders, control and bidi characters, at most 120 characters."""
    kept = "".join(
        "_" if c in '/\\:*?"<>|' else c
        for c in name
        if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    ).strip(" .")
    if len(kept) > 120:
        stem, dot, ending = kept.rpartition(".")
        kept = stem[: 119 - len(ending)] + dot + ending if stem and len(ending) < 10 else kept[:120]
    return kept or "文件"
