"""Comparing two files that nobody registers: ``qz-review redline``.

Each form of output is one entry of :data:`WRITERS`, by the ending of the file to write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from qz_review.clock import Clock, system_clock, to_stored
from qz_review.documents.imported import ImportedDocument
from qz_review.documents.read import is_docx, load_file, read_document
from qz_review.errors import Refused
from qz_review.garbage import collection_paused
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.markup.redline import Redline
from qz_review.storage.atomic_file import write_atomically


@dataclass(frozen=True, slots=True)
class RedlineReport:
    """What was written.  changes: how many; coarse: some paragraphs were compared as wholes.

    pending: of each of the two files, at how many places it holds 修订, accepted for comparing.
    """

    output: Path
    changes: int
    coarse: bool
    pending: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two files as read, compared.  made_at: the moment of comparing."""

    old: Path
    new: Path
    before: ImportedDocument
    after: ImportedDocument
    marked: MarkedDocument
    versions: tuple[Version, ...]
    author: str
    made_at: datetime

    @property
    def pictures(self) -> dict[str, bytes]:
        """Bytes of the pictures of both files, by digest."""
        return {**self.before.pictures, **self.after.pictures}

    def redline(self) -> Redline:
        """What the pages for people are made of."""
        from qz_review.archive.moments import in_words

        return Redline(
            self.marked,
            self.old.name,
            self.new.name,
            self.author,
            in_words(self.made_at),
            self.pictures,
        )


def redline(
    old: Path, new: Path, output: Path, author: str = "", clock: Clock = system_clock
) -> RedlineReport:
    """Compare two documents and write the marked one; 修订 pending in either are accepted.

    Where nothing changed, nothing is written.

    Raises Refused ``redline.format`` for an output that is none of ours, ``redline.same_file``
    for an output that is one of the two, docx.not_exact for a docx that came out wrong, what
    reading refuses, and Environment.
    """
    writer = WRITERS.get(output.suffix.lower())
    if writer is None:
        raise Refused("redline.format", name=output.name, known="、".join(WRITERS))
    if output.resolve() in (old.resolve(), new.resolve()):
        raise Refused("redline.same_file", name=output.name)
    before, after = _read(old), _read(new)
    moment = clock()
    versions = (
        Version(None, before.text),
        Version(None, after.text, author, to_stored(moment)),
    )
    pair = Pair(old, new, before, after, compose(versions), versions, author, moment)
    if pair.marked.changes:
        write_atomically(output, writer(pair))
    pending = (before.pending_revisions, after.pending_revisions)
    return RedlineReport(output, len(pair.marked.changes), pair.marked.coarse, pending)


def _read(path: Path) -> ImportedDocument:
    """Read one of the two; a refusal says which it is (fact ``which``)."""
    try:
        return read_document(path)
    except Refused as refused:
        raise Refused(refused.code, **{**refused.facts, "which": str(path)}) from refused


def _html(pair: Pair) -> bytes:
    from qz_review.documents.redline_html import redline_html

    return redline_html(pair.redline()).encode("utf-8")


def _pdf(pair: Pair) -> bytes:
    from qz_review.archive.redline import redline_pdf

    return redline_pdf(pair.redline(), pair.made_at)


def _docx(pair: Pair) -> bytes:
    """Over the old file's own XML; a file that is no docx gets one first."""
    from qz_review.documents.docx_out.checking import check_marked
    from qz_review.documents.docx_out.fresh import fresh_docx
    from qz_review.documents.docx_out.writing import open_source, with_source, write_marked

    content = pair.before.docx or load_file(pair.old)
    if not is_docx(content):
        content = fresh_docx(pair.before.text, pair.before.pictures)
    with collection_paused():
        source = open_source(content, pair.before.text)
        versions = with_source(source, pair.versions)
        marked = pair.marked if len(versions) == len(pair.versions) else compose(versions)
        out = write_marked(source, marked, pictures=pair.pictures)
        check_marked(out, marked)
        return out.content


WRITERS: Mapping[str, Callable[[Pair], bytes]] = MappingProxyType(
    {".docx": _docx, ".html": _html, ".pdf": _pdf}
)
"""Bytes of the marked document, by the ending of the output."""
