"""Eyes and hands at the 花脸稿: reading columns, clicking, selecting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.screens.compare.faces import Face
from ui.screens.compare.screen import CompareScreen


def words(screen: CompareScreen, face: Face) -> list[str]:
    """The paragraphs of a column, as they can be copied."""
    rows = screen.sheet._rows
    return [
        box.paragraph.words
        for row in range(len(rows.sheet.rows))
        for box in rows.layout(row).faces[face].boxes
    ]


def listed(screen: CompareScreen) -> list[int]:
    """Numbers of the changes in the list."""
    return list(screen.panel.list.rows.numbers())


def click_change(screen: CompareScreen, number: int, face: Face) -> None:
    """Press the mouse on a change in a column."""
    sheet = screen.sheet
    column = next(c for c in sheet.columns.faces if c.face is face)
    for row, top in sheet.visible_rows():
        for rect in sheet._rows.layout(row).faces[face].rects_of(number):
            point = QPointF(column.text_left, top) + rect.center()
            QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
            return
    raise AssertionError(f"change {number} is not in view")


def drag_over(screen: CompareScreen, face: Face, *, row: int, start: int, end: int) -> None:
    """Select characters of the first paragraph of a row with the mouse."""
    sheet = screen.sheet
    column = next(c for c in sheet.columns.faces if c.face is face)
    top = dict(sheet.visible_rows())[row]
    box = sheet._rows.layout(row).faces[face].boxes[0]
    points = [
        (QPointF(column.text_left, top) + rect.center()).toPoint()
        for rect in (box.rects_of(start, start)[0], box.rects_of(end, end)[0])
    ]
    viewport = sheet.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=points[0])
    _move(screen, points[1])
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=points[1])


def _move(screen: CompareScreen, to: QPoint) -> None:
    viewport = screen.sheet.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(viewport.mapToGlobal(to)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
