"""版本: every saved text, who saved it and who signed exactly it; an earlier one can come back.

Signals: ``restore_wanted(str)`` and ``markup_wanted(str)`` with the hash of the version, after the
dialog closed itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.text import ManuscriptText
from qz_review.services.views import ManuscriptView, VersionRow
from ui.editor.line_picture import ViewMode
from ui.editor.opening import open_text
from ui.editor.page_images import BlobSource
from ui.editor.text_page import TextPage
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.text_label import TextLabel

_LIST_WIDTH = 300


class VersionsDialog(OverlayDialog):
    """text_of: gives a version's text by its hash; chosen: hash shown at first."""

    restore_wanted = Signal(str)
    markup_wanted = Signal(str)

    def __init__(
        self,
        host: QWidget,
        view: ManuscriptView,
        text_of: Callable[[str], ManuscriptText],
        blob: BlobSource,
        now: datetime,
        *,
        chosen: str = "",
    ) -> None:
        super().__init__(host, "版本", width=1120, height=760)
        self.setObjectName("versions_dialog")
        self._view, self._text_of, self._now = view, text_of, now
        self._rows = tuple(sorted(view.versions, key=lambda row: row.seq, reverse=True))
        self.list = QListWidget(self.panel)
        self.list.setObjectName("version_list")
        self.list.setAccessibleName("版本")
        self._hash = TextLabel("", "hash", "text2", self.panel, selectable=True)
        self.page = TextPage(blob, self.panel)
        self.page.setAccessibleName("这一版的正文")
        self.markup = Button(
            "花脸稿", self.panel, icon="columns", name="version_markup", tooltip="这一版与原稿对照"
        )
        self.restore = Button("恢复这一版…", self.panel, name="restore_version")
        close = Button("关闭", self.panel, name="versions_close")
        self._fill()
        self.add_action(self.markup)
        self.add_action(self.restore)
        self.add_action(close)
        close.clicked.connect(self.request_close)
        self.restore.clicked.connect(self._on_restore_clicked)
        self.markup.clicked.connect(self._on_markup_clicked)
        self.list.currentRowChanged.connect(self._on_row_changed)
        place = next((i for i, row in enumerate(self._rows) if row.text_hash == chosen), 0)
        self.list.setCurrentRow(place)

    def _fill(self) -> None:
        for row in self._rows:
            item = QListWidgetItem(_words(row, self._now))
            item.setToolTip(_words(row, self._now))
            lines = _words(row, self._now).count("\n") + 1
            height = lines * self._theme.line_height("small") + 16
            item.setSizeHint(QSize(_LIST_WIDTH - 16, height))
            self.list.addItem(item)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setFont(self._theme.font("small"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.page.setMinimumHeight(420)
        self.page.set_text_size(16)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._hash)
        right.addWidget(self.page, 1)
        content = QWidget()
        layout = QHBoxLayout(content)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(16)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)
        self.set_content(content)

    def _on_row_changed(self, place: int) -> None:
        if not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        text = self._text_of(row.text_hash)
        self.page.set_mode(ViewMode.CLEAN)
        self.page.show_text(open_text(text), text)
        self._hash.setText(f"文本指纹 {grouped(row.text_hash)}")
        same = row.text_hash == self._view.text_hash
        self.restore.setVisible(self._view.may_edit and not same)
        self.markup.setVisible(bool(row.signed_by) or same)

    def _on_markup_clicked(self) -> None:
        row = self._rows[self.list.currentRow()]
        self.close_overlay()
        self.markup_wanted.emit(row.text_hash)

    def _on_restore_clicked(self) -> None:
        row = self._rows[self.list.currentRow()]
        self.close_overlay()
        self.restore_wanted.emit(row.text_hash)


def grouped(digest: str, *, lines: int = 1) -> str:
    """A hash in groups of 4, upper case, on so many lines."""
    upper = digest.upper()
    groups = [upper[at : at + 4] for at in range(0, len(upper), 4)]
    each = -(-len(groups) // lines)
    return "\n".join(" ".join(groups[at : at + each]) for at in range(0, len(groups), each))


def _words(row: VersionRow, now: datetime) -> str:
    stage = row.stage.label if row.stage is not None else "原稿"
    lines = [f"{stage}  {row.who}", f"{moment_words(row.at, now)} · {row.characters:,} 字"]
    if row.signed_by:
        lines.append(f"签署：{'、'.join(row.signed_by)}")
    return "\n".join(lines)
