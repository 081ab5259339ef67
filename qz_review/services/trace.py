"""责任倒查 of words of one manuscript: ``workspace.trace``.

Facts and names only; the sentences are the view's (``ui/text/trace_texts.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qz_review.errors import Refused
from qz_review.markup.marked import Mark
from qz_review.markup.quoting import find_quote
from qz_review.markup.trace import GonePiece, Holding, TracedPiece, trace_range
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.services.composition import Composition
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.marked_versions import Origin
from qz_review.services.moments import moment_of
from qz_review.services.naming import Names
from qz_review.services.sound_text import sound
from qz_review.services.timeline import sign_off_groups
from qz_review.workflow.state import ManuscriptState, SignOff

__all__ = [
    "Hand",
    "Holding",
    "Origin",
    "PutBack",
    "SignatureView",
    "TracePiece",
    "TraceService",
    "TraceView",
]


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


class TraceService:
    """Answers for any range of one manuscript's text."""

    def __init__(self, desk: Desk, compositions: Compositions) -> None:
        self._desk = desk
        self._compositions = compositions

    def of_range(
        self, manuscript_id: str, start: int, end: int, text: ManuscriptText | None = None
    ) -> TraceView:
        """Trace [start, end), code points into the plain text of ``text``.

        text: a draft; left out, the present saved text.  Raises Refused ``manuscript.unknown``.
        """
        state = self._desk.state(manuscript_id)
        drafter = "" if text is None else self._desk.me().id
        composition = self._compositions.of(state, None if text is None else sound(text), drafter)
        found = trace_range(composition.positions, start, end)
        names = self._desk.names()
        hands = _Hands(state, composition, names)
        return TraceView(
            start=found.start,
            end=found.end,
            quote=found.quote,
            pieces=tuple(_piece(piece, hands) for piece in found.pieces),
            gone=_gone(found.gone, hands),
            signatures=tuple(
                _signature(sign_off, names, found.held[composition.index_at(sign_off.seq)])
                for sign_off in state.sign_offs
            ),
            registered_by=names.person(state.registered_by),
            registered_at=state.registered_at,
        )

    def of_quote(self, manuscript_id: str, quote: str) -> tuple[TraceView, ...]:
        """Trace every place where the present saved text holds a quote, in order.

        Spaces, width and punctuation may differ (``find_quote``).  Raises Refused
        ``manuscript.unknown``, ``trace.quote_not_found``.
        """
        state = self._desk.state(manuscript_id)
        text = plain_text(self._desk.text(state.text_hash))
        places = find_quote(text, sound(quote))
        if not places:
            raise Refused("trace.quote_not_found", number=state.number, quote=quote.strip())
        return tuple(self.of_range(manuscript_id, start, end) for start, end in places)


class _Hands:
    """Who stands behind a mark."""

    def __init__(self, state: ManuscriptState, composition: Composition, names: Names) -> None:
        self._state = state
        self._laid = composition.laid
        self._names = names
        self._known: dict[Mark, Hand] = {}

    def of(self, mark: Mark) -> Hand:
        """The person, the step, and who signed the step after it."""
        hand = self._known.get(mark)
        if hand is None:
            hand = self._known[mark] = self._hand(mark)
        return hand

    def _hand(self, mark: Mark) -> Hand:
        laid = self._laid[mark.version]
        if laid.origin is Origin.ORIGINAL:
            return Hand(Origin.ORIGINAL, None, self._state.author, self._state.registered_at)
        signers = "" if laid.seq is None else self._signers(mark.stage, laid.seq)
        return Hand(laid.origin, mark.stage, mark.author, moment_of(mark.time), signers)

    def _signers(self, stage: Stage | None, saved: int) -> str:
        """Who signed the step in the round in which event ``saved`` fell."""
        given_up = [
            r.seq for r in self._state.returns if r.seq > saved and r.event.from_stage is stage
        ]
        for group in sign_off_groups(self._state):
            first = min(sign_off.seq for sign_off in group)
            if group[0].stage is stage and first > saved:
                return "" if any(seq < first for seq in given_up) else self._names.signers(group)
        return ""


def _piece(piece: TracedPiece, hands: _Hands) -> TracePiece:
    return TracePiece(
        piece.start,
        piece.end,
        piece.quote,
        hands.of(piece.written),
        tuple(hands.of(mark) for mark in piece.moved),
        tuple(PutBack(hands.of(x.deleted), hands.of(x.restored)) for x in piece.restored),
        _gone(piece.replaced, hands),
    )


def _gone(pieces: Sequence[GonePiece], hands: _Hands) -> tuple[GoneWords, ...]:
    return tuple(
        GoneWords(p.at, p.quote, hands.of(p.written), hands.of(p.deleted), p.moved, p.restored)
        for p in pieces
    )


def _signature(sign_off: SignOff, names: Names, held: Holding) -> SignatureView:
    return SignatureView(
        seq=sign_off.seq,
        stage=sign_off.stage,
        part=sign_off.part,
        who=names.signers((sign_off,)),
        at=sign_off.time,
        decision=sign_off.decision,
        held=held,
        superseded=sign_off.superseded,
        paper=sign_off.paper,
    )
