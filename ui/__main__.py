"""``python -m ui [--workspace DIR] [FILE.qzpkg …]``: opens the desktop, and packages in it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

USAGE = "用法：qz-review-desktop [--workspace 文件夹] [交接包.qzpkg …]"
EXIT_USAGE = 64
PACKAGE = ".qzpkg"


def parse_folder(arguments: Sequence[str]) -> Path | None:
    """The folder after ``--workspace``, None without one; raises ValueError for anything else."""
    match list(arguments):
        case []:
            return None
        case ["--workspace", folder] if folder:
            return Path(folder).expanduser().absolute()
        case [single] if single.startswith("--workspace=") and single != "--workspace=":
            return Path(single.partition("=")[2]).expanduser().absolute()
    raise ValueError(USAGE)


def split_packages(arguments: Sequence[str]) -> tuple[list[str], list[Path]]:
    """The packages named (a double click on one names it so), and the other arguments."""
    rest = [words for words in arguments if not _is_package(words)]
    packages = [Path(words).expanduser().absolute() for words in arguments if _is_package(words)]
    return rest, packages


def _is_package(words: str) -> bool:
    return words.lower().endswith(PACKAGE) and not words.startswith("-")


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the arguments, run the desktop, return the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if "--help" in arguments or "-h" in arguments:
        print(USAGE)
        return 0
    arguments, packages = split_packages(arguments)
    try:
        folder = parse_folder(arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    gc.disable()  # until the first window shows: nothing that starting makes is garbage
    from ui.application import run  # Qt is loaded only once there is something to show

    return run(folder, packages=packages)


if __name__ == "__main__":
    sys.exit(main())
