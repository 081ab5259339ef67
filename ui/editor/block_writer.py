"""Writes lines into the blocks of a Qt document: formats, characters, pictures, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextTable,
)

from qz_review.model.text import Picture
from ui.editor.formats import PageFormats
from ui.editor.line_picture import (
    IMAGE,
    PLAIN,
    LinePicture,
    Segment,
    common_start,
    cut,
    turned,
    units,
)
from ui.editor.marked_lines import EditLine
from ui.editor.opening import column_count, placed_cells

ImageSource = Callable[[Picture], QImage]
_KEEP = QTextCursor.MoveMode.KeepAnchor


class BlockWriter:
    """images: gives a picture already at its size on the page."""

    def __init__(self, document: QTextDocument, formats: PageFormats, images: ImageSource) -> None:
        self._document = document
        self._formats = formats
        self._images = images

    def fill(self, cursor: QTextCursor, picture: LinePicture) -> None:
        """Write a line into the empty block of the cursor, which gets the line's key."""
        line = picture.line
        cursor.setBlockFormat(self._formats.block_format(line))
        if not picture.segments:  # the caret has the height of what would be typed
            cursor.mergeBlockCharFormat(self._formats.char_format(line, PLAIN))
        self._insert(cursor, line, picture.segments)
        cursor.block().setUserState(line.key)

    def refill(self, block: QTextBlock, old: LinePicture | None, new: LinePicture) -> bool:
        """Bring a block in line, touching only what differs; False where it is not ``old``.

        old: how the block looks, None where it is empty.
        """
        line, had = new.line, old.segments if old is not None else []
        text = "".join(segment.text for segment in had)
        if block.length() - 1 != units(text):
            return False
        cursor = QTextCursor(block)
        form = self._formats.block_format(line)
        if block.blockFormat() != form:
            cursor.setBlockFormat(form)
        if not new.segments:
            cursor.mergeBlockCharFormat(self._formats.char_format(line, PLAIN))
        new_text = "".join(segment.text for segment in new.segments)
        head = common_start(had, new.segments)
        longest = min(len(text), len(new_text)) - head
        tail = min(common_start(turned(had), turned(new.segments)), longest)
        cursor.setPosition(block.position() + units(text[:head]))
        cursor.setPosition(block.position() + units(text[: len(text) - tail]), _KEEP)
        cursor.removeSelectedText()
        self._insert(cursor, line, cut(new.segments, head, len(new_text) - tail))
        return True

    def _insert(self, cursor: QTextCursor, line: EditLine, segments: Iterable[Segment]) -> None:
        for segment in segments:
            if segment.text == IMAGE and line.picture is not None and segment.look.image:
                self._insert_image(cursor, line.picture)
            else:
                cursor.insertText(segment.text, self._formats.char_format(line, segment.look))

    def refit_picture(self, block: QTextBlock, picture: Picture) -> None:
        """Show the picture that opens a block at the size it has now."""
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, _KEEP)
        cursor.setCharFormat(self._image_format(picture))

    def _insert_image(self, cursor: QTextCursor, picture: Picture) -> None:
        cursor.insertImage(self._image_format(picture))

    def _image_format(self, picture: Picture) -> QTextImageFormat:
        name = f"picture:{picture.digest}"
        image = self._images(picture)
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), image
        )
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(image.width() / image.devicePixelRatio())
        form.setHeight(image.height() / image.devicePixelRatio())
        return form

    def add_table(self, cursor: QTextCursor, line: EditLine) -> QTextTable | None:
        """Insert the empty table of a line after its caption; None for one without cells."""
        assert line.table is not None
        placed, columns = placed_cells(line.table), column_count(line.table)
        if not placed or not columns:
            return None
        table = cursor.insertTable(len(placed), columns, self._formats.table_format(columns))
        for row in placed:
            for (r, c), cell in row:
                if cell.row_span > 1 or cell.column_span > 1:
                    rows = min(cell.row_span, len(placed) - r)
                    table.mergeCells(r, c, rows, min(cell.column_span, columns - c))
        return table
