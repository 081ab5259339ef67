"""View data of 责任倒查: what became of some words of a manuscript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.markup.trace import Holding
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
from qz_review.services.marked_versions import Origin


@dataclass(frozen=True, slots=True)
class Hand:
    """Who wrote, moved or deleted words, and at which step.

    who: the author of a 原稿 (empty where none is named) or of a kept 修订, or who saved the
    edit.  step_signers: who then signed that step, as names are written (李某禾读 张某宁核;
    张某宁，受 周某远 委托); empty while nobody has.  at: None where it is not known, and for
    unsaved edits.
    """

    source: Origin
    stage: Stage | None
    who: str
    at: datetime | None
    step_signers: str = ""


@dataclass(frozen=True, slots=True)
class GoneWords:
    """Words that were deleted.

    at: where they stood, as an offset into the text asked for.  moved: taken to another place.
    restored: a later hand put them back.
    """

    at: int
    quote: str
    written: Hand
    deleted: Hand
    moved: bool = False
    restored: bool = False


@dataclass(frozen=True, slots=True)
class PutBack:
    """Words were deleted by one hand, and stand again by another's."""

    deleted: Hand
    restored: Hand


@dataclass(frozen=True, slots=True)
class TracePiece:
    """Characters of the range with one history; source, stage, who, at: of who wrote them.

    moved: who moved them since; restored: who deleted them and who put them back; both oldest
    first.  replaced: the words that stood there before, by
    whom they were written and who took them out.
    """

    start: int
    end: int
    quote: str
    written: Hand
    moved: tuple[Hand, ...] = ()
    restored: tuple[PutBack, ...] = ()
    replaced: tuple[GoneWords, ...] = ()

    @property
    def source(self) -> Origin:
        """Whether the words are the 原稿's own, a kept revision's, or a step's."""
        return self.written.source

    @property
    def stage(self) -> Stage | None:
        """The step that wrote them."""
        return self.written.stage

    @property
    def who(self) -> str:
        """Who wrote them."""
        return self.written.who

    @property
    def at(self) -> datetime | None:
        """When they were saved."""
        return self.written.at


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One sign-off, and whether the text it stands under held the words.

    who: with 读, 核 and 受…委托 as names are written.
    """

    seq: int
    stage: Stage
    part: Part
    who: str
    at: datetime
    decision: Decision
    held: Holding
    superseded: bool
    paper: bool


@dataclass(frozen=True, slots=True)
class TraceView:
    """What became of a range of the text.

    start, end, quote: the range answered for; of a click, the words of one history around it.
    gone: what was deleted in it and at its ends.  signatures: every sign-off, oldest first.
    registered_by, registered_at: of the 原稿.
    """

    start: int
    end: int
    quote: str
    pieces: tuple[TracePiece, ...]
    gone: tuple[GoneWords, ...]
    signatures: tuple[SignatureView, ...]
    registered_by: str
    registered_at: datetime

    @property
    def holders(self) -> tuple[SignatureView, ...]:
        """The sign-offs in force whose text held all of the words."""
        return tuple(s for s in self.signatures if s.held is Holding.WHOLE and not s.superseded)
