"""Pieces of docx XML with pending revisions and comments, for tests."""

from __future__ import annotations

from tests.support.docx_parts import run


def who(author: str, date: str = "2026-01-02T10:00:00Z") -> str:
    """The attributes of a revision."""
    when = f' w:date="{date}"' if date else ""
    return f'w:id="1" w:author="{author}"{when}'


def ins(text: str, author: str, date: str = "2026-01-02T10:00:00Z") -> str:
    """Inserted words, or inserted XML where it begins with <."""
    inner = text if text.startswith("<") else run(text)
    return f"<w:ins {who(author, date)}>{inner}</w:ins>"


def gone(text: str, author: str, date: str = "2026-01-02T10:00:00Z") -> str:
    """Deleted words."""
    return f"<w:del {who(author, date)}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def mark(kind: str, author: str, date: str = "2026-01-02T10:00:00Z") -> str:
    """Properties of a paragraph whose mark was inserted or deleted (``ins``, ``del`` …)."""
    return f"<w:rPr><w:{kind} {who(author, date)}/></w:rPr>"


def p(*inner: str, properties: str = "") -> str:
    """A paragraph of pieces; bare words become runs."""
    pieces = "".join(piece if piece.startswith("<") else run(piece) for piece in inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{pieces}</w:p>"


def begin(identity: int) -> str:
    """Where what a comment is about begins."""
    return f'<w:commentRangeStart w:id="{identity}"/>'


def end(identity: int) -> str:
    """Where it ends, and the comment's own mark."""
    reference = f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{identity}"/>{reference}'


def comment(
    identity: int, words: str, author: str = "李某", date: str = "2026-01-02T10:00:00Z"
) -> str:
    """A comment of comments.xml; its paragraph is named by its number."""
    when = f' w:date="{date}"' if date else ""
    paragraphs = "".join(
        f'<w:p w14:paraId="{identity:08X}">{run(line)}</w:p>' for line in words.split("\n")
    )
    return f'<w:comment w:id="{identity}" w:author="{author}"{when}>{paragraphs}</w:comment>'


def answers(identity: int, parent: int = -1, *, done: bool = False) -> str:
    """An entry of commentsExtended.xml."""
    above = f' w15:paraIdParent="{parent:08X}"' if parent >= 0 else ""
    settled = int(done)
    return f'<w15:commentEx w15:paraId="{identity:08X}"{above} w15:done="{settled}"/>'
