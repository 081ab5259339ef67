"""A small office with a real ledger: real keys, real chains, a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from qz_review.events.chain import head_of, new_event_id, next_envelope, seal
from qz_review.events.kinds import (
    ROSTER_STREAM,
    Event,
    ManuscriptRegistered,
    PersonAdded,
    TextSaved,
    UnitFounded,
)
from qz_review.events.record import Head, StoredEvent
from qz_review.ledger.roster import Roster
from qz_review.model.person import Person, Role, Section, Unit
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, canonical_bytes, text_hash
from qz_review.signing.keypair import KeyPair
from qz_review.storage.store import Store

START = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
ADMINISTRATOR = "zhou"
EDITOR = "li"


def seed_key(number: int) -> KeyPair:
    """A key that is the same in every run."""
    return KeyPair.from_private_bytes(number.to_bytes(32, "big"))


def a_text(words: str, title: str = "城区供水管网巡查通报") -> ManuscriptText:
    return ManuscriptText(title, blocks=(Paragraph(words),))


class LedgerOffice:
    """Appends real events; ``moment`` runs one minute with each of them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.moment = START
        self.keys = {ADMINISTRATOR: seed_key(1), EDITOR: seed_key(2), "recovery": seed_key(3)}

    @classmethod
    def founded(cls, folder: Path) -> LedgerOffice:
        office = cls(Store.create(folder))
        administrator = person(ADMINISTRATOR, "周敏", Role.ADMINISTRATOR)
        unit = Unit("清江市水务局", sections=(Section("s1", "供水科"),))
        office.sign_roster(
            UnitFounded(
                unit,
                administrator,
                office.keys[ADMINISTRATOR].public_hex,
                office.keys["recovery"].public_hex,
            )
        )
        editor = person(EDITOR, "李文", Role.EDITOR)
        office.sign_roster(PersonAdded(editor, office.keys[EDITOR].public_hex))
        return office

    def tick(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def roster(self) -> Roster:
        return self.store.roster()

    def sealed(
        self, stream: str, event: Event, actor: str, head: Head | None = None
    ) -> StoredEvent:
        """The next event of a stream, signed and not yet appended."""
        place = head or self.store.events.head(stream)
        roster = place if stream == ROSTER_STREAM else self.store.events.head(ROSTER_STREAM)
        return seal(event, next_envelope(place, actor, self.tick(), roster), self.keys[actor])

    def sign_roster(self, event: Event, actor: str = ADMINISTRATOR) -> StoredEvent:
        row = self.sealed(ROSTER_STREAM, event, actor)
        self.store.events.append([row])
        return row

    def register(self, number: str = "GJ-2026-0001", words: str = "巡查已完成。") -> str:
        """A new manuscript; returns its id."""
        text = a_text(words)
        manuscript_id = new_event_id()
        event = ManuscriptRegistered(number, text.title, text_hash(text), "s1", (), EDITOR)
        row = self.sealed(manuscript_id, event, EDITOR)
        self.store.events.append(
            [row], expected=[Head(manuscript_id)], blobs=[canonical_bytes(text)]
        )
        return manuscript_id

    def save_text(self, manuscript_id: str, words: str) -> StoredEvent:
        text = a_text(words)
        event = TextSaved(Stage.REVIEW_1, text_hash(text), "")
        row = self.sealed(manuscript_id, event, EDITOR)
        self.store.events.append([row], blobs=[canonical_bytes(text)])
        return row


def all_rows(store: Store) -> list[StoredEvent]:
    """Every event: the roster first, then stream by stream."""
    return [*store.events.read_stream(ROSTER_STREAM), *store.events.iterate_manuscripts()]


def person(person_id: str, name: str, *roles: Role) -> Person:
    return Person(person_id, name, person_id, frozenset(roles), "s1")


def chain_of(office: LedgerOffice, manuscript_id: str, length: int) -> Head:
    """Bring a manuscript to ``length`` events; returns its head."""
    head = office.store.events.head(manuscript_id)
    while head.seq < length:
        head = head_of(office.save_text(manuscript_id, f"巡查已完成第{head.seq}段。"))
    return head
