"""The sources speak of the product alone and run on any machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".toml", ".spec", ".json", ".txt", ".qss", ".svg", ".lock", ".cfg", ""}
# Spelled apart, so that this file does not name what it looks for.
MACHINE_PATHS = re.compile(r"(?<![\w.])/" + r"(?:work|root|tmp|farm|home/[a-z]+)/" + r"[\w.]")
REGISTRIES = re.compile("pypi" + r"\.org|" + "registry" + r"\.npmjs|" + "deb" + r"\.debian\.org")

# Every kind of event on one screen; every view the screens receive.
DECLARATIONS = (
    "qz_review/events/kinds.py",
    "qz_review/services/views.py",
    "qz_review/workflow/commands.py",
)


def tracked_files() -> list[Path]:
    """Files of the project: those git knows, or all below the source folders without git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = done.stdout.decode("utf-8").split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    folders = ("qz_review", "ui", "tests", "tools", "resources", "docs")
    return [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]


def texts() -> list[tuple[str, str]]:
    """Name and content of every text file of the project."""
    chosen = [path for path in tracked_files() if path.suffix in TEXT]
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in chosen
    ]


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRIES], ids=["paths", "registries"])
def test_no_file_names_a_machine_path_or_a_registry(pattern: re.Pattern[str]) -> None:
    """Absolute paths of somebody's machine and registry addresses stay out."""
    found = [
        f"{name}: {match.group()}" for name, text in texts() for match in pattern.finditer(text)
    ]
    assert found == []


def test_no_file_grows_beyond_what_is_read_in_one_sitting() -> None:
    """400 lines, 500 for tests, which are lists; only tables of declarations may run on."""
    sources = [(name, text) for name, text in texts() if name.endswith(".py")]
    assert sources
    long = [
        name
        for name, text in sources
        if text.count("\n") > (500 if name.startswith("tests/") else 400)
        and name not in DECLARATIONS
    ]
    assert long == []
