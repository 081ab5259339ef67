"""A finished PDF (or text) to where the person wants it: a file, or the desktop's own viewer."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
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


def ask_where(parent: QWidget, name: str, kind: str = "PDF") -> Path | None:
    """The place the person chooses for a file; None when he does not want it after all.

    kind: PDF, Word or Excel, as people call it.
    """
    ending = _ENDINGS[kind]
    path = ask_new_file(parent, f"存为 {kind}", name, f"{kind} (*{ending})")
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


def open_in_viewer(content: bytes, name: str) -> bool:
    """Show a PDF in the desktop's viewer; False where no program shows PDF files.

    The temporary copy stays: the viewer reads it at its own pace.  Raises as :func:`write_pdf`.
    """
    path = Path(tempfile.mkdtemp(prefix="qz-review-")) / name
    write_pdf(path, content)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
