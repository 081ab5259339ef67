"""缺字对照: characters that no bundled face has, which print as ［U+20BB7］, and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qz_review.archive.blocks import Align
from qz_review.archive.check_pages import running_head
from qz_review.archive.dossier import Dossier
from qz_review.archive.faces import printable
from qz_review.archive.paging import Section
from qz_review.archive.tables import Column, list_table, remark, section_title
from qz_review.model.text import plain_text


def named_characters_section(dossier: Dossier) -> Section | None:
    """The list; None where every character could be drawn."""
    places: dict[str, list[str]] = {}
    for where, words in _words_of(dossier):
        for character in sorted(set(words)):
            if not character.isspace() and printable(character) != character:
                found = places.setdefault(character, [])
                if where not in found:
                    found.append(where)
    if not places:
        return None
    columns = (
        Column("序号", 32.0, Align.CENTER),
        Column("印作", 76.0, Align.CENTER),
        Column("Unicode 名称", 170.0),
        Column("出现于"),
    )
    rows = [
        (
            str(number),
            printable(character),
            unicodedata.name(character, "—"),
            "、".join(where),
        )
        for number, (character, where) in enumerate(sorted(places.items()), 1)
    ]
    blocks = (
        section_title("缺字对照"),
        remark("随程序的字体没有下列字符，页面上以编码印出；所签文本和台账里是原字。"),
        list_table(columns, rows),
    )
    return Section("缺字对照", blocks, running_head=running_head(dossier))


def _words_of(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield "原稿", plain_text(dossier.original_text)
    for proof in dossier.proofs:
        yield proof.title, plain_text(proof.text)
    if dossier.approved_text is not None:
        yield "签发稿", plain_text(dossier.approved_text)
    yield "现稿" if dossier.release_text is None else "三校清样", plain_text(dossier.signed_text)
    for row in (*dossier.sign_offs, *dossier.superseded):
        yield f"{row.label}意见", "".join((row.who, row.opinion, *row.instructions))
    yield "附件清单", "".join(file.name for file in dossier.files)
