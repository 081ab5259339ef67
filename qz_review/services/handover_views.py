"""What the screens of handing over are told; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from qz_review.handover.verdict import Verdict


class OutboxState(StrEnum):
    """What became of a manuscript that this desk handed over."""

    UNDER_WAY = "under_way"  # 已交出，未签收
    RECEIVED = "received"  # 已签收
    RECALLED = "recalled"  # 已收回


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """Somebody a manuscript may be given to.

    caption: section and duty.  waited_for: the manuscript waits for this person now.
    """

    person_id: str
    name: str
    caption: str
    waited_for: bool


@dataclass(frozen=True, slots=True)
class CustodyView:
    """In whose hands a manuscript is.

    under_way: handed over and, as far as is known here, not received.  given_here: by this
    desk, which may recall it.  note: the giver's words.
    """

    held_here: bool
    person_id: str
    person: str
    since: datetime
    under_way: bool
    given_here: bool
    note: str


@dataclass(frozen=True, slots=True)
class SentPackage:
    """A package that was written.  sealed: closed for the recipient's key."""

    package_id: str
    file: Path
    sealed: bool
    manuscripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One handing over by this desk.

    waiting: how long it has not been received; zero once it was or was recalled.  file: where
    the package was last written, None where that is not known here.
    """

    manuscript_id: str
    number: str
    title: str
    package_id: str
    to_id: str
    to_name: str
    by_name: str
    at: datetime
    state: OutboxState
    settled_at: datetime | None
    waiting: timedelta
    file: Path | None


@dataclass(frozen=True, slots=True)
class IncomingManuscript:
    """One manuscript of a package, with its own verdict.

    new_events: what would be appended (for a fork: the other branch).  fork_seq: where two
    branches part, 0 for none.  settled: the package brings the signed choice between them.
    """

    manuscript_id: str
    number: str
    title: str
    verdict: Verdict
    new_events: int
    local_seq: int
    package_seq: int
    fork_seq: int
    settled: bool


@dataclass(frozen=True, slots=True)
class PackageView:
    """A package as a person sees it before anything changes.

    reason: code for what is wrong, with its facts.  admissible: it can be taken in as it is;
    forked: it can be kept beside ours, for somebody to choose.  for_me: it is addressed to who
    is logged in, or to nobody in particular.  sealed: it is closed for one key.
    """

    verdict: Verdict
    reason: str
    facts: tuple[tuple[str, object], ...]
    purpose: str
    package_id: str
    unit: str
    known_unit: bool
    sender: str
    recipient: str
    for_me: bool
    made_at: datetime | None
    manuscripts: tuple[IncomingManuscript, ...]
    new_roster_events: int
    sealed: bool
    admissible: bool
    forked: bool


@dataclass(frozen=True, slots=True)
class Admitted:
    """What was taken in.  receivable: manuscripts whose receipt can now go back.

    set_aside: how many events of another branch were kept beside ours.
    """

    manuscripts: tuple[str, ...]
    roster_events: int
    receivable: tuple[str, ...]
    set_aside: int
    sender_id: str
