"""The rows laid out at one width: heights of all, layouts of those lately looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QRectF

from ui.screens.compare.columns import Columns
from ui.screens.compare.faces import Face, Shown
from ui.screens.compare.heights import RowHeights
from ui.screens.compare.margin import Slot, place_slots
from ui.screens.compare.row_layout import ImageSource, RowLayout, guessed_height, lay_out_row
from ui.screens.compare.rows import Sheet
from ui.screens.compare.styles import SheetStyles

_KEPT = 240  # rows


class LaidRows:
    """Made anew when the texts, the columns or the styles change; :meth:`mark` for the marks."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        styles: SheetStyles,
        marked: Shown,
        images: ImageSource,
    ) -> None:
        self.sheet, self._styles, self._images = sheet, styles, images
        self._marked, self._slots_on_line = marked, columns.slots
        self._widths: Mapping[Face, float] = {c.face: c.text_width for c in columns.faces}
        self.heights = RowHeights([guessed_height(row, self._widths, styles) for row in sheet.rows])
        self._layouts: OrderedDict[int, RowLayout] = OrderedDict()
        self._slots: dict[int, tuple[Slot, ...]] = {}

    def layout(self, row: int) -> RowLayout:
        """The row laid out; its height is exact from now on."""
        found = self._layouts.get(row)
        if found is not None:
            self._layouts.move_to_end(row)
            return found
        found = lay_out_row(
            self.sheet.rows[row], self._widths, self._marked, self._styles, self._images
        )
        self.heights.set(row, found.height)
        self._layouts[row] = found
        if len(self._layouts) > _KEPT:
            gone, _ = self._layouts.popitem(last=False)
            self._slots.pop(gone, None)
        return found

    def forget(self) -> None:
        """Keep heights only; what is looked at again is laid out again."""
        self._layouts.clear()
        self._slots.clear()

    def slots(self, row: int) -> tuple[Slot, ...]:
        """The symbols in the margin beside a row."""
        if row not in self._slots:
            self._slots[row] = self._place_slots(row)
        return self._slots[row]

    def _place_slots(self, row: int) -> tuple[Slot, ...]:
        layout = self.layout(row)
        line = float(self._styles.body.line)
        places = []
        notes = [number for number, _ in self.sheet.rows[row].notes]
        for number in (*self.sheet.changes_in[row], *notes):
            if number in self._marked.hidden:
                continue
            rect = first_rect(layout, number)
            middle = line / 2
            if rect is not None:  # a picture is marked at its top
                middle = rect.top() + min(rect.height(), line) / 2
            places.append((number, middle))
        return place_slots(places, line, self._slots_on_line)


def first_rect(layout: RowLayout, number: int) -> QRectF | None:
    """Where a change begins: its words in the first column that has any, else a gap."""
    gap = None
    for rects in layout.rects_of(number).values():
        for rect in rects:
            if rect.width() >= 1:
                return rect
        gap = gap or rects[0]
    return gap
