"""A small office and a manuscript's route in memory: real decide and apply, no storage."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qz_review.events.kinds import Assignment
from qz_review.events.record import GENESIS, Envelope, Recorded
from qz_review.model.manuscript import Decision, Part
from qz_review.model.person import Channel, ChannelKind, Person, Role, RouteSettings, Section, Unit
from qz_review.model.stage import Stage
from qz_review.workflow import commands
from qz_review.workflow.apply import apply
from qz_review.workflow.checklists import answers_all_yes
from qz_review.workflow.commands import Command
from qz_review.workflow.context import Context
from qz_review.workflow.decide import decide
from qz_review.workflow.decided import WorkflowRefused
from qz_review.workflow.lawful import check_lawful
from qz_review.workflow.state import ManuscriptState

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

POSITIVE = {
    Stage.REVIEW_1: Decision.ADOPT,
    Stage.PROOF_1: Decision.PROOF_CLEAN,
    Stage.REVIEW_2: Decision.PUBLISHABLE,
    Stage.PROOF_2: Decision.PROOF_CLEAN,
    Stage.REVIEW_3: Decision.APPROVE,
    Stage.PROOF_3: Decision.PROOF_RELEASE,
}


def digest(words: str) -> str:
    """A text hash for a text that only needs a name."""
    return hashlib.sha256(words.encode()).hexdigest()


def _person(name: str, *roles: Role, section: str = "info") -> Person:
    return Person(name, name, name, frozenset(roles), section)


PEOPLE = {
    person.id: person
    for person in (
        _person("zhang", Role.EDITOR),
        _person("li", Role.EDITOR),
        _person("zhou", Role.SECTION_CHIEF),
        _person("wang", Role.SECTION_CHIEF, section="general"),
        _person("chen", Role.UNIT_LEADER, section=""),
        _person("he", Role.UNIT_LEADER, section=""),
        _person("liang", Role.PRINCIPAL, section=""),
        _person("sun", Role.SPECIALIST),
        _person("both", Role.EDITOR, Role.SECTION_CHIEF),
        _person("zhao", Role.ADMINISTRATOR),
        _person("qian", Role.SUPERVISOR),
    )
}
UNIT = Unit(
    name="青汀市人民政府办公室",
    sections=(Section("info", "信息科"), Section("general", "综合科")),
    channels=(
        Channel("news", "青汀要闻", ChannelKind.WEBSITE),
        Channel("wechat", "青汀发布", ChannelKind.WECHAT),
        Channel("old", "旧栏目", ChannelKind.WEBSITE, closed=True),
    ),
)


class Route:
    """One manuscript, its events and its state; every act takes an hour."""

    def __init__(self, *, strict: bool = False) -> None:
        """strict: the setting that lets nobody hold two links."""
        self.unit = replace(UNIT, route=RouteSettings(strict_separation=strict))
        self.people = dict(PEOPLE)
        self.now = START
        self.events: list[Recorded] = []
        self._state: ManuscriptState | None = None

    @property
    def state(self) -> ManuscriptState:
        """The present state; the manuscript must be registered."""
        assert self._state is not None
        return self._state

    @property
    def context(self) -> Context:
        """What decide may know at this moment."""
        return Context(self.people, self.unit, self.now)

    def act(self, person: str, command: Command) -> ManuscriptState:
        """Decide and apply; raises WorkflowRefused and changes nothing when refused."""
        decided = decide(self._state, command, self.people[person], self.context)
        for item in decided:
            seq = len(self.events) + 1
            prev = self.events[-1].hash if self.events else GENESIS
            envelope = Envelope(
                f"event-{seq}", "m1", seq, prev, person, self.now, item.on_behalf_of
            )
            recorded = Recorded(envelope, item.event, digest(f"{prev}{seq}{item.event}"), person)
            self.events.append(recorded)
            check_lawful(self._state, recorded, self.context)  # as another desk would find it
            self._state = apply(self._state, recorded)
        self.now += timedelta(hours=1)
        return self.state

    def register(self, person: str = "zhang", **changes: object) -> ManuscriptState:
        """Register with plain facts; ``changes`` replaces fields of the command."""
        command = commands.Register("QT-2026-0001", "样稿", digest("原稿"), "info", ("news",))
        return self.act(person, replace(command, **changes))  # type: ignore[arg-type]

    def sign(
        self,
        person: str,
        part: Part = Part.SIGNER,
        decision: Decision | None = None,
        *,
        text: str | None = None,
        **changes: object,
    ) -> ManuscriptState:
        """Sign the waiting step with every item answered; ``text`` is edited in the same act."""
        stage = self.state.stage
        assert stage is not None
        return self.act(person, self.signing(stage, part, decision, text=text, **changes))

    def signing(
        self,
        stage: Stage,
        part: Part = Part.SIGNER,
        decision: Decision | None = None,
        *,
        text: str | None = None,
        **changes: object,
    ) -> commands.SignStep:
        """The command of :meth:`sign`, for a step that need not be the waiting one."""
        checklist = self.context.checklists.of(stage)
        chosen = decision or POSITIVE[stage]
        command = commands.SignStep(
            stage=stage,
            part=part,
            text_hash=digest(text) if text is not None else self.state.text_hash,
            decision=chosen,
            opinion="理由写明" if chosen.negative else "同意",
            checklist_version=checklist.version,
            answers=answers_all_yes(checklist, self.state.flags),
        )
        return replace(command, **changes)  # type: ignore[arg-type]

    def pair(self, reader: str, checker: str) -> ManuscriptState:
        """Both halves of a read-aloud proof over the same text."""
        self.sign(reader, Part.READER)
        return self.sign(checker, Part.CHECKER)

    def until(self, stage: Stage) -> ManuscriptState:
        """Walk the plain route until a step waits."""
        walk = {
            Stage.REVIEW_1: lambda: self.sign("zhang"),
            Stage.PROOF_1: lambda: self.pair("li", "zhang"),
            Stage.REVIEW_2: lambda: self.sign("zhou"),
            Stage.PROOF_2: lambda: self.sign("zhou"),
            Stage.REVIEW_3: lambda: self.sign("chen"),
            Stage.PROOF_3: lambda: self.pair("zhang", "zhou"),
        }
        while self.state.stage is not None and self.state.stage is not stage:
            walk[self.state.stage]()
        return self.state

    def finish_proofs(self) -> ManuscriptState:
        """Walk the plain route until the final scan waits."""
        self.until(Stage.PROOF_3)
        return self.pair("zhang", "zhou")


def assign(stage: Stage, part: Part, person: str) -> Assignment:
    """Shorthand for an assignment."""
    return Assignment(stage, part, person)


def refused(route: Route, person: str, command: Command) -> str:
    """The code with which an act is refused; the state must not change."""
    before = route.state
    with pytest.raises(WorkflowRefused) as caught:
        route.act(person, command)
    assert route.state == before
    return caught.value.code
