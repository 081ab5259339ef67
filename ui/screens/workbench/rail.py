"""The right column of the workbench: 提醒, 最近发布, the ledger's line.

Signals: ``opened(str)`` with a manuscript's id; ``reminder_requested(object)`` with a
``ReminderKind`` whose whole list is wanted.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qz_review.services.views import LedgerStatus, Reminder, WorkbenchView
from ui.screens.workbench.words import REMINDERS, reminder_caption
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.card import Card, Divider
from ui.widgets.headings import SectionTitle
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed


class TwoLines(Themed, QWidget):
    """A title and a caption that open a manuscript.  Signals: ``opened(str)``."""

    opened = Signal(str)

    def __init__(
        self, manuscript_id: str, title: str, caption: str, tone: str | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._id = manuscript_id
        self.setObjectName(f"rail_{manuscript_id}")
        self.setAccessibleName(f"{title} {caption}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRing", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = ElidedLabel(title, "small", tone, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(ElidedLabel(caption, "caption", parent=self))
        self._tone = tone
        self._follow_theme()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be opened."""
        self._title.set_tone("accent")

    def leaveEvent(self, event: QEvent) -> None:
        """As before."""
        self._title.set_tone(self._tone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._id)
        else:
            super().keyPressEvent(event)


class ReminderBlock(QWidget):
    """One kind of reminder: icon, name, count, the first lines."""

    opened = Signal(str)
    wanted = Signal(object)

    def __init__(self, reminder: Reminder, own_name: str, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        words, icon, tone = REMINDERS[reminder.kind]
        self._kind = reminder.kind
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView(icon, tone, parent=self))
        head.addWidget(TextLabel(words, "strong", parent=self))
        head.addStretch(1)
        head.addWidget(TextLabel(str(reminder.count), "body", tone, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        for line in reminder.lines:
            caption = reminder_caption(reminder.kind, line, own_name, now)
            row = TwoLines(line.manuscript_id, line.title, caption, "text2", self)
            row.setContentsMargins(26, 0, 0, 0)
            row.opened.connect(self.opened)
            layout.addWidget(row)
        if reminder.count > len(reminder.lines):
            more = Button("查看全部", self, kind="link", name=f"reminder_{reminder.kind.value}")
            more.clicked.connect(lambda: self.wanted.emit(self._kind))
            foot = QHBoxLayout()
            foot.setContentsMargins(24, 0, 0, 0)
            foot.addWidget(more)
            foot.addStretch(1)
            layout.addLayout(foot)


class LedgerLine(Themed, QWidget):
    """台账 1,286 条校验通过 · 今天 09:02."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconView("shield", "ok", 16, self)
        self._words = ElidedLabel("", "caption", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self._follow_theme()

    @property
    def words(self) -> str:
        """Words shown."""
        return self._words.text()

    def set_status(self, status: LedgerStatus, now: datetime) -> None:
        """Show the last verification."""
        count = f"台账 {status.events:,} 条"
        if not status.intact:
            self._icon.set_icon("alert", "danger")
            self._words.setText(f"{count}，校验不过")
        elif status.verified_at is None:
            self._icon.set_icon("shield", "text3")
            self._words.setText(f"{count}，还没校验")
        else:
            self._icon.set_icon("shield", "ok")
            at = moment_words(status.verified_at, now)
            self._words.setText(f"{count}校验通过 · {at}")


class WorkbenchRail(QWidget):
    """Everything right of the lists."""

    opened = Signal(str)
    reminder_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger = LedgerLine(self)
        self._reminders: Card | None = None
        self._releases: Card | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._reminder_title = SectionTitle("提醒", parent=self)
        self._release_title = SectionTitle("最近发布", parent=self)
        self._layout.addWidget(self._reminder_title)
        self._layout.addSpacing(8)
        self._layout.addWidget(self._release_title)
        self._layout.addStretch(1)
        self._layout.addWidget(self.ledger)

    def set_view(self, view: WorkbenchView, own_name: str) -> None:
        """Show reminders, releases and the ledger's state."""
        self._replace_reminders(view, own_name)
        self._replace_releases(view)
        self.ledger.set_status(view.ledger, view.now)

    def _replace_reminders(self, view: WorkbenchView, own_name: str) -> None:
        card = Card(self, padding=1, spacing=0)
        for place, reminder in enumerate(view.reminders):
            if place:
                card.body.addWidget(Divider(parent=card))
            block = ReminderBlock(reminder, own_name, view.now, card)
            block.opened.connect(self.opened)
            block.wanted.connect(self.reminder_requested)
            card.body.addWidget(block)
        if not view.reminders:
            card.body.addWidget(_quiet("没有超时、退回和待发布的稿件", card))
        self._reminders = self._swap(self._reminders, card, after=self._reminder_title)

    def _replace_releases(self, view: WorkbenchView) -> None:
        card = Card(self, padding=1, spacing=0)
        for place, release in enumerate(view.releases):
            if place:
                card.body.addWidget(Divider(parent=card))
            caption = f"{moment_words(release.released_at, view.now)} · {release.channel}"
            row = TwoLines(release.manuscript_id, release.title, caption, None, card)
            row.setContentsMargins(16, 10, 16, 10)
            row.opened.connect(self.opened)
            card.body.addWidget(row)
        if not view.releases:
            card.body.addWidget(_quiet("发布的稿件会出现在这里", card))
        self._releases = self._swap(self._releases, card, after=self._release_title)

    def _swap(self, old: Card | None, new: Card, after: QWidget) -> Card:
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._layout.insertWidget(self._layout.indexOf(after) + 1, new)
        return new


def _quiet(words: str, parent: QWidget) -> QWidget:
    label = TextLabel(words, "caption", parent=parent, wrap=True)
    label.setContentsMargins(16, 14, 16, 14)
    return label
