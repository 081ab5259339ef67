"""Prints PDF bytes on a printer chosen by the person, or saves them in a file.

Pages are rendered by pdfium at the printer's resolution (at most 300 dpi), one at a time.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, QStandardPaths
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from qz_review.errors import Environment

MOST_DPI = 300
_POINTS = 72  # per inch


def print_pdf(parent: QWidget, data: bytes, title: str) -> bool:
    """Ask for a printer and print; returns whether something was printed."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint_pages(printer, data)
    return True


def paint_pages(printer: object, data: bytes) -> int:
    """Paint every page of ``data`` on a QPrinter; returns how many.

    Raises Environment ``print.failed`` where the printer does not take the job.
    """
    import pypdfium2
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    document = pypdfium2.PdfDocument(data)
    painter = QPainter()
    try:
        if not painter.begin(printer):
            raise Environment("print.failed", name=printer.printerName())
        dpi = min(printer.resolution(), MOST_DPI)
        room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        count = len(document)
        for place in range(count):
            if place:
                printer.newPage()
            page = document[place]
            bitmap = page.render(scale=dpi / _POINTS, rev_byteorder=True)
            pixels = bytes(bitmap.buffer)
            form = (
                QImage.Format.Format_RGBA8888
                if bitmap.n_channels == 4
                else QImage.Format.Format_RGB888
            )
            image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, form)
            size = image.size().toSizeF()
            scale = min(room.width() / size.width(), room.height() / size.height())
            painter.drawImage(
                QRectF(0, 0, size.width() * scale, size.height() * scale), image
            )
            page.close()
        return count
    finally:
        if painter.isActive():
            painter.end()
        document.close()


def save_pdf(parent: QWidget, data: bytes, name: str) -> Path | None:
    """Ask for a place and save; returns it, None where the person did not choose one.

    Raises Environment ``file.not_written``.
    """
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(kind) or str(Path.home()))
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "存PDF", str(folder / f"{name}.pdf"), "PDF (*.pdf)"
    )
    if not chosen:
        return None
    place = Path(chosen)
    if place.suffix.lower() != ".pdf":
        place = place.with_name(place.name + ".pdf")
    write_whole(place, data)
    return place


def write_whole(place: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it, to the disk, then over it.

    Raises Environment ``file.not_written``.
    """
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".qz-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Environment("file.not_written", name=place.name) from error
