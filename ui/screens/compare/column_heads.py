"""Heads of the columns: which text, its hash, who and when; a click chooses another text.

Signals: ``text_chosen(str, str)`` with ``old`` or ``new`` and the key of the text.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from qz_review.services.comparison_views import ComparedText, ComparisonView
from ui.screens.compare.columns import PAD, Columns
from ui.screens.compare.faces import Face
from ui.screens.compare.margin import WIDTH
from ui.screens.compare.words import choice_line, short_hash, text_line
from ui.theme.icons import paint_icon
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_HEIGHT, _ARROW, _PAD = 40, 16, 6  # px at 100 %
OLD, NEW = "old", "new"


class TextButton(PressedByEnter, Themed, QAbstractButton):
    """Name of a text with an arrow: opens the menu of texts."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", 4)
        self._follow_theme()

    def set_words(self, words: str) -> None:
        """Show another text's name."""
        self.setText(words)
        self.setAccessibleName(f"{words}，换一稿")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Name and arrow, 28 px high."""
        theme = self._theme
        width = QFontMetrics(theme.font("small-strong")).horizontalAdvance(self.text())
        return QSize(width + theme.px(_ARROW) + 2 * _PAD + 2, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, then the arrow."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        side = theme.px(_ARROW)
        painter.setFont(theme.font("small-strong"))
        painter.setPen(theme.color("text"))
        room = QRectF(_PAD, 0, self.width() - side - 2 * _PAD, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        arrow = QRectF(self.width() - side - _PAD + 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, "chevron-down", arrow, theme.color("text2"))


class _Head(QWidget):
    """One column's head."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(PAD - _PAD, 0, PAD, 0)
        self.row.setSpacing(4)
        self.hash = TextLabel("", "hash", "text3", self)
        self.line = ElidedLabel("", "caption", parent=self)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def set_text(self, text: ComparedText, now: datetime) -> None:
        """Its hash, who and when."""
        self.hash.setText(short_hash(text.text_hash) if text.signed else "")
        self.hash.setToolTip(text.text_hash.upper())
        self.line.setText(text_line(text, now))


class ColumnHeads(Themed, QFrame):
    """40 px high, over the sheet; :meth:`set_columns` keeps the heads over their columns."""

    text_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "panel")
        self._view: ComparisonView | None = None
        self._now: datetime | None = None
        self._columns: Columns | None = None
        self.old_button = TextButton("old_text", self)
        self.new_button = TextButton("new_text", self)
        self._heads = {face: _Head(self) for face in Face}
        self._marked = TextLabel("花脸稿", "small-strong", parent=self._heads[Face.MARKED])
        self._arrow = TextLabel("→", "small", "text3", self)
        self._margin = TextLabel("校改", "caption", parent=self)
        self._margin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.old_button.clicked.connect(lambda: self._open_menu(OLD, self.old_button))
        self.new_button.clicked.connect(lambda: self._open_menu(NEW, self.new_button))
        self._follow_theme()
        self._on_theme_changed()

    def set_view(self, view: ComparisonView, now: datetime) -> None:
        """Show other texts."""
        self._view, self._now = view, now
        self.old_button.set_words(view.old.label)
        self.new_button.set_words(view.new.label)
        self._heads[Face.OLD].set_text(view.old, now)
        self._heads[Face.NEW].set_text(view.new, now)
        self._arrange()

    def set_columns(self, columns: Columns) -> None:
        """Stand over other columns."""
        self._columns = columns
        self._arrange()

    def _arrange(self) -> None:
        columns = self._columns
        if columns is None or self._view is None:
            return
        shown = {column.face: column for column in columns.faces}
        for face, head in self._heads.items():
            head.setVisible(face in shown)
            if face in shown:
                column = shown[face]
                head.setGeometry(round(column.left), 0, round(column.width), self.height() - 1)
        single = Face.OLD not in shown
        self._fill(single)
        self._margin.setVisible(columns.margin is not None)
        if columns.margin is not None:
            left, _ = columns.margin
            self._margin.setGeometry(round(left), 0, self._theme.px(WIDTH), self.height() - 1)
        self.update()

    def _fill(self, single: bool) -> None:
        """Put the buttons into the heads they belong to in this layout."""
        assert self._view is not None and self._now is not None
        for head in self._heads.values():
            while head.row.count():
                head.row.takeAt(0)
        old, both, new = (self._heads[face] for face in Face)
        self._marked.setVisible(not single)
        self._arrow.setVisible(single)
        both.hash.hide()
        if single:
            for widget in (self.old_button, self._arrow, self.new_button):
                widget.setParent(both)
                both.row.addWidget(widget)
                widget.show()
            both.line.setText(text_line(self._view.new, self._now))
            both.row.addWidget(both.line, 1)
            return
        for head, button in ((old, self.old_button), (new, self.new_button)):
            button.setParent(head)
            head.row.addWidget(button)
            head.row.addWidget(head.hash)
            head.row.addWidget(head.line, 1)
            button.show()
        both.line.setText("")
        both.row.addSpacing(_PAD)
        both.row.addWidget(self._marked)
        both.row.addWidget(both.line, 1)

    def make_menu(self, side: str) -> QMenu:
        """The texts that can stand on a side, oldest first."""
        menu = QMenu(self)
        menu.setObjectName(f"{side}_menu")
        view = self._view
        if view is None or self._now is None:
            return menu
        here = view.old if side == OLD else view.new
        for text in view.choices:
            action = menu.addAction(choice_line(text, self._now))
            action.setCheckable(True)
            action.setChecked(text.key == here.key)
            action.setData(text.key)
        menu.triggered.connect(lambda action: self.text_chosen.emit(side, str(action.data())))
        return menu

    def _open_menu(self, side: str, button: QWidget) -> None:
        menu = self.make_menu(side)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, the margin's ground, lines between the columns and below."""
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("window"))
        if self._columns is not None:
            for column in self._columns.faces:
                room = QRectF(column.left, 0, column.width, self.height())
                painter.fillRect(room, theme.color("paper"))
            for x in self._columns.edges():
                if 0 < x < self.width() - 1:
                    painter.fillRect(QRectF(x, 0, 1, self.height()), theme.color("line"))
        bottom = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(bottom, theme.color("line"))

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        super()._on_theme_changed()
        self._arrange()
