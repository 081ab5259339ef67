"""Where a manuscript goes on: at this desk or at another: ``workspace.next_desk``."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.services.desk import Desk
from qz_review.workflow.context import Context
from qz_review.workflow.custody import held_here
from qz_review.workflow.duties import waiting


class NextDesk:
    """Tells whether the next person sits elsewhere, as far as this desk can know."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waits_for(self, manuscript_ids: Sequence[str]) -> dict[str, str]:
        """Person id to the label of the step that waits for him, in the manuscripts' order."""
        context = self._desk.context()
        found: dict[str, str] = {}
        for manuscript_id in manuscript_ids:
            for one in waiting(self._desk.state(manuscript_id), context):
                found.setdefault(one.person_id, one.stage.label)
        return found

    def after_signing(self, manuscript_id: str) -> str:
        """Whom to hand it to now: person id, empty where it goes on here.

        Somebody sits elsewhere whose key is not on this desk, or to whom this desk has handed
        manuscripts before.
        """
        desk = self._desk
        context = desk.context()
        state = desk.state(manuscript_id)
        people = [one.person_id for one in waiting(state, context)]
        if not people or not held_here(state, context) or desk.signed_in.person_id in people:
            return ""
        partners = self._partners(context)
        away = [person for person in people if person in partners or not self._has_key(person)]
        return away[0] if len(away) == len(people) else ""

    def _has_key(self, person_id: str) -> bool:
        person = self._desk.roster().person(person_id)
        keys = self._desk.store.keys
        return bool(person.key_id) and keys.read(person.id, person.key_id) is not None

    def _partners(self, context: Context) -> set[str]:
        """Who took part in a handing over between this desk and another."""
        found: set[str] = set()
        for manuscript_id in self._desk.store.events.handed_over():
            state = self._desk.readable_state(manuscript_id)
            for handover in state.handovers if state is not None else ():
                given = handover.event.from_desk == context.desk_id
                found.add(handover.event.to_id if given else handover.from_id)
        return found
