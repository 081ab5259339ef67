"""逐项回答: the leader's checklist item by item, with notes.

Signals: ``answers_given(tuple[ItemAnswer])`` after every answer or note.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qz_review.model.checklist import Answer, Checklist, ChecklistItem, ItemAnswer
from ui.widgets.answer_note import AnswerNote
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.segmented import AnswerControl
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import repolish

_KEYS = {Answer.YES: "yes", Answer.NO: "no", Answer.NOT_APPLICABLE: "na"}
_ANSWERS = {key: answer for answer, key in _KEYS.items()}
_LETTERS = {Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no", Qt.Key.Key_X: "na"}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WIDTH, _HEIGHT = 760, 640


class _ItemRow(QWidget):
    """Number, statement and clause; 是 / 否 / 不适用; the note of a 否."""

    changed = Signal()
    step_wanted = Signal(int)

    def __init__(
        self, item: ChecklistItem, given: ItemAnswer | None, suggested: Answer | None,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.item = item
        self.setObjectName(f"item_{item.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{item.number} {item.statement}")
        self.setProperty("ringRadius", 4)
        self.control = AnswerControl(
            _KEYS[given.answer] if given else None, self, accessible_name=item.statement
        )
        self.control.setObjectName(f"answer_{item.id}")
        self.note = AnswerNote(self)
        self.note.setText(given.note if given else "")
        self.note.setObjectName(f"note_{item.id}")
        self.note.setAccessibleName(f"{item.statement} 说明")
        caption = f"{item.source} · {item.gate.label} · {item.rule_words}"
        if suggested is Answer.NOT_APPLICABLE:
            caption = f"本稿不涉及，可选不适用 · {caption}"
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(item.statement, "body", parent=self, wrap=True))
        words.addWidget(TextLabel(caption, "caption", parent=self, wrap=True))
        number = TextLabel(item.number, "small", "text2", self)
        number.setMinimumWidth(36)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.control, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 12)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.note)
        self.control.value_changed.connect(self._on_value_changed)
        self.note.textEdited.connect(self._on_note_edited)
        self.note.finished.connect(lambda: self.step_wanted.emit(1))
        self.note.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self._show_note()

    def answer(self) -> ItemAnswer | None:
        """The answer as it stands; None while there is none."""
        key = self.control.value
        if key is None:
            return None
        note = self.note.text().strip() if key == "no" else ""
        return ItemAnswer(self.item.id, _ANSWERS[key], note)

    @property
    def is_complete(self) -> bool:
        """True for an answer that may be signed: 否 needs its note."""
        given = self.answer()
        return given is not None and (given.answer is not Answer.NO or bool(given.note))

    def _show_note(self) -> None:
        self.note.setVisible(self.control.value == "no")
        wanting = self.control.value == "no" and not self.note.text().strip()
        self.note.setProperty("state", "error" if wanting else None)
        repolish(self.note)

    def _on_value_changed(self, key: str) -> None:
        self._show_note()
        if key == "no":
            self.note.setFocus()
        self.changed.emit()

    def _on_note_edited(self) -> None:
        self._show_note()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N, X answer; arrows go on."""
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and key in _LETTERS:
            self.control.set_value(_LETTERS[key])
            if key != Qt.Key.Key_N:
                self.step_wanted.emit(1)
        elif key in _STEPS:
            self.step_wanted.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)


class ChecklistDialog(OverlayDialog):
    """given: answers so far; suggested: 不适用 where the manuscript is not of the kind."""

    answers_given = Signal(object)

    def __init__(
        self,
        host: QWidget,
        checklist: Checklist,
        given: Iterable[ItemAnswer],
        suggested: Iterable[ItemAnswer] = (),
    ) -> None:
        super().__init__(host, "审核要点", width=_WIDTH, height=_HEIGHT)
        self.setObjectName("checklist_dialog")
        known = {answer.item_id: answer for answer in given}
        hints = {answer.item_id: answer.answer for answer in suggested}
        content = QWidget(self.panel)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        self.rows: list[_ItemRow] = []
        questions = {item.id for item in checklist.questions()}
        for item in checklist.items:
            if item.id not in questions:
                if checklist.parts_of(item.id):
                    heading = TextLabel(f"{item.number} {item.statement}", "small-strong",
                                        parent=content, wrap=True)  # fmt: skip
                    heading.setContentsMargins(24, 12, 24, 4)
                    layout.addWidget(heading)
                continue
            if self.rows:
                layout.addWidget(Divider(parent=content))
            row = _ItemRow(item, known.get(item.id), hints.get(item.id), content)
            row.changed.connect(self._on_row_changed)
            row.step_wanted.connect(self._on_step_wanted)
            layout.addWidget(row)
            self.rows.append(row)
        layout.addStretch(1)
        self.set_content(content)
        self.done = self.add_action(
            Button("完成", self.panel, kind="primary", size="footer", name="checklist_done")
        )
        self.done.clicked.connect(self.request_close)
        self._show_count()

    def answers(self) -> tuple[ItemAnswer, ...]:
        """All answers in the rule's order."""
        return tuple(answer for row in self.rows if (answer := row.answer()) is not None)

    def open(self) -> None:
        """Begin at the first open item."""
        super().open()
        first = next((row for row in self.rows if not row.is_complete), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_count(self) -> None:
        done = sum(row.is_complete for row in self.rows)
        self.set_note(f"已答 {done}/{len(self.rows)}，答否须写说明")

    def _on_row_changed(self) -> None:
        self._show_count()
        self.answers_given.emit(self.answers())

    def _on_step_wanted(self, step: int) -> None:
        here = self.rows.index(self.sender())  # type: ignore[arg-type]
        at = here + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[at])
        elif step > 0:
            self.done.setFocus(Qt.FocusReason.TabFocusReason)
