"""Reading a docx by walking its XML: every word a reader of the document sees is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qz_review.documents.body import BlockReader, Item, PictureStore, tidy
from qz_review.documents.captions import with_captions
from qz_review.documents.comments import CommentBook
from qz_review.documents.imported import (
    ImportedComment,
    ImportedDocument,
    ImportWarning,
    RevisionChoice,
    WarningLog,
)
from qz_review.documents.kept import keep_revisions, kept_together
from qz_review.documents.notes import NoteBook
from qz_review.documents.numbering import Numbering
from qz_review.documents.ooxml import MC, Element, Package, R, W
from qz_review.documents.revisions import EVERYTHING, NOTHING, Taken, find_revisers
from qz_review.documents.runs import VANISH, RunReader
from qz_review.documents.sources import LineSource
from qz_review.documents.styles import Styles
from qz_review.documents.titled import Titled, titled, words_of
from qz_review.errors import Refused
from qz_review.jobs import JobContext
from qz_review.model.text import ManuscriptText, Note

_PAGE_NUMBER = "0123456789 \t\u3000-\u2014\u2013\u00b7.第页共/"


def read_docx(
    data: bytes,
    *,
    revisions: RevisionChoice = RevisionChoice.ACCEPT,
    job: JobContext | None = None,
) -> ImportedDocument:
    """The text, pictures, comments and warnings of a docx.

    revisions: what to take where the file holds pending insertions, deletions and moves.
    job: asked before each of the readings that keeping the revisions takes.
    Raises Refused with the codes of ``guard.open_checked``, and docx.no_text for a document
    without a single word; Cancelled.
    """
    package = Package(data)
    document = read_traced(package, revisions=revisions)[0]
    if revisions is not RevisionChoice.KEEP or not document.revisers:
        return document

    def read(taken: Taken) -> ImportedDocument:
        if job is not None:
            job.check_cancelled()
        return _read(package, taken, with_comments=False)[0]

    kept, pictures = keep_revisions(document.revisers, read)
    together = kept_together(document.revisers)
    warnings = document.warnings
    if together:
        noted = ImportWarning("revisers_together", {"count": together, "texts": ()})
        warnings = (*warnings, noted)
    pictures |= document.pictures
    return replace(document, kept=kept, pictures=pictures, warnings=warnings)


def read_traced(
    package: Package, *, revisions: RevisionChoice = RevisionChoice.ACCEPT
) -> tuple[ImportedDocument, tuple[LineSource, ...]]:
    """The same of an open package, and for each line of the text the XML that it came from.

    The sources stand in the order of ``markup.lines.lines_of`` over the text.
    """
    return _read(package, NOTHING if revisions is RevisionChoice.REJECT else EVERYTHING)


def _read(
    package: Package, taken: Taken, *, with_comments: bool = True
) -> tuple[ImportedDocument, tuple[LineSource, ...]]:
    try:
        return _Reader(package, taken, with_comments).read()
    except RecursionError as error:
        raise Refused("docx.corrupt", detail="nesting") from error


class _Reader:
    def __init__(self, package: Package, taken: Taken, with_comments: bool) -> None:
        self._package = package
        self._taken = taken
        self._with_comments = with_comments
        self._log = WarningLog()
        self._styles = Styles(package.related_xml("styles"))
        self._numbering_part = package.related_xml("numbering")
        self._numbering = Numbering(self._numbering_part, self._styles, self._log)
        footnotes, endnotes = package.related_xml("footnotes"), package.related_xml("endnotes")
        self._notes = NoteBook(footnotes, endnotes, package.related_xml("settings"))
        self._note_parts = [part for part in (footnotes, endnotes) if part is not None]
        self._pictures = PictureStore(package, package.main_part, self._log)

    def read(self) -> tuple[ImportedDocument, tuple[LineSource, ...]]:
        root = self._package.xml(self._package.main_part)
        body = root.find(W + "body")
        if body is None:
            raise Refused("docx.corrupt", detail="no body")
        for section in body.iter(W + "sectPr"):
            for kind in ("footnote", "endnote"):
                self._notes.set_format(kind, section.find(f"{W}{kind}Pr"))
        roots = [root, *self._note_parts]
        revisers = find_revisers(roots)
        self._log.add("revisions", count=sum(reviser.count for reviser in revisers))
        items = with_captions(self._story(body, self._notes, self._pictures))
        notes = self._read_notes()
        self._note_margins()
        self._note_links(root)
        self._log.add("signed", count=int(self._package.is_signed))
        found = titled(items, tuple(note for note, _ in notes), self._log, "docx.no_text")
        sources = (*_title_sources(found), *_sources(found.rest), *(s for _, s in notes))
        document = ImportedDocument(
            found.text,
            self._pictures.collected,
            comments=self._read_comments(found.text, sources, roots),
            revisers=revisers,
        )
        return replace(document, warnings=self._log.warnings()), sources

    def _read_comments(
        self, text: ManuscriptText, sources: Sequence[LineSource], roots: Sequence[Element]
    ) -> tuple[ImportedComment, ...]:
        package = self._package
        comments = package.related_xml("comments") if self._with_comments else None
        if comments is None:
            return ()
        book = CommentBook(comments, package.related_xml("commentsExtended"), self._plain)
        placed = book.placed(text, sources, roots)
        self._log.add("comments", count=len(placed))
        self._log.add("comments_left_out", count=book.count - len(placed))
        return placed

    def _plain(self, story: Element) -> str:
        return "\n".join(words_of(item.block) for item in self._story(story, None, None))

    def _story(
        self, parent: Element, notes: NoteBook | None, pictures: PictureStore | None
    ) -> list[Item]:
        hides = next(parent.iter(VANISH), None) is not None
        runs = RunReader(self._taken, self._log, notes, hides=hides)
        reader = BlockReader(runs, self._styles, self._numbering, pictures, self._log)
        items = reader.read(parent)
        runs.finish()
        return items

    def _read_notes(self) -> list[tuple[Note, LineSource]]:
        notes: list[tuple[Note, LineSource]] = []
        for use in self._notes.used:
            story = [] if use.element is None else self._story(use.element, None, None)
            words = "\n".join(words_of(item.block) for item in story)
            note = Note(use.mark, words.removeprefix(use.mark).strip())
            sources = (source for item in story for source in item.sources)
            paragraphs = tuple(p for source in sources for p in source.paragraphs)
            notes.append((note, LineSource(paragraphs, use.mark)))
        return notes

    def _note_margins(self) -> None:
        """Page headers and footers are no part of a web text; their words are reported.

        The same words in several of them count once, page numbers alone not at all.
        """
        for kind in ("header", "footer"):
            roots = [self._package.xml(part) for part in self._package.related(kind)]
            for words in dict.fromkeys(_margin_words(root) for root in roots):
                if words.strip(_PAGE_NUMBER):
                    self._log.add(kind, words)

    def _note_links(self, root: Element) -> None:
        """Where the links of the text lead, which its words do not say."""
        addresses = self._package.addresses(self._package.main_part)
        for link in root.iter(W + "hyperlink"):
            address = addresses.get(link.get(R + "id", ""), "")
            if address:
                words = "".join(t.text or "" for t in link.iter(W + "t"))
                self._log.add("links", f"{words} {address}".strip())


def _margin_words(root: Element) -> str:
    shown = (
        t.text or ""
        for t in root.iter(W + "t")
        if not any(above.tag == MC + "Fallback" for above in t.iterancestors())
    )
    return tidy("".join(shown))


def _title_sources(found: Titled) -> tuple[LineSource, ...]:
    title = _joined(found.title) if found.title else LineSource()
    return (title, _joined(found.subtitle)) if found.subtitle else (title,)


def _joined(items: Sequence[Item]) -> LineSource:
    """The source of a title over several lines; a number stands only before the first."""
    sources = _sources(items)
    paragraphs = tuple(p for source in sources for p in source.paragraphs)
    return LineSource(paragraphs, sources[0].label)


def _sources(items: Sequence[Item]) -> tuple[LineSource, ...]:
    return tuple(source for item in items for source in item.sources)


__all__ = ["ImportWarning", "ImportedDocument", "RevisionChoice", "read_docx"]
