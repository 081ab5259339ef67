"""Files that go with the manuscript: add, see the size, remove.

Signals: ``add_requested(list)`` of paths, ``changed()``.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qz_review.services.results import short_code
from ui.file_dialogs import ask_files
from ui.screens.registration.attached import Attached
from ui.screens.registration.import_words import file_size_words
from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_DEFAULT, RADIUS_TAG
from ui.widgets.button import Button
from ui.widgets.field_message import FieldMessage
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_PREVIEW_WIDTH, _PREVIEW_HEIGHT = 56, 40  # px at 100 %


class _FilePicture(Themed, QWidget):
    """A picture's preview, or a sign for any other file; decoration."""

    def __init__(self, file: Attached, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview = file.preview
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    @property
    def has_preview(self) -> bool:
        """True where the picture itself is shown."""
        return self._preview is not None

    def sizeHint(self) -> QSize:
        """56 × 40."""
        return QSize(self._theme.px(_PREVIEW_WIDTH), self._theme.px(_PREVIEW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture fitted in a frame, or a paper clip."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS_TAG, RADIUS_TAG)
        painter.fillPath(outline, self._theme.color("window"))
        if self._preview is None:
            side = float(self._theme.px(ICON_DEFAULT))
            place = QRectF(0, 0, side, side)
            place.moveCenter(frame.center())
            paint_icon(painter, "paperclip", place, self._theme.color("text3"))
        else:
            size = self._preview.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(frame.center())
            painter.setClipPath(outline)
            painter.drawImage(place, self._preview)
            painter.setClipping(False)
        painter.setPen(self._theme.color("line"))
        painter.drawPath(outline)


class AttachmentList(QWidget):
    """Files in the order they were added; a name stands once."""

    add_requested = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachment_list")
        self._files: list[Attached] = []
        self._rows: list[QWidget] = []
        self.add = Button("添加附件", self, size="small", icon="paperclip", name="attachment_add")
        self._none = TextLabel("没有附件", "small", "text3", self)
        self._message = FieldMessage(parent=self)
        head = QHBoxLayout()
        head.addWidget(self._none)
        head.addStretch(1)
        head.addWidget(self.add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._lines)
        layout.addLayout(head)
        layout.addWidget(self._message)
        self.add.clicked.connect(self._on_add_clicked)

    @property
    def files(self) -> tuple[Attached, ...]:
        """Files in the list."""
        return tuple(self._files)

    @property
    def error(self) -> str:
        """The refusal shown."""
        return self._message.error

    def set_error(self, sentence: str) -> None:
        """Why a file was not added."""
        self._message.set_error(sentence)

    def put(self, file: Attached) -> None:
        """Add a file; one of the same name is replaced."""
        self._files = [f for f in self._files if f.name != file.name] + [file]
        self._message.set_error("")
        self._show()

    def set_busy(self, busy: bool) -> None:
        """While files are read no more are taken."""
        self.add.setEnabled(not busy)
        self.add.setText("正在读入" if busy else "添加附件")

    def _show(self) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._make_row(file) for file in self._files]
        for row in self._rows:
            self._lines.addWidget(row)
        self._none.setVisible(not self._files)
        self.changed.emit()

    def _make_row(self, file: Attached) -> QWidget:
        row = QWidget(self)
        name = ElidedLabel(file.name, "body", parent=row, mode=Qt.TextElideMode.ElideMiddle)
        size = ElidedLabel(_caption(file), "caption", parent=row)
        size.setToolTip(f"SHA-256\n{short_code(file.digest, 16)}" if file.digest else "")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(size)
        remove = Button(parent=row, kind="flat", size="small", icon="trash",
                        tooltip=f"删除 {file.name}", name="attachment_remove")  # fmt: skip
        remove.setProperty("fileName", file.name)
        remove.clicked.connect(self._on_remove_clicked)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(12)
        line.addWidget(_FilePicture(file, row))
        line.addLayout(words, 1)
        line.addWidget(remove)
        return row

    def _on_remove_clicked(self) -> None:
        name = str(self.sender().property("fileName"))
        self._files = [file for file in self._files if file.name != name]
        self._show()

    def _on_add_clicked(self) -> None:
        paths = ask_files(self.window(), "选附件")
        if paths:
            self.add_requested.emit([str(path) for path in paths])


def _caption(file: Attached) -> str:
    """1.2 MB · 6000×4000 · 指纹 9F86 D081 884C."""
    parts = [file_size_words(len(file.content))]
    if file.pixels.isValid():
        parts.append(f"{file.pixels.width()}×{file.pixels.height()}")
    if file.digest:
        parts.append(f"指纹 {short_code(file.digest, 3)}")
    return " · ".join(parts)
