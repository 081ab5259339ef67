"""The verdict on a package, before anything changes; then 接收.

Signals: ``admit_requested()``, ``keep_requested()`` for the other branch of a fork,
``cancel_requested()`` while it is being taken in.
"""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.handover.verdict import Verdict
from qz_review.services.handover_views import IncomingManuscript, PackageView
from ui.screens.handover.words import PURPOSES, may_admit, verdict_words
from ui.text.moments import moment_words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_line import CheckLine
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.progress import LabelledProgress
from ui.widgets.text_label import ElidedLabel, TextLabel

_LISTED = 50  # manuscripts shown one by one
_PARTS = {
    Verdict.FAST_FORWARD: ("新", "ok"),
    Verdict.ALREADY_HAVE: ("已有", None),
    Verdict.GAP: ("缺前面", "warn"),
    Verdict.FORKED: ("分叉", "warn"),
    Verdict.UNTRUSTED: ("不可信", "danger"),
    Verdict.CORRUPT: ("已损坏", "danger"),
}


class VerdictDialog(OverlayDialog):
    """view: what was found; name: of the file."""

    admit_requested = Signal()
    keep_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, host: QWidget, view: PackageView, name: str) -> None:
        signs = view.purpose in ("", "handover")
        proved = view.verdict not in (Verdict.UNTRUSTED, Verdict.CORRUPT)
        title = PURPOSES.get(view.purpose, "交接包") if proved and not signs else "交接包"
        super().__init__(host, title, width=640, height=600)
        self.setObjectName("verdict_dialog")
        self._view, self._busy = view, False
        self.verdict = Banner("ok", "", parent=self.panel)
        self.verdict.setObjectName("verdict_banner")
        self.details = Button("看细节", self.panel, kind="link", name="verdict_details")
        self.more = Card(self.panel, role="well", padding=12, spacing=0)
        self.more.setObjectName("verdict_more")
        self.error = Banner("danger", "", parent=self.panel)
        self.error.setObjectName("verdict_error")
        self.progress = LabelledProgress("接收", parent=self.panel)
        admits, forked = may_admit(view), view.forked
        leave = "取消" if admits or forked else "关闭"
        self.leave = Button(leave, self.panel, name="verdict_close")
        self.accept = Button("接收", self.panel, kind="primary", name="verdict_admit")
        self.accept.setVisible(admits)
        self.keep = Button("留下另一支", self.panel, kind="primary", name="verdict_keep")
        self.keep.setVisible(forked and not admits)
        self._fill(name)
        if admits and signs:
            self.set_note("接收就是签收，回执交还给交出人")
        self.details.clicked.connect(self._on_details_clicked)
        self.leave.clicked.connect(self.request_close)
        self.accept.clicked.connect(self.admit_requested)
        self.keep.clicked.connect(self.keep_requested)

    def _fill(self, name: str) -> None:
        view, content = self._view, QWidget()
        words = verdict_words(view)
        self.verdict.set_content(words.variant, words.what, words.then)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(4)
        column.addWidget(self.verdict)
        column.addSpacing(8)
        now = datetime.now(UTC)
        if view.sender or view.unit:
            sender = " ".join(filter(None, (view.unit, view.sender)))
            label = "包里写的交出人，没有核实" if self._unproved else "交出人"
            column.addWidget(CheckLine(label, sender, parent=content))
        if view.recipient:
            column.addWidget(CheckLine("交给", view.recipient, parent=content))
        if view.made_at is not None:
            column.addWidget(CheckLine("时间", moment_words(view.made_at, now), parent=content))
        if view.new_roster_events:
            news = f"{view.new_roster_events}条更新"
            column.addWidget(CheckLine("人员名册", news, parent=content))
        self._add_manuscripts(column, content)
        column.addSpacing(8)
        column.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill_more(name)
        column.addWidget(self.more)
        column.addWidget(self.error)
        column.addWidget(self.progress)
        column.addStretch(1)
        for hidden in (self.more, self.error, self.progress):
            hidden.hide()
        self.set_content(content)
        for button in (self.leave, self.keep, self.accept):
            self.add_action(button)

    def _add_manuscripts(self, column: QVBoxLayout, content: QWidget) -> None:
        rows = self._view.manuscripts
        if rows:
            column.addSpacing(8)
            column.addWidget(TextLabel(f"稿件 {len(rows)}件", "small-strong", parent=content))
        for row in rows[:_LISTED]:
            column.addWidget(_ManuscriptLine(row, content, proved=not self._unproved))
        if len(rows) > _LISTED:
            rest = f"另有{len(rows) - _LISTED}件"
            column.addWidget(TextLabel(rest, "caption", parent=content))

    @property
    def _unproved(self) -> bool:
        """Whether what the package says of itself is only its own word."""
        return self._view.verdict in (Verdict.UNTRUSTED, Verdict.CORRUPT)

    def _fill_more(self, name: str) -> None:
        view = self._view
        facts = [("文件", name), ("包编号", _grouped(view.package_id))]
        facts.append(("加密", "只给收件人" if view.sealed else "没有加密"))
        for row in view.manuscripts[:_LISTED]:
            words = f"这里到第{row.local_seq}条，包里到第{row.package_seq}条"
            facts.append((row.number, words))
        if view.reason:
            facts.append(("核验代码", view.reason))
        for label, value in facts:
            if value:
                line = CheckLine(label, value, parent=self.more, divided=False, value_role="small")
                self.more.body.addWidget(line)

    def set_busy(self, busy: bool) -> None:
        """While the package is taken in; Esc then stops that, and nothing is kept."""
        self._busy = busy
        self.accept.setEnabled(not busy)
        self.keep.setEnabled(not busy)
        self.progress.setVisible(busy)
        if busy:
            self.error.hide()

    def set_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self.progress.set_progress(done, total)

    def show_error(self, words: str) -> None:
        """What went wrong; the ledger is as it was."""
        self.set_busy(False)
        self.error.set_content("danger", words, "原有台账没有变动")
        self.error.show()

    def open(self) -> None:
        """Show it with the keys on what can be done."""
        super().open()
        wanted = self.accept if may_admit(self._view) else self.keep
        (wanted if wanted.isVisibleTo(self) else self.leave).setFocus()

    def request_close(self) -> None:
        """Esc and 取消."""
        if self._busy:
            self.cancel_requested.emit()
        else:
            super().request_close()

    def _on_details_clicked(self) -> None:
        shown = not self.more.isVisibleTo(self)
        self.more.setVisible(shown)
        self.details.setText("收起细节" if shown else "看细节")


class _ManuscriptLine(QWidget):
    """编号 标题, and what it is to this desk."""

    def __init__(self, row: IncomingManuscript, parent: QWidget, *, proved: bool) -> None:
        super().__init__(parent)
        label, state = _PARTS[row.verdict]
        words = f"{row.new_events}条新记录" if row.new_events else label
        if row.verdict in (Verdict.GAP, Verdict.UNTRUSTED, Verdict.CORRUPT, Verdict.FORKED):
            words = label
        if not proved and state != "danger":
            words, state = "没有核实", "warn"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(0)
        layout.addWidget(ElidedLabel(row.title or row.number, "body", parent=self))
        layout.addWidget(CheckLine(row.number, words, state, parent=self, value_role="small"))


def _grouped(code: str) -> str:
    upper = code.upper()
    return " ".join(upper[at : at + 4] for at in range(0, len(upper), 4))
