"""Forms of the acts at the waiting step: 退回, 不同意, 撤回签署, 联审意见, 纸质签批, 撤稿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qz_review.model.manuscript import Decision, Flag, Outcome, Part
from qz_review.model.person import Role
from qz_review.model.stage import Stage
from qz_review.services.forms import PaperForm
from qz_review.services.phrases import load_phrases
from qz_review.services.views import ChoiceKind, ManuscriptView
from qz_review.workflow.checklists import answers_all_yes
from ui.screens.manuscript.acts.fields import read_sheet
from ui.screens.manuscript.acts.form import ActForm, Ask, Values
from ui.text.choices import return_verb

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

OUTCOMES = tuple((outcome.value, outcome.label) for outcome in Outcome)
_NO_REASON = "写明理由后才能办理"


def reason(label: str, phrases: tuple[str, ...] = (), value: str = "") -> Ask:
    """The field of a reason, which no such act goes without."""
    return Ask("reason", label, "words", _NO_REASON, value, phrases=phrases)


def return_form(view: ManuscriptView, words: str = "") -> ActForm:
    """退回一审: with the reason; 三校 reports to the leader."""
    choice = next(c for c in view.choices if c.kind is ChoiceKind.RETURN)
    stage = choice.to_stage or Stage.REVIEW_1
    verb = return_verb(choice)
    signed = sum(
        node.stage is not None
        and node.stage.position >= stage.position
        and node.state.value == "done"
        for node in view.nodes
    )
    kept = f"，已签的{signed}个环节保留在台账，标为已失效" if signed else ""
    phrases = load_phrases().for_return(view.stage) if view.stage else ()

    def perform(workspace: Workspace, values: Values, password: str) -> str:
        workspace.review.return_step(view.manuscript_id, values["reason"], password)
        return f"已{verb}"

    return ActForm(
        verb, verb, f"{stage.label}起重签{kept}。", perform,
        (reason("退回理由", phrases, words),), password=True, danger=True,
    )  # fmt: skip


def report_back_form(view: ManuscriptView) -> ActForm:
    """退回三审 after 三校 was signed and before anything is released."""

    def perform(workspace: Workspace, values: Values, password: str) -> str:
        workspace.review.return_step(view.manuscript_id, values["reason"], password)
        return "已退回三审"

    return ActForm(
        "退回三审", "退回三审", "三审、三校重签，已签的保留在台账，标为已失效。", perform,
        (reason("退回理由", load_phrases().for_return(Stage.PROOF_3), ""),),
        password=True, danger=True,
    )  # fmt: skip


def overrule_form(view: ManuscriptView, words: str = "") -> ActForm:
    """A superior who disagrees with a negative opinion."""
    choice = next((c for c in view.choices if c.kind is ChoiceKind.OVERRULE), None)
    stage = choice.to_stage if choice is not None else None
    to = f"转{stage.label}，" if stage is not None else ""

    def perform(workspace: Workspace, values: Values, password: str) -> str:
        workspace.review.overrule(view.manuscript_id, values["reason"], password)
        return f"已签署，{to}继续办理"

    return ActForm(
        "不同意，继续办理", "签署",
        f"不同意前面的否定意见，{to}从没做的校对接着办，之后再到你这里。",
        perform, (reason("理由", value=words),), password=True,
    )  # fmt: skip


def withdraw_signature_form(view: ManuscriptView) -> ActForm:
    """One's own last sign-off, while nothing came after it."""

    def perform(workspace: Workspace, values: Values, password: str) -> str:
        workspace.review.withdraw_signature(view.manuscript_id, values["reason"], password)
        return "已撤回签署"

    return ActForm(
        "撤回签署", "撤回签署", "稿件回到你签署前，签过的记录保留在台账，标为已失效。",
        perform, (reason("撤回理由"),), password=True, danger=True,
    )  # fmt: skip


def withdraw_form(view: ManuscriptView) -> ActForm:
    """撤稿, before the first release."""

    def perform(workspace: Workspace, values: Values, password: str) -> str:
        workspace.release.withdraw(view.manuscript_id, values["reason"], password)
        return "已撤稿"

    return ActForm(
        "撤稿", "撤稿", "稿件不再办理，已签的环节保留在台账，以后不能恢复，要发须另行登记。",
        perform, (reason("撤稿理由", load_phrases().withdrawals),), password=True, danger=True,
    )  # fmt: skip


def joint_review_form(view: ManuscriptView) -> ActForm:
    """The specialist's own opinion."""
    phrases = load_phrases().joint_review

    def perform(workspace: Workspace, values: Values, password: str) -> str:
        outcome = Outcome(values["outcome"])
        workspace.routing.give_joint_review(
            view.manuscript_id, outcome, values["opinion"], password
        )
        return f"已签署联审意见：{outcome.label}"

    return ActForm(
        "联审意见", "签署", "签署的是现在的正文和这里的意见。", perform,
        (
            Ask("outcome", "结论", "choice", "选结论", choices=OUTCOMES),
            Ask("opinion", "意见", "words", "写明意见", phrases=phrases),
        ),
        password=True,
    )  # fmt: skip


def paper_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """纸质签批 of 三审, recorded by the section chief."""
    leader_signed = any(
        opinion.stage is Stage.REVIEW_3 and not opinion.superseded and opinion.decision_label
        for opinion in view.opinions
    )
    part = Part.PRINCIPAL if leader_signed and view.needs_principal else Part.SIGNER
    conclusions = (
        (Decision.PRINCIPAL_AGREE, Decision.REJECT)
        if part is Part.PRINCIPAL
        else (Decision.APPROVE, Decision.APPROVE_WITH_CHANGES, Decision.REJECT)
    )
    people = workspace.people.eligible(view.manuscript_id, Stage.REVIEW_3, part)
    principals = {p.id for p in people if Role.PRINCIPAL in p.roles}
    answers = answers_all_yes(view.checklist, view.flags) if view.checklist else ()

    def perform(own: Workspace, values: Values, password: str) -> str:
        for_both = Flag.IMPORTANT in view.flags and values["signer"] in principals
        form = PaperForm(
            part=Part.PRINCIPAL if for_both else part,
            signer_id=values["signer"],
            decision=Decision(values["decision"]),
            opinion=values["opinion"],
            check_code=values["code"],
            sheet=read_sheet(values["sheet"]),
            signed_on=values["signed_on"],
            answers=answers,
            instructions=tuple(s for s in values.get("instructions", "").splitlines() if s.strip()),
        )
        own.review.record_paper(view.manuscript_id, form, password)
        return "已登记纸质签批"

    return ActForm(
        "纸质签批", "登记", "领导签在打印的审签单上，由你登记并附扫描件，台账记为纸质签批。",
        perform,
        (
            Ask("signer", "签批人", "choice", "选签批人",
                choices=tuple((p.id, f"{p.name}  {p.duty}") for p in people)),
            Ask("decision", "结论", "choice", "选结论",
                choices=tuple((d.value, d.label) for d in conclusions)),
            Ask("opinion", "签批意见", "words"),
            Ask("instructions", "修改意见", "words", help="一行一条",
                only_for=("decision", (Decision.APPROVE_WITH_CHANGES.value,))),
            Ask("signed_on", "签批时间", "moment"),
            Ask("code", "核验码", "line", "填审签单上的核验码", help="在审签单下方"),
            Ask("sheet", "扫描件", "file", "附签批单扫描件"),
            Ask("all_yes", "要点", "tick", "签批单上各项要点均为是，才能登记",
                help="签批单上各项要点均为是"),
        ),
        password=True,
    )  # fmt: skip
