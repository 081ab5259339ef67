"""Head of the manuscript screen: back, title, tags, number, 附注, 花脸稿, 版本, 打印, further acts.

Signals: ``back_clicked``, ``notes_clicked``, ``markup_clicked``, ``versions_clicked``,
``print_clicked``, ``act_chosen(str)``.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from qz_review.model.manuscript import ConsultationKind, Flag
from qz_review.services.views import ManuscriptView
from ui.screens.manuscript.act_list import menu_groups
from ui.widgets.button import Button
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_ICONS = {
    Flag.IMPORTANT: "star",
    Flag.REPRINT: "link",
    Flag.QUOTATION: "comment",
    Flag.SERVICE_GUIDE: "list",
    Flag.INTERNAL: "lock",
    Flag.SPECIALIST: "users",
    Flag.OTHER_UNITS: "stamp",
}


class ManuscriptHeader(Themed, QFrame):
    """60 px high, 52 in low windows."""

    back_clicked = Signal()
    notes_clicked = Signal()
    markup_clicked = Signal()
    versions_clicked = Signal()
    print_clicked = Signal()
    act_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "window")
        self._view: ManuscriptView | None = None
        self._tags: list[Tag] = []
        self._compact = False
        self.back = Button(
            parent=self, kind="flat", icon="chevron-left", tooltip="返回", name="back"
        )
        self.title = ElidedLabel("", "manuscript-title", parent=self)
        self.title.setObjectName("manuscript_title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tag_row = QHBoxLayout()
        self._tag_row.setSpacing(8)
        self.number = TextLabel("", "caption", parent=self, selectable=True)
        self.notes = Button(
            "", self, kind="flat", icon="comment", name="open_notes", tooltip="在花脸稿里看附注"
        )
        self.notes.hide()
        self.markup = Button(
            "花脸稿", self, kind="flat", icon="columns", name="markup", tooltip="与原稿左右对照"
        )
        self.versions = Button(
            "版本", self, kind="flat", icon="history", name="versions", tooltip="保存过的文本"
        )
        self.print = Button("打印", self, icon="print", name="print")
        self.more = Button(parent=self, icon="more", tooltip="更多", name="more")
        self._build()
        self._connect()
        self._follow_theme()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(self.back)
        layout.addWidget(self.title)
        layout.addLayout(self._tag_row)
        layout.addWidget(self.number)
        layout.addStretch(1)
        for widget in (self.notes, self.markup, self.versions, self.print, self.more):
            layout.addWidget(widget)
        self.set_compact(False)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_clicked)
        self.notes.clicked.connect(self.notes_clicked)
        self.markup.clicked.connect(self.markup_clicked)
        self.versions.clicked.connect(self.versions_clicked)
        self.print.clicked.connect(self.print_clicked)
        self.more.clicked.connect(self._on_more_clicked)

    def set_compact(self, compact: bool) -> None:
        """52 px in windows under 840 px high."""
        self._compact = compact
        self.setFixedHeight(current_height(self, 52 if compact else 60))

    def set_view(self, view: ManuscriptView) -> None:
        """Show another state of the manuscript."""
        self._view = view
        self.title.setText(view.title)
        self.number.setText(view.number)
        for tag in self._tags:
            self._tag_row.removeWidget(tag)
            tag.deleteLater()
        self._tags = [self._make_tag(flag, view) for flag in Flag if flag in view.flags]
        for tag in self._tags:
            self._tag_row.addWidget(tag)
            tag.show()
        self.notes.setText(f"附注 {view.open_notes}")
        self.notes.setVisible(view.open_notes > 0)
        self.more.setVisible(bool(menu_groups(view)))

    def _make_tag(self, flag: Flag, view: ManuscriptView) -> Tag:
        text, variant = flag.label, "important" if flag is Flag.IMPORTANT else "normal"
        if flag is Flag.OTHER_UNITS:
            text, variant = _consultation_tag(view)
        if flag is Flag.SPECIALIST and view.joint_reviews:
            given = sum(review.outcome is not None for review in view.joint_reviews)
            text = f"联审 {given}/{len(view.joint_reviews)}"
        return Tag(text, variant, _ICONS.get(flag), self)

    def make_menu(self) -> QMenu:
        """The acts open to the person, in groups."""
        menu = QMenu(self)
        menu.setObjectName("more_menu")
        groups = menu_groups(self._view) if self._view is not None else ()
        for place, group in enumerate(groups):
            if place:
                menu.addSeparator()
            for key, text in group:
                action = menu.addAction(text)
                action.setData(key)
        menu.triggered.connect(lambda action: self.act_chosen.emit(str(action.data())))
        return menu

    def _on_more_clicked(self) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _on_theme_changed(self) -> None:
        self.set_compact(self._compact)
        super()._on_theme_changed()


def current_height(widget: Themed, px: int) -> int:
    """``px`` grown with the text scale once the widget follows the theme."""
    theme = getattr(widget, "_theme", None)
    return px if theme is None else max(px, theme.px(px))


def _consultation_tag(view: ManuscriptView) -> tuple[str, str]:
    """会签 2/2; 会签 before anybody was asked."""
    asked = view.consultations
    if not asked:
        return "会签", "warn"
    kinds = {item.kind for item in asked}
    label = "征求意见" if kinds == {ConsultationKind.OPINION} else "会签"
    answered = sum(item.outcome is not None for item in asked)
    return f"{label} {answered}/{len(asked)}", "normal" if answered == len(asked) else "warn"
