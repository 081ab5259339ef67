"""The door: 清样.docx and 花脸稿.docx of a manuscript, over the docx that it came in with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qz_review.documents.docx_in import read_traced
from qz_review.documents.docx_out.comments import (
    Remark,
    first_free_comment,
    place_remarks,
    take_comments_out,
    write_comments,
)
from qz_review.documents.docx_out.joins import prepare_joins
from qz_review.documents.docx_out.levels import Levels
from qz_review.documents.docx_out.line_writer import LineWriter
from qz_review.documents.docx_out.moves import find_moves
from qz_review.documents.docx_out.new_lines import NewLines
from qz_review.documents.docx_out.note_signs import SIGNS, NoteSigns
from qz_review.documents.docx_out.numbers import Numbers
from qz_review.documents.docx_out.outcome import Outcome
from qz_review.documents.docx_out.package import WritablePackage
from qz_review.documents.docx_out.pictures import Pictures
from qz_review.documents.docx_out.placing import Places
from qz_review.documents.docx_out.resolving import has_revisions, resolve
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.seams import settle_seams
from qz_review.documents.docx_out.story import Story
from qz_review.documents.docx_out.stream import SourceLine, source_lines
from qz_review.documents.docx_out.table_plan import plan_tables
from qz_review.documents.docx_out.table_rows import TableRows
from qz_review.documents.docx_out.twins import free_controls, repeat_in_fallbacks
from qz_review.documents.docx_out.wordml import local
from qz_review.documents.imported import RevisionChoice, WarningLog
from qz_review.documents.numbering import Numbering
from qz_review.documents.ooxml import Package, W
from qz_review.documents.sources import LineSource
from qz_review.documents.styles import Styles
from qz_review.errors import Refused
from qz_review.jobs import JobContext, SilentJob
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line, lines_of
from qz_review.markup.marked import Mark, MarkedDocument, Version
from qz_review.model.text import ManuscriptText

_STORIES = ("footnotes", "endnotes")
_MARGINS = ("header", "footer")


@dataclass(slots=True)
class SourceDocx:
    """A docx opened to be written over: its revisions resolved, its lines traced.

    lines: those of ``text``, in order; sources: where each stands in the XML.
    """

    package: WritablePackage
    text: ManuscriptText
    lines: tuple[Line, ...]
    sources: tuple[LineSource, ...]


@dataclass(frozen=True, slots=True)
class DocxOut:
    """A docx written.

    lost_signature: the source was digitally signed, and the signature went with the change.
    """

    content: bytes
    lost_signature: bool = False


def open_source(content: bytes, first: ManuscriptText) -> SourceDocx:
    """Open a docx as the source of ``first``, the first version of a manuscript.

    Where the docx holds revisions itself, they are taken in or out, whichever gives that text.
    Raises Refused as reading does.
    """
    package = WritablePackage(content)
    parts = _parts(package, (*_STORIES, *_MARGINS))
    if any(has_revisions(package.xml(part)) for part in parts):
        choice = _choice(package, first)
        for part in parts:
            if resolve(package.xml(part), choice):
                package.touch(part)
    document, sources = read_traced(package)
    return SourceDocx(package, document.text, lines_of(document.text), sources)


def with_source(
    source: SourceDocx, versions: Sequence[Version], author: str = "", time: str = ""
) -> list[Version]:
    """The versions with what the docx itself says in front, where the first says otherwise.

    A title corrected at registration is such a difference; it is then on record like any
    other edit.  author, time: whose it is.
    """
    if _words(source.lines) == _words(lines_of(versions[0].text)):
        return list(versions)
    first = replace(versions[0], author=author, time=time)
    return [Version(None, source.text), first, *versions[1:]]


def write_marked(
    source: SourceDocx,
    marked: MarkedDocument,
    remarks: Sequence[Remark] = (),
    pictures: Mapping[str, bytes] | None = None,
    job: JobContext | None = None,
) -> DocxOut:
    """花脸稿.docx: every edit a revision of Word's own, remarks as comments.

    marked: composed of :func:`with_source`.  pictures: bytes by digest of those that the
    source does not have.  The source's trees are changed: open it anew for another docx.
    """
    package = source.package
    _, first = _write(source, marked, remarks, pictures or {}, job or SilentJob())
    write_comments(package, remarks, first)
    return _saved(package)


def write_clean(
    source: SourceDocx,
    marked: MarkedDocument,
    pictures: Mapping[str, bytes] | None = None,
    job: JobContext | None = None,
) -> DocxOut:
    """清样.docx: every edit applied, no revision and no comment left.

    The arguments are those of :func:`write_marked`.
    """
    package = source.package
    outcome, _ = _write(source, marked, (), pictures or {}, job or SilentJob())
    for part in _parts(package, _STORIES):
        resolve(package.xml(part), RevisionChoice.ACCEPT)
    _drop_notes(package, outcome)
    take_comments_out(package)
    return _saved(package)


def _write(
    source: SourceDocx,
    marked: MarkedDocument,
    remarks: Sequence[Remark],
    pictures: Mapping[str, bytes],
    job: JobContext,
) -> tuple[Outcome, int]:
    package = source.package
    first = first_free_comment(package)
    story = source_lines(marked, place_remarks(marked, remarks, first))
    _check(story, source.lines)
    first_mark = _first_mark(marked)
    levels = Levels(story, marked, source.lines, first_mark)
    untouched = all(line.is_untouched for line in story[:-1]) and not story[-1].before
    if untouched and not levels:
        return Outcome(), first
    job.check_cancelled()
    body = package.xml(package.main_part).find(W + "body")
    revisions = Revisions(package.read(part) for part in _parts(package, _STORIES))
    styles = Styles(package.related_xml("styles"))
    places = Places(source.lines, source.sources)
    plan = plan_tables(story, marked, source.lines, source.sources, first_mark)
    swept = prepare_joins(story, places)
    moves = find_moves(story, source.lines, source.sources)
    media = Pictures(package, source.lines, source.sources, pictures, revisions)
    signs = NoteSigns(package, source.lines, source.sources, revisions)
    signs.prepare(story, plan)
    rows = TableRows(body, revisions, signs)
    new_lines = NewLines(body, places, source.sources, styles, revisions, moves, media, signs, rows)
    writer = Story(source.lines, source.sources, revisions, new_lines, moves, media, signs)
    for row, _ in plan.gone:
        writer.outcome.references_gone.update((local(e), e.get(W + "id")) for e in row.iter(*SIGNS))
    outcome = writer.write(story, swept, job)
    settle_seams(outcome, revisions)
    outcome.touched.update(rows.write(plan))
    levels.write(places, styles, revisions)
    signs.settle(body, first_mark)
    if any(item.label for item in source.sources):
        numbering = Numbering(package.related_xml("numbering"), styles, WarningLog())
        words = LineWriter(revisions, signs)
        numbers = Numbers(numbering, revisions, outcome, words, first_mark, package)
        numbers.settle(body, source.lines, source.sources)
    for part in _parts(package, _STORIES):
        root = package.xml(part)
        if has_revisions(root) or (remarks and part == package.main_part):
            repeat_in_fallbacks(root, revisions)
            free_controls(root)
            package.touch(part)
    return outcome, first


def _saved(package: WritablePackage) -> DocxOut:
    signed = package.is_changed and package.is_signed
    if signed:
        package.drop_signature()
    return DocxOut(package.save(), signed)


def _parts(package: Package, kinds: Iterable[str]) -> list[str]:
    return [package.main_part, *(part for kind in kinds for part in package.related(kind))]


def _choice(package: WritablePackage, first: ManuscriptText) -> RevisionChoice:
    """Whether the text was read with the revisions taken in or out; in, where one cannot tell."""
    wanted = set(_words(lines_of(first)))
    found: dict[RevisionChoice, int] = {}
    for choice in RevisionChoice:
        try:
            document, _ = read_traced(package, revisions=choice)
        except Refused:  # nothing is left of it that way
            continue
        found[choice] = len(wanted & set(_words(lines_of(document.text))))
    return max(found, key=lambda choice: found[choice], default=RevisionChoice.ACCEPT)


def _words(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines if line.place.kind is not BlockKind.ATTACHMENT]


def _check(story: Sequence[SourceLine], lines: Sequence[Line]) -> None:
    if len(story) != len(lines) + 1:
        raise ValueError("the marked document does not begin with this source")


def _first_mark(marked: MarkedDocument) -> Mark:
    for block in marked.blocks:
        for run in (*block.runs, block.end):
            mark = run.inserted or run.deleted
            if mark is not None:
                return mark
    return Mark(0, None)


def _drop_notes(package: WritablePackage, outcome: Outcome) -> None:
    """The notes whose sign is gone from the text go from their part as well."""
    body = package.xml(package.main_part)
    for name, number in outcome.references_gone:
        kind = name.removesuffix("Reference")
        if any(item.get(W + "id") == number for item in body.iter(W + name)):
            continue
        for part in package.related(kind + "s"):
            for note in list(package.xml(part).iterchildren(W + kind)):
                if note.get(W + "id") == number:
                    note.getparent().remove(note)
                    package.touch(part)


__all__ = [
    "DocxOut", "Remark", "SourceDocx", "open_source", "with_source",
    "write_clean", "write_marked",
]  # fmt: skip
