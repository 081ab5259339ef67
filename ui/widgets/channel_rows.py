"""Publishing channels to be typed: name, kind, address; a used one is closed, not removed.

Signals: ``changed()`` after every edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qz_review.model.person import ChannelKind
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.themed import Themed, repolish

_KIND = 116  # px at 100 %


@dataclass(frozen=True, slots=True)
class ChannelEntry:
    """key: the channel's id, empty for a new one."""

    name: str
    kind: ChannelKind
    address: str = ""
    key: str = ""
    closed: bool = False


class _ChannelLine(Themed, QWidget):
    def __init__(self, entry: ChannelEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = entry.key
        self.name = QLineEdit(entry.name, self)
        self.name.setPlaceholderText("渠道名称")
        self.name.setAccessibleName("渠道名称")
        self.kind = ComboBox(self)
        self.kind.setAccessibleName("渠道类型")
        self.kind.set_choices([(k.value, k.label) for k in ChannelKind], entry.kind.value)
        self.address = QLineEdit(entry.address, self)
        self.address.setPlaceholderText("网址，可不填")
        self.address.setAccessibleName("网址")
        self.closed = QCheckBox("停用", self)
        self.closed.setChecked(entry.closed)
        self.closed.setVisible(bool(entry.key))
        self.remove = Button(parent=self, kind="flat", icon="close", tooltip="删除")
        self.remove.setVisible(not entry.key)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name, 3)
        layout.addWidget(self.kind)
        layout.addWidget(self.address, 4)
        layout.addWidget(self.closed)
        layout.addWidget(self.remove)
        self._follow_theme()
        self._on_theme_changed()

    def entry(self) -> ChannelEntry:
        kind = ChannelKind(self.kind.choice or ChannelKind.WEBSITE)
        return ChannelEntry(self.name.text().strip(), kind, self.address.text().strip(), self.key,
                            self.closed.isChecked())  # fmt: skip

    def _on_theme_changed(self) -> None:
        self.kind.setFixedWidth(self._theme.px(_KIND))
        super()._on_theme_changed()


class ChannelRows(QWidget):
    """The channels of a unit."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_ChannelLine] = []
        self._editable = True
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add = Button("加渠道", self, size="small", icon="plus", name="channel_add")
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._rows)
        layout.addLayout(line)
        self.add.clicked.connect(self._on_add)

    def set_entries(self, entries: Sequence[ChannelEntry]) -> None:
        """Show these channels."""
        for line in tuple(self._lines):
            self._drop(line)
        for entry in entries:
            self._append(entry)

    def entries(self) -> tuple[ChannelEntry, ...]:
        """Every channel that has a name, or had one when it was shown."""
        typed = (line.entry() for line in self._lines)
        return tuple(entry for entry in typed if entry.name or entry.key)

    def set_editable(self, editable: bool) -> None:
        """False shows the channels only."""
        self._editable = editable
        self.add.setVisible(editable)
        for line in self._lines:
            line.name.setReadOnly(not editable)
            line.address.setReadOnly(not editable)
            line.kind.setEnabled(editable)
            line.closed.setEnabled(editable)
            line.remove.setVisible(editable and not line.key)

    def focus_first(self) -> None:
        """Go to the first name."""
        if self._lines:
            self._lines[0].name.setFocus()

    def mark_error(self, name: str) -> None:
        """Mark every row with this name; empty marks none."""
        for line in self._lines:
            wrong = bool(name) and line.name.text().strip() == name
            line.name.setProperty("state", "error" if wrong else None)
            repolish(line.name)

    def _append(self, entry: ChannelEntry) -> _ChannelLine:
        line = _ChannelLine(entry, self)
        line.name.textEdited.connect(lambda _: self.changed.emit())
        line.address.textEdited.connect(lambda _: self.changed.emit())
        line.kind.currentIndexChanged.connect(lambda _: self.changed.emit())
        line.closed.toggled.connect(lambda _: self.changed.emit())
        line.remove.clicked.connect(lambda: self._on_remove(line))
        self._lines.append(line)
        self._rows.addWidget(line)
        return line

    def _drop(self, line: _ChannelLine) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_add(self) -> None:
        self._append(ChannelEntry("", ChannelKind.WEBSITE)).name.setFocus()
        self.changed.emit()

    def _on_remove(self, line: _ChannelLine) -> None:
        self._drop(line)
        self.changed.emit()
