"""Queries about manuscripts: ``workspace.manuscripts``.  Reading never writes."""

from __future__ import annotations

from collections.abc import Callable

from qz_review.errors import Refused, Tampered
from qz_review.markup.marked import MarkedDocument
from qz_review.model.manuscript import Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.drafts import DraftShelf
from qz_review.services.manuscript_view import ViewBuilder
from qz_review.services.marked_versions import version_of_edits
from qz_review.services.naming import Names
from qz_review.services.results import NavigationCounts, SearchHit
from qz_review.services.snippet import first_hit
from qz_review.services.sound_text import sound
from qz_review.services.timeline import opinions
from qz_review.services.todo import TODO_TASKS
from qz_review.services.views import (
    LedgerStatus,
    ManuscriptPage,
    ManuscriptQuery,
    ManuscriptRow,
    ManuscriptView,
    OpinionView,
    WorkbenchView,
)
from qz_review.services.workbench import UNDER_WAY, workbench
from qz_review.storage.projected import ManuscriptFilter, SortKey
from qz_review.storage.projected import ManuscriptRow as ProjectedRow

_SORTS = {
    "updated": SortKey.UPDATED,
    "registered": SortKey.REGISTERED,
    "number": SortKey.NUMBER,
    "due": SortKey.DUE,
    "title": SortKey.TITLE,
}


class ManuscriptsService:
    """Lists, the workbench, one manuscript; all for the person at the desk."""

    def __init__(
        self,
        desk: Desk,
        shelf: DraftShelf,
        compositions: Compositions,
        ledger_status: Callable[[], LedgerStatus],
    ) -> None:
        self._desk = desk
        self._views = ViewBuilder(desk, shelf)
        self._compositions = compositions
        self._ledger_status = ledger_status

    # --- lists ---

    def workbench(self) -> WorkbenchView:
        """工作台 of who is logged in."""
        return workbench(self._desk, self._desk.me(), self._ledger_status())

    def counts(self) -> NavigationCounts:
        """Numbers beside 工作台, 稿件 and 人员名册."""
        me, models = self._desk.me(), self._desk.store.read_models
        mine = {
            (row.manuscript.manuscript_id, row.waiting.task)
            for row in models.waiting_for(me.id)
            if row.waiting.task in TODO_TASKS
        }
        by_phase = models.counts(self._desk.now()).by_phase
        return NavigationCounts(
            todo=len(mine),
            under_way=sum(by_phase.get(phase, 0) for phase in UNDER_WAY),
            people=len(self._desk.roster().active()),
        )

    def page(self, query: ManuscriptQuery) -> ManuscriptPage:
        """稿件: what the query finds, from ``offset`` on, at most ``limit`` rows.

        Only ``mine`` needs somebody logged in.
        """
        names, query = self._desk.names(), sound(query)
        found = self._desk.store.read_models.list_manuscripts(
            ManuscriptFilter(
                text=query.text.strip(),
                phases=query.phases,
                stage=query.stage,
                section_id=query.section_id,
                channel_id=query.channel_id,
                waiting_person=self._desk.me().id if query.mine else "",
                flags=query.flags,
                returned=True if query.returned else None,
                overdue_at=self._desk.now() if query.overdue else None,
            ),
            sort=_SORTS.get(query.sort, SortKey.UPDATED),
            descending=query.descending,
            limit=query.limit,
            offset=query.offset,
        )
        words = query.text.split()
        rows = tuple(self._row(row, names, words) for row in found.rows)
        return ManuscriptPage(rows, found.total)

    def _row(self, row: ProjectedRow, names: Names, words: list[str]) -> ManuscriptRow:
        hit = self._hit(row, words) if words and not row.damaged else None
        return ManuscriptRow(
            manuscript_id=row.manuscript_id,
            number=row.number,
            title=row.title,
            section=names.section(row.section_id),
            channels=names.channels(row.channel_ids),
            phase=row.phase,
            stage=row.stage,
            returned=row.returned,
            holders=names.people(row.holder_ids),
            editor=names.person(row.editor_id),
            flags=row.flags,
            registered_at=row.registered_at,
            updated_at=row.updated_at,
            due=row.due,
            hit=hit,
            damaged=row.damaged,
        )

    def _hit(self, row: ProjectedRow, words: list[str]) -> tuple[str, str, str] | None:
        try:
            return first_hit(plain_text(self._desk.text(row.text_hash)), words)
        except Tampered:  # the list goes on; opening the manuscript says what is damaged
            return None

    def search_everything(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Ctrl K: people and sections by name, manuscripts by title, number and text."""
        wanted = sound(text).strip()
        if not wanted:
            return ()
        names = self._desk.names()
        hits = [
            SearchHit("person", person.id, person.name, _person_caption(person, names))
            for person in self._desk.roster().people.values()
            if wanted in person.name or wanted.casefold() in person.account.casefold()
        ]
        hits += [
            SearchHit("section", section.id, section.name, "")
            for section in self._desk.unit().sections
            if wanted in section.name
        ]
        page = self.page(ManuscriptQuery(text=wanted, limit=limit))
        manuscripts = [
            SearchHit(
                "manuscript",
                row.manuscript_id,
                row.title,
                " · ".join(
                    filter(
                        None,
                        (
                            row.number,
                            row.stage.label if row.stage else row.phase.label,
                            "".join(row.hit) if row.hit else "",
                        ),
                    )
                ),
            )
            for row in page.rows
        ]
        return tuple([*hits[: max(3, limit - len(manuscripts))], *manuscripts][:limit])

    def leader_queue(self) -> tuple[str, ...]:
        """Manuscripts that wait for me at 三审 (审签 too), the most pressing first."""
        me = self._desk.me()
        rows = self._desk.store.read_models.waiting_for(me.id)
        return tuple(
            dict.fromkeys(
                row.manuscript.manuscript_id
                for row in rows
                if row.waiting.task == "sign"
                and row.waiting.stage is Stage.REVIEW_3
                and row.waiting.part in (Part.SIGNER, Part.PRINCIPAL)
            )
        )

    # --- one manuscript ---

    def view(self, manuscript_id: str) -> ManuscriptView:
        """Everything the manuscript screen and the leader view show."""
        return self._views.view(manuscript_id)

    def find_by_number(self, number: str) -> str:
        """Id of the manuscript with a number; raises Refused ``manuscript.unknown``."""
        row = self._desk.store.read_models.by_number(sound(number).strip())
        if row is None:
            raise Refused("manuscript.unknown", number=number)
        return row.manuscript_id

    def text(self, text_hash: str) -> ManuscriptText:
        """An exact text by its hash."""
        return self._desk.text(text_hash)

    def blob(self, digest: str) -> bytes:
        """A picture, attachment or scanned sheet by its digest."""
        return self._desk.store.blobs.get(digest)

    def marked(self, manuscript_id: str, draft: ManuscriptText | None = None) -> MarkedDocument:
        """花脸稿 over all versions, and the draft on top where one is given."""
        state = self._desk.state(manuscript_id)
        drafter = self._desk.me().id if draft is not None else ""
        return self._compositions.of(state, draft, drafter).document

    def version_of_edits(self, manuscript_id: str, draft: ManuscriptText) -> int:
        """Number of the version in :meth:`marked` that my further edits are part of."""
        state, me = self._desk.state(manuscript_id), self._desk.me()
        return version_of_edits(state, self._compositions.of(state, draft, me.id).laid, me.id)

    def signed_act(self, manuscript_id: str, seq: int) -> OpinionView:
        """One act with words; raises Refused ``manuscript.unknown_act``."""
        state = self._desk.state(manuscript_id)
        for opinion in opinions(state, self._desk.names()):
            if opinion.seq == seq:
                return opinion
        raise Refused("manuscript.unknown_act", seq=seq)


def _person_caption(person: Person, names: Names) -> str:
    parts = [names.section(person.section_id), person.duty]
    if not person.active:
        parts.append("已离岗")
    return " · ".join(filter(None, parts))
