"""One line of the checklist: number, statement, 是 / 否 / 不适用, note, gate.

Signals: ``answered(str, str)`` item and answer key; ``note_written(str, str)``;
``step_wanted(int)`` for the arrow keys; ``finished()`` when the keys have answered it and belong
to the next question; ``toggled(str)`` for a heading.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qz_review.model.checklist import Answer, ChecklistItem, ItemAnswer
from ui.widgets.answer_note import AnswerNote
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.segmented import AnswerControl
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed, repolish

_KEYS = {Answer.YES: "yes", Answer.NO: "no", Answer.NOT_APPLICABLE: "na"}
ANSWERS = {key: answer for answer, key in _KEYS.items()}
_LETTERS = {Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no", Qt.Key.Key_X: "na"}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChecklistRow(Themed, QWidget):
    """A question, or (``is_heading``) a clause that falls into questions.

    hint: icon, words and tone of what the product can say to it.
    preset: why 不适用 was chosen beforehand, empty where it was not; shown while it stands so.
    """

    answered = Signal(str, str)
    note_written = Signal(str, str)
    step_wanted = Signal(int)
    finished = Signal()
    toggled = Signal(str)

    def __init__(
        self,
        item: ChecklistItem,
        parent: QWidget,
        *,
        is_heading: bool = False,
        is_part: bool = False,
        hint: tuple[str, str, str] | None = None,
        preset: str = "",
    ) -> None:
        super().__init__(parent)
        self.item = item
        self.is_heading = is_heading
        self._is_part = is_part
        self.setObjectName(f"item_{item.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{item.number} {item.statement}")
        self.setAccessibleDescription(f"{item.source} {item.rule_words}")
        self.setToolTip(f"{item.source}\n{_wrapped(item.rule_words)}")
        self._number = TextLabel(item.number, "small", "text2", self)
        self._statement = TextLabel(item.statement, "body", parent=self, wrap=True)
        self._sub_line = TextLabel("", "caption", parent=self)
        self._fold = Button(
            parent=self, kind="flat", size="small", icon="chevron-up", tooltip="收起",
            name=f"fold_{item.id}",
        )  # fmt: skip
        self.control = AnswerControl(parent=self, accessible_name=item.statement)
        self.control.setObjectName(f"answer_{item.id}")
        self._hint = IconLabel(*(hint or ("scan", "", "text3"))[:2], "caption",
                               (hint or ("", "", "text3"))[2], parent=self)  # fmt: skip
        self._hint.setVisible(hint is not None)
        self._gate = TextLabel(item.gate.label, "caption", parent=self)
        self._preset = TextLabel(preset, "caption", parent=self, wrap=True)
        self._preset.setObjectName(f"preset_{item.id}")
        self._preset.hide()
        self.note = AnswerNote(self)
        self.note.setObjectName(f"note_{item.id}")
        self.note.setAccessibleName(f"{item.statement} 说明")
        self._rule = TextLabel(
            f"{item.clause} {item.rule_words}", "caption", parent=self, wrap=True
        )
        self._rule.setObjectName(f"rule_{item.id}")
        self._build()
        self._connect()
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        self._number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.control)
        answers.addStretch(1)
        answers.addWidget(self._hint)
        answers.addWidget(self._gate)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._sub_line, 1)
        head.addWidget(self._fold)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._statement)
        words.addWidget(self._rule)
        words.addLayout(head)
        words.addLayout(answers)
        words.addWidget(self._preset)
        words.addWidget(self.note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16 + (30 if self._is_part else 0), 10, 16, 12)
        layout.setSpacing(0)
        layout.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        for widget in (self.control, self._gate, self.note, self._hint):
            widget.setVisible(not self.is_heading and widget not in (self.note, self._hint))
        if not self.is_heading:
            self._hint.setVisible(bool(self._hint.label.text()))
        for part in (self._sub_line, self._fold):
            part.setVisible(self.is_heading)
        self._rule.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _on_theme_changed(self) -> None:
        wide = 36 if len(self.item.number) < 4 else 48  # px at 100 %
        self._number.setFixedWidth(self._theme.px(wide))
        super()._on_theme_changed()

    def _connect(self) -> None:
        self.control.value_changed.connect(self._on_value_changed)
        self.note.textEdited.connect(self._on_note_edited)
        self.note.finished.connect(self.finished)
        self.note.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self._fold.clicked.connect(lambda: self.toggled.emit(self.item.id))

    def set_answer(self, answer: ItemAnswer | None) -> None:
        """Show an answer without a signal."""
        key = _KEYS[answer.answer] if answer is not None else None
        self.control.blockSignals(True)
        self.control.set_value(key)
        self.control.blockSignals(False)
        self.note.setVisible(key == "no" and not self.is_heading)
        self._show_preset(key)
        words = answer.note if answer is not None else ""
        if self.note.text() != words:
            self.note.setText(words)
        self._mark_note()

    def set_parts(self, done: int, total: int, folded: bool) -> None:
        """Heading: 12 种情形，已答 8."""
        self._sub_line.setText(f"{total} 项，已答 {done}")
        self._fold.set_icon("chevron-down" if folded else "chevron-up")
        self._fold.setToolTip("展开" if folded else "收起")
        self._fold.setAccessibleName(f"{'展开' if folded else '收起'} {self.item.number}")

    def set_read_only(self, read_only: bool) -> None:
        """Answers are shown and cannot be changed."""
        self.control.setEnabled(not read_only)
        self.note.setReadOnly(read_only)

    @property
    def shows_rule(self) -> bool:
        """True while the rule's words stand under the statement."""
        return not self._rule.isHidden()

    def show_rule(self, shown: bool) -> None:
        """Show or hide the rule's words."""
        self._rule.setVisible(shown)

    @property
    def is_preset(self) -> bool:
        """True while the answer stands that was chosen beforehand."""
        return not self._preset.isHidden()

    def _show_preset(self, key: str | None) -> None:
        self._preset.setVisible(key == "na" and bool(self._preset.text()))

    def _mark_note(self) -> None:
        wanting = not self.note.isHidden() and not self.note.text().strip()
        self.note.setProperty("state", "error" if wanting else None)
        repolish(self.note)

    def _on_value_changed(self, key: str) -> None:
        self.note.setVisible(key == "no")
        self._show_preset(key)
        self._mark_note()
        if key == "no":
            self.note.setFocus()
        self.answered.emit(self.item.id, key)

    def _on_note_edited(self, words: str) -> None:
        self._mark_note()
        self.note_written.emit(self.item.id, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N, X answer and go on; arrows go on; Enter shows the rule's words."""
        key = Qt.Key(event.key())
        letter = _LETTERS.get(key)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        )  # fmt: skip
        if plain and letter and not self.is_heading and self.control.isEnabled():
            self.control.set_value(letter)
            if letter == "no":
                self.note.setFocus()  # also where it was 否 before
            else:
                self.finished.emit()
        elif plain and key in _STEPS:
            self.step_wanted.emit(_STEPS[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.is_heading:
                self.toggled.emit(self.item.id)
            else:
                self.show_rule(not self.shows_rule)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the statement shows the rule's words."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.show_rule(not self.shows_rule)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row has the keys."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has them no more."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of a part, focus edge, dividing line."""
        painter = QPainter(self)
        if self._is_part:
            painter.fillRect(self.rect(), self._theme.color("window"))
        if self.hasFocus():
            painter.fillRect(QRectF(0, 0, 3, self.height()), self._theme.color("accent"))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._theme.color("line"))


def _wrapped(words: str, width: int = 36) -> str:
    """Lines of a tooltip."""
    return "\n".join(words[at : at + width] for at in range(0, len(words), width))
