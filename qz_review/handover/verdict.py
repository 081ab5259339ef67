"""The verdict on a package: told before anything changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from qz_review.events.record import Head, StoredEvent
from qz_review.handover.manifest import Manifest, ManuscriptPart
from qz_review.ledger.roster import Roster
from qz_review.workflow.state import ManuscriptState


class Verdict(StrEnum):
    """What a package is to this workspace.  Only a fast-forward is admitted as it stands."""

    FAST_FORWARD = "fast_forward"  # it goes on from where this desk stands
    ALREADY_HAVE = "already_have"  # nothing new in it
    GAP = "gap"  # something between what is here and what it brings is missing
    FORKED = "forked"  # both desks went on from one place
    UNTRUSTED = "untrusted"  # whole, and from nobody this desk can believe
    CORRUPT = "corrupt"  # damaged, or changed after it was signed


@dataclass(frozen=True, slots=True)
class ManuscriptVerdict:
    """The verdict on one manuscript in a package.

    part: what the manifest says of it.  local: the head here.  new_rows: what would be
    appended, or for a fork the other branch.  fork_seq: where the branches part, 0 for none.
    settled: the package holds the signed choice, which counts against what is here.
    state: what the package's chain amounts to, None where it was not followed from its start.
    """

    part: ManuscriptPart
    verdict: Verdict
    local: Head
    new_rows: tuple[StoredEvent, ...] = ()
    fork_seq: int = 0
    settled: bool = False
    state: ManuscriptState | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found.  reason: a code for the verdicts that need one, with its facts.

    manifest: None where it could not even be read.  sender, recipient: names, as the roster
    that was believed has them.  new_roster: events of the roster that would be appended.
    known_unit: the package's unit is this workspace's.
    """

    verdict: Verdict
    reason: str = ""
    facts: tuple[tuple[str, object], ...] = ()
    manifest: Manifest | None = None
    sender: str = ""
    recipient: str = ""
    manuscripts: tuple[ManuscriptVerdict, ...] = ()
    new_roster: tuple[StoredEvent, ...] = ()
    known_unit: bool = False
    roster: Roster = field(default_factory=Roster, repr=False)

    @property
    def admissible(self) -> bool:
        """Whether :func:`admit` takes it: nothing to decide, nothing missing, something new."""
        return self.verdict is Verdict.FAST_FORWARD


class LocalLedger(Protocol):
    """What this workspace has, as the verdict needs it; all of it verified before."""

    def roster(self) -> Roster:
        """The roster as of now; empty where there is none yet."""

    def roster_rows(self) -> Iterator[StoredEvent]:
        """The roster's chain."""

    def rows(self, stream: str) -> Iterator[StoredEvent]:
        """A manuscript's chain; nothing for one that is unknown here."""

    def has_blob(self, digest: str) -> bool:
        """Whether a blob is kept."""

    def is_set_aside(self, event_hash: str) -> bool:
        """Whether an event is kept here as part of a branch that does not count."""

    def recalled_by(self, event_hash: str) -> str:
        """Who signed the recall of a handing over that has not come yet; empty for nobody."""
