"""Labels by type role and tone, and a label that elides.

The style sheet knows the roles, so these follow the theme without code.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.text.visible_signs import signed
from ui.theme.type_scale import TYPE_SCALE
from ui.widgets.themed import Themed, repolish


class TextLabel(Themed, QLabel):
    """A label in one type role (``body``, ``strong``, ``small``, ``caption``, ``page-title`` …).

    tone: ``text``, ``text2``, ``text3``, ``accent``, ``ok``, ``warn``, ``danger``; None for the
    role's own colour.  wrap: break lines at the width.  Text is shown as it is, never as markup.
    line: another least height than the role's line height, in px at 100 %.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str | None = None,
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
        selectable: bool = False,
        line: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        if role not in TYPE_SCALE:
            raise KeyError(f"no type role {role!r}")
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("textRole", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._follow_theme()
        self._on_theme_changed()

    def setText(self, text: str) -> None:
        """Show ``text``; characters that nobody can see are shown as signs."""
        super().setText(signed(text))

    @property
    def tone(self) -> str | None:
        """Colour role in use."""
        value = self.property("tone")
        return None if value is None else str(value)

    def set_tone(self, tone: str | None) -> None:
        """Change the colour."""
        if tone != self.tone:
            self.setProperty("tone", tone)
            repolish(self)

    def _on_theme_changed(self) -> None:
        if self._line is not None:
            self.setMinimumHeight(self._theme.px(self._line))
        elif not self.wordWrap():
            self.setMinimumHeight(self._theme.line_height(self._role))
        super()._on_theme_changed()


class ElidedLabel(TextLabel):
    """One line that ends in … where it does not fit; the whole text is then its tooltip."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str | None = None,
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._mode = mode
        self._elided = False
        super().__init__(text, role, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show ``text``; line breaks become spaces."""
        super().setText(" ".join(text.splitlines()))
        self.setAccessibleName(text)
        self._update_tooltip()

    @property
    def is_elided(self) -> bool:
        """True while the text does not fit."""
        return self._elided

    def minimumSizeHint(self) -> QSize:
        """Two characters wide at least."""
        return QSize(self.fontMetrics().height() * 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notice whether the text still fits."""
        super().resizeEvent(event)
        self._update_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        """Notice a change of font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the elided text in the style sheet's font and colour."""
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(self.alignment() | Qt.TextFlag.TextSingleLine), text)

    def _update_tooltip(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self.text())
        self._elided = width > self.contentsRect().width()
        self.setToolTip(self.text() if self._elided else "")
