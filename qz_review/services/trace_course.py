"""责任倒查 as a course: whose hand the words are, what each later signer did, in order of time.

One account for the screen, the printed sheet and the command line.  Made from a
:class:`~qz_review.services.trace.TraceView`; nothing here is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from qz_review.events.kinds import UnitFindingSuppressed
from qz_review.events.record import Recorded
from qz_review.markup.trace import Holding
from qz_review.model.finding import IgnoredFinding
from qz_review.model.stage import Stage
from qz_review.services.marked_versions import Origin
from qz_review.services.naming import Names
from qz_review.services.timeline import sign_off_groups
from qz_review.services.trace_views import GoneWords, Hand, SignatureView, TraceView
from qz_review.workflow.state import ManuscriptState, SignOff

_LONGEST = 24  # code points of a quote in a line


class NodeKind(StrEnum):
    """What a line of the course is."""

    ORIGINAL = "original"  # the 原稿 came
    SOURCE = "source"  # somebody wrote the words as they stand
    TOUCHED = "touched"  # somebody deleted, moved or restored words there
    SIGNED = "signed"
    IGNORED = "ignored"  # a finding on the words was set aside
    RELEASED = "released"


class Said(StrEnum):
    """How some words of a line are meant."""

    NAME = "name"
    GONE = "gone"
    CAME = "came"
    DELEGATED = "delegated"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class CourseWords:
    """Some words of a line."""

    text: str
    said: Said = Said.ASIDE


_CHANGED = CourseWords("改")


@dataclass(frozen=True, slots=True)
class CourseNode:
    """One line.  label: the step, 原稿 or 发布; held: of a sign-off, whether it held the words.

    is_source: the words were made here.
    """

    kind: NodeKind
    stage: Stage | None
    label: str
    words: tuple[CourseWords, ...]
    at: datetime | None
    is_source: bool = False
    held: Holding | None = None
    superseded: bool = False

    @property
    def spoken(self) -> str:
        """The line without looks: 李某禾 把“截至” 改为“截止”."""
        changed = _CHANGED in self.words
        signs = {
            Said.GONE: "把“{}”" if changed else "“{}”",
            Said.CAME: "改为“{}”" if changed else "“{}”",
        }
        words = (part for part in self.words if part != _CHANGED)
        return " ".join(signs.get(part.said, "{}").format(part.text) for part in words)


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a quote.

    sources: step (or 原稿) and who, of each hand that wrote words of it.  steps, people: how many
    steps signed a text with all of the words after that, and how many people.  ignored: how many
    findings on them were set aside.
    """

    quote: str
    start: int
    end: int
    sources: tuple[tuple[str, str], ...]
    steps: int
    people: int
    ignored: int
    nodes: tuple[CourseNode, ...]

    @property
    def after_words(self) -> str:
        """其后 5 个环节、4 人签署; what else is to be said."""
        if self.steps:
            words = f"其后 {self.steps} 个环节、{self.people} 人签署"
        else:
            words = "其后还没有人签署"
        return f"{words}，{self.ignored} 条提示被忽略" if self.ignored else words

    @property
    def summary(self) -> str:
        """形成 一审 李某禾 · 其后 5 个环节、4 人签署."""
        made = "、".join(" ".join(filter(None, source)) for source in self.sources)
        return f"形成 {made} · {self.after_words}"


def course_of(
    view: TraceView,
    state: ManuscriptState,
    names: Names,
    text: str,
    for_unit: Iterable[Recorded] = (),
) -> Course:
    """The course of the words of a view.

    text: the plain text the view speaks of.  for_unit: findings set aside for the whole unit.
    """
    sources = _sources(view)
    signed = list(_signed(view, state, names, sources))
    ignored = list(_ignored(view, state, names, text, for_unit))
    own = {hand: node for hand in sources for node, group in signed if _is_own(hand, node, group)}
    nodes = [_original(view), *_hands(view, own)]
    nodes += [node for node, _ in signed if node not in own.values()]
    nodes += [*ignored, *_released(state, names)]
    held = [
        group
        for node, group in signed
        if node.held is Holding.WHOLE and not node.superseded
        and not any(group[0].stage is hand.stage for hand in sources)
    ]  # fmt: skip
    return Course(
        quote=view.quote,
        start=view.start,
        end=view.end,
        sources=tuple((_label(hand), _author(view, hand)) for hand in sources),
        steps=len({group[0].stage for group in held}),
        people=len({sign_off.person_id for group in held for sign_off in group}),
        ignored=len(ignored),
        nodes=tuple(sorted(nodes, key=_order)),
    )


def _sources(view: TraceView) -> tuple[Hand, ...]:
    """The hands that wrote words of the quote, the latest of them last."""
    return tuple(dict.fromkeys(piece.written for piece in view.pieces))


def _is_own(hand: Hand, node: CourseNode, group: Sequence[SignOff]) -> bool:
    """Whether a sign-off is that of who wrote the words, alone, at the same step: one line."""
    return (
        len(group) == 1
        and hand.source is Origin.STEP
        and hand.stage is node.stage
        and node.held is Holding.WHOLE
        and not node.superseded
        and [part.text for part in node.words if part.said is Said.NAME] == [hand.who]
    )


_RANKS = {
    NodeKind.ORIGINAL: 0,
    NodeKind.SOURCE: 1,
    NodeKind.TOUCHED: 1,
    NodeKind.IGNORED: 2,
    NodeKind.SIGNED: 3,
    NodeKind.RELEASED: 4,
}


def _order(node: CourseNode) -> tuple[bool, bool, float, int]:
    at = node.at.timestamp() if node.at is not None else float("inf")
    return node.kind is not NodeKind.ORIGINAL, node.kind is NodeKind.RELEASED, at, _RANKS[node.kind]


# --- hands ----------------------------------------------------------------------------------------


def _label(hand: Hand) -> str:
    if hand.source is Origin.STEP:
        return hand.stage.label if hand.stage is not None else "修订"
    return "原稿" if hand.source is Origin.ORIGINAL else "来稿修订"


def _author(view: TraceView, hand: Hand) -> str:
    if hand.source is Origin.ORIGINAL:
        return f"{hand.who}供稿" if hand.who else f"{view.registered_by}登记"
    return hand.who


def _original(view: TraceView) -> CourseNode:
    kept = [piece.quote for piece in view.pieces if piece.source is Origin.ORIGINAL]
    before = [
        old.quote
        for piece in view.pieces
        for old in piece.replaced
        if old.written.source is Origin.ORIGINAL
    ]
    before += [g.quote for g in view.gone if g.written.source is Origin.ORIGINAL]
    hands = [piece.written for piece in view.pieces if piece.source is Origin.ORIGINAL]
    hands += [gone.written for gone in view.gone if gone.written.source is Origin.ORIGINAL]
    who = _author(view, hands[0]) if hands else f"{view.registered_by}登记"
    if kept and len(kept) == len(view.pieces):
        said = "原文如此"
    elif kept or before:
        said = f"写作“{_cut(''.join(dict.fromkeys(before or kept)))}”"
    else:
        said = "没有这些字"
    words = CourseWords(who, Said.NAME), CourseWords(said)
    return CourseNode(
        NodeKind.ORIGINAL, None, "原稿", words, view.registered_at, is_source=bool(kept)
    )


def _hands(view: TraceView, own: Mapping[Hand, CourseNode]) -> Iterator[CourseNode]:
    """One line for each person at each moment, with all that he did there.

    own: sign-offs that stand on the line of their hand.
    """
    done: dict[Hand, list[CourseWords]] = {}
    wrote: set[Hand] = set()
    replaced: set[str] = set()

    def note(hand: Hand, *words: CourseWords) -> None:
        if hand.source is not Origin.ORIGINAL:
            done.setdefault(hand, []).extend(words)

    for piece in view.pieces:
        if piece.source is not Origin.ORIGINAL:
            wrote.add(piece.written)
            replaced.update(old.quote for old in piece.replaced)
            note(piece.written, _CHANGED if piece.replaced else CourseWords("写入"))
            note(piece.written, *(_gone(old.quote) for old in piece.replaced))
            note(piece.written, CourseWords(_cut(piece.quote), Said.CAME))
        for hand in piece.moved:
            note(hand, CourseWords(f"移来“{_cut(piece.quote)}”"))
        for back in piece.restored:
            note(back.deleted, CourseWords("删去"), _gone(piece.quote))
            note(back.restored, CourseWords(f"恢复“{_cut(piece.quote)}”"))
    for gone in view.gone:
        if gone.quote not in replaced:
            note(gone.deleted, CourseWords("移走" if gone.moved else "删去"), _gone(gone.quote))
        _note_first_hand(gone, note)
    for hand, words in done.items():
        source = hand in wrote
        signed = own[hand].words[1:] if hand in own else ()
        yield CourseNode(
            NodeKind.SOURCE if source else NodeKind.TOUCHED,
            hand.stage if hand.source is Origin.STEP else None,
            _label(hand),
            (CourseWords(hand.who, Said.NAME), *dict.fromkeys(words), *signed),
            hand.at,
            is_source=source,
        )


def _note_first_hand(gone: GoneWords, note: Callable[..., None]) -> None:
    """Words that came and went again: who had written them, where it was a step."""
    if gone.written.source is not Origin.ORIGINAL:
        note(gone.written, CourseWords("写入"), CourseWords(_cut(gone.quote), Said.CAME))


def _gone(quote: str) -> CourseWords:
    return CourseWords(_cut(quote), Said.GONE)


# --- sign-offs ------------------------------------------------------------------------------------


def _signed(
    view: TraceView, state: ManuscriptState, names: Names, sources: Sequence[Hand]
) -> Iterator[tuple[CourseNode, Sequence[SignOff]]]:
    by_seq = {signature.seq: signature for signature in view.signatures}
    for group in sign_off_groups(state):
        signatures = [by_seq[sign_off.seq] for sign_off in group if sign_off.seq in by_seq]
        if not signatures:
            continue
        plain = names.signers([_for_himself(sign_off) for sign_off in group])
        own = any(hand.stage is group[0].stage for hand in sources)
        first = signatures[-1]
        words = [CourseWords(plain, Said.NAME), CourseWords(_deed(first, own=own))]
        words += [
            CourseWords(
                f"{names.person(sign_off.on_behalf_of)}委托{names.person(sign_off.person_id)}",
                Said.DELEGATED,
            )
            for sign_off in group
            if sign_off.on_behalf_of and sign_off.on_behalf_of != sign_off.person_id
        ]
        words += [CourseWords("纸质签批")] if any(s.paper for s in group) else []
        words += [CourseWords("已失效")] if first.superseded else []
        node = CourseNode(
            NodeKind.SIGNED,
            group[0].stage,
            group[0].stage.label,
            tuple(words),
            max(sign_off.time for sign_off in group),
            held=first.held,
            superseded=first.superseded,
        )
        yield node, group


def _for_himself(sign_off: SignOff) -> SignOff:
    return replace(sign_off, on_behalf_of="")


def _deed(signature: SignatureView, *, own: bool) -> str:
    if signature.held is Holding.NONE:
        return "签署，当时没有这些字"
    if signature.held is Holding.PART:
        return "签署，当时有其中一部分"
    if signature.stage is Stage.REVIEW_3:
        return f"签署，{signature.decision.label}"
    return "签署" if own else "签署，未改"


# --- findings, release ----------------------------------------------------------------------------


def _ignored(
    view: TraceView,
    state: ManuscriptState,
    names: Names,
    text: str,
    for_unit: Iterable[Recorded],
) -> Iterator[CourseNode]:
    for act in state.set_aside:
        event = act.event
        if _on_words(event.finding.quote, text, view):
            said = [_finding(event.finding, "忽略"), CourseWords(f"理由：{event.reason}")]
            said += [CourseWords("后已恢复")] if act.restored else []
            yield _ignored_node(names.person(act.person_id), act.stage, said, act.time)
    for recorded in for_unit:
        unit = recorded.event
        if isinstance(unit, UnitFindingSuppressed) and _on_words(unit.finding.quote, text, view):
            said = [_finding(unit.finding, "本单位忽略"), CourseWords(f"理由：{unit.reason}")]
            envelope = recorded.envelope
            yield _ignored_node(names.person(envelope.actor_id), None, said, envelope.time)


def _ignored_node(
    who: str, stage: Stage | None, said: Sequence[CourseWords], at: datetime
) -> CourseNode:
    label = stage.label if stage is not None else "忽略"
    words = CourseWords(who, Said.NAME), *said
    return CourseNode(NodeKind.IGNORED, stage, label, words, at)


def _finding(finding: IgnoredFinding, verb: str) -> CourseWords:
    grave = finding.severity.label if finding.severity is not None else finding.certainty.label
    return CourseWords(f"{verb}{grave}提示“{_cut(finding.quote)}”")


def _on_words(quote: str, text: str, view: TraceView) -> bool:
    """Whether a finding's words stand where those of the view do, or touch them."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        if at < view.end and at + len(quote) > view.start:
            return True
        at = text.find(quote, at + 1)
    return False


def _released(state: ManuscriptState, names: Names) -> Iterator[CourseNode]:
    for release in state.releases:
        event = release.event
        words = [CourseWords(names.channel(event.channel_id), Said.NAME)]
        words += [CourseWords(event.address)] if event.address else []
        yield CourseNode(NodeKind.RELEASED, None, "发布", tuple(words), event.released_at)


def _cut(words: str) -> str:
    """The words on one line, the middle left out where they are long."""
    line = " ".join(words.split())
    if len(line) <= _LONGEST:
        return line
    half = (_LONGEST - 1) // 2
    return f"{line[:half]}…{line[-half:]}"
