"""Tables, pictures and captions where they stand: drawn whole, edited in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QTextCursor, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qz_review.errors import Environment
from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from qz_review.model.text import Block, Cell, ManuscriptText, Paragraph, Picture, Table
from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Spot
from ui.editor.opening import open_text
from ui.editor.text_page import TextPage
from ui.pictures import PictureShelf

OWN = Mark(1, Stage.REVIEW_1)
MERGED = Table(
    (
        (Cell(("项目",), 2, 1), Cell(("标准",), 1, 3)),
        (Cell(("甲",)), Cell(("乙",)), Cell(("丙",))),
        (Cell(("补贴",), 1, 2), Cell(("一段", "二段")), Cell(("",))),
    ),
    "表1",
)


def _png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#456789"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


BLOBS = {"a" * 64: _png(1600, 1000), "b" * 64: b"<svg/>", "e" * 64: b"\x89PNG\r\n\x1a\nbroken"}


def _blob(digest: str) -> bytes:
    try:
        return BLOBS[digest]
    except KeyError as error:
        raise Environment("blobs.missing", digest=digest) from error


def _page(qtbot: QtBot, *blocks: Block, width: int = 900) -> TextPage:
    text = ManuscriptText("标题", "", blocks)
    page = TextPage(_blob)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.show_text(open_text(text), text, text, OWN)
    page.setFocus()
    return page


def _table(page: TextPage) -> QTextTable:
    index = next(i for i, line in enumerate(page.editor.lines) if line.cell[0] >= 0)
    frame = page.document().frameAt(page.projection.block_of(index).position())
    assert isinstance(frame, QTextTable)
    return frame


def _spans(page: TextPage) -> list[tuple[int, int, int, int]]:
    table = _table(page)
    cells = {
        (cell.row(), cell.column(), cell.rowSpan(), cell.columnSpan())
        for r in range(table.rows())
        for c in range(table.columns())
        for cell in [table.cellAt(r, c)]
    }
    return sorted(cells)


MERGED_SPANS = [
    (0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1),
    (2, 0, 1, 2), (2, 2, 1, 1), (2, 3, 1, 1),
]  # fmt: skip


def _type(page: TextPage, words: str) -> None:
    for character in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QGuiApplication.sendEvent(page, event)


def _put_caret(page: TextPage, words: str) -> None:
    cursor = page.document().find(words)
    cursor.setPosition(cursor.selectionEnd())
    page.setTextCursor(cursor)


def test_merged_cells_stay_merged_while_their_words_are_edited(qtbot: QtBot) -> None:
    page = _page(qtbot, Paragraph("前文。"), MERGED)
    assert _spans(page) == MERGED_SPANS
    _put_caret(page, "标准")
    _type(page, "额")
    QTest.keyClick(page, Qt.Key.Key_Return)
    _type(page, "（元）")
    page.set_mode(ViewMode.CLEAN)
    page.set_mode(ViewMode.MARKED)
    assert _spans(page) == MERGED_SPANS
    table = page.current_text().blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0][1] == Cell(("标准额", "（元）"), 1, 3)
    while page.editor.history.can_undo:
        page.undo()
    assert page.current_text().blocks[1] == MERGED
    assert _spans(page) == MERGED_SPANS


def _inked(image: QImage, room: QRect) -> int:
    """The longest stretch of 一审's blue, or half of it, in any row of pixels."""
    longest = 0
    for y in range(max(room.top(), 0), room.bottom()):
        run = 0
        for x in range(room.left(), room.right()):
            seen = image.pixelColor(x, y)
            run = run + 1 if seen.blue() - seen.red() > 50 else 0
            longest = max(longest, run)
    return longest


def test_marks_of_words_and_cells_are_drawn_at_them_and_nowhere_else(qtbot: QtBot) -> None:
    page = _page(qtbot, Paragraph("开头。"), MERGED, Paragraph("完。"))
    _put_caret(page, "开头")
    _type(page, "又写的字")
    _put_caret(page, "丙")
    _type(page, "新写的字")
    _put_caret(page, "甲")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    page.clearFocus()
    image = page.viewport().grab().toImage()

    def room_of(words: str) -> QRect:
        found = page.document().find(words)
        start = QTextCursor(found)
        start.setPosition(found.selectionStart())
        rect = page.cursorRect(start).united(page.cursorRect(found))
        return rect.adjusted(0, 0, 0, 6)

    for words in ("又写的字", "新写的字"):  # the line under what came, and none through it
        room = room_of(words)
        assert _inked(image, room.adjusted(0, room.height() // 2, 0, 0)) >= 40
        assert _inked(image, room.adjusted(0, 0, 0, -room.height() // 2)) < 20
    assert _inked(image, room_of("甲")) >= 10  # the line through what went
    above = QRect(0, 0, image.width(), room_of("又写的字").top())
    assert _inked(image, above) == 0


def test_tab_goes_from_cell_to_cell_and_leaves_the_table_at_its_ends(qtbot: QtBot) -> None:
    page = _page(qtbot, MERGED, Paragraph("后文。"))
    _put_caret(page, "项目")
    visited = []
    for _ in range(7):
        QTest.keyClick(page, Qt.Key.Key_Tab)
        visited.append(page.editor.lines[page.caret_spot().line].cell)
    assert visited == [(0, 1), (1, 1), (1, 2), (1, 3), (2, 0), (2, 2), (2, 3)]
    _type(page, "末")
    QTest.keyClick(page, Qt.Key.Key_Backtab)
    assert page.editor.lines[page.caret_spot().line].cell == (2, 2)
    assert page.caret_spot().offset == len("一段")
    table = page.current_text().blocks[0]
    assert isinstance(table, Table) and table.rows[2][2].paragraphs == ("末",)


def test_outside_tables_and_without_the_right_to_edit_tab_leaves_the_page(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    text = ManuscriptText("标题", "", (MERGED, Paragraph("后文。")))
    page, after = TextPage(), QLineEdit()
    layout = QVBoxLayout(host)
    layout.addWidget(page)
    layout.addWidget(after)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    page.show_text(open_text(text), text, text, OWN)
    page.setFocus()
    _put_caret(page, "后文")
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert host.focusWidget() is after
    page.show_text(open_text(text), text, text, None)
    page.setFocus()
    _put_caret(page, "项目")
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert host.focusWidget() is after


@pytest.mark.parametrize("columns", [2, 8, 16, 63])
@pytest.mark.parametrize("width", [620, 900])
def test_a_table_of_any_width_is_seen_whole_or_moved_sideways(
    qtbot: QtBot, columns: int, width: int
) -> None:
    cells = tuple(Cell((f"青汀市人民政府{number}",)) for number in range(columns))
    long = (Cell(("x" * 200,), 1, columns),)
    page = _page(qtbot, Table((cells, long)), width=width)
    room = page.viewport().width() + page.horizontalScrollBar().maximum()
    assert page.document().size().width() <= room
    if columns <= 16:
        assert page.horizontalScrollBar().maximum() < 8  # the margin right of the table is 56


def test_a_picture_stays_inside_a_page_that_becomes_narrow(qtbot: QtBot) -> None:
    page = _page(qtbot, Picture("a" * 64, "image/png", "图1"), width=900)
    for width in (900, 600, 760):
        page.resize(width, 700)
        qtbot.waitUntil(lambda: not page._refit.isActive())
        room = page.viewport().width()
        assert page.document().size().width() <= room
        block = page.projection.block_of(1)
        image = block.begin().fragment().charFormat().toImageFormat()
        assert 0 < image.width() <= room
    assert page.current_text().blocks == (Picture("a" * 64, "image/png", "图1"),)


def test_a_caption_is_typed_under_a_picture_that_had_none(qtbot: QtBot) -> None:
    page = _page(qtbot, Picture("a" * 64, "image/png"), Paragraph("后文。"))
    page.put_caret(Spot(1, 0))
    _type(page, "图1 广场")
    QTest.keyClick(page, Qt.Key.Key_Return)  # a caption is one line
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert page.current_text().blocks[0] == Picture("a" * 64, "image/png", "图1 广")
    for _ in range(8):
        QTest.keyClick(page, Qt.Key.Key_Backspace)  # the picture itself stays
    assert page.current_text().blocks == (Picture("a" * 64, "image/png"), Paragraph("后文。"))


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        (Picture("b" * 64, "image/svg+xml", "", "流程图.svg"), (360, 96)),
        (Picture("c" * 64, "image/x-emf", "结构图"), (360, 96)),
        (Picture("e" * 64, "image/png"), (360, 96)),
        (Picture("a" * 64, "image/png"), (640, 400)),
    ],
)
def test_what_cannot_be_drawn_is_a_frame_with_its_name(
    qtbot: QtBot, picture: Picture, size: tuple[int, int]
) -> None:
    page = _page(qtbot, picture)
    image = page._image(picture)
    shown = image.size() / image.devicePixelRatio()
    assert (shown.width(), shown.height()) == size
    assert page.current_text().blocks == (picture,)


def test_a_picture_of_40_megapixels_is_made_small_by_the_worker(qtbot: QtBot) -> None:
    digest = "f" * 64
    shelf, read = PictureShelf(), []

    def blob(asked: str) -> bytes:
        read.append(asked)
        return _png(8000, 5000)

    shelf.fill([digest, digest], blob)
    shelf.fill([digest], blob)
    assert read == [digest]
    kept = shelf.get(digest)
    assert kept is not None and kept.width() <= 1520
    text = ManuscriptText("标题", "", (Picture(digest, "image/png"),))
    page = TextPage(_blob, shelf=shelf)  # the page asks the shelf, not the store
    qtbot.addWidget(page)
    page.show_text(open_text(text), text, text, OWN)
    image = page._image(Picture(digest, "image/png"))
    assert image.width() / image.devicePixelRatio() == 640


def test_the_shelf_keeps_what_was_asked_for_last(qtbot: QtBot) -> None:
    shelf = PictureShelf(most=3 * 100 * 100 * 4)
    small = _png(100, 100)
    for name in "abcd":
        shelf.fill([name], lambda _digest: small)
        shelf.get("a")
    assert shelf.get("a") is not None
    assert shelf.get("b") is None
    assert shelf.get("d") is not None
