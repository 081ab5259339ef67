"""Every sample manuscript walks its course through the real decide and apply."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from qz_review.events.kinds import FileRef
from qz_review.model.checklist import Answer, AskedAt, ItemAnswer
from qz_review.model.manuscript import (
    ConsultationKind,
    Outcome,
    ScanResult,
    ScanVersions,
    SourceFacts,
)
from qz_review.model.person import Person, Unit
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText, text_hash
from qz_review.services.sample_edits import apply_edits
from qz_review.services.sample_material import (
    SampleAct,
    SampleManuscript,
    load_manuscripts,
    load_office,
)
from qz_review.workflow import commands
from qz_review.workflow.checklists import answers_all_yes, load_checklists
from qz_review.workflow.commands import Command
from qz_review.workflow.state import ManuscriptState
from tests.support.route import Route

NOW = datetime(2026, 11, 23, 2, 26, tzinfo=UTC)
OFFICE = load_office()
PEOPLE = {
    p.account: Person(p.account, p.name, p.account, p.roles, p.section) for p in OFFICE.people
}
UNIT = Unit(OFFICE.name, OFFICE.deputy, OFFICE.lead_section, OFFICE.sections, OFFICE.channels)


class Walk:
    """One sample manuscript on its way."""

    def __init__(self, manuscript: SampleManuscript) -> None:
        self.manuscript = manuscript
        self.text: ManuscriptText = manuscript.text
        self.route = Route()
        self.route.people = dict(PEOPLE)
        self.route.unit = UNIT

    def at(self, hours_ago: float | None) -> None:
        """The clock of the next act; acts to come follow each other after now."""
        if hours_ago is not None:
            self.route.now = NOW - timedelta(hours=hours_ago)

    def register(self) -> None:
        m = self.manuscript
        source = m.source and SourceFacts(
            m.source.source,
            m.source.authority,
            m.source.address,
            m.source.copyright,
            text_hash(m.source.text),
        )
        self.at(m.hours_ago)
        command = commands.Register(
            number=f"QT-2026-{m.serial:04}",
            title=m.text.title,
            text_hash=text_hash(m.text),
            section_id=m.section,
            channel_ids=m.channels,
            author=m.author,
            flags=m.flags,
            source=source,
            hours=m.hours,
        )
        self.route.act(m.registered_by, command)

    def do(self, act: SampleAct) -> None:
        if act.kind == "sign":
            self.sign(act)
        else:
            self.at(act.hours_ago)
            self.route.act(act.by, self.command(act))

    def sign(self, act: SampleAct, *, only_past: bool = False) -> None:
        assert act.stage is not None and act.decision is not None
        self.text = apply_edits(self.text, act.edits)
        checklist = load_checklists().of(act.stage)
        notes = dict(act.notes)
        answers = tuple(
            ItemAnswer(a.item_id, Answer.NO, notes[a.item_id]) if a.item_id in notes else a
            for a in answers_all_yes(checklist, self.manuscript.flags)
        )
        if act.stage in (Stage.PROOF_1, Stage.PROOF_3) and act.edits:
            checker = act.signatures[1]
            self.at(act.signatures[0].hours_ago)
            self.route.act(checker.by, commands.SaveText(text_hash(self.text)))
        for signature in act.signatures:
            if only_past and signature.hours_ago is None:
                return
            self.at(signature.hours_ago)
            command = commands.SignStep(
                stage=act.stage,
                part=signature.part,
                text_hash=text_hash(self.text),
                decision=signature.decision or act.decision,
                opinion=signature.opinion or act.opinion,
                checklist_version=checklist.version,
                answers=answers,
                instructions=() if signature.decision else act.instructions,
            )
            state = self.route.act(signature.by, command)
            assert state.sign_offs[-1].on_behalf_of == signature.on_behalf_of

    def command(self, act: SampleAct) -> Command:
        facts = dict(act.facts)
        state = self.route.state
        match act.kind:
            case "return":
                assert act.stage is state.stage
                return commands.ReturnStep(facts["reason"])
            case "consult":
                return commands.RequestConsultation(
                    ConsultationKind(facts["kind"]), facts["unit"], facts["matter"]
                )
            case "consult_answer":
                return commands.AnswerConsultation(
                    consultation_of(state, facts["unit"]),
                    Outcome(facts["outcome"]),
                    facts["words"],
                    facts["signed_by"],
                    facts.get("sealed", False),
                    FileRef(facts["sheet"], "0" * 64, 1) if "sheet" in facts else None,
                )
            case "explain_disagreement":
                return commands.ExplainDisagreement(
                    consultation_of(state, facts["unit"]), facts["reason"]
                )
            case "joint_review_request":
                return commands.RequestJointReview(facts["person"], facts["matter"])
            case "joint_review":
                return commands.GiveJointReview(Outcome(facts["outcome"]), facts["opinion"])
            case "delegate":
                assert act.stage is not None
                until = self.route.now + timedelta(hours=facts["until_hours"])
                return commands.Delegate(act.stage, facts["to"], facts["reason"], until)
            case "final_scan":
                return commands.RecordFinalScan(
                    state.release_hash, ScanResult.NOT_CONFIGURED, ScanVersions()
                )
            case "release":
                return commands.RecordRelease(
                    facts["channel"], facts["address"], self.route.now, state.release_hash
                )
            case "withdraw":
                return commands.Withdraw(facts["reason"])
            case "archive":
                checklist = load_checklists().of(Stage.PROOF_3)
                answers = tuple(
                    ItemAnswer(item.id, Answer.YES) for item in checklist.questions(AskedAt.ARCHIVE)
                )
                return commands.Archive(answers, checklist.version, ())
        raise AssertionError(act.kind)


def consultation_of(state: ManuscriptState, unit: str) -> str:
    return next(c.request.consultation_id for c in state.consultations if c.request.unit == unit)


@pytest.mark.parametrize("manuscript", load_manuscripts(), ids=lambda m: m.key)
def test_a_sample_manuscript_stands_where_it_says_and_can_go_on(
    manuscript: SampleManuscript,
) -> None:
    walk = Walk(manuscript)
    walk.register()
    past = [act for act in manuscript.course if act.hours_ago is not None]
    for act in past:
        walk.do(act)
    assert (walk.route.state.phase, walk.route.state.stage) == (manuscript.phase, manuscript.stage)
    walk.route.now = NOW
    for act in manuscript.course[len(past) :]:
        walk.do(act)
    state = walk.route.state
    if manuscript.phase is Phase.IN_REVIEW:
        assert (state.phase, state.stage) == (Phase.FINAL_SCAN, None)
        assert state.release_hash == text_hash(walk.text)


def test_a_proof_can_wait_for_its_second_signature() -> None:
    manuscript = next(m for m in load_manuscripts() if m.key == "lift-subsidy")
    walk = Walk(manuscript)
    walk.register()
    for act in manuscript.course[:-1]:
        walk.do(act)
    walk.sign(manuscript.course[-1], only_past=True)
    (signed,) = walk.route.state.in_force(Stage.PROOF_3)
    assert signed.person_id == "lihe"
    assert walk.route.state.stage is Stage.PROOF_3
