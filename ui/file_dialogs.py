"""The file dialogs of the product: they begin where the last one ended.

At the first time they begin in the documents folder.  The folder is kept by whoever is given to
:func:`keep_folder_in`, so that it outlives the program.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class FolderMemory(Protocol):
    """Keeps the folder that was used last."""

    file_folder: Path | None


class _InThisRun:
    """The memory until another is given."""

    def __init__(self) -> None:
        self.file_folder: Path | None = None


_memory: FolderMemory = _InThisRun()


def keep_folder_in(memory: FolderMemory) -> None:
    """Remember the folder there from now on."""
    global _memory
    _memory = memory


def start_folder() -> Path:
    """The folder used last while it is there, else the documents folder, else home."""
    last = _memory.file_folder
    if last is not None and last.is_dir():
        return last
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(documents) if documents else Path.home()
    return folder if folder.is_dir() else Path.home()


def ask_file(parent: QWidget, title: str, kinds: str = "") -> Path | None:
    """A file to read.  kinds: in Qt's spelling, ``图片 (*.png *.jpg)``; None: not after all."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start_folder()), kinds)
    return _used(chosen)


def ask_files(parent: QWidget, title: str, kinds: str = "") -> tuple[Path, ...]:
    """Files to read; none: not after all."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(start_folder()), kinds)
    return tuple(path for path in map(_used, chosen) if path is not None)


def ask_new_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to write ``name``; None: not after all."""
    start = str(start_folder() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    return _used(chosen)


def ask_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder.  start: where to begin instead of the folder used last; None: not after all."""
    begin = start if start is not None and start.is_dir() else start_folder()
    chosen = QFileDialog.getExistingDirectory(parent, title, str(begin))
    return Path(chosen) if chosen else None


def _used(chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    _memory.file_folder = path.parent
    return path
