"""What goes into the ledger with a 原稿: its text, the texts it came from, files and 批注."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from qz_review.documents.imported import ImportedComment
from qz_review.events.kinds import FileRef, KeptVersion, RevisionsKept
from qz_review.model.text import Attachment, ManuscriptText, plain_text, text_hash
from qz_review.services.files import file_ref, refuse_audiovisual
from qz_review.services.forms import RegistrationForm
from qz_review.services.inspected import ReceivedFile
from qz_review.workflow.commands import AddNote
from qz_review.workflow.decisions.noting import MAX_WORDS


@dataclass(slots=True)
class Intake:
    """Everything of a registration that is stored.

    text: the one registered.  texts, blobs: all to store, it included.  source_file: what was
    read; received_file: what that was turned from, where it was.
    """

    text: ManuscriptText
    texts: list[ManuscriptText]
    blobs: list[bytes]
    source_file: FileRef | None = None
    received_file: FileRef | None = None
    kept: RevisionsKept | None = None
    notes: list[AddNote] = field(default_factory=list)


def make_intake(form: RegistrationForm, received: ReceivedFile | None, registrar: str) -> Intake:
    """Put together what a form registers.

    received: the file that gave the form's document.  registrar: name of who registers.
    Raises Refused: ``registration.audiovisual``, ``file.empty``, ``file.too_large``.
    """
    document = form.document
    attachments, blobs = _attachments(form)
    text = replace(document.text, title=form.title, subtitle=form.subtitle, attachments=attachments)
    intake = Intake(text, [text], [*document.pictures.values(), *blobs])
    _keep_files(intake, received)
    if document.kept is not None:
        _keep_revisions(intake, form, registrar)
    intake.notes = _notes(document.comments, document.text, text)
    return intake


def _attachments(form: RegistrationForm) -> tuple[tuple[Attachment, ...], list[bytes]]:
    attachments = list(form.document.text.attachments)
    contents = []
    for name, content in form.attachments:
        refuse_audiovisual(name)
        ref = file_ref(name, content)
        attachments.append(Attachment(ref.name, ref.digest, ref.size, ref.media_type))
        contents.append(content)
    return tuple(attachments), contents


def _keep_files(intake: Intake, received: ReceivedFile | None) -> None:
    """The docx that was read, and the file it was turned from unless that must not be kept."""
    if received is None:
        return
    as_it_came = file_ref(received.name, received.content)
    if not received.docx:
        intake.source_file = as_it_came
        intake.blobs.append(received.content)
        return
    intake.source_file = file_ref(f"{PurePath(as_it_came.name).stem}.docx", received.docx)
    intake.blobs.append(received.docx)
    if received.is_kept:
        intake.received_file = as_it_came
        intake.blobs.append(received.content)


# --- 修订 that stay visible -----------------------------------------------------------------


def _keep_revisions(intake: Intake, form: RegistrationForm, registrar: str) -> None:
    """The texts that led to the one registered, with the title as the form has it.

    A title that was changed in the form is so in all of them, unless an author had revised it:
    then the change is the registrar's, and comes last.
    """
    document, kept = form.document, form.document.kept
    assert kept is not None
    read = document.text
    changed = (read.title, read.subtitle) != (form.title, form.subtitle)
    heads = {(v.title, v.subtitle) for v in (kept.former, *(v.text for v in kept.versions))}
    is_revised = len(heads) > 1

    def entitled(text: ManuscriptText) -> ManuscriptText:
        attached = replace(text, attachments=intake.text.attachments)
        if is_revised or not changed:
            return attached
        return replace(attached, title=form.title, subtitle=form.subtitle)

    former = entitled(kept.former)
    steps = [(entitled(v.text), v.author, v.date) for v in kept.versions]
    if is_revised and changed:
        steps.append((intake.text, registrar, ""))
    texts = [former, *(text for text, _, _ in steps)]
    versions = tuple(KeptVersion(text_hash(t), author, date) for t, author, date in steps)
    intake.kept = RevisionsKept(text_hash(former), versions)
    intake.texts += texts


# --- 批注 -------------------------------------------------------------------------------------


def _notes(
    comments: tuple[ImportedComment, ...], read: ManuscriptText, text: ManuscriptText
) -> list[AddNote]:
    """The comments as notes on the text registered, whose title may be another than was read."""
    words, identity = plain_text(text), text_hash(text)
    before, after = _head(read), _head(text)
    notes: list[AddNote] = []
    for comment in comments:
        start, end = comment.start, comment.end
        if before != after:
            start, end = _moved(start, before, after), _moved(end, before, after)
            if comment.end <= len(before):  # of the title: only where its words are still there
                found = after.find(comment.quote) if comment.quote else -1
                start, end = (found, found + len(comment.quote)) if found >= 0 else (0, 0)
        notes += [
            AddNote(
                note_id=uuid.uuid4().hex,
                text_hash=identity,
                start=start,
                end=end,
                quote=words[start:end],
                words=part,
                author=comment.author,
                written=comment.date,
            )
            for part in _parts(comment.words)
        ]
    return notes


def _head(text: ManuscriptText) -> str:
    """Title and subtitle as they begin the plain text, the last line end included."""
    return plain_text(ManuscriptText(text.title, text.subtitle)) + "\n"


def _moved(offset: int, before: str, after: str) -> int:
    """An offset of a text with one head, in the same text with another."""
    if offset >= len(before):
        return offset - len(before) + len(after)
    return min(offset, len(after) - 1)


def _parts(words: str) -> list[str]:
    """The words of one comment in pieces that a note may have."""
    return [words[at : at + MAX_WORDS] for at in range(0, len(words), MAX_WORDS)]
