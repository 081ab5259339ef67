"""分叉: both branches beside each other, with their differences; which counts is signed.

Signals: ``settled(bool, str, str)`` whether ours counts, the reason, the password;
``write_requested()`` our branch is to go to the other machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qz_review.model.text import ManuscriptText
from qz_review.services.forks import BranchEvent, BranchSide, ForkView
from ui.editor.marked_lines import Lines
from ui.editor.page_images import BlobSource
from ui.editor.text_page import TextPage
from ui.text.moments import moment_words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.password_field import PasswordField
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.text_label import ElidedLabel, TextLabel

OURS, OTHER = "ours", "other"
_SHOWN = 6  # events of a branch listed without the tooltip
_NOT_YOURS = "由科室负责人或单位领导确定以哪一支为准；两支都留着，没有丢"
_WORDS = "签名确定以哪一支为准，另一支搁置在台账里，随时可查。确定后稿件在这台机器上接着办。"


class ForkDialog(OverlayDialog):
    """lines: our text as it is, and the other one with what differs from ours."""

    settled = Signal(bool, str, str)
    write_requested = Signal()

    def __init__(
        self,
        host: QWidget,
        view: ForkView,
        texts: tuple[ManuscriptText, ManuscriptText],
        lines: tuple[Lines, Lines],
        blob: BlobSource,
    ) -> None:
        super().__init__(host, f"分叉  {view.row.number}", width=1280, height=860)
        self.setObjectName("fork_dialog")
        self._view = view
        names = ("这里的一支", "另一支")
        self.pages = tuple(TextPage(blob, self.panel) for _ in names)
        self.choice = RadioCardGroup(
            (
                RadioOption(OURS, "以这里的一支为准", "另一支搁置"),
                RadioOption(OTHER, "以另一支为准", "这里的一支搁置"),
            ),
            self.panel,
            horizontal=True,
            accessible_name="以哪一支为准",
        )
        self.reason = QLineEdit(self.panel)
        self.reason.setObjectName("fork_reason")
        self.password = PasswordField(self.panel, accessible_name="签名密码")
        self.reason_field = FormField("理由", self.reason, parent=self.panel)
        self.error = Banner("danger", "", parent=self.panel)
        self.error.setObjectName("fork_error")
        self.leave = Button("关闭", self.panel, name="fork_close")
        self.write = Button("存这一支…", self.panel, icon="save", name="fork_write")
        self.write.setToolTip("写成包，带给有另一支的机器")
        self.accept = Button("签名确定", self.panel, kind="primary", name="fork_settle")
        self._fill(names, texts, lines)
        self.leave.clicked.connect(self.request_close)
        self.write.clicked.connect(self.write_requested)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.password.submitted.connect(self._on_accept_clicked)

    def _fill(
        self,
        names: Sequence[str],
        texts: tuple[ManuscriptText, ManuscriptText],
        lines: tuple[Lines, Lines],
    ) -> None:
        view = self._view
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        title = f"{texts[0].title or view.row.title}，从第{view.row.first_seq}条起分开"
        column.addWidget(ElidedLabel(title, "strong", parent=content))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        both = zip(names, (view.ours, view.other), self.pages, texts, lines, strict=True)
        for name, side, page, text, its_lines in both:
            page.setAccessibleName(name)
            page.set_text_size(16)
            page.setMinimumHeight(220)
            page.show_text(its_lines, text)
            sides.addWidget(_side(name, side, page, content), 1)
        column.addLayout(sides, 1)
        same = view.ours.text_hash == view.other.text_hash
        note = "两支的正文相同，只是记录不同" if same else "右边的线是与左边正文的差别"
        column.addWidget(TextLabel(note, "caption", parent=content))
        column.addWidget(self.error)
        self.error.hide()
        self.set_content(content)
        self._pin_choice()
        self.add_action(self.leave)
        self.add_action(self.write)
        self.add_action(self.accept)

    def _pin_choice(self) -> None:
        open_here = self._view.may_settle and not self._view.row.settled
        pinned = QWidget(self.panel)
        line = QVBoxLayout(pinned)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(6)
        self.accept.setVisible(open_here)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        fields.addWidget(self.reason_field, 1, top)
        fields.addWidget(FormField("签名密码", self.password, parent=pinned), 1, top)
        words = _WORDS if open_here else _NOT_YOURS
        if self._view.row.settled:
            words = "已定案，搁置的一支留在台账里"
        line.addWidget(TextLabel(words, "small", "text2", pinned, wrap=True))
        if open_here:
            line.addWidget(self.choice)
            line.addLayout(fields)
        else:
            for widget in (self.choice, self.reason_field, self.password):
                widget.hide()
        self.set_pinned(pinned)

    def set_busy(self, busy: bool) -> None:
        """While it is being signed."""
        self.accept.setEnabled(not busy)

    def show_error(self, words: str, *, of_password: bool = False) -> None:
        """What is missing or wrong; nothing was signed."""
        self.set_busy(False)
        if of_password:
            self.password.set_error(words)
            return
        self.error.set_content("danger", words)
        self.error.show()

    def _on_accept_clicked(self) -> None:
        self.error.hide()
        if not self.accept.isEnabled():
            return
        if self.choice.choice is None:
            self.show_error("选以哪一支为准")
        elif not self.reason.text().strip():
            self.reason_field.set_error("写明理由后才能确定")
            self.reason.setFocus()
        elif not self.password.text():
            self.password.set_error("输入签名密码")
        else:
            ours = self.choice.choice == OURS
            self.settled.emit(ours, self.reason.text().strip(), self.password.text())


def _side(name: str, side: BranchSide, page: TextPage, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(TextLabel(f"{name}  到第{side.seq}条", "small-strong", parent=box))
    now = datetime.now(UTC)
    lines = [_event_words(event, now) for event in side.events]
    for words in lines[:_SHOWN]:
        column.addWidget(ElidedLabel(words, "caption", "text2", box))
    if len(lines) > _SHOWN:
        rest = TextLabel(f"另有{len(lines) - _SHOWN}条", "caption", parent=box)
        rest.setToolTip("\n".join(lines[_SHOWN:]))
        column.addWidget(rest)
    column.addSpacing(6)
    column.addWidget(page, 1)
    return box


def _event_words(event: BranchEvent, now: datetime) -> str:
    return f"{event.seq}  {event.label}  {event.who}  {moment_words(event.at, now)}"
