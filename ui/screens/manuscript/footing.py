"""Which acts stand in the footer: the next real act of this person, its words and keys."""

from __future__ import annotations

from qz_review.model.stage import Phase
from qz_review.services.views import ChoiceKind, DecisionChoice, ManuscriptView
from ui.screens.manuscript.footer import FooterActs
from ui.text.choices import return_verb, sign_verb

_KEYS = "Ctrl Enter"


def footer_acts(view: ManuscriptView, choice: DecisionChoice | None) -> FooterActs:
    """The buttons; an act that cannot be done yet stays, and says what is missing."""
    if view.parts:
        back = next((c for c in view.choices if c.kind is ChoiceKind.RETURN), None)
        returns = choice is not None and choice.kind is ChoiceKind.RETURN
        shown = back is not None and not returns
        return FooterActs(
            primary=sign_verb(choice),
            keys=_KEYS,
            back=return_verb(back) if shown and back is not None else "",
        )
    act, second = next_acts(view)
    words = {
        "give_joint_review": "出具意见",
        "scan": "终扫",
        "waive_scan": "放行问题",
        "release": "登记发布",
        "archive": "归档",
        "copy_text": "复制发布文本",
        "archive_pdf": "存档案 PDF",
    }
    return FooterActs(
        primary=words.get(act, ""), keys=_KEYS if act else "", secondary=words.get(second, "")
    )


def next_acts(view: ManuscriptView) -> tuple[str, str]:
    """The next act of the person where no step is his to sign, and one beside it."""
    if "give_joint_review" in view.may:
        return "give_joint_review", ""
    if view.phase is Phase.FINAL_SCAN:
        blocked = view.scan is not None and view.scan.serious and not view.scan.waiver_reason
        if blocked and "waive_scan" in view.may:
            return "scan", "waive_scan"
        return ("scan" if "scan" in view.may else ""), ""
    if view.phase is Phase.READY:
        return ("release" if "release" in view.may else ""), "copy_text"
    if view.phase in (Phase.RELEASED, Phase.REJECTED, Phase.WITHDRAWN):
        second = "copy_text" if view.phase is Phase.RELEASED else ""
        return ("archive" if "archive" in view.may else ""), second
    if view.phase is Phase.ARCHIVED:
        return "", "archive_pdf"
    return "", ""
