"""责任倒查 of words of one manuscript: ``workspace.trace``.

Facts and names only; the sentences are the view's (``ui/text/trace_texts.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.errors import Refused
from qz_review.markup.marked import Mark
from qz_review.markup.quoting import find_quote
from qz_review.markup.trace import GonePiece, Holding, TracedPiece, trace_range
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
from qz_review.services.trace_course import Course, course_of
from qz_review.services.trace_views import (
    GoneWords,
    Hand,
    PutBack,
    SignatureView,
    TracePiece,
    TraceView,
)
from qz_review.workflow.state import ManuscriptState, SignOff

__all__ = [
    "Course",
    "GoneWords",
    "Hand",
    "Holding",
    "Origin",
    "PutBack",
    "SignatureView",
    "TracePiece",
    "TraceService",
    "TraceView",
]


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
        ``manuscript.unknown``, ``trace.no_quote``, ``trace.quote_not_found``.
        """
        if not quote.strip():
            raise Refused("trace.no_quote")
        state = self._desk.state(manuscript_id)
        text = plain_text(self._desk.text(state.text_hash))
        places = find_quote(text, sound(quote))
        if not places:
            raise Refused("trace.quote_not_found", number=state.number, quote=quote.strip())
        return tuple(self.of_range(manuscript_id, start, end) for start, end in places)

    def course(self, view: TraceView, manuscript_id: str) -> Course:
        """The course of the words of a view of the present saved text, to be shown and printed.

        Raises Refused ``manuscript.unknown``.
        """
        state = self._desk.state(manuscript_id)
        text = plain_text(self._desk.text(state.text_hash))
        for_unit = self._desk.roster().ignored.values()
        return course_of(view, state, self._desk.names(), text, for_unit)


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
