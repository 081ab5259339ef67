"""What the leader view shows at once: the manuscript, its marks, the queue it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.markup.marked import Mark
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.services.views import DraftWork, ManuscriptView
from ui.editor.preparing import PreparedLines


@dataclass(frozen=True, slots=True)
class LeaderMaterial:
    """ready: the lines of ``view.text``, with its marks.  own_mark: what edits of this person
    carry.  queue: what waits for this leader, the most pressing first.  own_name: who he is.
    principal: name of the 主要领导 whose sign-off follows, empty where it is open who that is.
    """

    view: ManuscriptView
    ready: PreparedLines
    own_mark: Mark
    queue: tuple[str, ...]
    own_name: str
    principal: str = ""

    @property
    def is_mine(self) -> bool:
        """True while the person may sign here."""
        return bool(self.view.parts) and self.view.stage is Stage.REVIEW_3

    @property
    def part(self) -> Part:
        """As what the person signs."""
        return self.view.parts[0]

    @property
    def place(self) -> int:
        """Place in the queue from 1, 0 outside it."""
        found = self.view.manuscript_id in self.queue
        return self.queue.index(self.view.manuscript_id) + 1 if found else 0

    def neighbour(self, step: int) -> str:
        """The next (1) or previous (-1) manuscript of the queue, empty at its ends."""
        at = self.place - 1 + step
        return self.queue[at] if self.place and 0 <= at < len(self.queue) else ""

    def work(self) -> DraftWork:
        """The person's unsigned work as it was kept, or a fresh one."""
        return self.view.draft or DraftWork(self.view.text, base_hash=self.view.text_hash)
