"""The text of a manuscript as it is signed: title, blocks, cells, captions, notes, attachments.

A sign-off covers the hash of :func:`canonical_bytes`.  The format is versioned
(``qz-text/1``) and fixed: a later format comes beside it, never in its place.
:func:`plain_text` is the one function that derives what comparing and scanning read;
all character offsets in the product are code points into that string.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

FORMAT = "qz-text/1"


class TextFormatError(ValueError):
    """Bytes that are not a canonical text of a known version."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text.

    text: the words, with ``\\t`` for tabs and ``\\n`` for line breaks inside the paragraph.
    level: 0 for body text, 1–9 for a heading of that outline level.
    label: the automatic number as the reader sees it (``一、``), empty where there is none;
        it is part of the text the reader reads, so it is signed and compared.
    """

    text: str
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its paragraphs, and how many rows and columns it spans."""

    paragraphs: tuple[str, ...] = ("",)
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of the cells that start in that row, left to right."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where it stands in the text; ``digest`` names its blob (SHA-256, hex)."""

    digest: str
    media_type: str
    caption: str = ""
    description: str = ""


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: the mark at its place in the text, and its words."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the manuscript; ``digest`` names its blob (SHA-256, hex)."""

    name: str
    digest: str
    size: int
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class ManuscriptText:
    """The exact text that a signature covers."""

    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())


def canonical_bytes(text: ManuscriptText) -> bytes:
    """The signed bytes of a text: UTF-8 JSON, sorted keys, no spaces, format named inside.

    Equal texts give equal bytes; nothing is normalised, so every character counts.
    Raises TextFormatError for lone surrogates, which no UTF-8 can carry.
    """
    data = {
        "format": FORMAT,
        "title": text.title,
        "subtitle": text.subtitle,
        "blocks": [_block_to_json(block) for block in text.blocks],
        "notes": [{"mark": note.mark, "text": note.text} for note in text.notes],
        "attachments": [
            {"name": a.name, "digest": a.digest, "size": a.size, "media_type": a.media_type}
            for a in text.attachments
        ],
    }
    try:
        return json.dumps(
            data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        ).encode("utf-8")
    except UnicodeEncodeError as error:
        raise TextFormatError("lone surrogate in text") from error


def text_hash(text: ManuscriptText) -> str:
    """SHA-256 (hex, lower case) of the canonical bytes: the 文本指纹 people sign."""
    return hashlib.sha256(canonical_bytes(text)).hexdigest()


def parse_text(data: bytes) -> ManuscriptText:
    """The text in canonical bytes.  Raises TextFormatError for anything else."""
    try:
        raw = json.loads(data.decode("utf-8"))
        if raw["format"] != FORMAT:
            raise TextFormatError(f"unknown text format {raw['format']!r}")
        text = ManuscriptText(
            title=_words(raw["title"]),
            subtitle=_words(raw["subtitle"]),
            blocks=tuple(_block_from_json(block) for block in raw["blocks"]),
            notes=tuple(Note(_words(note["mark"]), _words(note["text"])) for note in raw["notes"]),
            attachments=tuple(
                Attachment(
                    _words(a["name"]),
                    _words(a["digest"]),
                    _whole(a["size"]),
                    _words(a["media_type"]),
                )
                for a in raw["attachments"]
            ),
        )
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        if isinstance(error, TextFormatError):
            raise
        raise TextFormatError("not a canonical text") from error
    if canonical_bytes(text) != data:
        raise TextFormatError("not in canonical form")
    return text


def plain_lines(text: ManuscriptText) -> tuple[str, ...]:
    """The text in reading order, one paragraph, cell paragraph, caption or note a line."""
    lines = [text.title]
    if text.subtitle:
        lines.append(text.subtitle)
    for block in text.blocks:
        lines.extend(block_lines(block))
    lines.extend(f"{note.mark}{note.text}" for note in text.notes)
    lines.extend(attachment.name for attachment in text.attachments)
    return tuple(line.replace("\n", " ") for line in lines)


def block_lines(block: Block) -> tuple[str, ...]:
    """The lines one block gives in :func:`plain_lines`, before line breaks are replaced."""
    if isinstance(block, Paragraph):
        return (block.label + block.text,)
    if isinstance(block, Picture):
        return (block.caption,) if block.caption else ()
    cells = [line for row in block.rows for cell in row for line in cell.paragraphs]
    return (block.caption, *cells) if block.caption else tuple(cells)


def plain_text(text: ManuscriptText) -> str:
    """What comparing and scanning read: :func:`plain_lines` joined with ``\\n``."""
    return "\n".join(plain_lines(text))


def count_characters(text: ManuscriptText) -> int:
    """字数: characters of title, text, cells, captions and notes, white space left out."""
    lines = plain_lines(text)
    words = lines[: len(lines) - len(text.attachments)] if text.attachments else lines
    return sum(len("".join(line.split())) for line in words)


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "level": block.level, "label": block.label}
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "digest": block.digest,
            "media_type": block.media_type,
            "caption": block.caption,
            "description": block.description,
        }
    return {
        "kind": "table",
        "caption": block.caption,
        "rows": [
            [
                {
                    "paragraphs": list(cell.paragraphs),
                    "rows": cell.row_span,
                    "cols": cell.column_span,
                }
                for cell in row
            ]
            for row in block.rows
        ],
    }


def _block_from_json(raw: dict[str, Any]) -> Block:
    kind = raw["kind"]
    if kind == "paragraph":
        return Paragraph(_words(raw["text"]), _whole(raw["level"]), _words(raw["label"]))
    if kind == "picture":
        names = ("digest", "media_type", "caption", "description")
        return Picture(*(_words(raw[name]) for name in names))
    if kind == "table":
        rows = tuple(tuple(_cell_from_json(cell) for cell in row) for row in raw["rows"])
        return Table(rows, _words(raw["caption"]))
    raise TextFormatError(f"unknown block {kind!r}")


def _cell_from_json(raw: dict[str, Any]) -> Cell:
    paragraphs = tuple(_words(line) for line in raw["paragraphs"])
    return Cell(paragraphs, _whole(raw["rows"]), _whole(raw["cols"]))


def _words(value: object) -> str:
    """A string, whatever the bytes may hold instead: they can come from another desktop."""
    if not isinstance(value, str):
        raise TextFormatError("words expected")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TextFormatError("a whole number expected")
    return value
