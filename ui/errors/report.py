"""The report of an unexpected error: what a technician needs, copyable, also kept in a file."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from qz_review import __version__

LOG_NAME = "errors.log"
_KEEP = 1024 * 1024  # bytes of log kept

ExceptionFacts = tuple[type[BaseException], BaseException, TracebackType | None]


def make_report(error: BaseException) -> str:
    """Versions, time and traceback of ``error``; holds no text of any manuscript."""
    lines = [
        f"qz_review {__version__} · Python {platform.python_version()} · {platform.platform()}",
        datetime.now().astimezone().isoformat(timespec="seconds"),
        "".join(traceback.format_exception(error)).rstrip(),
    ]
    return "\n".join(lines) + "\n"


def log_place() -> Path:
    """Where reports are kept: the machine's folder for logs of applications."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Logs"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "qz-review" / LOG_NAME


def keep_report(report: str, place: Path | None = None) -> Path | None:
    """Append the report to the log; returns its place, None where it cannot be written."""
    place = place or log_place()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() and place.stat().st_size > _KEEP:
            place.replace(place.with_suffix(".old.log"))
        with place.open("a", encoding="utf-8") as log:
            log.write(report + "\n")
    except OSError:
        return None
    return place
