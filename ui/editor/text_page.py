"""The text page: a manuscript on paper, read or edited in place.

Signals: ``edited`` after the person changed the text; ``changes_counted(ChangeList)`` after marks
changed; ``read_changed`` when a paragraph became read; ``caret_moved``; ``words_asked(AskedWords)``
when somebody wants to know who wrote them.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from qz_review.markup.marked import Mark
from qz_review.model.text import ManuscriptText
from ui.editor.change_list import ChangeList
from ui.editor.finding_marks import FindingMarks
from ui.editor.formats import BASE_PX, MARGIN_LEFT, MAX_PX, MIN_PX, PageFormats
from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Lines, Spot
from ui.editor.opening import open_text
from ui.editor.page_asking import PageAsking
from ui.editor.page_caret import PageCaret, nearest_spot
from ui.editor.page_editor import PageEditor
from ui.editor.page_finding import PageFinding
from ui.editor.page_findings import PageFindings
from ui.editor.page_fitting import REFIT_AFTER_MS, PageFitting
from ui.editor.page_images import BlobSource, PageImages
from ui.editor.page_painting import PagePainter, PageState
from ui.editor.page_pointing import PagePointing
from ui.editor.page_reading import READ_EVERY_MS, PageReading
from ui.editor.preparing import PreparedLines
from ui.editor.projection import Projection
from ui.editor.reading_track import ReadingTrack
from ui.editor.typing_keys import TypingKeys
from ui.pictures import PictureShelf
from ui.widgets.themed import Themed

_COUNT_AFTER_MS = 150


class TextPage(
    TypingKeys,
    PageFindings,
    PageCaret,
    PageAsking,
    PagePointing,
    PageFinding,
    PageFitting,
    PageReading,
    Themed,
    QTextEdit,
):
    """One page.

    blob: gives a picture's bytes by digest; shelf: pictures that a worker made small; role: type
    role of the text.
    """

    edited = Signal()
    changes_counted = Signal(object)
    read_changed = Signal()
    caret_moved = Signal()
    words_asked = Signal(object)

    def __init__(
        self,
        blob: BlobSource | None = None,
        parent: QWidget | None = None,
        *,
        role: str = "review-text",
        size: int = BASE_PX,
        shelf: PictureShelf | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("text_page")
        self.setAccessibleName("稿件正文")
        self.setProperty("page", True)
        self._follow_theme()
        self.editor = PageEditor()
        self.track = ReadingTrack()
        self.marks = FindingMarks()
        self._blob, self._shelf = blob, shelf
        self._role = role
        self._size = size
        self._original_text = self.editor.base
        self._original: Lines | None = None
        self._mode = ViewMode.MARKED
        self._projecting = False
        self._shown_document: QTextDocument | None = None
        self._numbers: dict[int, int] = {}
        self._changes = ChangeList()
        self._build()
        self._connect()
        self._renew_formats()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.viewport().setAutoFillBackground(False)
        self._reading = QTimer(self)
        self._reading.setInterval(READ_EVERY_MS)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(REFIT_AFTER_MS)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_AFTER_MS)

    def _connect(self) -> None:
        self._reading.timeout.connect(self._on_reading_timeout)
        self._counting.timeout.connect(lambda: self._count_changes())
        self._refit.timeout.connect(self._refit_pictures)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)

    # --- showing ------------------------------------------------------------------------------

    def show_text(
        self,
        lines: Lines,
        text: ManuscriptText,
        original: ManuscriptText | None = None,
        own: Mark | None = None,
        ready: PreparedLines | None = None,
    ) -> None:
        """Show a text.

        lines: of ``text``, with marks or without; original: for the view 原稿; own: the mark new
        edits carry, None where the person may only read; ready: the same, prepared by a worker.
        """
        self.editor.open(lines, text, own)
        self._original_text = original if original is not None else text
        self._original = None
        self._rebuild(Spot(0, 0), ready)
        self.verticalScrollBar().setValue(0)
        self._count_changes(ready)

    def update_marks(
        self,
        lines: Lines,
        text: ManuscriptText,
        own: Mark | None,
        ready: PreparedLines | None = None,
    ) -> None:
        """Show the same text with marks composed anew; caret, scroll place and reading stay."""
        same = lines is self.editor.lines
        self.editor.open(lines, text, own)
        if same and self._mode is not ViewMode.ORIGINAL:
            self._allow_typing()
            return
        spot = self.caret_spot()
        bar = self.verticalScrollBar()
        place = bar.value()
        self._rebuild(spot, ready)
        foot = QPointF(0, place + self.viewport().height())
        self.document().documentLayout().hitTest(foot, Qt.HitTestAccuracy.FuzzyHit)  # laid out
        bar.setValue(place)
        self._count_changes(ready)

    @property
    def mode(self) -> ViewMode:
        """View in use."""
        return self._mode

    def set_mode(self, mode: ViewMode) -> None:
        """Change to 修订, 清样 or 原稿; the caret stays at its character."""
        if mode is self._mode:
            return
        spot = self.caret_spot()
        shown = self.shown_lines
        words = shown[spot.line].live_at(spot.offset) if spot.line < len(shown) else 0
        swaps = ViewMode.ORIGINAL in (mode, self._mode)
        self._mode = mode
        if swaps:
            spot = nearest_spot(shown, spot, self.shown_lines, words)
        self._rebuild(spot)
        self._count_changes()

    @property
    def shown_lines(self) -> Lines:
        """Lines of the view in use."""
        if self._mode is not ViewMode.ORIGINAL:
            return self.editor.lines
        if self._original is None:
            self._original = open_text(self._original_text)
        return self._original

    def current_text(self) -> ManuscriptText:
        """The exact present text, whatever view is shown."""
        return self.editor.current_text()

    @property
    def may_type(self) -> bool:
        """True when typing changes the text in this view."""
        return self.editor.may_edit and self._mode is not ViewMode.ORIGINAL

    def set_text_size(self, px: int) -> None:
        """Size of running text, 14 to 28 px at a text scale of 100 %."""
        px = min(max(px, MIN_PX), max(MAX_PX, self._size))
        if px != self._size:
            self._size = px
            self._renew_formats()
            self._fit_page()

    @property
    def text_size(self) -> int:
        """Size of running text in px at a text scale of 100 %."""
        return self._size

    def _renew_formats(self) -> None:
        spot = self.caret_spot() if hasattr(self, "projection") else Spot(0, 0)
        ground = self._theme.tokens.hex("window")  # beside the page too
        self.setStyleSheet(
            "QTextEdit, QTextEdit:focus, QTextEdit:read-only"
            f"{{ background: {ground}; border: none; padding: 0; }}"
        )
        self._images = PageImages(
            self._theme, self._blob, ratio=self.devicePixelRatioF(), shelf=self._shelf
        )
        self.projection = Projection(self._make_formats(), self._image, self)
        self.painter = self._make_painter()
        self._rebuild(spot)

    def _make_formats(self) -> PageFormats:
        """Formats at the present theme and size; a page of another shape has its own."""
        return PageFormats(self._theme, self._theme.px(self._size), self._role)

    def _make_painter(self) -> PagePainter:
        """What paints beside Qt."""
        return PagePainter(self.projection)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if hasattr(self, "projection"):
            self._renew_formats()

    def _rebuild(self, spot: Spot, ready: PreparedLines | None = None) -> None:
        mode = ViewMode.CLEAN if self._mode is ViewMode.ORIGINAL else self._mode
        self._projecting = True
        self._asked = None
        self.marks.follow(self.editor.lines)
        self._refitted = self._picture_room()
        known = ready is not None and ready.mode is self._mode
        pictures = ready.pictures if ready is not None and known else None
        self.projection.show(self.shown_lines, mode, pictures)
        self._take_document()
        self._projecting = False
        self._numbers = self._paragraph_numbers()
        self._put_caret(spot)
        self.viewport().update()

    def _allow_typing(self) -> None:
        """Let the keys type, or only move and select."""
        flags = Qt.TextInteractionFlag.TextEditorInteraction
        if not self.may_type:
            flags = (
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        if self.textInteractionFlags() != flags:
            self.setTextInteractionFlags(flags)

    def _take_document(self) -> None:
        """Show the projection's document where it is another."""
        # Always one made in Python: the wrapper of a document that Qt made itself outlives it,
        # and the next page's document at the same address would get the dead wrapper.
        old, new = self._shown_document, self.projection.document
        if new is old:
            return
        self.setExtraSelections([])
        with QSignalBlocker(self):
            self.setDocument(new)
        new.contentsChange.connect(self._on_document_contents_change)
        new.documentLayout().update.connect(self._on_layout_update)
        self._shown_document = new
        self._allow_typing()
        self._allow_sideways()
        if old is not None:
            old.deleteLater()

    def _paragraph_numbers(self) -> dict[int, int]:
        if self._mode is ViewMode.ORIGINAL:
            other = PageEditor()
            other.open(self.shown_lines, self.editor.base, None)
            return other.paragraph_numbers()
        return self.editor.paragraph_numbers()

    def _on_document_contents_change(self, *_: object) -> None:
        # Whatever changed the document past the editor (a foreign input path) is put right.
        if not self._projecting:
            QTimer.singleShot(0, self, lambda: self._rebuild(self.caret_spot()))

    def _on_layout_update(self, changed: QRectF) -> None:
        """Text was laid out anew: what stands beside it in the margins too."""
        top = changed.top() - self.verticalScrollBar().value()
        seen = QRectF(0, top, self.viewport().width(), changed.height())
        visible = seen.intersected(QRectF(self.viewport().rect()))
        self.viewport().update(visible.toAlignedRect().adjusted(0, -4, 0, 4))

    # --- editing ------------------------------------------------------------------------------

    def after_edit(self, caret: Spot) -> None:
        """Show what an edit of :attr:`editor` made; the keys call it."""
        if self.projection.lines is self.editor.lines:
            self._put_caret(caret, visible=True)
            return
        self._projecting = True
        self.marks.follow(self.editor.lines)
        self.projection.update(self.editor.lines)
        self._take_document()
        self._projecting = False
        self._renumber()
        self._put_caret(caret, visible=True)
        self._counting.start()
        self.edited.emit()

    def _renumber(self) -> None:
        numbers = self.editor.paragraph_numbers()
        if numbers != self._numbers:  # those below may change without moving
            self._numbers = numbers
            self.viewport().update(0, 0, MARGIN_LEFT, self.viewport().height())

    # --- reading -------------------------------------------------------------

    def _on_cursor_position_changed(self) -> None:
        if self._projecting:
            return
        self.editor.history.pause()
        self._tell_marks()
        number = self._numbers.get(self.caret_spot().line)
        visited = self._reading.isActive() and self.hasFocus() and number is not None
        if visited and number is not None and self.track.visit(number):
            self.read_changed.emit()
        self.caret_moved.emit()
        self._renew_ground()

    # --- Qt -----------------------------------------------------------------------------------

    def _state(self) -> PageState:
        here = self._spot(self.textCursor().position()) if self.hasFocus() else None
        bar = self.verticalScrollBar()
        # A text longer than the window is not measured: that would lay it out to its end.
        long = bar.maximum() > 0
        height = bar.maximum() + bar.pageStep() if long else self.document().size().height()
        return PageState(
            left=float(-self.horizontalScrollBar().value()),
            top=float(-bar.value()),
            bottom=float(height - bar.value()),
            width=self.viewport().width(),
            paper_width=self.viewport().width() + self.horizontalScrollBar().maximum(),
            height=self.viewport().height(),
            clip=(0, self.viewport().height()),
            here=here.line if here is not None else -1,
            numbers=self._numbers,
            read=self.track.read,
            asked=self._asked,
            findings=self.marks if self._mode is not ViewMode.ORIGINAL else None,
            chosen=self._chosen,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and ground, Qt's text, then marks and margins."""
        rect = event.rect()
        state = replace(self._state(), clip=(rect.top(), rect.bottom() + 1))
        painter = QPainter(self.viewport())
        painter.translate(state.left, 0)
        self.painter.paint_under(painter, state)
        self.painter.paint_asked(painter, state)
        self.painter.paint_chosen(painter, state)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(state.left, 0)
        self.painter.paint_over(painter, state)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel change nothing here: the text size has its own control."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)
