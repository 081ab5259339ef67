"""责任倒查 in words: who wrote some words, what stood there before, who signed them.

Turns a :class:`~qz_review.services.trace.TraceView` into the lines of a small card; no widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qz_review.model.stage import Stage
from qz_review.services.trace import GoneWords, Hand, Holding, Origin, SignatureView, TraceView
from qz_review.services.trace_course import CourseNode
from ui.text.moments import moment_words

COMMA = "、"
_MOST_DEEDS = 6
_LONGEST_QUOTE = 60  # code points
_SHORT_QUOTE = 16


class Tone(StrEnum):
    """How some words of a line are written."""

    PLAIN = "plain"
    NAME = "name"
    GONE = "gone"  # struck through with the line of the step
    CAME = "came"  # underlined with it
    ASIDE = "aside"
    DELEGATED = "delegated"


@dataclass(frozen=True, slots=True)
class TraceWords:
    """Some words of a line; stage: whose line goes through or under them."""

    text: str
    tone: Tone = Tone.PLAIN
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line.  stage: shown as its chip, or ``step`` in words; when: as moments are written."""

    stage: Stage | None
    step: str
    words: tuple[TraceWords, ...]
    when: str

    @property
    def spoken(self) -> str:
        """The line for those who hear it."""
        said = {Tone.GONE: "删去 ", Tone.CAME: "写入 "}
        spoken = [part for part in self.words if part not in (_DELETED, _ADDED)]
        words = " ".join(said.get(part.tone, "") + part.text for part in spoken)
        return f"{self.step} {words} {self.when}".strip()


@dataclass(frozen=True, slots=True)
class TraceCard:
    """quote: the words asked about, struck where they are gone.  written: who wrote, changed and
    deleted.  signed: who signed a text that held the words; ``signed_head`` stands over them.
    """

    quote: str
    is_gone: bool
    written: tuple[TraceLine, ...]
    signed_head: str
    signed: tuple[TraceLine, ...]


def trace_card(view: TraceView, now: datetime, gone: str = "") -> TraceCard:
    """What the card says; gone: the deleted words asked about, empty for words that stand."""
    if gone:
        found = [piece for piece in view.gone if piece.quote in gone or gone in piece.quote]
        deeds = [deed for piece in found or view.gone for deed in _gone_deeds(piece)]
        return TraceCard(_cut(gone, _LONGEST_QUOTE), True, _lines(view, deeds, now), "", ())
    signed = tuple(_signed_lines(view.signatures, now))
    head = "签署时已有这些字" if signed else "还没有人签过含这些字的稿"
    written = _lines(view, _deeds(view), now)
    return TraceCard(_cut(view.quote, _LONGEST_QUOTE), False, written, head, signed)


def course_words(node: CourseNode) -> tuple[TraceWords, ...]:
    """The words of a line of a course, as lines of the card are written."""
    return tuple(TraceWords(part.text, Tone(part.said.value), node.stage) for part in node.words)


_Words = tuple[TraceWords, ...]
_Deed = tuple[Hand, _Words]


def _deeds(view: TraceView) -> Iterable[_Deed]:
    """What each hand did to the words, place by place."""
    replaced: set[str] = set()
    for piece in view.pieces:
        if piece.source is Origin.ORIGINAL:
            yield piece.written, (_ORIGINAL,)
        else:
            replaced.update(old.quote for old in piece.replaced)
            before = tuple(
                TraceWords(_cut(old.quote, _SHORT_QUOTE), Tone.GONE, old.deleted.stage)
                for old in piece.replaced
            ) or (_ADDED,)
            came = TraceWords(_cut(piece.quote, _SHORT_QUOTE), Tone.CAME, piece.stage)
            yield piece.written, (*before, came)
        for hand in piece.moved:
            yield hand, (_MOVED, TraceWords(_cut(piece.quote, _SHORT_QUOTE)))
        for back in piece.restored:
            quote = _cut(piece.quote, _SHORT_QUOTE)
            yield back.deleted, (_DELETED, TraceWords(quote, Tone.GONE, back.deleted.stage))
            yield back.restored, (_RESTORED, TraceWords(quote))
    for gone in view.gone:
        if gone.quote not in replaced:
            yield gone.deleted, _gone_words(gone)


def _gone_deeds(piece: GoneWords) -> Iterable[_Deed]:
    original = piece.written.source is Origin.ORIGINAL
    yield piece.written, (_ORIGINAL if original else _ADDED,)
    yield piece.deleted, _gone_words(piece)


def _gone_words(piece: GoneWords) -> _Words:
    quote = TraceWords(_cut(piece.quote, _SHORT_QUOTE), Tone.GONE, piece.deleted.stage)
    return (_TAKEN if piece.moved else _DELETED, quote)


def _lines(view: TraceView, deeds: Iterable[_Deed], now: datetime) -> tuple[TraceLine, ...]:
    """A line for each hand, the earliest first, with all that it did."""
    done: dict[Hand, list[_Words]] = {}
    for hand, words in deeds:
        known = done.setdefault(hand, [])
        if words not in known or words[-1].tone is not Tone.ASIDE:
            known.append(words)
    ordered = sorted(done, key=_when)
    return tuple(_line_of(view, hand, now, _joined(done[hand])) for hand in ordered)


def _when(hand: Hand) -> tuple[bool, float]:
    """The 原稿 first, what is not saved yet last."""
    if hand.source is Origin.ORIGINAL:
        return False, 0.0
    return True, hand.at.timestamp() if hand.at is not None else float("inf")


def _joined(deeds: Sequence[_Words]) -> _Words:
    words: list[TraceWords] = []
    for deed in deeds[:_MOST_DEEDS]:
        words += [TraceWords(COMMA, Tone.ASIDE), *deed] if words else deed
    if len(deeds) > _MOST_DEEDS:
        words.append(TraceWords(f"等 {len(deeds)} 处", Tone.ASIDE))
    return tuple(words)


_ORIGINAL = TraceWords("原文", Tone.ASIDE)
_ADDED = TraceWords("增加", Tone.ASIDE)
_DELETED = TraceWords("删去", Tone.ASIDE)
_RESTORED = TraceWords("恢复", Tone.ASIDE)
_MOVED, _TAKEN = TraceWords("移来", Tone.ASIDE), TraceWords("移走", Tone.ASIDE)


def _line_of(view: TraceView, hand: Hand, now: datetime, words: _Words) -> TraceLine:
    """A line of one hand: its step and name, what it did, who then signed the step."""
    who = hand.who
    if hand.source is Origin.ORIGINAL:
        who = f"{hand.who}供稿" if hand.who else f"{view.registered_by}登记"
    step = {Origin.ORIGINAL: "原稿", Origin.KEPT_REVISION: "来稿修订"}.get(hand.source)
    if step is None:
        step = hand.stage.label if hand.stage is not None else "修订"
    signers = hand.step_signers
    if signers and signers != hand.who:
        words = (*words, TraceWords(f"（{signers}签）", Tone.ASIDE))
    when = moment_words(hand.at, now) if hand.at is not None else ""
    if hand.at is None and hand.source is Origin.STEP:
        when = "未存为版本"
    stage = hand.stage if hand.source is Origin.STEP else None
    return TraceLine(stage, step, (TraceWords(who, Tone.NAME), *words), when)


def _signed_lines(signatures: Sequence[SignatureView], now: datetime) -> Iterable[TraceLine]:
    """Every sign-off over a text that held the words, the two of a pair on one line."""
    groups: list[list[SignatureView]] = []
    for signature in signatures:
        if signature.held is Holding.NONE:
            continue
        last = groups[-1][-1] if groups else None
        together = last is not None and (last.stage, last.superseded, last.held) == (
            signature.stage, signature.superseded, signature.held
        )  # fmt: skip
        if together:
            groups[-1].append(signature)
        else:
            groups.append([signature])
    for group in groups:
        first = group[0]
        asides = ["部分" if first.held is Holding.PART else ""]
        asides += ["纸质签批" if first.paper else "", "已失效" if first.superseded else ""]
        aside = " · ".join(filter(None, asides))
        names = " ".join(dict.fromkeys(signature.who for signature in group))
        words = [TraceWords(names, Tone.NAME)]
        if aside:
            words.append(TraceWords(aside, Tone.ASIDE))
        yield TraceLine(
            first.stage, first.stage.label, tuple(words), moment_words(group[-1].at, now)
        )


def _cut(words: str, longest: int) -> str:
    """The words on one line, the middle left out where they are long."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    half = (longest - 1) // 2
    return f"{line[:half]}…{line[-half:]}"
