"""What a form of an act asks and does; :mod:`act_dialog` shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime

from qz_review.model.checklist import ChecklistItem

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """One field.

    kind: ``words`` (several lines), ``line``, ``choice``, ``checks`` (several of), ``moment``,
    ``file`` (name and content), ``tick``, ``item`` (a checklist question).
    choices: (key, words) of ``choice`` and ``checks``.  needed: what to say when it is empty,
    empty string for a field that may stay so.  phrases: offered beside words.
    only_for: key and values of another field for which this one is asked at all.
    """

    key: str
    label: str
    kind: str = "line"
    needed: str = ""
    value: Any = None
    choices: tuple[tuple[str, str], ...] = ()
    phrases: tuple[str, ...] = ()
    help: str = ""
    only_for: tuple[str, tuple[str, ...]] | None = None
    item: ChecklistItem | None = None


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act.

    perform: runs in a worker with the values and the password; gives the words of the toast.
    watched: the same for an act that tells its progress and can be cancelled half-way, with the
    job as its last argument; it is then called instead of ``perform``.
    """

    title: str
    verb: str
    words: str
    perform: Callable[[Workspace, Values, str], str]
    fields: tuple[Ask, ...] = ()
    password: bool = False
    danger: bool = False
    watched: Callable[[Workspace, Values, str, JobContext], str] | None = None


Empty: tuple[object, ...] = (None, "", (), frozenset())


def local_moment(value: QDateTime) -> datetime:
    """What a date field shows, as an aware moment in the machine's own zone."""
    return datetime.fromtimestamp(value.toSecsSinceEpoch(), tz=UTC).astimezone()
