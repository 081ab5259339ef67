"""Where the manuscript comes from: drop or choose a file, or paste; what reading it told.

Signals: ``file_chosen(str)`` with a path, ``paste_requested()``, ``cancel_requested()``,
``revisions_chosen(str)``: accept, reject or keep; ``encoding_chosen(str)``: a codec, or empty to
guess.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.file_dialogs import ask_file
from ui.screens.registration.encoding_choice import EncodingChoice
from ui.screens.registration.reading_notes import ReadingNotes
from ui.screens.registration.revisions_choice import RevisionsChoice
from ui.theme.tokens import RADIUS_CARD
from ui.widgets.button import Button
from ui.widgets.field_message import FieldMessage
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

FILTER = (
    "稿件 (*.docx *.docm *.doc *.wps *.rtf *.odt *.txt *.htm *.html *.mht *.mhtml);;所有文件 (*)"
)
_BUSY_AFTER_MS = 300


class _DropFrame(Themed, QWidget):
    """The dashed frame; takes one dropped file."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = False
        self.has_file = False
        self.setAcceptDrops(True)
        self._follow_theme()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        local = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if len(local) == 1:
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("accent" if self._over else "ctl"), 1)
        if self.has_file and not self._over:
            pen = QPen(self._theme.color("line"), 1)
        elif not self._over:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._theme.color("acc_soft" if self._over else "window"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)


class SourceArea(QWidget):
    """Empty, reading, or a file with its size; refusals and warnings below."""

    file_chosen = Signal(str)
    paste_requested = Signal()
    cancel_requested = Signal()
    revisions_chosen = Signal(str)
    encoding_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source_area")
        self._frame = _DropFrame(self)
        self._pages = QStackedLayout(self._frame)
        self.choose = Button("选文件", self, icon="folder", name="source_choose")
        self.paste = Button("粘贴文字", self, icon="copy", name="source_paste")
        self._reading = ElidedLabel("", "body", parent=self, mode=Qt.TextElideMode.ElideMiddle)
        self.cancel = Button("取消", self, name="source_cancel")
        self.name = ElidedLabel("", "strong", parent=self, mode=Qt.TextElideMode.ElideMiddle)
        self.name.setObjectName("source_name")
        self._size = ElidedLabel("", "caption", parent=self)
        self._size.setObjectName("source_size")
        self.change = Button("换文件", self, size="small", name="source_change")
        self.repaste = Button("重新粘贴", self, size="small", name="source_repaste")
        self._message = FieldMessage(parent=self)
        self._message.setObjectName("source_message")
        self.revisions = RevisionsChoice(self)
        self.encoding = EncodingChoice(self)
        self.notes = ReadingNotes(self)
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(_BUSY_AFTER_MS)
        self._file_name = ""
        self._build()
        self._connect()
        self.show_empty()

    def _build(self) -> None:
        for page in (self._empty_page(), self._reading_page(), self._loaded_page()):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._frame)
        layout.addWidget(self._message)
        layout.addWidget(self.encoding)
        layout.addWidget(self.revisions)
        layout.addWidget(self.notes)

    def _empty_page(self) -> QWidget:
        page = QWidget(self._frame)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel("把稿件文件拖到这里", "strong", parent=page))
        words.addWidget(ElidedLabel("docx、doc、wps、txt、网页等", "caption", parent=page))
        line = QHBoxLayout(page)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(12)
        line.addWidget(IconView("import", "text2", 22, page))
        line.addLayout(words, 1)
        line.addWidget(self.choose)
        line.addWidget(self.paste)
        return page

    def _reading_page(self) -> QWidget:
        page = QWidget(self._frame)
        line = QHBoxLayout(page)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(12)
        line.addWidget(IconView("clock", "accent", 22, page))
        line.addWidget(self._reading, 1)
        line.addWidget(self.cancel)
        return page

    def _loaded_page(self) -> QWidget:
        page = QWidget(self._frame)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self._size)
        line = QHBoxLayout(page)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(12)
        line.addWidget(IconView("doc", "accent", 22, page))
        line.addLayout(words, 1)
        line.addWidget(self.change)
        line.addWidget(self.repaste)
        return page

    def _connect(self) -> None:
        self._frame.dropped.connect(self.file_chosen)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.change.clicked.connect(self._on_choose_clicked)
        self.paste.clicked.connect(self.paste_requested)
        self.repaste.clicked.connect(self.paste_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.revisions.chosen.connect(self.revisions_chosen)
        self.encoding.chosen.connect(self.encoding_chosen)
        self._busy_timer.timeout.connect(lambda: self._pages.setCurrentIndex(1))

    # --- states -----------------------------------------------------------------------------

    def show_empty(self) -> None:
        """Nothing chosen yet."""
        self._busy_timer.stop()
        self._frame.has_file = False
        self._pages.setCurrentIndex(0)
        self.notes.set_lines(())
        self.encoding.show_read("", "")
        self.revisions.show_read((), 0, "accept")

    def show_reading(self, name: str) -> None:
        """A file is being read; said only when it takes a moment."""
        self._message.set_error("")
        self._reading.setText(f"正在读入 {name}")
        self._busy_timer.start()

    def stop_reading(self, *, loaded: bool) -> None:
        """Back to what was there before."""
        self._busy_timer.stop()
        self._pages.setCurrentIndex(2 if loaded else 0)

    def show_loaded(self, name: str, size: str, *, pasted: bool = False) -> None:
        """A document has been read; pasted: not from a file."""
        self.change.setText("选文件" if pasted else "换文件")
        self.repaste.setText("改文字" if pasted else "粘贴文字")
        self._busy_timer.stop()
        self._frame.has_file = True
        self.name.setText(name)
        self._size.setText(size)
        self._message.set_error("")
        self._pages.setCurrentIndex(2)
        self._frame.update()

    def set_error(self, sentence: str) -> None:
        """Why there is no document."""
        self._message.set_error(sentence)

    @property
    def error(self) -> str:
        """The refusal shown."""
        return self._message.error

    def _on_choose_clicked(self) -> None:
        path = ask_file(self.window(), "选稿件文件", FILTER)
        if path is not None:
            self.file_chosen.emit(str(path))
