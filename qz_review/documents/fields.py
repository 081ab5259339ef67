"""Fields of a docx: their result is text; EQ and SYMBOL fields have none and are worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qz_review.documents.imported import WarningLog
from qz_review.documents.number_formats import circled
from qz_review.documents.symbols import symbol_character

_CIRCLED = re.compile(
    r"\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇◯]\s*[,;，；]\s*(\d{1,2})\s*\)", re.IGNORECASE
)
_CIRCLED_REVERSED = re.compile(
    r"\\o\s*(?:\\a[clr]\s*)?\(\s*(\d{1,2})\s*[,;，；]\s*[○〇◯]\s*\)", re.IGNORECASE
)
_FRACTION = re.compile(r"\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+\d*", re.IGNORECASE)
_BOXED = re.compile(r"\\o\s*(?:\\a[clr]\s*)?\(\s*□\s*[,;，；]\s*[√✓✔]\s*\)", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_SYMBOL = re.compile(
    r"SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s+\"?([^\"\\]+))?", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    has_result: bool = False


class FieldReader:
    """Follows the begin, separate and end marks of complex fields through a whole story.

    Fields nest and may run over several paragraphs (a table of contents does).
    """

    def __init__(self, log: WarningLog) -> None:
        self._open: list[_Open] = []
        self._log = log

    @property
    def is_open(self) -> bool:
        """True inside any field."""
        return bool(self._open)

    @property
    def shows_text(self) -> bool:
        """True where text is seen: outside fields, or in the result of every open one."""
        return all(item.in_result for item in self._open)

    def begin(self) -> None:
        """``w:fldChar`` begin."""
        self._open.append(_Open())

    def separate(self) -> None:
        """``w:fldChar`` separate: the result follows."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> str:
        """``w:fldChar`` end: the text to show for a field without a result."""
        if not self._open:
            return ""
        closed = self._open.pop()
        link = _LINK.match("".join(closed.instruction))
        if link:
            self._log.add("links", link.group(1))
        if closed.has_result:
            return ""
        shown = evaluate("".join(closed.instruction), self._log)
        if not shown or not self.shows_text:
            self.instruction(shown)
            return ""
        self.note_text()
        return shown

    def instruction(self, text: str) -> None:
        """Text of ``w:instrText``, or of a nested field that stands in an instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def note_text(self) -> None:
        """Something was shown: every open field has a result."""
        for item in self._open:
            item.has_result = True

    def close_all(self) -> None:
        """End of the story: a field that was never closed hides nothing any more."""
        self._open.clear()


def evaluate(instruction: str, log: WarningLog) -> str:
    """What a field without a stored result shows: EQ and SYMBOL; others show nothing.

    ``EQ \\o\\ac(○,11)`` is ⑪; of other EQ fields the written words are kept and noted.
    """
    text = instruction.strip()
    name = text.split(maxsplit=1)[0].upper() if text else ""
    if name == "SYMBOL":
        match = _SYMBOL.match(text)
        if match:
            font = (match.group(2) or "").strip()
            written = match.group(1).lower()
            code = int(written, 16) if written.startswith("0x") else int(written)
            found = symbol_character(font, code)
            if found is None:
                log.add("symbol", text)
            return found or "□"
    if name != "EQ" and not name.startswith("EQ\\"):
        return ""
    body = text[2:].strip()
    for pattern in (_CIRCLED, _CIRCLED_REVERSED):
        body = pattern.sub(lambda m: circled(int(m.group(1))), body)
    body = _BOXED.sub("☑", body)
    if "\\" not in body:
        return body
    log.add("field", text)
    body = _FRACTION.sub(r"\1/\2", body)
    body = _SWITCH.sub("", body)
    return re.sub(r"[(),;]", "", body).strip() if "(" in body else body.strip()
