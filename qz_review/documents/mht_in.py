"""A web page saved as one file (mht, 单个文件网页): page and pictures in a MIME envelope."""

from __future__ import annotations

import email
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32

from qz_review.errors import Refused

_MAX_PARTS = 2_000


@dataclass(slots=True)
class SavedPage:
    """page: bytes of the html.  parts: the other files, by address."""

    page: bytes
    parts: dict[str, bytes] = field(default_factory=dict)


def open_mht(data: bytes) -> SavedPage:
    """The page and its files.  Raises Refused mht.corrupt."""
    try:
        parts = _leaves(email.message_from_bytes(data, policy=compat32))
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        if page is None or len(parts) > _MAX_PARTS:
            raise Refused("mht.corrupt")
        saved = SavedPage(_content(page))
        for part in parts:
            if part is not page:
                _keep(saved.parts, part)
    except (RecursionError, ValueError, LookupError, TypeError) as error:
        raise Refused("mht.corrupt") from error
    return saved


def _leaves(message: Message) -> list[Message]:
    return [part for part in message.walk() if not part.is_multipart()]


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _keep(parts: dict[str, bytes], part: Message) -> None:
    content = _content(part)
    location = str(part.get("Content-Location") or "").strip()
    identity = str(part.get("Content-ID") or "").strip().strip("<>")
    for key in (location, location.rsplit("/", 1)[-1], identity):
        if key:
            parts.setdefault(key, content)
