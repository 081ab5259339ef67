"""Titles of pages, sections and groups."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed


class SectionTitle(QWidget):
    """16/24 title, a count in ``text3`` beside it, a caption or widgets at the right."""

    def __init__(
        self, text: str, count: int | str | None = None, caption: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.title = TextLabel(text, "section-title", parent=self)
        self.count = TextLabel("", "body", "text3", self)
        self.caption = TextLabel(caption, "caption", parent=self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.count)
        self._layout.addStretch(1)
        self._layout.addWidget(self.caption)
        self.caption.setVisible(bool(caption))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_count(self, count: int | str | None) -> None:
        """Show ``count`` after the title; None hides it."""
        self.count.setText("" if count is None else str(count))
        self.count.setVisible(count is not None)

    def set_caption(self, caption: str) -> None:
        """Show words at the right end; empty hides them."""
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._layout.addWidget(widget)


class PageHeader(QWidget):
    """20/28 title, caption under it, actions at the right; 72 px high as on the workbench."""

    def __init__(self, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, "page-title", parent=self)
        self.caption = ElidedLabel(caption, "caption", parent=self)
        self.caption.setVisible(bool(caption))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        words.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 0)
        layout.setSpacing(16)
        layout.addLayout(words, 1)
        layout.addLayout(self._actions)
        self.setMinimumHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str, caption: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class GroupHeader(Themed, QFrame):
    """The grey bar between groups of a panel: caption left, count right, 30 px high."""

    def __init__(self, text: str, count: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "group-head")
        self.label = ElidedLabel(text, "caption", parent=self)
        self.count = TextLabel(count, "caption", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.count)
        self._follow_theme()
        self._on_theme_changed()

    def set_content(self, text: str, count: str = "") -> None:
        """Change the words."""
        self.label.setText(text)
        self.count.setText(count)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(30))
        super()._on_theme_changed()
