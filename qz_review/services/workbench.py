"""工作台: what waits for me, what is under way, what to remind of, what was released."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qz_review.model.manuscript import Flag
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.services.desk import Desk
from qz_review.services.naming import Names
from qz_review.services.todo import todo_rows
from qz_review.services.views import (
    LedgerStatus,
    ProgressItem,
    ReleaseRow,
    Reminder,
    ReminderKind,
    ReminderLine,
    WorkbenchView,
)
from qz_review.storage.projected import ManuscriptFilter, ManuscriptRow, SortKey
from qz_review.workflow.context import Context
from qz_review.workflow.state import ManuscriptState

UNDER_WAY = frozenset(phase for phase in Phase if not phase.is_over)
UNDER_WAY_SHOWN = 200
REMINDER_LINES = 3
RELEASES_SHOWN = 5
ASKED_OTHERS_READ = 40


def workbench(desk: Desk, me: Person, ledger: LedgerStatus) -> WorkbenchView:
    """Everything the workbench shows, from the read models."""
    context, names = desk.context(), desk.names()
    models = desk.store.read_models
    rows = models.in_progress(UNDER_WAY_SHOWN)
    counts = models.counts(context.now)
    return WorkbenchView(
        now=context.now,
        todo=todo_rows(desk, me, names, context),
        under_way=tuple(progress_item(row, names, me) for row in rows),
        under_way_total=sum(counts.by_phase.get(phase, 0) for phase in UNDER_WAY),
        reminders=_reminders(desk, me, names, context),
        releases=tuple(
            ReleaseRow(
                row.manuscript.manuscript_id,
                row.manuscript.title,
                names.channel(row.release.channel_id),
                row.release.released_at,
            )
            for row in models.recent_releases(RELEASES_SHOWN)
        ),
        ledger=ledger,
        clock_behind=desk.clock_behind(),
    )


def progress_item(row: ManuscriptRow, names: Names, me: Person) -> ProgressItem:
    """One manuscript under way, as the progress rows draw it."""
    return ProgressItem(
        manuscript_id=row.manuscript_id,
        number=row.number,
        title=row.title,
        position=row.stage.position if row.stage else len(Stage),
        stage=row.stage,
        phase=row.phase,
        returned=row.returned,
        holders=names.people(row.holder_ids),
        mine=me.id in row.holder_ids,
        since=row.entered_at,
        due=row.due,
    )


def _reminders(desk: Desk, me: Person, names: Names, context: Context) -> tuple[Reminder, ...]:
    def line(row: ManuscriptRow, moment: datetime | None) -> ReminderLine:
        return ReminderLine(
            row.manuscript_id,
            row.title,
            row.stage,
            names.people(row.holder_ids),
            me.id in row.holder_ids,
            moment,
        )

    def listed(
        kind: ReminderKind,
        wanted: ManuscriptFilter,
        moment: Callable[[ManuscriptRow], datetime | None],
        sort: SortKey = SortKey.ENTERED,
    ) -> Reminder:
        page = desk.store.read_models.list_manuscripts(
            wanted, sort=sort, descending=False, limit=REMINDER_LINES
        )
        lines = tuple(line(row, moment(row)) for row in page.rows)
        return Reminder(kind, page.total, lines)

    found = [
        listed(
            ReminderKind.OVERDUE,
            ManuscriptFilter(overdue_at=context.now),
            lambda row: row.due,
            SortKey.DUE,
        ),
        listed(
            ReminderKind.RETURNED,
            ManuscriptFilter(returned=True),
            lambda row: row.entered_at,
        ),
    ]
    for kind, flag, since in (
        (ReminderKind.CONSULTATION, Flag.OTHER_UNITS, _unanswered_since),
        (ReminderKind.JOINT_REVIEW, Flag.SPECIALIST, _unreviewed_since),
    ):
        open_rows = [
            (moment, row)
            for row in _with_flag(desk, flag)
            if (state := desk.readable_state(row.manuscript_id)) and (moment := since(state))
        ]
        lines = tuple(line(row, moment) for moment, row in open_rows[:REMINDER_LINES])
        found.append(Reminder(kind, len(open_rows), lines))
    found += [
        listed(kind, ManuscriptFilter(phases=frozenset({phase})), lambda row: row.entered_at)
        for kind, phase in (
            (ReminderKind.READY, Phase.READY),
            (ReminderKind.TO_ARCHIVE, Phase.RELEASED),
        )
    ]
    return tuple(reminder for reminder in found if reminder.count)


def _with_flag(desk: Desk, flag: Flag) -> tuple[ManuscriptRow, ...]:
    wanted = ManuscriptFilter(phases=frozenset({Phase.IN_REVIEW}), flags=frozenset({flag}))
    return desk.store.read_models.list_manuscripts(
        wanted, sort=SortKey.ENTERED, descending=False, limit=ASKED_OTHERS_READ
    ).rows


def _unanswered_since(state: ManuscriptState) -> datetime | None:
    return min((c.requested_at for c in state.consultations if c.answer is None), default=None)


def _unreviewed_since(state: ManuscriptState) -> datetime | None:
    return min((j.requested_at for j in state.joint_reviews if j.review is None), default=None)
