"""Title, subtitle, section, author and channels of a manuscript that is being registered.

Signals: ``title_changed()``, ``section_changed(str)``, ``changed()`` for anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qz_review.model.person import Channel, Section
from ui.text.sign_names import sign_words
from ui.text.visible_signs import hidden_in
from ui.widgets.check_card import CheckCard
from ui.widgets.combo_box import ComboBox
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_field import FormField
from ui.widgets.text_label import TextLabel

LONGEST_TITLE = 200  # characters


class Basics(QWidget):
    """sections, channels: of the unit; closed channels are not offered."""

    title_changed = Signal()
    section_changed = Signal(str)
    changed = Signal()

    def __init__(
        self,
        sections: Sequence[Section],
        channels: Sequence[Channel],
        section_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = self._make_edit("registration_title", LONGEST_TITLE)
        self.subtitle = self._make_edit("registration_subtitle", LONGEST_TITLE)
        self._count = TextLabel("", "caption", parent=self)
        self.title_field = FormField("标题", self.title, parent=self, trailing=self._count)
        self.subtitle_field = FormField("副标题", self.subtitle, parent=self, note="可不填")
        self.section = ComboBox(self)
        self.section.setObjectName("registration_section")
        self.section.setPlaceholderText("选科室")
        policy = ComboBox.SizeAdjustPolicy
        self.section.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
        self.section.setMinimumContentsLength(6)
        known = {section.id for section in sections}
        self.section.set_choices(
            [(section.id, section.name) for section in sections],
            section_id if section_id in known else "",
        )
        self.section_field = FormField("责任科室", self.section, parent=self)
        self.author = self._make_edit("registration_author", 60)
        self.author_field = FormField("供稿人", self.author, parent=self, note="可不填")
        self._channel_box = QWidget(self)
        self.channels: dict[str, CheckCard] = {}
        flow = FlowLayout(self._channel_box)
        for channel in channels:
            if channel.closed:
                continue
            card = CheckCard(channel.name, parent=self._channel_box, name=f"channel_{channel.id}")
            card.toggled.connect(self._on_channel_toggled)
            flow.addWidget(card)
            self.channels[channel.id] = card
        self.channel_field = FormField("发布渠道", self._channel_box, parent=self, note="可选多个")
        self._build()
        self.title.textChanged.connect(self._on_title_changed)
        self.subtitle.textChanged.connect(self._on_title_changed)
        self.author.textChanged.connect(lambda _: self.changed.emit())
        self.section.currentIndexChanged.connect(self._on_section_changed)

    def _make_edit(self, name: str, longest: int) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName(name)
        edit.setMaxLength(longest)
        return edit

    def _build(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addWidget(self.section_field, 1)
        pair.addWidget(self.author_field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title_field)
        layout.addWidget(self.subtitle_field)
        layout.addLayout(pair)
        layout.addWidget(self.channel_field)

    @property
    def section_id(self) -> str:
        """Section chosen, empty while none is."""
        return self.section.choice or ""

    @property
    def channel_ids(self) -> tuple[str, ...]:
        """Channels chosen, in the unit's order."""
        return tuple(key for key, card in self.channels.items() if card.isChecked())

    def set_titles(self, title: str, subtitle: str) -> None:
        """What the document says; long titles are shown from their start."""
        self.title.setText(" ".join(title.split("\n")))
        self.subtitle.setText(" ".join(subtitle.split("\n")))
        self.title.setCursorPosition(0)

    def show_faults(self) -> list[QWidget]:
        """Say what is missing beside each field; returns those fields."""
        wrong: list[QWidget] = []
        for field, control, fault, words in (
            (self.title_field, self.title, not self.title.text().strip(), "还没写标题"),
            (self.section_field, self.section, not self.section_id, "还没选责任科室"),
            (self.channel_field, self._channel_box, not self.channel_ids, "还没选发布渠道"),
        ):
            field.set_error(words if fault else "")
            if fault:
                wrong.append(control)
        return wrong

    def focus_channels(self) -> None:
        """Give the focus to the first channel."""
        for card in self.channels.values():
            card.setFocus()
            return

    @property
    def channel_box(self) -> QWidget:
        """What holds the channels."""
        return self._channel_box

    def _on_title_changed(self) -> None:
        typed = len(self.title.text().strip())
        self._count.setText(f"{typed} 字" if typed else "")
        for field, edit in (
            (self.title_field, self.title),
            (self.subtitle_field, self.subtitle),
        ):
            field.set_help(_hidden_words(edit.text()))
        if typed:
            self.title_field.set_error("")
        self.title_changed.emit()
        self.changed.emit()

    def _on_section_changed(self) -> None:
        self.section_field.set_error("")
        self.section_changed.emit(self.section_id)
        self.changed.emit()

    def _on_channel_toggled(self) -> None:
        self.channel_field.set_error("")
        self.changed.emit()


def _hidden_words(words: str) -> str:
    """Names of the characters that the field does not show; the preview has signs for them."""
    hidden = hidden_in(words)
    if not hidden:
        return ""
    return f"含看不见的字符，预览里以◇标出：{'；'.join(map(sign_words, hidden))}"
