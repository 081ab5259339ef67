"""Words of the sign dialog: what a conclusion is called, what follows, what one answers for."""

from __future__ import annotations

from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.results import SignedAct
from qz_review.services.views import ChoiceKind, DecisionChoice, ManuscriptView, NodeState
from ui.text.choices import return_verb, stage_words
from ui.text.names import list_words

MOST_NAMES = 2  # in a toast
SIGNED_THING = {
    Stage.REVIEW_1: "一审稿",
    Stage.PROOF_1: "一校清样",
    Stage.REVIEW_2: "二审稿",
    Stage.PROOF_2: "二校清样",
    Stage.REVIEW_3: "签发稿",
    Stage.PROOF_3: "三校清样",
}
PART_NAMES = {
    Part.SIGNER: "签署人",
    Part.READER: "朗读人",
    Part.CHECKER: "核对人",
    Part.PRINCIPAL: "主要领导",
}


def act_verb(choice: DecisionChoice, stage: Stage) -> str:
    """The primary button; title and button of a return carry the same verb."""
    if choice.kind is ChoiceKind.RETURN:
        return return_verb(choice)
    if choice.ends:
        return "不予发布"
    return f"签署{stage.label}"


def is_dangerous(choice: DecisionChoice) -> bool:
    """True for what sends back or ends: a red button."""
    return choice.kind is ChoiceKind.RETURN or choice.ends


def words_label(choice: DecisionChoice | None, stage: Stage, part: Part) -> str:
    """Label of the field of words."""
    if choice is not None and choice.kind is ChoiceKind.RETURN:
        return "报请事项" if stage is Stage.PROOF_3 else "退回理由"
    if choice is not None and choice.kind is ChoiceKind.OVERRULE:
        return "不同意的理由"
    if part is Part.PRINCIPAL or stage is Stage.REVIEW_3:
        return "审签意见"
    return "校对意见" if stage.is_proof else "审核意见"


def statement(stage: Stage, part: Part, choice: DecisionChoice | None) -> str:
    """What the person answers for with his signature."""
    if choice is not None and choice.kind is ChoiceKind.RETURN:
        return "我已看过全文，对本次退回负责。"
    if choice is not None and choice.kind is ChoiceKind.OVERRULE:
        return "我已看过全文和否定意见，对本次签署负责。"
    if part is Part.READER:
        return "我已与核对人逐句核对全文，对本次签署负责。"
    if part is Part.CHECKER:
        return "我已与朗读人逐句核对全文，对本次签署负责。"
    if stage is Stage.PROOF_2:
        return "我已逐句默读全文，对本次签署负责。"
    if stage is Stage.REVIEW_3:
        return "我已审阅全文，对本次签署负责。"
    return "我已逐字逐句核对全文，对本次签署负责。"


def footer_note(stage: Stage, choice: DecisionChoice | None) -> str:
    """What holds after the act."""
    if choice is not None and choice.kind is ChoiceKind.RETURN:
        return "已签的保留在台账，标为已失效"
    if choice is not None and choice.ends:
        return "签后稿件结束办理，不能再改"
    if stage is Stage.PROOF_3:
        return "签后改动一个字，须重新三校"
    return "签后不能撤销，要改另行退回或撤回"


def lost_words(view: ManuscriptView, choice: DecisionChoice | None) -> str:
    """What a return does to the signatures there are; empty for any other conclusion."""
    if choice is None or choice.kind is not ChoiceKind.RETURN or choice.to_stage is None:
        return ""
    first = choice.to_stage
    signed = sum(
        1
        for node in view.nodes
        if node.stage is not None
        and node.stage.position >= first.position
        and node.state is NodeState.DONE
    )
    kept = f"，已签的{signed}个环节保留在台账，标为已失效" if signed else ""
    return f"{first.label}起重签{kept}"


def done_words(act: SignedAct, choice: DecisionChoice, stage: Stage) -> str:
    """The toast after the act: 已签署，报送二校."""
    if choice.kind is ChoiceKind.RETURN:
        if stage is Stage.PROOF_3:
            return "已报领导处理，回到三审"
        return f"已退回{stage_words(act.next or choice.to_stage)}"
    if choice.kind is ChoiceKind.OVERRULE:
        return f"已签署，转{stage_words(act.next or choice.to_stage)}"
    if act.phase is Phase.REJECTED:
        return "已签署，不予发布，结束办理"
    if act.next is stage:
        few = 0 < len(act.waits_for) <= MOST_NAMES
        return f"已签署，等{list_words(act.waits_for) if few else '另一人'}签名"
    if act.next is not None:
        return f"已签署，报送{act.next.label}"
    return "已签署，进入发布前终扫"


def takes_instructions(choice: DecisionChoice | None) -> bool:
    """True where 三审 may give written instructions."""
    approvals = (Decision.APPROVE, Decision.APPROVE_WITH_CHANGES)
    return choice is not None and choice.decision in approvals
