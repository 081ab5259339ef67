"""Head of the leader view: step, tags, place in the queue; changes, editing, type, print, person.

Signals: ``marks_toggled(bool)``, ``editing_toggled(bool)``, ``size_wanted()``, ``theme_wanted()``,
``print_wanted(str)`` (``print``, ``save``, ``view``), ``neighbour_wanted(int)``,
``panel_toggled(bool)``, ``markup_wanted()``, ``notes_wanted()``, ``person_act_chosen(str)``
(``leave``, ``details``, ``lock``).
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from qz_review.model.manuscript import ConsultationKind, Flag, Outcome
from qz_review.model.stage import Stage
from qz_review.services.views import ManuscriptView
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.words import queue_words, step_words
from ui.widgets.avatar_button import AvatarButton
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon_label import IconLabel
from ui.widgets.product_mark import ProductMark
from ui.widgets.stage_chip import StageChip
from ui.widgets.switch import Switch
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

HEIGHT, LOW = 60, 52  # px at 100 %; in windows under 840 px
SIZE_WORDS = {"medium": "中", "large": "大", "huge": "特大"}
_ICONS = {
    Flag.IMPORTANT: "star",
    Flag.REPRINT: "link",
    Flag.QUOTATION: "comment",
    Flag.SERVICE_GUIDE: "list",
    Flag.INTERNAL: "lock",
    Flag.SPECIALIST: "users",
    Flag.OTHER_UNITS: "stamp",
}
_PERSON_MENU = (("leave", "返回工作台"), ("details", "稿件审校"), ("lock", "锁定"))
_PRINT_MENU = (("print", "打印…"), ("save", "存为 PDF…"), ("view", "用阅读器打开"))


class _TagRow(Themed, QWidget):
    """Tags in one line; what does not fit is not shown (the tooltip names all)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._tags: list[Tag] = []
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self._on_theme_changed()

    def set_view(self, view: ManuscriptView) -> None:
        for tag in self._tags:
            self._flow.removeWidget(tag)
            tag.deleteLater()
        self._tags = [_flag_tag(flag, view, self) for flag in Flag if flag in view.flags]
        for tag in self._tags:
            self._flow.addWidget(tag)
            tag.show()
        self.setToolTip("、".join(tag.text for tag in self._tags))
        self.setVisible(bool(self._tags))
        self.updateGeometry()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(26))
        super()._on_theme_changed()


class LeaderHeader(Themed, QFrame):
    """60 px high, 52 in low windows."""

    marks_toggled = Signal(bool)
    editing_toggled = Signal(bool)
    size_wanted = Signal()
    theme_wanted = Signal()
    print_wanted = Signal(str)
    neighbour_wanted = Signal(int)
    panel_toggled = Signal(bool)
    markup_wanted = Signal()
    notes_wanted = Signal()
    person_act_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "header")
        self._low = self._tight = self._empty = False
        self._queue = ("", "")
        self._open_notes = 0
        self.mark = ProductMark(32, self)
        self.step = StageChip(Stage.REVIEW_3, parent=self, role="manuscript-title")
        self.tags = _TagRow(self)
        self.number = TextLabel("", "body", "text3", self, selectable=True)
        self.queue = ElidedLabel("", "body", "text3", self)
        self.queue.setObjectName("queue_words")
        self.queue.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.previous = self._queue_button("chevron-left", "上一件  Alt ←", "previous_manuscript")
        self.next = self._queue_button("chevron-right", "下一件  Alt →", "next_manuscript")
        self.saved = IconLabel("check", "", "small", "text2", "ok", self)
        self.saved.setObjectName("saved")
        self.saved.hide()
        self.marks = Switch("显示改动", self)
        self.marks.setObjectName("show_changes")
        self.count = TextLabel("", "body", "text3", self)
        self.count.setObjectName("change_count")
        self.notes = Button(
            "", self, kind="flat", icon="comment", name="open_notes", tooltip="在花脸稿里看附注"
        )
        self.notes.hide()
        self.edit = Button("编辑", self, icon="pen", name="edit_text", tooltip="在正文上直接修改")
        self.edit.setCheckable(True)
        self.markup = Button(
            "花脸稿", self, icon="columns", name="open_markup", tooltip="花脸稿，与原稿对照"
        )
        self.panel = Button("意见", self, icon="comment", name="open_panel", tooltip="前面的意见")
        self.panel.setCheckable(True)
        self.panel.hide()
        self.size_button = Button("大", self, icon="textsize", name="text_size", tooltip="字号")
        self.theme_button = Button(parent=self, icon="moon", tooltip="深色", name="theme")
        self.print_button = Button(parent=self, icon="print", tooltip="打印  Ctrl P", name="print")
        self.person = AvatarButton("", self)
        self.person.setObjectName("person")
        self._build()
        self._connect()
        self._follow_theme()
        self._on_theme_changed()

    def _queue_button(self, icon: str, tooltip: str, name: str) -> Button:
        return Button(parent=self, kind="flat", size="small", icon=icon, tooltip=tooltip, name=name)

    def _build(self) -> None:
        queue = QHBoxLayout()
        queue.setSpacing(6)
        for part in (self.previous, self.queue, self.next):
            queue.addWidget(part)
        changes = QHBoxLayout()
        changes.setSpacing(8)
        changes.addWidget(self.marks)
        changes.addWidget(self.count)
        changes.addWidget(self.notes)
        layout = QHBoxLayout()
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(12)
        left: tuple[QWidget, ...] = (self.mark, self.step, self.tags, self.number)
        right: tuple[QWidget, ...] = (
            self.edit, self.markup, self.panel, self.size_button, self.theme_button,
            self.print_button, self.person,
        )  # fmt: skip
        for widget in left:
            layout.addWidget(widget)
        layout.addLayout(queue)
        layout.addStretch(1)
        layout.addWidget(self.saved)
        layout.addLayout(changes)
        layout.addWidget(Divider(Qt.Orientation.Vertical, self, length=24))
        for widget in right:
            layout.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(layout)

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.neighbour_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.neighbour_wanted.emit(1))
        self.marks.toggled.connect(self.marks_toggled)
        self.edit.toggled.connect(self.editing_toggled)
        self.panel.toggled.connect(self.panel_toggled)
        self.markup.clicked.connect(self.markup_wanted)
        self.notes.clicked.connect(self.notes_wanted)
        self.size_button.clicked.connect(self.size_wanted)
        self.theme_button.clicked.connect(self.theme_wanted)
        self.print_button.clicked.connect(
            lambda: self._pop_up(self.make_print_menu(), self.print_button)
        )
        self.person.clicked.connect(lambda: self._pop_up(self.make_person_menu(), self.person))

    # --- what is shown ------------------------------------------------------------------------

    def set_material(self, material: LeaderMaterial) -> None:
        """Show another manuscript."""
        view = material.view
        self.step.set_stage(Stage.REVIEW_3, step_words(material.part))
        self.tags.set_view(view)
        self.number.setText(view.number)
        self.person.set_name(material.own_name)
        self.edit.setVisible(view.may_edit)
        self._open_notes = view.open_notes
        self._show_notes()
        self.set_queue(material)

    def _show_notes(self) -> None:
        """附注 2; only the number where there is little room."""
        words = f"附注 {self._open_notes}"
        self.notes.setText(str(self._open_notes) if self._tight else words)
        self.notes.setAccessibleName(words)
        self.notes.setVisible(self._open_notes > 0 and not self._empty)

    def set_queue(self, material: LeaderMaterial) -> None:
        """待签 2 件，第 1 件, with the way to the neighbours."""
        self._queue = (queue_words(material), f"{material.place}/{len(material.queue)}")
        self._show_queue()
        several = len(material.queue) > 1
        for step, button in ((-1, self.previous), (1, self.next)):
            button.setVisible(several)
            button.setEnabled(bool(material.neighbour(step)))

    def _show_queue(self) -> None:
        full, short = self._queue
        self.queue.setText(short if self._tight else full)
        self.queue.setAccessibleName(full)
        if self._tight:
            self.queue.setToolTip(f"{self.number.text()} {full}".strip())

    def set_change_count(self, count: int) -> None:
        """32 处."""
        self.count.setText(f"{count} 处")

    def set_saved(self, icon: str, words: str, tone: str = "text2") -> None:
        """已保存 10:26; empty words hide it."""
        self.saved.set_text(words)
        self.saved.view.set_icon(icon, "ok" if tone == "text2" else tone)
        self.saved.label.set_tone(tone)
        self.saved.setVisible(bool(words))

    def set_size_step(self, step: str) -> None:
        """大, 特大, 中."""
        self.size_button.setText(SIZE_WORDS[step])
        self.size_button.setAccessibleName(f"字号 {SIZE_WORDS[step]}")

    def set_panel_folded(self, folded: bool) -> None:
        """The opinions have no room beside the text: a button shows them."""
        self.panel.setVisible(folded)
        if not folded:
            self.panel.setChecked(False)

    def set_empty(self, empty: bool) -> None:
        """Nothing waits: what belongs to a manuscript goes."""
        self._empty = empty
        self.number.setVisible(not empty and not self._tight)
        always: tuple[QWidget, ...] = (
            self.step, self.marks, self.count, self.edit, self.markup, self.print_button,
            self.size_button,
        )  # fmt: skip
        sometimes: tuple[QWidget, ...] = (
            self.previous, self.next, self.tags, self.saved, self.panel, self.notes
        )  # fmt: skip
        for widget in always:
            widget.setVisible(not empty)
        if empty:
            for widget in sometimes:
                widget.hide()
            self._queue = ("待签 0 件", "0")
            self._show_queue()

    def set_tight(self, tight: bool) -> None:
        """Little room for large type: number and words of the queue go into the tooltip."""
        self._tight = tight
        self.markup.setText("" if tight else "花脸稿")
        self._show_notes()
        self.number.setVisible(not tight and not self._empty)
        self._show_queue()

    def set_low(self, low: bool) -> None:
        """52 px in windows under 840 px high."""
        self._low = low
        self._on_theme_changed()

    # --- menus --------------------------------------------------------------------------------

    def make_print_menu(self) -> QMenu:
        """Ways to print this step's sheet."""
        return self._menu(_PRINT_MENU, self.print_wanted, "print_menu")

    def make_person_menu(self) -> QMenu:
        """What the person may do besides signing."""
        return self._menu(_PERSON_MENU, self.person_act_chosen, "person_menu")

    def _menu(
        self, entries: tuple[tuple[str, str], ...], chosen: SignalInstance, name: str
    ) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        for key, words in entries:
            menu.addAction(words).setData(key)
        menu.triggered.connect(lambda action: chosen.emit(str(action.data())))
        return menu

    def _pop_up(self, menu: QMenu, anchor: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _on_theme_changed(self) -> None:
        theme = self._theme
        self.setFixedHeight(max(LOW, theme.px(LOW if self._low else HEIGHT)))
        self.theme_button.set_icon("sun" if theme.is_dark else "moon")
        self.theme_button.setToolTip("浅色" if theme.is_dark else "深色")
        self.theme_button.setAccessibleName("浅色" if theme.is_dark else "深色")
        super()._on_theme_changed()


def _flag_tag(flag: Flag, view: ManuscriptView, parent: QWidget) -> Tag:
    text, variant = flag.label, "important" if flag is Flag.IMPORTANT else "normal"
    if flag is Flag.OTHER_UNITS:
        text, variant = _consultation_words(view)
    if flag is Flag.SPECIALIST and view.joint_reviews:
        given = sum(review.outcome is not None for review in view.joint_reviews)
        text = f"联审 {given}/{len(view.joint_reviews)}"
    return Tag(text, variant, _ICONS.get(flag), parent, large=True)


def _consultation_words(view: ManuscriptView) -> tuple[str, str]:
    """会签 2/2; in warning colour while an answer is missing or a unit disagrees."""
    asked = view.consultations
    if not asked:
        return Flag.OTHER_UNITS.label, "warn"
    opinions_only = {item.kind for item in asked} == {ConsultationKind.OPINION}
    answered = sum(item.outcome is not None for item in asked)
    against = any(item.outcome is Outcome.DISAGREE for item in asked)
    label = ConsultationKind.OPINION.label if opinions_only else ConsultationKind.COUNTERSIGN.label
    calm = answered == len(asked) and not against
    return f"{label} {answered}/{len(asked)}", "normal" if calm else "warn"
