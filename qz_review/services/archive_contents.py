"""What travels inside an archive: evidence, 原稿, sheets, and the two docx."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qz_review.archive.attached import Attached, Relationship, with_own_names
from qz_review.archive.dossier import AttachedFile, Dossier
from qz_review.archive.evidence_file import (
    NAME,
    SUPPLEMENT,
    EvidenceFile,
    EvidenceItem,
    digest_of,
    evidence_bytes,
)
from qz_review.archive.thumbnails import thumbnail_of
from qz_review.errors import Refused, Tampered
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import StoredEvent
from qz_review.jobs import JobContext
from qz_review.services.desk import Desk
from qz_review.services.exports import ExportsService

MOST_ATTACHED = 64 * 1024 * 1024
"""Bytes of files from the ledger that travel inside; what comes after them stays outside."""

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SOURCES = ("原稿文件", "收到的原稿文件", "原稿文件（转成的docx）")
_TEXTS = re.compile(rb'text_hash":"([0-9a-f]{64})"')
_FILES = re.compile(rb'digest":"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """The files that go inside, and the dossier that lists them."""

    dossier: Dossier
    attached: tuple[Attached, ...]


class ContentsBuilder:
    """Puts together what one archive carries."""

    def __init__(self, desk: Desk, exports: ExportsService) -> None:
        self._desk = desk
        self._exports = exports

    def contents(
        self,
        manuscript_id: str,
        dossier: Dossier,
        ahead: Sequence[StoredEvent],
        job: JobContext,
    ) -> ArchiveContents:
        """Everything inside.  ahead: events sealed and about to be stored.

        Raises Tampered where a text or file of the ledger is damaged; Cancelled.
        """
        kept = self._kept(dossier.files)
        made = self._made(manuscript_id, job)
        own_first = [_evidence_attached(b""), *(file for _, file in kept), *made]
        named = with_own_names(own_first)[1:]  # nothing else may bear the evidence's name
        own_files = [
            replace(file, name=name.name) for (file, _), name in zip(kept, named, strict=False)
        ]
        attached_digests = {file.digest for file in own_files}
        items = [_item(file, attached=file.name) for file in own_files]
        made_named = named[len(kept) :]
        items += [
            EvidenceItem(digest_of(f.content), f.name, len(f.content), f.description, f.name, False)
            for f in made_named
        ]
        evidence = self._evidence(manuscript_id, dossier, ahead, items, attached_digests)
        data = evidence_bytes(evidence)
        own = _evidence_attached(data)
        files = (
            *(self._listed(f, attached_digests) for f in dossier.files),
            *(_printed(f) for f in (*made_named, own)),
        )
        return ArchiveContents(replace(dossier, files=files), (own, *named))

    def supplement(self, manuscript_id: str, dossier: Dossier) -> tuple[Attached, ...]:
        """The evidence up to now, for a sheet of what came after 归档."""
        evidence = self._evidence(manuscript_id, dossier, (), [], set())
        return (_evidence_attached(evidence_bytes(replace(evidence, kind=SUPPLEMENT))),)

    def _evidence(
        self,
        manuscript_id: str,
        dossier: Dossier,
        ahead: Sequence[StoredEvent],
        inside: Sequence[EvidenceItem],
        digests: set[str],
    ) -> EvidenceFile:
        roster = tuple(self._desk.store.events.read_stream(ROSTER_STREAM))
        rows = (*self._desk.store.events.read_stream(manuscript_id), *ahead)
        texts = self._texts(rows)
        items = (*inside, *self._elsewhere(rows, texts, digests, dossier))
        return EvidenceFile(manuscript_id, dossier.number, roster, rows, texts, items)

    def _listed(self, file: AttachedFile, inside: set[str]) -> AttachedFile:
        """The file as 附件清单 prints it, with a small picture where it can be seen."""
        if file.digest not in inside:
            return file
        content = self._desk.store.blobs.get(file.digest)
        return replace(file, inside=True, thumbnail=thumbnail_of(content, file.media_type))

    def _kept(self, files: Iterable[AttachedFile]) -> list[tuple[AttachedFile, Attached]]:
        """Files of the ledger that go inside, each content once."""
        kept, room, seen = [], MOST_ATTACHED, set()
        for file in files:
            if file.digest in seen or file.size > room:
                continue
            seen.add(file.digest)
            room -= file.size
            content = self._desk.store.blobs.get(file.digest)
            is_source = file.purpose in _SOURCES
            relationship = Relationship.SOURCE if is_source else Relationship.SUPPLEMENT
            kept.append(
                (file, Attached(file.name, content, file.media_type, relationship, file.purpose))
            )
        return kept

    def _made(self, manuscript_id: str, job: JobContext) -> list[Attached]:
        """花脸稿.docx and 清样.docx; left out where the 原稿 can no longer be written over."""
        made = []
        for name, relationship, make in (
            ("花脸稿.docx", Relationship.SUPPLEMENT, self._exports.marked_docx),
            ("清样.docx", Relationship.ALTERNATIVE, self._exports.clean_docx),
        ):
            job.check_cancelled()
            try:
                content = make(manuscript_id).content
            except Refused:
                continue
            made.append(Attached(name, content, _DOCX, relationship, name.removesuffix(".docx")))
        return made

    def _texts(self, rows: Iterable[StoredEvent]) -> dict[str, bytes]:
        """Canonical bytes of every text that an event names."""
        named = sorted({name.decode() for row in rows for name in _TEXTS.findall(row.body)})
        blobs = self._desk.store.blobs
        return {digest: blobs.get(digest) for digest in named}

    def _elsewhere(
        self,
        rows: Iterable[StoredEvent],
        texts: dict[str, bytes],
        inside: set[str],
        dossier: Dossier,
    ) -> list[EvidenceItem]:
        """What the ledger names and the archive holds only by its digest."""
        named = {name for row in rows for name in _FILES.findall(row.body)}
        named |= {name for text in texts.values() for name in _FILES.findall(text)}
        digests = sorted({name.decode() for name in named} - inside - set(texts))
        known = {file.digest: file for file in dossier.files}
        return [
            _item(known[digest]) if digest in known else self._unnamed(digest) for digest in digests
        ]

    def _unnamed(self, digest: str) -> EvidenceItem:
        try:
            size = self._desk.store.blobs.size(digest)
        except Tampered:
            size = 0
        return EvidenceItem(digest, "", size, "图片或过程文件")


def _evidence_attached(data: bytes) -> Attached:
    return Attached(NAME, data, "application/json", Relationship.DATA, "台账条目，供程序校验")


def _item(file: AttachedFile, attached: str = "") -> EvidenceItem:
    return EvidenceItem(file.digest, file.name, file.size, file.purpose, attached)


def _printed(file: Attached) -> AttachedFile:
    """A file made for the archive, as 附件清单 prints it."""
    return AttachedFile(
        file.name,
        digest_of(file.content),
        len(file.content),
        file.media_type,
        "随归档文件制作",
        inside=True,
    )
