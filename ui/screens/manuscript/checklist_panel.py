"""Tab 审核要点: progress, filter, and the questions of the step.

Signals: ``answers_changed()``; the answers are in :attr:`ChecklistPanel.state`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from qz_review.model.checklist import Checklist, ChecklistItem, ItemAnswer, MachineHint
from qz_review.services.views import ManuscriptView
from ui.screens.manuscript.checklist_row import ANSWERS, ChecklistRow
from ui.screens.manuscript.checklist_state import ChecklistState
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.empty_state import EmptyState
from ui.widgets.progress import ThinBar
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed


class ChecklistPanel(Themed, QWidget):
    """The checklist of the waiting step."""

    answers_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: ChecklistState | None = None
        self._rows: list[ChecklistRow] = []
        self._unmade: ManuscriptView | None = None
        self._folded: set[str] = set()
        self._only_open = False
        self._read_only = True
        self.bar = ThinBar(self)
        self.bar.setAccessibleName("审核要点进度")
        self.rest = TextLabel("", "caption", parent=self)
        self.rest.setObjectName("checklist_rest")
        self.only_open = Button("只看未答", self, kind="flat", size="small", name="only_open")
        self.only_open.setCheckable(True)
        self._head = QWidget(self)
        self._duty = TextLabel("", "caption", parent=self, wrap=True)
        self._presets = TextLabel("", "caption", parent=self)
        self._presets.setObjectName("checklist_presets")
        self._scroll = QScrollArea(self)
        self._list = QWidget()
        self._empty = EmptyState("check", "各项已答", parent=self)
        self._build()
        self.only_open.clicked.connect(self._on_only_open_clicked)
        self._follow_theme()

    def _build(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(self.bar, 1)
        head.addWidget(self.rest)
        head.addWidget(self.only_open)
        self._list_layout = QVBoxLayout(self._list)
        self._list_layout.setContentsMargins(0, 0, 0, 0)
        self._list_layout.setSpacing(0)
        self._duty.setContentsMargins(16, 10, 16, 10)
        self._presets.setContentsMargins(16, 8, 16, 4)
        self._list_layout.addWidget(self._duty)
        self._list_layout.addWidget(self._presets)
        self._list_layout.addStretch(1)
        self._list.setProperty("plain", True)
        # The panel's width counts, not the longest word of a row.
        self._list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(Divider(parent=self))
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._empty, 1)
        self._empty.hide()

    def set_view(self, view: ManuscriptView, answers: tuple[ItemAnswer, ...]) -> None:
        """Show the checklist of the waiting step with the answers given so far.

        Rows of another checklist are made in the next turn of the event loop, or when asked for.
        """
        if view.checklist is None:
            return
        same = self.state is not None and self.state.checklist == view.checklist
        self._read_only = not view.parts
        self.state = ChecklistState(view.checklist, answers)
        if not same or len(self._rows) != len(self.state.items):
            self._drop_rows()
            self._unmade = view
            QTimer.singleShot(0, self, self._make_wanted_rows)
        self._show_answers()

    def _show_answers(self) -> None:
        assert self.state is not None
        for row in self._rows:
            row.set_read_only(self._read_only)
            row.set_answer(self.state.answer(row.item.id))
        self._refresh()

    def _drop_rows(self) -> None:
        for row in self._rows:
            self._list_layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._folded = set()

    def _make_wanted_rows(self) -> None:
        view, self._unmade = self._unmade, None
        if view is None or view.checklist is None:
            return
        self.setUpdatesEnabled(False)  # painted once, not row by row
        try:
            self._make_rows(view.checklist, view)
            self._show_answers()
        finally:
            self.setUpdatesEnabled(True)

    def _make_rows(self, checklist: Checklist, view: ManuscriptView) -> None:
        assert self.state is not None
        self._duty.setText("".join(checklist.duty))
        self._duty.setVisible(bool(checklist.duty))
        preset = {answer.item_id for answer in view.suggestions}
        for item in self.state.items:
            row = ChecklistRow(
                item,
                self._list,
                is_heading=self.state.is_heading(item),
                is_part=item.parent is not None,
                hint=_hint(item, view),
                preset=_preset_words(item) if item.id in preset else "",
            )
            row.answered.connect(self._on_answered)
            row.note_written.connect(self._on_note_written)
            row.step_wanted.connect(self._on_step_wanted)
            row.finished.connect(self._on_finished)
            row.toggled.connect(self._on_toggled)
            self._list_layout.insertWidget(self._list_layout.count() - 1, row)
            self._rows.append(row)

    def _refresh(self) -> None:
        state = self.state
        if state is None:
            return
        rest = state.total - state.answered
        self.bar.set_progress(state.answered, state.total)
        self.bar.set_tone("accent" if rest else "ok")
        self.rest.setText(f"还差 {rest} 项" if rest else "各项已答")
        for row in self._rows:
            if row.is_heading:
                row.set_parts(*state.parts(row.item.id), row.item.id in self._folded)
            row.setVisible(self._is_shown(row))
        presets = sum(row.is_preset for row in self._rows)
        self._presets.setText(f"已预选 {presets} 项不适用，可改")
        self._presets.setVisible(presets > 0 and not self._only_open)
        made = self._unmade is None
        nothing = made and self._only_open and not any(not row.isHidden() for row in self._rows)
        self._empty.setVisible(nothing)
        self._scroll.setVisible(not nothing)

    def _is_shown(self, row: ChecklistRow) -> bool:
        assert self.state is not None
        if row.item.parent in self._folded and not self._only_open:
            return False
        if not self._only_open:
            return True
        if row.is_heading:
            done, total = self.state.parts(row.item.id)
            return done < total
        focused = self.window().focusWidget()  # a row being answered stays under the hands
        busy = focused is not None and (row is focused or row.isAncestorOf(focused))
        return busy or not self.state.is_complete(row.item.id)

    def go_to_first_open(self) -> None:
        """Focus the first question without a complete answer."""
        self._make_wanted_rows()
        if self.state is None:
            return
        for row in self._rows:
            if not row.is_heading and not self.state.is_complete(row.item.id):
                self._folded.discard(row.item.parent or "")
                self._refresh()
                self._go_to(row)
                return

    def _go_to(self, row: ChecklistRow) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._refresh()  # with 只看未答 the row just answered goes now
        self._scroll.ensureWidgetVisible(row, 0, 40)
        # Rows that came or went have moved it once the layout has run.
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row, 0, 40))

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        """All rows, hidden ones too."""
        self._make_wanted_rows()
        return tuple(self._rows)

    def _on_answered(self, item_id: str, key: str) -> None:
        if self.state is not None and not self._read_only:
            self.state.set_answer(item_id, ANSWERS[key])
            self._refresh()
            self.answers_changed.emit()

    def _on_note_written(self, item_id: str, words: str) -> None:
        if self.state is not None and not self._read_only:
            self.state.set_note(item_id, words)
            self._refresh()
            self.answers_changed.emit()

    def _on_step_wanted(self, step: int) -> None:
        row = self._neighbour(self.sender(), step)
        if row is not None:
            self._go_to(row)

    def _on_finished(self) -> None:
        """The next question; after the last one the first that is still open."""
        sender = self.sender()
        row = self._neighbour(sender, 1)
        if row is not None:
            self._go_to(row)
            return
        if isinstance(sender, ChecklistRow):
            sender.setFocus(Qt.FocusReason.OtherFocusReason)  # out of a note, if nothing is open
        self.go_to_first_open()

    def _neighbour(self, here: object, step: int) -> ChecklistRow | None:
        """The question shown before (-1) or after (1) a row; a heading asks nothing."""
        shown = [row for row in self._rows if row is here or not (row.isHidden() or row.is_heading)]
        place = next((i for i, row in enumerate(shown) if row is here), None)
        if place is None or not 0 <= place + step < len(shown):
            return None
        return shown[place + step]

    def _on_toggled(self, item_id: str) -> None:
        self._folded ^= {item_id}
        self._refresh()

    def _on_only_open_clicked(self) -> None:
        self._only_open = self.only_open.isChecked()
        self._refresh()


def _hint(item: ChecklistItem, view: ManuscriptView) -> tuple[str, str, str] | None:
    """What the product knows to a question: icon, words, tone."""
    if item.machine_hint is MachineHint.COUNTERSIGN and view.consultations:
        answered = sum(c.outcome is not None for c in view.consultations)
        total = len(view.consultations)
        return "stamp", f"{answered}/{total}", "ok" if answered == total else "warn"
    if item.machine_hint is MachineHint.SOURCE and item.when and view.source is not None:
        return "link", "已填", "text3"
    return None


def _preset_words(item: ChecklistItem) -> str:
    """Why 不适用 stands there before anybody answered."""
    return f"本稿没有标记{'、'.join(flag.label for flag in item.when)}，预选不适用"
