"""Process start to a usable login window, against a bare Qt window with an empty editor.

    python tests/bench/bench_startup.py [rounds]

Each round starts both in a process of its own, one after the other; usable means shown, painted
once and, for ours, the cursor in the account field.  Prints ours, the other, the ratio (medians).
The allowed ratio is 1.5.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = 1.5

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QPlainTextEdit())
window.show()
QTimer.singleShot(0, lambda: (print("usable", flush=True), app.quit()))
app.exec()
"""

# As ui/__main__.py starts it.
OURS = """
import gc, os, sys
from pathlib import Path
gc.disable()
from ui.application import run
def tell(application):
    window, login = application.window, application.entrance.login
    fine = window.isVisible() and window.focusWidget() is login.account
    print("usable" if fine else "not usable", flush=True)
    os._exit(0)
run(Path(sys.argv[1]), tell)
"""


def seconds(program: str, *arguments: str) -> float:
    """From before the process is started until it says that it is usable."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have the compiled files
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    passed = perf_counter() - began
    process.kill()
    process.wait()
    assert line.strip() == "usable", "the window never became usable"
    return passed


def measure(rounds: int = 10) -> tuple[float, float]:
    """Medians of ours and of the bare window, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "unit"
        office.mkdir()
        (office / "ledger.db").touch()  # an office lies here; nothing of it is read this early
        os.environ["XDG_CONFIG_HOME"] = folder  # nobody's own settings are read or written
        seconds(OURS, str(office))  # the file cache is warm for both
        seconds(BARE)
        ours, bare = [], []
        for _ in range(rounds):
            bare.append(seconds(BARE))
            ours.append(seconds(OURS, str(office)))
    return statistics.median(ours), statistics.median(bare)


if __name__ == "__main__":
    found, other = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
    print(json.dumps({"ours_ms": round(found * 1000), "bare_ms": round(other * 1000),
                      "ratio": round(found / other, 2), "allowed": ALLOWED}))  # fmt: skip
    sys.exit(found / other > ALLOWED)
