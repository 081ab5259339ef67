"""交换目录: an inbox a person in a shared folder, and sticks: ``workspace.exchange``.

A transport only: what lies there can be deleted at any time and written again from the outbox.
Looking at it runs off the UI thread (a share can hang); :meth:`ExchangeService.look` may take
the time the share takes, and never raises for what it finds.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from qz_review.clock import from_stored
from qz_review.errors import AppendConflict, Environment, Refused, Tampered
from qz_review.handover.inbox import Arrival, InboxMemory, look, unwrap
from qz_review.handover.manifest import Purpose
from qz_review.handover.verdict import Verdict
from qz_review.jobs import JobContext
from qz_review.model.person import Person
from qz_review.services.desk import Desk
from qz_review.services.handover import SUFFIX, HandoverService
from qz_review.services.handover_views import Admitted, SentPackage
from qz_review.services.package_files import readable, scratch_path
from qz_review.services.receiving import ReceivingService
from qz_review.services.sound_text import file_name
from qz_review.storage.atomic_file import write_atomically
from qz_review.storage.removable import RemovableDrive, removable_drives

_FOLDER = "exchange.folder"
_MEMORY = "exchange-seen.json"
_TOLERANCE = timedelta(minutes=5)
_BY_ITSELF = (Purpose.RECEIPT, Purpose.RECALL, Purpose.ROSTER)


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something new in the inbox; what it says of itself is not verified yet.

    member: name inside a zip that somebody packed it into.  sealed: closed for who is logged
    in.  clock_ahead: how far the sender's clock runs ahead of this one, zero where it does not.
    """

    file: Path
    member: str
    sealed: bool
    purpose: str
    sender: str
    titles: tuple[str, ...]
    made_at: datetime | None
    clock_ahead: timedelta


@dataclass(frozen=True, slots=True)
class InboxNews:
    """What a look found.  reachable: the folder could be read; reason: why not.

    waiting: names of files that are half copied or in use; the next look tells.
    """

    reachable: bool
    reason: str
    items: tuple[InboxItem, ...]
    waiting: tuple[str, ...]
    files: int


class ExchangeService:
    """Sends to inboxes and watches one's own."""

    def __init__(self, desk: Desk, handover: HandoverService, receiving: ReceivingService) -> None:
        self._desk = desk
        self._handover = handover
        self._receiving = receiving
        self._memory: dict[Path, InboxMemory] = {}

    # --- where ---

    @property
    def folder(self) -> Path | None:
        """The unit's exchange folder as set on this desk, None where there is none."""
        kept = self._desk.store.settings.get(_FOLDER)
        return Path(kept) if isinstance(kept, str) and kept else None

    def set_folder(self, folder: Path | None) -> None:
        """Use a folder from now on; one that is not there yet is used once it is."""
        self._desk.store.settings.set(_FOLDER, str(folder) if folder is not None else "")

    def inbox_of(self, person_id: str) -> Path:
        """A person's inbox.  Raises Refused ``exchange.no_folder``, ``roster.unknown_person``."""
        folder = self.folder
        if folder is None:
            raise Refused("exchange.no_folder")
        return folder / _folder_name(self._desk.roster().person(person_id))

    def drives(self) -> tuple[RemovableDrive, ...]:
        """Sticks and cards plugged in now."""
        return removable_drives()

    # --- out ---

    def send(
        self,
        manuscript_ids: Sequence[str],
        to_id: str,
        *,
        note: str = "",
        sealed: bool | None = None,
        job: JobContext | None = None,
    ) -> SentPackage:
        """Hand over into the recipient's inbox; as :meth:`HandoverService.send`."""
        file = _free_name(
            self._reached(to_id) / self._handover.suggested_name(manuscript_ids, to_id)
        )
        return self._handover.send(manuscript_ids, to_id, file, note=note, sealed=sealed, job=job)

    def send_receipt(self, admitted: Admitted) -> Path | None:
        """Put the receipt of what was just admitted into the sender's inbox; None for nothing."""
        if not admitted.receivable:
            return None
        number = self._desk.state(admitted.receivable[0]).number
        moment = self._desk.now().astimezone()
        name = f"{number}-回执-{moment:%Y%m%d-%H%M%S}{SUFFIX}"
        file = _free_name(self._reached(admitted.sender_id) / file_name(name))
        self._receiving.write_receipt(admitted.receivable, file)
        return file

    def recall(self, manuscript_ids: Sequence[str], reason: str) -> Path:
        """Recall, and put the signed recall into the recipient's inbox."""
        handovers = self._desk.state(manuscript_ids[0]).handovers
        if not handovers:
            raise Refused("handover.nothing_under_way")
        number = self._desk.state(manuscript_ids[0]).number
        moment = self._desk.now().astimezone()
        name = file_name(f"{number}-收回-{moment:%Y%m%d-%H%M%S}{SUFFIX}")
        file = _free_name(self._reached(handovers[-1].event.to_id) / name)
        self._handover.recall(manuscript_ids, reason, file)
        return file

    # --- in ---

    def look(self) -> InboxNews:
        """What is new in the inbox of who is logged in since the last look; each file once."""
        me = self._desk.me()
        if self.folder is None:
            return InboxNews(True, "", (), (), 0)
        inbox = self.inbox_of(me.id)
        memory = self._remembered(inbox)
        before = dict(memory.known)
        found = look(inbox, memory)
        if memory.known != before:
            self._keep(memory)
        gone = not inbox.exists() and self.folder.is_dir()  # nobody has sent anything yet
        items = [self._item(a) for a in found.arrivals if a.key_id in ("", me.key_id)]
        return InboxNews(
            gone or not found.reason,
            "" if gone else found.reason,
            tuple(items),
            found.waiting,
            found.files,
        )

    def look_again_at_all(self) -> None:
        """Forget what was seen: the next look tells of everything that lies there."""
        self._memory.clear()
        with contextlib.suppress(OSError):
            (self._desk.store.folder / _MEMORY).unlink()

    @contextlib.contextmanager
    def package_of(self, item: InboxItem) -> Iterator[Path]:
        """The package's file: itself, or taken out of the zip it came in while it is needed."""
        if not item.member:
            yield item.file
            return
        with scratch_path(self._desk) as path:
            with readable(item.file) as source, path.open("wb") as plain:
                for piece in unwrap(source, item.member):
                    plain.write(piece)
            yield path

    def take_in_by_itself(self, items: Sequence[InboxItem]) -> tuple[Admitted, ...]:
        """Receipts, recalls and rosters among these: they need no decision.  The rest stays.

        What cannot be taken in is left for a person to look at.
        """
        taken = []
        for item in items:
            if item.purpose not in _BY_ITSELF:
                continue
            with (
                contextlib.suppress(Refused, Tampered, Environment, AppendConflict),
                self.package_of(item) as file,
            ):
                verdict = self._receiving.inspect(file).verdict
                if verdict is Verdict.GAP and item.purpose == Purpose.RECALL:
                    self._receiving.note_recall(file)
                if verdict is Verdict.FAST_FORWARD:
                    taken.append(self._receiving.admit(file))
        return tuple(taken)

    # --- inside ---

    def _reached(self, person_id: str) -> Path:
        """A person's inbox, made where the exchange folder is there.

        Raises Environment(``exchange.unreachable``, folder=) where it is not: making the whole
        path would write to the disk below a share that is not mounted.
        """
        inbox, folder = self.inbox_of(person_id), self.folder
        if folder is None or not folder.is_dir():
            raise Environment("exchange.unreachable", folder=str(folder))
        return inbox

    def _item(self, arrival: Arrival) -> InboxItem:
        says = arrival.glimpse
        made_at = None
        with contextlib.suppress(ValueError):
            made_at = from_stored(says.made_at) if says else None
        ahead = made_at - self._desk.now() if made_at is not None else timedelta(0)
        return InboxItem(
            arrival.file,
            arrival.member,
            bool(arrival.key_id),
            says.purpose if says else "",
            self._desk.roster().name(says.sender_id) if says else "",
            says.titles if says else (),
            made_at,
            ahead if ahead > _TOLERANCE else timedelta(0),
        )

    def _remembered(self, inbox: Path) -> InboxMemory:
        if inbox not in self._memory:
            raw: object = {}
            with contextlib.suppress(OSError, ValueError):
                kept = json.loads((self._desk.store.folder / _MEMORY).read_bytes())
                raw = kept["known"] if kept["inbox"] == str(inbox) else {}
            self._memory[inbox] = InboxMemory.from_json(raw)
        return self._memory[inbox]

    def _keep(self, memory: InboxMemory) -> None:
        inbox = next(path for path, kept in self._memory.items() if kept is memory)
        data = {"inbox": str(inbox), "known": memory.to_json()}
        with contextlib.suppress(Environment):  # only a saving of time
            write_atomically(self._desk.store.folder / _MEMORY, json.dumps(data).encode())


def _folder_name(person: Person) -> str:
    """The account, without what a folder cannot be called."""
    name = "".join("_" if character in '\\/:*?"<>|' else character for character in person.account)
    return file_name(name).strip(". ") or person.id


def _free_name(file: Path) -> Path:
    """The name, or with a number where it is taken."""
    for number in range(2, 1000):
        if not file.exists():
            return file
        stem = file.stem.rsplit("~", 1)[0]
        file = file.with_name(f"{stem}~{number}{file.suffix}")
    return file
