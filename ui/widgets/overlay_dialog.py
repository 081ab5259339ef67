"""The large dialog of mock-up 04: header 60, middle that scrolls, footer 64."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.overlay import CLOSE_BUTTON, Overlay
from ui.widgets.text_label import TextLabel

HEADER, FOOTER = 60, 64  # px


class OverlayDialog(Overlay):
    """Title and close button above, :meth:`set_content` in the middle, actions below.

    width, height: px at 100 %, never larger than the window leaves; then the middle scrolls.
    """

    def __init__(
        self, host: QWidget, title: str, *, width: int = 960, height: int | None = 744
    ) -> None:
        super().__init__(host, width, height)
        self._title = TextLabel(title, "page-title", parent=self.panel)
        self._close = Button(
            parent=self.panel, kind="flat", icon="close", tooltip="关闭", name=CLOSE_BUTTON
        )
        self._scroll = QScrollArea(self.panel)
        self._note = TextLabel("", "caption", parent=self.panel)
        self._header = QHBoxLayout()
        self._footer = QHBoxLayout()
        self._build()
        self._close.clicked.connect(self.request_close)
        self.set_title(title)

    def _build(self) -> None:
        head, foot = QFrame(self.panel), QFrame(self.panel)
        head.setProperty("frameRole", "dialog-head")
        foot.setProperty("frameRole", "dialog-foot")
        self._head, self._foot = head, foot
        self._fit_bars()
        self._header.setSpacing(8)
        self._header.addWidget(self._title)
        line = QHBoxLayout(head)
        line.setContentsMargins(24, 0, 16, 0)
        line.addLayout(self._header)
        line.addStretch(1)
        line.addWidget(self._close)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._footer.setContentsMargins(24, 0, 24, 0)
        self._footer.setSpacing(16)
        self._footer.addWidget(self._note)
        self._footer.addStretch(1)
        foot.setLayout(self._footer)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)

    def _fit_bars(self) -> None:
        self._head.setMinimumHeight(self._theme.px(HEADER))
        self._foot.setMinimumHeight(self._theme.px(FOOTER))

    def _on_theme_changed(self) -> None:
        self._fit_bars()
        super()._on_theme_changed()

    def set_title(self, title: str) -> None:
        """Change the title, and the dialog's accessible name with it."""
        self._title.setText(title)
        self.panel.setAccessibleName(title)

    def add_title_widget(self, widget: QWidget) -> None:
        """Put a widget (the stage chip) right behind the title."""
        self._header.addWidget(widget)

    def set_content(self, widget: QWidget) -> None:
        """Set the middle; it scrolls when it does not fit."""
        widget.setAutoFillBackground(False)
        widget.setProperty("plain", True)
        self._scroll.setWidget(widget)

    def set_pinned(self, widget: QWidget) -> None:
        """Put a widget between the middle and the footer, where it never scrolls away."""
        layout = self.panel.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, widget)

    def set_note(self, text: str) -> None:
        """Caption at the left of the footer: what holds after this act."""
        self._note.setText(text)

    def add_action(self, button: Button) -> Button:
        """Add a button to the footer, primary last; returns it."""
        self._footer.addWidget(button)
        return button
