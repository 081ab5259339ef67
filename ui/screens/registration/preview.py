"""The manuscript as its page will show it, while it is being registered."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from qz_review.errors import Environment
from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import MarkedDocument
from qz_review.model.text import ManuscriptText
from ui.editor.marked_lines import Lines
from ui.editor.opening import open_marked, open_text
from ui.editor.text_page import TextPage
from ui.widgets.empty_state import EmptyState

_AFTER_MS = 200
_HEAD = (BlockKind.TITLE, BlockKind.SUBTITLE)


class Preview(QWidget):
    """An empty state until there is a text; title and subtitle follow what is typed.

    修订 that are kept are shown as their authors' marks.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("registration_preview")
        self._pictures: dict[str, bytes] = {}
        self._text: ManuscriptText | None = None
        self._marks: Lines | None = None
        self._fresh = False
        self.empty = EmptyState(
            "doc", "还没有正文", "选文件、拖入或粘贴后，在这里看全文", parent=self
        )
        self.page = TextPage(self._picture, self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.page)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.show_now)

    @property
    def text(self) -> ManuscriptText | None:
        """The text shown, or about to be."""
        return self._text

    def set_document(
        self,
        text: ManuscriptText | None,
        pictures: dict[str, bytes],
        marked: tuple[MarkedDocument, ManuscriptText] | None = None,
    ) -> None:
        """Show another document from its start; None empties the page.

        marked: its kept 修订, and the text that they lead to.
        """
        self._text, self._pictures = text, pictures
        self._marks = None if marked is None else open_marked(*marked)
        self._fresh = True
        self.show_now()

    def set_text(self, text: ManuscriptText) -> None:
        """The same document with other words in its title; the place on the page stays."""
        if text != self._text:
            self._text = text
            self._timer.start()

    def show_now(self) -> None:
        """Show without waiting for the next key."""
        self._timer.stop()
        if self._text is None:
            self._pages.setCurrentWidget(self.empty)
            return
        lines = self._lines(self._text)
        if self._fresh:
            self.page.show_text(lines, self._text)
        else:
            self.page.update_marks(lines, self._text, None)
        self._fresh = False
        self._pages.setCurrentWidget(self.page)

    def _lines(self, text: ManuscriptText) -> Lines:
        if self._marks is None:
            return open_text(text)
        head = open_text(ManuscriptText(text.title, text.subtitle))
        read = [line for line in self._marks if line.kind in _HEAD and line.dead is None]
        if [line.live for line in read] == [line.live for line in head]:
            return self._marks
        return (*head, *(line for line in self._marks if line.kind not in _HEAD))

    def _picture(self, digest: str) -> bytes:
        try:
            return self._pictures[digest]
        except KeyError as error:
            raise Environment("blobs.missing", digest=digest) from error
