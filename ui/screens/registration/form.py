"""The form card of 登记稿件: source, basics, flags, people, limits, attachments.

Signals: ``changed()`` for anything typed or chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.model.text import Attachment, ManuscriptText
from qz_review.services.files import media_type
from qz_review.services.forms import RegistrationForm
from ui.screens.registration.attachment_list import AttachmentList
from ui.screens.registration.basics import Basics
from ui.screens.registration.flag_picker import FlagPicker
from ui.screens.registration.hours_fields import HoursFields
from ui.screens.registration.import_words import Warned
from ui.screens.registration.people_fields import PeopleFields
from ui.screens.registration.revisions_choice import Revising
from ui.screens.registration.source_area import SourceArea
from ui.screens.registration.source_fields import SourceFields
from ui.widgets.card import Card, Divider
from ui.widgets.headings import SectionTitle

if TYPE_CHECKING:
    from qz_review.workspace import Workspace


class Document(Protocol):
    """What reading gave: text, pictures, warnings."""

    @property
    def text(self) -> ManuscriptText:
        """The text as read."""

    @property
    def pictures(self) -> dict[str, bytes]:
        """Pictures by digest."""

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What reading it left to tell."""

    @property
    def revisers(self) -> tuple[Revising, ...]:
        """Who made its pending 修订."""

    @property
    def encoding(self) -> str:
        """Codec of a plain file, empty for what names its own."""


class RegistrationFields(QWidget):
    """All fields, from top to bottom; nothing here asks the services but for names."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        unit, me = workspace.settings.unit(), workspace.session.require()
        self._sections = {section.id: section.name for section in unit.sections}
        self._card = Card(self, padding=(24, 20, 24, 24), spacing=12)
        self.source = SourceArea(self._card)
        self.basics = Basics(unit.sections, unit.channels, me.section_id, self._card)
        self.flags = FlagPicker(self._card)
        self.source_facts = SourceFields(self._card)
        self.people = PeopleFields(unit.route.strict_separation, self._card)
        self.hours = HoursFields(unit.route.hours, self._card)
        self.attachments = AttachmentList(self._card)
        self._build()
        self._connect()
        self.offer_people()

    def _build(self) -> None:
        body = self._card.body
        for title, note, *widgets in (
            ("原稿", "", self.source, self.basics),
            ("稿件属性", "按实选，决定要走的环节", self.flags, self.source_facts),
            ("办理人", "不指定的，由有该角色的人办理", self.people),
            ("办理时限", "", self.hours),
            ("附件", "随稿件签署、归档", self.attachments),
        ):
            if body.count():
                body.addSpacing(8)
                body.addWidget(Divider(parent=self._card))
            body.addWidget(SectionTitle(title, caption=note, parent=self._card))
            for widget in widgets:
                body.addWidget(widget)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)

    def _connect(self) -> None:
        self.basics.changed.connect(self.changed)
        self.basics.section_changed.connect(lambda _: self.offer_people())
        self.flags.changed.connect(self._on_flags_changed)
        self.source_facts.changed.connect(self.changed)
        self.people.changed.connect(self.changed)
        self.hours.changed.connect(self.changed)
        self.attachments.changed.connect(self.changed)

    def titled(self, text: ManuscriptText) -> ManuscriptText:
        """A text with title, subtitle and attachments as the form has them."""
        added = tuple(
            Attachment(file.name, "", len(file.content), media_type(file.name))
            for file in self.attachments.files
        )
        return replace(
            text,
            title=self.basics.title.text().strip(),
            subtitle=self.basics.subtitle.text().strip(),
            attachments=(*text.attachments, *added),
        )

    def form(self, document: Document, corrects: str) -> RegistrationForm:
        """What is to be registered."""
        flags = self.flags.flags
        return RegistrationForm(
            document=document,  # type: ignore[arg-type]
            title=self.basics.title.text(),
            subtitle=self.basics.subtitle.text(),
            section_id=self.basics.section_id,
            channel_ids=self.basics.channel_ids,
            author=self.basics.author.text().strip(),
            flags=flags,
            source=self.source_facts.facts(flags),
            source_text=self.source_facts.source_text(flags),
            assignments=self.people.assignments(),
            hours=self.hours.different_hours(),
            attachments=tuple((f.name, f.content) for f in self.attachments.files),
            corrects=corrects,
        )

    def state(self) -> tuple[object, ...]:
        """Everything a person may have changed, for telling whether he has."""
        return (
            self.basics.title.text(), self.basics.subtitle.text(), self.basics.section_id,
            self.basics.author.text(), self.basics.channel_ids, self.flags.flags,
            self.source_facts.has_words, self.people.assignments(),
            self.hours.different_hours(), tuple(f.name for f in self.attachments.files),
        )  # fmt: skip

    def show_faults(self, has_document: bool) -> list[QWidget]:
        """Say what is missing beside each field; returns those fields, from the top."""
        wrong: list[QWidget] = []
        if not has_document:
            self.source.set_error(self.source.error or "还没有正文，选文件或粘贴文字")
            wrong.append(self.source.choose)
        wrong += self.basics.show_faults()
        wrong += self.source_facts.show_faults(self.flags.flags)
        wrong += self.people.show_faults()
        return wrong

    def caption_of(self, person: Person) -> str:
        """Section and duty of a person, in a list."""
        return f"{self._sections.get(person.section_id, '')}{person.duty}"

    def offer_people(self) -> None:
        """Offer who may act for the section chosen; choices that still fit stay."""
        section_id = self.basics.section_id
        people, registration = self._workspace.people, self._workspace.registration

        def eligible(stage: Stage, part: Part) -> tuple[Person, ...]:
            return people.eligible(None, stage, part, section_id)

        defaults = registration.defaults(section_id) if section_id else ()
        caption: Callable[[Person], str] = self.caption_of
        self.people.offer(eligible, caption, defaults)

    def _on_flags_changed(self) -> None:
        flags = self.flags.flags
        self.source_facts.set_flags(flags)
        self.people.set_principal(Flag.IMPORTANT in flags)
        self.changed.emit()
