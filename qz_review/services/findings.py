"""问题: what the software finds in a manuscript, and what people set aside: ``workspace.findings``.

People read first, the software second (《制度》 总则: 以人工审核、校对为主，智能识错纠错为辅): a
finding changes nothing by itself.  Finding needs no store (:func:`find`), so that it may run
beside everything else; setting aside is an event.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from qz_review.errors import Refused
from qz_review.events.kinds import UnitFindingRestored, UnitFindingSuppressed
from qz_review.events.record import Recorded
from qz_review.jobs import JobContext
from qz_review.model.finding import Certainty, Finding, Severity
from qz_review.model.person import Role
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.registry import rule_of
from qz_review.scanning.rule import Rule
from qz_review.scanning.suppression import (
    Suppression,
    SuppressionScope,
    sort_out,
    suppress,
)
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.finding_views import (
    Explanation,
    Findings,
    FindingView,
    IgnoredView,
    ScanBasis,
    SeriousFindings,
    WordView,
)
from qz_review.services.sound_text import sound
from qz_review.services.unit_lists import lexicons_of
from qz_review.storage.atomic_file import write_atomically
from qz_review.workflow.commands import RestoreFinding, SuppressFinding
from qz_review.workflow.decisions.ignoring import may_ignore
from qz_review.workflow.duties import is_section_chief
from qz_review.workflow.state import ManuscriptState

RuleSource = Callable[[], Scanner]
"""Loads the rules when they are first asked for."""

_MOST_EXAMPLES = 3
_FOR_ALL = frozenset({Role.SECTION_CHIEF, Role.UNIT_LEADER, Role.PRINCIPAL, Role.ADMINISTRATOR})


class FindingsService:
    """What findings depend on, and setting them aside.  rules: None in an office without any."""

    def __init__(self, desk: Desk, acts: Acts, rules: RuleSource | None) -> None:
        self._desk = desk
        self._acts = acts
        self._rules = rules

    def basis(self, manuscript_id: str) -> ScanBasis | None:
        """What a scan of this manuscript depends on now; None without rules."""
        return self.basis_of(self._desk.state(manuscript_id))

    def basis_of(self, state: ManuscriptState) -> ScanBasis | None:
        """The same for a state that is at hand."""
        if self._rules is None:
            return None
        desk, me, context = self._desk, self._desk.me(), self._desk.context()
        source = state.source.text_hash if state.source is not None else ""
        today = desk.now().astimezone().date()
        lexicons, protect = lexicons_of(desk.roster(), today)
        return ScanBasis(
            manuscript_id=state.manuscript_id,
            scanner=self._rules,
            kept=desk.scans,
            context=ScanContext(
                release_on=today,
                flags=state.flags,
                source_text=plain_text(desk.text(source)) if source else "",
            ),
            ignored=(*self._ignored_here(state), *self._ignored_everywhere()),
            protect=protect | ProtectList(state.protected_words),
            lexicons=lexicons,
            may_ignore=may_ignore(state, me, context),
            may_ignore_for_unit=bool(me.roles & _FOR_ALL),
            words=self._words(state),
            unit_protect=protect,
        )

    def basis_for_files(self) -> ScanBasis | None:
        """What a scan of files depends on that are no manuscripts; None without rules."""
        if self._rules is None:
            return None
        desk = self._desk
        lexicons, protect = lexicons_of(desk.roster(), desk.now().astimezone().date())
        return ScanBasis(
            "",
            self._rules,
            desk.scans,
            ignored=tuple(self._ignored_everywhere()),
            protect=protect,
            lexicons=lexicons,
        )

    def serious_in(self, manuscript_id: str, text: ManuscriptText) -> SeriousFindings:
        """The 严重 of a text that are neither mended nor set aside; none without rules."""
        basis = self.basis(manuscript_id)
        if basis is None:
            return SeriousFindings()
        found = find(basis, text)
        views = (v for v in found.open if v.finding.severity is Severity.SERIOUS)
        return SeriousFindings(found.text, tuple(views), basis.may_ignore)

    def ignored_for_unit(self) -> tuple[IgnoredView, ...]:
        """What is set aside in every manuscript of the unit, the latest first."""
        return tuple(sorted(self._ignored_everywhere(), key=lambda act: act.at, reverse=True))

    def ignore(
        self,
        manuscript_id: str,
        finding: Finding,
        text: str,
        scope: SuppressionScope,
        reason: str,
    ) -> str:
        """忽略 a finding of a plain text; returns the id that takes it back.

        Raises Refused ``finding.no_reason``, ``finding.reason_too_long``, ``finding.not_yours``,
        ``finding.unit_by_chief``.
        """
        if not reason.strip():
            raise Refused("finding.no_reason")
        made = suppress(finding, scope, sound(reason), text)
        suppression_id = uuid4().hex
        if scope is SuppressionScope.UNIT:
            self._acts.perform_on_roster(
                UnitFindingSuppressed(suppression_id, finding.identity, made.reason)
            )
        else:
            self._acts.perform(
                manuscript_id,
                SuppressFinding(suppression_id, finding.identity, made.where, made.reason),
            )
        return suppression_id

    def restore(self, manuscript_id: str, suppression_id: str, reason: str = "") -> None:
        """Take a 忽略 back: the finding counts again.

        reason: for one that holds for the unit.  Raises Refused as :meth:`ignore`, and
        ``finding.unknown``.
        """
        if suppression_id in self._desk.roster().ignored:
            self.restore_for_unit(suppression_id, reason)
        else:
            self._acts.perform(manuscript_id, RestoreFinding(suppression_id))

    def restore_for_unit(self, suppression_id: str, reason: str = "") -> None:
        """Take back what holds for the unit.  Raises Refused as :meth:`restore`."""
        words = sound(reason).strip() or "恢复检查"
        self._acts.perform_on_roster(UnitFindingRestored(suppression_id, words))

    def write_report(self, path: Path, content: bytes) -> None:
        """Save a report of a scan, whole or not at all.  Raises Environment."""
        write_atomically(path, content)

    def _words(self, state: ManuscriptState) -> tuple[WordView, ...]:
        people, names = self._desk.roster().people, self._desk.names()
        return tuple(
            WordView(
                one.word,
                names.person(one.person_id),
                one.time,
                one.reason,
                by_chief=(who := people.get(one.person_id)) is not None
                and is_section_chief(state, who),
            )
            for one in state.protecting
        )

    def _ignored_here(self, state: ManuscriptState) -> list[IgnoredView]:
        roster, names = self._desk.roster(), self._desk.names()
        views = []
        for act in state.set_aside:
            if act.restored:
                continue
            event, person = act.event, roster.people.get(act.person_id)
            scope = SuppressionScope.ONCE if event.where else SuppressionScope.MANUSCRIPT
            views.append(
                IgnoredView(
                    event.suppression_id,
                    Suppression(
                        scope, event.finding.rule, event.finding.quote, event.reason, event.where
                    ),
                    names.person(act.person_id),
                    act.time,
                    by_chief=person is not None and is_section_chief(state, person),
                )
            )
        return views

    def _ignored_everywhere(self) -> list[IgnoredView]:
        name_of = self._desk.names().person
        return [_for_unit(act, name_of) for act in self._desk.roster().ignored.values()]


def _for_unit(recorded: Recorded, name_of: Callable[[str], str]) -> IgnoredView:
    event, envelope = recorded.event, recorded.envelope
    assert isinstance(event, UnitFindingSuppressed)
    scope = SuppressionScope.UNIT
    suppression = Suppression(scope, event.finding.rule, event.finding.quote, event.reason)
    who = name_of(envelope.actor_id)
    name = rule_name(event.finding.rule)
    return IgnoredView(
        event.suppression_id, suppression, who, envelope.time, by_chief=True, name=name
    )


def find(
    basis: ScanBasis,
    text: ManuscriptText,
    level: Level = Level.STANDARD,
    job: JobContext | None = None,
) -> Findings:
    """The findings of a text; what an edit left alone is taken over from the scan before.

    Raises Cancelled; Environment where lists or model cannot be read.
    """
    document = Document.of_manuscript(text)
    settings = ScanSettings(level, protect=basis.protect, lexicons=basis.lexicons)
    previous = basis.kept.get(basis.manuscript_id, level)
    scan = basis.scanner().scan(document, settings, basis.context, previous, job)
    basis.kept.put(basis.manuscript_id, level, scan)
    acts = {act.suppression: act for act in reversed(basis.ignored)}
    words = plain_text(text)
    parted = sort_out(scan.findings, acts, words)
    return Findings(
        words,
        tuple(map(view_of, parted.open)),
        tuple((view_of(finding), acts[suppression]) for finding, suppression in parted.set_aside),
    )


def view_of(finding: Finding) -> FindingView:
    """A finding with the name of its rule."""
    return FindingView(finding, rule_name(finding.rule))


def rule_name(code: str) -> str:
    """The name of a rule as it is shown; its code where the rule is no longer there."""
    rule = rule_of(code)
    name = rule.name if rule is not None else code
    return name.removesuffix("（必错）").removesuffix("（疑似）")


def explain(code: str) -> Explanation | None:
    """解释: the rule behind a finding; None for a rule that is no longer there."""
    rule = rule_of(code)
    if rule is None:
        return None
    facts = [rule.gate.label, rule.certainty.label]
    if rule.certainty is not Certainty.HINT:
        facts.append(rule.severity.label)
    return Explanation(
        rule.code,
        rule.name,
        rule.finds,
        rule.why,
        rule.source,
        tuple(facts),
        tuple(_wrong_examples(rule))[:_MOST_EXAMPLES],
        tuple(r for r in rule.right if isinstance(r, str))[:_MOST_EXAMPLES],
    )


def _wrong_examples(rule: Rule) -> list[tuple[str, str]]:
    return [(w.text, w.becomes or "") for w in rule.wrong if isinstance(w.text, str)]
