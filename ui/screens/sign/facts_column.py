"""The left column of the sign dialog: what is signed; it only shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qz_review.model.manuscript import ClassedChange
from ui.screens.sign.change_line import ChangeLine
from ui.screens.sign.facts import Fact
from ui.widgets.button import Button
from ui.widgets.card import Card, Divider
from ui.widgets.check_line import CheckLine
from ui.widgets.icon_label import IconLabel
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_WIDTH = 304  # px at 100 %
_SHOWN = 5  # changes shown before the rest is asked for


class FactsColumn(Themed, QFrame):
    """Name, hash card, facts; changes after 签发稿 under their line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "dialog-side")
        self.setObjectName("sign_facts")
        self._verb = TextLabel("签的是", "caption", parent=self)
        self._name = TextLabel("", "strong", parent=self)
        self._name.setObjectName("sign_thing")
        self.hash = TextLabel("", "hash-large", parent=self)
        self.hash.setObjectName("sign_hash")
        self._size = TextLabel("", "caption", parent=self, wrap=True)
        self._lines: dict[str, CheckLine] = {}
        self._changes: tuple[ClassedChange, ...] = ()
        self._all_shown = False
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._change_box = QWidget(self)
        self._change_box.hide()
        self._build()
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        card = Card(self, padding=(14, 12, 14, 12), spacing=0)
        card.body.addWidget(IconLabel("hash", "文本指纹", "caption", "text3", parent=card))
        card.body.addWidget(self.hash)
        card.body.addWidget(self._size)
        rows = QVBoxLayout(self._change_box)
        rows.setContentsMargins(0, 6, 0, 6)
        rows.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(0)
        layout.addWidget(self._verb)
        layout.addSpacing(2)
        layout.addWidget(self._name)
        layout.addSpacing(12)
        layout.addWidget(card)
        layout.addSpacing(8)
        layout.addLayout(self._facts)
        layout.addStretch(1)

    def set_text(self, verb: str, name: str, code: str, size: str) -> None:
        """What is signed, its hash in groups of four, its size in words."""
        self._verb.setText(verb)
        self._name.setText(name)
        self.hash.setText(code)
        self.hash.setAccessibleName(f"文本指纹 {code}")
        self._size.setText(size)

    def set_facts(self, facts: Sequence[Fact], changes: Sequence[ClassedChange]) -> None:
        """Show the lines; what is there already only changes its words."""
        if list(self._lines) != [fact.key for fact in facts]:
            self._rebuild(facts)
        for fact in facts:
            self._lines[fact.key].set_value(fact.value, fact.state)
            self._lines[fact.key].set_value_tone("danger" if fact.state == "danger" else None)
        if tuple(changes) != self._changes:
            self._changes = tuple(changes)
            self._show_changes()

    def fact(self, key: str) -> CheckLine:
        """The line of a fact; raises KeyError where it is not shown."""
        return self._lines[key]

    def _rebuild(self, facts: Sequence[Fact]) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._change_box:
                widget.setParent(None)
                widget.deleteLater()
        self._lines = {}
        for fact in facts:
            last = fact is facts[-1]
            line = CheckLine(fact.label, parent=self, divided=not last)
            line.setObjectName(f"fact_{fact.key}")
            self._lines[fact.key] = line
            self._facts.addWidget(line)
            if fact.key == "approved":
                self._facts.addWidget(self._change_box)

    def _show_changes(self) -> None:
        rows = self._change_box.layout()
        assert rows is not None
        while rows.count():
            item = rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        shown = self._changes if self._all_shown else self._changes[:_SHOWN]
        for change in shown:
            rows.addWidget(ChangeLine(change, parent=self._change_box))
        rest = len(self._changes) - len(shown)
        if rest:
            more = Button(f"另 {rest} 处", self._change_box, kind="link", name="sign_more_changes")
            more.clicked.connect(self._on_more_clicked)
            rows.addWidget(more)
        if self._changes:
            rows.addWidget(Divider(parent=self._change_box))
        self._change_box.setVisible(bool(self._changes))

    def _on_more_clicked(self) -> None:
        self._all_shown = True
        self._show_changes()

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        super()._on_theme_changed()
