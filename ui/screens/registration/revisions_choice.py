"""Pending 修订 of the file: how many, by whom, and what becomes of them.

Signals: ``chosen(str)``: accept, reject or keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.icon_label import IconView
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text_label import TextLabel

_CHOICES = (("accept", "接受"), ("reject", "拒绝"), ("keep", "保留"))
_MEANS = {
    "accept": "按接受后的文字登记，不留修订痕迹",
    "reject": "按修订前的文字登记，不留修订痕迹",
    "keep": "按接受后的文字登记，修订算作者的改动，留在花脸稿里",
}
_NAMED = 3  # authors named in the line; all are in its tooltip


class Revising(Protocol):
    """Who made some of them."""

    @property
    def name(self) -> str:
        """As the file has it."""

    @property
    def count(self) -> int:
        """At how many places."""


class RevisionsChoice(QWidget):
    """Hidden for a file without pending revisions."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("revisions_choice")
        self.words = TextLabel("", "small", parent=self, wrap=True)
        self.words.setObjectName("revision_words")
        self.control = self._made(_CHOICES, "accept")
        self.means = TextLabel("", "caption", parent=self, wrap=True)
        self.means.setObjectName("revision_means")
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(IconView("history", "warn", 16, self))
        self._head.addWidget(self.words, 1)
        self._head.addWidget(self.control, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 0, 0)
        foot.addWidget(self.means)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._head)
        layout.addLayout(foot)
        self.show_read((), 0, "accept")

    def show_read(self, revisers: Sequence[Revising], places: int, choice: str) -> None:
        """What the file holds.  revisers: none where it does not say whose they are; then
        nobody's can be kept.  choice: how it was read.
        """
        self.setVisible(places > 0)
        by = [f"{reviser.name} {reviser.count}处" for reviser in revisers if reviser.count]
        named = "、".join(by[:_NAMED]) + (f" 等{len(by)}人" if len(by) > _NAMED else "")
        self.words.setText(f"未处理的修订 {places} 处" + (f"：{named}" if named else ""))
        self.words.setToolTip("\n".join(by) if len(by) > _NAMED else "")
        self._offer(_CHOICES if by else _CHOICES[:2], choice)
        self.means.setText(_MEANS[choice])

    def _offer(self, choices: Sequence[tuple[str, str]], choice: str) -> None:
        """Show other segments, or the same with another chosen; nothing is emitted."""
        if choices != self._offered:
            old, self.control = self.control, self._made(choices, choice)
            self._head.replaceWidget(old, self.control)
            old.hide()
            old.deleteLater()
            return
        blocked = self.control.blockSignals(True)
        self.control.set_value(choice)
        self.control.blockSignals(blocked)

    def _made(self, choices: Sequence[tuple[str, str]], choice: str) -> SegmentedControl:
        control = SegmentedControl(list(choices), choice, self, accessible_name="修订")
        control.setObjectName("revision_choice")
        control.value_changed.connect(self._on_chosen)
        self._offered = choices
        return control

    def _on_chosen(self, choice: str) -> None:
        self.means.setText(_MEANS[choice])
        self.chosen.emit(choice)
