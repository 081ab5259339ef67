"""Row over the sheet: which steps, whose and what kind of changes are marked.

Signals: ``selection_changed(Selection)``; ``list_wanted()`` (the folded list); ``step_wanted(int)``
1 for the next change, -1 for the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from qz_review.markup.changes import ChangeKind
from qz_review.services.comparison_views import ChangeView
from ui.screens.compare.selection import Selection, Step, counts_by_step
from ui.screens.compare.words import step_name
from ui.theme.icons import paint_icon
from ui.theme.tokens import HEIGHT_DEFAULT, RADIUS_CONTROL
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.stage_chip import paint_stage_chip, stage_chip_size
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_HEIGHT, _BOX, _PAD, _GAP = 52, 14, 10, 6  # px at 100 %
_SIDE, _BETWEEN = 24, 8  # px
_EVERYBODY, _EVERYTHING = "全部人员", "全部种类"


class StepToggle(PressedByEnter, Themed, QAbstractButton):
    """A step with its line and how many changes it made; checked: they are marked."""

    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self._count = 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setText(step_name(step))
        self.setObjectName(f"step_{step.value if step is not None else 'source'}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", RADIUS_CONTROL)
        self._follow_theme()
        self.set_count(0)

    @property
    def count(self) -> int:
        """How many changes."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setEnabled(count > 0)
        self.setAccessibleName(f"{self.text()}改动 {count} 处")
        self.setToolTip(f"标出{self.text()}的 {count} 处改动" if count else "没有改动")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Box, name, number, 32 px high."""
        theme = self._theme
        name = stage_chip_size(theme, self.text()).width()
        number = QFontMetrics(theme.font("caption")).horizontalAdvance(str(self._count))
        width = 2 * _PAD + theme.px(_BOX) + name + number + 2 * _GAP
        return QSize(width, theme.px(HEIGHT_DEFAULT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, the check box, the chip, the number."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(theme.color("hover" if hovered else "paper"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        side = theme.px(_BOX)
        box = QRectF(_PAD, (self.height() - side) / 2, side, side)
        self._paint_box(painter, box)
        left = box.right() + _GAP
        size = stage_chip_size(theme, self.text())
        top = (self.height() - size.height()) / 2
        if self.step is not None:
            paint_stage_chip(painter, theme, QPointF(left, top), self.step)
        else:
            painter.setFont(theme.font("small-strong"))
            painter.setPen(theme.color("text2"))
            room = QRectF(left, top, size.width() + 1, size.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        left += size.width() + _GAP
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), str(self._count))

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        on = self.isChecked() and self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.color("ctl"), 1))
        painter.setBrush(theme.color("accent" if on else "paper"))
        inset = 0.0 if on else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        if on:
            tick = box.adjusted(1, 1, -1, -1)
            paint_icon(painter, "check", tick, theme.color("on_accent"), stroke=2.4)


class FilterRow(Themed, QFrame):
    """52 px high."""

    selection_changed = Signal(object)
    list_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "header")
        self._selection = Selection()
        self._toggles: dict[Step, StepToggle] = {}
        self._is_folded = False
        self.unchanged = TextLabel("各环节都没有改动", "small", "text2", self)
        self.unchanged.hide()
        self.people = ComboBox(self, icon="users")
        self.people.setObjectName("people")
        self.people.setAccessibleName("谁的改动")
        self.kinds = ComboBox(self)
        self.kinds.setObjectName("kinds")
        self.kinds.setAccessibleName("哪种改动")
        self.previous = Button(
            parent=self, kind="flat", size="small", icon="chevron-up", name="row_previous",
            tooltip="上一处改动  Shift F7",
        )  # fmt: skip
        self.counter = TextLabel("", "small", "text2", self)
        self.next = Button(
            parent=self, kind="flat", size="small", icon="chevron-down", name="row_next",
            tooltip="下一处改动  F7",
        )  # fmt: skip
        self.list_button = Button("改动", self, icon="list", name="open_list", tooltip="改动清单")
        self.list_button.setCheckable(True)
        self._build()
        self._connect()
        self.set_folded(False)
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.setSpacing(_BETWEEN)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(8)
        row.addLayout(self._steps)
        row.addWidget(self.unchanged)
        row.addStretch(1)
        for widget in (self.people, self.kinds, self.previous, self.counter, self.next):
            row.addWidget(widget)
        row.addWidget(self.list_button)

    def _connect(self) -> None:
        self.people.activated.connect(lambda _: self._on_chosen())
        self.kinds.activated.connect(lambda _: self._on_chosen())
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.list_button.clicked.connect(self.list_wanted)

    def set_changes(
        self, changes: Sequence[ChangeView], people: Sequence[str], selection: Selection
    ) -> None:
        """Counts by step, who and what there is; ``selection`` is shown without a signal."""
        self._selection = selection
        self._set_steps(counts_by_step(changes), selection)
        names = [("", _EVERYBODY), *((name, name) for name in people)]
        self.people.set_choices(names, selection.person)
        found = {change.kind for change in changes}
        kinds = [(kind.value, kind.label) for kind in ChangeKind if kind in found]
        chosen = selection.kind.value if selection.kind is not None else ""
        self.kinds.set_choices([("", _EVERYTHING), *kinds], chosen)
        for control in (self.people, self.kinds, self.previous, self.next):
            control.setEnabled(bool(changes))
        self.unchanged.setVisible(not changes)

    def _set_steps(self, counts: Mapping[Step, int], selection: Selection) -> None:
        steps = list(counts)
        if steps != list(self._toggles):
            for toggle in self._toggles.values():
                self._steps.removeWidget(toggle)
                toggle.hide()
                toggle.deleteLater()
            self._toggles = {step: StepToggle(step, self) for step in steps}
            for toggle in self._toggles.values():
                self._steps.addWidget(toggle)
                toggle.show()
                toggle.clicked.connect(self._on_chosen)
        for step, toggle in self._toggles.items():
            toggle.set_count(counts[step])
            toggle.setChecked(step not in selection.without)

    def toggle(self, step: Step) -> StepToggle:
        """The toggle of a step; raises KeyError where the step changed nothing."""
        return self._toggles[step]

    def set_counter(self, words: str) -> None:
        """38 处 · 第 17 处, while the list is folded."""
        self.counter.setText(words)
        self._fit()

    def set_folded(self, folded: bool) -> None:
        """The list is a button here, with the counter beside it."""
        self._is_folded = folded
        self.list_button.setVisible(folded)
        self._fit()

    def _fit(self) -> None:
        """The counter and its arrows give way first: F7 and the list have them too."""
        parts = (self.previous, self.counter, self.next)
        others = (self.people, self.kinds, self.list_button, *self._toggles.values())
        widths = [max(w.sizeHint().width(), w.minimumWidth()) for w in (*others, *parts)]
        need = 2 * _SIDE + sum(widths) + _BETWEEN * len(widths)
        for widget in parts:
            widget.setVisible(self._is_folded and need <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def set_list_open(self, shown: bool) -> None:
        """The folded list stands beside the sheet."""
        self.list_button.setChecked(shown)

    def _on_chosen(self) -> None:
        without = frozenset(s for s, toggle in self._toggles.items() if not toggle.isChecked())
        kind = self.kinds.choice
        self._selection = Selection(
            without, self.people.choice or "", ChangeKind(kind) if kind else None
        )
        self.selection_changed.emit(self._selection)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self.people.setFixedWidth(self._theme.px(136))
        self.kinds.setFixedWidth(self._theme.px(112))
        super()._on_theme_changed()
