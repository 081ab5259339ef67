"""The filter of 稿件: words, state, step, section, channel, 我的, 超时, 有退回.

Signals: ``query_changed(ManuscriptQuery)`` with offset 0; sort and direction are kept.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qz_review.model.manuscript import Flag
from qz_review.model.person import Unit
from qz_review.model.stage import Phase, Stage
from qz_review.services.views import ManuscriptQuery
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.search_field import SearchField
from ui.widgets.themed import Themed

UNDER_WAY = frozenset(phase for phase in Phase if not phase.is_over)
_STATES: dict[str, tuple[str, frozenset[Phase]]] = {
    "": ("全部状态", frozenset()),
    "under_way": ("在办", UNDER_WAY),
    **{
        phase.value: (phase.label, frozenset({phase}))
        for phase in Phase
        if phase is not Phase.IN_REVIEW
    },
    "in_review": ("审校中", frozenset({Phase.IN_REVIEW})),
}


class FilterRow(Themed, QWidget):
    """Every control acts at once."""

    query_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = ManuscriptQuery()
        self._unit: Unit | None = None
        self._setting = False
        self.search = SearchField("搜标题、编号、正文", parent=self)
        self.search.setObjectName("manuscripts_search")
        self.state = ComboBox(self, icon="filter")
        self.stage = ComboBox(self)
        self.section = ComboBox(self)
        self.channel = ComboBox(self)
        self.mine = _toggle("我的", self)
        self.overdue = _toggle("超时", self)
        self.returned = _toggle("有退回", self)
        self.important = _toggle("重要", self)
        self.clear = Button("清除条件", self, kind="link", name="manuscripts_clear")
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self._show_clear()

    def _build(self) -> None:
        names = (("state", "状态"), ("stage", "环节"), ("section", "科室"), ("channel", "渠道"))
        for name, label in names:
            box = getattr(self, name)
            box.setObjectName(f"manuscripts_{name}")
            box.setAccessibleName(label)
        self.state.set_choices([(key, words) for key, (words, _) in _STATES.items()], "")
        self.stage.set_choices([("", "全部环节"), *((s.value, s.label) for s in Stage)], "")
        self.section.set_choices([("", "全部科室")], "")
        self.channel.set_choices([("", "全部渠道")], "")
        controls = QWidget(self)
        flow = FlowLayout(controls, spacing_x=8, spacing_y=8)
        for widget in (self.search, self.state, self.stage, self.section, self.channel, self.mine,
                       self.overdue, self.returned, self.important, self.clear):  # fmt: skip
            flow.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(controls, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)

    def _connect(self) -> None:
        self.search.search_changed.connect(self._on_changed)
        for box in (self.state, self.stage, self.section, self.channel):
            box.currentIndexChanged.connect(self._on_changed)
        for button in (self.mine, self.overdue, self.returned, self.important):
            button.toggled.connect(self._on_changed)
        self.clear.clicked.connect(self.reset)

    @property
    def query(self) -> ManuscriptQuery:
        """What the controls say."""
        return self._query

    def set_unit(self, unit: Unit) -> None:
        """Offer the unit's sections and channels."""
        if unit == self._unit:
            return
        self._unit = unit
        section, channel = self.section.choice or "", self.channel.choice or ""
        sections = [("", "全部科室"), *((s.id, s.name) for s in unit.sections)]
        channels = [("", "全部渠道"), *((c.id, c.name) for c in unit.channels)]
        known = {key for key, _ in sections + channels}
        self.section.set_choices(sections, section if section in known else "")
        self.channel.set_choices(channels, channel if channel in known else "")

    def set_query(self, query: ManuscriptQuery) -> None:
        """Show a query and ask for it."""
        self._setting = True
        self._query = replace(query, offset=0)
        self.search.setText(query.text)
        state = next((k for k, (_, phases) in _STATES.items() if phases == query.phases), "")
        self.state.set_choice(state)
        self.stage.set_choice(query.stage.value if query.stage else "")
        for box, wanted in ((self.section, query.section_id), (self.channel, query.channel_id)):
            box.setCurrentIndex(max(box.findData(wanted), 0))
        self.mine.setChecked(query.mine)
        self.overdue.setChecked(query.overdue)
        self.returned.setChecked(query.returned)
        self.important.setChecked(Flag.IMPORTANT in query.flags)
        self._setting = False
        self._show_clear()
        self.query_changed.emit(self._query)

    def set_sort(self, sort: str, descending: bool) -> None:
        """Sort otherwise."""
        self._query = replace(self._query, sort=sort, descending=descending, offset=0)
        self.query_changed.emit(self._query)

    def reset(self) -> None:
        """清除条件: everything is shown; the sort stays."""
        query = self._query
        self.set_query(ManuscriptQuery(sort=query.sort, descending=query.descending))

    @property
    def conditions(self) -> tuple[str, ...]:
        """What restricts the list, in words."""
        query, words = self._query, []
        if query.text.strip():
            words.append(f"“{query.text.strip()}”")
        for box in (self.state, self.stage, self.section, self.channel):
            if box.choice:
                words.append(box.currentText())
        flags = (query.mine, "我的"), (query.overdue, "超时"), (query.returned, "有退回")
        words += [name for on, name in flags if on]
        words += sorted(flag.label for flag in query.flags)
        return tuple(words)

    def _on_changed(self, *_: object) -> None:
        if self._setting:
            return
        query = self._query
        others = query.flags - {Flag.IMPORTANT}
        stage = self.stage.choice
        self._query = replace(
            query,
            text=self.search.text(),
            phases=_STATES[self.state.choice or ""][1],
            stage=Stage(stage) if stage else None,
            section_id=self.section.choice or "",
            channel_id=self.channel.choice or "",
            mine=self.mine.isChecked(),
            overdue=self.overdue.isChecked(),
            returned=self.returned.isChecked(),
            flags=others | ({Flag.IMPORTANT} if self.important.isChecked() else frozenset()),
            offset=0,
        )
        self._show_clear()
        self.query_changed.emit(self._query)

    def _show_clear(self) -> None:
        self.clear.setVisible(bool(self.conditions))

    def _on_theme_changed(self) -> None:
        self.search.setFixedWidth(self._theme.px(240))
        for box in (self.state, self.stage, self.section):
            box.setFixedWidth(self._theme.px(128))
        self.channel.setFixedWidth(self._theme.px(160))
        super()._on_theme_changed()


def _toggle(words: str, parent: QWidget) -> Button:
    button = Button(words, parent, name=f"manuscripts_toggle_{words}")
    button.setCheckable(True)
    return button
