"""Whether a text shows that a request was carried out.

Precision goes before recall: ``done`` is said only where the words stand at the very place that
was meant; everything else is left to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, singledispatch

from qz_review.model.text import ManuscriptText
from qz_review.transcription.evidence import STOPS, Evidence, Span, without_stops
from qz_review.transcription.reading import read_instruction
from qz_review.transcription.requests import (
    LAST,
    Add,
    ByPerson,
    Extent,
    Join,
    Move,
    Passage,
    Remove,
    Request,
    Retitle,
    Reword,
    Side,
    Split,
    Swap,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One request, whether the text shows it, and where (offset into its plain text)."""

    request: Request
    done: bool = False
    at: int | None = None


def show_instruction(
    words: str,
    approved: ManuscriptText,
    now: ManuscriptText,
    before_leader: ManuscriptText | None = None,
) -> tuple[Shown, ...]:
    """Each request of an instruction, looked up in the text as it is now.

    approved: the text the instruction was written on.  before_leader: the text as it came to
    him, for what he asked for and did himself.
    """
    return tuple(
        _shown(request, approved, now, before_leader) for request in read_instruction(words)
    )


def is_done(shown: Sequence[Shown]) -> bool:
    """True when every request is one that the text shows."""
    return bool(shown) and all(one.done for one in shown)


def _shown(
    request: Request,
    approved: ManuscriptText,
    now: ManuscriptText,
    before_leader: ManuscriptText | None,
) -> Shown:
    found = _show(request, _evidence(approved, now))
    if found.done or before_leader is None or before_leader == approved:
        return found
    own = _show(request, _evidence(before_leader, approved))
    since = _show(request, _evidence(before_leader, now))
    return since if own.done and since.done else found


_evidence = lru_cache(maxsize=16)(Evidence)
"""The same pairs are asked again for every instruction and with every look at 三校."""


@singledispatch
def _show(request: object, evidence: Evidence) -> Shown:
    raise TypeError(f"no request: {type(request).__name__}")


@_show.register
def _(request: ByPerson, evidence: Evidence) -> Shown:
    return Shown(request)


@_show.register
def _(request: Reword, evidence: Evidence) -> Shown:
    spans = evidence.find(request.old, often=request.everywhere)
    if request.everywhere:
        spans = tuple(span for span in spans if not evidence.is_gone(_line(evidence, span)))
    places = [_reworded(evidence, span, request) for span in spans]
    done = bool(places) and all(place is not None for place in places)
    if done and request.everywhere and not _has_scope(request.old):
        words = evidence.before_words[spans[0].start : spans[0].end]
        done = _outside(evidence.now_words, words, _new(request, words)) == 0
    return Shown(request, done, places[0] if done else None)


def _reworded(evidence: Evidence, span: Span, request: Reword) -> int | None:
    """Offset of the new words where the old ones stood; None where they do not stand there.

    Right beside them must stand what stood there before, or a stop: 不可以 is not 可以.
    """
    old = evidence.before_words[span.start : span.end]
    new, region = _new(request, old), evidence.region(span)
    if region is None or old == new:
        return None
    if _outside(region.now, old, new) or region.now.count(new) != 1:
        return None
    left, right = region.now.split(new)
    ends = not left or left[-1] in STOPS or left[-1] == region.before[-1:]
    begins = not right or right[0] in STOPS or right[0] == region.after[:1]
    return region.at + len(left) if ends and begins else None


def _new(request: Reword, old: str) -> str:
    """The new words; a title in 《》 loses them where the old one had none in the text."""
    if request.old.bracketed and not old.startswith("《"):
        return request.new.strip("《》")
    return request.new


def _outside(words: str, old: str, new: str) -> int:
    """How often ``old`` stands in the words other than inside ``new`` (平台 → 新平台)."""
    return words.replace(new, "\x00").count(old) if new else words.count(old)


@_show.register
def _(request: Remove, evidence: Evidence) -> Shown:
    spans = evidence.find(request.what)
    if request.what.extent is not Extent.WORDS:
        return Shown(request, len(spans) == 1 and evidence.is_gone(spans[0]))
    places = [_removed(evidence, span) for span in spans]
    done = bool(places) and all(place is not None for place in places)
    if done:
        words = evidence.before_words[spans[0].start : spans[0].end]
        done = evidence.count_now(words) <= evidence.count_before(words) - len(spans)
    return Shown(request, done, places[0] if done else None)


def _removed(evidence: Evidence, span: Span) -> int | None:
    region = evidence.region(span)
    if region is None:
        return None
    left = without_stops(region.before + region.after)
    return region.at if without_stops(region.now) == left else None


@_show.register
def _(request: Retitle, evidence: Evidence) -> Shown:
    title = evidence.now.subtitle if request.subtitle else evidence.now.title
    wanted = request.new.strip()
    done = title.strip() in (wanted, wanted.strip("《》")) and bool(title.strip())
    return Shown(request, done, evidence.now_words.find(title) if done else None)


@_show.register
def _(request: Add, evidence: Evidence) -> Shown:
    words, anchor = request.words, request.anchor
    if not words.strip():
        return Shown(request)
    if anchor is None or (anchor.in_title and not anchor.words):
        return _added_anywhere(request, evidence)
    spans = evidence.find(anchor)
    if not spans or (anchor.words and len(spans) != 1):
        return Shown(request)
    if anchor.words:
        return _added_beside(request, evidence, spans[0])
    lines = [line for span in spans for line in evidence.line_spans_now(span)]
    if lines and anchor.paragraphs == (LAST,):
        ends = evidence.lines_by_number_now()
        lines = [line for line in ends if line.start >= lines[0].start]
    now = "\n".join(evidence.now_words[line.start : line.end] for line in lines)
    before = "\n".join(evidence.before_words[span.start : span.end] for span in spans)
    done = now.count(words) > before.count(words)
    return Shown(request, done, lines[0].start if done else None)


def _added_anywhere(request: Add, evidence: Evidence) -> Shown:
    if request.anchor is not None:
        done = evidence.now.title.count(request.words) > evidence.before.title.count(request.words)
        return Shown(request, done, 0 if done else None)
    done = evidence.count_now(request.words) > evidence.count_before(request.words)
    place = evidence.only_now(request.words)
    return Shown(request, done, place.start if done and place else None)


def _added_beside(request: Add, evidence: Evidence, anchor: Span) -> Shown:
    now = evidence.carried(anchor)
    if now is None or _is_beside(evidence.before_words, anchor, request.words, request.side):
        return Shown(request)
    done = _is_beside(evidence.now_words, now, request.words, request.side)
    return Shown(request, done, now.start if done else None)


def _is_beside(text: str, span: Span, words: str, side: Side) -> bool:
    """True when words stand right beside a span, stops apart."""
    stops = "".join(STOPS - {"\n"})
    bare = words.strip(stops)
    if side is Side.AFTER:
        return text[span.end :].lstrip(stops).startswith(bare)
    return text[: span.start].rstrip(stops).endswith(bare)


@_show.register
def _(request: Move, evidence: Evidence) -> Shown:
    what = _single(evidence, request.what)
    anchor = _single(evidence, request.anchor) if request.anchor else None
    if what is None or (request.anchor is not None and anchor is None):
        return Shown(request)
    if request.what.extent is Extent.PARAGRAPH:
        return _moved_paragraph(request, evidence, what, anchor)
    words = evidence.before_words[what.start : what.end]
    now = evidence.only_now(words)
    if now is None or request.anchor is None or anchor is None or not request.anchor.words:
        return Shown(request)
    beside = evidence.only_now(evidence.before_words[anchor.start : anchor.end])
    stood = _is_beside(evidence.before_words, anchor, words, request.side)
    done = beside is not None and not stood
    done = done and beside is not None and _touches(evidence.now_words, now, beside, request.side)
    return Shown(request, done, now.start if done else None)


def _touches(text: str, what: Span, anchor: Span, side: Side) -> bool:
    first, second = (anchor, what) if side is Side.AFTER else (what, anchor)
    return first.end <= second.start and not without_stops(text[first.end : second.start])


def _moved_paragraph(request: Move, evidence: Evidence, what: Span, anchor: Span | None) -> Shown:
    place, beside = _rank_now(evidence, what), None
    if place is None:
        return Shown(request)
    if request.anchor is None:
        last = len(evidence.lines_by_number_now()) - 1
        target = last if request.side is Side.AFTER else 0
        before = evidence.paragraph(LAST if request.side is Side.AFTER else 1)
        done = place == target and before != what
    else:
        beside = _rank_now(evidence, anchor) if anchor else None
        step = 1 if request.side is Side.AFTER else -1
        done = beside is not None and place == beside + step
        done = done and not _stood_so(evidence, what, anchor, request.side)
    return Shown(request, done, evidence.lines_by_number_now()[place].start if done else None)


def _stood_so(evidence: Evidence, what: Span, anchor: Span | None, side: Side) -> bool:
    if anchor is None:
        return False
    first, second = (anchor, what) if side is Side.AFTER else (what, anchor)
    between = evidence.before_words[first.end : second.start]
    return first.end <= second.start and not between.strip()


def _rank_now(evidence: Evidence, span: Span) -> int | None:
    """Which paragraph of the text now the whole of a former one is, from 0; None for none."""
    lines = evidence.line_spans_now(span)
    known = evidence.lines_by_number_now()
    if len(lines) != 1 or lines[0] not in known or evidence.carried(span) is None:
        return None
    return known.index(lines[0]) if lines[0] == evidence.carried(span) else None


@_show.register
def _(request: Swap, evidence: Evidence) -> Shown:
    one, other = _single(evidence, request.one), _single(evidence, request.other)
    if one is None or other is None:
        return Shown(request)
    if request.one.extent is Extent.PARAGRAPH or request.other.extent is Extent.PARAGRAPH:
        ranks = (_rank_now(evidence, one), _rank_now(evidence, other))
        if ranks[0] is None or ranks[1] is None:
            return Shown(request)
        done = (ranks[0] < ranks[1]) != (one.start < other.start)
        return Shown(request, done, evidence.lines_by_number_now()[ranks[1]].start)
    first, second = sorted((one, other), key=lambda span: span.start)
    if first.end > second.start:
        return Shown(request)
    words = evidence.before_words
    a, b = words[first.start : first.end], words[second.start : second.end]
    stood = words[first.start : second.end]
    turned = b + words[first.end : second.start] + a
    place = evidence.only_now(turned)
    if place is not None and place in _within(evidence, first, place):
        return Shown(request, not evidence.count_now(stood), place.start)
    there, here = evidence.region(first), evidence.region(second)
    done = there is not None and here is not None and (there.now, here.now) == (b, a)
    return Shown(request, done, there.at if done and there else None)


def _within(evidence: Evidence, stood: Span, place: Span) -> tuple[Span, ...]:
    """The place, where it lies in the line that held the words before."""
    lines = evidence.line_spans_now(stood)
    return (place,) if any(x.start <= place.start and place.end <= x.end for x in lines) else ()


@_show.register
def _(request: Split, evidence: Evidence) -> Shown:
    if request.at is not None:
        return _split_at(request, evidence)
    line = evidence.paragraph(request.paragraph or 0)
    lines = evidence.line_spans_now(line) if line else ()
    if line is None or len(lines) != 2:
        return Shown(request)
    words = "".join(evidence.now_words[part.start : part.end] for part in lines)
    done = words == evidence.before_words[line.start : line.end]
    return Shown(request, done, lines[1].start if done else None)


def _split_at(request: Split, evidence: Evidence) -> Shown:
    at = _single(evidence, request.at)
    now = evidence.carried(at) if at else None
    if at is None or now is None:
        return Shown(request)
    if request.side is Side.BEFORE:
        edge, was = evidence.line_now(now.start).start, evidence.line_before(at.start).start
        done = edge == now.start and was != at.start
        return Shown(request, done, now.start if done else None)
    rest = evidence.now_words[now.end : evidence.line_now(now.start).end]
    stood = evidence.before_words[at.end : evidence.line_before(at.start).end]
    done = not without_stops(rest) and bool(without_stops(stood))
    return Shown(request, done, now.end if done else None)


@_show.register
def _(request: Join, evidence: Evidence) -> Shown:
    spans = [evidence.paragraph(number) for number in request.paragraphs]
    known = [span for span in spans if span is not None]
    lines = {line for span in known for line in evidence.line_spans_now(span)}
    if len(known) != len(spans) or len(lines) != 1:
        return Shown(request)
    done = all(evidence.line_spans_now(span) for span in known)
    return Shown(request, done, min(line.start for line in lines) if done else None)


def _single(evidence: Evidence, passage: Passage | None) -> Span | None:
    """Where a passage stood, None where it is not exactly one place."""
    spans = evidence.find(passage) if passage else ()
    return spans[0] if len(spans) == 1 else None


def _has_scope(passage: Passage) -> bool:
    return bool(passage.paragraphs) or passage.in_title


def _line(evidence: Evidence, span: Span) -> Span:
    return evidence.line_before(span.start)
