"""The theme of the running application: mode, text scale, contrast, motion.

Signals: ``changed`` after palette, fonts and style sheet have been renewed.

Qt keeps palette and style sheet on the application, so the theme belongs to the application too.
Painting code and widgets reach it with :func:`current_theme`; nothing else does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import load_all, load_family, make_font
from ui.theme.icons import app_icon
from ui.theme.palette import make_palette
from ui.theme.style_sheets import build_style_sheet
from ui.theme.tokens import DARK, LIGHT, Tokens, high_contrast
from ui.theme.type_scale import TEXT_SCALES, TYPE_SCALE

if TYPE_CHECKING:
    from ui.theme.focus_ring import FocusRingKeeper

FADE_MS = 120  # panel changes and toasts
AFTER_START_MS = 20  # what the first window can do without comes then
STYLE_ARGUMENTS = ("-style", "Fusion")
"""For ``QApplication``: the style sheets are made for Fusion.  Naming it here costs nothing, while
``QApplication.setStyle`` hands out a ``QStyle``, whose enumerations PySide then builds."""
_OBJECT_NAME = "theme"


class ThemeMode(StrEnum):
    """Which of the two palettes."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """What the person chose about looks; one for the application.

    mode: light, dark or as the system; text_scale: 100, 115, 130 or 150 per cent.
    """

    changed = Signal()

    def __init__(
        self,
        mode: ThemeMode = ThemeMode.SYSTEM,
        text_scale: int = 100,
        high_contrast: bool = False,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = ThemeMode(mode)
        self._scale = _checked_scale(text_scale)
        self._high_contrast = high_contrast
        self._reduced_motion = reduced_motion
        self._app: QApplication | None = None
        self._ring: FocusRingKeeper | None = None
        self._tokens = self._choose_tokens()
        self._fonts: dict[tuple[str, bool | None], QFont] = {}

    @property
    def mode(self) -> ThemeMode:
        """Mode chosen by the person."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """True while dark colours are shown."""
        return self._tokens.dark

    @property
    def text_scale(self) -> int:
        """Text scale in per cent."""
        return self._scale

    @property
    def is_high_contrast(self) -> bool:
        """True in the high contrast variant."""
        return self._high_contrast

    @property
    def is_motion_reduced(self) -> bool:
        """True when nothing may fade."""
        return self._reduced_motion

    @property
    def tokens(self) -> Tokens:
        """Colours in use."""
        return self._tokens

    @property
    def fade_ms(self) -> int:
        """Length of a fade in ms, 0 with reduced motion."""
        return 0 if self._reduced_motion else FADE_MS

    def px(self, size: float) -> int:
        """A height, width or icon size that grows with the text, in px."""
        return round(size * self._scale / 100)

    def color(self, role: str) -> QColor:
        """Colour of a token (``"text2"``) or a step (``"review_1"``)."""
        return self._tokens.color(role)

    def font(self, role: str = "body", bold: bool | None = None) -> QFont:
        """Font of a type role at the present scale; ``bold`` overrules the role's weight.

        Raises KeyError for an unknown role.
        """
        key = (role, bold)
        if key not in self._fonts:
            self._fonts[key] = make_font(TYPE_SCALE[role], self._scale, bold=bold)
        return QFont(self._fonts[key])

    def line_height(self, role: str = "body") -> int:
        """Line height of a type role in px at the present scale."""
        return self.px(TYPE_SCALE[role].line)

    def set_mode(self, mode: ThemeMode) -> None:
        """Change to light, dark or the system's choice."""
        if ThemeMode(mode) != self._mode:
            self._mode = ThemeMode(mode)
            self._renew()

    def set_text_scale(self, per_cent: int) -> None:
        """Change the text scale; raises ValueError unless 100, 115, 130 or 150."""
        if _checked_scale(per_cent) != self._scale:
            self._scale = per_cent
            self._renew()

    def step_text_scale(self, steps: int) -> None:
        """Go ``steps`` places up (or down, negative) the list of text scales, 0 back to 100 %."""
        place = TEXT_SCALES.index(self._scale) + steps if steps else 0
        self.set_text_scale(TEXT_SCALES[min(max(place, 0), len(TEXT_SCALES) - 1)])

    def set_high_contrast(self, on: bool) -> None:
        """Change to or from the high contrast variant."""
        if on != self._high_contrast:
            self._high_contrast = on
            self._renew()

    def set_reduced_motion(self, on: bool) -> None:
        """Allow or forbid fades."""
        if on != self._reduced_motion:
            self._reduced_motion = on
            self.changed.emit()

    def apply(self, app: QApplication) -> None:
        """Dress the application and belong to it from now on; call once, before any widget.

        The application is started with :data:`STYLE_ARGUMENTS`.
        """
        if self._app is None:
            self._app = app
            earlier = app.findChild(Theme, _OBJECT_NAME)
            if earlier is not None:
                earlier.setObjectName("")
            self.setParent(app)
            self.setObjectName(_OBJECT_NAME)
            load_family("sans")
            # After the first window is painted: they take longer than the window.
            QTimer.singleShot(AFTER_START_MS, self, lambda: app.setWindowIcon(app_icon()))
            QTimer.singleShot(AFTER_START_MS, self, load_all)
            app.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
            QTimer.singleShot(AFTER_START_MS, self, self._begin_ring)
        self._renew()

    def _begin_ring(self) -> None:
        """Have the focus ring follow; imported late, for it names ``QStyle``."""
        from ui.theme.focus_ring import FocusRingKeeper

        if self._app is not None and self._ring is None:
            self._ring = FocusRingKeeper(self._app, self)

    def _renew(self) -> None:
        self._tokens = self._choose_tokens()
        self._fonts.clear()
        if self._app is not None:
            self._app.setFont(self.font("body"))
            self._app.setPalette(make_palette(self._tokens))
            self._app.setStyleSheet(build_style_sheet(self._tokens, self._scale))
        self.changed.emit()

    def _choose_tokens(self) -> Tokens:
        dark = self._mode is ThemeMode.DARK
        if self._mode is ThemeMode.SYSTEM and isinstance(_instance(), QApplication):
            scheme = QApplication.styleHints().colorScheme()
            dark = scheme == Qt.ColorScheme.Dark
        tokens = DARK if dark else LIGHT
        return high_contrast(tokens) if self._high_contrast else tokens

    def _on_color_scheme_changed(self) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._renew()


def current_theme() -> Theme:
    """The theme of the running application.

    A process that never applied one (a test of a single widget) gets a plain light theme, owned
    by the application like any other.
    """
    app = _instance()
    found = None
    if app is not None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        found = app.findChild(Theme, _OBJECT_NAME, direct)
    if found is None:
        found = Theme(ThemeMode.LIGHT, parent=app)
        found.setObjectName(_OBJECT_NAME)
    return found


def _instance() -> QCoreApplication | None:
    return QCoreApplication.instance()


def _checked_scale(per_cent: int) -> int:
    if per_cent not in TEXT_SCALES:
        raise ValueError(f"text scale {per_cent} is not one of {TEXT_SCALES}")
    return per_cent
