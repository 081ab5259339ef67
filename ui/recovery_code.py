"""The new recovery code, shown once: print it, save it, confirm that it is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qz_review.errors import Environment
from ui.paper import print_pdf
from ui.printing import ask_where, file_name, write_pdf
from ui.text.error_texts import sentence_for
from ui.widgets.button import Button
from ui.widgets.recovery_panel import RecoveryPanel
from ui.widgets.small_dialog import SmallDialog

SHEET = "管理员恢复码"


class RecoveryDialog(SmallDialog):
    """code: as printed; sheet: its PDF.  Closes only once the code is said to be kept."""

    def __init__(self, host: QWidget, code: str, sheet: bytes) -> None:
        super().__init__(host, "新的恢复码", width=560)
        self.setObjectName("recovery_dialog")
        self._sheet = sheet
        self.recovery = RecoveryPanel(code, self.panel)
        self.body.addSpacing(8)
        self.body.addWidget(self.recovery)
        self.done = Button("完成", self.panel, kind="primary", name="recovery_done")
        self.buttons.addWidget(self.done)
        self.done.clicked.connect(self.request_close)
        self.recovery.print_requested.connect(self._on_print)
        self.recovery.save_requested.connect(self._on_save)

    def request_close(self) -> None:
        """Esc and 完成 close only a code that is kept."""
        if self.recovery.is_kept:
            super().request_close()
        else:
            self.recovery.show_error("勾选“已打印或存好”后再关闭，关闭后不再显示")

    def _on_print(self) -> None:
        put_out(self.recovery, lambda: print_pdf(self, self._sheet, SHEET))

    def _on_save(self) -> None:
        put_out(self.recovery, lambda: save_sheet(self, self._sheet))


def save_sheet(parent: QWidget, sheet: bytes) -> bool:
    """Ask where and save the sheet; returns whether it was saved.  Raises Environment."""
    place = ask_where(parent, file_name(SHEET))
    if place is None:
        return False
    write_pdf(place, sheet)
    return True


def put_out(panel: RecoveryPanel, act: Callable[[], bool]) -> None:
    """Print or save; what went wrong stands in the panel."""
    try:
        if act():
            panel.show_error("")
    except Environment as error:
        panel.show_error(sentence_for(error))
