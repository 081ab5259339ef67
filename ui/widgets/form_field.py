"""A labelled control of a form: label above, help or error below."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.field_message import FieldMessage
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import repolish


@runtime_checkable
class _ShowsErrors(Protocol):
    def set_error(self, text: str) -> None: ...


class FormField(QWidget):
    """Label (13, bold), control, message.

    control: any widget; one with a ``set_error`` of its own (PasswordField) shows errors itself.
    note: caption beside the label; trailing: a widget at the right end of the label's line.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        help_text: str = "",
        parent: QWidget | None = None,
        *,
        note: str = "",
        trailing: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._label = TextLabel(label, "small-strong", parent=self)
        self._label.setBuddy(control)
        self._note = TextLabel(note, "caption", parent=self)
        self._note.setVisible(bool(note))
        self._message = FieldMessage(help_text, self)
        if not control.accessibleName():
            control.setAccessibleName(label)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addWidget(self._note)
        head.addStretch(1)
        if trailing is not None:
            head.addWidget(trailing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(6)
        layout.addWidget(control)
        layout.addSpacing(4)
        layout.addWidget(self._message)
        self.setFocusProxy(control)
        # A field never grows in height; an editor with room to grow takes the form with it.
        policy = QSizePolicy.Policy
        grows = control.sizePolicy().verticalPolicy() in (policy.Expanding, policy.Preferred)
        self.setSizePolicy(policy.Preferred, policy.Preferred if grows else policy.Fixed)

    @property
    def error(self) -> str:
        """Error shown, empty when there is none."""
        if isinstance(self.control, _ShowsErrors):
            return str(getattr(self.control, "error", ""))
        return self._message.error

    def set_error(self, text: str) -> None:
        """Show what is wrong and how to fix it; empty takes the error away."""
        if isinstance(self.control, _ShowsErrors):
            self.control.set_error(text)
            return
        self._message.set_error(text)
        self.control.setProperty("state", "error" if text else None)
        self.control.setAccessibleDescription(text)
        repolish(self.control)

    def set_label(self, label: str, note: str = "") -> None:
        """Change the words above the control."""
        self._label.setText(label)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_help(self, text: str) -> None:
        """Change the help line."""
        self._message.set_help(text)
