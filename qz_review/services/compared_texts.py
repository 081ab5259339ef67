"""The texts of a manuscript that can be laid beside each other, and in whose hands each was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qz_review.clock import from_stored
from qz_review.markup.marked import Version as MarkedVersion
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.model.text import text_hash
from qz_review.services.comparison_views import DRAFT, ORIGINAL, ComparedText
from qz_review.services.drafts import step_of
from qz_review.services.marked_versions import turning_points
from qz_review.services.naming import Names, step_label
from qz_review.services.timeline import sign_off_groups
from qz_review.workflow.state import ManuscriptState, SignOff, Version

SOURCE = "source"
"""Key of the text before the 修订 that the 原稿 came with."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a text, at which step and when.

    stage, author, time: as in ``MarkedVersion``, so that the hand of a change is found.
    who: as it is written, both names for a pair; people: the single names; at: a moment.
    """

    stage: Stage | None
    author: str
    time: str
    who: str
    people: tuple[str, ...]
    at: datetime | None


class ComparedTexts:
    """The history of one manuscript.

    versions: as :func:`marked_versions` gives them, a draft of the person named ``me`` last where
    ``drafted``.
    """

    def __init__(
        self,
        state: ManuscriptState,
        names: Names,
        versions: Sequence[MarkedVersion],
        *,
        drafted: bool,
    ) -> None:
        self._state, self._names = state, names
        self._versions = tuple(versions)
        self._drafted = drafted
        self._original = len(state.kept.versions) if state.kept else 0
        self._groups = sign_off_groups(state)
        # A draft that goes on from its writer's own saves stands in the place of the last one.
        points = turning_points(state)[: len(self._versions) - self._original - drafted]
        self._points = {self._original + nth: point for nth, point in enumerate(points)}
        self.hands = tuple(self._hand(place) for place in range(len(self._versions)))

    def choices(self) -> tuple[ComparedText, ...]:
        """Oldest first: 原稿, each signed round, edits that nobody signed yet."""
        found = [self._original_choice()]
        if self._original:
            found.insert(0, self._source_choice())
        signed = [(self._place_of(group), group) for group in self._groups]
        found += [self._signed_choice(place, group) for place, group in signed if place >= 0]
        last = max(self._points)
        if last > self._original and all(choice.place != last for choice in found):
            found.append(self._unsigned_choice(last))
        if self._drafted:
            found.append(self._draft_choice())
        return tuple(found)

    def _hand(self, place: int) -> Hand:
        version = self._versions[place]
        at = from_stored(version.time) if version.time else None
        group = self._signers_of(self._points[place]) if place in self._points else ()
        who: str = version.author
        people: tuple[str, ...] = (version.author,)
        if group:
            who = self._names.signers(group)
            people = self._names.people(sign_off.person_id for sign_off in group)
        return Hand(version.stage, version.author, version.time, who, people, at)

    def _signers_of(self, point: Version) -> Sequence[SignOff]:
        """Who signed the text as its step made it."""
        for group in self._groups:
            first = group[0]
            made_there = first.stage is point.stage and first.text_hash == point.text_hash
            if made_there and all(s.seq > point.seq for s in group):
                return group
        return ()

    def _place_of(self, group: Sequence[SignOff]) -> int:
        """The latest text with the words that were signed; -1 where none has them."""
        wanted, seq = group[0].text_hash, group[0].seq
        places = [
            place
            for place, point in self._points.items()
            if point.text_hash == wanted and point.seq < seq
        ]
        return max(places, default=-1)

    # --- the choices --------------------------------------------------------------------------

    def _source_choice(self) -> ComparedText:
        kept = self._state.kept
        digest = kept.former_text_hash if kept else ""
        return ComparedText(SOURCE, "来稿（修订前）", None, digest, self._state.author, None, 0)

    def _original_choice(self) -> ComparedText:
        state = self._state
        who = self._names.person(state.registered_by)
        return ComparedText(
            ORIGINAL, "原稿", None, state.original_hash, who, state.registered_at, self._original
        )

    def _signed_choice(self, place: int, group: Sequence[SignOff]) -> ComparedText:
        last = max(group, key=lambda sign_off: sign_off.seq)
        label = step_label(last.stage, last.part if last.part is Part.PRINCIPAL else Part.SIGNER)
        return ComparedText(
            key=f"signed:{group[0].seq}",
            label=f"{label}{'清样' if last.stage.is_proof else '稿'}",
            stage=last.stage,
            text_hash=last.text_hash,
            who=self._names.signers(group),
            at=last.time,
            place=place,
            superseded=last.superseded,
        )

    def _unsigned_choice(self, place: int) -> ComparedText:
        point, hand = self._points[place], self.hands[place]
        label = f"{point.stage.label}改动" if point.stage else "改动"
        return ComparedText(
            f"saved:{point.seq}", label, point.stage, point.text_hash, hand.who, point.time, place,
            signed=False,
        )  # fmt: skip

    def _draft_choice(self) -> ComparedText:
        place = len(self._versions) - 1
        text, stage = self._versions[place].text, step_of(self._state)
        who = self.hands[place].who
        return ComparedText(
            DRAFT, f"{stage.label}改动", stage, text_hash(text), who, None, place, signed=False
        )
