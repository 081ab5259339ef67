"""requirements.lock is exact, hashed, free of addresses, and covers what pyproject names."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[\w.]+)(?: ; (?P<marker>[^\\]+?))?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+$",
    re.MULTILINE,
)


def canonical(name: str) -> str:
    """A distribution's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lock_text() -> str:
    """The lock without its comments."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)


def test_every_line_is_an_exact_version_with_hashes() -> None:
    """Nothing is left over once the well-formed entries are taken away."""
    assert ENTRY.sub("", lock_text()).strip() == ""


def test_the_lock_names_no_address() -> None:
    """Where the files come from is the office's choice."""
    text = lock_text()
    assert "://" not in text
    assert "--index" not in text and "--find-links" not in text and "@ " not in text


def test_the_lock_covers_what_the_project_declares() -> None:
    """Run-time and test requirements stand in the lock, pinned ones with their version."""
    locked = {canonical(m["name"]): m["version"] for m in ENTRY.finditer(lock_text())}
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [
        *data["project"]["dependencies"],
        *data["project"]["optional-dependencies"]["dev"],
        *data["tool"]["qz-review"]["lock"]["without-dependencies"],
    ]
    for requirement in declared:
        name, _, version = requirement.partition("==")
        name = canonical(re.split(r"[<>=!~ ]", name)[0])
        assert name in locked, requirement
        assert not version or locked[name] == version, requirement


def test_the_qt_version_is_the_one_that_does_not_abort() -> None:
    """6.12.0 aborts on Python 3.11 after some thousand calls."""
    locked = {canonical(m["name"]): m["version"] for m in ENTRY.finditer(lock_text())}
    assert locked["pyside6-essentials"] == locked["shiboken6"] == "6.9.3"
