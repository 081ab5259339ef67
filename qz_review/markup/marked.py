"""The shapes of the marked document (花脸稿); ``layers.compose`` makes it.

It keeps every character that any version ever had, and says which step inserted it and
which step deleted it.  A character inserted by one step and deleted by a later one carries
both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qz_review.markup.changes import BlockKind, Change, Place
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText


@dataclass(frozen=True, slots=True)
class Save:
    """A text on the way to a version, saved by the same hand; time: as the ledger writes it."""

    text: ManuscriptText
    time: str


@dataclass(frozen=True, slots=True)
class Version:
    """One text of the manuscript's history.

    stage: the step that made it, None for the 原稿.
    author: the name to print; time: as the ledger writes it.
    Give one version a sign-off, not one an autosave: every version's changes stay visible.
    saves: what the same hand had saved before on the way to this text, oldest first; nothing of
    them shows, but a change bears the time of the save in which it took its form.
    """

    stage: Stage | None
    text: ManuscriptText
    author: str = ""
    time: str = ""
    saves: tuple[Save, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Who inserted or deleted: the version it happened in, its step, author and time."""

    version: int
    stage: Stage | None
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Characters with one history.

    inserted: None when the characters are the 原稿's own.
    deleted: None when the characters are in the last version.
    inserted_change, deleted_change: numbers of the changes in ``MarkedDocument.changes``.
    is_break: the text is ``¶`` and stands for a paragraph mark inserted (分段) or deleted
        (接排) by itself; draw it like any other marked character.
    """

    text: str
    inserted: Mark | None = None
    deleted: Mark | None = None
    inserted_change: int | None = None
    deleted_change: int | None = None
    is_break: bool = False

    def is_in(self, version: int) -> bool:
        """True when the characters are in that version (0 is the 原稿)."""
        came = self.inserted is None or self.inserted.version <= version
        return came and (self.deleted is None or self.deleted.version > version)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """One line of the marked document, in reading order.

    kind, level, label: what it is; the runs include the label's characters.
    place: where it stands in the last version, or in the last version that had it.
    inserted, deleted: set when the whole line came or went with one step.
    end: the paragraph mark that closes the line; never drawn.
    moved: the line is one end of a moved paragraph.
    stages: the steps that changed something in it, in route order (for the bars at the edge).
    """

    kind: BlockKind
    level: int
    label: str
    runs: tuple[MarkedRun, ...]
    place: Place
    end: MarkedRun
    inserted: Mark | None = None
    deleted: Mark | None = None
    moved: bool = False
    stages: tuple[Stage, ...] = ()

    @property
    def is_present(self) -> bool:
        """True when the line is in the last version."""
        return self.deleted is None

    @property
    def clean(self) -> str:
        """The line's text in the last version."""
        return "".join(r.text for r in self.runs if r.deleted is None and not r.is_break)


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """All versions in one text.

    changes: numbered from 1 in reading order, each with its step, author and time.
    counts: number of changes of each step that made any.
    version_count: how many versions went in; 0 is the 原稿, version_count - 1 the last.
    coarse: see ``Comparison.coarse``.
    """

    blocks: tuple[MarkedBlock, ...]
    changes: tuple[Change, ...]
    counts: Mapping[Stage, int]
    version_count: int = 1
    coarse: bool = False

    def lines_of_version(self, version: int) -> tuple[str, ...]:
        """The lines of one version, in reading order; a picture is an empty line."""
        lines: list[str] = []
        current: list[str] = []
        for block in self.blocks:
            for run in (*block.runs, block.end):
                if not run.is_in(version):
                    continue
                if run.is_break:
                    lines.append("".join(current))
                    current = []
                else:
                    current.append(run.text)
        return tuple(lines)
