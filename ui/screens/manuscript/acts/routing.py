"""Forms of who acts and who is asked: 委托, 指定, 征求意见, 会签, 联审, 标记, 栏目."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import ConsultationKind, Flag, Outcome, Part, SourceFacts
from qz_review.model.person import Person, Role
from qz_review.model.stage import Stage
from qz_review.services.views import ManuscriptView
from ui.screens.manuscript.acts.at_step import OUTCOMES, reason
from ui.screens.manuscript.acts.fields import read_sheet
from ui.screens.manuscript.acts.form import ActForm, Ask, Values

if TYPE_CHECKING:
    from datetime import datetime

    from qz_review.workspace import Workspace

_COUNTERSIGN = ConsultationKind.COUNTERSIGN
_FLAGS = tuple(flag for flag in Flag if flag is not Flag.AUDIOVISUAL)
_READ_ALOUD = (Stage.PROOF_1, Stage.PROOF_3)


def delegate_form(view: ManuscriptView, workspace: Workspace, now: datetime) -> ActForm:
    """委托 one step of this manuscript."""
    people = _choices(_working(workspace))

    def perform(own: Workspace, values: Values, password: str) -> str:
        stage = Stage(values["stage"])
        own.routing.delegate(
            view.manuscript_id, stage, values["to"], values["reason"], values["until"], password
        )
        return f"已委托{stage.label}"

    return ActForm(
        "委托", "委托",
        "只委托这一篇的一个环节；两人的名字都印在审签单上，谁签字谁负责、谁委托谁负责。",
        perform,
        (
            Ask("stage", "环节", "choice", "选环节",
                choices=tuple((s.value, s.label) for s in view.delegable_stages)),
            Ask("to", "委托给", "choice", "选受托人", choices=people,
                help="三审只能委托给另一名单位领导"),
            Ask("until", "到期", "moment", value=(now + timedelta(days=1)).astimezone()),
            reason("委托理由"),
        ),
        password=True,
    )  # fmt: skip


def revoke_form(view: ManuscriptView, delegation_id: str = "") -> ActForm:
    """收回委托."""
    mine = [d for d in view.delegations if d.mine and d.in_force]

    def perform(own: Workspace, values: Values, password: str) -> str:
        own.routing.revoke_delegation(
            view.manuscript_id, values["delegation"], values["reason"], password
        )
        return "已收回委托"

    return ActForm(
        "收回委托", "收回", "受托期间签过的仍然有效。", perform,
        (
            Ask("delegation", "委托", "choice", "选委托", delegation_id or None,
                tuple((d.delegation_id, f"{d.stage.label}  {d.to_name}") for d in mine)),
            reason("收回理由"),
        ),
        password=True,
    )  # fmt: skip


def partner_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """指定他人: who proofs the last round with the chief."""
    me = workspace.session.require().id
    people = _choices(person for person in _working(workspace) if person.id != me)

    def perform(own: Workspace, values: Values, password: str) -> str:
        own.routing.name_proof_partner(
            view.manuscript_id, values["person"], values["reason"], password
        )
        return "已指定三校人员"

    return ActForm(
        "指定三校人员", "指定", "三校由科室负责人与采编人员读校；另指定的人记入台账。", perform,
        (Ask("person", "人员", "choice", "选人员", choices=people), reason("指定理由")),
        password=True,
    )  # fmt: skip


def assign_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """Who is to act at a step."""
    parts = []
    for node in view.nodes:
        stage = node.stage
        if stage is None or node.state.value == "done":
            continue
        wanted = (Part.READER, Part.CHECKER) if stage in _READ_ALOUD else (Part.SIGNER,)
        if stage is Stage.REVIEW_3 and view.needs_principal:
            wanted = (Part.SIGNER, Part.PRINCIPAL)
        parts += [(stage, part) for part in wanted]
    asks = [
        Ask("step", "环节", "choice", "选环节",
            choices=tuple((f"{s.value}:{p.value}", f"{s.label}{p.label}") for s, p in parts)),
    ]  # fmt: skip
    for stage, part in parts:
        key = f"{stage.value}:{part.value}"
        people = workspace.people.eligible(view.manuscript_id, stage, part)
        choices = (("", "不指定"), *_choices(people))
        asks.append(Ask(key, "办理人", "choice", choices=choices, only_for=("step", (key,))))
    asks.append(Ask("reason", "理由", "words"))

    def perform(own: Workspace, values: Values, _password: str) -> str:
        step = values["step"]
        stage, part = step.split(":")
        own.routing.assign(
            view.manuscript_id, Assignment(Stage(stage), Part(part), values[step]),
            values["reason"],
        )  # fmt: skip
        return f"已指定{Stage(stage).label}办理人"

    return ActForm("指定办理人", "指定", "还没签的环节可以换人。", perform, tuple(asks))


def consult_form(view: ManuscriptView) -> ActForm:
    """征求意见 or 会签."""

    def perform(own: Workspace, values: Values, _password: str) -> str:
        kind = ConsultationKind(values["kind"])
        own.routing.request_consultation(view.manuscript_id, kind, values["unit"], values["matter"])
        return f"已登记{kind.label}：{values['unit']}"

    return ActForm(
        "征求意见、会签", "登记", "答复前二审、三审不能通过。", perform,
        (
            Ask("kind", "方式", "choice",
                choices=tuple((k.value, k.label) for k in ConsultationKind)),
            Ask("unit", "单位", "line", "写明单位名称"),
            Ask("matter", "事项", "words", "写明就什么征求意见"),
        ),
    )  # fmt: skip


def answer_form(view: ManuscriptView, consultation_id: str = "") -> ActForm:
    """登记答复 of another unit."""
    open_ones = [c for c in view.consultations if c.outcome is None]
    countersigns = tuple(c.consultation_id for c in open_ones if c.kind is _COUNTERSIGN)
    opinions = tuple(c.consultation_id for c in open_ones if c.kind is not _COUNTERSIGN)

    def perform(own: Workspace, values: Values, _password: str) -> str:
        path = values.get("sheet") or values.get("reply_sheet")
        sheet = read_sheet(path) if path else None
        own.routing.answer_consultation(
            view.manuscript_id, values["which"], Outcome(values["outcome"]), values["words"],
            values["signed_by"], bool(values.get("sealed")), sheet,
        )  # fmt: skip
        return "已登记答复"

    return ActForm(
        "登记答复", "登记", "会签须有对方单位领导签字或盖章的扫描件，征求意见不要求。", perform,
        (
            Ask("which", "单位", "choice", "选单位", consultation_id or None,
                tuple((c.consultation_id, f"{c.unit}  {c.kind.label}") for c in open_ones)),
            Ask("outcome", "答复", "choice", choices=OUTCOMES),
            Ask("words", "对方意见", "words", "写明对方的意见"),
            Ask("signed_by", "签字人", "line", "写明对方谁签的字"),
            Ask("sealed", "盖章", "tick", help="已盖单位印章",
                only_for=("which", countersigns)),
            Ask("sheet", "扫描件", "file", "选会签的扫描件", only_for=("which", countersigns)),
            Ask("reply_sheet", "扫描件", "file", help="征求意见不要求扫描件，有则可附",
                only_for=("which", opinions)),
        ),
    )  # fmt: skip


def cancel_consultation_form(view: ManuscriptView, consultation_id: str = "") -> ActForm:
    """撤回 of a request that has no answer yet."""
    open_ones = [c for c in view.consultations if c.outcome is None]

    def perform(own: Workspace, values: Values, _password: str) -> str:
        own.routing.cancel_consultation(view.manuscript_id, values["which"], values["reason"])
        return "已撤回"

    return ActForm(
        "撤回征求意见、会签", "撤回", "撤回后不再等这个单位答复，记录留在台账。", perform,
        (
            Ask("which", "单位", "choice", "选单位", consultation_id or None,
                tuple((c.consultation_id, f"{c.unit}  {c.kind.label}") for c in open_ones)),
            reason("撤回理由", (), ""),
        ),
    )  # fmt: skip


def explain_form(view: ManuscriptView, consultation_id: str = "") -> ActForm:
    """说明分歧: our reasons beside theirs."""
    against = [c for c in view.consultations if c.outcome is Outcome.DISAGREE]

    def perform(own: Workspace, values: Values, _password: str) -> str:
        own.routing.explain_disagreement(view.manuscript_id, values["which"], values["our_reason"])
        return "已写明本单位理由"

    return ActForm(
        "说明分歧", "存下", "双方理由一起报三审决定。", perform,
        (
            Ask("which", "单位", "choice", "选单位", consultation_id or None,
                tuple((c.consultation_id, c.unit) for c in against)),
            Ask("our_reason", "本单位理由", "words", "写明本单位理由"),
        ),
    )  # fmt: skip


def request_joint_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """提请联审 by a named specialist."""
    roster = workspace.people.roster()
    asked = {review.person_id for review in view.joint_reviews if review.outcome is None}
    people = [p for p in roster.with_role(Role.SPECIALIST) if p.active and p.id not in asked]

    def perform(own: Workspace, values: Values, _password: str) -> str:
        own.routing.request_joint_review(view.manuscript_id, values["person"], values["matter"])
        return "已提请联审"

    return ActForm(
        "提请联审", "提请", "由专业人员对专业内容出具意见并签署。", perform,
        (
            Ask("person", "专业人员", "choice", "人员名册里没有可请的专业人员",
                choices=_choices(people)),
            Ask("matter", "事项", "words", "写明请他看什么"),
        ),
    )  # fmt: skip


def flags_form(view: ManuscriptView) -> ActForm:
    """改标记: what the manuscript needs beside the plain route."""
    source = view.source or SourceFacts("", "", "", "")
    sourced = (Flag.REPRINT.value, Flag.QUOTATION.value)
    text_needed = "" if source.text_hash else "粘贴来源全文"

    def perform(own: Workspace, values: Values, _password: str) -> str:
        flags = frozenset(Flag(value) for value in values["flags"])
        facts = None
        if flags & {Flag.REPRINT, Flag.QUOTATION}:
            facts = SourceFacts(
                values["source"], values["authority"], values["address"], values["copyright"],
                source.text_hash,
            )  # fmt: skip
        own.routing.change_flags(
            view.manuscript_id, flags, facts, values.get("text", ""), values["reason"]
        )
        return "已改标记"

    return ActForm(
        "改标记", "存下", "标记决定还要哪些手续；取消标记须由科室负责人或单位领导来办。", perform,
        (
            Ask("flags", "标记", "checks", value=tuple(f.value for f in view.flags),
                choices=tuple((f.value, f.label) for f in _FLAGS)),
            Ask("source", "来源", "line", "写明来源", source.source,
                only_for=("flags", sourced)),
            Ask("authority", "来源级别", "line", "写明来源的权威性", source.authority,
                only_for=("flags", sourced)),
            Ask("address", "网址", "line", "写明网址", source.address,
                only_for=("flags", sourced)),
            Ask("copyright", "版权情况", "line", "写明版权情况", source.copyright,
                only_for=("flags", sourced)),
            Ask("text", "来源全文", "words", text_needed,
                help="留着比对，不粘贴就沿用原来的" if source.text_hash else "留着比对",
                only_for=("flags", (Flag.REPRINT.value,))),
            reason("理由"),
        ),
    )  # fmt: skip


def channels_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """改栏目: where it is to be released."""
    unit = workspace.settings.unit()
    now = tuple(release.channel_id for release in view.channels)
    choices = tuple((c.id, c.name) for c in unit.channels if not c.closed or c.id in now)

    def perform(own: Workspace, values: Values, _password: str) -> str:
        own.routing.change_channels(view.manuscript_id, values["channels"], values["reason"])
        return "已改栏目"

    return ActForm(
        "改栏目", "存下", "已发布的不能去掉。", perform,
        (
            Ask("channels", "栏目", "checks", "至少选一个", now, choices),
            reason("理由"),
        ),
    )  # fmt: skip


def _working(workspace: Workspace) -> list[Person]:
    me = workspace.session.require().id
    roles = {Role.EDITOR, Role.SECTION_CHIEF, Role.UNIT_LEADER, Role.PRINCIPAL}
    people = workspace.people.roster().active()
    return [person for person in people if person.roles & roles and person.id != me]


def _choices(people: Iterable[Person]) -> tuple[tuple[str, str], ...]:
    return tuple((person.id, f"{person.name}  {person.duty}".strip()) for person in people)
