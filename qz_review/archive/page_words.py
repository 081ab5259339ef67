"""The signed texts read back from the pages of an archive.

Every line of a 清样 or 签发稿 is drawn inside marked content that names its sheet, its text and
its number (:class:`qz_review.archive.blocks.TextPlace`).  What is read here is what the page
draws: the codes shown, by the face's own ToUnicode table, as any reader copies them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from qz_review.archive.blocks import PLACE_TAG

_OPERATORS = "BDC BMC EMC Tf Tj TJ"
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_NAMED = re.compile(r"［U\+([0-9A-F]{4,6})］")


@dataclass(slots=True)
class SheetWords:
    """Words of one sheet.  lines: by their number; a line over two pages is joined."""

    sheet: str
    text_hash: str
    lines: dict[int, str] = field(default_factory=dict)

    def words(self) -> str:
        """All of it in the order of the text, without white space."""
        return bare("\n".join(self.lines[number] for number in sorted(self.lines)))


def bare(words: str) -> str:
    """Words for comparing: no white space; a character that printed as ［U+20BB7］ is itself.

    Half a character, a control character and a mark of direction print by their names too.
    """
    named = _NAMED.sub(lambda match: _character(int(match.group(1), 16)), words)
    return "".join(named.split())


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "?"


def words_on_pages(document: pikepdf.Pdf) -> tuple[SheetWords, ...]:
    """Every sheet of signed text in a file, in the order of the pages.

    Raises pikepdf.PdfError and ValueError for pages that cannot be read.
    """
    found: dict[tuple[str, str], SheetWords] = {}
    faces: dict[Any, Mapping[int, str]] = {}
    for page in document.pages:
        _read_page(page, found, faces)
    return tuple(found.values())


def _read_page(
    page: pikepdf.Page,
    found: dict[tuple[str, str], SheetWords],
    faces: dict[Any, Mapping[int, str]],
) -> None:
    fonts: Any = page.Resources.get("/Font", {})
    open_places: list[tuple[SheetWords, int] | None] = []
    face: Mapping[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "BDC":
            open_places.append(_place(operands, found))
        elif name == "BMC":
            open_places.append(None)
        elif name == "EMC":
            if open_places:
                open_places.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
            key = font.objgen
            if key not in faces:
                faces[key] = _to_unicode(font)
            face = faces[key]
        else:
            place = next((p for p in reversed(open_places) if p is not None), None)
            if place is not None:
                sheet, line = place
                sheet.lines[line] = sheet.lines.get(line, "") + _shown(operands[0], face)


def _place(
    operands: Any, found: dict[tuple[str, str], SheetWords]
) -> tuple[SheetWords, int] | None:
    tag, about = operands[0], operands[1]
    if str(tag) != f"/{PLACE_TAG}" or not isinstance(about, pikepdf.Dictionary):
        return None
    key = (str(about.Sheet), str(about.Text))
    sheet = found.setdefault(key, SheetWords(*key))
    line = int(about.Line)
    sheet.lines.setdefault(line, "")
    return sheet, line


def _shown(operand: Any, face: Mapping[int, str]) -> str:
    if isinstance(operand, pikepdf.Array):
        parts: Iterable[Any] = (p for p in operand if isinstance(p, pikepdf.String))
    else:
        parts = (operand,)
    return "".join(face.get(code, "\ufffd") for part in parts for code in bytes(part))


def _to_unicode(font: pikepdf.Object) -> Mapping[int, str]:
    """What the one-byte codes of a face mean; empty where it does not say."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    table: dict[int, str] = {}
    for kind, body in _BLOCK.findall(stream.read_bytes()):
        codes = [bytes.fromhex(code.decode("ascii")) for code in _CODE.findall(body)]
        if kind == b"bfchar":
            pairs = zip(codes[::2], codes[1::2], strict=False)
            table.update({code[-1]: words.decode("utf-16-be") for code, words in pairs if code})
    return table
