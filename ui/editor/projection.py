"""Brings a Qt document in line with marked lines, changing as little as possible.

Every block that shows a line carries the line's key as its user state; blocks without one are
those that Qt needs around tables.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextTable,
)

from ui.editor.formats import PageFormats
from ui.editor.line_picture import (
    IMAGE,
    LinePicture,
    Segment,
    ViewMode,
    common_start,
    cut,
    turned,
    units,
)
from ui.editor.marked_lines import EditLine, Lines, Spot
from ui.editor.opening import placed_cells

ImageSource = Callable[[str], QImage]
_START = QTextCursor.MoveOperation.StartOfBlock
_END = QTextCursor.MoveOperation.EndOfBlock
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Projection:
    """The document of one page.

    images: gives the picture of a digest, already at its size on the page.
    """

    def __init__(self, document: QTextDocument, formats: PageFormats, images: ImageSource) -> None:
        self._document = document
        self.formats = formats
        self._images = images
        self._lines: Lines = ()
        self._mode = ViewMode.MARKED
        self._pictures: dict[int, LinePicture] = {}
        self._index: dict[int, int] = {}
        self._numbers: dict[int, int] = {}

    @property
    def lines(self) -> Lines:
        """What the document shows."""
        return self._lines

    @property
    def mode(self) -> ViewMode:
        """How it shows them."""
        return self._mode

    def is_shown(self, line: EditLine) -> bool:
        """True when the view has a block for the line."""
        return line.dead is None or self._mode is ViewMode.MARKED

    # --- places -------------------------------------------------------------------------------

    def index_of(self, block: QTextBlock) -> int | None:
        """Index of the line that a block shows, None for a block of Qt's own."""
        return self._index.get(block.userState()) if block.isValid() else None

    def block_of(self, index: int) -> QTextBlock:
        """The block of a line; invalid when the view does not show it."""
        number = self._numbers.get(self._lines[index].key)
        if number is None:
            return QTextBlock()
        return self._document.findBlockByNumber(number)

    def picture_of(self, index: int) -> LinePicture:
        """How a line looks at present."""
        return self._pictures[self._lines[index].key]

    def spot(self, position: int) -> Spot | None:
        """The place in the lines of a position in the document."""
        block = self._document.findBlock(position)
        index = self.index_of(block)
        if index is None:
            return None
        return Spot(index, self.picture_of(index).to_offset(position - block.position()))

    def position(self, spot: Spot) -> int:
        """The position in the document of a place in the lines, or of the nearest shown line."""
        if not self._lines:
            return 0
        index = min(spot.line, len(self._lines) - 1)
        for near in (*range(index, -1, -1), *range(index, len(self._lines))):
            block = self.block_of(near)
            if block.isValid():
                picture = self.picture_of(near)
                unit = picture.to_unit(spot.offset) if near == spot.line else picture.length
                return block.position() + unit
        return 0

    # --- building -----------------------------------------------------------------------------

    def show(self, lines: Lines, mode: ViewMode) -> None:
        """Build the whole document anew."""
        self._lines, self._mode = lines, mode
        self._pictures = {}
        document = self._document
        document.clear()
        document.setUndoRedoEnabled(False)
        document.rootFrame().setFrameFormat(self.formats.page_format())
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cells: dict[int, list[EditLine]] = {}
        for line in lines:
            if line.cell[0] >= 0 and self.is_shown(line):
                cells.setdefault(line.group, []).append(line)
        fresh = True
        for line in lines:
            if line.cell[0] >= 0 or not self.is_shown(line):
                continue
            if not fresh:
                cursor.insertBlock()
            fresh = False
            self._fill_block(cursor, line)
            if line.table is not None:
                fresh = self._add_table(cursor, line, cells.get(line.group, []))
        if fresh:
            cursor.setBlockFormat(self.formats.spacer_format())
            cursor.block().setUserState(-1)
        cursor.endEditBlock()
        self._renumber()

    def _fill_block(self, cursor: QTextCursor, line: EditLine) -> None:
        picture = LinePicture(line, self._mode)
        self._pictures[line.key] = picture
        cursor.setBlockFormat(self.formats.block_format(line))
        cursor.mergeBlockCharFormat(self.formats.char_format(line, Segment("").look))
        self._insert_segments(cursor, line, picture.segments)
        cursor.block().setUserState(line.key)

    def _insert_segments(
        self, cursor: QTextCursor, line: EditLine, segments: list[Segment]
    ) -> None:
        for segment in segments:
            if segment.text == IMAGE and segment.look.image:
                self._insert_image(cursor, segment.look.image)
            else:
                cursor.insertText(segment.text, self.formats.char_format(line, segment.look))

    def _insert_image(self, cursor: QTextCursor, digest: str) -> None:
        name = f"picture:{digest}"
        image = self._images(digest)
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), image
        )
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(image.width() / image.devicePixelRatio())
        form.setHeight(image.height() / image.devicePixelRatio())
        cursor.insertImage(form)

    def _add_table(self, cursor: QTextCursor, line: EditLine, cells: list[EditLine]) -> bool:
        """Insert the table after its caption; True when the cursor stands in a fresh block."""
        assert line.table is not None
        placed = placed_cells(line.table)
        columns = max(
            (place[1] + cell.column_span for row in placed for place, cell in row), default=0
        )
        if not placed or not columns:
            return False
        table = cursor.insertTable(len(placed), columns, self.formats.table_format())
        for row in placed:
            for (r, c), cell in row:
                if cell.row_span > 1 or cell.column_span > 1:
                    rows = min(cell.row_span, len(placed) - r)
                    table.mergeCells(r, c, rows, min(cell.column_span, columns - c))
        done: set[tuple[int, int]] = set()
        for cell_line in cells:
            place = table.cellAt(*cell_line.cell)
            if not place.isValid():
                continue
            inside = place.lastCursorPosition()
            if cell_line.cell in done:
                inside.insertBlock()
            done.add(cell_line.cell)
            self._fill_block(inside, cell_line)
        cursor.setPosition(table.lastPosition() + 1)
        return True

    def _renumber(self) -> None:
        self._index = {line.key: index for index, line in enumerate(self._lines)}
        self._numbers = {}
        block = self._document.begin()
        while block.isValid():
            if block.userState() in self._index:
                self._numbers[block.userState()] = block.blockNumber()
            block = block.next()

    # --- changing -----------------------------------------------------------------------------

    def update(self, lines: Lines) -> None:
        """Show other lines: only what differs is touched."""
        old = self._lines
        start = 0
        limit = min(len(old), len(lines))
        while start < limit and old[start] is lines[start]:
            start += 1
        end = 0
        while end < limit - start and old[-1 - end] is lines[-1 - end]:
            end += 1
        before = old[start : len(old) - end]
        after = lines[start : len(lines) - end]
        keys_before = [line.key for line in before if self.is_shown(line)]
        keys_after = [line.key for line in after if self.is_shown(line)]
        self._lines = lines
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        done = True
        if keys_before != keys_after:
            done = self._restructure(cursor, keys_before, keys_after, before, after)
        self._index = {line.key: index for index, line in enumerate(lines)}
        if done:
            for line in after:
                if self.is_shown(line):
                    done = done and self._refresh(cursor, line)
        cursor.endEditBlock()
        if not done:
            self.show(lines, self._mode)

    def _refresh(self, cursor: QTextCursor, line: EditLine) -> bool:
        """Bring one block in line; False when the document is not as remembered."""
        number = self._numbers.get(line.key)
        if number is None:
            return False
        block = self._document.findBlockByNumber(number)
        old = self._pictures.get(line.key)
        had = old.segments if old is not None else []
        text = "".join(segment.text for segment in had)
        if block.length() - 1 != units(text):
            return False
        picture = LinePicture(line, self._mode)
        form = self.formats.block_format(line)
        cursor.setPosition(block.position())
        if block.blockFormat() != form:
            cursor.setBlockFormat(form)
            cursor.mergeBlockCharFormat(self.formats.char_format(line, Segment("").look))
        new_text = "".join(segment.text for segment in picture.segments)
        head = common_start(had, picture.segments)
        longest = min(len(text), len(new_text)) - head
        tail = min(common_start(turned(had), turned(picture.segments)), longest)
        cursor.setPosition(block.position() + units(text[:head]))
        cursor.setPosition(block.position() + units(text[: len(text) - tail]), _KEEP)
        cursor.removeSelectedText()
        self._insert_segments(cursor, line, cut(picture.segments, head, len(new_text) - tail))
        self._pictures[line.key] = picture
        return True

    def _restructure(
        self,
        cursor: QTextCursor,
        keys_before: list[int],
        keys_after: list[int],
        before: Lines,
        after: Lines,
    ) -> bool:
        """Remove and add blocks; False when only a new build can do it."""
        changed = {*keys_before} ^ {*keys_after}
        kept = [key for key in keys_before if key in keys_after]
        if kept != [key for key in keys_after if key in keys_before] or any(
            line.table or line.picture for line in (*before, *after) if line.key in changed
        ):
            return False
        for key in keys_before:
            if key not in keys_after and not self._remove_block(cursor, key):
                return False
        index = {line.key: place for place, line in enumerate(self._lines)}
        return all(
            self._add_block(cursor, key, index[key]) for key in keys_after if key not in keys_before
        )

    def _remove_block(self, cursor: QTextCursor, key: int) -> bool:
        block = self._document.findBlockByNumber(self._numbers[key])
        previous, following = block.previous(), block.next()
        if self._same_container(previous, block):
            kept = previous.userState()
            cursor.setPosition(previous.position() + previous.length() - 1)
            cursor.setPosition(block.position() + block.length() - 1, _KEEP)
        elif self._same_container(block, following):
            kept = following.userState()
            cursor.setPosition(block.position())
            cursor.setPosition(following.position(), _KEEP)
        else:
            return False
        cursor.removeSelectedText()
        cursor.block().setUserState(kept)
        self._pictures.pop(key, None)
        self._renumber_quick()
        return True

    def _add_block(self, cursor: QTextCursor, key: int, index: int) -> bool:
        line = self._lines[index]
        for step in (-1, 1):
            near = index + step
            while 0 <= near < len(self._lines) and not self.is_shown(self._lines[near]):
                near += step
            if not 0 <= near < len(self._lines):
                continue
            other = self._lines[near]
            number = self._numbers.get(other.key)
            alike = (other.group, other.cell) == (line.group, line.cell)
            in_page = other.cell[0] < 0 and line.cell[0] < 0 and other.table is None
            if number is None or not (alike or in_page):
                continue
            block = self._document.findBlockByNumber(number)
            if step < 0:
                cursor.setPosition(block.position() + block.length() - 1)
                cursor.insertBlock()
                cursor.block().setUserState(key)
                cursor.block().previous().setUserState(other.key)
            else:
                cursor.setPosition(block.position())
                cursor.insertBlock()
                cursor.block().setUserState(other.key)
                cursor.block().previous().setUserState(key)
            self._renumber_quick()
            return True
        return False

    def _renumber_quick(self) -> None:
        self._numbers = {}
        block = self._document.begin()
        while block.isValid():
            if block.userState() >= 0:
                self._numbers[block.userState()] = block.blockNumber()
            block = block.next()

    def _same_container(self, first: QTextBlock, second: QTextBlock) -> bool:
        if not (first.isValid() and second.isValid()):
            return False
        if first.userState() < 0 or second.userState() < 0:
            return False
        return self._container(first) == self._container(second)

    def _container(self, block: QTextBlock) -> tuple[int, int, int]:
        frame = self._document.frameAt(block.position())
        if isinstance(frame, QTextTable):
            cell = frame.cellAt(block.position())
            return frame.objectIndex(), cell.row(), cell.column()
        return -1, -1, -1
