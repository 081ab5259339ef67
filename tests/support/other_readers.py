"""What pandoc and LibreOffice read in a docx: the words of the body and of the notes.

White space is left out, list labels too, and marks of notes; what is compared are the words and
their order.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from qz_review.model.text import ManuscriptText, Paragraph, block_lines
from tests.support.office_files import PANDOC, converted

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SKIPPED = {
    _OFFICE + "annotation",
    _OFFICE + "annotation-end",
    _TEXT + "tracked-changes",
    _TEXT + "note-citation",
    _OFFICE + "forms",
    _TEXT + "sequence-decls",
}


@dataclass
class Read:
    """Words without white space."""

    body: str = ""
    notes: list[str] = field(default_factory=list)


def bare(words: str) -> str:
    """Words without white space, as all readers tell it differently."""
    return "".join(words.replace("\u2011", "-").split())


def ours(text: ManuscriptText) -> Read:
    """Our text: labels and marks of notes left out."""
    lines = [text.title, text.subtitle]
    for block in text.blocks:
        lines += [block.text] if isinstance(block, Paragraph) else block_lines(block)
    body = bare("".join(lines))
    for note in text.notes:
        body = body.replace(note.mark, "", 1)
    return Read(body, [bare(note.text) for note in text.notes])


# --- pandoc ---------------------------------------------------------------------------------


def pandoc(data: bytes, *, accept: bool) -> Read:
    """What pandoc reads, revisions accepted or rejected."""
    assert PANDOC is not None
    choice = "accept" if accept else "reject"
    done = subprocess.run(
        [PANDOC, "-f", "docx", "-t", "json", f"--track-changes={choice}"],
        input=data,
        capture_output=True,
        check=True,
    )
    tree = json.loads(done.stdout)
    found = Read()
    head = "".join(_words(tree["meta"].get(name, {}), found) for name in ("title", "subtitle"))
    found.body = bare(head + _words(tree["blocks"], found))
    return found


def _words(node: Any, found: Read) -> str:
    if isinstance(node, list):
        return "".join(_words(child, found) for child in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Code", "Math", "RawInline", "CodeBlock"):
        return str(content[-1])
    if kind == "Note":
        found.notes.append(bare(_words(content, found)))
        return ""
    if kind == "Image":
        return ""  # its words are a description nobody sees
    if kind == "Quoted":
        return f"“{_words(content[1], found)}”"
    return _words(content, found) if "c" in node else ""


# --- LibreOffice ----------------------------------------------------------------------------


def office(data: bytes, *, accept: bool) -> Read:
    """What LibreOffice makes of it in its own format, revisions accepted or rejected there."""
    with zipfile.ZipFile(io.BytesIO(converted(data, "odt"))) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    return _Odt(root, accept).read()


class _Odt:
    def __init__(self, root: Any, accept: bool) -> None:
        self._body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        self._accept = accept
        self._found = Read()
        self._hidden = 0
        self._regions = {
            region.get(_TEXT + "id"): region for region in root.iter(_TEXT + "changed-region")
        }

    def read(self) -> Read:
        self._found.body = bare(self._words(self._body))
        return self._found

    def _words(self, element: Any) -> str:
        tag = element.tag
        words = ""
        if tag in (_TEXT + "change-start", _TEXT + "change-end", _TEXT + "change"):
            words = self._change(element)
        elif tag == _TEXT + "note":
            shown = not self._hidden
            note = self._below(element.find(_TEXT + "note-body"))
            if shown:
                self._found.notes.append(bare(note))
        elif tag not in _SKIPPED:
            words = self._below(element)
        return words + (self._shown(element.tail) if element.tail else "")

    def _below(self, element: Any) -> str:
        own = self._shown(element.text) if element.text else ""
        return own + "".join(self._words(child) for child in element)

    def _shown(self, words: str) -> str:
        return "" if self._hidden else words

    def _change(self, element: Any) -> str:
        region = self._regions.get(element.get(_TEXT + "change-id"))
        if region is None or self._accept:
            return ""
        deletion = region.find(_TEXT + "deletion")
        if deletion is None and region.find(_TEXT + "insertion") is None:
            return ""  # a change of format changes no words
        if deletion is None:
            if element.tag == _TEXT + "change-start":
                self._hidden += 1
            elif element.tag == _TEXT + "change-end":
                self._hidden -= 1
            return ""
        if region.find(_TEXT + "insertion") is not None:
            return ""  # somebody deleted what another had inserted: rejected, it never was
        return "".join(self._words(child) for child in deletion if child.tag != _CHANGE_INFO)


_CHANGE_INFO = _OFFICE + "change-info"
