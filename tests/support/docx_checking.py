"""What a docx with revisions must keep to so that Word opens it (ECMA-376, CT_P and its like)."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from qz_review.documents.docx_out.wordml import PARAGRAPH_PROPERTIES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
_RANGES = ("moveFromRangeStart", "moveToRangeStart")
_BLOCKS_END = ("tc", "body", "txbxContent", "footnote", "endnote", "comment")


def faults(data: bytes) -> list[str]:
    """Everything wrong with the parts of a docx that hold text; empty for a sound one."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found += [f"{name}: twice" for name in package.namelist() if _count(package, name) > 1]
        seen: set[str] = set()
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))
                if name.startswith("word/") and name.endswith(".xml"):
                    found += [f"{name}: {fault}" for fault in _faults(root, seen)]
        found += _unknown_comments(package)
    return found


def _count(package: zipfile.ZipFile, name: str) -> int:
    return package.namelist().count(name)


def _faults(root: etree._Element, seen: set[str]) -> list[str]:
    found: list[str] = []
    for element in root.iter():
        name = etree.QName(element).localname
        if name in (*_REVISIONS, *_RANGES):
            found += _revision(element, name, seen)
        if name in ("t", "instrText") and _within(element, "del"):
            found.append(f"w:{name} in w:del")
        if name in ("delText", "delInstrText") and not _within(element, "del"):
            found.append(f"w:{name} outside w:del")
        if name == "pPr" and _name(element.getparent()) == "p":
            found += _paragraph_properties(element)
        if name == "r":
            found += _run(element)
        if name in _BLOCKS_END:
            found += _end(element)
        if name == "p" and any(_name(child) == "p" for child in element):
            found.append("w:p in w:p")
        if name == "hyperlink" and _name(element.getparent()) in _REVISIONS:
            found.append("w:hyperlink in a revision")
    for kind in ("moveFrom", "moveTo"):
        starts = [e.get(W + "id") for e in root.iter(f"{W}{kind}RangeStart")]
        ends = [e.get(W + "id") for e in root.iter(f"{W}{kind}RangeEnd")]
        if sorted(map(str, starts)) != sorted(map(str, ends)):
            found.append(f"{kind} ranges {starts} {ends}")
    names = [
        sorted(str(e.get(W + "name")) for e in root.iter(f"{W}{kind}RangeStart"))
        for kind in ("moveFrom", "moveTo")
    ]
    if names[0] != names[1]:
        found.append(f"moves without other end: {names}")
    return found


def _revision(element: etree._Element, name: str, seen: set[str]) -> list[str]:
    found = []
    number, author = element.get(W + "id"), element.get(W + "author")
    if number is None or not number.isdecimal():
        found.append(f"w:{name} without id")
    elif number in seen:
        found.append(f"id {number} twice")
    else:
        seen.add(number)
    if not author:
        found.append(f"w:{name} without author")
    parent = _name(element.getparent())
    if (
        name in ("ins", "del", "moveFrom", "moveTo")
        and parent not in ("rPr", "trPr")
        and not len(element)
    ):
        found.append(f"empty w:{name} in w:{parent}")
    if name == "ins" and parent in ("ins", "del"):
        found.append(f"w:ins in w:{parent}")
    return found


def _paragraph_properties(element: etree._Element) -> list[str]:
    found = []
    parent = element.getparent()
    assert parent is not None
    if parent.index(element):
        found.append("w:pPr is not first")
    names = [_name(child) for child in element]
    known = [PARAGRAPH_PROPERTIES.index(n) for n in names if n in PARAGRAPH_PROPERTIES]
    if known != sorted(known) or len(set(known)) != len(known):
        found.append(f"order of w:pPr: {names}")
    for run in element.iterchildren(W + "rPr"):
        inner = [_name(child) for child in run]
        marks = [n for n in inner if n in ("ins", "del", "moveFrom", "moveTo")]
        if inner[: len(marks)] != marks or len(set(marks)) != len(marks):
            found.append(f"order of the mark's w:rPr: {inner}")
    for change in element.iterchildren(W + "pPrChange"):
        inner = [_name(child) for child in change[0]] if len(change) else []
        if [_name(child) for child in change] != ["pPr"]:
            found.append("w:pPrChange without w:pPr")
        if {"rPr", "sectPr", "pPrChange"} & set(inner):
            found.append(f"w:pPrChange holds {inner}")
    return found


def _run(element: etree._Element) -> list[str]:
    names = [_name(child) for child in element]
    found = ["w:rPr is not first"] if "rPr" in names[1:] else []
    parent = _name(element.getparent())
    allowed = (
        "p", "hyperlink", "ins", "del", "moveFrom", "moveTo", "sdtContent", "smartTag",
        "fldSimple", "rt", "rubyBase", "customXml", "dir", "bdo",
    )  # fmt: skip
    return [*found, f"w:r in w:{parent}"] if parent not in allowed else found


def _end(element: etree._Element) -> list[str]:
    blocks = [_name(child) for child in element if _name(child) in ("p", "tbl", "sdt")]
    if not blocks or (blocks[-1] == "tbl"):
        return [f"w:{_name(element)} ends with {blocks[-1:]}"]
    return []


def _unknown_comments(package: zipfile.ZipFile) -> list[str]:
    numbers: set[str | None] = set()
    used: list[tuple[str, str | None]] = []
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(package.read(name))
            numbers |= {item.get(W + "id") for item in root.iter(W + "comment")}
            for sign in ("commentRangeStart", "commentRangeEnd", "commentReference"):
                used += [(sign, item.get(W + "id")) for item in root.iter(W + sign)]
    found = [f"{sign} {number} unknown" for sign, number in used if number not in numbers]
    return found + [f"{sign} twice" for sign in set(used) if used.count(sign) > 1]


def _within(element: etree._Element, name: str) -> bool:
    for above in element.iterancestors():
        if _name(above) == name:
            return True
        if _name(above) == "txbxContent":
            return False
    return False


def _name(element: etree._Element | None) -> str:
    return "" if element is None else etree.QName(element).localname
