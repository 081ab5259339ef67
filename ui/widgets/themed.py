"""What every painted widget does when the theme changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme, current_theme


class Themed:
    """Mixin for QWidget classes: call :meth:`_follow_theme` once at the end of ``__init__``.

    ``self._theme`` is the theme from then on.  Override :meth:`_on_theme_changed` to renew icons
    or sizes; the base recomputes the size hint and repaints.
    """

    _theme: Theme

    def _follow_theme(self) -> None:
        self._theme = current_theme()
        self._theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        assert isinstance(self, QWidget)
        self.updateGeometry()
        QWidget.update(self)  # item views hide it behind update(index)


def repolish(widget: QWidget) -> None:
    """Make the style sheet notice that a dynamic property of ``widget`` has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
