"""A list of names to be typed: a field a line, remove at its end, add below.

Signals: ``changed()`` after every edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.themed import repolish


class _NameLine(QWidget):
    def __init__(self, key: str, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.edit = QLineEdit(name, self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)
        self.remove = Button(parent=self, kind="flat", icon="close", tooltip="删除")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.remove)


class NameRows(QWidget):
    """Rows are (key, name); a new row has an empty key.  least: rows that cannot be removed."""

    changed = Signal()

    def __init__(
        self, placeholder: str, add: str, parent: QWidget | None = None, *, least: int = 1
    ) -> None:
        super().__init__(parent)
        self._placeholder = placeholder
        self._least = least
        self._lines: list[_NameLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add = Button(add, self, size="small", icon="plus")
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._rows)
        layout.addLayout(line)
        self.add.clicked.connect(self._on_add)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows."""
        for line in tuple(self._lines):
            self._drop(line)
        for key, name in rows:
            self._append(key, name)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Key and name of every row that is not blank."""
        typed = ((line.key, line.edit.text().strip()) for line in self._lines)
        return tuple((key, name) for key, name in typed if name)

    def set_editable(self, editable: bool) -> None:
        """False shows the rows only."""
        self.add.setVisible(editable)
        for line in self._lines:
            line.edit.setReadOnly(not editable)
            line.remove.setVisible(editable)

    def mark_error(self, name: str) -> None:
        """Mark every row with this name; empty marks none."""
        for line in self._lines:
            wrong = bool(name) and line.edit.text().strip() == name
            line.edit.setProperty("state", "error" if wrong else None)
            repolish(line.edit)

    def _append(self, key: str, name: str) -> _NameLine:
        line = _NameLine(key, name, self._placeholder, self)
        line.edit.textEdited.connect(lambda _: self.changed.emit())
        line.edit.returnPressed.connect(self._on_add)
        line.remove.clicked.connect(lambda: self._on_remove(line))
        self._lines.append(line)
        self._rows.addWidget(line)
        self._fit()
        return line

    def _drop(self, line: _NameLine) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._fit()

    def _fit(self) -> None:
        for line in self._lines:
            line.remove.setEnabled(len(self._lines) > self._least)

    def _on_add(self) -> None:
        self._append("", "").edit.setFocus()
        self.changed.emit()

    def _on_remove(self, line: _NameLine) -> None:
        place = self._lines.index(line)
        self._drop(line)
        if self._lines:
            self._lines[min(place, len(self._lines) - 1)].edit.setFocus()
        self.changed.emit()
