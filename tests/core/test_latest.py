"""The latest few results: made once, the oldest forgotten."""

from __future__ import annotations

import threading

import pytest

from qz_review.latest import Latest


def test_each_is_made_once_and_the_one_longest_unasked_is_forgotten() -> None:
    latest: Latest[str, str] = Latest(2)
    made: list[str] = []

    def of(key: str) -> str:
        return latest.of(key, lambda: made.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [of("a"), of("b"), of("a"), of("c"), of("a")] == ["A", "B", "A", "C", "A"]
    assert made == ["a", "b", "c"]
    assert (latest.get("b"), latest.get("a")) == (None, "A")


def test_a_failed_making_leaves_nothing() -> None:
    latest: Latest[str, int] = Latest(2)
    with pytest.raises(ZeroDivisionError):
        latest.of("a", lambda: 1 // 0)
    assert latest.of("a", lambda: 3) == 3


def test_threads_that_ask_together_wait_for_one_making() -> None:
    latest: Latest[str, object] = Latest(1)
    begin, found = threading.Barrier(4), []
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask() -> None:
        begin.wait()
        found.append(latest.of("a", make))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1 and found == made * 4
