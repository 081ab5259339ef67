"""``python -m ui [--workspace DIR]``: opens the desktop."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

USAGE = "用法：qz-review-desktop [--workspace 文件夹]"
EXIT_USAGE = 64


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


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the arguments, run the desktop, return the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if "--help" in arguments or "-h" in arguments:
        print(USAGE)
        return 0
    try:
        folder = parse_folder(arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    gc.disable()  # until the first window shows: nothing that starting makes is garbage
    from ui.application import run  # Qt is loaded only once there is something to show

    return run(folder)


if __name__ == "__main__":
    sys.exit(main())
