"""The cards of who signs.

Signals: ``part_changed(Part)`` when the person chooses as what he signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qz_review.model.manuscript import Part
from ui.screens.sign.signers import Signer
from ui.screens.sign.wording import PART_NAMES
from ui.text.moments import day_words, moment_words, time_words
from ui.theme.tokens import RADIUS_CARD
from ui.widgets.icon_label import IconView
from ui.widgets.segmented import SegmentedControl
from ui.widgets.signature_view import SignatureView
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_ICONS = {Part.READER: "mic", Part.CHECKER: "ear", Part.SIGNER: "pen", Part.PRINCIPAL: "pen"}
TODAY = "今天"


class SignerCard(Themed, QWidget):
    """One person: part, name, state, signature, duty and key code; mine has an accent edge."""

    def __init__(self, signer: Signer, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signer = signer
        self.setObjectName(f"signer_{signer.part.value}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tone = "accent" if signer.is_me else "text2"
        self._icon = IconView(_ICONS[signer.part], tone, parent=self)
        self._title = TextLabel(signer.title, "caption", parent=self)
        self.name = ElidedLabel(signer.name, "strong", parent=self)
        self.tag = self._make_tag(signer, now)
        self.signature = SignatureView(
            signer.name if signer.signed_at else "",
            signer.picture if signer.signed_at or signer.is_me else None,
            self,
        )
        self._detail = ElidedLabel(signer.detail, "caption", parent=self)
        self._build()
        said = self.tag.text if self.tag is not None else ""
        self.setAccessibleName(" ".join(filter(None, (signer.title, signer.name, said))))
        self._follow_theme()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._title)
        head.addWidget(self.name, 1)
        if self.tag is not None:
            head.addWidget(self.tag)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.signature)
        layout.addWidget(self._detail)

    def _make_tag(self, signer: Signer, now: datetime) -> Tag | None:
        if signer.signed_at is not None:
            today = day_words(signer.signed_at, now) == TODAY
            when = time_words(signer.signed_at) if today else moment_words(signer.signed_at, now)
            return Tag(f"已签 {when}", "ok", "check", self)
        if signer.is_me:
            return Tag("你", "accent", parent=self)
        return Tag(signer.note, parent=self) if signer.note else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card's edge."""
        mine = self.signer.is_me
        width = 1.5 if mine else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent" if mine else "line"), width))
        painter.setBrush(self._theme.color("paper"))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)


class SignerCards(QWidget):
    """Label, the choice of a part where two are open, cards side by side."""

    part_changed = Signal(object)

    def __init__(self, parts: Sequence[Part], part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = TextLabel("", "small-strong", parent=self)
        self._note = TextLabel("", "caption", parent=self)
        self._cards: list[SignerCard] = []
        self.role: SegmentedControl | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addWidget(self._note)
        head.addStretch(1)
        if len(parts) > 1:
            options = [(p.value, PART_NAMES[p]) for p in parts]
            head.addWidget(TextLabel("你是", "caption", parent=self))
            self.role = SegmentedControl(options, part.value, self, accessible_name="你是")
            self.role.setObjectName("sign_role")
            self.role.value_changed.connect(self._on_role_value_changed)
            head.addWidget(self.role)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_signers(self, signers: Sequence[Signer], now: datetime) -> None:
        """Show these people."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if isinstance(widget, SignerCard):
                widget.setParent(None)
                widget.deleteLater()
        self._cards = [SignerCard(signer, now, self) for signer in signers]
        for card in self._cards:
            self._row.addWidget(card, 1)
        pair = any(s.part in (Part.READER, Part.CHECKER) for s in signers)
        self._label.setText("读校两人" if pair else "签署人")
        self._note.setText("须为不同的人，各自签名" if pair else "")

    @property
    def cards(self) -> tuple[SignerCard, ...]:
        """The cards shown."""
        return tuple(self._cards)

    def _on_role_value_changed(self, value: str) -> None:
        self.part_changed.emit(Part(value))
