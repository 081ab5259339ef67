"""所签即所发: paste or open the published page, see the differences, record the result.

Signals: ``recorded(str)`` words for a toast, after the event was signed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from qz_review.errors import Refused
from qz_review.services.published import PublishedPage, SignedText
from ui.file_dialogs import ask_file
from ui.jobs.job_runner import JobRunner
from ui.published.differences import Differences
from ui.text.error_texts import sentence_for
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.form_field import FormField
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.text_label import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

_KINDS = "网页或文稿 (*.htm *.html *.mht *.mhtml *.docx *.txt);;所有文件 (*)"
_PASTE = 132  # px at 100 %


class PublishedDialog(OverlayDialog):
    """signed: a released manuscript's text.  Nothing is recorded before 记录."""

    recorded = Signal(str)

    def __init__(self, host: QWidget, jobs: JobRunner, signed: SignedText) -> None:
        super().__init__(host, "所签即所发", width=800, height=680)
        self.setObjectName("published_dialog")
        self._jobs, self._signed = jobs, signed
        self._page: PublishedPage | None = None
        self._file: Path | None = None
        self.channel = ComboBox(self.panel)
        self.channel.setObjectName("published_channel")
        self.channel.set_choices(list(signed.channels))
        self.paste = QPlainTextEdit(self.panel)
        self.paste.setObjectName("published_paste")
        self.paste.setTabChangesFocus(True)
        self.paste.setPlaceholderText("在浏览器里全选、复制，粘贴到这里")
        self.open_file = Button("打开保存的网页或文件…", self.panel, kind="link",
                                name="published_open")  # fmt: skip
        self.file_name = ElidedLabel("", "small", "text2", self.panel)
        self.differences = Differences(self.panel)
        self.field = FormField("发布的文字", self.paste, parent=self.panel,
                               trailing=self.open_file)  # fmt: skip
        self.compare = Button("比对", self.panel, name="published_compare")
        self.record = Button("记录", self.panel, kind="primary", name="published_record")
        self._fill()
        self._show_checks()
        self.open_file.clicked.connect(self._on_open_clicked)
        self.paste.textChanged.connect(self._on_words_changed)
        self.compare.clicked.connect(self.run)
        self.record.clicked.connect(self._on_record_clicked)
        self._show_acts()

    def _fill(self) -> None:
        self.paste.setFixedHeight(self._theme.px(_PASTE))
        self.channel.setMinimumWidth(self._theme.px(280))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        channels = QHBoxLayout()
        channels.addWidget(FormField("发布渠道", self.channel, parent=content))
        channels.addStretch(1)
        self._checked = TextLabel("", "small", "text2", content, wrap=True)
        column.addLayout(channels)
        column.addWidget(self._checked)
        column.addWidget(self.field)
        column.addWidget(self.file_name)
        column.addWidget(self.differences)
        column.addStretch(1)
        self.set_content(content)
        close = Button("关闭", self.panel, name="published_close")
        for button in (close, self.compare, self.record):
            self.add_action(button)
        close.clicked.connect(self.request_close)
        self.set_note("记录是一次签名，写入台账；页面原样保存")

    def _show_checks(self) -> None:
        said = [
            f"{check.channel} "
            + (f"{check.differences} 处不同" if check.differences else "相同")
            + f"（{check.who}）"
            for check in self._signed.checks
        ]
        self._checked.setText("已记录：" + "；".join(said) if said else "")
        self._checked.setVisible(bool(said))

    # --- what is compared ---------------------------------------------------------------------

    def take_file(self, path: Path) -> None:
        """Compare a saved page or a document."""
        self._file = path
        self.file_name.setText(f"文件：{path.name}")
        self.run()

    def run(self) -> None:
        """Compare what was given."""
        words, path, manuscript_id = self.paste.toPlainText(), self._file, self._manuscript_id
        self.field.set_error("")

        def work(own: Workspace, job: JobContext) -> PublishedPage:
            if path is not None:
                return own.published.compare_file(manuscript_id, path)
            return own.published.compare_words(manuscript_id, words)

        self.compare.setEnabled(False)
        self._jobs.run(
            self, "比对发布的文字", work, self._on_compared, self._on_failed,
            replaces=True, lane="files",
        )  # fmt: skip

    @property
    def _manuscript_id(self) -> str:
        return self._signed.manuscript_id

    def _on_compared(self, page: PublishedPage) -> None:
        self._page = page
        self.differences.show_comparison(page.comparison)
        self._show_acts()

    def _on_failed(self, error: Exception) -> None:
        self._page = None
        self.differences.clear()
        self._show_acts()
        if isinstance(error, Refused):
            self.field.set_error(sentence_for(error))
        else:
            self._jobs.report(error)

    def _on_record_clicked(self) -> None:
        page, channel_id = self._page, self.channel.choice
        if page is None or channel_id is None:
            return
        manuscript_id, channel = self._manuscript_id, self.channel.currentText()

        def work(own: Workspace, job: JobContext) -> None:
            own.published.record(manuscript_id, channel_id, page)

        def done(_: None) -> None:
            different = len(page.comparison.differences)
            said = f"{different} 处不同" if different else "所签即所发"
            self.close_overlay()
            self.recorded.emit(f"已记录，{channel} {said}")

        self.record.setEnabled(False)
        self._jobs.run(self, "记录比对结果", work, done, self._on_failed, shown=False)

    def _on_open_clicked(self) -> None:
        path = ask_file(self, "打开发布的页面", _KINDS)
        if path is not None:
            self.take_file(path)

    def _on_words_changed(self) -> None:
        self._file, self._page = None, None
        self.file_name.setText("")
        self.differences.clear()
        self._show_acts()

    def _show_acts(self) -> None:
        given = self._file is not None or bool(self.paste.toPlainText().strip())
        self.file_name.setVisible(bool(self.file_name.text()))
        self.compare.setEnabled(given)
        self.record.setEnabled(self._page is not None and self._page.comparison.found)
