"""What reading a document gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from qz_review.model.text import ManuscriptText


class RevisionChoice(StrEnum):
    """What to take where a docx holds pending revisions (修订).

    KEEP: the text with all of them, and how it came about, author by author.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ImportWarning:
    """Something the person should know about the import.

    code: stable name (``revisions``, ``comments``, ``header``, ``footer``, ``hidden_text``,
        ``ruby``, ``formula``, ``object``, ``chart``, ``drawing_text``, ``nested_table``,
        ``picture_in_table``, ``picture_missing``, ``symbol``, ``field``, ``placeholder``,
        ``title_uncertain``, ``title_from_table``, ``replaced_control_characters``, ``undecoded``,
        ``hidden_left_out``, ``page_frame``, ``links``, ``converted``, ``macros``, ``signed``,
        ``revisers_together``, ``comments_left_out``, ``direction_marks``, ``invisible``).
    facts: numbers and words for the message.
    """

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reviser:
    """Somebody with pending revisions: at how many places, and the first date as written."""

    name: str
    count: int
    first: str = ""


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text once one author's revisions were taken in.  date: of the first, as written."""

    text: ManuscriptText
    author: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class KeptRevisions:
    """How a text came about: what it was before, then author by author; the last is the text."""

    former: ManuscriptText
    versions: tuple[KeptText, ...]


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """A comment (批注) of the source file, replies at the end of its words.

    start, end: code points into the plain text; equal, with an empty quote, where what it was
    about is not in the text.  author, date: as written in the file.
    """

    start: int
    end: int
    quote: str
    words: str
    author: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A text, its pictures by digest (SHA-256, hex), and what to tell the person.

    encoding: codec that a txt or html file was read with, empty for what needs none.
    docx: the docx that was read, where it is not the file as received but what that was turned
    into.  keeps_received: False where the file as received must not be kept (macros).
    revisers: who made the pending revisions of the file.  kept: how they led to the text, where
    they were to be kept and changed it.  comments: in reading order.
    """

    text: ManuscriptText
    pictures: dict[str, bytes] = field(default_factory=dict)
    warnings: tuple[ImportWarning, ...] = ()
    encoding: str = ""
    docx: bytes = b""
    keeps_received: bool = True
    revisers: tuple[Reviser, ...] = ()
    kept: KeptRevisions | None = None
    comments: tuple[ImportedComment, ...] = ()

    @property
    def pending_revisions(self) -> int:
        """At how many places the file holds 修订 that nobody accepted or rejected."""
        return sum(reviser.count for reviser in self.revisers)


class WarningLog:
    """Collects warnings while a document is read; the same kind once, counted."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._texts: dict[str, list[str]] = {}

    def add(self, code: str, text: str = "", count: int = 1) -> None:
        """Note occurrences, with the words concerned where there are any; none notes nothing."""
        if count < 1:
            return
        self._counts[code] = self._counts.get(code, 0) + count
        if text:
            self._texts.setdefault(code, []).append(text)

    def warnings(self) -> tuple[ImportWarning, ...]:
        """Everything noted, in the order first met."""
        return tuple(
            ImportWarning(code, {"count": count, "texts": tuple(self._texts.get(code, ()))})
            for code, count in self._counts.items()
        )
