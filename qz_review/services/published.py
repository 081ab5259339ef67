"""所签即所发: a published page beside the text that 三校 signed: ``workspace.published``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qz_review.documents.read import read_document
from qz_review.errors import Refused
from qz_review.events.kinds import FileRef
from qz_review.markup.published import PublishedComparison, PublishedDifference, compare_published
from qz_review.model.text import plain_lines
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.files import file_ref, load_file
from qz_review.workflow.commands import RecordPublished

__all__ = ["PublishedComparison", "PublishedDifference", "PublishedPage", "PublishedService"]


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page as it was given, and what it says beside the signed text.  Nothing is recorded."""

    file: FileRef
    content: bytes
    comparison: PublishedComparison


class PublishedService:
    """Compares; recording is an act of its own, so that a wrong page leaves no trace."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    def compare_file(self, manuscript_id: str, path: Path) -> PublishedPage:
        """Compare a saved page, a docx or a txt.

        Raises Refused ``release.not_signed`` before 三校, what reading refuses, Environment.
        """
        ref, content = load_file(path)
        lines = plain_lines(read_document(path).text)
        return self._page(manuscript_id, ref, content, lines)

    def compare_words(self, manuscript_id: str, words: str) -> PublishedPage:
        """Compare pasted words; raises Refused ``release.not_signed``, ``text.no_text``."""
        if not words.strip():
            raise Refused("text.no_text")
        content = words.encode("utf-8", "replace")
        ref = file_ref("发布文本.txt", content)
        return self._page(manuscript_id, ref, content, words.splitlines())

    def record(self, manuscript_id: str, channel_id: str, page: PublishedPage) -> None:
        """Sign what the comparison gave; the page is kept as it was given.

        Raises Refused ``published.not_found`` for a page without the manuscript,
        ``published.not_released``, and those of the route.
        """
        state = self._desk.state(manuscript_id)
        if not page.comparison.found:
            raise Refused("published.not_found")
        command = RecordPublished(
            channel_id, state.release_hash, page.file, len(page.comparison.differences)
        )
        self._acts.perform(manuscript_id, command, blobs=[page.content])

    def _page(
        self, manuscript_id: str, ref: FileRef, content: bytes, lines: tuple[str, ...] | list[str]
    ) -> PublishedPage:
        state = self._desk.state(manuscript_id)
        if not state.release_hash:
            raise Refused("release.not_signed")
        signed = self._desk.text(state.release_hash)
        return PublishedPage(ref, content, compare_published(signed, lines))
