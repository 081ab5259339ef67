"""新建单位: four pages with 上一步 and 下一步; the unit is made between the third and the fourth.

Signals: ``cancelled()``; ``finished(Path)`` with the folder of the new unit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.errors import Refused
from qz_review.services.forms import Founding
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.paper import print_pdf
from ui.recovery_code import SHEET, put_out, save_sheet
from ui.screens.wizard.channels_page import ChannelsPage
from ui.screens.wizard.first_passwords import FirstPasswords
from ui.screens.wizard.page import WizardPage
from ui.screens.wizard.people_page import PeoplePage
from ui.screens.wizard.unit_page import UnitPage
from ui.text.error_texts import sentence_for
from ui.widgets.button import Button
from ui.widgets.card import Card, Divider
from ui.widgets.field_message import FieldMessage
from ui.widgets.product_mark import ProductMark
from ui.widgets.recovery_panel import RecoveryPanel
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_WIDTH, _HEIGHT = 960, 680  # px at 100 %
_TITLES = ("单位", "发布渠道", "人员", "恢复码和密码")


class Founds(Protocol):
    """What makes the unit."""

    def found(self, folder: Path, founding: Founding) -> tuple[str, bytes]:
        """Make it; recovery code and its sheet as PDF."""


class WizardScreen(Themed, QWidget):
    """folder: where the unit will lie."""

    cancelled = Signal()
    finished = Signal(object)

    def __init__(
        self,
        *,
        jobs: JobRunner,
        errors: ErrorPresenter,
        offices: Founds,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("wizard_screen")
        self._jobs, self._errors, self._offices = jobs, errors, offices
        self._folder = folder
        self._sheet = b""
        self.unit = UnitPage(self)
        self.channels = ChannelsPage(self)
        self.people = PeoplePage(self)
        self.recovery: RecoveryPanel | None = None
        self.first_passwords: FirstPasswords | None = None
        self._end = WizardPage("恢复码和首个密码", "单位已建好，最后一步：两样都留好再去登录", self)
        self._pages = QStackedWidget(self)
        self._steps = [TextLabel(f"{i} {name}", "small", "text3", self)
                       for i, name in enumerate(_TITLES, 1)]  # fmt: skip
        self._message = FieldMessage(f"数据存放在 {folder}", self)
        self.cancel = Button("取消", self, size="footer", kind="flat", name="wizard_cancel")
        self.back = Button("上一步", self, size="footer", name="wizard_back")
        self.next = Button("下一步", self, size="footer", kind="primary", name="wizard_next")
        self._card = Card(self, padding=0, spacing=0)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self._go(0)

    def _build(self) -> None:
        for page in (self.unit, self.channels, self.people, self._end):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(32, 20, 32, 16)
        head.setSpacing(16)
        head.addWidget(ProductMark(32, self))
        head.addWidget(TextLabel("新建单位", "section-title", parent=self))
        head.addStretch(1)
        for label in self._steps:
            head.addWidget(label)
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 12, 32, 12)
        foot.setSpacing(8)
        foot.addWidget(self.cancel)
        foot.addWidget(self._message, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        middle = QVBoxLayout()
        middle.setContentsMargins(32, 20, 16, 0)
        middle.addWidget(self._pages)
        self._card.body.addLayout(head)
        self._card.body.addWidget(Divider(parent=self))
        self._card.body.addLayout(middle, 1)
        self._card.body.addWidget(Divider(parent=self))
        self._card.body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.cancelled)
        self.back.clicked.connect(lambda: self._go(self._place - 1))
        self.next.clicked.connect(self._on_next)

    @property
    def _place(self) -> int:
        return self._pages.currentIndex()

    @property
    def founding(self) -> Founding:
        """What is typed."""
        return Founding(
            unit_name=self.unit.name.text().strip(),
            sections=self.unit.section_names,
            administrator=self.people.administrator,
            people=self.people.people,
            lead_section=self.unit.lead_section,
            channels=tuple((e.name, e.kind, e.address) for e in self.channels.entries),
            number_prefix=self.unit.prefix.text().strip(),
            deputy_account=self.people.deputy_account,
        )

    def _go(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        for i, label in enumerate(self._steps):
            label.set_tone("accent" if i == place else "text" if i < place else "text3")
            label.setProperty("textRole", "small-strong" if i == place else "small")
            label.style().polish(label)
        ended = place == len(_TITLES) - 1
        self.back.setVisible(place > 0 and not ended)
        self.cancel.setVisible(not ended)
        self.next.setText({2: "建单位", 3: "去登录"}.get(place, "下一步"))
        self._message.set_error("")
        page = self._pages.currentWidget()
        if isinstance(page, WizardPage):
            page.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Typing goes to the first field as soon as the wizard is there."""
        super().showEvent(event)
        page = self._pages.currentWidget()
        if isinstance(page, WizardPage):
            page.start()

    def _on_next(self) -> None:
        place = self._place
        page = self._pages.currentWidget()
        if isinstance(page, WizardPage) and not page.check():
            return
        if place == 0:
            self.people.set_sections(self.unit.section_names)
        if place < 2:
            self._go(place + 1)
        elif place == 2:
            self._found()
        elif self.recovery is not None and not self.recovery.is_kept:
            self.recovery.show_error("打印或存好恢复码，勾选后再去登录")
        else:
            self.finished.emit(self._folder)

    def _found(self) -> None:
        founding = self.founding
        self._set_busy(True)

        def done(result: tuple[str, bytes]) -> None:
            self._set_busy(False)
            self._show_recovery(*result)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            if isinstance(error, Refused):
                self._message.set_error(sentence_for(error))
            else:
                self._errors.show(error)

        self._jobs.compute(
            self, "建单位", lambda job: self._offices.found(self._folder, founding), done, failed
        )

    def _set_busy(self, busy: bool) -> None:
        for button in (self.next, self.back, self.cancel):
            button.setEnabled(not busy)
        self.next.setText("正在建" if busy else "建单位")

    def _show_recovery(self, code: str, sheet: bytes) -> None:
        self._sheet = sheet
        panel = RecoveryPanel(code, self)
        panel.print_requested.connect(
            lambda: put_out(panel, lambda: print_pdf(self, self._sheet, SHEET))
        )
        panel.save_requested.connect(lambda: put_out(panel, lambda: save_sheet(self, self._sheet)))
        self.recovery = panel
        self._end.body.addWidget(panel)
        founding = self.founding
        if founding.people:
            self.first_passwords = FirstPasswords(founding.unit_name, founding.people, self)
            self._end.body.addSpacing(8)
            self._end.body.addWidget(self.first_passwords)
        self._go(3)
        panel.print.setFocus()

    def _on_theme_changed(self) -> None:
        room = self.window().size()
        width = min(self._theme.px(_WIDTH), max(room.width() - 48, 640))
        height = min(self._theme.px(_HEIGHT), max(room.height() - 48, 480))
        self._card.setFixedSize(width, height)
        super()._on_theme_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card stays inside the window."""
        self._on_theme_changed()
