"""Writes ``requirements.lock``: exact versions and hashes of everything the project installs.

The short lists live in ``pyproject.toml``: the run-time dependencies, the ``dev`` extra, and the
packages that are installed without what they declare.  Needs the resolver ``uv`` on the PATH; it
resolves for every platform at once, so that one lock serves Linux, Windows and macOS.

    python tools/make_lock.py            keeps versions that still fit
    python tools/make_lock.py --upgrade  takes the newest that fit
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEADER = """\
# Everything start.py installs: exact versions, hashes of every published file, wheels only.
# Installed with --no-deps, so that this file is the whole truth.  Made by tools/make_lock.py.
"""
ENTRY_START = re.compile(r"^[A-Za-z0-9]")


def read_lists() -> tuple[list[str], list[str], list[str]]:
    """Read pyproject: (requirements with dependencies, requirements without, names left out)."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, own = data["project"], data["tool"]["qz-review"]["lock"]
    whole = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return whole, own["without-dependencies"], own["left-out"]


def resolve(requirements: list[str], left_out: list[str], *extra: str) -> str:
    """Let the resolver turn requirements into pinned, hashed lines; returns its output.

    Raises:
        subprocess.CalledProcessError: the requirements cannot be met together.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted, answer = Path(folder, "wanted.in"), Path(folder, "answer.txt")
        wanted.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        if LOCK.exists():  # what is pinned there is preferred
            shutil.copy(LOCK, answer)
        command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
        command += ["--only-binary", ":all:", "--quiet", "-o", str(answer), str(wanted), *extra]
        for name in left_out:
            command += ["--no-emit-package", name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return answer.read_text(encoding="utf-8")


def entries(text: str) -> dict[str, str]:
    """Split a hashed requirements text into one entry per package, comments dropped."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if ENTRY_START.match(line):
            found.append([line])
        elif found and line.strip() and not line.lstrip().startswith("#"):
            found[-1].append(line)
    return {re.split(r"[=\s;]", entry[0])[0].lower(): "\n".join(entry) for entry in found}


def main(arguments: list[str]) -> int:
    """Make the lock; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    if shutil.which("uv") is None:
        print("uv is not on the PATH", file=sys.stderr)
        return 3
    whole, bare, left_out = read_lists()
    locked = entries(resolve(bare, left_out, "--no-deps", *upgrade))
    # loguru's own needs on Windows are part of the whole, pycorrector's are not.
    with_needs = [name for name in bare if not name.startswith("pycorrector")]
    locked |= entries(resolve([*whole, *with_needs], left_out, *upgrade))
    text = HEADER + "\n".join(locked[name] for name in sorted(locked)) + "\n"
    draft = LOCK.with_suffix(".new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, LOCK)
    print(f"{LOCK.name}: {len(locked)} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
