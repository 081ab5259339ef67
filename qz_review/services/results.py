"""Small answers of the services to an act or a question; the large ones are in ``views``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qz_review.model.stage import Phase, Stage


@dataclass(frozen=True, slots=True)
class SignedAct:
    """What came of a signature.

    short_hash: first 8 hex digits of the event's hash, upper case, in groups of 4.
    next: the step that waits now, None where none does.  waits_for: names of who holds it.
    """

    short_hash: str
    next: Stage | None
    phase: Phase
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NavigationCounts:
    """Numbers beside the navigation items."""

    todo: int
    under_way: int
    people: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A line of the global search.  kind: ``manuscript``, ``person`` or ``section``."""

    kind: str
    id: str
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class PublishText:
    """复制发布文本: the signed text for the website's editor."""

    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in the workspace's backup folder.  size in bytes."""

    path: Path
    made_at: datetime
    size: int


def short_code(digest: str, groups: int = 2) -> str:
    """The first digits of a hash as people read them: ``7F3A 91C2``."""
    upper = digest.upper()
    return " ".join(upper[i * 4 : i * 4 + 4] for i in range(groups))
