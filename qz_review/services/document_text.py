"""The plain words of a file that nobody registers: ``qz-review text``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qz_review.documents.imported import RevisionChoice
from qz_review.documents.read import read_document
from qz_review.model.text import plain_lines


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """A file's words.  pending_revisions: at how many places it holds 修订."""

    lines: tuple[str, ...]
    pending_revisions: int


def document_lines(path: Path, *, reject_revisions: bool = False) -> DocumentLines:
    """What comparing and scanning would read of a file, a paragraph a line.

    Title first, cells of a table in reading order, notes last; automatic numbers as the reader
    sees them.  reject_revisions: where a docx holds pending 修订, the text before them.
    Raises Refused (what is wrong with the file) and Environment.
    """
    revisions = RevisionChoice.REJECT if reject_revisions else RevisionChoice.ACCEPT
    document = read_document(path, revisions=revisions)
    return DocumentLines(plain_lines(document.text), document.pending_revisions)
