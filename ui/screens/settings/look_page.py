"""外观: theme, text size, contrast, motion; acts at once.

Signals: ``look_changed()`` after the theme has been told.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.settings.page import SettingsPage
from ui.theme.theme import Theme, ThemeMode
from ui.theme.type_scale import TEXT_SCALES
from ui.widgets.segmented import SegmentedControl
from ui.widgets.switch import Switch
from ui.widgets.text_label import TextLabel

_MODES = ((ThemeMode.LIGHT, "浅色"), (ThemeMode.DARK, "深色"), (ThemeMode.SYSTEM, "跟随系统"))


class LookPage(SettingsPage):
    """theme: the running application's."""

    look_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme
        self.mode = SegmentedControl(
            [(mode.value, words) for mode, words in _MODES], theme.mode.value,
            accessible_name="配色",
        )  # fmt: skip
        self.scale = SegmentedControl(
            [(str(scale), f"{scale}%") for scale in TEXT_SCALES], str(theme.text_scale),
            accessible_name="文字大小",
        )  # fmt: skip
        self.contrast = Switch("高对比度")
        self.calm = Switch("减少动效")
        self.mode.setObjectName("look_mode")
        self.scale.setObjectName("look_scale")
        self.contrast.setObjectName("look_contrast")
        self.calm.setObjectName("look_calm")
        self._build()
        self._show_theme()
        self._connect()

    def _build(self) -> None:
        card = self.group("外观", "只改这台电脑上的显示，打印不变")
        for label, control in (("配色", self.mode), ("文字大小", self.scale)):
            line = QHBoxLayout()
            line.addWidget(TextLabel(label))
            line.addStretch(1)
            line.addWidget(control)
            card.body.addLayout(line)
        card.body.addWidget(self.contrast)
        card.body.addWidget(self.calm)

    def _connect(self) -> None:
        self.mode.value_changed.connect(self._on_mode)
        self.scale.value_changed.connect(self._on_scale)
        self.contrast.toggled.connect(self._on_contrast)
        self.calm.toggled.connect(self._on_calm)
        self._look.changed.connect(self._show_theme)

    def _show_theme(self) -> None:
        self.mode.set_value(self._look.mode.value)
        self.scale.set_value(str(self._look.text_scale))
        self.contrast.setChecked(self._look.is_high_contrast)
        self.calm.setChecked(self._look.is_motion_reduced)

    def _on_mode(self, value: str) -> None:
        self._look.set_mode(ThemeMode(value))
        self.look_changed.emit()

    def _on_scale(self, value: str) -> None:
        self._look.set_text_scale(int(value))
        self.look_changed.emit()

    def _on_contrast(self, on: bool) -> None:
        self._look.set_high_contrast(on)
        self.look_changed.emit()

    def _on_calm(self, on: bool) -> None:
        self._look.set_reduced_motion(on)
        self.look_changed.emit()
