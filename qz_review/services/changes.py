"""What changed, told to whoever shows it: the change bus.

A service tells it after the commit, never before, so a screen that reloads sees the truth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a screen may have to load again.

    manuscripts: ids whose events grew.  roster: people, roles, keys or the unit changed.
    settings: preferences changed.
    """

    manuscripts: frozenset[str] = frozenset()
    roster: bool = False
    settings: bool = False


Subscriber = Callable[[ChangeSet], None]


class ChangeBus:
    """Carries change sets to the subscribers, in the thread that made the change."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call ``callback`` after each change; the returned function ends that."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def publish(self, changes: ChangeSet) -> None:
        """Tell everybody; a subscriber may unsubscribe while being told."""
        for callback in tuple(self._subscribers):
            callback(changes)
