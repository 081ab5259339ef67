"""The inside of a paragraph: runs, revisions, fields, symbols, notes, pictures, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qz_review.documents.fields import FieldReader, evaluate
from qz_review.documents.imported import WarningLog
from qz_review.documents.notes import NoteBook
from qz_review.documents.ooxml import MC, WP, A, Element, M, R, V, W, child_of, flag, value_of
from qz_review.documents.revisions import REVISED, Taken
from qz_review.documents.sources import ParagraphSource, Piece
from qz_review.documents.symbols import symbol_character

NO_BREAK_HYPHEN = "\u2011"
_RUN, _RUN_PROPERTIES, _TEXT, VANISH = W + "r", W + "rPr", W + "t", W + "vanish"
_PARAGRAPH_PROPERTIES = W + "pPr"
_PAGE_BREAK = "\f"  # only until the paragraph is finished

_UNSHOWN = {W + "pPr", W + "rPr", W + "sdtPr", W + "smartTagPr", W + "customXmlPr"}


@dataclass(slots=True)
class PictureUse:
    """A picture met in a paragraph: its relationship id, words, and whether text precedes it.

    element: the drawing, or the older ``w:pict`` or ``w:object``.
    """

    relation: str
    description: str
    after_text: bool
    element: Element


@dataclass(slots=True)
class Inline:
    """What stands in one paragraph.  text: complete once the whole paragraph was read."""

    sources: list[ParagraphSource]
    text: str = ""
    pictures: list[PictureUse] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """The words of the paragraph being read, each with the element that gave them."""
        return self.sources[-1].pieces

    def add(self, other: Inline) -> None:
        """Append the next paragraph's content (its paragraph mark is gone)."""
        self.sources.extend(other.sources)
        self.pictures.extend(other.pictures)
        self.boxes.extend(other.boxes)
        self.text += other.text


class RunReader:
    """Reads paragraphs of one story (body, one note, one header).

    hides: False where the story is known to have no hidden words to look for.
    """

    def __init__(
        self, taken: Taken, log: WarningLog, notes: NoteBook | None, *, hides: bool = True
    ) -> None:
        self._log = log
        self._notes = notes
        self._fields = FieldReader(log)
        self._hides = hides
        self.taken = taken

    def read(self, paragraph: Element) -> Inline:
        """The shown content of a ``w:p``."""
        inline = Inline([ParagraphSource(paragraph, [])])
        self._children(paragraph, inline)
        text = "".join([words for words, _ in inline.pieces])
        inline.text = text.strip(_PAGE_BREAK).replace(_PAGE_BREAK, "\n")
        return inline

    def mark_is_dropped(self, properties: Element | None) -> bool:
        """True when the mark of the paragraph with these properties is revised away.

        It runs on into the next.
        """
        return properties is not None and self.taken.drops_any(
            child_of(properties, _RUN_PROPERTIES)
        )

    def finish(self) -> None:
        """End of the story."""
        self._fields.close_all()

    def _children(self, parent: Element, inline: Inline) -> None:
        for child in parent.iterchildren():
            if child.tag == _RUN:  # nearly all there is
                self._run(child, inline)
            else:
                self._element(child, inline)

    def _element(self, element: Element, inline: Inline) -> None:
        tag = element.tag
        if tag in _UNSHOWN:
            return
        if tag in REVISED:
            if not self.taken.drops(element):
                self._children(element, inline)
        elif tag == W + "r":
            self._run(element, inline)
        elif tag == MC + "AlternateContent":
            self._children(alternative(element), inline)
        elif tag == W + "fldSimple":
            self._simple_field(element, inline)
        elif tag == W + "sdt":
            self._content_control(element, inline)
        elif tag in (M + "oMath", M + "oMathPara"):
            self._formula(element, inline)
        elif tag == W + "ruby":
            self._log.add("ruby", _all_text(element.find(W + "rt")))
            base = element.find(W + "rubyBase")
            if base is not None:
                self._children(base, inline)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(element, inline)
        else:
            self._leaf(element, inline)

    def _run(self, run: Element, inline: Inline) -> None:
        pieces = inline.pieces
        for child in run.iterchildren():
            tag = child.tag
            if tag == _TEXT:
                words = child.text
                if words and not self._fields.is_open:
                    pieces.append((words, child))
                else:
                    self._show(inline, words or "", child)
            elif tag != _RUN_PROPERTIES:
                self._element(child, inline)
            elif self._hides and flag(child_of(child, VANISH)):
                hidden = _all_text(run)
                if hidden:
                    self._log.add("hidden_text", hidden)

    def _leaf(self, element: Element, inline: Inline) -> None:
        tag = element.tag
        if tag in (W + "t", W + "delText"):
            self._show(inline, element.text or "", element)
        elif tag in (W + "tab", W + "ptab"):
            self._show(inline, "\t", element)
        elif tag == W + "br":
            is_line = element.get(W + "type", "textWrapping") == "textWrapping"
            self._show(inline, "\n" if is_line else _PAGE_BREAK, element)
        elif tag == W + "cr":
            self._show(inline, "\n", element)
        elif tag == W + "noBreakHyphen":
            self._show(inline, NO_BREAK_HYPHEN, element)
        elif tag == W + "sym":
            self._symbol(element, inline)
        elif tag == W + "fldChar":
            self._field_mark(element, inline)
        elif tag in (W + "instrText", W + "delInstrText"):
            self._fields.instruction(element.text or "")
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self._note(element, inline)
        else:
            # A wrapper not known here: what it holds is still the manuscript's text.
            self._children(element, inline)

    def _show(self, inline: Inline, text: str, element: Element) -> None:
        if not text:
            return
        if not self._fields.is_open:
            inline.pieces.append((text, element))
        elif self._fields.shows_text:
            inline.pieces.append((text, element))
            self._fields.note_text()
        else:
            self._fields.instruction(text)

    def _symbol(self, element: Element, inline: Inline) -> None:
        font = element.get(W + "font", "")
        written = element.get(W + "char", "")
        try:
            found = symbol_character(font, int(written, 16))
        except ValueError:
            found = None
        if found is None:
            self._log.add("symbol", f"{font} {written}".strip())
        self._show(inline, found or "□", element)

    def _field_mark(self, element: Element, inline: Inline) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            box = element.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                state = box.find(W + "checked")
                state = box.find(W + "default") if state is None else state
                self._show(inline, "☑" if flag(state) else "☐", element)
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            shown = self._fields.end()
            if shown:
                inline.pieces.append((shown, element))

    def _simple_field(self, element: Element, inline: Inline) -> None:
        before = len(inline.pieces)
        self._children(element, inline)
        if len(inline.pieces) == before:
            self._show(inline, evaluate(element.get(W + "instr", ""), self._log), element)

    def _content_control(self, element: Element, inline: Inline) -> None:
        content = element.find(W + "sdtContent")
        if content is None:
            return
        if flag(element.find(f"{W}sdtPr/{W}showingPlcHdr")):
            self._log.add("placeholder", _all_text(content))
        self._children(content, inline)

    def _note(self, element: Element, inline: Inline) -> None:
        if self._notes is None:
            return
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        custom = ""
        if element.get(W + "customMarkFollows") in ("1", "true", "on"):
            run = element.getparent()
            custom = _all_text(run) if run is not None else ""
        mark = self._notes.refer(kind, element.get(W + "id", ""), custom)
        if not custom:
            self._show(inline, mark, element)

    def _formula(self, element: Element, inline: Inline) -> None:
        text = _formula_text(element)
        self._log.add("formula", text)
        self._show(inline, text, element)

    def _drawing(self, element: Element, inline: Inline) -> None:
        if element.tag == W + "object":
            self._log.add("object")
        for item in _drawing_parts(element):
            if item.tag == W + "txbxContent":
                inline.boxes.append(item)
                continue
            relation = item.get(R + "embed") or item.get(R + "id")
            if relation:
                description = _description(element)
                after_text = any(not words.isspace() for words, _ in inline.pieces)
                inline.pictures.append(PictureUse(relation, description, after_text, element))
        drawn = "".join(_drawn_words(element)).strip()
        if drawn:
            self._log.add("drawing_text", drawn)
        for kind in ("chart", "relIds"):
            if any(str(item.tag).endswith("}" + kind) for item in element.iter()):
                self._log.add("chart")


def alternative(element: Element) -> Element:
    """The one branch a reader sees: a Choice where it holds anything, else the Fallback."""
    for choice in element.iterchildren(MC + "Choice"):
        if len(choice):
            return choice
    fallback = element.find(MC + "Fallback")
    return element if fallback is None else fallback


def _drawing_parts(element: Element) -> Iterator[Element]:
    """Pictures and text boxes of a drawing, outermost boxes only, one branch of alternatives."""
    for child in element.iterchildren():
        if child.tag == MC + "AlternateContent":
            yield from _drawing_parts(alternative(child))
        elif child.tag in (W + "txbxContent", A + "blip", V + "imagedata"):
            yield child
        else:
            yield from _drawing_parts(child)


def _drawn_words(element: Element) -> Iterator[str]:
    """Words that are part of a drawing: of its shapes, and of old word art (艺术字)."""
    for child in element.iterchildren():
        if child.tag == MC + "AlternateContent":
            yield from _drawn_words(alternative(child))
        elif child.tag == A + "t":
            yield child.text or ""
        elif child.tag == V + "textpath":
            yield child.get("string") or ""
        elif child.tag != W + "txbxContent":
            yield from _drawn_words(child)


def _description(drawing: Element) -> str:
    for item in drawing.iter(WP + "docPr"):
        return item.get("descr") or item.get("title") or ""
    for item in drawing.iter(V + "shape"):
        return item.get("alt") or ""
    return ""


def _all_text(element: Element | None) -> str:
    if element is None:
        return ""
    return "".join(item.text or "" for item in element.iter(W + "t"))


def _formula_text(element: Element) -> str:
    if element.tag in (M + "t", W + "t"):
        return element.text or ""
    if element.tag == M + "f":
        top, bottom = element.find(M + "num"), element.find(M + "den")
        parts = [_formula_text(part) for part in (top, bottom) if part is not None]
        return "/".join(parts)
    written = "".join(_formula_text(child) for child in element.iterchildren())
    if element.tag == M + "d":
        properties = element.find(M + "dPr")
        begin = None if properties is None else properties.find(M + "begChr")
        end = None if properties is None else properties.find(M + "endChr")
        opening = "(" if begin is None else begin.get(M + "val", "")
        closing = ")" if end is None else end.get(M + "val", "")
        return opening + written + closing
    if element.tag == M + "sup" and written:
        return "^" + written
    return written


def style_id(paragraph: Element) -> str | None:
    """``w:pStyle`` of a paragraph."""
    return value_of(paragraph.find(W + "pPr"), "pStyle")
