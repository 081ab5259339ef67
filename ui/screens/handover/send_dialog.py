"""交给谁: the recipient, where the package goes, whether it is closed for him.

Signals: ``send_requested(SendForm)``, ``cancel_requested()`` while the package is being written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qz_review.services.handover_views import RecipientRow
from ui.screens.handover.words import size_words, titles_words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.check_card import CheckCard
from ui.widgets.combo_box import ComboBox
from ui.widgets.form_field import FormField
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.progress import LabelledProgress
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.text_label import TextLabel

EXCHANGE, FILE = "exchange", "file"
_WHAT_HOLDS = "交出后这里的一份只能看；对方签收前可以收回。"


@dataclass(frozen=True, slots=True)
class Drive:
    """A stick that is plugged in.  free: bytes left, -1 where it does not say."""

    folder: Path
    label: str
    free: int


@dataclass(frozen=True, slots=True)
class SendMaterial:
    """What the dialog offers.

    titles: of the manuscripts.  waits: person id to the step that waits for him.  preferred:
    person id to begin with, empty for the first one waited for.  folder: the exchange folder.
    """

    manuscript_ids: tuple[str, ...]
    titles: tuple[str, ...]
    recipients: tuple[RecipientRow, ...]
    waits: dict[str, str]
    sealed: bool
    folder: Path | None
    drives: tuple[Drive, ...]
    preferred: str = ""


@dataclass(frozen=True, slots=True)
class SendForm:
    """What was chosen.  place: ``exchange``, ``file``, or the folder of a drive."""

    to_id: str
    place: str
    note: str
    sealed: bool


class SendDialog(OverlayDialog):
    """Nothing is lost where it fails: the dialog stays with what was chosen."""

    send_requested = Signal(object)
    cancel_requested = Signal()

    def __init__(self, host: QWidget, material: SendMaterial) -> None:
        super().__init__(host, "交给谁", width=640, height=576)
        self.setObjectName("send_dialog")
        self._material = material
        self._busy = False
        self.to = ComboBox(self.panel, icon="user")
        self.to.setObjectName("send_to")
        self.place = RadioCardGroup(_places(material), self.panel, accessible_name="交到哪里")
        self.place.setObjectName("send_place")
        self.note = QLineEdit(self.panel)
        self.note.setObjectName("send_note")
        self.note.setPlaceholderText("可不填")
        self.sealed = CheckCard(
            "加密", "只有收件人登录后打得开；标了内部的稿件默认加密", self.panel, name="send_sealed"
        )
        self.error = Banner("danger", "", parent=self.panel)
        self.error.setObjectName("send_error")
        self.progress = LabelledProgress("写交接包", parent=self.panel)
        self.cancel = Button("取消", self.panel, name="send_cancel")
        self.accept = Button("交出", self.panel, kind="primary", icon="send", name="send_accept")
        self._fill()
        self._connect()

    def _fill(self) -> None:
        material = self._material
        self.to.set_choices(_people(material), material.preferred or None)
        if self.to.currentIndex() < 0:
            self.to.setCurrentIndex(0)
        self.place.set_choice(EXCHANGE if material.folder is not None else _first(material))
        self.sealed.setChecked(material.sealed)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        title = TextLabel(titles_words(material.titles), "strong", parent=content, wrap=True)
        title.setObjectName("send_titles")
        title.setToolTip("\n".join(material.titles))
        column.addWidget(title)
        column.addSpacing(4)
        column.addWidget(FormField("交给", self.to, "", content))
        column.addWidget(FormField("交到哪里", self.place, "", content))
        column.addWidget(FormField("附言", self.note, "", content))
        column.addWidget(self.sealed)
        column.addSpacing(4)
        column.addWidget(TextLabel(_WHAT_HOLDS, "small", "text2", content, wrap=True))
        column.addWidget(self.error)
        column.addWidget(self.progress)
        column.addStretch(1)
        self.error.hide()
        self.progress.hide()
        self.set_content(content)
        self.add_action(self.cancel)
        self.add_action(self.accept)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.note.returnPressed.connect(self._on_accept_clicked)

    def set_busy(self, busy: bool) -> None:
        """While the package is being written; 取消 then stops that."""
        self._busy = busy
        self.accept.setEnabled(not busy)
        for widget in (self.to, self.place, self.note, self.sealed):
            widget.setEnabled(not busy)
        self.progress.setVisible(busy)
        if busy:
            self.error.hide()
            self.progress.set_progress(0, 0)

    def set_progress(self, done: int, total: int) -> None:
        """How much of the package is written."""
        self.progress.set_progress(done, total)

    def show_error(self, words: str) -> None:
        """What went wrong; nothing was handed over."""
        self.set_busy(False)
        self.error.set_content("danger", words)
        self.error.show()

    def open(self) -> None:
        """Show it; Enter on the primary button sends what is preselected."""
        super().open()
        self.accept.setFocus()

    def request_close(self) -> None:
        """Esc and 取消: stop the writing, or close."""
        if self._busy:
            self.cancel_requested.emit()
        else:
            super().request_close()

    def _on_accept_clicked(self) -> None:
        to_id, place = self.to.choice, self.place.choice
        if self._busy:
            return
        if not to_id:
            self.show_error("名册上没有可以交给的人")
            return
        form = SendForm(to_id, place or FILE, self.note.text().strip(), self.sealed.isChecked())
        self.send_requested.emit(form)


def _people(material: SendMaterial) -> list[tuple[str, str]]:
    rows = []
    for row in material.recipients:
        step = material.waits.get(row.person_id, "")
        waits = f"  等其{step}" if step else "  等其办理" if row.waited_for else ""
        rows.append((row.person_id, f"{row.name}  {row.caption}{waits}".rstrip()))
    return rows


def _places(material: SendMaterial) -> Sequence[RadioOption]:
    options = []
    if material.folder is not None:
        options.append(RadioOption(EXCHANGE, "交换目录", f"放进收件人的收件夹 {material.folder}"))
    for drive in material.drives:
        words = " · ".join(filter(None, (str(drive.folder), size_words(drive.free))))
        options.append(RadioOption(str(drive.folder), f"U 盘 {drive.label}", words))
    caption = "" if material.folder is not None else "没有设交换目录，可在设置里选"
    options.append(RadioOption(FILE, "存到文件…", caption))
    return options


def _first(material: SendMaterial) -> str:
    return str(material.drives[0].folder) if material.drives else FILE
