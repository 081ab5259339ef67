"""The last scan of each manuscript, for the next one to take over what still holds."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from qz_review.scanning.engine import Scan
from qz_review.scanning.level import Level

KEPT = 16
"""Manuscripts whose scans are kept, at each level."""


class KeptScans:
    """Shared between threads: the editor, 签署 and 终扫 scan the same words once."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._found: OrderedDict[tuple[str, Level], Scan] = OrderedDict()

    def get(self, manuscript_id: str, level: Level) -> Scan | None:
        """The last scan of a manuscript at a level."""
        with self._guard:
            return self._found.get((manuscript_id, level))

    def put(self, manuscript_id: str, level: Level, scan: Scan) -> None:
        """Keep one in the place of the one before; those longest unused go."""
        with self._guard:
            self._found[manuscript_id, level] = scan
            self._found.move_to_end((manuscript_id, level))
            while len(self._found) > KEPT * len(Level):
                self._found.popitem(last=False)
