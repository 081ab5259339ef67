"""监督提示 in words: what was seen, and a question.  Never a verdict."""

from __future__ import annotations

from qz_review.services.supervision import HintKind, HintView

HEADINGS = {
    HintKind.TOO_FAST: "阅稿时间",
    HintKind.UNCHANGED: "连续未改",
    HintKind.CLOCK_BACK: "时间先后",
    HintKind.BATCH: "集中签署",
    HintKind.MONTH_END: "月末签署",
    HintKind.SAME_PAIR: "固定搭档",
    HintKind.DELEGATES_OFTEN: "多次委托",
}

_QUESTIONS = {
    HintKind.TOO_FAST: "{who}有 {count} 次签署前打开稿件的时间短于通读所需，是否在别处读过全文？",
    HintKind.UNCHANGED: "{who}在{stage}连续签署 {count} 次没有改动，是否逐句看过？",
    HintKind.CLOCK_BACK: "{who}有 {count} 次签署的时间早于稿件到手的时间，本机时钟是否准确？",
    HintKind.BATCH: "{who}在 10 分钟内签署 {count} 次，是否逐件看过？",
    HintKind.MONTH_END: "{who}当月签署 {of} 次，其中 {count} 次在最后两天，是否可以平时办理？",
    HintKind.SAME_PAIR: "{who}一同读校 {count} 次，没有与别人搭档过，是否需要轮换？",
    HintKind.DELEGATES_OFTEN: "{who}当月委托他人签署 {count} 次，是否需要另定办理人？",
}


def question(hint: HintView) -> str:
    """The question of a hint."""
    return _QUESTIONS[hint.kind].format(
        who="、".join(hint.people),
        stage=hint.stage.label if hint.stage is not None else "",
        count=hint.count,
        of=hint.of,
    )
