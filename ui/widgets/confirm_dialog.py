"""Asks before a return, a release or a deletion; says what happens to the signatures.

Signals: ``confirmed(str)`` with the reason (empty where none is asked); ``closed()`` in any case.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel


class ConfirmDialog(SmallDialog):
    """Title and button carry the same verb.

    verb: 退回一审; words: what will hold afterwards; reason_label: empty for no reason field;
    reason_required: the act waits for a reason; danger: red button.
    """

    confirmed = Signal(str)

    def __init__(
        self,
        host: QWidget,
        verb: str,
        words: str,
        *,
        reason_label: str = "",
        reason_required: bool = True,
        reason: str = "",
        danger: bool = True,
        cancel: str = "取消",
    ) -> None:
        super().__init__(host, verb)
        self._reason_required = reason_required
        self._field: FormField | None = None
        self._edit: QPlainTextEdit | None = None
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        if reason_label:
            self._add_reason(reason_label, reason)
        self.cancel = Button(cancel, self.panel, name="confirm_cancel")
        kind = "danger-fill" if danger else "primary"
        self.accept = Button(verb, self.panel, kind=kind, name="confirm_accept")
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)

    @property
    def reason(self) -> str:
        """Reason typed, without blanks around it."""
        return self._edit.toPlainText().strip() if self._edit is not None else ""

    def set_error(self, text: str) -> None:
        """Show what is wrong with the reason."""
        if self._field is not None:
            self._field.set_error(text)

    def _add_reason(self, label: str, reason: str) -> None:
        self._edit = QPlainTextEdit(reason, self.panel)
        self._edit.setObjectName("confirm_reason")
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(self._theme.px(72))
        note = "" if self._reason_required else "可不填"
        self._field = FormField(label, self._edit, parent=self.panel, note=note)
        self._edit.textChanged.connect(self._on_reason_changed)
        self.body.addSpacing(10)
        self.body.addWidget(self._field)

    def _on_reason_changed(self) -> None:
        if self._field is not None and self._field.error:
            self._field.set_error("")

    def _on_accept_clicked(self) -> None:
        if self._edit is not None and self._reason_required and not self.reason:
            self.set_error("写明理由后才能办理")
            self._edit.setFocus()
            return
        self.confirmed.emit(self.reason)
        self.close_overlay()
