"""Who is to act at each step; a step may be left open to whoever holds the role.

Signals: ``changed()``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from ui.widgets.combo_box import ComboBox
from ui.widgets.form_field import FormField

NOBODY = ""
Eligible = Callable[[Stage, Part], Sequence[Person]]


@dataclass(frozen=True, slots=True)
class Post:
    """One choice: the steps and parts it fills."""

    key: str
    label: str
    places: tuple[tuple[Stage, Part], ...]


POSTS = (
    Post("editor", "一审 采编人员", ((Stage.REVIEW_1, Part.SIGNER),)),
    Post("reader", "一校 朗读人", ((Stage.PROOF_1, Part.READER),)),
    Post("checker", "一校 核对人", ((Stage.PROOF_1, Part.CHECKER),)),
    Post(
        "chief",
        "二审、二校 科室负责人",
        ((Stage.REVIEW_2, Part.SIGNER), (Stage.PROOF_2, Part.SIGNER)),
    ),
    Post("leader", "三审 单位领导", ((Stage.REVIEW_3, Part.SIGNER),)),
    Post("principal", "三审 主要领导", ((Stage.REVIEW_3, Part.PRINCIPAL),)),
)


class PeopleFields(QWidget):
    """Combo boxes in two columns.  strict: nobody may hold two links at all."""

    changed = Signal()

    def __init__(self, strict: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strict = strict
        self._names: dict[str, str] = {}
        self._combos: dict[str, ComboBox] = {}
        self._fields: dict[str, FormField] = {}
        self._touched: set[str] = set()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, post in enumerate(POSTS):
            combo = ComboBox(self)
            combo.setObjectName(f"post_{post.key}")
            combo.setPlaceholderText("选一人")
            # Long names elide; they do not widen the form.
            policy = ComboBox.SizeAdjustPolicy
            combo.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
            combo.currentIndexChanged.connect(self._on_changed)
            combo.activated.connect(lambda _, key=post.key: self._touched.add(key))
            self._combos[post.key] = combo
            self._fields[post.key] = FormField(post.label, combo, parent=self)
            grid.addWidget(self._fields[post.key], place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.set_principal(False)

    def offer(
        self,
        eligible: Eligible,
        caption_of: Callable[[Person], str],
        defaults: Sequence[Assignment],
    ) -> None:
        """Offer who may act; what the person chose himself stays where it still fits."""
        wanted = {(a.stage, a.part): a.person_id for a in defaults}
        for post in POSTS:
            combo = self._combos[post.key]
            people = list(eligible(*post.places[0]))
            self._names |= {p.id: p.name for p in people}
            rows = [(p.id, " · ".join(filter(None, (p.name, caption_of(p))))) for p in people]
            if post.key != "editor":
                rows.insert(0, (NOBODY, "不指定"))
            kept = combo.choice if post.key in self._touched else None
            ids = {key for key, _ in rows}
            choice = kept if kept in ids else wanted.get(post.places[0], NOBODY)
            combo.set_choices(rows, choice if choice in ids else None if rows else "")
            if post.key == "editor" and choice not in ids:
                combo.setCurrentIndex(-1)
        self._on_changed()

    def set_principal(self, wanted: bool) -> None:
        """Ask for 主要领导 only where the manuscript needs him."""
        self._fields["principal"].setVisible(wanted)

    def choice(self, key: str) -> str:
        """Person chosen for a post, empty for nobody."""
        return self._combos[key].choice or NOBODY

    def assignments(self) -> tuple[Assignment, ...]:
        """What was chosen, post by post."""
        return tuple(
            Assignment(stage, part, person_id)
            for post in POSTS
            if self._is_asked(post) and (person_id := self.choice(post.key))
            for stage, part in post.places
        )

    def show_faults(self) -> list[QWidget]:
        """Say beside each field what does not go together; returns those fields."""
        faults = self._faults()
        for key, field in self._fields.items():
            field.set_error(faults.get(key, ""))
        return [self._combos[key] for key in faults]

    def _faults(self) -> dict[str, str]:
        faults: dict[str, str] = {}
        if not self.choice("editor"):
            faults["editor"] = "还没指定采编人员"
        asked = [post for post in POSTS if self._is_asked(post) and self.choice(post.key)]
        for place, post in enumerate(asked):
            for earlier in asked[:place]:
                if self.choice(earlier.key) == self.choice(post.key) and post.key not in faults:
                    words = self._clash(earlier, post)
                    if words:
                        faults[post.key] = words
        return faults

    def _clash(self, one: Post, two: Post) -> str:
        if {one.key, two.key} == {"reader", "checker"}:
            return "与朗读人相同，换一人"
        if {one.key, two.key} == {"leader", "principal"}:
            return "与单位领导同为一人，改为不指定，一次签署算两项"
        reviews = [
            next((stage for stage, _ in post.places if not stage.is_proof), None)
            for post in (one, two)
        ]
        if all(reviews) or self._strict:
            name = self._names.get(self.choice(two.key), "")
            first, second = one.places[0][0].label, two.places[0][0].label
            return f"{name}不能既办{first}又办{second}，换一人"
        return ""

    def _is_asked(self, post: Post) -> bool:
        return post.key != "principal" or not self._fields["principal"].isHidden()

    def _on_changed(self) -> None:
        for field in self._fields.values():
            if field.error:
                self.show_faults()
                break
        self.changed.emit()
