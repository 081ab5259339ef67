"""Keys of the manuscript screen (ui.md 4); plain keys belong to text and checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.screens.manuscript.side_panel import CHECKLIST, FINDINGS, OPINION, TRANSCRIPTION

if TYPE_CHECKING:
    from ui.screens.manuscript.screen import ManuscriptScreen

KEYS = (
    "Ctrl+F", "Ctrl+H", "Ctrl+I", "F7", "Shift+F7", "F6", "Shift+F6", "Ctrl+S", "Ctrl+Return",
    "Ctrl+Enter", "F8", "Shift+F8", "Ctrl+Shift+1", "Ctrl+Shift+2", "Ctrl+Shift+3", "Alt+1",
    "Alt+2", "Alt+3", "Alt+4", "Ctrl+J", "Ctrl+P", "Ctrl+E", "Ctrl+Shift+E", "F1", "Esc",
)  # fmt: skip
"""All of them, for the table of actions."""


def install_shortcuts(screen: ManuscriptScreen) -> None:
    """Make the keys act while the focus is in the screen."""
    acts = {
        "Ctrl+F": lambda: screen.find_bar.open(replacing=False),
        "Ctrl+H": lambda: screen.find_bar.open(replacing=True),
        "Ctrl+I": screen.page.ask,
        "F7": lambda: screen.go_to_change(1),
        "Shift+F7": lambda: screen.go_to_change(-1),
        "F6": lambda: _next_pane(screen, 1),
        "Shift+F6": lambda: _next_pane(screen, -1),
        "Ctrl+S": screen.keeper.save_now,
        "Ctrl+Return": screen.readiness.act,
        "Ctrl+Enter": screen.readiness.act,
        "F8": lambda: _step_to_finding(screen, 1),
        "Shift+F8": lambda: _step_to_finding(screen, -1),
        "Alt+1": lambda: _show_tab(screen, FINDINGS),
        "Ctrl+Shift+1": lambda: screen.tools.modes.set_value("marked"),
        "Ctrl+Shift+2": lambda: screen.tools.modes.set_value("clean"),
        "Ctrl+Shift+3": lambda: screen.tools.modes.set_value("original"),
        "Alt+2": lambda: _show_tab(screen, CHECKLIST),
        "Alt+3": lambda: _show_tab(screen, OPINION),
        "Alt+4": lambda: _show_tab(screen, TRANSCRIPTION),
        "Ctrl+J": lambda: screen.acts.run("hand_over"),
        "Ctrl+P": lambda: screen.acts.run("print"),
        "Ctrl+E": lambda: screen.acts.run("marked_docx"),
        "Ctrl+Shift+E": lambda: screen.acts.run("clean_docx"),
        "F1": screen.acts.show_rule,
        "Esc": lambda: _escape(screen),
    }
    for keys in KEYS:
        shortcut = QShortcut(QKeySequence(keys), screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(acts[keys])


def _show_tab(screen: ManuscriptScreen, key: str) -> None:
    screen.frame.show_panel()
    screen.panel.show_tab(key)
    screen.panel.focus_tab()


def _step_to_finding(screen: ManuscriptScreen, step: int) -> None:
    """To a finding, and the keys into its card: A, E, I act on it and are not typed."""
    if screen.watch.step(step) and screen.panel.isVisible():
        screen.panel.show_tab(FINDINGS)
        screen.panel.findings.focus_list()


def _escape(screen: ManuscriptScreen) -> None:
    """Close the find bar, the panel laid over the text, leave the findings, or go back."""
    if screen.find_bar.isVisible():
        screen.find_bar.close_bar()
    elif screen.frame.is_folded and screen.panel.isVisible():
        screen.frame.show_panel(False)
        screen.page.setFocus()
    elif screen.panel.findings.list.hasFocus():
        screen.page.setFocus()
    elif not screen.page.hasFocus():
        screen.go_back()


def _next_pane(screen: ManuscriptScreen, step: int) -> None:
    """Text, panel, footer, header, and round again."""
    footer = screen.footer.primary or screen.footer.secondary or screen.footer.back
    panes: list[tuple[QWidget, QWidget]] = [
        (screen.text_side, screen.page),
        (screen.header, screen.header.back),
    ]
    if footer is not None:
        panes.insert(1, (screen.footer, footer))
    if screen.panel.isVisible():
        panes.insert(1, (screen.panel, screen.panel.tabs))
    focused = screen.window().focusWidget()
    here = next(
        (i for i, (pane, _) in enumerate(panes)
         if focused is not None and (pane is focused or pane.isAncestorOf(focused))),
        0,
    )  # fmt: skip
    pane, target = panes[(here + step) % len(panes)]
    if pane is screen.panel:
        screen.panel.focus_tab()
    else:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
