"""The banner over every page after a verification that found something wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.errors.notice_dialog import NoticeDialog
from ui.text.faults import fault_words
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from qz_review.ledger.verify import VerifyReport


class FaultBanner(QWidget):
    """Hidden while nothing is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault_banner")
        self._report: VerifyReport | None = None
        self.banner = Banner("danger", "", "", "看详情", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 0)
        layout.addWidget(self.banner)
        self.banner.action_clicked.connect(self._on_action_clicked)
        self.hide()

    def set_report(self, report: VerifyReport) -> None:
        """Show the first fault, or nothing."""
        self._report = report
        fault = report.first_fault
        if fault is not None:
            rest = f"等 {len(report.faults)} 处" if len(report.faults) > 1 else ""
            self.banner.set_content(
                "danger",
                f"台账核验不过：{fault_words(fault)}{rest}",
                "有问题的稿件已停办，其余可继续办理；从备份恢复前不要删除文件夹",
                "看详情",
            )
        self.setVisible(fault is not None)

    def _on_action_clicked(self) -> None:
        if self._report is not None:
            lines = "\n".join(fault_words(fault) for fault in self._report.faults)
            NoticeDialog(self.window(), "台账核验不过", lines).open()
