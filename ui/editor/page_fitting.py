"""How wide the page and what stands on it may be: part of the text page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QTextEdit

from qz_review.model.text import Picture
from ui.editor.marked_lines import Lines

if TYPE_CHECKING:
    from ui.editor.page_images import PageImages
    from ui.editor.projection import Projection

    _Base = QTextEdit
else:
    _Base = object

REFIT_AFTER_MS = 60
_SIDE = 24  # px of window left and right of the page
_LEAST_PICTURE = 96  # px
_WIDE = 24  # columns, each at least one character wide


class PageFitting(_Base):
    """Mixed into the page before ``QTextEdit``."""

    projection: Projection
    _images: PageImages
    _refit: QTimer
    _refitted = -1
    _projecting: bool

    if TYPE_CHECKING:  # what the page itself has

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

    @property
    def least_width(self) -> int:
        """Narrowest the page may be, side margins included, px."""
        return self.projection.formats.least_width + 2 * _SIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in the middle."""
        self._fit_page()
        super().resizeEvent(event)
        self._refit.start()

    def _fit_page(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar
        formats = self.projection.formats
        width = min(formats.best_width, max(formats.least_width, room - 2 * _SIDE))
        width = min(width, room)
        left = max((room - width + bar) // 2, 0)
        self.setViewportMargins(left, 0, max(room - width - left, 0), 0)

    def _image(self, picture: Picture) -> QImage:
        return self._images.image(picture.digest, self._picture_room(), picture)

    def _picture_room(self) -> int:
        """Width that a picture may have, px."""
        formats = self.projection.formats
        # Not shown yet, the page has no width to go by.
        page = self.viewport().width() if self.isVisible() else formats.best_width
        return max(min(page, formats.best_width) - formats.side_margins, _LEAST_PICTURE)

    def _refit_pictures(self) -> None:
        """The page has another width: pictures stay inside it."""
        if self._picture_room() == self._refitted:
            return
        self._refitted = self._picture_room()
        self._projecting = True
        self.projection.refit_pictures()
        self._projecting = False

    def _allow_sideways(self) -> None:
        """A table of very many columns is wider than any page and is moved sideways."""
        wide = any(line.columns > _WIDE for line in self.shown_lines)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wide else policy.ScrollBarAlwaysOff
        )
