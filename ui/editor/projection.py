"""Writes marked lines into a Qt document and keeps it in line, changing as little as possible.

Every block that shows a line carries the line's key as its user state; blocks without one are
those that Qt needs around tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from ui.editor.block_writer import BlockWriter, ImageSource
from ui.editor.formats import PageFormats
from ui.editor.line_picture import LinePicture, ViewMode
from ui.editor.marked_lines import EditLine, Lines, Spot

_KEEP = QTextCursor.MoveMode.KeepAnchor
_MOST_TOUCHED = 300  # lines: more are written sooner into a new document


class Projection:
    """What one page shows.

    images: gives a picture already at its size on the page.  owner: of the documents; who shows
    one lets the one before go.
    """

    def __init__(
        self, formats: PageFormats, images: ImageSource, owner: QObject | None = None
    ) -> None:
        self.formats = formats
        self._images = images
        self._owner = owner
        self._begin_document()
        self._lines: Lines = ()
        self._mode = ViewMode.MARKED
        self._pictures: dict[int, LinePicture] = {}
        self._index: dict[int, int] = {}
        self._blocks: dict[int, QTextBlock] = {}

    def _begin_document(self) -> None:
        self.document = QTextDocument(self._owner)
        self.document.setDocumentMargin(0)
        self.document.setUndoRedoEnabled(False)
        self._writer = BlockWriter(self.document, self.formats, self._images)

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
        return self._blocks.get(self._lines[index].key) or QTextBlock()

    def picture_of(self, index: int) -> LinePicture:
        """How a line looks at present."""
        return self._pictures[self._lines[index].key]

    def spot(self, position: int) -> Spot | None:
        """The place in the lines of a position in the document."""
        block = self.document.findBlock(position)
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

    def show(
        self, lines: Lines, mode: ViewMode, ready: Mapping[int, LinePicture] | None = None
    ) -> None:
        """Write a new document.  ready: how lines look in this mode, as far as that is known.

        Not into the one that is shown: Qt would lay it out to its end at once, while a document
        that is shown when it is written is laid out as far as it is looked at, then bit by bit.
        """
        self._lines, self._mode = lines, mode
        self._pictures, self._blocks = {**(ready or {})}, {}
        self._index = {line.key: index for index, line in enumerate(lines)}
        self._begin_document()
        self.document.rootFrame().setFrameFormat(self.formats.page_format())
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        self._write_all(cursor)
        cursor.endEditBlock()

    def _write_all(self, cursor: QTextCursor) -> None:
        cells: dict[int, list[EditLine]] = {}
        for line in self._lines:
            if line.cell[0] >= 0 and self.is_shown(line):
                cells.setdefault(line.group, []).append(line)
        fresh = True
        for line in self._lines:
            if line.cell[0] >= 0 or not self.is_shown(line):
                continue
            if not fresh:
                cursor.insertBlock()
            fresh = False
            self._write(cursor, line)
            if line.table is not None:
                fresh = self._write_table(cursor, line, cells.get(line.group, []))
        if fresh:
            cursor.setBlockFormat(self.formats.spacer_format())
            cursor.block().setUserState(-1)

    def _write(self, cursor: QTextCursor, line: EditLine) -> None:
        picture = self._pictures.get(line.key)
        if picture is None:
            picture = self._pictures[line.key] = LinePicture(line, self._mode)
        self._writer.fill(cursor, picture)
        self._blocks[line.key] = cursor.block()

    def _write_table(self, cursor: QTextCursor, line: EditLine, cells: Sequence[EditLine]) -> bool:
        """Write the table after its caption; True when the cursor stands in a fresh block."""
        table = self._writer.add_table(cursor, line)
        if table is None:
            return False
        done: set[tuple[int, int]] = set()
        for cell_line in cells:
            place = table.cellAt(*cell_line.cell)
            if not place.isValid():
                continue
            inside = place.lastCursorPosition()
            if cell_line.cell in done:
                inside.insertBlock()
            done.add(cell_line.cell)
            self._write(inside, cell_line)
        cursor.setPosition(table.lastPosition() + 1)
        return True

    def refit_pictures(self) -> None:
        """Show the pictures at the size that ``images`` gives them now."""
        for line in self._lines:
            block = self._blocks.get(line.key)
            if line.picture is not None and block is not None:
                self._writer.refit_picture(block, line.picture)

    # --- changing -----------------------------------------------------------------------------

    def update(self, lines: Lines) -> None:
        """Show other lines: only what differs is touched."""
        before, after = _differing(self._lines, lines)
        if len(before) + len(after) > _MOST_TOUCHED:
            self.show(lines, self._mode)
            return
        keys_before = [line.key for line in before if self.is_shown(line)]
        keys_after = [line.key for line in after if self.is_shown(line)]
        moved = len(lines) != len(self._lines) or keys_before != keys_after
        self._lines = lines
        if moved:
            self._index = {line.key: index for index, line in enumerate(lines)}
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        done = not moved or self._restructure(cursor, keys_before, keys_after, before, after)
        for line in after if done else ():
            done = done and (not self.is_shown(line) or self._refresh(line))
        cursor.endEditBlock()
        if not done:
            self.show(lines, self._mode)

    def _refresh(self, line: EditLine) -> bool:
        """Bring one block in line; False when the document is not as remembered."""
        block = self._blocks.get(line.key)
        if block is None or not block.isValid():
            return False
        picture = LinePicture(line, self._mode)
        if not self._writer.refill(block, self._pictures.get(line.key), picture):
            return False
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
        had, wanted = {*keys_before}, {*keys_after}
        changed = had ^ wanted
        kept = [key for key in keys_before if key in wanted]
        if kept != [key for key in keys_after if key in had] or any(
            line.table or line.picture for line in (*before, *after) if line.key in changed
        ):
            return False
        for key in keys_before:
            if key not in wanted and not self._remove_block(cursor, key):
                return False
        return all(self._add_block(cursor, key) for key in keys_after if key not in had)

    def _remove_block(self, cursor: QTextCursor, key: int) -> bool:
        block = self._blocks[key]
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
        self._pictures.pop(key, None)
        self._blocks.pop(key)
        self._give_block(cursor.block(), kept)
        return True

    def _add_block(self, cursor: QTextCursor, key: int) -> bool:
        index = self._index[key]
        line = self._lines[index]
        for step in (-1, 1):
            near = index + step
            while 0 <= near < len(self._lines) and not self.is_shown(self._lines[near]):
                near += step
            if not 0 <= near < len(self._lines):
                continue
            other = self._lines[near]
            block = self._blocks.get(other.key)
            alike = (other.group, other.cell) == (line.group, line.cell)
            in_page = other.cell[0] < 0 and line.cell[0] < 0 and other.table is None
            if block is None or not (alike or in_page):
                continue
            at_end = block.length() - 1 if step < 0 else 0
            cursor.setPosition(block.position() + at_end)
            cursor.insertBlock()
            both = (other.key, key) if step < 0 else (key, other.key)
            self._give_block(cursor.block().previous(), both[0])
            self._give_block(cursor.block(), both[1])
            return True
        return False

    def _give_block(self, block: QTextBlock, key: int) -> None:
        block.setUserState(key)
        self._blocks[key] = block

    def _same_container(self, first: QTextBlock, second: QTextBlock) -> bool:
        if not (first.isValid() and second.isValid()):
            return False
        if first.userState() < 0 or second.userState() < 0:
            return False
        return self._container(first) == self._container(second)

    def _container(self, block: QTextBlock) -> tuple[int, int, int]:
        frame = self.document.frameAt(block.position())
        if isinstance(frame, QTextTable):
            cell = frame.cellAt(block.position())
            return frame.objectIndex(), cell.row(), cell.column()
        return -1, -1, -1


def _differing(old: Lines, new: Lines) -> tuple[Lines, Lines]:
    """The parts of both that remain when equal starts and ends are taken away."""
    start = 0
    limit = min(len(old), len(new))
    while start < limit and old[start] is new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] is new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]
