"""The further acts on a manuscript: which stand in the menu, in what words and order."""

from __future__ import annotations

from qz_review.model.stage import Phase
from qz_review.services.views import ManuscriptView

Entry = tuple[str, str]

_GROUPS: tuple[tuple[Entry, ...], ...] = (
    (
        ("hand_over", "交给谁…\tCtrl+J"),
        ("recall", "收回…"),
    ),
    (
        ("record_paper", "纸质签批…"),
        ("give_joint_review", "出具联审意见…"),
        ("overrule", "不同意，继续办理…"),
        ("withdraw_signature", "撤回签署…"),
        ("report_back", "退回三审…"),
    ),
    (
        ("consult", "征求意见、会签…"),
        ("answer_consultation", "登记答复…"),
        ("explain_disagreement", "说明分歧…"),
        ("cancel_consultation", "撤回征求意见、会签…"),
        ("request_joint_review", "提请联审…"),
    ),
    (
        ("delegate", "委托…"),
        ("revoke_delegation", "收回委托…"),
        ("name_partner", "指定三校人员…"),
        ("assign", "指定办理人…"),
    ),
    (
        ("change_flags", "改标记…"),
        ("change_channels", "改栏目…"),
        ("protect_words", "本稿保护词…"),
    ),
    (
        ("scan", "终扫…"),
        ("waive_scan", "放行问题…"),
        ("certificate", "看扫描证书"),
        ("release", "登记发布…"),
        ("add_address", "补登网址…"),
        ("copy_text", "复制发布文本"),
        ("published", "所签即所发…"),
        ("archive", "归档…"),
        ("archive_pdf", "存档案 PDF…"),
        ("correct", "更正稿…"),
    ),
    (
        ("marked_docx", "导出花脸稿 Word…\tCtrl+E"),
        ("clean_docx", "导出清样 Word…\tCtrl+Shift+E"),
    ),
    (
        ("set_aside", "看搁置的改动"),
        ("rule", "看规定\tF1"),
    ),
    (("withdraw", "撤稿…"),),
)


def open_acts(view: ManuscriptView) -> frozenset[str]:
    """``view.may`` and the acts that need no permission of the route."""
    acts = set(view.may) - {"sign", "return", "edit"} | {"marked_docx", "clean_docx"}
    if "edit" in view.may:
        acts.add("protect_words")
    if view.scan is not None and view.scan.certificate:
        acts.add("certificate")
    if any(delegation.mine and delegation.in_force for delegation in view.delegations):
        acts.add("revoke_delegation")
    if "return" in view.may and view.stage is None:  # 三校 is signed: no button in the footer
        acts.add("report_back")
    answered = [item for item in view.consultations if item.outcome is not None]
    if len(answered) == len(view.consultations):
        acts.discard("answer_consultation")
    if view.phase in (Phase.READY, Phase.RELEASED, Phase.FINAL_SCAN, Phase.ARCHIVED):
        acts.add("copy_text")
    if view.phase in (Phase.RELEASED, Phase.ARCHIVED):
        acts.add("published")
    if view.phase is Phase.ARCHIVED:
        acts.add("archive_pdf")
    if view.phase is not Phase.FINAL_SCAN:
        acts.discard("waive_scan")
    if view.set_aside is not None:
        acts.add("set_aside")
    if view.stage is not None:
        acts.add("rule")
    return frozenset(acts)


def menu_groups(view: ManuscriptView) -> tuple[tuple[Entry, ...], ...]:
    """The menu: groups of (act, words), empty groups left out."""
    acts = open_acts(view)
    groups = (tuple(entry for entry in group if entry[0] in acts) for group in _GROUPS)
    return tuple(group for group in groups if group)
