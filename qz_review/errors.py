"""The errors the core raises.  They carry a code and facts; the words are the UI's business.

``Refused``: the person can act differently.  ``Environment``: disk, lock, permission.
``Tampered``: evidence does not verify; that manuscript halts and is never repaired silently.
``Cancelled``: the person stopped the work; nobody is told.  Anything else is a bug.
"""

from __future__ import annotations


class QzError(Exception):
    """Base of all errors a user may meet.

    code: stable dotted name, for instance ``workflow.not_your_step``.
    facts: what the message needs (names, numbers, file names), by name.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.facts.items()))
        return f"{self.code} ({details})" if details else self.code


class Refused(QzError):
    """An act or an input that is not allowed; the person can do something about it."""


class Environment(QzError):
    """The machine does not play along: disk full, file locked, permission missing."""


class Tampered(QzError):
    """Stored evidence does not verify.  Facts name the manuscript and seq where known."""


class Cancelled(QzError):
    """The person cancelled; nothing was changed."""

    def __init__(self, code: str = "cancelled", **facts: object) -> None:
        super().__init__(code, **facts)


class AppendConflict(QzError):
    """Somebody else appended to the chain first; fold again and decide again."""

    def __init__(self, code: str = "ledger.append_conflict", **facts: object) -> None:
        super().__init__(code, **facts)
