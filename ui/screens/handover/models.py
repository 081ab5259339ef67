"""The rows of the three lists: 待收, 已交出, 需处理."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from qz_review.services.forks import ForkRow
from qz_review.services.handover_views import OutboxRow, OutboxState
from qz_review.services.inbox import InboxRow
from ui.screens.handover.words import (
    LONG,
    PURPOSES,
    outcome_words,
    row_words,
    titles_words,
)
from ui.text.moments import moment_words, span_words
from ui.widgets.cell_delegate import BOLD_ROLE, TAG_ROLE, TONE_ROLE, CellTag

Subject = InboxRow | OutboxRow | ForkRow
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in px at 100 %."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, and what it is about."""

    cells: tuple[str | CellTag, ...]
    subject: Subject


INBOX = (Column("稿件", 300), Column("交出人", 120), Column("时间", 140), Column("核验", 100))
OUTBOX = (
    Column("编号", 140), Column("标题", 280), Column("交给", 96), Column("交出人", 96),
    Column("时间", 132), Column("签收", 190),
)  # fmt: skip
ATTENTION = (Column("事项", 260), Column("来自", 96), Column("情况", 120), Column("怎么办", 440))
FILL = {"inbox": 0, "outbox": 1, "attention": 0}
"""Which column takes the rest of the width."""


class LinesModel(QAbstractTableModel):
    """Shows frozen lines."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; nothing moves where they are the same."""
        if tuple(lines) == self._lines:
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def subject_at(self, place: int) -> Subject | None:
        """What a row is about."""
        return self._lines[place].subject if 0 <= place < len(self._lines) else None

    def place_of(self, subject: Subject | None) -> int:
        """The row of the same thing, -1 where it is gone."""
        keys = [_key(line.subject) for line in self._lines]
        wanted = _key(subject) if subject is not None else None
        return keys.index(wanted) if wanted in keys else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells."""
        cell = self._lines[index.row()].cells[index.column()]
        words = cell.text if isinstance(cell, CellTag) else cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words
        if role == TAG_ROLE and isinstance(cell, CellTag):
            return cell
        if role == TONE_ROLE:
            return "text" if index.column() == 0 else "text2"
        if role == BOLD_ROLE:
            return index.column() == 0
        return None


def inbox_lines(rows: Sequence[InboxRow], now: datetime) -> tuple[Line, ...]:
    """待收: what can be taken in."""
    return tuple(
        Line(
            (
                _subject(row),
                row.view.sender if row.view else row.item.sender,
                _moment(row, now),
                CellTag(row_words(row).label, row_words(row).variant),
            ),
            row,
        )
        for row in rows
        if row.admissible
    )


def outbox_lines(rows: Sequence[OutboxRow], now: datetime) -> tuple[Line, ...]:
    """已交出, the latest first."""
    return tuple(
        Line(
            (row.number, row.title, row.to_name, row.by_name, moment_words(row.at, now),
             CellTag(*outcome_words(row, now))),
            row,
        )
        for row in rows
    )  # fmt: skip


def attention_lines(
    inbox: Sequence[InboxRow], forks: Sequence[ForkRow], outbox: Sequence[OutboxRow], now: datetime
) -> tuple[Line, ...]:
    """需处理: forks to settle, packages that cannot be taken in, what nobody received for long."""
    lines = [
        Line(
            (f"{fork.number}  {fork.title}".strip(), fork.by_name, CellTag("分叉待定", "warn"),
             "比较两支，由科室负责人或单位领导确定以哪一支为准"),
            fork,
        )
        for fork in forks
        if not fork.settled
    ]  # fmt: skip
    for row in inbox:
        if not row.admissible:
            words = row_words(row)
            lines.append(
                Line(
                    (_subject(row), row.view.sender if row.view else row.item.sender,
                     CellTag(words.label, words.variant), words.then),
                    row,
                )
            )  # fmt: skip
    for given in outbox:
        if given.state is OutboxState.UNDER_WAY and given.waiting >= LONG:
            tag = CellTag(f"未签收 {span_words(given.waiting)}", "warn")
            words_then = f"打电话问{given.to_name}；没收到就再写一次，或收回"
            name = f"{given.number}  {given.title}"
            lines.append(Line((name, given.to_name, tag, words_then), given))
    return tuple(lines)


def _subject(row: InboxRow) -> str:
    if row.view is not None and row.view.manuscripts:
        words = titles_words(tuple(m.title or m.number for m in row.view.manuscripts))
    else:
        words = titles_words(row.item.titles)
    kind = PURPOSES.get(row.view.purpose if row.view else row.item.purpose, "")
    if kind and kind != "稿件":
        words = f"{kind}：{words}" if words else kind
    return words or row.item.file.name


def _moment(row: InboxRow, now: datetime) -> str:
    at = row.view.made_at if row.view and row.view.made_at else row.item.made_at
    if at is None:
        return ""
    ahead = "，对方时钟偏快" if row.item.clock_ahead else ""
    return f"{moment_words(at, now)}{ahead}"


def _key(subject: Subject) -> tuple[str, ...]:
    if isinstance(subject, InboxRow):
        return ("inbox", str(subject.item.file), subject.item.member)
    if isinstance(subject, OutboxRow):
        return ("outbox", subject.package_id, subject.manuscript_id)
    return ("fork", subject.manuscript_id, subject.branch)
