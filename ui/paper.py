"""Prints PDF bytes on a printer that the person chooses.

Pages are rendered by pdfium at the printer's resolution (at most 300 dpi), one at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from qz_review.errors import Environment

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

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


def paint_pages(printer: QPrinter, data: bytes) -> int:
    """Paint every page of ``data``; returns how many.

    Raises Environment ``print.failed`` where the printer does not take the job.
    """
    import pypdfium2

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
            painter.drawImage(QRectF(0, 0, size.width() * scale, size.height() * scale), image)
            page.close()
        return count
    finally:
        if painter.isActive():
            painter.end()
        document.close()
