"""The signed text as clean HTML and as plain text, for 复制发布文本."""

from __future__ import annotations

import re
from html import escape

from qz_review.model.text import Block, Cell, ManuscriptText, Paragraph, Picture, Table

_SPACES = re.compile(r" {2,}")


def to_html(text: ManuscriptText) -> str:
    """Clean HTML without styles or scripts, everything escaped.

    The title is an ``<h1>``, as the plain text has it in its first line.  A
    picture is an empty ``<figure>`` with its caption, named by ``data-picture`` (the first 12
    digits of its digest), since the website holds its own copy of the file.
    """
    parts = [f"<h1>{_inline(text.title)}</h1>"]
    if text.subtitle:
        parts.append(f'<p class="subtitle">{_inline(text.subtitle)}</p>')
    parts.extend(_block(block) for block in text.blocks)
    parts.extend(f'<p class="note">{_inline(note.mark + note.text)}</p>' for note in text.notes)
    return "\n".join(parts)


def to_plain(text: ManuscriptText, *, with_title: bool = True) -> str:
    """Plain text: a paragraph a line, table cells parted by tabs, notes at the end."""
    lines: list[str] = []
    if with_title:
        lines.append(text.title)
    if text.subtitle:
        lines.append(text.subtitle)
    for block in text.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.label + block.text)
        else:
            if block.caption:
                lines.append(block.caption)
            if isinstance(block, Table):
                lines.extend(
                    "\t".join(" ".join(cell.paragraphs) for cell in row) for row in block.rows
                )
    lines.extend(note.mark + note.text for note in text.notes)
    return "\n".join(lines)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        tag = f"h{min(block.level + 1, 6)}" if block.level else "p"
        return f"<{tag}>{_inline(block.label + block.text)}</{tag}>"
    if isinstance(block, Picture):
        caption = f"<figcaption>{_inline(block.caption)}</figcaption>" if block.caption else ""
        description = escape(block.description, quote=True)
        label = f' aria-label="{description}"' if description else ""
        digest = escape(block.digest[:12], quote=True)
        return f'<figure data-picture="{digest}"{label}>{caption}</figure>'
    caption = f"<caption>{_inline(block.caption)}</caption>\n" if block.caption else ""
    rows = "\n".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in block.rows)
    return f"<table>\n{caption}{rows}\n</table>"


def _cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span))
        if count > 1
    )
    return f"<td{spans}>{'<br>'.join(_inline(line) for line in cell.paragraphs)}</td>"


def _inline(words: str) -> str:
    escaped = escape(words, quote=False).replace("\t", "&emsp;").replace("\n", "<br>")
    return _SPACES.sub(lambda match: "&nbsp;" * (len(match.group()) - 1) + " ", escaped)
