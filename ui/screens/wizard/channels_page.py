"""发布渠道: website columns, 公众号, 微博."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qz_review.model.person import ChannelKind
from ui.screens.wizard.page import WizardPage
from ui.widgets.channel_rows import ChannelEntry, ChannelRows
from ui.widgets.field_message import FieldMessage


class ChannelsPage(WizardPage):
    """The second page; one empty row waits to be filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("发布渠道", "稿件发到哪里，一个渠道登记一次发布", parent)
        self.channels = ChannelRows()
        self._message = FieldMessage()
        self.channels.set_entries([ChannelEntry("", ChannelKind.WEBSITE)])
        self.body.addWidget(self.channels)
        self.body.addWidget(self._message)
        self.channels.changed.connect(self._on_changed)

    @property
    def entries(self) -> tuple[ChannelEntry, ...]:
        """Channels typed."""
        return self.channels.entries()

    def check(self) -> bool:
        """At least one, none twice."""
        names = [entry.name for entry in self.entries]
        twice = next((name for name in names if names.count(name) > 1), "")
        words = "至少填一个渠道" if not names else (f"“{twice}”重复，改一个" if twice else "")
        self._message.set_error(words)
        self.channels.mark_error(twice)
        return not words

    def start(self) -> None:
        """The first name."""
        self.channels.focus_first()

    def _on_changed(self) -> None:
        self._message.set_error("")
        self.channels.mark_error("")
