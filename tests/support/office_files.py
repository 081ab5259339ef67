"""What other programs make of a docx, for comparing; where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PANDOC = shutil.which("pandoc")
OFFICE = shutil.which("soffice")
_FILTERS = {"txt": "txt:Text (encoded):UTF8"}


@cache
def converted(data: bytes, ending: str, *, source: str = "docx") -> bytes:
    """A document as LibreOffice saves it in another format."""
    assert OFFICE is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"source.{source}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [OFFICE, profile, "--headless", "--convert-to", _FILTERS.get(ending, ending),
             "--outdir", str(folder / "out"), str(folder / f"source.{source}")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (folder / "out" / f"source.{ending}").read_bytes()
