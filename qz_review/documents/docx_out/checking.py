"""A docx written is read again before anybody gets it: a wrong file is refused, not handed out.

Rejecting every revision of a 花脸稿.docx has to give the words of the first version, accepting
every one those of the last.  Reading it twice takes about as long as writing it did, half a
second for 500 pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from qz_review.documents.docx_in import read_traced
from qz_review.documents.docx_out.package import WritablePackage
from qz_review.documents.docx_out.writing import DocxOut
from qz_review.documents.imported import RevisionChoice
from qz_review.errors import Refused
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import lines_of
from qz_review.markup.marked import MarkedDocument

_LEFT_OUT = re.compile("[\\s\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
"""White space, which every reading tidies, and what XML cannot carry."""


def check_marked(out: DocxOut, marked: MarkedDocument) -> None:
    """Raises Refused docx.not_exact (fact ``view``: accept or reject) for a wrong 花脸稿.docx."""
    _check(out, marked, {RevisionChoice.ACCEPT: marked.version_count - 1, RevisionChoice.REJECT: 0})


def check_clean(out: DocxOut, marked: MarkedDocument) -> None:
    """Raises Refused docx.not_exact for a wrong 清样.docx."""
    _check(out, marked, {RevisionChoice.ACCEPT: marked.version_count - 1})


def _check(out: DocxOut, marked: MarkedDocument, views: dict[RevisionChoice, int]) -> None:
    package = WritablePackage(out.content)
    for choice, version in views.items():
        document, sources = read_traced(package, revisions=choice)
        lines = lines_of(document.text)
        left_out = {BlockKind.ATTACHMENT}
        if not sources[0].paragraphs and _title_is_untouched(marked):
            left_out.add(BlockKind.TITLE)  # it repeats the words of a first cell, whatever they are
        found = _bare("".join(ln.text for ln in lines if ln.place.kind not in left_out))
        if found != _words_of(marked, version, left_out):
            raise Refused("docx.not_exact", view=choice.value)


def _title_is_untouched(marked: MarkedDocument) -> bool:
    return not any(
        run.inserted or run.deleted
        for block in marked.blocks
        if block.kind is BlockKind.TITLE
        for run in block.runs
    )


def _words_of(marked: MarkedDocument, version: int, left_out: Collection[BlockKind]) -> str:
    return _bare(
        "".join(
            run.text
            for block in marked.blocks
            if block.kind not in left_out
            for run in block.runs
            if not run.is_break and run.is_in(version)
        )
    )


def _bare(words: str) -> str:
    return _LEFT_OUT.sub("", words)
