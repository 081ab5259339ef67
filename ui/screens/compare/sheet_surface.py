"""The sheet as it is seen: columns with one scroll bar, rows aligned, the margin between them.

Only rows in view are laid out and painted; the heights of the others are guessed and made exact
while nothing else is to do.

Signals: ``columns_changed(Columns)`` for the heads above.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QElapsedTimer, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from qz_review.markup.changes import Place
from qz_review.model.stage import Stage
from qz_review.model.text import Picture
from ui.editor.page_images import BlobSource, PageImages
from ui.pictures import PictureShelf
from ui.screens.compare.columns import Columns, SheetLayout, arrange_columns, least_width
from ui.screens.compare.faces import Face, Shown
from ui.screens.compare.laid_rows import LaidRows, first_rect
from ui.screens.compare.row_layout import RowLayout
from ui.screens.compare.rows import Sheet
from ui.screens.compare.sheet_painter import Look, Picked, SheetPainter
from ui.screens.compare.styles import SheetStyles
from ui.screens.compare.words import spoken_line
from ui.widgets.themed import Themed

_SLICE_MS = 6  # of laying out between two events
_BELOW = 24  # px under the last row
_PLACE = 0.35  # of the height: where a change is brought to
_NEAR_EDGE = 24  # px: a change nearer to the edge is brought in


class SheetSurface(Themed, QAbstractScrollArea):
    """blob: gives a picture's bytes by digest; pictures: those that a worker made small."""

    columns_changed = Signal(object)

    def __init__(
        self, blob: BlobSource, pictures: PictureShelf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._blob, self._pictures = blob, pictures
        self._sheet = Sheet((), (), {}, {})
        self._steps: Mapping[int, Stage | None] = {}
        self._words: Callable[[int], str] = str
        self._layout = SheetLayout.SIDE_BY_SIDE
        self._hidden: frozenset[int] = frozenset()
        self._look = Look()
        self._anchor = (0, 0.0)  # row at the top of the view, px of it above
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._on_idle_timeout)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._follow_theme()
        self._renew()

    # --- what is shown ---------------------------------------------------------------------------

    def set_sheet(
        self, sheet: Sheet, steps: Mapping[int, Stage | None], words: Callable[[int], str],
        *, keeps_place: bool = False,
    ) -> None:  # fmt: skip
        """Show other texts.

        steps: of changes and notes; words: what their tooltips say; keeps_place: the row at the
        top stays there, for the same texts with something done to them.
        """
        self._sheet, self._steps, self._words = sheet, steps, words
        if not keeps_place:
            self._anchor = (0, 0.0)
        self._renew()

    def set_layout(self, layout: SheetLayout) -> None:
        """左右对照, 单页花脸 or 三栏; what is in view stays in view."""
        if layout is not self._layout:
            self._layout = layout
            self._renew()

    def set_hidden(self, hidden: frozenset[int]) -> None:
        """Changes that are not marked."""
        if hidden != self._hidden:
            self._hidden = hidden
            self._renew()

    def set_current(self, number: int, *, scroll: bool = True) -> None:
        """Ring a change (0: none) and bring it into view."""
        before = self._look.current
        self._look = Look(self._steps, self._sheet.kinds, number, None)
        self.setAccessibleDescription(self._spoken(number))
        if scroll and number in self._sheet.rows_of and self._bring_into_view(number):
            self.viewport().update()
        else:
            self._update_rows({*self._rows_of(before), *self._rows_of(number)})

    def least_width(self) -> float:
        """Width in px at which the lines of the layout can still be read."""
        bar = self.verticalScrollBar().sizeHint().width()
        scale = self._theme.text_scale / 100
        return least_width(self._layout, float(self._styles.body.px), scale) + bar

    @property
    def columns(self) -> Columns:
        """Where the columns stand."""
        return self._columns

    @property
    def current(self) -> int:
        """Number of the change that is ringed, 0 for none."""
        return self._look.current

    def first_in_view(self) -> int:
        """The first marked change at or under the top of the view, 0 where there is none."""
        for row in range(self._anchor[0], len(self._sheet.rows)):
            for number in self._sheet.changes_in[row]:
                if number not in self._hidden:
                    return number
        return 0

    def visible_rows(self) -> list[tuple[int, float]]:
        """Rows in view and their tops in the viewport."""
        found = []
        row, above = self._anchor
        y = -above
        while row < len(self._sheet.rows) and y < self.viewport().height():
            found.append((row, y))
            y += self._rows.layout(row).height
            row += 1
        return found

    def forget(self) -> None:
        """Let all layouts go now, in this thread: the wrapper of a closed page may linger until a
        worker's garbage collection, which must find nothing of Qt in it.
        """
        self._idle.stop()
        self._rows.forget()

    def _rows_of(self, number: int) -> tuple[int, ...]:
        return self._sheet.rows_of.get(number, ())

    def _update_rows(self, rows: Collection[int]) -> None:
        """Paint these rows again, where they are in view."""
        width = self.viewport().width()
        for row, top in self.visible_rows():
            if row in rows:
                height = self._rows.heights.height(row)
                self.viewport().update(QRectF(0, top, width, height).toAlignedRect())

    def _spoken(self, number: int) -> str:
        """The change and the paragraph it stands in, for a screen reader."""
        rows = self._rows_of(number)
        if not rows:
            return ""
        row = self._sheet.rows[rows[-1]]
        if row.table is not None:
            return self._words(number)
        return f"{self._words(number)}\n{spoken_line(block for _, block in row.blocks)}"

    def _picked(self, row: int, layout: RowLayout) -> tuple[Face, Picked] | None:
        """Selected characters of a row; a sheet that is only looked at has none."""
        return None

    def _let_go(self) -> None:
        """Places in the rows no longer hold: they are laid out anew."""

    # --- laying out ------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Lay everything out anew; the row at the top stays there."""
        theme = self._theme
        self._styles = SheetStyles(theme)
        self._painter = SheetPainter(self._styles)
        self._images = PageImages(
            theme, self._blob, ratio=self.devicePixelRatioF(), shelf=self._pictures
        )
        width = float(self.viewport().width())
        self._columns = arrange_columns(
            self._layout, width, float(self._styles.body.px), theme.text_scale / 100
        )
        self._rows = LaidRows(
            self._sheet, self._columns, self._styles, Shown(self._sheet.kinds, self._hidden),
            self._image,
        )  # fmt: skip
        self._look = Look(self._steps, self._sheet.kinds, self._look.current, None)
        self._let_go()
        self._anchor = (min(self._anchor[0], max(len(self._sheet.rows) - 1, 0)), self._anchor[1])
        self._settle()
        self._idle.start()
        self.columns_changed.emit(self._columns)
        self.viewport().update()

    def _image(self, place: Place, width: int) -> QImage:
        about = Picture(place.digest, place.media_type, description=place.description)
        return self._images.image(place.digest, width, about)

    def _settle(self) -> None:
        """Make the rows in view exact, and the scroll bar agree with the row at the top."""
        rows, heights = self._rows, self._rows.heights
        if not len(heights):
            self.verticalScrollBar().setRange(0, 0)
            return
        row, above = self._anchor
        while row < len(heights) - 1 and above >= rows.layout(row).height:
            above -= rows.layout(row).height
            row += 1
        while above < 0 and row > 0:
            row -= 1
            above += rows.layout(row).height
        self._anchor = (row, max(above, 0.0))
        self.visible_rows()
        page = self.viewport().height()
        last = max(round(heights.total) + _BELOW - page, 0)
        bar = self.verticalScrollBar()
        value = min(round(heights.top(row) + self._anchor[1]), last)
        with QSignalBlocker(bar):
            bar.setRange(0, last)
            bar.setPageStep(max(page - self._styles.body.line, 1))
            bar.setSingleStep(self._styles.body.line)
            bar.setValue(value)
        self._anchor_at(value)

    def _anchor_at(self, value: int) -> None:
        row = max(self._rows.heights.row_at(value), 0)
        self._anchor = (row, value - self._rows.heights.top(row))

    def _on_scrolled(self, value: int) -> None:
        if len(self._rows.heights):
            self._anchor_at(value)
            self._settle()
        self.viewport().update()

    def _on_idle_timeout(self) -> None:
        """Make some more rows exact, those under the view first."""
        clock = QElapsedTimer()
        clock.start()
        row = self._anchor[0]
        while clock.elapsed() < _SLICE_MS:
            found = self._rows.heights.next_guess(row)
            if found is None:
                self._idle.stop()
                break
            self._rows.layout(found)
            row = found
        self._settle()

    def _bring_into_view(self, number: int, row: int = -1) -> bool:
        """Scroll where it has to be; whether that was so."""
        if row < 0:
            row = self._sheet.rows_of[number][-1]
        rect = first_rect(self._rows.layout(row), number) or QRectF(0, 0, 1, 32)
        page = self.viewport().height()
        for seen, top in self.visible_rows():
            if seen == row and _NEAR_EDGE <= top + rect.top() <= page - rect.height() - _NEAR_EDGE:
                return False
        self._anchor = (row, rect.top() - page * _PLACE)
        self._settle()
        return True

    # --- Qt --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, then the rows in view."""
        painter = QPainter(self.viewport())
        port = self.viewport()
        self._painter.paint_ground(painter, self._columns, port.width(), port.height())
        room = event.rect()
        for row, top in self.visible_rows():
            layout = self._rows.layout(row)
            if top > room.bottom() or top + layout.height < room.top():
                continue
            slots = self._rows.slots(row) if self._columns.margin is not None else ()
            self._painter.paint_row(
                painter, self._columns, layout, slots, top, self._look, self._picked(row, layout)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()
        else:
            self._settle()

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if hasattr(self, "_rows"):
            self._renew()
