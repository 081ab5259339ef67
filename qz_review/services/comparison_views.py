"""What the 花脸稿 screen is given: two texts of one manuscript laid over each other, and who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.markup.marked import MarkedDocument
from qz_review.model.stage import Phase, Stage
from qz_review.services.notes import NoteView

ORIGINAL, DRAFT = "original", "draft"
"""Keys of the 原稿 and of the person's own unsigned edits."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text that can be one side of the comparison.

    key: names it in :meth:`ComparisonService.view`.  label: 原稿, 一审稿, 三校清样 …
    stage: the step that made or signed it, None for the 原稿.
    who: the signers, both names for a pair; else who saved it.
    place: which text of the manuscript's history it is; a later one has a higher place.
    signed: False for edits that nobody signed yet.  superseded: its signature no longer counts.
    """

    key: str
    label: str
    stage: Stage | None
    text_hash: str
    who: str
    at: datetime | None
    place: int
    signed: bool = True
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change with everything that its row and its tooltip say.

    deleted, inserted: the words, ``¶`` for a paragraph mark.  before, after: a few characters
    beside a very short change, so that it can be read; empty beside a long one.
    block: index into ``MarkedDocument.blocks``.  paragraph: 第 n 段, 0 elsewhere.
    who: as signed (李某禾读 张某宁核).  people: the names in it, for choosing by person.
    at: None where it is not known.  undone: a later change took back all that it inserted.
    is_own_edit: made at the step that waits by the person at the desk, and not signed yet.
    """

    number: int
    kind: ChangeKind
    deleted: str
    inserted: str
    before: str
    after: str
    block: int
    place_kind: BlockKind
    paragraph: int
    stage: Stage | None
    who: str
    people: tuple[str, ...]
    at: datetime | None
    undone: bool = False
    is_own_edit: bool = False


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note on words of the new text.

    block: index into ``MarkedDocument.blocks`` of the line it stands in.  start, end: code points
    into that line of the new text; equal where its words are gone or it is on a place.
    paragraph, place_kind: of that line, as for a change.
    """

    note: NoteView
    block: int
    start: int
    end: int
    place_kind: BlockKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Everything the screen shows.

    choices: the texts that can be compared, oldest first.  old, new: those that are.
    document: both, and every text between them, in one; version 0 is old, the last one new.
    people: everybody who changed something, in the order of their first change.
    notes: those on the new text where it is the present one, settled ones too.
    stage: the step that waits.  may_edit: the person may change the present text now, which is
    then the new side of the default comparison.  may_note: notes may be put on it.
    """

    manuscript_id: str
    number: str
    title: str
    phase: Phase
    stage: Stage | None
    choices: tuple[ComparedText, ...]
    old: ComparedText
    new: ComparedText
    document: MarkedDocument
    changes: tuple[ChangeView, ...]
    people: tuple[str, ...]
    notes: tuple[PlacedNote, ...]
    may_edit: bool
    may_note: bool

    @property
    def has_draft(self) -> bool:
        """True where the person has edits that are no version yet."""
        return self.choices[-1].key == DRAFT

    @property
    def is_present(self) -> bool:
        """True when the new side is the present text."""
        return self.new.place == max(choice.place for choice in self.choices)
