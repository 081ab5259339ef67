"""The sealed keys, one file a key; a copy of the folder is worth nothing without passwords.

A file carries the owner and the start of the key's id in its name, so that a new key can lie
beside the old one until the roster's event that brings it in is on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from qz_review.errors import Refused
from qz_review.storage.atomic_file import file_errors, sync_folder, write_atomically

FILE_NAME = r"[A-Za-z0-9_-]{1,64}\.[0-9a-f]{16}\.json"
"""Pattern of the names of key files, for the backup's check too."""

_OWNER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KEY = re.compile(r"[0-9a-f]{16,64}")
_FILE = re.compile(FILE_NAME)
_ID_SHOWN = 16
_LARGEST = 64 * 1024


class KeyFolder:
    """Key files of a workspace, by person id and key id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, person_id: str, key_id: str) -> bytes | None:
        """The file of a person's key; None where there is none, or something far too large."""
        if not (_OWNER.fullmatch(person_id) and _KEY.fullmatch(key_id)):
            return None
        path = self._path(person_id, key_id)
        with file_errors(path):
            try:
                with path.open("rb") as file:
                    data = file.read(_LARGEST + 1)
            except (FileNotFoundError, IsADirectoryError):
                return None
        return data if len(data) <= _LARGEST else None

    def write(self, person_id: str, key_id: str, data: bytes) -> None:
        """Put a key file in place.  Raises Environment where the disk does not let it."""
        write_atomically(self._path(person_id, key_id), data, private=True)

    def delete(self, person_id: str, key_id: str) -> None:
        """Remove a key file: the key was replaced, or its owner retired."""
        path = self._path(person_id, key_id)
        with file_errors(path):
            path.unlink(missing_ok=True)
            if self._folder.is_dir():
                sync_folder(self._folder)

    def others(self, current: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Owner and shortened key id of the files that belong to no current key, sorted.

        current: person id and key id of every key in use.
        """
        kept = {(person_id, key_id[:_ID_SHOWN]) for person_id, key_id in current}
        names = (path.name for path in self._folder.glob("*.json"))
        found = [_owner_and_key(name) for name in names if _FILE.fullmatch(name)]
        return tuple(sorted(pair for pair in found if pair not in kept))

    def _path(self, person_id: str, key_id: str) -> Path:
        if not (_OWNER.fullmatch(person_id) and _KEY.fullmatch(key_id)):
            raise Refused("roster.bad_person_id", person_id=person_id)
        return self._folder / f"{person_id}.{key_id[:_ID_SHOWN]}.json"


def _owner_and_key(name: str) -> tuple[str, str]:
    owner, key, _ = name.rsplit(".", 2)
    return owner, key
