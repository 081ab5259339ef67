"""Reading a docx by walking its XML: every word a reader of the document sees is kept."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.documents.body import BlockReader, Item, PictureStore, tidy
from qz_review.documents.imported import (
    ImportedDocument,
    ImportWarning,
    RevisionChoice,
    WarningLog,
)
from qz_review.documents.notes import NoteBook
from qz_review.documents.numbering import Numbering
from qz_review.documents.ooxml import Element, Package, W
from qz_review.documents.runs import RunReader
from qz_review.documents.sources import LineSource
from qz_review.documents.styles import Styles
from qz_review.documents.titles import find_title, join_title
from qz_review.errors import Refused
from qz_review.model.text import Block, ManuscriptText, Note, Paragraph, Table


def read_docx(
    data: bytes, *, revisions: RevisionChoice = RevisionChoice.ACCEPT
) -> ImportedDocument:
    """The text, pictures and warnings of a docx.

    revisions: what to take where the file holds pending insertions, deletions and moves.
    Raises Refused with the codes of ``guard.open_checked``, and docx.no_text for a document
    without a single word.
    """
    return read_traced(Package(data), revisions=revisions)[0]


def read_traced(
    package: Package, *, revisions: RevisionChoice = RevisionChoice.ACCEPT
) -> tuple[ImportedDocument, tuple[LineSource, ...]]:
    """The same of an open package, and for each line of the text the XML that it came from.

    The sources stand in the order of ``markup.lines.lines_of`` over the text.
    """
    try:
        return _Reader(package, revisions).read()
    except RecursionError as error:
        raise Refused("docx.corrupt", detail="nesting") from error


Traced = tuple[ManuscriptText, tuple[LineSource, ...]]


class _Reader:
    def __init__(self, package: Package, revisions: RevisionChoice) -> None:
        self._package = package
        self._revisions = revisions
        self._log = WarningLog()
        self._styles = Styles(package.related_xml("styles"))
        self._numbering_part = package.related_xml("numbering")
        self._numbering = Numbering(self._numbering_part, self._styles, self._log)
        self._notes = NoteBook(
            package.related_xml("footnotes"),
            package.related_xml("endnotes"),
            package.related_xml("settings"),
        )
        self._pictures = PictureStore(package, package.main_part, self._log)

    def read(self) -> tuple[ImportedDocument, tuple[LineSource, ...]]:
        root = self._package.xml(self._package.main_part)
        body = root.find(W + "body")
        if body is None:
            raise Refused("docx.corrupt", detail="no body")
        for section in body.iter(W + "sectPr"):
            for kind in ("footnote", "endnote"):
                self._notes.set_format(kind, section.find(f"{W}{kind}Pr"))
        items = self._story(body, self._notes, self._pictures)
        notes = self._read_notes()
        self._note_margins()
        text, sources = self._with_title(items, tuple(note for note, _ in notes))
        document = ImportedDocument(text, self._pictures.collected, self._log.warnings())
        return document, (*sources, *(source for _, source in notes))

    def _story(
        self, parent: Element, notes: NoteBook | None, pictures: PictureStore | None
    ) -> list[Item]:
        runs = RunReader(self._revisions, self._log, notes)
        reader = BlockReader(
            runs, self._styles, self._numbering, pictures, self._revisions, self._log
        )
        items = reader.read(parent)
        runs.finish()
        return items

    def _read_notes(self) -> list[tuple[Note, LineSource]]:
        notes: list[tuple[Note, LineSource]] = []
        for use in self._notes.used:
            story = [] if use.element is None else self._story(use.element, None, None)
            words = "\n".join(_lines(item.block) for item in story)
            note = Note(use.mark, words.removeprefix(use.mark).strip())
            sources = (source for item in story for source in item.sources)
            paragraphs = tuple(p for source in sources for p in source.paragraphs)
            notes.append((note, LineSource(paragraphs, use.mark)))
        return notes

    def _note_margins(self) -> None:
        """Page headers and footers are no part of a web text; their words are reported."""
        for kind in ("header", "footer"):
            for part in self._package.related(kind):
                root = self._package.xml(part)
                words = tidy("".join(t.text or "" for t in root.iter(W + "t")))
                if words:
                    self._log.add(kind, words)

    def _with_title(self, items: Sequence[Item], notes: tuple[Note, ...]) -> Traced:
        first = [item for item in items if item.line is not None and item.line.text.strip()]
        lines = [item.line for item in first if item.line is not None]
        starts_with_table = bool(items) and isinstance(items[0].block, Table)
        if not lines or starts_with_table:
            return self._titled_by_table(items, notes)
        found = find_title(lines)
        if not found.certain:
            self._log.add("title_uncertain", lines[0].text)
        end = found.title + found.subtitle
        title = join_title([line.text for line in lines[: found.title]])
        subtitle = join_title([line.text for line in lines[found.title : end]])
        taken = {id(item) for item in first[:end]}
        rest = [item for item in items if id(item) not in taken]
        text = ManuscriptText(title, subtitle, tuple(item.block for item in rest), notes)
        heads = [_joined(first[: found.title])]
        if subtitle:
            heads.append(_joined(first[found.title : end]))
        return text, (*heads, *_sources(rest))

    def _titled_by_table(self, items: Sequence[Item], notes: tuple[Note, ...]) -> Traced:
        """The words in a first cell serve as the title too; the table itself stays whole."""
        blocks: list[Block] = [item.block for item in items]
        for block in blocks:
            for line in _lines(block).split("\n"):
                if line.strip():
                    self._log.add("title_from_table", line)
                    text = ManuscriptText(line.strip(), "", tuple(blocks), notes)
                    return text, (LineSource(), *_sources(items))
        raise Refused("docx.no_text")


def _joined(items: Sequence[Item]) -> LineSource:
    """The source of a title over several lines; a number stands only before the first."""
    sources = _sources(items)
    paragraphs = tuple(p for source in sources for p in source.paragraphs)
    return LineSource(paragraphs, sources[0].label)


def _sources(items: Sequence[Item]) -> tuple[LineSource, ...]:
    return tuple(source for item in items for source in item.sources)


def _lines(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.label + block.text
    if isinstance(block, Table):
        return "\n".join(line for row in block.rows for c in row for line in c.paragraphs)
    return ""


__all__ = ["ImportWarning", "ImportedDocument", "RevisionChoice", "read_docx"]
