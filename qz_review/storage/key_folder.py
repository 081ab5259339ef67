"""The sealed keys, one file a person; a copy of the folder is worth nothing without passwords."""

from __future__ import annotations

import re
from pathlib import Path

from qz_review.errors import Refused
from qz_review.storage.atomic_file import file_errors, sync_folder, write_atomically

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LARGEST = 64 * 1024


class KeyFolder:
    """Key files of a workspace, by person id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, person_id: str) -> bytes | None:
        """A person's key file; None where there is none, or something far too large."""
        if not _NAME.fullmatch(person_id):
            return None
        path = self._path(person_id)
        with file_errors(path):
            try:
                with path.open("rb") as file:
                    data = file.read(_LARGEST + 1)
            except (FileNotFoundError, IsADirectoryError):
                return None
        return data if len(data) <= _LARGEST else None

    def write(self, person_id: str, data: bytes) -> None:
        """Put a key file in place.  Raises Environment where the disk does not let it."""
        write_atomically(self._path(person_id), data, private=True)

    def delete(self, person_id: str) -> None:
        """Remove a key file, for instance of a person who was retired."""
        path = self._path(person_id)
        with file_errors(path):
            path.unlink(missing_ok=True)
            if self._folder.is_dir():
                sync_folder(self._folder)

    def person_ids(self) -> tuple[str, ...]:
        """Whose keys lie here, sorted."""
        found = (path.stem for path in self._folder.glob("*.json"))
        return tuple(sorted(name for name in found if _NAME.fullmatch(name)))

    def _path(self, person_id: str) -> Path:
        if not _NAME.fullmatch(person_id):
            raise Refused("roster.bad_person_id", person_id=person_id)
        return self._folder / f"{person_id}.json"
