"""Foot of the manuscript screen: state left, what is missing, the acts right.

Signals: ``return_clicked``, ``primary_clicked``, ``secondary_clicked``, ``missing_clicked``.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.screens.manuscript.header import current_height
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.progress import ThinBar
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed


@dataclass(frozen=True, slots=True)
class FooterActs:
    """Which buttons stand right: words, empty for none.

    back: danger text; secondary: beside the primary; keys: of the primary.
    """

    primary: str = ""
    keys: str = ""
    secondary: str = ""
    back: str = ""


class ManuscriptFooter(Themed, QFrame):
    """56 px high, 52 in low windows."""

    return_clicked = Signal()
    primary_clicked = Signal()
    secondary_clicked = Signal()
    missing_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "footer")
        self._compact = False
        self.characters = TextLabel("", "small", "text2", self)
        self.characters.setObjectName("character_count")
        self.reading = TextLabel("", "small", "text2", self)
        self.reading.setObjectName("reading_words")
        self.bar = ThinBar(self)
        self.bar.setFixedWidth(96)
        self.bar.setAccessibleName("已读")
        self.saved = IconLabel("check", "", "small", "text2", "ok", self)
        self.saved.setObjectName("saved")
        self.missing = ElidedLabel("", "small", "warn", self)
        self.missing.setObjectName("missing_words")
        self._row = QHBoxLayout(self)
        self.back: Button | None = None
        self.secondary: Button | None = None
        self.primary: Button | None = None
        self._acts = FooterActs()
        self._read: tuple[int, int] | None = None
        self._saved: tuple[str, str, str] | None = None
        self._build()
        self._follow_theme()
        self.set_compact(False)

    def _build(self) -> None:
        self._row.setContentsMargins(24, 0, 24, 0)
        self._row.setSpacing(16)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.characters, self.reading, self.bar, self.saved):
            self._row.addWidget(widget)
        self._row.addWidget(self.missing, 1)
        self.saved.hide()
        self.set_reading(0, 0)

    def set_compact(self, compact: bool) -> None:
        """52 px in windows under 840 px high."""
        self._compact = compact
        self.setFixedHeight(current_height(self, 52 if compact else 56))

    def set_characters(self, count: int) -> None:
        """Show 533 字."""
        self.characters.setText(f"{count:,} 字")

    def set_reading(self, read: int, total: int) -> None:
        """Show 已读 2/6 段 with its bar; hidden where total is 0."""
        if (read, total) == self._read:
            return
        self._read = (read, total)
        self.reading.setText(f"已读 {read}/{total} 段")
        self.bar.set_progress(read, total)
        self.bar.set_tone("ok" if total and read >= total else "accent")
        for widget in (self.reading, self.bar):
            widget.setVisible(total > 0)

    def set_saved(self, icon: str, words: str, tone: str = "text2") -> None:
        """Show 已保存 10:26, or what keeps it from being saved."""
        if (icon, words, tone) == self._saved:  # asked with every key
            return
        self._saved = (icon, words, tone)
        self.saved.set_text(words)
        self.saved.view.set_icon(icon, "ok" if tone == "text2" else tone)
        self.saved.label.set_tone(tone)
        self.saved.setVisible(bool(words))

    def set_missing(self, words: str, tone: str = "warn") -> None:
        """Show 还差：要点 5 项."""
        self.missing.setText(words)
        self.missing.set_tone(tone)

    def set_acts(self, acts: FooterActs) -> None:
        """Show other buttons."""
        if acts == self._acts and (self.primary is not None or not acts.primary):
            return
        self._acts = acts
        for button in (self.back, self.secondary, self.primary):
            if button is not None:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
        self.back = self._add(acts.back, "danger", "undo", "return_step", "")
        self.secondary = self._add(acts.secondary, "secondary", None, "secondary_act", "")
        self.primary = self._add(acts.primary, "primary", None, "primary_act", acts.keys)
        for button, signal in ((self.back, self.return_clicked),
                               (self.secondary, self.secondary_clicked),
                               (self.primary, self.primary_clicked)):  # fmt: skip
            if button is not None:
                button.clicked.connect(signal)

    def _add(self, text: str, kind: str, icon: str | None, name: str, keys: str) -> Button | None:
        if not text:
            return None
        button = Button(text, self, kind=kind, size="footer", icon=icon, keys=keys, name=name)
        self._row.addWidget(button)
        button.show()
        return button

    def _on_theme_changed(self) -> None:
        self.set_compact(self._compact)
        super()._on_theme_changed()
