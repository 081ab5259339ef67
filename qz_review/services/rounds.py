"""The rounds of a manuscript: each sign-off with what its step changed, each proof's 清样."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qz_review.archive.dossier import NotedItem, ProofText, SignOffRow, StageMarkup
from qz_review.events.kinds import PaperSigned
from qz_review.events.record import Recorded
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument
from qz_review.markup.marked import Version as MarkedVersion
from qz_review.model.checklist import Answer
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.services.desk import Desk
from qz_review.services.naming import Names, role_label, step_label
from qz_review.services.results import short_code
from qz_review.services.timeline import sign_off_groups
from qz_review.workflow.checklists import load_checklists, summary
from qz_review.workflow.state import ManuscriptState, SignOff


class Rounds:
    """Works out, for one manuscript, what each signing round of each step did to the text."""

    def __init__(
        self, desk: Desk, state: ManuscriptState, names: Names, events: Sequence[Recorded]
    ) -> None:
        self._desk = desk
        self._state = state
        self._names = names
        self._events = {recorded.envelope.seq: recorded for recorded in events}
        self._groups = sign_off_groups(state)
        self._marked: dict[int, MarkedDocument] = {}

    # --- the rows of the sheet ---

    def sign_off_rows(self) -> tuple[SignOffRow, ...]:
        """Every sign-off, in route order, reader before checker, 审签 after 三审."""
        rows = [
            (group[0].stage.position, index, self._row(sign_off, group))
            for index, group in enumerate(self._groups)
            for sign_off in group
        ]
        return tuple(row for _, _, row in sorted(rows, key=lambda item: item[:2]))

    def _row(self, sign_off: SignOff, group: Sequence[SignOff]) -> SignOffRow:
        names = self._names
        by_both = self._counts_for_both(sign_off)
        recorded = self._events.get(sign_off.seq)
        paper = recorded.event if recorded and isinstance(recorded.event, PaperSigned) else None
        answers = None
        noted: tuple[NotedItem, ...] = ()
        if sign_off.answers:
            checklist = load_checklists(sign_off.checklist_version or None).of(sign_off.stage)
            answers = summary(checklist, sign_off.answers)
            items = {item.id: item for item in checklist.items}
            noted = tuple(
                NotedItem(items[a.item_id].clause, items[a.item_id].statement, a.note)
                for a in sign_off.answers
                if a.answer is Answer.NO and a.item_id in items
            )
        part = Part.SIGNER if by_both else sign_off.part
        picture = None if sign_off.paper else self._desk.roster().pictures.get(sign_off.person_id)
        return SignOffRow(
            seq=sign_off.seq,
            stage=sign_off.stage,
            label=step_label(sign_off.stage, part),
            role_label=(
                "单位主要领导（审签）" if by_both else role_label(sign_off.stage, sign_off.part)
            ),
            part=sign_off.part,
            who=names.acting(sign_off.person_id, sign_off.on_behalf_of),
            name=names.person(sign_off.person_id),
            on_behalf_of=names.person(sign_off.on_behalf_of),
            decision=sign_off.decision,
            decision_label=sign_off.decision.label,
            opinion=sign_off.opinion,
            instructions=sign_off.instructions,
            time=paper.signed_on if paper else sign_off.time,
            text_hash=sign_off.text_hash,
            event_hash=sign_off.hash,
            key_code=short_code(recorded.key_id) if recorded and not sign_off.paper else "",
            answers=answers,
            checklist_version=sign_off.checklist_version,
            all_yes=sign_off.all_yes,
            noted=noted,
            changes_made=len(self._changes(group).changes),
            superseded=sign_off.superseded,
            counts_as_principal=by_both,
            paper=sign_off.paper,
            recorded_by=names.person(sign_off.recorded_by),
            sheet_name=sign_off.sheet.name if sign_off.sheet else "",
            sheet_digest=sign_off.sheet.digest if sign_off.sheet else "",
            check_code=paper.check_code if paper else "",
            picture=self._desk.store.blobs.get(picture.digest) if picture else None,
        )

    def _counts_for_both(self, sign_off: SignOff) -> bool:
        """The principal is himself the leader: he signed 审签 and nobody signed beside him."""
        if sign_off.stage is not Stage.REVIEW_3 or sign_off.part is not Part.PRINCIPAL:
            return False
        return not any(
            other.stage is Stage.REVIEW_3
            and other.part is Part.SIGNER
            and other.superseded == sign_off.superseded
            and other.seq < sign_off.seq
            and other.text_hash == sign_off.text_hash
            for other in self._state.sign_offs
        )

    # --- proofs and 花脸稿 by step ---

    def proofs(self) -> tuple[ProofText, ...]:
        """清样 of every proof that was signed, oldest first."""
        result = []
        seen: Counter[Stage] = Counter()
        for group in self._groups:
            stage = group[0].stage
            if not stage.is_proof:
                continue
            seen[stage] += 1
            result.append(
                ProofText(
                    stage=stage,
                    title=_nth(f"{stage.label}清样", seen[stage]),
                    text=self._desk.text(group[-1].text_hash),
                    text_hash=group[-1].text_hash,
                    marked=self._changes(group),
                    signers=self._names.signers(group),
                    time=max(s.time for s in group),
                    superseded=group[-1].superseded,
                )
            )
        return tuple(result)

    def markups(self) -> tuple[StageMarkup, ...]:
        """花脸稿 of every round, oldest first; one that changed nothing has none to print."""
        result = []
        seen: Counter[Stage] = Counter()
        for group in self._groups:
            stage = group[0].stage
            if group[0].part is Part.PRINCIPAL and not self._counts_for_both(group[0]):
                continue
            seen[stage] += 1
            marked = self._changes(group)
            result.append(
                StageMarkup(
                    stage,
                    _nth(f"{stage.label}花脸稿", seen[stage]),
                    self._names.signers(group),
                    marked,
                    len(marked.changes),
                )
            )
        return tuple(result)

    def _changes(self, group: Sequence[SignOff]) -> MarkedDocument:
        """What one round changed: from the text the step was given to the text signed."""
        key = group[0].seq
        if key not in self._marked:
            signed = group[-1]
            before = self._desk.text(self._given_hash(group))
            self._marked[key] = compose(
                [
                    MarkedVersion(None, before),
                    MarkedVersion(
                        signed.stage,
                        self._desk.text(signed.text_hash),
                        self._names.signers(group),
                    ),
                ]
            )
        return self._marked[key]

    def _given_hash(self, group: Sequence[SignOff]) -> str:
        """The text as it was when the step began: the last version before the act before it."""
        state, own = self._state, {s.seq for s in group}
        first = min(own)
        acts = [s.seq for s in state.sign_offs if s.seq < first and s.seq not in own]
        acts += [r.seq for r in state.returns if r.seq < first]
        acts += [o.seq for o in state.overrulings if o.seq < first]
        begun = max(acts, default=1)
        earlier = [version for version in state.versions if version.seq <= begun]
        return earlier[-1].text_hash if earlier else state.original_hash


def _nth(title: str, number: int) -> str:
    return title if number == 1 else f"{title}（第{number}次）"
