"""登记稿件: from a file or pasted text to a manuscript on the route: ``workspace.registration``."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.documents.invisible import with_invisible_noted
from qz_review.documents.read import load_file, read_document
from qz_review.documents.text_in import read_pasted
from qz_review.errors import AppendConflict, Refused
from qz_review.events.kinds import Assignment
from qz_review.jobs import JobContext
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument
from qz_review.markup.marked import Version as MarkedVersion
from qz_review.model.manuscript import Flag, Part, SourceFacts
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, text_hash
from qz_review.services.acts import Acts, Wish
from qz_review.services.desk import Desk
from qz_review.services.files import refuse_audiovisual
from qz_review.services.forms import RegistrationForm
from qz_review.services.inspected import ReceivedFile
from qz_review.services.intake import make_intake
from qz_review.services.sound_text import sound, title_words
from qz_review.workflow import duties
from qz_review.workflow.commands import LinkCorrection, Register
from qz_review.workflow.state import ManuscriptState


class RegistrationService:
    """Reading documents, numbers, registering."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    def inspect_document(
        self,
        source: Path | bytes,
        name: str,
        job: JobContext | None = None,
        *,
        revisions: RevisionChoice = RevisionChoice.ACCEPT,
        encoding: str = "",
    ) -> ImportedDocument:
        """The text of a docx, txt, saved web page, or of what LibreOffice turns into a docx.

        revisions: what to take where the docx holds pending 修订.  encoding: of a txt or page, as
        somebody chose it; empty to find out.
        Raises Refused (what is wrong with the file), Environment, Cancelled.
        """
        refuse_audiovisual(name)
        content = source if isinstance(source, bytes) else load_file(source)
        document = read_document(
            content,
            name,
            revisions=revisions,
            encoding=encoding,
            folder=source.parent if isinstance(source, Path) else None,
            job=job,
        )
        if job is not None:
            job.check_cancelled()
        received = ReceivedFile(name, content, document.docx, document.keeps_received)
        self._desk.inspected.remember(text_hash(document.text), received)
        return document

    def inspect_pasted(self, text: str, html: str = "") -> ImportedDocument:
        """Pasted words as a document: the first line is the title.

        html: the same words as the clipboard holds them with their tables and headings; where it
        cannot be read the plain words are taken.
        """
        if html:
            # Here and not above: lxml would cost the start of the application 40 ms.
            from qz_review.documents.html_in import read_pasted_html

            with suppress(Refused):
                return with_invisible_noted(read_pasted_html(sound(html)))
        return with_invisible_noted(read_pasted(sound(text)))

    def marked(self, document: ImportedDocument) -> MarkedDocument | None:
        """花脸稿 of the 修订 that are kept with a document, None where there are none."""
        if document.kept is None:
            return None
        former = MarkedVersion(None, document.kept.former)
        versions = [MarkedVersion(None, v.text, v.author, v.date) for v in document.kept.versions]
        return compose([former, *versions])

    def next_number(self) -> str:
        """The number the next manuscript gets, as in QT-2026-0412; counted anew each year.

        A further desk of the unit puts its mark behind the letters (QT7K3-2026-0001), since two
        desks that never meet would else give the same number.
        """
        prefix = f"{self._desk.unit().route.number_prefix}{self._desk.mark()}-{self._year()}-"
        last = self._desk.store.read_models.last_number(prefix)
        serial = int(last.removeprefix(prefix)) + 1 if last else 1
        return f"{prefix}{serial:04d}"

    def defaults(self, section_id: str) -> tuple[Assignment, ...]:
        """Who would usually act: me as editor, the section's chief, 分管领导, 主要领导.

        Only where exactly one person suggests himself; the others stay open.
        """
        context, me = self._desk.context(), self._desk.me()
        wanted: list[tuple[Stage, Part, str]] = []

        def only(stage: Stage, part: Part) -> str:
            fits = duties.eligible(None, stage, part, section_id, context)
            own = [p for p in fits if p.section_id == section_id] or list(fits)
            return own[0].id if len(own) == 1 else ""

        editors = {
            p.id for p in duties.eligible(None, Stage.REVIEW_1, Part.SIGNER, section_id, context)
        }
        editor = me.id if me.id in editors else only(Stage.REVIEW_1, Part.SIGNER)
        wanted.append((Stage.REVIEW_1, Part.SIGNER, editor))
        chief = only(Stage.REVIEW_2, Part.SIGNER)
        wanted += [(Stage.REVIEW_2, Part.SIGNER, chief), (Stage.PROOF_2, Part.SIGNER, chief)]
        leaders = {
            p.id for p in duties.eligible(None, Stage.REVIEW_3, Part.SIGNER, section_id, context)
        }
        deputy = context.unit.deputy_id
        leader = deputy if deputy in leaders else only(Stage.REVIEW_3, Part.SIGNER)
        wanted.append((Stage.REVIEW_3, Part.SIGNER, leader))
        return tuple(
            Assignment(stage, part, person_id) for stage, part, person_id in wanted if person_id
        )

    def register(self, form: RegistrationForm) -> str:
        """Put a manuscript on the route; returns its id.

        Raises Refused ``registration.*``, ``file.*``, ``manuscript.unknown`` (a correction of
        nothing), and Environment.
        """
        return self._register(form, self.next_number)

    def register_as(self, form: RegistrationForm, number: str) -> str:
        """Register under a given number; for material whose numbers are settled."""
        return self._register(form, lambda: number)

    def _register(self, form: RegistrationForm, number_of: Callable[[], str]) -> str:
        form = _sound_form(form)
        if Flag.AUDIOVISUAL in form.flags:
            raise Refused("registration.audiovisual")
        intake = make_intake(form, self._received(form), self._desk.me().name)
        text = intake.text
        source = form.source
        if form.source_text.strip():
            source_text = pasted_text(form.source_text)
            intake.texts.append(source_text)
            facts = source or SourceFacts("", "", "", "")
            source = replace(facts, text_hash=text_hash(source_text))
        corrected = self._corrected(form.corrects)
        manuscript_id = uuid.uuid4().hex
        number = ""

        def command(_: ManuscriptState | None) -> Register:
            nonlocal number
            number = number_of()
            return Register(
                number=number,
                title=text.title,
                text_hash=text_hash(text),
                section_id=form.section_id,
                channel_ids=form.channel_ids,
                author=form.author,
                source_file=intake.source_file,
                received_file=intake.received_file,
                flags=form.flags,
                source=source,
                assignments=form.assignments,
                hours=form.hours,
                corrects=form.corrects,
                corrects_hash=corrected.release_hash if corrected else "",
                kept=intake.kept,
                notes=tuple(intake.notes),
            )

        def still_free() -> None:
            """Another process may have taken the number a moment ago: then take the next."""
            if self._desk.store.read_models.by_number(number) is not None:
                raise AppendConflict("registration.number_taken", number=number)

        wishes: list[tuple[str, Wish]] = [(manuscript_id, command)]
        if corrected is not None:
            wishes.append((form.corrects, lambda _: LinkCorrection(manuscript_id, number)))
        self._acts.perform_all(wishes, texts=intake.texts, blobs=intake.blobs, after=still_free)
        return manuscript_id

    def _received(self, form: RegistrationForm) -> ReceivedFile | None:
        return self._desk.inspected.find(text_hash(form.document.text))

    def _corrected(self, manuscript_id: str) -> ManuscriptState | None:
        if not manuscript_id:
            return None
        state = self._desk.state(manuscript_id)
        if not state.releases:
            raise Refused("registration.corrects_unreleased")
        return state

    def _year(self) -> int:
        return self._desk.now().astimezone().year


def pasted_text(words: str) -> ManuscriptText:
    """A source's own words, kept for comparing: the first line is the title."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return ManuscriptText(lines[0], blocks=tuple(Paragraph(line) for line in lines[1:]))


def _sound_form(form: RegistrationForm) -> RegistrationForm:
    """The form with words that can be kept; the text of a file read here is sound already."""
    return replace(
        sound(form),
        title=title_words(form.title),
        subtitle=title_words(form.subtitle),
        author=title_words(form.author),
    )
