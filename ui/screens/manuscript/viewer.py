"""PDF files opened in the desktop's own viewer, or saved where the person says."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QFile, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.file_dialogs import ask_new_file
from ui.printing import write_pdf

_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def ask_path(parent: QWidget, title: str, name: str, kinds: str = "PDF (*.pdf)") -> Path | None:
    """Where to save; None when the person thinks better of it."""
    return ask_new_file(parent, title, _BAD.sub("_", name), kinds)


class Viewer:
    """Opens files with the desktop's own program; they lie in a folder that goes with it."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def open(self, name: str, content: bytes) -> bool:
        """Write the file and open it; False where the desktop has no program for it.

        Raises Environment: ``disk.full``, ``disk.read_only``, ``disk.failed``.
        """
        safe = _BAD.sub("_", name)
        path = Path(self._folder.path()) / safe
        if path.exists():
            QFile.remove(str(path))
        write_pdf(path, content)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
