"""Files people add: attachments, scanned sheets, the received 原稿."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path, PurePath

from qz_review.errors import Environment, Refused
from qz_review.events.kinds import FileRef
from qz_review.services.sound_text import file_name
from qz_review.system_reasons import reason_of

MAX_BYTES = 200 * 1024 * 1024
_MEDIA = ("audio/", "video/")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file_ref(name: str, content: bytes) -> FileRef:
    """How an event names a file.

    Raises Refused: ``file.empty`` (fact ``name``), ``file.too_large`` (facts ``name``,
    ``megabytes``, ``limit`` in bytes).
    """
    bare = file_name(PurePath(name.replace("\\", "/")).name) or "file"
    if not content:
        raise Refused("file.empty", name=bare)
    if len(content) > MAX_BYTES:
        raise _too_large(bare)
    return FileRef(bare, hashlib.sha256(content).hexdigest(), len(content), media_type(bare))


def load_file(path: Path) -> tuple[FileRef, bytes]:
    """A file to keep, with its name for an event; its size is checked before a byte is read.

    Raises Refused: ``registration.audiovisual`` and those of :func:`file_ref`; Environment
    ``file.unreadable``.
    """
    refuse_audiovisual(path.name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise Environment("file.unreadable", name=path.name, reason=reason) from error
    return file_ref(path.name, content), content


def _too_large(name: str) -> Refused:
    return Refused(
        "file.too_large", name=name, megabytes=MAX_BYTES // 1024 // 1024, limit=MAX_BYTES
    )


def media_type(name: str) -> str:
    """The media type that goes with a file name."""
    if name.lower().endswith(".docx"):
        return _DOCX
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def refuse_audiovisual(name: str) -> None:
    """Raise Refused ``registration.audiovisual`` for audio and video (全程视听对比 comes later)."""
    if media_type(name).startswith(_MEDIA):
        raise Refused("registration.audiovisual", name=name)
