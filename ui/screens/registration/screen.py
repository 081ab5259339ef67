"""登记稿件: the form at the left, the page as it will look at the right.

Signals: ``registered(str)`` with the manuscript's id; ``left()`` when the person leaves without
registering.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qz_review.errors import QzError, Refused
from qz_review.services.changes import ChangeSet
from qz_review.services.forms import RevisionChoice
from qz_review.services.sound_text import title_words
from ui.jobs.job_runner import JobRunner
from ui.screens.registration.form import Document, RegistrationFields
from ui.screens.registration.import_words import (
    revision_count,
    text_size_words,
    warning_words,
)
from ui.screens.registration.paste_dialog import PasteDialog
from ui.screens.registration.presenter import RegistrationPresenter
from ui.screens.registration.preview import Preview
from ui.text.error_texts import sentence_for
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

_HEADER, _FOOTER = 60, 56  # px at 100 %
_NARROW, _WIDE, _WIDE_FROM = 580, 680, 1600  # px; width of the form by width of the screen


def _titles(document: Document) -> tuple[str, str]:
    """Title and subtitle as a line of the form can show them, nothing hidden in it."""
    return title_words(document.text.title), title_words(document.text.subtitle)


class RegistrationScreen(Themed, QWidget):
    """corrects: id of the released manuscript that the new one corrects, or empty."""

    registered = Signal(str)
    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        corrects: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("registration_screen")
        self._workspace, self._corrects = workspace, corrects
        self._document: Document | None = None
        self._busy = False
        self.presenter = RegistrationPresenter(jobs, self)
        self.back = Button(parent=self, kind="flat", icon="chevron-left", tooltip="返回",
                           name="registration_back")  # fmt: skip
        self._number = TextLabel("", "caption", parent=self)
        self._number.setObjectName("registration_number")
        self.banner = Banner("danger", "", parent=self)
        self.banner.setObjectName("registration_banner")
        self.banner.hide()
        self.fields = RegistrationFields(workspace, self)
        self.preview = Preview(self)
        self._scroll = QScrollArea(self)
        self._state = ElidedLabel("", "small", "text2", self)
        self._state.setObjectName("registration_state")
        self.cancel = Button("取消", self, size="footer", name="registration_cancel")
        self.register = Button("登记", self, kind="primary", size="footer", keys="Ctrl Enter",
                               name="registration_register")  # fmt: skip
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self._untouched = self.fields.state()
        self._show_number()
        self._show_state()

    def _build(self) -> None:
        header, footer = QFrame(self), QFrame(self)
        header.setProperty("frameRole", "header")
        footer.setProperty("frameRole", "footer")
        self._header, self._footer = header, footer
        head = QHBoxLayout(header)
        head.setContentsMargins(16, 0, 24, 0)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(TextLabel("登记稿件", "page-title", parent=header))
        head.addWidget(self._number)
        if self._corrects:
            head.addWidget(self._correction_tag(header))
        head.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(self._scroll)
        holder.setProperty("plain", True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 16, 12, 24)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self.fields)
        column.addStretch(1)
        self._scroll.setWidget(holder)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._scroll)
        right = QVBoxLayout()
        right.setContentsMargins(0, 16, 0, 0)
        right.addWidget(self.preview)
        body.addLayout(right, 1)
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(24, 0, 24, 0)
        foot.setSpacing(16)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.register)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addLayout(body, 1)
        layout.addWidget(footer)

    def _correction_tag(self, parent: QWidget) -> Tag:
        view = self._workspace.manuscripts.view(self._corrects)
        tag = Tag(f"更正 {view.number}", "warn", "link", parent)
        tag.setToolTip(view.title)
        return tag

    def _connect(self) -> None:
        fields, presenter = self.fields, self.presenter
        self.back.clicked.connect(self.request_leave)
        self.cancel.clicked.connect(self.request_leave)
        self.register.clicked.connect(self._on_register_clicked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_register_clicked)
        leave = QShortcut(QKeySequence("Escape"), self, self.request_leave)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        fields.changed.connect(self._on_fields_changed)
        fields.source.file_chosen.connect(presenter.read_file)
        fields.source.paste_requested.connect(self._on_paste_requested)
        fields.source.cancel_requested.connect(presenter.stop_reading)
        fields.source.revisions_chosen.connect(self._on_revisions_chosen)
        fields.source.encoding_chosen.connect(self._on_encoding_chosen)
        fields.attachments.add_requested.connect(self._on_attachments_requested)
        presenter.reading.connect(self._on_reading)
        presenter.document_read.connect(self._on_document_read)
        presenter.document_refused.connect(self._on_document_refused)
        presenter.reading_stopped.connect(self._on_reading_stopped)
        presenter.attached.connect(fields.attachments.put)
        presenter.attachment_refused.connect(fields.attachments.set_error)
        presenter.attaching_ended.connect(lambda: fields.attachments.set_busy(False))
        presenter.registered.connect(self._on_registered)
        presenter.registration_refused.connect(self._on_registration_refused)

    # --- leaving --------------------------------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        """True while leaving would lose something."""
        return self._document is not None or self.fields.state() != self._untouched

    def request_leave(self) -> None:
        """Leave; asks first where something would be lost.  ``left`` follows."""
        if self._busy:
            return
        if not self.is_dirty:
            self.left.emit()
            return
        ask = ConfirmDialog(self, "不登记，离开", "填的内容和读入的文件不保留，原文件不受影响。",
                            cancel="继续填写")  # fmt: skip
        ask.setObjectName("leave_dialog")
        ask.confirmed.connect(lambda _: self.left.emit())
        ask.open()

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Somebody else registered a manuscript, or the roster has changed."""
        if changes is None or changes.manuscripts:
            self._show_number()
        if changes is None or changes.roster:
            self.fields.offer_people()

    # --- reading --------------------------------------------------------------------------------

    def _on_reading(self, name: str) -> None:
        self.fields.source.show_reading(name)
        self.register.setEnabled(False)  # what is shown is not yet what was chosen

    def _on_document_read(self, name: str, document: Document) -> None:
        fields = self.fields
        self.register.setEnabled(True)
        if self._document is None or self._titles_are_read():
            fields.basics.set_titles(*_titles(document))
        self._document = document
        pasted = bool(self.presenter.pasted_words)
        fields.source.show_loaded(name, text_size_words(document.text), pasted=pasted)
        fields.source.notes.set_lines(warning_words(document.warnings))
        self._show_how_read(document)
        presenter = self.presenter
        marked = None if presenter.marked is None else (presenter.marked, document.text)
        self.preview.set_document(fields.titled(document.text), presenter.pictures, marked)
        self._show_state()
        focused = self.focusWidget()
        source = fields.source
        choosing = any(w.isAncestorOf(focused) for w in (source.revisions, source.encoding))
        if focused is None or (source.isAncestorOf(focused) and not choosing):
            fields.basics.title.setFocus()

    def _show_how_read(self, document: Document) -> None:
        source, presenter = self.fields.source, self.presenter
        source.encoding.show_read(document.encoding, presenter.encoding)
        places = revision_count(document.warnings)
        source.revisions.show_read(document.revisers, places, presenter.revisions)

    def _titles_are_read(self) -> bool:
        """True while the titles are those of the document: nobody has written his own."""
        assert self._document is not None
        basics = self.fields.basics
        return (basics.title.text(), basics.subtitle.text()) == _titles(self._document)

    def _on_document_refused(self, sentence: str) -> None:
        source, document = self.fields.source, self._document
        self.register.setEnabled(True)
        source.stop_reading(loaded=document is not None)
        if document is not None:  # what was chosen and could not be read is taken back
            self._show_how_read(document)
        source.set_error(sentence)

    def _on_reading_stopped(self) -> None:
        self.register.setEnabled(True)
        self.fields.source.stop_reading(loaded=self._document is not None)
        if self._document is not None:
            self._show_how_read(self._document)

    def _on_paste_requested(self) -> None:
        dialog = PasteDialog(self, self.presenter.pasted_words, self.presenter.pasted_html)
        dialog.setObjectName("paste_dialog")
        dialog.text_taken.connect(self.presenter.read_pasted)
        dialog.open()

    def _on_revisions_chosen(self, key: str) -> None:
        self.presenter.read_again(revisions=RevisionChoice(key))

    def _on_encoding_chosen(self, codec: str) -> None:
        self.presenter.read_again(encoding=codec)

    def _on_attachments_requested(self, paths: list[str]) -> None:
        self.fields.attachments.set_busy(True)
        self.presenter.attach(paths)

    # --- registering ----------------------------------------------------------------------------

    def _on_fields_changed(self) -> None:
        if self._document is not None:
            self.preview.set_text(self.fields.titled(self._document.text))
        self._show_state()

    def _on_register_clicked(self) -> None:
        if self._busy or not self.register.isEnabled():
            return
        wrong = self.fields.show_faults(self._document is not None)
        if wrong or self._document is None:
            self._go_to(wrong[0])
            return
        self.banner.hide()
        self._set_busy(True)
        self.presenter.register(self.fields.form(self._document, self._corrects))

    def _go_to(self, field: QWidget) -> None:
        if field is self.fields.basics.channel_box:
            self.fields.basics.focus_channels()
        else:
            field.setFocus()
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, 80))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.fields.setEnabled(not busy)
        self.register.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        self.register.setText("正在登记" if busy else "登记")

    def _on_registered(self, manuscript_id: str) -> None:
        self._set_busy(False)
        self._document = None
        self._untouched = self.fields.state()
        self.registered.emit(manuscript_id)

    def _on_registration_refused(self, error: QzError) -> None:
        self._set_busy(False)
        title = "没有登记" if isinstance(error, Refused) else "没有写入"
        self.banner.set_content("danger", title, sentence_for(error))
        self.banner.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _show_number(self) -> None:
        self._number.setText(f"编号 {self._workspace.registration.next_number()}")

    def _show_state(self) -> None:
        basics = self.fields.basics
        lacking = [
            words
            for words, fault in (
                ("正文", self._document is None),
                ("标题", not basics.title.text().strip()),
                ("责任科室", not basics.section_id),
                ("发布渠道", not basics.channel_ids),
                ("采编人员", not self.fields.people.choice("editor")),
            )
            if fault
        ]
        self._state.setText(f"还差：{'、'.join(lacking)}" if lacking else "登记后进入一审")
        self._state.set_tone("warn" if lacking else None)

    def showEvent(self, event: QShowEvent) -> None:
        """The first thing to do has the focus."""
        super().showEvent(event)
        if self._document is None:
            self.fields.source.choose.setFocus()

    def resizeEvent(self, event: object) -> None:
        """The form is wider on a wide screen."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        theme = self._theme
        wanted = theme.px(_WIDE if self.width() >= _WIDE_FROM else _NARROW)
        self._scroll.setFixedWidth(min(wanted, max(self.width() - theme.px(320), theme.px(420))))
        self._header.setFixedHeight(theme.px(_HEADER))
        self._footer.setFixedHeight(theme.px(_FOOTER))
        super()._on_theme_changed()
