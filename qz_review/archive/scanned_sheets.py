"""扫描件: 会签单 and 纸质签批单 as they were scanned, a page each, large enough to be read."""

from __future__ import annotations

from collections.abc import Iterator

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, words_block
from qz_review.archive.check_pages import running_head
from qz_review.archive.dossier import Dossier
from qz_review.archive.moments import in_groups
from qz_review.archive.paging import PAGE_ROOM, Section
from qz_review.archive.pictures import picture_block

_ROOM_FOR_WORDS = 64.0


def scanned_sheets_section(dossier: Dossier) -> Section | None:
    """The sheets; None where none was kept as a picture.  Others travel inside as files."""
    blocks: list[Block] = []
    for words, digest in _sheets(dossier):
        picture = picture_block(
            dossier.pictures.get(digest),
            paper.COLUMN,
            PAGE_ROOM - _ROOM_FOR_WORDS,
            most_width=paper.COLUMN,
        )
        if picture is None:
            continue
        heading = f"{words}\n{in_groups(digest)}"
        blocks.append(
            words_block(
                heading,
                paper.SMALL,
                paper.COLUMN,
                paper.SMALL_LEADING,
                align=Align.CENTER,
                before=6.0,
                after=4.0,
                keep_with_next=True,
            )
        )
        blocks.append(picture)
    if not blocks:
        return None
    return Section("会签与签批扫描件", tuple(blocks), running_head=running_head(dossier))


def _sheets(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for asked in dossier.consultations:
        if asked.sheet_digest:
            yield f"{asked.kind.label}单　{asked.unit}　{asked.sheet_name}", asked.sheet_digest
    for row in (*dossier.sign_offs, *dossier.superseded):
        if row.sheet_digest:
            yield f"{row.label}纸质签批单　{row.who}　{row.sheet_name}", row.sheet_digest
