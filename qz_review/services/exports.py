"""清样.docx and 花脸稿.docx of a manuscript: ``workspace.exports``.  Nothing here is recorded.

Both are written over the docx that the manuscript came with, so that its looks stay; a
manuscript that came as anything else gets a docx of its own first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qz_review.clock import to_stored
from qz_review.garbage import collection_paused
from qz_review.jobs import JobContext, SilentJob
from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, MarkedDocument
from qz_review.model.text import ManuscriptText, Picture
from qz_review.services.composition import Composition
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.notes import NotesService
from qz_review.services.timeline import opinions
from qz_review.workflow.state import ManuscriptState

if TYPE_CHECKING:
    from qz_review.documents.docx_out.comments import Remark
    from qz_review.documents.docx_out.writing import DocxOut, SourceDocx

DOCX_ENDING = ".docx"


class ExportsService:
    """Makes the two docx files from what is saved; a draft is saved first by who asks."""

    def __init__(self, desk: Desk, compositions: Compositions, notes: NotesService) -> None:
        self._desk = desk
        self._compositions = compositions
        self._notes = notes

    def clean_docx(self, manuscript_id: str, job: JobContext | None = None) -> DocxOut:
        """清样.docx: every edit applied, no revision and no comment left.

        Raises Refused where the source can no longer be read, and docx.not_exact rather than
        give a file that says something else; Tampered, Cancelled.
        """
        from qz_review.documents.docx_out.checking import check_clean
        from qz_review.documents.docx_out.writing import write_clean

        with collection_paused():
            source, marked, _ = self._opened(manuscript_id)
            out = write_clean(source, marked, self._pictures(manuscript_id), job or SilentJob())
            check_clean(out, marked)
            return out

    def marked_docx(self, manuscript_id: str, job: JobContext | None = None) -> DocxOut:
        """花脸稿.docx: every edit a revision in its maker's name, opinions and notes as comments.

        Raises as :meth:`clean_docx`.
        """
        from qz_review.documents.docx_out.checking import check_marked
        from qz_review.documents.docx_out.writing import write_marked

        state = self._desk.state(manuscript_id)
        with collection_paused():
            source, marked, put_before = self._opened(manuscript_id)
            remarks = self._remarks(state, self._compositions.of(state), put_before)
            pictures = self._pictures(manuscript_id)
            out = write_marked(source, marked, remarks, pictures, job or SilentJob())
            check_marked(out, marked)
            return out

    def _opened(self, manuscript_id: str) -> tuple[SourceDocx, MarkedDocument, int]:
        """The source, the marked document over it, and how many versions it has in front."""
        from qz_review.documents.docx_out.writing import open_source, with_source

        state = self._desk.state(manuscript_id)
        composition = self._compositions.of(state)
        versions = [laid.version for laid in composition.laid]
        content = self._source(state, versions[0].text)
        source = open_source(content, versions[0].text)
        registrar = self._desk.names().person(state.registered_by)
        over = with_source(source, versions, registrar, to_stored(state.registered_at))
        put_before = len(over) - len(versions)
        # Composing takes longer than all the rest; mostly it is done already.
        return source, compose(over) if put_before else composition.document, put_before

    def _source(self, state: ManuscriptState, first: ManuscriptText) -> bytes:
        if state.source_file is not None and _is_docx(state):
            return self._desk.store.blobs.get(state.source_file.digest)
        from qz_review.documents.docx_out.fresh import fresh_docx

        return fresh_docx(first, self._pictures(state.manuscript_id))

    def _pictures(self, manuscript_id: str) -> dict[str, bytes]:
        """Bytes of every picture that any version shows, by digest."""
        state = self._desk.state(manuscript_id)
        digests = {
            block.digest
            for laid in self._compositions.of(state).laid
            for block in laid.version.text.blocks
            if isinstance(block, Picture)
        }
        return {digest: self._desk.store.blobs.get(digest) for digest in sorted(digests)}

    def _remarks(
        self, state: ManuscriptState, composition: Composition, put_before: int
    ) -> list[Remark]:
        """Opinions on the title of the text they were given on, notes on their words.

        批注 of the source docx are in it already.
        """
        kept_in_source = _is_docx(state)
        remarks = [*self._opinions(state, composition, put_before)]
        remarks += self._note_remarks(state, composition, put_before, kept_in_source)
        return remarks

    def _opinions(
        self, state: ManuscriptState, composition: Composition, put_before: int
    ) -> Iterator[Remark]:
        from qz_review.documents.docx_out.comments import Remark

        for opinion in reversed(opinions(state, self._desk.names())):
            words = _joined(opinion.decision_label, opinion.opinion, opinion.instructions)
            if not words:
                continue
            index = composition.index_at(opinion.seq)
            title = composition.laid[index].version.text.title
            mark = Mark(index + put_before, opinion.stage, opinion.who, to_stored(opinion.at))
            label = "" if opinion.stage is not None else f"{opinion.label}："
            yield Remark(mark, label + words, index + put_before, 0, len(title))

    def _note_remarks(
        self,
        state: ManuscriptState,
        composition: Composition,
        put_before: int,
        kept_in_source: bool,
    ) -> Iterator[Remark]:
        from qz_review.documents.docx_out.comments import Remark

        last = len(composition.laid) - 1 + put_before
        for note in self._notes.of(state.manuscript_id):
            if note.from_source and kept_in_source:
                continue
            time = to_stored(note.at) if note.at is not None else ""
            words = f"{note.words}（已处理）" if note.settled else note.words
            yield Remark(Mark(last, note.stage, note.who, time), words, last, note.start, note.end)


def _is_docx(state: ManuscriptState) -> bool:
    file = state.source_file
    return file is not None and file.name.lower().endswith(DOCX_ENDING)


def _joined(decision: str, opinion: str, instructions: Sequence[str]) -> str:
    """同意发布：数字再核一遍 / 1. …: what was said, in one comment."""
    words = "：".join(part.strip() for part in (decision, opinion) if part.strip())
    numbered = [f"{n}. {line}" for n, line in enumerate(instructions, 1)]
    return "\n".join([words, *numbered] if words else numbered)
