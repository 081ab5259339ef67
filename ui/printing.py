"""A finished PDF (or text) to where the person wants it: a file, or the desktop's own viewer."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from qz_review.errors import Environment
from ui.file_dialogs import ask_new_file

_CODES = {
    errno.ENOSPC: "disk.full",
    errno.EACCES: "disk.read_only",
    errno.EPERM: "disk.read_only",
    errno.EROFS: "disk.read_only",
}
_ENDINGS = {"PDF": ".pdf", "Word": ".docx", "Excel": ".xlsx"}
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def file_name(*parts: str, ending: str = "pdf") -> str:
    """A file name from words: ``QT-2026-0412 三审.pdf``; what file systems refuse becomes _."""
    words = " ".join(part.strip() for part in parts if part.strip())
    return f"{_FORBIDDEN.sub('_', words)[:80].rstrip('. ')}.{ending}"


def ask_where(parent: QWidget, name: str, kind: str = "PDF", *, title: str = "") -> Path | None:
    """The place the person chooses for a file; None when he does not want it after all.

    kind: PDF, Word or Excel, as people call it.  title: of the dialog, where it has to say more.
    """
    ending = _ENDINGS[kind]
    path = ask_new_file(parent, title or f"存为 {kind}", name, f"{kind} (*{ending})")
    if path is None:
        return None
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")


def write_pdf(path: Path, content: bytes) -> None:
    """Write whole or not at all: beside it, to the disk, then in its place.

    Raises Environment: ``disk.full``, ``disk.read_only``, ``disk.failed``.
    """
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".qz-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Environment(_CODES.get(error.errno or 0, "disk.failed"), name=path.name) from error


def write_text(path: Path, words: str) -> None:
    """Write a text that every editor of the desktop reads; whole or not at all.

    Raises as :func:`write_pdf`.
    """
    write_pdf(path, words.replace("\n", "\r\n").encode("utf-8-sig"))


class Viewer:
    """Opens files with the desktop's own programs; they lie in a folder that goes with it."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()
        self._opened = 0

    def open(self, name: str, content: bytes) -> bool:
        """Write a file and open it; False where the desktop has no program for it.

        Each has a folder of its own: some programs lock what they show, and the same sheet may
        be asked for again.  Raises as :func:`write_pdf`.
        """
        self._opened += 1
        folder = Path(self._folder.path()) / str(self._opened)
        folder.mkdir(exist_ok=True)
        path = folder / _FORBIDDEN.sub("_", name)
        write_pdf(path, content)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
