"""Tab 誊正 of 三校: the leader's edits and instructions to tick, later changes to class.

Signals: ``work_changed()``; results are :meth:`TranscriptionPanel.changes` and ``carried_out``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.manuscript import CarriedOut, ChangeClass, ClassedChange
from qz_review.services.after_approval import change_words
from qz_review.services.grounds import Ground
from ui.text.ground_texts import grounds_words
from ui.widgets.card import Divider
from ui.widgets.combo_box import ComboBox
from ui.widgets.headings import GroupHeader
from ui.widgets.text_label import TextLabel

_NOTHING: Mapping[str, tuple[Ground, ...]] = MappingProxyType({})
_SOURCES = {"edit": "领导改动", "instruction": "修改意见"}


class _LineRow(QWidget):
    """One line of the 誊正核对单: ticked, or answered in words.

    What the text shows by itself is ticked by itself, and follows the text until the person
    ticks or answers; below stands what was seen.
    """

    changed = Signal()

    def __init__(self, line: CarriedOut, read_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self.is_answered = False
        self.tick = QCheckBox("已誊正", self)
        self.tick.setObjectName(f"done_{line.key}")
        self.tick.setAccessibleName(f"已誊正：{line.words}")
        self.answer = QLineEdit(self)
        self.answer.setObjectName(f"answer_{line.key}")
        self.answer.setPlaceholderText("没有照办的，写明怎样处理")
        self.answer.setAccessibleName(f"处理说明：{line.words}")
        self.tick.setEnabled(not read_only)
        self.answer.setReadOnly(read_only)
        self.ground = TextLabel("", "caption", "text3", self, wrap=True, selectable=True)
        self.ground.setObjectName(f"ground_{line.key}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(6)
        layout.addWidget(TextLabel(_SOURCES.get(line.source, ""), "caption", parent=self))
        layout.addWidget(TextLabel(line.words, "body", parent=self, wrap=True, selectable=True))
        layout.addWidget(self.ground)
        layout.addWidget(self.tick)
        layout.addWidget(self.answer)
        self.tick.clicked.connect(self._on_answered)
        self.answer.textEdited.connect(self._on_answered)

    def show_state(self, line: CarriedOut, grounds: tuple[Ground, ...], *, answered: bool) -> None:
        """The line as it is now.  answered: the person said so, whatever the text shows."""
        self.is_answered = answered
        self.tick.setChecked(line.done)
        if self.answer.text().strip() != line.answer:
            self.answer.setText(line.answer)
        words = grounds_words(grounds)
        self.ground.setText(words)
        self.ground.setVisible(bool(words))
        self.ground.set_tone("ok" if all(g.done for g in grounds) else "text3")
        self.tick.setAccessibleDescription(words)

    def _on_answered(self) -> None:
        self.is_answered = True
        self.changed.emit()

    @property
    def line(self) -> CarriedOut:
        """The line as it stands, answered or as the text shows it."""
        return replace(self._line, done=self.tick.isChecked(), answer=self.answer.text().strip())


class _ChangeRow(QWidget):
    """One change after the approved copy, and its class."""

    changed = Signal()

    def __init__(self, change: ClassedChange, read_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._change = change
        self.kind = ComboBox(self)
        self.kind.setObjectName(f"class_{change.key}")
        self.kind.setAccessibleName(f"归类：{change_words(change)}")
        choices = [("", "归类…"), *((kind.value, kind.label) for kind in ChangeClass)]
        self.kind.set_choices(choices, change.kind.value if change.kind else "")
        self.kind.setEnabled(not read_only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(6)
        layout.addWidget(TextLabel(change.place, "caption", parent=self))
        words = TextLabel(change_words(change), "body", parent=self, wrap=True, selectable=True)
        layout.addWidget(words)
        layout.addWidget(self.kind)
        self.kind.currentIndexChanged.connect(lambda _index: self.changed.emit())

    @property
    def change(self) -> ClassedChange:
        """The change with its class."""
        chosen = self.kind.choice
        return replace(self._change, kind=ChangeClass(chosen) if chosen else None)


class TranscriptionPanel(QWidget):
    """Lists both; answers given stay while the lists are renewed."""

    work_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_LineRow] = []
        self._changes: list[_ChangeRow] = []
        self._shown: tuple[object, ...] = ()
        self._scroll = QScrollArea(self)
        self._body = QWidget()
        self._body.setProperty("plain", True)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def set_work(
        self,
        lines: tuple[CarriedOut, ...],
        changes: tuple[ClassedChange, ...],
        *,
        answered: Collection[str] = (),
        grounds: Mapping[str, tuple[Ground, ...]] = _NOTHING,
        read_only: bool,
    ) -> None:
        """Show what is expected now, with the answers given so far.

        answered: keys of the lines that the person ticked or answered himself.
        """
        shown = (
            tuple((line.key, line.words) for line in lines),
            tuple((c.key, c.place, c.deleted, c.inserted) for c in changes),
            read_only,
        )
        if shown != self._shown:
            self._build(lines, changes, read_only=read_only)
        for row, line in zip(self._lines, lines, strict=True):
            row.show_state(line, grounds.get(line.key, ()), answered=line.key in answered)

    def _build(
        self,
        lines: tuple[CarriedOut, ...],
        changes: tuple[ClassedChange, ...],
        *,
        read_only: bool,
    ) -> None:
        self._shown = (
            tuple((line.key, line.words) for line in lines),
            tuple((c.key, c.place, c.deleted, c.inserted) for c in changes),
            read_only,
        )
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = [_LineRow(line, read_only, self._body) for line in lines]
        self._changes = [_ChangeRow(change, read_only, self._body) for change in changes]
        self._add(GroupHeader("誊正核对单", str(len(lines)), self._body))
        if not lines:
            self._add(_note("领导没有改动，也没有修改意见", self._body))
        for line_row in self._lines:
            line_row.changed.connect(self.work_changed)
            self._add(line_row)
            self._add(Divider(parent=self._body))
        self._add(GroupHeader("签发后的改动", str(len(changes)), self._body))
        if not changes:
            self._add(_note("与签发稿一致", self._body))
        for change_row in self._changes:
            change_row.changed.connect(self.work_changed)
            self._add(change_row)
            self._add(Divider(parent=self._body))

    def _add(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)
        widget.show()

    @property
    def carried_out(self) -> tuple[CarriedOut, ...]:
        """The lines that the person ticked or answered; the others follow the text."""
        return tuple(row.line for row in self._lines if row.is_answered)

    @property
    def changes(self) -> tuple[ClassedChange, ...]:
        """The changes as classed."""
        return tuple(change_row.change for change_row in self._changes)

    @property
    def rest(self) -> int:
        """How many are still to be answered or classed."""
        open_lines = sum(not (row.line.done or row.line.answer) for row in self._lines)
        return open_lines + sum(change.kind is None for change in self.changes)


def _note(words: str, parent: QWidget) -> TextLabel:
    label = TextLabel(words, "small", "text3", parent)
    label.setContentsMargins(16, 10, 16, 10)
    return label
