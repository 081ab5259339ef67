"""Push buttons in the kinds and sizes of the design, with icon and key cap.

Kinds: ``primary``, ``secondary``, ``danger`` (danger text, for returns), ``danger-fill`` (only
inside a confirm), ``flat``, ``accent-text``, ``icon`` (square, needs an accessible name), ``link``.
Sizes: ``small`` 28, ``default`` 32, ``footer`` 40.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import (
    HEIGHT_DEFAULT,
    HEIGHT_FOOTER,
    HEIGHT_SMALL,
    ICON_DEFAULT,
    ICON_SMALL,
)
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.key_hint import key_hint_size, paint_key_hint
from ui.widgets.themed import Themed, repolish

KINDS = ("primary", "secondary", "danger", "danger-fill", "flat", "accent-text", "icon", "link")
_HEIGHTS = {"small": HEIGHT_SMALL, "default": HEIGHT_DEFAULT, "footer": HEIGHT_FOOTER}
_PADS = {"small": 10, "default": 12, "footer": 20}
_INK = {"primary": "on_accent", "danger": "danger", "danger-fill": "paper", "flat": "text2",
        "accent-text": "accent", "link": "accent"}  # fmt: skip
_GAP, _KEY_GAP = 6, 8  # px


class Button(PressedByEnter, Themed, QPushButton):
    """One button.

    text: the verb, 2 to 4 characters; icon: name of a line icon; keys: shortcut shown in a key
    cap (``"Ctrl Enter"``), it is shown only and not installed; tooltip also names icon buttons.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: str = "secondary",
        size: str = "default",
        icon: str | None = None,
        keys: str = "",
        name: str = "",
        tooltip: str = "",
    ) -> None:
        super().__init__(text, parent)
        if kind not in KINDS or size not in _HEIGHTS:
            raise ValueError(f"no button of kind {kind!r} and size {size!r}")
        self._icon_name = icon
        self._keys = keys
        self.setProperty("kind", kind)
        self.setProperty("controlSize", size)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text or tooltip)
        if name:
            self.setObjectName(name)
        if tooltip:
            self.setToolTip(tooltip)
        self._follow_theme()

    @property
    def kind(self) -> str:
        """Kind in use."""
        return str(self.property("kind"))

    def set_kind(self, kind: str) -> None:
        """Change the kind, for instance when a row becomes the first of its list."""
        if kind not in KINDS:
            raise ValueError(f"no button of kind {kind!r}")
        self.setProperty("kind", kind)
        repolish(self)
        self.updateGeometry()

    def set_icon(self, icon: str | None) -> None:
        """Change or remove the icon."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Change the text, and the accessible name with it."""
        super().setText(text)
        self.setAccessibleName(text or self.toolTip())

    def sizeHint(self) -> QSize:
        """Room for icon, text and key cap."""
        size = str(self.property("controlSize"))
        height = self._theme.px(_HEIGHTS[size])
        if not self.text() and self._icon_name:
            return QSize(height, height)
        pad = 2 if self.kind == "link" else _PADS[size]
        return QSize(self._content_width() + 2 * pad + 2, height)

    def minimumSizeHint(self) -> QSize:
        """Buttons never shrink."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave the style only the box to draw: the text is drawn here, in the kind's colour.

        Naming ``QStyle`` instead would build all its enumerations, which the first window pays.
        """
        super().initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the style sheet's box, then icon, text and key cap in the kind's colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        ink = self._ink()
        x = (self.width() - self._content_width()) / 2
        icon_size = self._icon_size()
        if self._icon_name:
            top = (self.height() - icon_size) / 2
            paint_icon(painter, self._icon_name, QRectF(x, top, icon_size, icon_size), ink)
            x += icon_size + _GAP
        if self.text():
            font = self._text_font()
            font.setUnderline(self.kind == "link" and self.underMouse())
            painter.setFont(font)
            painter.setPen(ink)
            width = QFontMetrics(font).horizontalAdvance(self.text())
            painter.drawText(QRectF(x, 0, width + 1, self.height()),
                             int(Qt.AlignmentFlag.AlignVCenter), self.text())  # fmt: skip
            x += width + _KEY_GAP
        if self._keys:
            cap = key_hint_size(self._theme, self._keys)
            rect = QRectF(x, (self.height() - cap.height()) / 2, cap.width(), cap.height())
            filled = ink if self.kind in ("primary", "danger-fill") else None
            paint_key_hint(painter, self._theme, rect, self._keys, filled)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._theme.color("text3")
        if self.isChecked():
            return self._theme.color("accent")
        if self.kind == "flat" and self.underMouse():
            return self._theme.color("text")
        return self._theme.color(_INK.get(self.kind, "text"))

    def _text_font(self) -> QFont:
        small = self.property("controlSize") == "small" or self.kind == "link"
        bold = self.kind in ("primary", "danger-fill") and self.isEnabled()
        return self._theme.font("small" if small else "body", bold=bold)

    def _icon_size(self) -> int:
        if not self.text():
            return self._theme.px(ICON_DEFAULT)
        large = self.property("controlSize") == "footer"
        return self._theme.px(ICON_DEFAULT if large else ICON_SMALL)

    def _content_width(self) -> int:
        width = self._icon_size() if self._icon_name else 0
        if self.text():
            width += QFontMetrics(self._text_font()).horizontalAdvance(self.text())
            width += _GAP if self._icon_name else 0
        if self._keys:
            width += _KEY_GAP + key_hint_size(self._theme, self._keys).width()
        return width
