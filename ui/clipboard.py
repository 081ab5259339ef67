"""Words with their formatting on the clipboard, taken over by Qt before Python ends."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_laid: list[QMimeData] = []


def copy_formatted(plain: str, html: str) -> None:
    """Lay words on the clipboard, plain and formatted."""
    data = QMimeData()
    data.setText(plain)
    data.setHtml(html)
    _laid[:] = [data]
    QGuiApplication.clipboard().setMimeData(data)


def release_clipboard() -> None:
    """The program ends: leave the plain words, for what Python laid there must not outlive it."""
    clipboard = QGuiApplication.clipboard()
    if any(shiboken6.isValid(data) and clipboard.mimeData() is data for data in _laid):
        clipboard.setText(clipboard.text())
    _laid.clear()
