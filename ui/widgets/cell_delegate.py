"""Cells of tables: a step's chip, a tag, a tone, a second line; the model only gives data.

A model that knows nothing of widgets returns under these roles:

``STAGE_ROLE``    a :class:`~qz_review.model.stage.Stage`: its chip is shown before the text
``TAG_ROLE``      a :class:`CellTag` (or a tuple of them), shown instead of the text
``TONE_ROLE``     name of a text token, ``"danger"``
``CAPTION_ROLE``  a second line of 12 px
``BOLD_ROLE``     True for emphasis
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qz_review.model.stage import Stage
from ui.text.visible_signs import signed
from ui.theme.theme import Theme, current_theme
from ui.theme.tokens import ROW_HEIGHT
from ui.widgets.stage_chip import paint_stage_chip, stage_chip_size
from ui.widgets.tag import paint_tag, tag_size

_FIRST = int(Qt.ItemDataRole.UserRole) + 50
STAGE_ROLE, TAG_ROLE, TONE_ROLE, CAPTION_ROLE, BOLD_ROLE = range(_FIRST, _FIRST + 5)
_PAD, _GAP = 12, 8  # px
_STAGE_VALUES = frozenset(stage.value for stage in Stage)


@dataclass(frozen=True, slots=True)
class CellTag:
    """A tag in a cell; see :class:`ui.widgets.tag.Tag`."""

    text: str
    variant: str = "normal"
    icon: str | None = None


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of :class:`ui.widgets.table_view.TableView`."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Background by the style sheet, content by the roles."""
        self.initStyleOption(option, index)
        cell = cast("Any", option)  # Qt's own annotations leave its fields out
        text = signed(cell.text)
        cell.text = ""
        if cell.widget is not None:
            element = QStyle.ControlElement.CE_ItemViewItem
            cell.widget.style().drawControl(element, option, painter, cell.widget)
        theme = current_theme()
        rect = QRectF(cell.rect).adjusted(_PAD, 0, -_PAD, -1)
        painter.save()
        painter.setClipRect(cell.rect)
        tags = _tags(index)
        if tags:
            _paint_tags(painter, theme, rect, tags)
        else:
            stage = stage_of(index.data(STAGE_ROLE))
            if stage is not None:
                height = stage_chip_size(theme, stage.label).height()
                top = QPointF(rect.x(), rect.center().y() - height / 2 + 1)
                rect.setLeft(rect.x() + paint_stage_chip(painter, theme, top, stage) + _GAP)
            _paint_words(painter, theme, rect, text, index, cell.displayAlignment)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Width of the content, height of a row."""
        theme = current_theme()
        tags = _tags(index)
        if tags:
            width = sum(tag_size(theme, t.text, t.icon).width() + 4 for t in tags)
        else:
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            width = QFontMetrics(_font(theme, index)).horizontalAdvance(text)
            stage = stage_of(index.data(STAGE_ROLE))
            if stage is not None:
                width += stage_chip_size(theme, stage.label).width() + _GAP
        return QSize(width + 2 * _PAD, theme.px(ROW_HEIGHT))


def stage_of(value: object) -> Stage | None:
    """The step in a model's answer; Qt turns a Stage into a plain string on the way."""
    return Stage(value) if isinstance(value, str) and value in _STAGE_VALUES else None


def _tags(index: QModelIndex | QPersistentModelIndex) -> tuple[CellTag, ...]:
    value = index.data(TAG_ROLE)
    if isinstance(value, CellTag):
        return (value,)
    return tuple(value) if isinstance(value, tuple | list) else ()


def _font(theme: Theme, index: QModelIndex | QPersistentModelIndex) -> QFont:
    return theme.font("small", bold=bool(index.data(BOLD_ROLE)))


def _paint_tags(painter: QPainter, theme: Theme, rect: QRectF, tags: tuple[CellTag, ...]) -> None:
    x = rect.x()
    for tag in tags:
        size = tag_size(theme, tag.text, tag.icon)
        top = QPointF(x, rect.center().y() - size.height() / 2)
        x += paint_tag(painter, theme, top, tag.text, tag.variant, tag.icon) + 4


def _paint_words(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    index: QModelIndex | QPersistentModelIndex,
    alignment: Qt.AlignmentFlag,
) -> None:
    tone = index.data(TONE_ROLE) or "text"
    caption = index.data(CAPTION_ROLE)
    horizontal = alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
    flags = int(horizontal | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    elide = Qt.TextElideMode.ElideRight
    first = QRectF(rect)
    if caption:
        line, second = theme.line_height("small"), theme.line_height("caption")
        top = rect.center().y() - (line + second) / 2
        first = QRectF(rect.x(), top, rect.width(), line)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        words = painter.fontMetrics().elidedText(str(caption), elide, int(rect.width()))
        painter.drawText(QRectF(rect.x(), top + line, rect.width(), second), flags, words)
    painter.setFont(_font(theme, index))
    painter.setPen(theme.color(str(tone)))
    painter.drawText(first, flags, painter.fontMetrics().elidedText(text, elide, int(rect.width())))
