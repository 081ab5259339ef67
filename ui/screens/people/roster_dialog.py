"""导出名册文件: whose key goes along, and the check code to read out on the telephone.

Signals: ``export_requested(tuple)`` ids of those who will log in on the other machine.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qz_review.services.views import PersonRow
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.form_field import FormField
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.text_label import TextLabel

_WHAT = (
    "另一台机器用这个文件建立本单位的工作区：核验交接包、认人，都以它为准。"
    "带上谁的密钥，谁就能用现在的密码在那里登录。"
)
_READ_OUT = "打电话念给对方，由对方输进去；对不上就是文件被换过，不要用"
_ID = Qt.ItemDataRole.UserRole


class RosterDialog(OverlayDialog):
    """rows: of the roster; code: the unit's check code."""

    export_requested = Signal(object)

    def __init__(self, host: QWidget, rows: Sequence[PersonRow], code: str) -> None:
        super().__init__(host, "导出名册文件", width=560, height=600)
        self.setObjectName("roster_dialog")
        self.people = QListWidget(self.panel)
        self.people.setObjectName("roster_people")
        self.people.setAccessibleName("在那台机器上登录的人")
        self.people.setFrameShape(QFrame.Shape.NoFrame)
        self.people.setMinimumHeight(180)
        self.code = TextLabel(code, "hash-large", parent=self.panel, selectable=True)
        self.code.setObjectName("roster_code")
        self.error = Banner("danger", "", parent=self.panel)
        self.error.setObjectName("roster_error")
        self.leave = Button("关闭", self.panel, name="roster_close")
        self.accept = Button("存到文件…", self.panel, kind="primary", name="roster_export")
        self._fill(rows)
        self.add_action(self.leave)
        self.add_action(self.accept)
        self.leave.clicked.connect(self.request_close)
        self.accept.clicked.connect(lambda: self.export_requested.emit(self.chosen))

    def _fill(self, rows: Sequence[PersonRow]) -> None:
        for row in rows:
            if not (row.person.active and row.key_code):
                continue
            words = "  ".join(filter(None, (row.person.name, row.section, row.person.duty)))
            item = QListWidgetItem(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_ID, row.person.id)
            self.people.addItem(item)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(TextLabel(_WHAT, "small", "text2", content, wrap=True))
        card = Card(content, padding=4, spacing=0)
        card.body.addWidget(self.people)
        column.addWidget(FormField("带上密钥，在那里登录的人", card, "", content), 1)
        well = Card(content, role="well", padding=12, spacing=2)
        well.body.addWidget(TextLabel("核对码", "small-strong", parent=well))
        well.body.addWidget(self.code)
        well.body.addWidget(TextLabel(_READ_OUT, "caption", parent=well, wrap=True))
        column.addWidget(well)
        column.addWidget(self.error)
        self.error.hide()
        self.set_content(content)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of those ticked."""
        items = (self.people.item(place) for place in range(self.people.count()))
        return tuple(
            str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def set_busy(self, busy: bool) -> None:
        """While it is written."""
        self.accept.setEnabled(not busy)

    def show_saved(self, name: str) -> None:
        """The file is there; the code is what remains to be told."""
        self.set_busy(False)
        self.error.set_content("ok", f"已存为 {name}", "把文件带去，核对码另打电话念")
        self.error.show()

    def show_error(self, words: str) -> None:
        """What went wrong."""
        self.set_busy(False)
        self.error.set_content("danger", words)
        self.error.show()
