"""How a text came about from the pending revisions of its file, author by author."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qz_review.documents.imported import ImportedDocument, KeptRevisions, KeptText, Reviser
from qz_review.documents.revisions import Taken
from qz_review.errors import Refused
from qz_review.model.text import ManuscriptText

MOST_SINGLE = 8
"""Authors whose revisions are kept one by one; all others are kept together."""


def keep_revisions(
    revisers: Sequence[Reviser], read: Callable[[Taken], ImportedDocument]
) -> tuple[KeptRevisions | None, dict[str, bytes]]:
    """The texts of a document, each time with one more author's revisions taken in.

    revisers: in the order in which they are taken in.  read: reads the document with some of
    the revisions; all of them give the text that is registered.
    None where the revisions change nothing of the text.  The pictures are those of all versions.
    """
    pictures: dict[str, bytes] = {}

    def text_with(authors: Sequence[str]) -> ManuscriptText:
        try:
            document = read(Taken(frozenset(authors)))
        except Refused as refused:
            if refused.code != "docx.no_text":
                raise
            return ManuscriptText("")  # all of it was inserted by somebody, or deleted
        pictures.update(document.pictures)
        return document.text

    names = [reviser.name for reviser in revisers]
    former = last = text_with(())
    versions: list[KeptText] = []
    for place, reviser in enumerate(revisers[: MOST_SINGLE + 1]):
        together = names[place:] if place == MOST_SINGLE else [reviser.name]
        text = text_with([*names[:place], *together])
        if text != last:
            author = reviser.name if len(together) == 1 else f"{reviser.name}等{len(together)}人"
            versions.append(KeptText(text, author, reviser.first))
            last = text
    return (KeptRevisions(former, tuple(versions)) if versions else None), pictures


def kept_together(revisers: Sequence[Reviser]) -> int:
    """How many authors are kept as one."""
    rest = len(revisers) - MOST_SINGLE
    return rest if rest > 1 else 0
