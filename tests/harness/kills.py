"""Killing the program (SIGKILL) at random moments of its work; nothing acknowledged may be lost.

The work runs in a forked child that tells each thing it has finished; the parent kills it, then
verifies everything and looks for the last thing told.  A kill takes the process, not the
machine: what was written but not yet flushed survives it, so this says nothing about a power cut.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from qz_review.errors import QzError
from tests.harness.work import Work, works_in


@dataclass
class KillTally:
    """What the kills found.  acknowledged: finished things that were told before the kills."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def kill_at_random(folder: Path, count: int, seed: int = 1) -> KillTally:
    """Kill ``count`` times, every kind of work in turn."""
    chance, tally = random.Random(seed), KillTally()
    works = works_in(folder)
    for number in range(count):
        work = works[number % len(works)]
        last, told, error = _killed(work, chance.uniform(0, work.longest))
        tally.kills[work.name] += 1
        tally.acknowledged[work.name] += told
        if error:
            tally.wrong.append(f"{work.name} #{number}: {error}")
            continue
        try:
            work.check(last)
        except (AssertionError, QzError, OSError, sqlite3.Error) as wrong:
            tally.wrong.append(f"{work.name} #{number} after {last!r}: {wrong!r}")
    return tally


def _killed(work: Work, after: float) -> tuple[str, int, str]:
    """Run the work and kill it; the last thing it told, how many it told, and its own error."""
    work.prepare()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        os.close(reading)
        _run(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()  # it has begun
        time.sleep(after)  # the moment of the kill is what is random here
        os.kill(child, signal.SIGKILL)
        rest = told.read()
    os.waitpid(child, 0)
    lines = (first + rest).decode().split("\n")[:-1]  # a line cut off was not told
    error = next((line for line in lines if line.startswith("ERROR ")), "")
    return lines[-1].removeprefix("DONE ") if len(lines) > 1 else "", max(0, len(lines) - 1), error


def _run(work: Work, pipe: int) -> None:  # pragma: no cover - another process
    def tell(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    try:
        work.begin()
        tell("BEGUN")
        work.run(lambda line: tell(f"DONE {line}"))
        while True:  # done before the kill
            time.sleep(1)
    except BaseException:
        tell("ERROR " + traceback.format_exc().replace("\n", " | "))
        while True:
            time.sleep(1)
