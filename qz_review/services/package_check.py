"""A package by itself, without a workspace: is it whole, and true to the roster it carries?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qz_review.clock import from_stored
from qz_review.errors import Refused
from qz_review.events.record import StoredEvent
from qz_review.handover.inspecting import inspect
from qz_review.handover.sealing import is_sealed
from qz_review.handover.verdict import Inspection, Verdict
from qz_review.jobs import JobContext
from qz_review.ledger.roster import EMPTY_ROSTER, Roster
from qz_review.services.handover_views import IncomingManuscript, PackageView
from qz_review.services.package_files import readable


class NoLedger:
    """The ledger of a desk that does not exist yet."""

    def roster(self) -> Roster:
        """Nobody."""
        return EMPTY_ROSTER

    def roster_rows(self) -> Iterator[StoredEvent]:
        """Nothing."""
        return iter(())

    def rows(self, stream: str) -> Iterator[StoredEvent]:
        """Nothing."""
        return iter(())

    def has_blob(self, digest: str) -> bool:
        """Nothing."""
        return False

    def is_set_aside(self, event_hash: str) -> bool:
        """Nothing."""
        return False

    def recalled_by(self, event_hash: str) -> str:
        """Nobody."""
        return ""


def check_package(file: Path, job: JobContext | None = None) -> PackageView:
    """What a package says, and whether it is whole.

    A sound one is Untrusted with reason ``package.unknown_unit``, since nobody is known here.
    Raises Environment(``file.unreadable``), Refused ``package.sealed_for_other``; Cancelled.
    """
    with readable(file) as source:
        if is_sealed(source):
            raise Refused("package.sealed_for_other")
        return package_view(inspect(source, NoLedger(), job), sealed=False, reader_id="")


def package_view(found: Inspection, *, sealed: bool, reader_id: str) -> PackageView:
    """An inspection as a person sees it.  reader_id: who is logged in, or empty."""
    manifest = found.manifest
    return PackageView(
        verdict=found.verdict,
        reason=found.reason,
        facts=found.facts,
        purpose=manifest.purpose.value if manifest else "",
        package_id=manifest.package_id if manifest else "",
        unit=manifest.unit if manifest else "",
        known_unit=found.known_unit,
        sender=found.sender,
        recipient=found.recipient,
        for_me=manifest is not None and manifest.recipient_id in ("", reader_id),
        made_at=from_stored(manifest.made_at) if manifest else None,
        manuscripts=tuple(
            IncomingManuscript(
                judged.part.id,
                judged.part.number,
                judged.part.title,
                judged.verdict,
                len(judged.new_rows),
                judged.local.seq,
                judged.part.seq,
                judged.fork_seq,
                judged.settled,
            )
            for judged in found.manuscripts
        ),
        new_roster_events=len(found.new_roster),
        sealed=sealed,
        admissible=found.admissible,
        forked=found.verdict is Verdict.FORKED,
    )
