"""打印: which sheet, then saved as PDF or opened in the desktop's viewer to be printed there.

Signals: ``sheet_wanted(str, bool)`` key of the sheet, True to open it; the dialog then closes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qz_review.model.stage import Phase, Stage
from qz_review.services.views import ManuscriptView, NodeState
from ui.widgets.button import Button
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.small_dialog import SmallDialog

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

Make = Callable[["Workspace"], bytes]


def sheet_options(view: ManuscriptView) -> tuple[RadioOption, ...]:
    """The sheets there are: of the waiting step, of done ones, and of the whole."""
    options = []
    if view.stage is not None:
        words = "审签单、清样、花脸稿"
        if view.stage is Stage.REVIEW_3:
            words = "可签在纸上，印有文本指纹和核验码"
        options.append(RadioOption(view.stage.value, f"{view.stage.label}签批单", words))
    options += [
        RadioOption("approval", "审签单", "各环节意见和签名"),
        RadioOption("clean", "清样", "现在的正文"),
        RadioOption("marked", "花脸稿", "各环节的改动"),
    ]
    for node in view.nodes:
        if node.stage is not None and node.state is NodeState.DONE:
            options.append(RadioOption(node.stage.value, f"{node.stage.label}签批单", "已签"))
    if view.phase is Phase.ARCHIVED:
        options.insert(0, RadioOption("archive", "档案", "审签单、各校清样、花脸稿"))
    return tuple(options)


def maker(key: str, manuscript_id: str) -> Make:
    """How the PDF of a sheet is made, in a worker."""
    if key == "approval":
        return lambda workspace: workspace.sheets.approval_sheet(manuscript_id)
    if key == "clean":
        return lambda workspace: workspace.sheets.clean_sheet(manuscript_id)
    if key == "marked":
        return lambda workspace: workspace.sheets.marked_sheet(manuscript_id)
    if key == "archive":
        return lambda workspace: workspace.archive.archive_pdf(manuscript_id)
    return lambda workspace: workspace.sheets.stage_sheet(manuscript_id, Stage(key))


class PrintDialog(SmallDialog):
    """Choose a sheet and what to do with it."""

    sheet_wanted = Signal(str, bool)

    def __init__(self, host: QWidget, view: ManuscriptView) -> None:
        super().__init__(host, "打印", width=480)
        self.setObjectName("print_dialog")
        options = sheet_options(view)
        self.cards = RadioCardGroup(options, self.panel, accessible_name="打印什么")
        self.cards.set_choice(options[0].key)
        self.body.addSpacing(12)
        self.body.addWidget(self.cards)
        cancel = Button("取消", self.panel, name="print_cancel")
        self.save = Button("存 PDF…", self.panel, name="print_save")
        self.open_sheet = Button(
            "打开打印", self.panel, kind="primary", name="print_open",
            tooltip="用本机的 PDF 阅读器打开，在那里打印",
        )  # fmt: skip
        for button in (cancel, self.save, self.open_sheet):
            self.buttons.addWidget(button)
        cancel.clicked.connect(self.request_close)
        self.save.clicked.connect(lambda: self._finish(opens=False))
        self.open_sheet.clicked.connect(lambda: self._finish(opens=True))

    def _finish(self, *, opens: bool) -> None:
        key = self.cards.choice
        if key is None:
            return
        self.close_overlay()
        self.sheet_wanted.emit(key, opens)
