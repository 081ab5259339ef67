"""Tables of a page: cells with their spans, or only a frame that holds the page together."""

from __future__ import annotations

from collections.abc import Callable

from qz_review.documents.ooxml import Element, whole_number
from qz_review.model.text import Cell, Table

_MAX_SPAN = 200  # a word processor stops at 63 columns


def is_layout(table: Element) -> bool:
    """True for a table that only places things: with tables in it, or with a single cell."""
    inner = any(other is not table for other in table.iter("table"))
    return inner or sum(len(_cells(row)) for row in own_rows(table)) <= 1


def own_rows(table: Element) -> list[Element]:
    """The rows of a table, those of its head and foot where they stand."""
    rows: list[Element] = []
    for child in table.iterchildren():
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(child.iterchildren("tr"))
    return rows


def read_html_table(
    rows: list[Element], caption: Element | None, words_of: Callable[[Element], tuple[str, ...]]
) -> Table:
    """A table; ``words_of`` reads one cell's paragraphs."""
    read = []
    for place, row in enumerate(rows):
        left = len(rows) - place
        read.append(
            tuple(
                Cell(
                    words_of(cell),
                    min(_span(cell, "rowspan", left), left),
                    _span(cell, "colspan", 1),
                )
                for cell in _cells(row)
            )
        )
    name = "" if caption is None else " ".join("".join(caption.itertext()).split())
    return Table(tuple(read), name)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.iterchildren() if cell.tag in ("td", "th")]


def _span(cell: Element, name: str, to_the_end: int) -> int:
    """A span as written; 0 means up to the end, anything else that is no number means one."""
    written = whole_number((cell.get(name) or "").strip() or None, 1, _MAX_SPAN)
    return to_the_end if written == 0 else max(1, written)
