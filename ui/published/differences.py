"""What a published page says otherwise than the signed text, one line a difference."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qz_review.services.published import PublishedComparison, PublishedDifference
from ui.editor.trace_words import TraceWordsView
from ui.text.trace_texts import Tone, TraceWords
from ui.widgets.icon_label import IconLabel
from ui.widgets.text_label import TextLabel

_MOST = 200  # lines; more are counted
_LONGEST = 60  # code points of one side


class Differences(QWidget):
    """Empty until :meth:`show_comparison`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = IconLabel("check", "", "strong", "ok", parent=self)
        self.verdict.setObjectName("published_verdict")
        self.aside = TextLabel("", "caption", parent=self, wrap=True)
        self.lines: tuple[QWidget, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.verdict)
        self._column.addWidget(self.aside)
        self.clear()

    def clear(self) -> None:
        """Nothing has been compared."""
        self._forget()
        self.verdict.hide()
        self.aside.hide()

    def show_comparison(self, found: PublishedComparison) -> None:
        """Say how the page compares."""
        self._forget()
        self.verdict.show()
        if not found.found:
            self.verdict.set_content("alert", "页面里没有这篇稿件的文字", "danger")
        elif found.same:
            self.verdict.set_content("check", "所签即所发，文字逐字相同", "ok")
        else:
            self.verdict.set_content("alert", f"{len(found.differences)} 处不同", "danger")
        words = []
        if found.found and found.left_out:
            words.append(f"页面另有 {found.left_out} 行不属于这篇稿件，没有比")
        if found.found:
            words.append("空格和换行不算不同")
        if len(found.differences) > _MOST:
            words.append(f"下面列前 {_MOST} 处")
        self.aside.setText("；".join(words))
        self.aside.setVisible(bool(words))
        self.lines = tuple(
            _line(number, difference)
            for number, difference in enumerate(found.differences[:_MOST], 1)
        )
        for line in self.lines:
            self._column.addWidget(line)

    def _forget(self) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = ()


def _line(number: int, difference: PublishedDifference) -> QWidget:
    words = []
    if difference.before:
        words.append(TraceWords(f"…{difference.before}", Tone.ASIDE))
    if difference.signed:
        words.append(TraceWords(_cut(difference.signed), Tone.GONE))
    if difference.published:
        words.append(TraceWords(_cut(difference.published), Tone.CAME))
    said = "页面上没有" if not difference.published else "签署的没有"
    if difference.signed and difference.published:
        said = "页面上改了"
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(12)
    row.addWidget(TextLabel(f"{number}", "small", "text3", line=20))
    row.addWidget(TextLabel(said, "small", "danger", line=20))
    row.addWidget(TraceWordsView(words), 1)
    line.setAccessibleName(
        f"{number} {said}：签署“{difference.signed}”，页面“{difference.published}”"
    )
    return line


def _cut(words: str) -> str:
    line = words.replace("\n", "⏎")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
