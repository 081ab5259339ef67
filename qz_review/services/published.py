"""所签即所发: a published page beside the text that 三校 signed: ``workspace.published``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qz_review.documents.read import read_document
from qz_review.errors import Refused
from qz_review.events.kinds import FileRef
from qz_review.markup.published import PublishedComparison, PublishedDifference, compare_published
from qz_review.model.text import ManuscriptText, plain_lines
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.files import file_ref, load_file
from qz_review.workflow.commands import RecordPublished

__all__ = [
    "CheckView",
    "PublishedComparison",
    "PublishedDifference",
    "PublishedPage",
    "PublishedService",
    "SignedText",
]


@dataclass(frozen=True, slots=True)
class CheckView:
    """The latest recorded comparison of one channel."""

    channel: str
    differences: int
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedText:
    """The text that 三校 signed, or the present one before that, and how it was published.

    signed: whether it is what 三校 signed.  channels: id and name of those it is released on, in
    order.  checks: of those that were compared.
    """

    manuscript_id: str
    number: str
    text: ManuscriptText
    text_hash: str
    signed: bool
    channels: tuple[tuple[str, str], ...]
    checks: tuple[CheckView, ...]

    @property
    def released(self) -> bool:
        """Released on a channel at least."""
        return bool(self.channels)


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

    def signed_text(self, manuscript_id: str) -> SignedText:
        """What was released or will be; raises Refused ``manuscript.unknown``."""
        state, names = self._desk.state(manuscript_id), self._desk.names()
        latest = {check.event.channel_id: check for check in state.published_checks}
        channels = dict.fromkeys(release.event.channel_id for release in state.releases)
        text_hash = state.release_hash or state.text_hash
        return SignedText(
            manuscript_id,
            state.number,
            self._desk.text(text_hash),
            text_hash,
            bool(state.release_hash),
            tuple((channel_id, names.channel(channel_id)) for channel_id in channels),
            tuple(
                CheckView(
                    names.channel(channel_id),
                    check.event.differences,
                    names.person(check.person_id),
                    check.time,
                )
                for channel_id, check in latest.items()
            ),
        )

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
