"""誊正核对单: the leader's edits and instructions, each to be ticked by 三校 (四（二）3（5）).

A line is ticked by itself where the clean proof plainly shows it, and :class:`Ground` says what
was seen; everything else a person ticks or answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, singledispatch

from qz_review.markup.changes import BlockKind, Change, ChangeKind
from qz_review.markup.layers import compose
from qz_review.markup.lines import lines_of
from qz_review.markup.marked import Version
from qz_review.markup.positions import Positions
from qz_review.markup.standing import stands
from qz_review.model.manuscript import CarriedOut
from qz_review.model.text import ManuscriptText
from qz_review.services.after_approval import (
    SAID,
    change_key,
    compared,
    place_label,
    place_of_change,
)
from qz_review.services.grounds import Asked, Ground
from qz_review.transcription import requests
from qz_review.transcription.requests import LAST, Passage, Request
from qz_review.transcription.showing import Shown, is_done, show_instruction

EDIT = "edit"
INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One written instruction of 三审.

    seq: of the sign-off that gave it.  written_on: the text it was given on; left out, the
    签发稿 in force.
    """

    seq: int
    index: int
    words: str
    written_on: ManuscriptText | None = None

    @property
    def key(self) -> str:
        """Key of its line in the 誊正核对单."""
        return f"{INSTRUCTION}:{self.seq}:{self.index}"


def expected_lines(
    before_leader: ManuscriptText,
    approved: ManuscriptText,
    instructions: Sequence[Instruction],
    draft: ManuscriptText,
) -> tuple[CarriedOut, ...]:
    """The leader's edits and instructions; ``done`` where the draft's text shows it.

    before_leader: the text as it came to 三审.  approved: 签发稿, with the leader's edits.
    draft: 三校's clean proof as it stands now.
    """
    leader = compared(before_leader, approved)
    standing = _standing(before_leader, approved, draft)
    lines = [
        CarriedOut(
            key=f"{EDIT}:{change_key(change)}",
            source=EDIT,
            words=_edit_words(change, place_of_change(change, leader, before_leader, approved)),
            done=standing[change_key(change)],
        )
        for change in leader.changes
    ]
    lines += [
        CarriedOut(
            key=given.key,
            source=INSTRUCTION,
            words=given.words,
            done=is_done(_shown(given, before_leader, approved, draft)),
        )
        for given in instructions
    ]
    return tuple(lines)


def grounds(
    before_leader: ManuscriptText,
    approved: ManuscriptText,
    instructions: Sequence[Instruction],
    draft: ManuscriptText,
) -> Mapping[str, tuple[Ground, ...]]:
    """What was seen for each line, by its key."""
    found: dict[str, tuple[Ground, ...]] = {
        f"{EDIT}:{key}": (Ground(Asked.EDIT, (), done),)
        for key, done in _standing(before_leader, approved, draft).items()
    }
    for given in instructions:
        shown = _shown(given, before_leader, approved, draft)
        found[given.key] = tuple(_ground(one, draft) for one in shown)
    return found


def carried_out(instruction: str, written_on: ManuscriptText, now: ManuscriptText) -> bool:
    """True where a text plainly shows that an instruction was carried out."""
    return is_done(show_instruction(instruction, written_on, now))


def _shown(
    given: Instruction,
    before_leader: ManuscriptText,
    approved: ManuscriptText,
    draft: ManuscriptText,
) -> tuple[Shown, ...]:
    if given.written_on is not None:
        return show_instruction(given.words, given.written_on, draft)
    return show_instruction(given.words, approved, draft, before_leader)


@lru_cache(maxsize=4)
def _standing(
    before: ManuscriptText, approved: ManuscriptText, draft: ManuscriptText
) -> Mapping[str, bool]:
    """Which of the leader's edits the draft still has, by the key of the change."""
    versions = [Version(None, before), Version(None, approved), Version(None, draft)]
    positions = Positions(compose(versions), versions)
    return {
        change_key(change): stands(positions, change)
        for change in positions.document.changes
        if change.version == 1
    }


def _edit_words(change: Change, place: str) -> str:
    """One edit of the leader as a line of the 誊正核对单."""
    if change.kind in SAID:
        return f"{place}：{SAID[change.kind]}"
    if change.kind is ChangeKind.MOVED:
        edited = "" if change.inserted == change.deleted else f"，改为“{change.inserted}”"
        return f"{place}：“{change.deleted}”转移至此{edited}"
    if not change.deleted:
        return f"{place}：增加“{change.inserted}”"
    if not change.inserted:
        return f"{place}：删去“{change.deleted}”"
    verb = "对调为" if change.kind is ChangeKind.TRANSPOSED else "改为"
    return f"{place}：“{change.deleted}”{verb}“{change.inserted}”"


# --- grounds ---


def _ground(shown: Shown, draft: ManuscriptText) -> Ground:
    asked, words = _understood(shown.request)
    place = "" if shown.at is None else _place_at(draft, shown.at)
    return Ground(asked, words, shown.done, place)


def _place_at(text: ManuscriptText, offset: int) -> str:
    lines = [x for x in lines_of(text) if x.place.kind is not BlockKind.PICTURE]
    line = [x for x in lines if x.place.start <= offset][-1]
    return place_label(line.place, text)


@singledispatch
def _understood(request: Request) -> tuple[Asked, tuple[str, ...]]:
    raise TypeError(f"no request: {type(request).__name__}")


@_understood.register
def _(request: requests.Reword) -> tuple[Asked, tuple[str, ...]]:
    return Asked.REWORD, (request.old.words, request.new)


@_understood.register
def _(request: requests.Remove) -> tuple[Asked, tuple[str, ...]]:
    return Asked.REMOVE, (_named(request.what),)


@_understood.register
def _(request: requests.Add) -> tuple[Asked, tuple[str, ...]]:
    return Asked.ADD, (request.words,)


@_understood.register
def _(request: requests.Retitle) -> tuple[Asked, tuple[str, ...]]:
    return Asked.RETITLE, (request.new,)


@_understood.register
def _(request: requests.Move) -> tuple[Asked, tuple[str, ...]]:
    return Asked.MOVE, (_named(request.what),)


@_understood.register
def _(request: requests.Swap) -> tuple[Asked, tuple[str, ...]]:
    return Asked.SWAP, (_named(request.one), _named(request.other))


@_understood.register
def _(request: requests.Split) -> tuple[Asked, tuple[str, ...]]:
    passage = request.at or Passage(paragraphs=(request.paragraph or 0,))
    return Asked.SPLIT, (_named(passage),)


@_understood.register
def _(request: requests.Join) -> tuple[Asked, tuple[str, ...]]:
    return Asked.JOIN, (_named(Passage(paragraphs=request.paragraphs)),)


@_understood.register
def _(request: requests.ByPerson) -> tuple[Asked, tuple[str, ...]]:
    return Asked.PERSON, (request.words,)


def _named(passage: Passage) -> str:
    """A passage for people: “甲”, 第3段, 末段."""
    if passage.words:
        return f"“{passage.words}”"
    if passage.paragraphs == (LAST,):
        return "末段"
    return f"第{'、'.join(map(str, passage.paragraphs))}段"
