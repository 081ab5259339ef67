"""还原 one change: which change of the working text's 花脸稿 is meant, and the text without it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from qz_review.errors import Refused
from qz_review.markup.changes import Change, ChangeKind
from qz_review.markup.reverting import revert_changes
from qz_review.model.text import ManuscriptText
from qz_review.services.composition import Composition
from qz_review.services.compositions import Compositions
from qz_review.workflow.state import ManuscriptState

_KEPT = 32


@dataclass(frozen=True, slots=True)
class _Made:
    """How a text came about: from which one, by undoing which changes of one version."""

    base: ManuscriptText
    undone: tuple[Change, ...]


class Reversals:
    """Undoes changes of the working text.

    Whoever undoes one change after another gets what undoing them together gives: the text that
    came of the last one is remembered, and not compared anew in between.
    """

    def __init__(self, compositions: Compositions) -> None:
        self._compositions = compositions
        self._made: OrderedDict[ManuscriptText, _Made] = OrderedDict()

    def revert(
        self, state: ManuscriptState, text: ManuscriptText, change: Change, drafter: str
    ) -> ManuscriptText:
        """The working text without one change of any document that shows it.

        drafter: person id of whose working text it is.  Raises Refused ``change.unknown`` and what
        :func:`revert_change` refuses.
        """
        made = self._made.get(text)
        if made is not None:
            composition = self._compositions.of(state, made.base, drafter)
            meant = find_change(composition, change)
            if meant in made.undone:
                raise Refused("change.undone")
            if meant is not None and meant.version == made.undone[-1].version:
                return self._undo(composition, made.base, (*made.undone, meant))
        composition = self._compositions.of(state, text, drafter)
        meant = find_change(composition, change)
        if meant is None:
            raise Refused("change.unknown")
        return self._undo(composition, text, (meant,))

    def _undo(
        self, composition: Composition, base: ManuscriptText, changes: tuple[Change, ...]
    ) -> ManuscriptText:
        text = revert_changes(composition.positions, [change.number for change in changes])
        self._made[text] = _Made(base, changes)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return text


def find_change(composition: Composition, change: Change) -> Change | None:
    """The same change in a composition of other versions, where it may have another number."""
    wanted = _identity(change)
    known = composition.document.changes
    return next((other for other in known if _identity(other) == wanted), None)


def _identity(change: Change) -> Change:
    """What stays of a change when earlier versions are left out of a document."""
    kind = ChangeKind.INSERTED if change.kind is ChangeKind.KEPT else change.kind
    return change._replace(number=0, line=0, paragraph=0, version=0, kind=kind)
