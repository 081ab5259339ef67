"""The fields of an act's form.

Signals of :class:`FieldSet`: ``resized()`` when fields came or went.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.checklist import Answer, ItemAnswer
from ui.file_dialogs import ask_file
from ui.screens.manuscript.acts.form import Ask, Empty, local_moment
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.date_field import DateField
from ui.widgets.form_field import FormField
from ui.widgets.phrase_pills import PhrasePills
from ui.widgets.segmented import AnswerControl
from ui.widgets.text_label import ElidedLabel

_MOST_BYTES = 50 * 1024 * 1024
_FILES = "扫描件 (*.pdf *.png *.jpg *.jpeg);;所有文件 (*)"
_ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "na": Answer.NOT_APPLICABLE}


class FieldSet(QWidget):
    """Fields one under another; :meth:`checked_values` reads them."""

    resized = Signal()

    def __init__(self, asks: Sequence[Ask], parent: QWidget) -> None:
        super().__init__(parent)
        self._asks = {ask.key: ask for ask in asks}
        self._controls: dict[str, QWidget] = {}
        self._frames: dict[str, FormField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for ask in asks:
            control = self._make(ask)
            control.setObjectName(f"ask_{ask.key}")
            self._controls[ask.key] = control
            note = "" if ask.needed or ask.kind in ("tick", "choice", "moment") else "可不填"
            help_words = "" if ask.kind == "tick" else ask.help  # a tick bears its words itself
            frame = FormField(ask.label, control, help_words, self, note=note)
            self._frames[ask.key] = frame
            layout.addWidget(frame)
            if ask.phrases:
                pills = PhrasePills(ask.phrases, self)
                pills.phrase_chosen.connect(lambda phrase, k=ask.key: self._add_phrase(k, phrase))
                layout.addWidget(pills)
        self._show_wanted()
        self._untouched = self._written()

    @property
    def is_written(self) -> bool:
        """True where words or a file would be lost with the form."""
        return self._written() != self._untouched

    def _written(self) -> tuple[object, ...]:
        kinds = (QPlainTextEdit, QLineEdit, _FileField)
        return tuple(self.value(k) for k, c in self._controls.items() if isinstance(c, kinds))

    def control(self, key: str) -> QWidget:
        """The control of a field."""
        return self._controls[key]

    def first_control(self) -> QWidget | None:
        """The field to begin with."""
        return next(iter(self._controls.values()), None)

    def _make(self, ask: Ask) -> QWidget:
        if ask.kind == "words":
            words = QPlainTextEdit(str(ask.value or ""), self)
            words.setTabChangesFocus(True)
            words.setFixedHeight(72)
            words.textChanged.connect(lambda: self._clear_error(ask.key))
            return words
        if ask.kind == "choice":
            combo = ComboBox(self)
            combo.set_choices(list(ask.choices), ask.value)
            combo.currentIndexChanged.connect(lambda _i: self._on_choice_changed(ask.key))
            return combo
        if ask.kind == "checks":
            return _Checks(ask, self)
        if ask.kind == "moment":
            return DateField(QDateTime(ask.value) if ask.value else None, self, with_time=True)
        if ask.kind == "file":
            return _FileField(ask.key, self)
        if ask.kind == "tick":
            tick = QCheckBox(ask.help or ask.label, self)
            tick.setChecked(bool(ask.value))
            return tick
        if ask.kind == "item":
            return _ItemField(ask, self)
        line = QLineEdit(str(ask.value or ""), self)
        line.textEdited.connect(lambda _text: self._clear_error(ask.key))
        return line

    def value(self, key: str) -> Any:
        """What a field holds."""
        control = self._controls[key]
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText().strip()
        if isinstance(control, ComboBox):
            return control.choice or ""
        if isinstance(control, DateField):
            return local_moment(control.dateTime())
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, (_Checks, _FileField, _ItemField)):
            return control.value
        assert isinstance(control, QLineEdit)
        return control.text().strip()

    def checked_values(self) -> dict[str, Any] | None:
        """All values; None, with the first error shown and focused, when one is missing."""
        values: dict[str, Any] = {}
        first: str | None = None
        for key, ask in self._asks.items():
            if not self._is_asked(ask):
                continue
            values[key] = self.value(key)
            if ask.needed and values[key] in Empty:
                self._frames[key].set_error(ask.needed)
                first = first or key
        if first is not None:
            self.resized.emit()
            self._controls[first].setFocus()
            return None
        return values

    def _is_asked(self, ask: Ask) -> bool:
        if ask.only_for is None:
            return True
        key, wanted = ask.only_for
        value = self.value(key)
        if isinstance(value, (frozenset, tuple)):
            return bool(set(value) & set(wanted))
        return str(value) in wanted

    def _show_wanted(self) -> None:
        for key, ask in self._asks.items():
            self._frames[key].setVisible(self._is_asked(ask))

    def _on_choice_changed(self, key: str) -> None:
        self._clear_error(key)
        self._show_wanted()
        self.resized.emit()

    def _clear_error(self, key: str) -> None:
        if key in self._frames and self._frames[key].error:
            self._frames[key].set_error("")

    def _add_phrase(self, key: str, phrase: str) -> None:
        control = self._controls[key]
        if isinstance(control, QPlainTextEdit):
            before = control.toPlainText()
            control.insertPlainText(phrase if not before else f"，{phrase}")
            control.setFocus()


class _Checks(QWidget):
    """Several of a few."""

    def __init__(self, ask: Ask, parent: FieldSet) -> None:
        super().__init__(parent)
        chosen = frozenset(ask.value or ())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._boxes: dict[str, QCheckBox] = {}
        for key, words in ask.choices:
            box = QCheckBox(words, self)
            box.setObjectName(f"check_{key}")
            box.setChecked(key in chosen)
            box.toggled.connect(lambda _on: parent._on_choice_changed(ask.key))
            self._boxes[key] = box
            layout.addWidget(box)

    @property
    def value(self) -> tuple[str, ...]:
        """Keys chosen, in the order shown."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())


class _FileField(QWidget):
    """A file's name, and a button that asks for one."""

    def __init__(self, key: str, parent: FieldSet) -> None:
        super().__init__(parent)
        self._key, self._fields = key, parent
        self._path: Path | None = None
        self._name = ElidedLabel("没有选文件", "small", "text3", self)
        self.pick = Button("选文件…", self, size="small", icon="paperclip", name="pick_file")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._name, 1)
        layout.addWidget(self.pick)
        self.setFocusProxy(self.pick)
        self.pick.clicked.connect(self._on_pick_clicked)

    def set_path(self, path: Path) -> None:
        """Take a file."""
        self._path = path
        self._name.setText(path.name)
        self._name.set_tone("text")
        self._fields._clear_error(self._key)

    @property
    def value(self) -> Path | None:
        """The file chosen; the act reads it."""
        return self._path

    def _on_pick_clicked(self) -> None:
        path = ask_file(self, "选扫描件", _FILES)
        if path is not None:
            self.set_path(path)


class _ItemField(QWidget):
    """A checklist question inside a form."""

    def __init__(self, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self.control = AnswerControl(parent=self, accessible_name=ask.label)
        self.note = QLineEdit(self)
        self.note.setPlaceholderText("写明问题和处理结果")
        self.note.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.control)
        layout.addWidget(self.note, 1)
        layout.addStretch(0)
        self.control.value_changed.connect(lambda key: self.note.setVisible(key == "no"))

    @property
    def value(self) -> ItemAnswer | None:
        """The answer, None while it is not complete."""
        chosen, note = self.control.value, self.note.text().strip()
        if chosen is None or self._ask.item is None or (chosen == "no" and not note):
            return None
        return ItemAnswer(self._ask.item.id, _ANSWERS[chosen], note if chosen == "no" else "")


def read_sheet(path: Path) -> tuple[str, bytes]:
    """Name and content of a scan; raises Refused ``file.too_large``, Environment."""
    from qz_review.errors import Environment, Refused

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused("file.too_large", size=path.stat().st_size, limit=_MOST_BYTES)
        return path.name, path.read_bytes()
    except OSError as error:
        raise Environment("file.unreadable", name=path.name) from error
