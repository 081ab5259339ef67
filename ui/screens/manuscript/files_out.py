"""Files that leave the program: saved where the person says, or opened in the desktop's viewer."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QSaveFile, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from qz_review.errors import Environment
from ui.file_dialogs import ask_new_file

_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def ask_path(parent: QWidget, title: str, name: str, kinds: str = "PDF (*.pdf)") -> Path | None:
    """Where to save; None when the person thinks better of it."""
    return ask_new_file(parent, title, _BAD.sub("_", name), kinds)


def save_file(path: Path, content: bytes) -> None:
    """Write whole or not at all.  Raises Environment ``disk.failed``."""
    file = QSaveFile(str(path))
    file.setDirectWriteFallback(False)
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not opened or file.write(content) != len(content) or not file.commit():
        raise Environment("disk.failed", name=path.name)


class Viewer:
    """Opens files with the desktop's own program; they lie in a folder that goes with it."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def open(self, name: str, content: bytes) -> bool:
        """Write the file and open it; False where the desktop has no program for it.

        Raises Environment ``disk.failed``.
        """
        safe = _BAD.sub("_", name)
        path = Path(self._folder.path()) / safe
        if path.exists():
            QFile.remove(str(path))
        save_file(path, content)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
