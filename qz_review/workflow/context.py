"""What ``decide`` may know besides the manuscript: people, unit, checklists, the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qz_review.model.person import Person, Role, Unit
from qz_review.workflow.checklists import Checklists, load_checklists


@dataclass(frozen=True, slots=True)
class Context:
    """Facts outside the manuscript's own chain.

    people: everybody on the roster by person id, retired ones too.
    now: the moment of the act, aware.
    revoked: keys that are in other hands, and since when.
    desk_id: the desk the act happens at; empty for one that never took part in a handover.
    """

    people: Mapping[str, Person]
    unit: Unit
    now: datetime
    checklists: Checklists = field(default_factory=load_checklists)
    desk_id: str = ""
    revoked: Mapping[str, datetime] = field(default_factory=dict)

    def person(self, person_id: str) -> Person | None:
        """Somebody on the roster who is not retired, else None."""
        person = self.people.get(person_id)
        return person if person is not None and person.active else None

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Active people who hold a role, in roster order."""
        return tuple(p for p in self.people.values() if p.active and role in p.roles)
