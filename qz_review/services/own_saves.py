"""Which texts a person saved from this window and went on typing.

The text under the user's hands is then the saved one with more in it, though the screen still
names the version it was loaded from.  Another window of the same person is somebody else here:
its edits are not in this window's text.
"""

from __future__ import annotations


class OwnSaves:
    """Versions saved from this window; shared with its worker threads, forgotten on closing."""

    def __init__(self) -> None:
        self._next: dict[tuple[str, str, str], str] = {}

    def note(self, manuscript_id: str, person_id: str, base_hash: str, saved_hash: str) -> None:
        """A text made from ``base_hash`` became the version ``saved_hash``, nothing laid in."""
        if base_hash != saved_hash:
            # A text that came back ends there.
            self._next.pop((manuscript_id, person_id, saved_hash), None)
            self._next[manuscript_id, person_id, base_hash] = saved_hash

    def present_base(self, manuscript_id: str, person_id: str, base_hash: str) -> str:
        """The latest version that holds nothing but what the person has before him here."""
        while following := self._next.get((manuscript_id, person_id, base_hash)):
            base_hash = following
        return base_hash
