"""What an event is called in the history that prints: 登记, 一审签署, 退回二审 …"""

from __future__ import annotations

from qz_review.events import kinds
from qz_review.services.naming import Names, step_label


def event_label(event: kinds.Event, names: Names) -> str:
    """A short Chinese name for one event of a manuscript."""
    match event:
        case kinds.ManuscriptRegistered():
            return "登记"
        case kinds.SourceConverted():
            return f"原稿由{event.received.name}转成"
        case kinds.RevisionsKept():
            return "保留原稿修订"
        case kinds.NoteAdded():
            return f"原稿批注（{event.author}）" if event.author else "加附注"
        case kinds.NoteRemoved():
            return "附注已处理"
        case kinds.FindingSuppressed():
            return f"忽略问题“{_short(event.finding.quote)}”：{event.reason}"
        case kinds.ManuscriptWordsChanged():
            return f"改本稿保护词：{event.reason}"
        case kinds.FindingRestored():
            return "撤回忽略"
        case kinds.TextSaved():
            return f"{event.stage.label}保存文本"
        case kinds.StepSigned():
            part = event.part.label if event.part.label and event.part.value != "principal" else ""
            return f"{step_label(event.stage, event.part)}{part}签署：{event.decision.label}"
        case kinds.PaperSigned():
            signer = names.person(event.signer_id)
            step = step_label(event.stage, event.part)
            return f"{step}纸质签批（{signer}）：{event.decision.label}"
        case kinds.StepReturned():
            return f"{event.from_stage.label}退回{event.to_stage.label}"
        case kinds.NegativeOverruled():
            return f"{event.stage.label}不同意前序否定意见，转{event.to_stage.label}"
        case kinds.SignatureWithdrawn():
            return f"撤回{event.stage.label}签署"
        case kinds.Delegated():
            return f"委托{event.stage.label}给 {names.person(event.to_id)}"
        case kinds.DelegationRevoked():
            return "撤销委托"
        case kinds.ProofPartnerNamed():
            return f"指定三校人 {names.person(event.person_id)}"
        case kinds.AssignmentChanged():
            assignment = event.assignment
            who = names.person(assignment.person_id) or "（不指定）"
            return f"指定{assignment.stage.label}{assignment.part.label} {who}"
        case kinds.ConsultationRequested():
            return f"{event.kind.label}：{event.unit}"
        case kinds.ConsultationAnswered():
            return f"收到答复：{event.outcome.label}"
        case kinds.ConsultationCancelled():
            return "撤回征求意见、会签"
        case kinds.DisagreementExplained():
            return "写明分歧理由"
        case kinds.JointReviewRequested():
            return f"请 {names.person(event.person_id)} 联审"
        case kinds.JointReviewed():
            return f"联审：{event.outcome.label}"
        case kinds.FlagsChanged():
            return "改稿件类别"
        case kinds.ChannelsChanged():
            return "改发布渠道"
        case kinds.FinalScanned():
            return f"发布前扫描：{event.result.label}"
        case kinds.ScanCertified():
            return "发布前扫描证书"
        case kinds.ScanWaived():
            return "豁免扫描问题"
        case kinds.Released():
            return f"发布：{names.channel(event.channel_id)}"
        case kinds.AddressAdded():
            return f"补登网址（{names.channel(event.channel_id)}）：{event.address}"
        case kinds.PublishedCompared():
            where = names.channel(event.channel_id)
            found = f"{event.differences}处不同" if event.differences else "所签即所发"
            return f"比对发布文本（{where}）：{found}"
        case kinds.Withdrawn():
            return "撤稿"
        case kinds.CorrectionLinked():
            return f"由 {event.number} 更正"
        case kinds.Archived():
            return "归档"
        case kinds.HandedOver():
            return f"交给 {names.person(event.to_id)}"
        case kinds.HandoverReceived():
            return "签收"
        case kinds.HandoverRecalled():
            return "收回交出的稿件"
        case kinds.ForkSettled():
            return "定案分叉"
        case _:
            return type(event).__name__


def _short(words: str, most: int = 12) -> str:
    """The beginning of a quote, so that a line of the history stays a line."""
    return words if len(words) <= most else f"{words[:most]}…"
