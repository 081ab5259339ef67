"""Makes the compositions of manuscripts, and finds the places of saved texts in them."""

from __future__ import annotations

from functools import lru_cache

from qz_review.markup.layers import compose
from qz_review.markup.marked import Version as MarkedVersion
from qz_review.markup.positions import Carried, Positions
from qz_review.model.text import ManuscriptText
from qz_review.services.composition import Composition
from qz_review.services.desk import Desk
from qz_review.services.marked_versions import laid_versions
from qz_review.workflow.state import ManuscriptState


class Compositions:
    """Composes for one desk; what it keeps is shared by the desks of all threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(
        self,
        state: ManuscriptState,
        draft: ManuscriptText | None = None,
        drafter: str = "",
    ) -> Composition:
        """All versions, and a draft on top where it differs from the saved text.

        drafter: person id of whose draft it is.
        """
        desk, kept, manuscript_id = self._desk, self._desk.compositions, state.manuscript_id
        heads = (state.head, desk.roster().head)  # names stand in the marks
        saved = kept.get(manuscript_id, heads)
        if saved is None:
            laid = laid_versions(state, desk.names(), desk.text)
            saved = Composition.made_of(laid, kept.latest(manuscript_id))
            kept.put(manuscript_id, heads, saved)
        if draft is None or draft == desk.text(state.text_hash):
            return saved
        key = (heads, drafter, draft)
        found = kept.get(manuscript_id, key, draft=True)
        if found is None:
            laid = laid_versions(state, desk.names(), desk.text, draft, drafter)
            found = Composition.made_of(laid, saved)
            kept.put(manuscript_id, key, found, draft=True)
        return found

    def carry(
        self,
        state: ManuscriptState,
        composition: Composition,
        text_hash: str,
        seq: int,
        place: tuple[int, int],
    ) -> Carried:
        """A range of a saved text, as it was at event ``seq``, in the composition's last version.

        A text that a later save of the same hand went over is not among the composed ones: the
        range is carried to that later one first.
        """
        index = composition.index_at(seq)
        same = [n for n, laid in enumerate(composition.laid) if laid.text_hash == text_hash]
        before = [n for n in same if n <= index]
        gone = False
        start, end = place
        if before or same:
            index = before[-1] if before else same[0]
        else:
            saved = max((v.seq for v in state.versions if v.text_hash == text_hash), default=1)
            index = composition.index_of_save(saved)
            following = composition.laid[index].version.text
            carried = _pair(self._desk.text(text_hash), following).carry(start, end, 0, 1)
            start, end, gone = carried.start, carried.end, carried.gone
        positions = composition.positions
        carried = positions.carry(start, end, index, positions.last)
        return Carried(carried.start, carried.end, carried.gone or gone)


@lru_cache(maxsize=32)
def _pair(before: ManuscriptText, after: ManuscriptText) -> Positions:
    versions = [MarkedVersion(None, before), MarkedVersion(None, after)]
    return Positions(compose(versions), versions)
