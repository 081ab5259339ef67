"""Verifying an archive from the file alone (``docs/archive_format.md``).

Four things, each on its own, so that all that is wrong is named: the unit's signature over the
file; the files inside against their digests; the events' chain with every hash and signature,
and the texts they name; the words on the pages of 清样 and 签发稿 against the texts signed.
Nothing in the file is trusted: a roster given by the reader is; without one, the certificate's
check code is to be compared with the one that the unit makes known.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pikepdf

from qz_review.archive.evidence_file import (
    ARCHIVE,
    NAME,
    SUPPLEMENT,
    ArchivedEvidence,
    EvidenceFile,
    digest_of,
    read_evidence,
)
from qz_review.archive.page_words import SheetWords, bare, words_on_pages
from qz_review.archive.pdf_signature import SignatureState, check_signature
from qz_review.errors import Refused, Tampered
from qz_review.events.codec import decode
from qz_review.events.record import StoredEvent
from qz_review.jobs import JobContext
from qz_review.ledger.roster import Roster
from qz_review.ledger.verify import Fault, verify_ledger
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import TextFormatError, parse_text, plain_text
from qz_review.signing.unit_certificate import certificate_code
from qz_review.workflow.apply import apply
from qz_review.workflow.state import ManuscriptState

APPROVED = "签发稿"


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What was found.

    trusted: True where the reader's own roster names the unit's certificate.  code: its 校验码,
    empty where the file bears no signature.  sheets: how many pages of signed text were read
    back.  archived: False for a working copy from before 归档.  supplement: it is 归档补充单.
    """

    number: str = ""
    title: str = ""
    unit_name: str = ""
    events: int = 0
    texts: int = 0
    files: int = 0
    sheets: int = 0
    archived: bool = False
    supplement: bool = False
    signed_at: datetime | None = None
    code: str = ""
    trusted: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.faults


@dataclass(slots=True)
class _Found:
    """What is being put together."""

    faults: list[Fault] = field(default_factory=list)
    roster: Roster | None = None
    state: ManuscriptState | None = None
    sheets: int = 0

    def add(self, code: str, **facts: str) -> None:
        self.faults.append(Fault("", 0, code, facts=tuple(sorted(facts.items()))))


def verify_archive(
    pdf: bytes, trusted: Sequence[StoredEvent] | None, job: JobContext
) -> ArchiveReport:
    """Verify one archive.  trusted: rows of the reader's own roster, None where he has none.

    Faults stand in the report.  Raises Cancelled; Refused ``archive.roster_unreadable`` where
    the roster given does not verify.
    """
    own_roster = _trusted_roster(trusted, job)
    found = _Found()
    evidence, contents, sheets = _opened(pdf, found)
    if evidence is not None:
        job.check_cancelled()
        _check_files(evidence, contents, found)
        _check_events(evidence, contents, found, job)
        if trusted is not None:
            _check_same_roster(evidence.roster, trusted, found)
        if found.state is not None:
            _check_sheets(found.state, evidence, sheets, found)
    job.check_cancelled()
    in_file = found.roster.certificates if found.roster else ()
    certificates = own_roster.certificates if own_roster else in_file
    signed = _check_unit_signature(pdf, (*in_file, *certificates), found)
    return _report(evidence, found, signed, own_roster)


def rows_inside(pdf: bytes) -> tuple[StoredEvent, ...]:
    """The roster rows that an archive carries, unverified.

    Raises Tampered ``archive.pdf_unreadable``, ``archive.no_evidence``,
    ``archive.evidence_unreadable``.
    """
    found = _Found()
    evidence, _, _ = _opened(pdf, found)
    if evidence is None:
        raise Tampered(found.faults[0].code)
    return evidence.roster


# --- the steps ---


@dataclass(frozen=True, slots=True)
class _Signed:
    certificate: bytes = b""
    time: datetime | None = None
    intact: bool = False


def _check_unit_signature(pdf: bytes, certificates: Sequence[bytes], found: _Found) -> _Signed:
    try:
        signature = check_signature(pdf, certificates)
    except Tampered as fault:
        if not any(f.code == fault.code for f in found.faults):  # the pages could be read
            found.faults.insert(0, Fault("", 0, "archive.signature_changed"))
        return _Signed()
    intact = signature.state is SignatureState.INTACT
    if not intact:
        code = f"archive.signature_{signature.state.value}"
        found.faults.insert(0, Fault("", 0, code))
    return _Signed(signature.certificate, signature.time, intact)


def _opened(
    pdf: bytes, found: _Found
) -> tuple[EvidenceFile | None, Mapping[str, bytes], Sequence[SheetWords]]:
    """The evidence, the files and the words inside; what cannot be read is a fault."""
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as document:
            contents = {
                name: spec.get_file().read_bytes() for name, spec in document.attachments.items()
            }
            sheets = words_on_pages(document)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        found.add("archive.pdf_unreadable")
        return None, {}, ()
    if NAME not in contents:
        found.add("archive.no_evidence")
        return None, contents, sheets
    try:
        return read_evidence(contents[NAME]), contents, sheets
    except Tampered as fault:
        found.add(fault.code)
        return None, contents, sheets


def _check_files(evidence: EvidenceFile, contents: Mapping[str, bytes], found: _Found) -> None:
    """Every file inside is one that is listed, and is what its digest says."""
    listed = {NAME}
    for item in evidence.files:
        if not item.attached:
            continue
        listed.add(item.attached)
        content = contents.get(item.attached)
        if content is None:
            found.add("archive.file_missing", name=item.attached)
        elif digest_of(content) != item.digest:
            found.add("archive.file_swapped", name=item.attached)
    for name in sorted(contents.keys() - listed):
        found.add("archive.file_extra", name=name)


def _check_events(
    evidence: EvidenceFile, contents: Mapping[str, bytes], found: _Found, job: JobContext
) -> None:
    swapped = {dict(f.facts).get("name") for f in found.faults}
    sound = {name: content for name, content in contents.items() if name not in swapped}
    kept = {i.attached: contents.get(i.attached, b"") for i in evidence.files if i.attached}
    report = verify_ledger(ArchivedEvidence(evidence, {**kept, **sound}), job)
    already = {item.digest for item in evidence.files if item.attached in swapped}
    for fault in report.faults:
        digest = dict(fault.facts).get("digest", "")
        if fault.code in ("blobs.damaged", "blobs.missing") and digest in already:
            continue  # said above, by the file's name
        found.faults.append(fault)
    for row in evidence.events:
        for text in _texts_named(row):
            if text not in evidence.texts:
                found.add("archive.text_missing", digest=text)
    if report.ok or not report.faults[0].stream:
        found.roster = report.roster
    if not evidence.events or any(f.stream for f in report.faults):
        if not evidence.events:
            found.add("archive.no_evidence")
        return
    found.state = _folded(evidence.events, found)


def _texts_named(row: StoredEvent) -> Iterator[str]:
    try:
        event = decode(row).event
    except Tampered:
        return
    digest = getattr(event, "text_hash", "")
    if digest:
        yield digest


def _folded(rows: Sequence[StoredEvent], found: _Found) -> ManuscriptState | None:
    state: ManuscriptState | None = None
    try:
        for row in rows:
            state = apply(state, decode(row))
    except (Tampered, TypeError, ValueError, LookupError, AttributeError):
        found.add("archive.evidence_unreadable")
        return None
    return state


def _check_sheets(
    state: ManuscriptState,
    evidence: EvidenceFile,
    sheets: Sequence[SheetWords],
    found: _Found,
) -> None:
    """Every sheet shows the words of its text, and no sheet that was signed is left out."""
    for sheet in sheets:
        words = _signed_words(evidence.texts.get(sheet.text_hash))
        if words is None or words != sheet.words():
            found.add("archive.words_differ", name=sheet.sheet)
    for name, digest in _sheets_owed(state) if evidence.kind == ARCHIVE else ():
        if not any(s.sheet.startswith(name) and s.text_hash == digest for s in sheets):
            found.add("archive.sheet_missing", name=name)
    found.sheets = len(sheets)


def _sheets_owed(state: ManuscriptState) -> Iterator[tuple[str, str]]:
    if state.approved_hash:
        yield APPROVED, state.approved_hash
    for stage in Stage:
        if stage.is_proof and (signed := state.in_force(stage)):
            yield f"{stage.label}清样", signed[-1].text_hash


def _signed_words(text: bytes | None) -> str | None:
    if text is None:
        return None
    try:
        return bare(plain_text(parse_text(text)))
    except TextFormatError:
        return None


# --- the roster ---


def _trusted_roster(rows: Sequence[StoredEvent] | None, job: JobContext) -> Roster | None:
    if rows is None:
        return None
    report = verify_ledger(ArchivedEvidence(EvidenceFile("", "", tuple(rows), ()), {}), job)
    if not report.ok or not rows:
        raise Refused("archive.roster_unreadable")
    return report.roster


def _check_same_roster(
    here: Sequence[StoredEvent], trusted: Sequence[StoredEvent], found: _Found
) -> None:
    """One of the two rosters goes on from the other."""
    if any(a.hash != b.hash for a, b in zip(here, trusted, strict=False)):
        found.add("archive.roster_differs")


def _report(
    evidence: EvidenceFile | None, found: _Found, signed: _Signed, own: Roster | None
) -> ArchiveReport:
    state, roster = found.state, found.roster
    return ArchiveReport(
        number=evidence.number if evidence else "",
        title=state.title if state else "",
        unit_name=roster.unit.name if roster and roster.unit else "",
        events=len(evidence.events) if evidence else 0,
        texts=len(evidence.texts) if evidence else 0,
        files=sum(1 for item in evidence.files if item.attached) if evidence else 0,
        sheets=found.sheets,
        archived=state is not None and state.phase is Phase.ARCHIVED,
        supplement=evidence is not None and evidence.kind == SUPPLEMENT,
        signed_at=signed.time,
        code=certificate_code(signed.certificate) if signed.certificate else "",
        trusted=own is not None and signed.intact and signed.certificate in own.certificates,
        faults=tuple(found.faults),
    )
