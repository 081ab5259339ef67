"""Start of the command line inside a packed application."""

import multiprocessing

from qz_review.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
