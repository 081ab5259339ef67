"""忽略: how far, and why.  Signals: ``confirmed(str, str)`` scope value and reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.phrase_pills import PhrasePills
from ui.widgets.segmented import SegmentedControl
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_QUOTE = 40  # characters


class IgnoreDialog(SmallDialog):
    """Enter confirms; the reason lands in the ledger with the person's name.

    for_unit: whether this person may set it aside for the whole unit.  message: why the software
    objects, for those who have not read it beside the text.
    """

    confirmed = Signal(str, str)

    def __init__(
        self,
        host: QWidget,
        name: str,
        quote: str,
        phrases: Sequence[str],
        *,
        for_unit: bool,
        message: str = "",
    ) -> None:
        super().__init__(host, "忽略问题", width=480)
        self.setObjectName("ignore_dialog")
        shown = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
        scopes = [("once", "仅此处"), ("manuscript", "本稿")]
        if for_unit:
            scopes.append(("unit", "本单位"))
        self.scope = SegmentedControl(scopes, "once", self.panel, accessible_name="范围")
        self.scope.setObjectName("ignore_scope")
        self.reason = QLineEdit(self.panel)
        self.reason.setObjectName("ignore_reason")
        self.reason.setMaxLength(500)
        self._reason_field = FormField("理由", self.reason, "和姓名一起记入台账", self.panel)
        self.pills = PhrasePills(tuple(phrases), self.panel)
        self.cancel = Button("取消", self.panel, name="ignore_cancel")
        self.accept = Button("忽略", self.panel, kind="primary", name="ignore_accept")
        self.body.addSpacing(6)
        self.body.addWidget(
            TextLabel(f"{name}：“{shown}”", "small", "text2", self.panel, wrap=True)
        )
        if message:
            self.body.addWidget(TextLabel(message, "small", "text2", self.panel, wrap=True))
        self.body.addSpacing(10)
        self.body.addWidget(FormField("范围", self.scope, parent=self.panel))
        self.body.addWidget(self._reason_field)
        self.body.addSpacing(6)
        self.body.addWidget(self.pills)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self.pills.phrase_chosen.connect(self._on_phrase_chosen)
        self.reason.returnPressed.connect(self._on_accept_clicked)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.cancel.clicked.connect(self.request_close)

    def open(self) -> None:
        """Show it; the keys go to the reason."""
        super().open()
        self.reason.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_phrase_chosen(self, phrase: str) -> None:
        self.reason.setText(phrase)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_accept_clicked(self) -> None:
        words = self.reason.text().strip()
        if not words:
            self._reason_field.set_error("还没写忽略的理由")
            self.reason.setFocus()
            return
        self.close_overlay()
        self.confirmed.emit(self.scope.value or "once", words)
