"""What a done node of the stepper tells: who, when, conclusion, opinion, the text's hash.

Signals: ``version_wanted(str)`` and ``markup_wanted(str)`` with the hash of the text, after the
dialog closed itself.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qz_review.services.views import ManuscriptView, OpinionView, StepNode
from ui.screens.manuscript.versions_dialog import grouped
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.card import Divider, row
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.stage_chip import StageChip
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel

_MOST = 4


class StepDialog(SmallDialog):
    """The acts of one node, newest first."""

    version_wanted = Signal(str)
    markup_wanted = Signal(str)

    def __init__(self, host: QWidget, view: ManuscriptView, node: StepNode, now: datetime) -> None:
        super().__init__(host, node.label, width=560)
        self.setObjectName("step_dialog")
        self._now = now
        acts = [o for o in view.opinions if o.stage is not None and o.stage is node.stage]
        acts.sort(key=lambda o: (not o.superseded, o.seq), reverse=True)
        if not acts:
            self._add_node(view, node)
        for act in acts[:_MOST]:
            self._add_act(act)
        close = Button("关闭", self.panel, name="step_close")
        close.clicked.connect(self.request_close)
        self.buttons.addWidget(close)

    def _add_node(self, view: ManuscriptView, node: StepNode) -> None:
        self.body.addSpacing(8)
        when = moment_words(node.at, self._now) if node.at is not None else ""
        words = [f"{node.who} {when}".strip() or "没有记录"]
        if node.key == "scan" and view.scan is not None:
            words.append(f"结果：{view.scan.result.label}")
            words.append(f"规则版本：{view.scan.rules_version or '未配置'}")
            if view.scan.waiver_reason:
                words.append(f"放行理由：{view.scan.waiver_reason}")
        if node.key == "release":
            words += [
                f"{c.channel} · {c.by} {moment_words(c.released_at, self._now)} · {c.address}"
                for c in view.channels
                if c.released_at is not None
            ]
        for line in words:
            self.body.addWidget(TextLabel(line, "body", parent=self.panel, wrap=True,
                                          selectable=True))  # fmt: skip

    def _add_act(self, act: OpinionView) -> None:
        panel = self.panel
        self.body.addSpacing(10)
        head = row()
        if act.stage is not None:
            head.addWidget(StageChip(act.stage, act.label or None, panel))
        head.addWidget(ElidedLabel(act.who, "body", parent=panel), 1)
        if act.superseded:
            head.addWidget(Tag("已失效", parent=panel))
        if act.paper:
            head.addWidget(Tag("纸质签批", parent=panel))
        if act.decision_label:
            head.addWidget(Tag(act.decision_label, "danger" if act.negative else "ok",
                               parent=panel))  # fmt: skip
        head.addWidget(TextLabel(moment_words(act.at, self._now), "caption", parent=panel))
        self.body.addLayout(head)
        if act.opinion:
            self.body.addWidget(TextLabel(act.opinion, "body", parent=panel, wrap=True,
                                          selectable=True))  # fmt: skip
        for place, words in enumerate(act.instructions, start=1):
            line = TextLabel(f"修改意见 {place}：{words}", "body", parent=panel, wrap=True)
            self.body.addWidget(line)
        if act.text_hash:
            for part in grouped(act.text_hash, lines=2).splitlines():
                digest = TextLabel(part, "hash", "text3", panel, selectable=True)
                digest.setToolTip("签署的文本指纹")
                self.body.addWidget(digest)
            self.body.addSpacing(4)
            show = Button("看这一版", panel, size="small", name=f"show_version_{act.seq}")
            show.clicked.connect(lambda _=False, h=act.text_hash: self._on_show_clicked(h))
            marks = Button("花脸稿", panel, size="small", name=f"show_markup_{act.seq}")
            marks.clicked.connect(lambda _=False, h=act.text_hash: self._on_marks_clicked(h))
            self.body.addLayout(row(show, marks, None))
        self.body.addSpacing(8)
        self.body.addWidget(Divider(parent=panel))

    def _on_marks_clicked(self, text_hash: str) -> None:
        self.close_overlay()
        self.markup_wanted.emit(text_hash)

    def _on_show_clicked(self, text_hash: str) -> None:
        self.close_overlay()
        self.version_wanted.emit(text_hash)
