"""Files just read for registration, so that the received file itself can be kept as 原稿文件."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

KEPT = 4


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as received.

    docx: what it was turned into before it was read, empty where it was read as it is.
    is_kept: False where the file itself must not be kept (macros), only what it was turned into.
    """

    name: str
    content: bytes
    docx: bytes = b""
    is_kept: bool = True


class InspectedFiles:
    """The last few files read, by the hash of the text they gave; shared by all threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._files: OrderedDict[str, ReceivedFile] = OrderedDict()

    def remember(self, text_hash: str, file: ReceivedFile) -> None:
        """Keep a file until a few others have been read."""
        with self._guard:
            self._files[text_hash] = file
            self._files.move_to_end(text_hash)
            while len(self._files) > KEPT:
                self._files.popitem(last=False)

    def find(self, text_hash: str) -> ReceivedFile | None:
        """The file that gave a text, None where it was typed or read long ago."""
        with self._guard:
            return self._files.get(text_hash)
