"""Earlier opinions, answers of other units, specialists: the lower half of the tab 意见.

Signals of :class:`OpinionHistory`: ``act_wanted(str, str)`` act and the id it is about;
``sheet_wanted(str, str)`` name and digest of a scanned sheet.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qz_review.model.manuscript import Outcome
from qz_review.services.views import (
    ConsultationView,
    DelegationView,
    JointReviewView,
    ManuscriptView,
    OpinionView,
)
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.headings import GroupHeader
from ui.widgets.icon_label import IconLabel
from ui.widgets.stage_chip import StageChip
from ui.widgets.tag import Tag
from ui.widgets.text_label import TextLabel

_SHORT_LABEL = 5  # characters of a conclusion that fit beside name and time
_OUTCOMES = {
    Outcome.AGREE: ("check", "ok"),
    Outcome.AGREE_WITH_CHANGES: ("check", "warn"),
    Outcome.DISAGREE: ("close", "danger"),
}


class OpinionHistory(QWidget):
    """Newest first; what was superseded stays and says so."""

    act_wanted = Signal(str, str)
    sheet_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._parts: list[QWidget] = []

    def set_view(self, view: ManuscriptView, now: datetime) -> None:
        """Show another state of the manuscript."""
        for part in self._parts:
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self._add_opinions(view, now)
        self._add_consultations(view, now)
        self._add_joint_reviews(view, now)
        self._add_source(view)
        self._add_delegations(view, now)

    def _add(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)
        self._parts.append(widget)
        widget.show()

    def _head(self, text: str, count: str) -> None:
        self._add(GroupHeader(text, count, self))

    def _add_opinions(self, view: ManuscriptView, now: datetime) -> None:
        # Answers of other units and specialists have their own groups below.
        spoken = [o for o in view.opinions if o.stage is not None]
        self._head("前面的意见", str(len(spoken)) if spoken else "")
        for opinion in spoken:
            self._add(_opinion_row(opinion, now, self))
        if not spoken:
            self._add(_note_row("还没有意见，签署后出现在这里", self))

    def _add_consultations(self, view: ManuscriptView, now: datetime) -> None:
        if not view.consultations:
            return
        agreed = sum(
            c.outcome in (Outcome.AGREE, Outcome.AGREE_WITH_CHANGES) for c in view.consultations
        )
        self._head("会签、征求意见", f"{agreed}/{len(view.consultations)} 一致")
        for item in view.consultations:
            self._add(self._consultation_row(item, view, now))

    def _consultation_row(
        self, item: ConsultationView, view: ManuscriptView, now: datetime
    ) -> QWidget:
        row = _Row(self)
        who = f"{item.unit} {item.signed_by}".strip()
        row.add_name(who)
        if item.outcome is None:
            row.head.addWidget(TextLabel("未答复", "small", "warn", row))
        else:
            icon, tone = _OUTCOMES[item.outcome]
            row.head.addWidget(IconLabel(icon, item.outcome.label, "small", tone, parent=row))
        asked = f"{item.kind.label} · {item.matter} · {moment_words(item.requested_at, now)}"
        row.add_words(asked, "caption", None)
        if item.words:
            row.add_words(item.words)
        if item.our_reason:
            row.add_words(f"本单位理由：{item.our_reason}")
        buttons = []
        if item.sheet_digest:
            buttons.append(("看会签件", "sheet"))
        if item.outcome is None and "answer_consultation" in view.may:
            buttons.append(("登记答复…", "answer_consultation"))
        disagrees = item.outcome is Outcome.DISAGREE and not item.our_reason
        if disagrees and "explain_disagreement" in view.may:
            buttons.append(("说明分歧…", "explain_disagreement"))
        for text, act in buttons:
            button = Button(text, row, size="small", name=f"{act}_{item.consultation_id}")
            if act == "sheet":
                button.clicked.connect(
                    lambda _=False, i=item: self.sheet_wanted.emit(i.sheet_name, i.sheet_digest)
                )
            else:
                button.clicked.connect(
                    lambda _=False, a=act, i=item: self.act_wanted.emit(a, i.consultation_id)
                )
            row.add_button(button)
        return row

    def _add_joint_reviews(self, view: ManuscriptView, now: datetime) -> None:
        if not view.joint_reviews:
            return
        given = sum(review.outcome is not None for review in view.joint_reviews)
        self._head("联审", f"{given}/{len(view.joint_reviews)}")
        for review in view.joint_reviews:
            self._add(_joint_row(review, now, self))

    def _add_source(self, view: ManuscriptView) -> None:
        source = view.source
        if source is None:
            return
        self._head("来源", "")
        row = _Row(self)
        row.add_name(source.source)
        row.head.addWidget(TextLabel(source.authority, "caption", parent=row))
        if source.address:
            row.add_words(source.address, "caption", None)
        row.add_words(f"版权：{source.copyright}", "caption", None)
        if source.text_hash:
            button = Button("看来源全文", row, size="small", name="source_text")
            button.clicked.connect(lambda: self.act_wanted.emit("source_text", source.text_hash))
            row.add_button(button)
        self._add(row)

    def _add_delegations(self, view: ManuscriptView, now: datetime) -> None:
        if not view.delegations:
            return
        self._head("委托", str(len(view.delegations)))
        for delegation in view.delegations:
            row = _delegation_row(delegation, now, self)
            if delegation.mine and delegation.in_force:
                button = Button("收回…", row, size="small",
                                name=f"revoke_{delegation.delegation_id}")  # fmt: skip
                button.clicked.connect(
                    lambda _=False, d=delegation: self.act_wanted.emit(
                        "revoke_delegation", d.delegation_id
                    )
                )
                row.add_button(button)
            self._add(row)


class _Row(QWidget):
    """Head line, words below, buttons, dividing line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._buttons: QHBoxLayout | None = None
        self._words = QVBoxLayout()
        self._words.setContentsMargins(16, 10, 16, 10)
        self._words.setSpacing(4)
        self._words.addLayout(self.head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._words)
        layout.addWidget(Divider(parent=self))

    def add_name(self, words: str) -> None:
        """Who, in the head line; long names (a delegation names two people) take two lines."""
        self.head.addWidget(TextLabel(words, "small", parent=self, wrap=True), 1)

    def add_words(self, words: str, role: str = "body", tone: str | None = "text") -> None:
        self._words.addWidget(TextLabel(words, role, tone, self, wrap=True, selectable=True))

    def add_tag(self, tag: Tag) -> None:
        """A tag too long to stand beside the name."""
        line = QHBoxLayout()
        line.addWidget(tag)
        line.addStretch(1)
        self._words.addLayout(line)

    def add_button(self, button: Button) -> None:
        if self._buttons is None:
            self._buttons = QHBoxLayout()
            self._buttons.setSpacing(8)
            self._words.addLayout(self._buttons)
            self._buttons.addStretch(1)
        self._buttons.insertWidget(self._buttons.count() - 1, button)


def _opinion_row(opinion: OpinionView, now: datetime, parent: QWidget) -> QWidget:
    row = _Row(parent)
    if opinion.stage is not None:
        row.head.addWidget(StageChip(opinion.stage, opinion.label or None, row))
    else:
        row.head.addWidget(TextLabel(opinion.label, "small-strong", parent=row))
    row.add_name(opinion.who)
    if opinion.paper:
        row.head.addWidget(Tag("纸质签批", "normal", parent=row))
    if opinion.superseded:
        row.head.addWidget(Tag("已失效", "normal", parent=row))
    row.head.addWidget(TextLabel(moment_words(opinion.at, now), "caption", parent=row))
    if opinion.decision_label and not opinion.superseded:
        tag = Tag(opinion.decision_label, "danger" if opinion.negative else "ok", parent=row)
        if len(opinion.decision_label) <= _SHORT_LABEL:
            row.head.insertWidget(row.head.count() - 1, tag)
        else:
            row.add_tag(tag)
    tone = "text3" if opinion.superseded else "text"
    if opinion.opinion:
        row.add_words(opinion.opinion, "body", tone)
    for place, words in enumerate(opinion.instructions, start=1):
        row.add_words(f"修改意见 {place}：{words}", "body", tone)
    return row


def _joint_row(review: JointReviewView, now: datetime, parent: QWidget) -> QWidget:
    row = _Row(parent)
    row.add_name(review.name)
    if review.outcome is None:
        row.head.addWidget(TextLabel("未答复", "small", "warn", row))
    else:
        icon, tone = _OUTCOMES[review.outcome]
        row.head.addWidget(IconLabel(icon, review.outcome.label, "small", tone, parent=row))
    if review.at is not None:
        row.head.addWidget(TextLabel(moment_words(review.at, now), "caption", parent=row))
    if review.matter:
        row.add_words(review.matter, "caption", None)
    if review.opinion:
        row.add_words(review.opinion)
    return row


def _delegation_row(delegation: DelegationView, now: datetime, parent: QWidget) -> _Row:
    row = _Row(parent)
    row.head.addWidget(StageChip(delegation.stage, None, row))
    row.add_name(f"{delegation.to_name}，受 {delegation.from_name} 委托")
    state = f"至 {moment_words(delegation.until, now)}" if delegation.in_force else "已结束"
    row.head.addWidget(TextLabel(state, "caption", parent=row))
    if delegation.reason:
        row.add_words(delegation.reason, "caption", None)
    return row


def _note_row(words: str, parent: QWidget) -> QWidget:
    row = _Row(parent)
    row.head.addWidget(TextLabel(words, "small", "text3", row))
    return row
