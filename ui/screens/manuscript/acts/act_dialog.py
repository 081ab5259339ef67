"""The dialog of every act: words, fields, password where the act is signed, one verb.

Signals: ``done(str)`` with the words of the toast, after the dialog has closed itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qz_review.errors import QzError, Refused
from ui.jobs.job_runner import JobRunner
from ui.screens.manuscript.acts.fields import FieldSet
from ui.screens.manuscript.acts.form import ActForm
from ui.text.error_texts import sentence_for
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

_PASSWORD_CODES = ("session.wrong_password", "session.delayed")


class ActDialog(SmallDialog):
    """Nothing is lost when an act is refused: the dialog stays with what was typed."""

    done = Signal(str)

    def __init__(self, host: QWidget, jobs: JobRunner, form: ActForm) -> None:
        super().__init__(host, form.title, width=520)
        self.setObjectName("act_dialog")
        self._jobs = jobs
        self._form = form
        self._number = 0  # of the job under way
        self.fields = FieldSet(form.fields, self.panel)
        self.password: PasswordField | None = None
        self.error = Banner("danger", "", parent=self.panel)
        self.error.setObjectName("act_error")
        self.error.hide()
        self.cancel = Button("取消", self.panel, name="act_cancel")
        kind = "danger-fill" if form.danger else "primary"
        self.accept = Button(form.verb, self.panel, kind=kind, name="act_accept")
        self._build()
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)

    def _build(self) -> None:
        if self._form.words:
            self.body.addSpacing(6)
            self.body.addWidget(
                TextLabel(self._form.words, "small", "text2", self.panel, wrap=True)
            )
        scroll = QScrollArea(self.panel)
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 10, 4, 0)
        column.setSpacing(6)
        column.addWidget(self.fields)
        if self._form.password:
            self.password = PasswordField(inside, accessible_name="签名密码")
            column.addWidget(FormField("签名密码", self.password, parent=inside))
            self.password.submitted.connect(self._on_accept_clicked)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll, self._inside = scroll, inside
        self.fields.resized.connect(self._fit)
        self.body.addWidget(scroll, 1)
        scroll.setVisible(bool(self._form.fields) or self._form.password)
        self.body.addWidget(self.error)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self._fit()

    def _fit(self) -> None:
        """The fields take the room they need, up to what the window leaves."""
        width = 520 - 48
        layout = self._inside.layout()
        assert layout is not None
        layout.activate()
        wanted = max(layout.totalHeightForWidth(width), layout.sizeHint().height())
        room = (self.parentWidget() or self).height() - 260
        self._scroll.setFixedHeight(max(40, min(wanted + 4, room)))

    def _on_accept_clicked(self) -> None:
        if not self.accept.isEnabled():
            return
        self.error.hide()
        values = self.fields.checked_values()
        if values is None:
            return
        password = self.password.text() if self.password is not None else ""
        if self.password is not None and not password:
            self.password.set_error("输入签名密码")
            return
        self._set_busy(True)
        perform, watched = self._form.perform, self._form.watched

        def work(workspace: Workspace, job: Any) -> str:
            if watched is not None:
                return watched(workspace, values, password, job)
            return perform(workspace, values, password)

        self._number = self._jobs.run(
            self, self._form.title, work, self._on_done, self._on_failed,
            cancelled=lambda: self._set_busy(False),
        )  # fmt: skip

    def _set_busy(self, busy: bool) -> None:
        self.accept.setEnabled(not busy)
        self.cancel.setEnabled(not busy or self._form.watched is not None)

    def _on_done(self, words: str) -> None:
        self._set_busy(False)
        self.close_overlay()
        self.done.emit(words)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, QzError):
            raise error  # a bug of ours: the one place for that shows it
        words = sentence_for(error)
        if isinstance(error, Refused) and error.code in _PASSWORD_CODES and self.password:
            self.password.set_error(words)
            return
        self.error.set_content("danger", words)
        self.error.show()

    def open(self) -> None:
        """Show the dialog; the keys go to the first field."""
        super().open()
        first = self.fields.first_control() or self.password
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def request_close(self) -> None:
        """Esc and 取消 close only while nothing is under way; asks where words would be lost."""
        if not self.accept.isEnabled():
            if self._form.watched is not None:  # half-way: stop the work, the dialog stays
                self._jobs.cancel(self._number)
            return
        if not self.fields.is_written:
            super().request_close()
            return
        ask = ConfirmDialog(self, "不办理，关闭", "填写的内容不保留。", cancel="继续填写")
        ask.setObjectName("drop_dialog")
        ask.confirmed.connect(lambda _: self.close_overlay())
        ask.open()
