"""Choices of a decision as cards: 能发布 / 退回一审 / 不能发布.

Signals: ``RadioCardGroup.choice_changed(str)`` with the key chosen by the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QSizePolicy,
    QWidget,
)

from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_DOT, _PAD, _GAP = 16, 12, 10  # px


@dataclass(frozen=True, slots=True)
class RadioOption:
    """One choice: key for the program, title and caption (what follows) for the person."""

    key: str
    title: str
    caption: str = ""


class RadioCard(PressedByEnter, Themed, QAbstractButton):
    """One choice; ``stacked`` puts the caption below the title instead of at the right."""

    def __init__(
        self, option: RadioOption, parent: QWidget | None = None, *, stacked: bool = False
    ) -> None:
        super().__init__(parent)
        self.option = option
        self._stacked = stacked
        self.setText(option.title)
        self.setObjectName(f"choice_{option.key}")
        self.setAccessibleName(option.title)
        self.setAccessibleDescription(option.caption)
        self.setToolTip(f"{option.title} {option.caption}".strip())
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """40 px high in a row, 62 stacked."""
        theme = self._theme
        title = QFontMetrics(theme.font("strong")).horizontalAdvance(self.option.title)
        caption = QFontMetrics(theme.font("caption")).horizontalAdvance(self.option.caption)
        words = max(title, caption) if self._stacked else title + _GAP + caption
        height = theme.line_height("body") + (theme.line_height("caption") if self._stacked else 0)
        pad = 11 if self._stacked else 9
        return QSize(_PAD * 2 + self._dot() + _GAP + words, height + 2 * pad)

    def minimumSizeHint(self) -> QSize:
        """Narrower is possible: words elide."""
        return QSize(_PAD * 2 + self._dot() + _GAP + self._theme.px(70), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; on what is chosen already it goes on to the dialog, which may act."""
        if self.isChecked() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, dot, words."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on:
            border, fill = QPen(theme.color("accent"), 1.5), "acc_soft"
        else:
            hovered = self.underMouse() and self.isEnabled()
            border, fill = QPen(theme.color("line"), 1), "hover" if hovered else "paper"
        painter.setPen(border)
        painter.setBrush(theme.color(fill))
        inset = border.widthF() / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        self._paint_dot(painter, on)
        self._paint_words(painter, on)

    def _paint_dot(self, painter: QPainter, on: bool) -> None:
        title_line = self._theme.line_height("body")
        middle = 11 + title_line / 2 if self._stacked else self.height() / 2
        width = 5.0 if on else 1.5
        painter.setPen(QPen(self._theme.color("accent" if on else "ctl"), width))
        painter.setBrush(self._theme.color("paper"))
        inset = width / 2
        side = self._dot()
        dot = QRectF(_PAD, middle - side / 2, side, side).adjusted(inset, inset, -inset, -inset)
        painter.drawEllipse(dot)

    def _dot(self) -> int:
        return self._theme.px(_DOT)

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        theme = self._theme
        left = _PAD + self._dot() + _GAP
        room = self.width() - left - _PAD
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        title_font, caption_font = theme.font("body", bold=on), theme.font("caption")
        title_width = QFontMetrics(title_font).horizontalAdvance(self.option.title)
        title_line, caption_line = theme.line_height("body"), theme.line_height("caption")
        top = 11.0 if self._stacked else (self.height() - title_line) / 2
        painter.setFont(title_font)
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        elide = Qt.TextElideMode.ElideRight
        title = QFontMetrics(title_font).elidedText(self.option.title, elide, room)
        painter.drawText(QRectF(left, top, room, title_line), flags, title)
        painter.setFont(caption_font)
        painter.setPen(theme.color("text3"))
        if self._stacked:
            rect = QRectF(left, top + title_line, room, caption_line)
        else:
            rect = QRectF(left + title_width + _GAP, 0, room - title_width - _GAP, self.height())
            flags |= int(Qt.AlignmentFlag.AlignRight)
        words = QFontMetrics(caption_font).elidedText(self.option.caption, elide, int(rect.width()))
        painter.drawText(rect, flags, words)


class RadioCardGroup(QWidget):
    """The choices of one decision; nothing is chosen at first, so that nothing is signed unread.

    horizontal: cards side by side with captions below the titles, as in the sign dialog.
    """

    choice_changed = Signal(str)

    def __init__(
        self,
        options: Sequence[RadioOption] = (),
        parent: QWidget | None = None,
        *,
        horizontal: bool = False,
        accessible_name: str = "",
    ) -> None:
        super().__init__(parent)
        self._horizontal = horizontal
        self._group = QButtonGroup(self)
        direction = QBoxLayout.Direction
        self._layout = QBoxLayout(direction.LeftToRight if horizontal else direction.TopToBottom)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12 if horizontal else 8)
        self.setLayout(self._layout)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._on_button_clicked)
        self.set_options(options)

    @property
    def choice(self) -> str | None:
        """Key chosen, None while there is none."""
        card = self._group.checkedButton()
        return card.option.key if isinstance(card, RadioCard) else None

    def set_options(self, options: Sequence[RadioOption]) -> None:
        """Replace the choices; a key that is still there stays chosen."""
        kept = self.choice
        for card in self._group.buttons():
            self._group.removeButton(card)
            self._layout.removeWidget(card)
            card.deleteLater()
        for option in options:
            card = RadioCard(option, self, stacked=self._horizontal)
            self._group.addButton(card)
            self._layout.addWidget(card, 1)
        if kept in {option.key for option in options}:
            self.set_choice(kept)

    def set_choice(self, key: str | None) -> None:
        """Choose by key (None: nothing) without a signal; raises KeyError for an unknown key."""
        if key is None:
            self._group.setExclusive(False)
            for card in self._group.buttons():
                card.setChecked(False)
            self._group.setExclusive(True)
            return
        for card in self._group.buttons():
            if isinstance(card, RadioCard) and card.option.key == key:
                card.setChecked(True)
                return
        raise KeyError(f"no choice {key!r}")

    def _on_button_clicked(self, card: QAbstractButton) -> None:
        if isinstance(card, RadioCard):
            self.choice_changed.emit(card.option.key)
