"""Search everything: one field, hits below, arrows and Enter.

Signals: ``manuscript_chosen(str)``, ``person_chosen(str)``, ``section_chosen(str)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.jobs.job_runner import JobRunner
from ui.text.visible_signs import signed
from ui.theme.icons import paint_icon
from ui.theme.theme import current_theme
from ui.widgets.overlay import Overlay
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel

if TYPE_CHECKING:
    from qz_review.services.results import SearchHit

_KINDS = {
    "manuscript": ("doc", "稿件"),
    "person": ("user", "人员"),
    "section": ("building", "科室"),
}
_HIT = int(Qt.ItemDataRole.UserRole)
_ROW, _HEIGHT, _WIDTH = 52, 520, 640  # px at 100 %
LIMIT = 20


class _HitDelegate(QStyledItemDelegate):
    """Icon, title, caption, kind."""

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        if option.widget is not None:
            element = QStyle.ControlElement.CE_ItemViewItem
            option.widget.style().drawControl(element, option, painter, option.widget)
        hit: SearchHit = index.data(_HIT)
        theme = current_theme()
        icon, kind = _KINDS[hit.kind]
        rect = QRectF(option.rect).adjusted(16, 0, -16, 0)
        side = theme.px(18)
        top = rect.center().y() - side / 2
        paint_icon(painter, icon, QRectF(rect.x(), top, side, side), theme.color("text2"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.save()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        width = painter.fontMetrics().horizontalAdvance(kind)
        painter.drawText(QRectF(rect.right() - width, rect.y(), width + 1, rect.height()), flags,
                         kind)  # fmt: skip
        words = QRectF(rect.x() + side + 12, rect.y(), rect.width() - side - width - 28,
                       rect.height())  # fmt: skip
        line, second = theme.line_height("body"), theme.line_height("caption")
        start = words.center().y() - (line + (second if hit.caption else 0)) / 2
        elide = Qt.TextElideMode.ElideRight
        if hit.caption:
            caption = painter.fontMetrics().elidedText(
                signed(hit.caption), elide, int(words.width())
            )
            painter.drawText(QRectF(words.x(), start + line, words.width(), second), flags, caption)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(signed(hit.title), elide, int(words.width()))
        painter.drawText(QRectF(words.x(), start, words.width(), line), flags, title)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(200, current_theme().px(_ROW))


class SearchDialog(Overlay):
    """Words of any length; the hits follow the typing."""

    manuscript_chosen = Signal(str)
    person_chosen = Signal(str)
    section_chosen = Signal(str)

    def __init__(self, host: QWidget, jobs: JobRunner) -> None:
        super().__init__(host, _WIDTH, _HEIGHT)
        self.setObjectName("search_dialog")
        self._jobs = jobs
        self._answered = ""
        self.field = SearchField("搜稿件、人名、原文", parent=self.panel)
        self.field.setObjectName("search_field")
        self.hits = QListWidget(self.panel)
        self.hits.setObjectName("search_hits")
        self.hits.setAccessibleName("搜索结果")
        self.hits.setItemDelegate(_HitDelegate(self.hits))
        self.hits.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = TextLabel("", "caption", parent=self.panel)
        self.panel.setAccessibleName("搜索")
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(1, 16, 1, 12)
        layout.setSpacing(12)
        padded = QVBoxLayout()
        padded.setContentsMargins(16, 0, 16, 0)
        padded.addWidget(self.field)
        layout.addLayout(padded)
        layout.addWidget(self.hits, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self._words)
        layout.addLayout(foot)
        self.field.installEventFilter(self)
        self.field.search_changed.connect(self._search)
        self.field.returnPressed.connect(self._open_current)
        self.hits.itemClicked.connect(lambda _item: self._open_current())
        self._tell("输入标题、编号、人名或正文里的几个字")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move among the hits while the field keeps the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and event.type() == QEvent.Type.KeyPress:
                place = self.hits.currentRow() + step
                self.hits.setCurrentRow(min(max(place, 0), self.hits.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def set_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show what was found."""
        self.hits.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(_HIT, hit)
            self.hits.addItem(item)
        if hits:
            self.hits.setCurrentRow(0)
        more = "，只列出前20条" if len(hits) >= LIMIT else ""
        self._tell(f"{len(hits)} 条{more} · ↑↓ 选择 · Enter 打开" if hits else "没有找到")

    def _search(self, text: str) -> None:
        if not text.strip():
            self.set_hits(())
            self._tell("输入标题、编号、人名或正文里的几个字")
            return

        def work(own: Any, job: object) -> tuple[SearchHit, ...]:
            found: tuple[SearchHit, ...] = own.manuscripts.search_everything(text, LIMIT)
            return found

        def done(hits: tuple[SearchHit, ...]) -> None:
            self._answered = text
            self.set_hits(hits)

        self._jobs.run(self, "搜索", work, done, replaces=True, shown=False)

    def _open_current(self) -> None:
        item = self.hits.currentItem()
        if item is None or self._answered != self.field.text():
            return  # the hits on the screen are not those of the words typed
        hit: SearchHit = item.data(_HIT)
        self.close_overlay()
        signals = {
            "manuscript": self.manuscript_chosen,
            "person": self.person_chosen,
            "section": self.section_chosen,
        }
        signals[hit.kind].emit(hit.id)

    def _tell(self, words: str) -> None:
        self._words.setText(words)
