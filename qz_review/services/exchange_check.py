"""Whether a folder will do as 交换目录: tried before it is relied on."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from qz_review.errors import Environment
from qz_review.system_reasons import reason_of


@dataclass(frozen=True, slots=True)
class FolderTrial:
    """What was found.  inboxes: folders of people that lie there already."""

    folder: Path
    inboxes: int


def try_exchange_folder(folder: Path) -> FolderTrial:
    """Write a file there, read it back, remove it.  May take as long as the share takes.

    Raises Environment(``exchange.not_usable``, folder=, reason=).
    """
    probe = folder / f".qz-{secrets.token_hex(8)}.tmp"
    content = secrets.token_bytes(64)
    try:
        try:
            probe.write_bytes(content)
            same = probe.read_bytes() == content
        finally:
            probe.unlink(missing_ok=True)
        with os.scandir(folder) as entries:
            inboxes = sum(1 for entry in entries if entry.is_dir())
    except OSError as error:
        raise Environment(
            "exchange.not_usable", folder=str(folder), reason=reason_of(error)
        ) from error
    if not same:
        raise Environment("exchange.not_usable", folder=str(folder), reason="")
    return FolderTrial(folder, inboxes)
