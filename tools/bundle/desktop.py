"""Start of the desktop inside a packed application."""

import multiprocessing

from ui.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
