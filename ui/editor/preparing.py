"""Lines with what a page needs of them first; made in the worker, so that opening is quick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qz_review.markup.marked import Mark, MarkedDocument
from qz_review.model.text import ManuscriptText
from ui.editor.change_list import ChangeList, list_changes
from ui.editor.line_picture import LinePicture, ViewMode
from ui.editor.marked_lines import Lines
from ui.editor.opening import open_marked, open_text


@dataclass(frozen=True, slots=True)
class PreparedLines:
    """own: the mark that new edits carry, None where the person may only read.  pictures: how
    each line looks in ``mode``, by its key.
    """

    lines: Lines
    own: Mark | None
    changes: ChangeList
    mode: ViewMode
    pictures: Mapping[int, LinePicture]


def prepare(
    marked: MarkedDocument,
    text: ManuscriptText,
    own: Mark | None,
    mode: ViewMode = ViewMode.MARKED,
) -> PreparedLines:
    """The lines of ``text``, whose marks are those of ``marked``, for a page that opens them."""
    return _prepared(open_marked(marked, text), own, mode)


def prepare_plain(text: ManuscriptText) -> PreparedLines:
    """The lines of a text without marks, for a page that only shows it as 清样."""
    return _prepared(open_text(text), None, ViewMode.CLEAN)


def _prepared(lines: Lines, own: Mark | None, mode: ViewMode) -> PreparedLines:
    for line in lines:
        line.work_out()
    pictures = {
        line.key: LinePicture(line, mode)
        for line in lines
        if line.dead is None or mode is ViewMode.MARKED
    }
    return PreparedLines(lines, own, list_changes(lines, own), mode, pictures)
