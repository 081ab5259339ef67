"""待收: what lies in one's inbox and waits for a decision: ``workspace.inbox``.

The exchange folder tells of each file once; here what is still open is remembered, with the
verdict on it, until it was taken in or is gone.  Receipts, recalls and rosters are taken in on
the way.  Everything here can take as long as the share takes: never on the GUI thread.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from qz_review.clock import from_stored, to_stored
from qz_review.errors import AppendConflict, Environment, QzError, Refused, Tampered
from qz_review.handover.manifest import Purpose
from qz_review.handover.opening import peek
from qz_review.handover.verdict import Verdict
from qz_review.jobs import JobContext, SilentJob
from qz_review.services.desk import Desk
from qz_review.services.exchange import ExchangeService, InboxItem
from qz_review.services.handover_views import Admitted, PackageView
from qz_review.services.receiving import ReceivingService

_OPEN = "inbox.open."
_BY_ITSELF = (Purpose.RECEIPT, Purpose.RECALL, Purpose.ROSTER)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A package that waits.

    view: what was found in it, None where it could not be opened; error says why then.
    """

    item: InboxItem
    view: PackageView | None
    error: QzError | None = None

    @property
    def admissible(self) -> bool:
        """Whether it can be taken in as it is."""
        return self.view is not None and self.view.admissible

    @property
    def for_me(self) -> bool:
        """Whether who is logged in may take it in now."""
        handed = self.view is not None and self.view.purpose == Purpose.HANDOVER
        return self.admissible and self.view is not None and (self.view.for_me or not handed)


@dataclass(frozen=True, slots=True)
class InboxView:
    """What waits, and how the folder is.

    folder: None where none is set.  reachable, reason: whether it could be read, and why not.
    copying: names of files that are not whole yet.  taken: receipts, recalls and rosters that
    were taken in by this look.  files: how many packages lie there in all.
    """

    folder: Path | None
    reachable: bool
    reason: str
    rows: tuple[InboxRow, ...]
    copying: tuple[str, ...] = ()
    taken: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in from the inbox.

    receipt: where the receipt lies, None where there is none or it could not be written.
    """

    admitted: Admitted
    receipt: Path | None


class InboxService:
    """Watches the inbox of who is logged in."""

    def __init__(self, desk: Desk, exchange: ExchangeService, receiving: ReceivingService) -> None:
        self._desk = desk
        self._exchange = exchange
        self._receiving = receiving

    def look(
        self,
        known: Sequence[InboxRow] | None,
        job: JobContext | None = None,
        *,
        judge_again: bool = False,
    ) -> InboxView:
        """What waits now.

        known: rows of the look before, None at the first.  judge_again: something was taken in
        meanwhile, so that verdicts may have changed.  Raises Refused ``session.locked``,
        Cancelled; never for what lies in the folder.
        """
        watch = job or SilentJob()
        folder = self._exchange.folder
        if folder is None:
            return InboxView(None, True, "", ())
        news = self._exchange.look()
        rows = {_key(row.item): row for row in known or ()}
        fresh = list(news.items)
        if known is None:
            fresh = [*self._kept(), *fresh]
        if judge_again:
            fresh = [*(row.item for row in rows.values()), *fresh]
        taken = 0
        settled = self._settled_packages() if fresh else frozenset()
        for item in fresh:
            watch.check_cancelled()
            taken += self._take_in(item)
            row = None if self._is_settled(item, settled) else self._judged(item)
            rows.pop(_key(item), None)
            if row is not None:
                rows[_key(item)] = row
        if news.reachable:
            rows = {key: row for key, row in rows.items() if row.item.file.exists()}
        if known is None or [_key(row.item) for row in known] != list(rows):
            self._keep([row.item for row in rows.values()])
        return InboxView(
            folder, news.reachable, news.reason, tuple(rows.values()), news.waiting, taken,
            news.files,
        )  # fmt: skip

    def look_at_all(self, job: JobContext | None = None) -> InboxView:
        """What waits, everything that lies there judged once more."""
        self._exchange.look_again_at_all()
        return self.look((), job, judge_again=True)

    def take_in(self, item: InboxItem, job: JobContext | None = None) -> TakenIn:
        """Take a package in and put its receipt into the sender's inbox.

        Raises as :meth:`ReceivingService.admit`.  A receipt that cannot be put there is no reason
        to raise: what was signed for stays signed for, and the receipt can go another way.
        """
        with self._exchange.package_of(item) as file:
            admitted = self._receiving.admit(file, job)
        receipt = None
        with contextlib.suppress(Environment, Refused):
            receipt = self._exchange.send_receipt(admitted)
        return TakenIn(admitted, receipt)

    # --- inside ---

    def _take_in(self, item: InboxItem) -> int:
        if item.purpose not in _BY_ITSELF:
            return 0
        return len(self._exchange.take_in_by_itself([item]))

    def _settled_packages(self) -> frozenset[str]:
        """Ids of packages that were received or recalled, with everything in them."""
        settled: dict[str, bool] = {}
        for manuscript_id in self._desk.store.events.handed_over():
            state = self._desk.readable_state(manuscript_id)
            for handover in state.handovers if state is not None else ():
                package = handover.event.package_id
                settled[package] = settled.get(package, True) and not handover.under_way
        return frozenset(package for package, done in settled.items() if done)

    def _is_settled(self, item: InboxItem, settled: frozenset[str]) -> bool:
        """Whether an old package lies there still: told by its own word, which hides it at most.

        Thousands may, and judging each takes minutes.
        """
        if item.purpose != Purpose.HANDOVER or item.member or item.sealed or not settled:
            return False
        with contextlib.suppress(OSError, Tampered), item.file.open("rb") as source:
            return peek(source).package_id in settled
        return False

    def _judged(self, item: InboxItem) -> InboxRow | None:
        """The row; None where nothing is left to do with it."""
        try:
            with self._exchange.package_of(item) as file:
                view = self._receiving.inspect(file)
        except Refused as refusal:
            if refusal.code == "package.sealed_for_other":
                return None
            return InboxRow(item, None, refusal)
        except (Tampered, Environment, AppendConflict) as error:
            return InboxRow(item, None, error)
        done = view.verdict is Verdict.ALREADY_HAVE and not view.admissible
        noted = view.verdict is Verdict.GAP and item.purpose == Purpose.RECALL
        return None if done or noted else InboxRow(item, view)

    def _kept(self) -> list[InboxItem]:
        kept = self._desk.store.settings.get(_OPEN + self._desk.signed_in.require_id())
        items = []
        for raw in kept if isinstance(kept, list) else []:
            with contextlib.suppress(KeyError, TypeError, ValueError):
                items.append(_read(raw))
        return items

    def _keep(self, items: Sequence[InboxItem]) -> None:
        name = _OPEN + self._desk.signed_in.require_id()
        self._desk.store.settings.set(name, [_written(item) for item in items])


def _key(item: InboxItem) -> tuple[str, str]:
    return str(item.file), item.member


def _written(item: InboxItem) -> dict[str, object]:
    return {
        "file": str(item.file),
        "member": item.member,
        "sealed": item.sealed,
        "purpose": item.purpose,
        "sender": item.sender,
        "titles": list(item.titles),
        "made_at": to_stored(item.made_at) if item.made_at else "",
        "ahead": item.clock_ahead.total_seconds(),
    }


def _read(raw: dict[str, object]) -> InboxItem:
    titles, made_at = raw["titles"], str(raw["made_at"])
    return InboxItem(
        Path(str(raw["file"])),
        str(raw["member"]),
        bool(raw["sealed"]),
        str(raw["purpose"]),
        str(raw["sender"]),
        tuple(str(title) for title in titles) if isinstance(titles, list) else (),
        from_stored(made_at) if made_at else None,
        timedelta(seconds=float(str(raw["ahead"]))),
    )
