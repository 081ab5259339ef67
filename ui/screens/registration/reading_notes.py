"""What reading a file left to tell, line by line; a long list is folded.

No signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import TextLabel

_SHOWN = 4  # lines before the rest is folded; folding a single one would save nothing


class ReadingNotes(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_notes")
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.more = Button("", self, kind="flat", size="small", name="reading_notes_more")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._lines)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self._unfold)
        self.set_lines(())

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show other lines, folded again."""
        for row in self._rows:
            self._lines.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._make_row(line) for line in lines]
        for row in self._rows:
            self._lines.addWidget(row)
        folded = len(lines) - _SHOWN if len(lines) > _SHOWN + 1 else 0
        for row in self._rows[len(lines) - folded :]:
            row.hide()
        self.more.setText(f"另有 {folded} 条")
        self.more.setVisible(folded > 0)
        self.setVisible(bool(lines))

    def _unfold(self) -> None:
        self.more.hide()
        for row in self._rows:
            row.show()

    def _make_row(self, line: str) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        icon = IconView("info", "warn", 14, row, beside="caption")
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(TextLabel(line, "caption", "text2", row, wrap=True), 1)
        return row
