"""Random acts by random people against the invariants that no route may break."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qz_review.events.kinds import FileRef
from qz_review.model.check_code import check_code
from qz_review.model.manuscript import (
    ConsultationKind,
    Decision,
    Flag,
    Outcome,
    Part,
    ScanResult,
    ScanVersions,
)
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import commands
from qz_review.workflow.apply import fold
from qz_review.workflow.checklists import answers_all_yes
from qz_review.workflow.decided import WorkflowRefused
from qz_review.workflow.progress import step_complete
from tests.support.route import PEOPLE, Route, digest

people = st.sampled_from(sorted(PEOPLE))
words = st.sampled_from(["", "理由", "同意"])
texts = st.sampled_from(["甲", "乙", "丙"])
SHEET = FileRef("单.jpg", digest("scan"), 10)
REVIEWS = (Stage.REVIEW_1, Stage.REVIEW_2, Stage.REVIEW_3)


class AnyRoute(RuleBasedStateMachine):
    """Whatever people try, the ledger's promises hold."""

    @initialize(
        flags=st.frozensets(
            st.sampled_from([Flag.IMPORTANT, Flag.SPECIALIST, Flag.OTHER_UNITS]), max_size=2
        ),
        strict=st.sampled_from([False, False, False, True]),
        editor=st.sampled_from(["zhang", "both"]),
        walked=st.sampled_from([6, 8, 5, 4, 3, 2, 0]),
    )
    def register(self, flags: frozenset[Flag], strict: bool, editor: str, walked: int) -> None:
        self.route = Route(strict=strict)
        self.route.register(editor, flags=flags, channel_ids=("news", "wechat"))
        for _ in range(walked):  # start anywhere on the route, not only at its beginning
            if flags:
                self.consult("zhang", Outcome.AGREE)
                self.review_jointly("zhou")
            self.walk_one_step(sorted(PEOPLE))

    def try_(self, person: str, command: commands.Command) -> None:
        before = self.route.state
        seen = len(self.route.events)
        try:
            self.route.act(person, command)
        except WorkflowRefused as refusal:
            assert refusal.code
            assert self.route.state == before
            assert len(self.route.events) == seen

    @rule(
        person=people,
        part=st.sampled_from(list(Part)),
        decision=st.sampled_from(list(Decision)),
        text=st.none() | texts,
        opinion=words,
    )
    def sign_anything(
        self, person: str, part: Part, decision: Decision, text: str | None, opinion: str
    ) -> None:
        stage = self.route.state.stage or Stage.PROOF_3
        self.try_(person, self.route.signing(stage, part, decision, text=text, opinion=opinion))

    @rule(person=people, part=st.sampled_from(list(Part)))
    def sign_as_expected(self, person: str, part: Part) -> None:
        stage = self.route.state.stage
        if stage is None:
            return
        pending = stage is Stage.REVIEW_3 and bool(self.route.state.in_force(stage))
        decision = Decision.PRINCIPAL_AGREE if pending else None
        self.try_(person, self.route.signing(stage, part, decision))

    @rule(order=st.permutations(sorted(PEOPLE)))
    def walk_one_step(self, order: list[str]) -> None:
        for person in order:
            for part in Part:
                self.sign_as_expected(person, part)

    @rule(person=people, text=texts)
    def save(self, person: str, text: str) -> None:
        self.try_(person, commands.SaveText(digest(text)))

    @rule(person=people, reason=words)
    def send_back(self, person: str, reason: str) -> None:
        self.try_(person, commands.ReturnStep(reason))

    @rule(person=people, reason=words)
    def overrule(self, person: str, reason: str) -> None:
        self.try_(person, commands.OverruleNegative(reason))

    @rule(person=people)
    def take_back(self, person: str) -> None:
        self.try_(person, commands.WithdrawSignature("误签"))

    @rule(person=people, to=people, stage=st.sampled_from(list(Stage)), hours=st.integers(-1, 99))
    def delegate(self, person: str, to: str, stage: Stage, hours: int) -> None:
        until = self.route.now + timedelta(hours=hours)
        self.try_(person, commands.Delegate(stage, to, "出差", until))

    @rule(pair=st.sampled_from([("chen", "he"), ("zhou", "wang"), ("zhou", "li"), ("zhang", "li")]))
    def delegate_sensibly(self, pair: tuple[str, str]) -> None:
        stage = self.route.state.stage
        if stage is not None:
            until = self.route.now + timedelta(hours=90)
            self.try_(pair[0], commands.Delegate(stage, pair[1], "出差", until))
            for part in Part:
                self.sign_as_expected(pair[1], part)

    @rule(order=st.permutations(sorted(PEOPLE)), reason=words)
    def somebody_sends_it_back(self, order: list[str], reason: str) -> None:
        for person in order:
            self.try_(person, commands.ReturnStep(reason))

    @rule(signer=st.sampled_from(["chen", "he", "liang"]))
    def paper_at_its_step(self, signer: str) -> None:
        self.paper("zhou", signer, Part.SIGNER)
        self.paper("zhou", signer, Part.PRINCIPAL)

    @rule(person=people, other=people)
    def name_partner(self, person: str, other: str) -> None:
        self.try_(person, commands.NameProofPartner(other, "出差"))

    @rule(person=people, signer=people, part=st.sampled_from([Part.SIGNER, Part.PRINCIPAL]))
    def paper(self, person: str, signer: str, part: Part) -> None:
        state = self.route.state
        checklist = self.route.context.checklists.of(Stage.REVIEW_3)
        decision = Decision.PRINCIPAL_AGREE if part is Part.PRINCIPAL else Decision.APPROVE
        self.try_(
            person,
            commands.RecordPaper(
                part,
                signer,
                state.text_hash,
                decision,
                "同意",
                check_code(state.number, state.text_hash),
                SHEET,
                self.route.now,
                checklist.version,
                answers_all_yes(checklist, state.flags),
            ),
        )

    @rule(person=people, outcome=st.sampled_from(list(Outcome)))
    def consult(self, person: str, outcome: Outcome) -> None:
        self.try_(
            person,
            commands.RequestConsultation(ConsultationKind.COUNTERSIGN, "市财政局", "标准"),
        )
        for asked in self.route.state.consultations:
            answer = commands.AnswerConsultation(
                asked.request.consultation_id, outcome, "意见", "章某", True, SHEET
            )
            self.try_(person, answer)
            self.try_(person, commands.ExplainDisagreement(asked.request.consultation_id, "理由"))

    @rule(person=people)
    def review_jointly(self, person: str) -> None:
        self.try_(person, commands.RequestJointReview("sun", "术语"))
        self.try_("sun", commands.GiveJointReview(Outcome.AGREE, "规范"))

    @rule(person=people, serious=st.integers(0, 1))
    def scan(self, person: str, serious: int) -> None:
        result = ScanResult.FINDINGS if serious else ScanResult.NOT_CONFIGURED
        self.try_(
            person,
            commands.RecordFinalScan(
                self.route.state.text_hash, result, ScanVersions(), serious=serious
            ),
        )
        self.try_(person, commands.WaiveScan("引用原文"))

    @rule(person=people, channel=st.sampled_from(["news", "wechat", "old"]))
    def release(self, person: str, channel: str) -> None:
        self.try_(
            person,
            commands.RecordRelease(channel, "", self.route.now, self.route.state.text_hash),
        )

    @rule(channel=st.sampled_from(["news", "wechat"]))
    def finish(self, channel: str) -> None:
        for person in ("zhang", "zhou", "both", "li"):
            self.scan(person, 0)
            self.release(person, channel)

    @rule(person=people, really=st.integers(0, 19))
    def withdraw(self, person: str, really: int) -> None:
        if really == 0:  # seldom: it ends the route
            self.try_(person, commands.Withdraw("取消"))

    @invariant()
    def released_only_with_all_six_over_the_released_text(self) -> None:
        state = self.route.state
        if not state.releases:
            return
        assert all(step_complete(state, stage) for stage in Stage)
        assert {r.event.text_hash for r in state.releases} == {state.text_hash}
        assert {s.text_hash for s in state.in_force(Stage.PROOF_3)} == {state.text_hash}
        assert state.scans[-1].event.text_hash == state.text_hash

    @invariant()
    def nobody_holds_two_reviews(self) -> None:
        state = self.route.state
        held: dict[str, set[Stage]] = {}
        for sign_off in state.sign_offs:
            for person in {sign_off.person_id, sign_off.on_behalf_of} - {""}:
                held.setdefault(person, set()).add(sign_off.stage)
        for stages in held.values():
            assert len(stages & set(REVIEWS)) <= 1
            assert not state.strict_separation or len(stages) == 1

    @invariant()
    def pairs_are_two_people_over_one_text(self) -> None:
        state = self.route.state
        for stage in (Stage.PROOF_1, Stage.PROOF_3):
            in_force = state.in_force(stage)
            assert len({s.person_id for s in in_force}) == len(in_force)
            assert len({s.text_hash for s in in_force}) <= 1

    @invariant()
    def leader_and_principal_sign_the_same_text(self) -> None:
        assert len({s.text_hash for s in self.route.state.in_force(Stage.REVIEW_3)}) <= 1

    @invariant()
    def steps_in_force_run_without_a_gap_but_for_proofs_passed_over(self) -> None:
        state = self.route.state
        last = state.stage.position if state.stage else len(Stage)
        if state.phase in (Phase.REJECTED, Phase.WITHDRAWN):
            return
        for stage in Stage:
            if stage.position < last and stage not in state.passed_over:
                assert state.in_force(stage)
            if stage.position > last:
                assert not state.in_force(stage)

    @invariant()
    def no_signature_ever_leaves_the_ledger(self) -> None:
        signed = [e for e in self.route.events if "Signed" in type(e.event).__name__]
        assert len(signed) == len(self.route.state.sign_offs)

    @invariant()
    def folding_again_gives_the_same_state(self) -> None:
        assert fold(self.route.events) == self.route.state


TestAnyRoute = AnyRoute.TestCase
TestAnyRoute.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
