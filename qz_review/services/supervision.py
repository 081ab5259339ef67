"""监督检查: questions from the sign-offs of a time: ``workspace.supervision``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from qz_review.jobs import JobContext, SilentJob
from qz_review.ledger.supervision import HintKind, SeenSignature, hints
from qz_review.model.stage import Stage
from qz_review.services.desk import Desk
from qz_review.services.ledger_table import day_begins, day_ends

__all__ = ["HintKind", "HintView", "SeenLine", "SupervisionService"]


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One sign-off behind a question."""

    manuscript_id: str
    number: str
    title: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class HintView:
    """One question.  people: names.  count of ``of``: 0 where that does not apply."""

    kind: HintKind
    people: tuple[str, ...]
    stage: Stage | None
    count: int
    of: int
    lines: tuple[SeenLine, ...]


class SupervisionService:
    """Asks; judges nothing and records nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def questions(
        self,
        first_day: date | None = None,
        last_day: date | None = None,
        job: JobContext | None = None,
    ) -> tuple[HintView, ...]:
        """What in the sign-offs of these days deserves a question; raises Cancelled."""
        job = job or SilentJob()
        rows = self._desk.store.read_models.signed_between(
            day_begins(first_day), day_ends(last_day)
        )
        job.check_cancelled()
        lines: dict[tuple[str, int], SeenLine] = {}
        seen: list[SeenSignature] = []
        for row in rows:
            given, manuscript = row.signature, row.manuscript
            lines[manuscript.manuscript_id, given.seq] = SeenLine(
                manuscript.manuscript_id, manuscript.number, manuscript.title, given.signed_at
            )
            seen.append(
                SeenSignature(
                    manuscript_id=manuscript.manuscript_id,
                    seq=given.seq,
                    stage=given.stage,
                    part=given.part,
                    person_id=given.person_id,
                    behalf_id=given.behalf_id,
                    signed_at=given.signed_at,
                    waited_from=given.waited_from,
                    seconds_open=given.seconds_open,
                    saved=given.saved,
                    characters=manuscript.characters,
                    paper=given.paper,
                )
            )
        job.check_cancelled()
        names = self._desk.names()
        return tuple(
            HintView(
                hint.kind,
                names.people(hint.people),
                hint.stage,
                hint.count,
                hint.of,
                tuple(lines[key] for key in hint.signatures),
            )
            for hint in hints(seen)
        )
