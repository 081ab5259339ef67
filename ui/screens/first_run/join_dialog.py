"""加入单位: what a roster file says, and the check code that guards the first trust.

The code is not shown here but typed in as the administrator reads it out: a code that stands on
the screen is agreed to unread.

Signals: ``join_requested()`` once the codes agree.
"""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qz_review.services.desk_setup import RosterFileView
from ui.text.moments import moment_words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.check_line import CheckLine
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_WORDS = "打电话问管理员要核对码，照念的输入。一致才说明文件没有被换过。"
_WRONG = "核对码不一致，名册文件不是管理员的那一份。不要用，让管理员重新给"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


class JoinDialog(SmallDialog):
    """view: what the file says of itself; place: folder the workspace will lie in."""

    join_requested = Signal()

    def __init__(self, host: QWidget, view: RosterFileView, place: str) -> None:
        super().__init__(host, f"加入“{view.unit}”", width=520)
        self.setObjectName("join_dialog")
        self._view = view
        self.code = QLineEdit(self.panel)
        self.code.setObjectName("join_code")
        self.code.setPlaceholderText("XXXX-XXXX-XXXX")
        self.field = FormField("核对码", self.code, "管理员在“人员名册 — 导出名册文件”里看得到",
                               self.panel)  # fmt: skip
        self.error = Banner("danger", "", parent=self.panel)
        self.error.setObjectName("join_error")
        self.leave = Button("取消", self.panel, name="join_cancel")
        self.accept = Button("加入", self.panel, kind="primary", name="join_accept")
        facts = [
            ("名册", f"在职 {view.people} 人"),
            ("出自", f"{view.made_by} {moment_words(view.made_at, datetime.now(UTC))}"),
            ("能在这里登录", "、".join(view.desks_for) or "没有人，让管理员导出时带上密钥"),
            ("存放在", place),
        ]
        self.body.addSpacing(6)
        for label, value in facts:
            self.body.addWidget(CheckLine(label, value, parent=self.panel, value_role="small"))
        self.body.addSpacing(10)
        self.body.addWidget(TextLabel(_WORDS, "small", "text2", self.panel, wrap=True))
        self.body.addSpacing(10)
        self.body.addWidget(self.field)
        self.body.addWidget(self.error)
        self.error.hide()
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.accept)
        self.leave.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.code.returnPressed.connect(self._on_accept_clicked)
        self.code.textEdited.connect(lambda _words: self.field.set_error(""))

    def set_busy(self, busy: bool) -> None:
        """While the workspace is being made."""
        self.accept.setEnabled(not busy)

    def show_error(self, words: str) -> None:
        """What went wrong; nothing was made."""
        self.set_busy(False)
        self.error.set_content("danger", words)
        self.error.show()

    def _on_accept_clicked(self) -> None:
        if not self.accept.isEnabled():
            return
        typed = plain_code(self.code.text())
        if not typed:
            self.field.set_error("输入管理员念的核对码")
        elif typed != plain_code(self._view.code):
            self.field.set_error(_WRONG)
        else:
            self.join_requested.emit()


def plain_code(code: str) -> str:
    """A code without blanks and dashes, with letters that are mistaken for others put right."""
    letters = "".join(character for character in code.upper() if character.isalnum())
    return letters.translate(_LOOKALIKES)
