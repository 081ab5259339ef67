"""A flat OpenDocument text with tracked changes, a list, a table and a note, for LibreOffice."""

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def _region(number: int, kind: str, words: str = "", author: str = "王某") -> str:
    info = (
        f"<office:change-info><dc:creator>{author}</dc:creator>"
        f"<dc:date>2026-03-0{number}T09:00:00</dc:date></office:change-info>"
    )
    return (
        f'<text:changed-region xml:id="c{number}" text:id="c{number}"><text:{kind}>{info}{words}'
        f"</text:{kind}></text:changed-region>"
    )


_CHANGES = "".join(
    (
        _region(1, "insertion"),
        _region(2, "deletion", "<text:p>临时</text:p>", "赵某"),
        _region(3, "deletion", "<text:p/><text:p/>"),
        _region(4, "insertion", author="赵某"),
        _region(5, "deletion", "<text:p>格内旧字</text:p>"),
    )
)


def _inserted(number: int, words: str) -> str:
    return (
        f'<text:change-start text:change-id="c{number}"/>{words}'
        f'<text:change-end text:change-id="c{number}"/>'
    )


_NOTE = (
    '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>来源：市供水集团</text:p></text:note-body></text:note>"
)
_ROWS = "".join(
    "<table:table-row>"
    + "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in row)
    + "</table:table-row>"
    for row in (("区", "公里"), ("钦南区", '<text:change text:change-id="c5"/>82'))
)
_BODY = f"""<text:tracked-changes text:track-changes="true">{_CHANGES}</text:tracked-changes>
<text:h text:outline-level="1">供水管网巡查通报</text:h>
<text:p>全市{_inserted(1, "主城区")}供水<text:change text:change-id="c2"/>管网{_NOTE}。</text:p>
<text:p>前半句，<text:change text:change-id="c3"/>后半句。</text:p>
<text:p>这一段{_inserted(4, "分成</text:p><text:p>")}两段。</text:p>
<text:list><text:list-item><text:p>第一项</text:p></text:list-item>
<text:list-item><text:p>第二项<text:tab/>制表<text:line-break/>换行</text:p></text:list-item>
</text:list><table:table table:name="t">
<table:table-column table:number-columns-repeated="2"/>{_ROWS}</table:table>
<text:p>结尾<text:s text:c="2"/>。</text:p>"""
FLAT_ODT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text">'
    f"<office:body><office:text>{_BODY}</office:text></office:body></office:document>"
)
