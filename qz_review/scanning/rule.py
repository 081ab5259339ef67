"""What a rule is: what it finds, why, by which source, how sure; its examples are its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qz_review.model.checklist import Gate
from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty, Severity
from qz_review.model.text import ManuscriptText
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.layers import Lexicon
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage


class Reach(StrEnum):
    """How far the words lie that decide about one place: what must be scanned after an edit."""

    PARAGRAPH = "paragraph"  # the paragraph itself, with its role
    DOCUMENT = "document"  # anything in the text
    FILE = "file"  # the file the text came in


@dataclass(frozen=True, slots=True)
class Hit:
    """One place a rule objects to; offsets are code points of the document.

    message, source: "" = the rule's own.  certainty, level, severity, gate: None likewise; a hit
    may be less sure than its rule, never surer.  suggestions: an empty string means: delete.
    """

    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    message: str = ""
    certainty: Certainty | None = None
    level: Level | None = None
    severity: Severity | None = None
    gate: Gate | None = None
    source: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a rule of document reach notes of one place, to judge later all notes together.

    value must hold no offsets: an edit elsewhere moves the place, and the note is kept.
    """

    start: int
    end: int
    value: Any = None


Check = Callable[[Passage], Iterable[Hit]]
Collect = Callable[[Passage], Iterable[Fact]]
Judge = Callable[[Document, Sequence[Fact], ScanContext], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A check of the whole document: notes of each paragraph, and a judgement of all of them.

    The notes of paragraphs an edit left alone are kept, so that only the judgement is made anew.
    always: judge even where nothing was noted.
    """

    judge: Judge
    collect: Collect | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class FileHit:
    """Something a file carries along; quote: what it is, in words, since it has no place."""

    quote: str
    message: str


@dataclass(frozen=True, slots=True)
class OfFile:
    """A check of what a file carries along besides its words."""

    judge: Callable[[FileTraces], Iterable[FileHit]]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong example: the rule must find something in it.

    becomes: the text after every first suggestion is taken, where the rule can tell.
    certainty: that of the first finding, where it is not the rule's own.  lexicons: lists it needs.
    """

    text: str | ManuscriptText | FileTraces
    becomes: str | None = None
    certainty: Certainty | None = None
    context: ScanContext = field(default_factory=ScanContext)
    lexicons: tuple[Lexicon, ...] = ()


@dataclass(frozen=True, slots=True)
class Right:
    """A right example that needs more than words: a structure, or facts about a manuscript."""

    text: str | ManuscriptText | FileTraces
    context: ScanContext = field(default_factory=ScanContext)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    code: stable, never given to another rule.  name, finds, why, message: Chinese, for people;
    the message is one sentence that says why.  source: standard and clause, or the rule's clause.
    certainty: the surest a hit of it can be.  severity: of its findings that are no hints.
    level: STANDARD when its false alarms on clean text are few enough.
    wrong, right: examples; both are tests.  needs: characters of which a passage must hold one
    for the rule to find anything there ("" = it always looks).
    """

    code: str
    name: str
    finds: str
    why: str
    source: str
    certainty: Certainty
    message: str
    wrong: tuple[Wrong, ...]
    right: tuple[str | Right, ...]
    check: Check | Whole | OfFile
    gate: Gate = Gate.WORDING
    severity: Severity = Severity.MINOR
    level: Level = Level.STANDARD
    needs: str = ""

    @property
    def reach(self) -> Reach:
        """How far the words lie that decide about one place."""
        if isinstance(self.check, OfFile):
            return Reach.FILE
        return Reach.DOCUMENT if isinstance(self.check, Whole) else Reach.PARAGRAPH

    @property
    def family(self) -> str:
        """The letter of its code."""
        return self.code[0]

    @property
    def order(self) -> tuple[str, int]:
        """Sorts P9 before P10."""
        return self.code[0], int(self.code[1:])
