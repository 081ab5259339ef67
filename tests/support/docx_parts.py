"""Small docx files built from raw XML, for tests."""

from __future__ import annotations

import io
import zipfile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = (
    "styles", "numbering", "footnotes", "endnotes", "settings", "comments", "commentsExtended",
    "header1", "footer1",
)  # fmt: skip


def paragraph(text: str, *, properties: str = "", style: str = "") -> str:
    """A ``w:p`` with one run."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """A ``w:r`` with one ``w:t``."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, number: int = 1, depth: int = 0) -> str:
    """A paragraph of a list."""
    reference = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=reference)


def numbering_part(*levels: tuple[str, str], extra: str = "") -> str:
    """``w:numbering`` of one list: (numFmt, lvlText) for each level."""
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (kind, pattern) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
    )


def docx(
    body: str,
    *,
    relations: str = "",
    files: dict[str, bytes] | None = None,
    content_types: str = "",
    **parts: str,
) -> bytes:
    """A docx of a body; parts (styles, numbering, footnotes …) by name, inner XML only."""
    unknown = set(parts) - set(_PARTS)
    assert not unknown, unknown
    roots = {"header1": "w:hdr", "footer1": "w:ftr", "commentsExtended": "w15:commentsEx"}
    links = "".join(
        f'<Relationship Id="p{name}" Type="{OFFICE}{name.rstrip("1")}" Target="{name}.xml"/>'
        for name in parts
    )
    written = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>'
            f"{content_types}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" '
            f'Type="{OFFICE}officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELS}">{links}{relations}</Relationships>'
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        root = roots.get(name, f"w:{name}")
        written[f"word/{name}.xml"] = f"<{root} {NAMESPACES}>{inner}</{root}>"
    return package({name: text.encode() for name, text in written.items()} | (files or {}))


def package(entries: dict[str, bytes], *, stored: bool = False) -> bytes:
    """A zip of the entries, compressed unless ``stored``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(
        buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    ) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()
