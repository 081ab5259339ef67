"""The demo: one docx through the complete route, by the sample people with their real keys.

Nothing is special about it: the same services, the same refusals, a real workspace and a
real archive at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from qz_review.assets import resource_path
from qz_review.clock import Clock, system_clock
from qz_review.errors import Refused
from qz_review.ledger.verify import VerifyReport
from qz_review.model.finding import Severity
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.sample_office import OfficeUnderConstruction
from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.findings import find
from qz_review.services.forms import RegistrationForm
from qz_review.services.ledger import verify_folder
from qz_review.services.plausible_edits import PlausibleEditor, load_any_course, replace_first
from qz_review.services.results import short_code
from qz_review.services.sample_course import Course, Played
from qz_review.services.sample_edits import apply_edits
from qz_review.services.sample_material import SampleAct, SampleDemo, load_demo
from qz_review.services.scanning import scanner
from qz_review.services.views import ManuscriptView
from qz_review.services.working_time import working_moment
from qz_review.storage.atomic_file import write_atomically
from qz_review.storage.store import Store
from qz_review.workflow.stages import RETURNS_TO
from qz_review.workspace_folder import clear_folder

_NOT_JUDGED = "演示走流程，此处未作判断"
BETWEEN_ACTS = timedelta(minutes=40)
WORKSPACE = "workspace"
ARCHIVE = "archive.pdf"
MARKED_DOCX, CLEAN_DOCX = "花脸稿.docx", "清样.docx"


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One signed act of the demo, for one line.

    kind: as a sample act names it (``register``, ``sign``, ``return`` …).  part: 朗读, 核对 or
    empty.  short_hash: of the event that recorded it.  leader_lines: how many edits and
    instructions of the leader 三校 ticked off.  pending_revisions: at how many places the file
    that was registered held 修订 nobody had decided on; they were accepted.
    """

    kind: str
    stage: Stage | None
    part: str
    who: str
    decision: str
    short_hash: str
    leader_lines: int = 0
    pending_revisions: int = 0


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demo leaves behind."""

    workspace: Path
    archive: Path
    docx_files: tuple[Path, ...]
    number: str
    report: VerifyReport


def run_demo(
    out: Path,
    manuscript: Path | None,
    say: Callable[[DemoStep], None],
    clock: Clock = system_clock,
) -> DemoResult:
    """Walk one docx to its archive in ``out``; ``say`` hears of each step.

    manuscript: any docx or txt; the sample left out.  Raises Refused
    ``demo.folder_not_empty`` and whatever is wrong with the document; Environment.  Where
    anything fails, nothing of it stays in ``out``.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refused("demo.folder_not_empty", folder=str(out))
    demo = load_demo()
    source = manuscript or resource_path("samples", demo.file)
    folder, existed = out / WORKSPACE, out.exists()
    try:
        with Store.create(folder) as store:
            office = OfficeUnderConstruction(store, clock(), rules=scanner)
            run = _Run(office, demo, is_sample=manuscript is None)
            for step in run.walk(source):
                say(step)
            write_atomically(out / ARCHIVE, run.pdf())
            for name, content in run.docx_files():
                write_atomically(out / name, content)
            office.finish()
    except BaseException:
        clear_folder(out, keep_folder=existed)
        raise
    docx_files = (out / MARKED_DOCX, out / CLEAN_DOCX)
    return DemoResult(folder, out / ARCHIVE, docx_files, run.number, verify_folder(folder))


class _Run:
    """One walk: who does what, and what the text becomes."""

    def __init__(self, office: OfficeUnderConstruction, demo: SampleDemo, is_sample: bool) -> None:
        self._office = office
        self._demo = demo
        self._is_sample = is_sample
        self._any = load_any_course()
        self._editor = PlausibleEditor(self._any)
        self._asked: tuple[str, str] | None = None
        self._leader_lines = 0
        self._id = ""
        self.number = ""
        pairs = sum(1 for act in demo.course if len(act.signatures) > 1)
        steps = sum(max(1, len(act.signatures)) for act in demo.course) + pairs + 2
        moments = [working_moment(office.now)]
        while len(moments) < steps:
            moments.append(working_moment(moments[-1] - BETWEEN_ACTS))
        self._last, self._moments = moments[0], moments

    def walk(self, source: Path) -> Iterator[DemoStep]:
        """Register, then every act of the course."""
        yield self._register(source)
        course = Course(
            self._office.cast,
            self._office.clock,
            self._id,
            self._moment,
            self._office.channel_ids,
            self._edited,
        )
        for act in self._course():
            if act.stage is Stage.REVIEW_3 and act.kind == "sign":
                act = self._with_instruction(act)
            if act.stage is Stage.PROOF_3 and act.kind == "sign":
                yield from self._name_partner(act)
                view = self._office.cast.at(act.by).manuscripts.view(self._id)
                self._leader_lines = len(view.expected_lines)
                act = self._with_classes(act)
            if act.kind == "sign":
                self._settle_serious()
            for played in course.play(act):
                yield self._step(played)

    def pdf(self) -> bytes:
        """The archive of the manuscript."""
        return self._office.cast.at(self._demo.registered_by).archive.archive_pdf(self._id)

    def docx_files(self) -> Iterator[tuple[str, bytes]]:
        """花脸稿.docx and 清样.docx, by name."""
        exports = self._office.cast.at(self._demo.registered_by).exports
        yield MARKED_DOCX, exports.marked_docx(self._id).content
        yield CLEAN_DOCX, exports.clean_docx(self._id).content

    def _moment(self, _: float | None) -> datetime:
        """Acts follow each other at even distances in office hours; the last is about now."""
        return self._moments.pop() if self._moments else self._last

    def _register(self, source: Path) -> DemoStep:
        office, demo = self._office, self._demo
        office.clock.moment = self._moment(None)
        workspace = office.cast.at(demo.registered_by)
        document = workspace.registration.inspect_document(source, source.name)
        form = RegistrationForm(
            document=document,
            title=document.text.title.strip() or source.stem,
            subtitle=document.text.subtitle,
            section_id=office.section_ids[demo.section],
            channel_ids=tuple(office.channel_ids[c] for c in demo.channels),
            author=demo.author if self._is_sample else "",
            assignments=office.assignments_of(demo.course, demo.registered_by),
        )
        self._id = workspace.registration.register(form)
        view = workspace.manuscripts.view(self._id)
        self.number = view.number
        return DemoStep(
            "register",
            None,
            "",
            view.editor,
            view.number,
            short_code(view.head_hash),
            pending_revisions=document.pending_revisions,
        )

    def _course(self) -> tuple[SampleAct, ...]:
        """The sample's course; over another document with opinions that fit any."""
        if self._is_sample:
            return self._demo.course
        seen: set[str] = set()
        acts = []
        for act in self._demo.course:
            key = act.stage.value if act.kind == "sign" and act.stage else act.kind
            again = f"{key}_again" if key in seen else key
            seen.add(key)
            words = self._any.opinions.get(again, "")
            if act.kind == "sign":
                acts.append(replace(act, opinion=words, notes=(), instructions=()))
            elif act.kind == "return":
                acts.append(replace(act, facts=(*_without(act, "reason"), ("reason", words))))
            else:
                acts.append(act)
        return tuple(acts)

    def _edited(self, text: ManuscriptText, act: SampleAct) -> ManuscriptText:
        """What the step's editor makes of the text."""
        if self._is_sample:
            return apply_edits(text, act.edits)
        if not act.edits:
            return text
        if act.stage is Stage.PROOF_3 and self._asked is not None:
            text = replace_first(text, *self._asked) or text
        return self._editor.edit(text)

    def _with_instruction(self, act: SampleAct) -> SampleAct:
        """三审 over any document: the leader asks in writing for what the text allows."""
        if self._is_sample:
            return act
        view = self._office.cast.at(act.by).manuscripts.view(self._id)
        self._asked = self._editor.instruction(view.signed_text)
        if self._asked is None:
            return act
        old, new = self._asked
        return replace(act, instructions=(f"“{old}”改为“{new}”",))

    def _with_classes(self, act: SampleAct) -> SampleAct:
        """三校 over any document: what the leader asked for carries out, the rest corrects."""
        if self._is_sample or self._asked is None:
            return act
        classes = ("carries_out",)
        return replace(
            act,
            edits=(self._asked,),
            facts=(*_without(act, "change_classes"), ("change_classes", classes)),
        )

    def _name_partner(self, act: SampleAct) -> Iterator[DemoStep]:
        """指定他人: where the reader of 三校 is not the editor, the chief names him (三（二）)."""
        reader, chief = act.signatures[0].by, act.signatures[-1].by
        workspace = self._office.cast.at(chief)
        person = workspace.people.roster().by_account(reader)
        if person is None or reader == self._demo.registered_by:
            return
        self._office.clock.moment = self._moment(None)
        outcome = workspace.routing.name_proof_partner(
            self._id, person.id, self._any.partner_reason, self._office.cast.password
        )
        who = workspace.session.require().name
        yield DemoStep("name_partner", None, "", who, person.name, outcome.short_hash)

    def _settle_serious(self) -> None:
        """Another document's words nobody here can judge: the chief sets 严重 aside, saying so.

        The sample's own have none.
        """
        chief = next(a for a in self._demo.course if a.stage is Stage.REVIEW_2 and a.signatures)
        workspace = self._office.cast.at(chief.signatures[0].by)
        basis = workspace.findings.basis(self._id)
        if basis is None:
            return
        found = find(basis, workspace.manuscripts.view(self._id).signed_text)
        for view in found.open:
            if view.finding.severity is Severity.SERIOUS:
                workspace.findings.ignore(
                    self._id, view.finding, found.text, SuppressionScope.MANUSCRIPT, _NOT_JUDGED
                )

    def _step(self, played: Played) -> DemoStep:
        workspace = self._office.cast.at(played.account)
        view = workspace.manuscripts.view(self._id)
        person = workspace.session.require()
        return DemoStep(
            played.act.kind,
            played.act.stage,
            played.part.label if played.part else "",
            person.name,
            played.words if played.act.kind == "sign" else _outcome(played, view),
            played.outcome.short_hash if played.outcome else short_code(view.head_hash),
            self._leader_lines if played.act.stage is Stage.PROOF_3 else 0,
        )


def _outcome(played: Played, view: ManuscriptView) -> str:
    """What an act without a decision came to, in the model's own terms."""
    if played.act.kind == "final_scan" and view.scan is not None:
        return view.scan.result.label
    if played.act.kind == "release":
        return "、".join(c.channel for c in view.channels if c.released_at is not None)
    if played.act.kind == "return" and played.act.stage is not None:
        return RETURNS_TO[played.act.stage].label
    return ""


def _without(act: SampleAct, name: str) -> tuple[tuple[str, object], ...]:
    return tuple(fact for fact in act.facts if fact[0] != name)
