"""Opinions and notes as comments (批注) of the docx."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from qz_review.documents.docx_out.package import WritablePackage
from qz_review.documents.docx_out.revisions import author_of, date_of
from qz_review.documents.docx_out.stream import Anchor, Words, atoms_of
from qz_review.documents.docx_out.wordml import P, R, local, run_of
from qz_review.documents.ooxml import Element, W
from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import Mark, MarkedDocument

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIGNS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about words of one version.

    version: index of the version.  start, end: code points into its plain text.
    """

    mark: Mark
    words: str
    version: int
    start: int = 0
    end: int = 0


def place_remarks(
    marked: MarkedDocument, remarks: Sequence[Remark], first: int
) -> list[tuple[int, int, Anchor]]:
    """Where the remarks' anchors stand: index of the atom, character in it, anchor.

    first: number of the first comment; the others follow.
    """
    ends: list[tuple[int, int, int, Anchor]] = []
    for number, remark in enumerate(remarks, first):
        ends.append((remark.version, remark.start, 0, Anchor(number, False)))
        ends.append((remark.version, max(remark.start, remark.end), 1, Anchor(number, True)))
    placed: list[tuple[int, int, Anchor]] = []
    for version in {end[0] for end in ends}:
        waiting = sorted((e for e in ends if e[0] == version), key=lambda e: (e[1], e[2]))
        placed.extend(_in_version(marked, version, [(e[1], e[3]) for e in waiting]))
    return sorted(placed, key=lambda item: (item[0], item[1], item[2].is_end))


def _in_version(
    marked: MarkedDocument, version: int, waiting: list[tuple[int, Anchor]]
) -> list[tuple[int, int, Anchor]]:
    placed: list[tuple[int, int, Anchor]] = []
    at = index = 0
    for index, atom in enumerate(atoms_of(marked)):
        came = atom.inserted is None or atom.inserted.version <= version
        if not came or (atom.deleted is not None and atom.deleted.version <= version):
            continue
        is_words = isinstance(atom, Words)
        if isinstance(atom, Words):
            width = len(atom.text)
        else:
            is_picture = atom.place is not None and atom.place.kind is BlockKind.PICTURE
            width = 0 if is_picture else 1
        while waiting:
            offset, anchor = waiting[0]
            # What ends with the last character of a line ends before the line's mark.
            last = at + width if is_words and anchor.is_end else at + max(width - 1, 0)
            if offset > last:
                break
            placed.append((index, max(0, offset - at) if is_words else 0, anchor))
            waiting.pop(0)
        at += width
    placed.extend((index, 0, anchor) for _, anchor in waiting)
    return placed


def first_free_comment(package: WritablePackage) -> int:
    """A number above those of the comments that the docx has."""
    root = package.related_xml("comments")
    if root is None:
        return 0
    numbers = [item.get(W + "id", "") for item in root]
    return max((int(n) for n in numbers if n.isdecimal()), default=-1) + 1


def write_comments(package: WritablePackage, remarks: Sequence[Remark], first: int) -> None:
    """Add the words of the remarks to the comments part, made where there is none."""
    if not remarks:
        return
    parts = package.related("comments")
    if parts:
        root = package.xml(parts[0])
        package.touch(parts[0])
    else:
        root = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        folder = posixpath.dirname(package.main_part)
        name = package.free_name(posixpath.join(folder, "comments{}.xml"))
        package.add_part(name, root, _TYPE)
        package.relate(package.main_part, "comments", name)
    for number, remark in enumerate(remarks, first):
        author, date = author_of(remark.mark), date_of(remark.mark)
        facts = {W + "id": str(number), W + "author": author, W + "initials": author[:1]}
        if date:
            facts[W + "date"] = date
        comment = etree.SubElement(root, W + "comment", facts)
        for place, words in enumerate(remark.words.split("\n")):
            paragraph = etree.SubElement(comment, P)
            if not place:
                etree.SubElement(etree.SubElement(paragraph, R), W + "annotationRef")
            paragraph.append(run_of(words, None))


def take_comments_out(package: WritablePackage) -> bool:
    """Without comments: a 清样 shows no talk about it.  True where there were any."""
    parts = [part for kind in _KINDS for part in package.related(kind)]
    if not package.related("comments"):
        return False
    for kind in ("", "footnotes", "endnotes"):
        for name in [package.main_part] if not kind else package.related(kind):
            root = package.xml(name)
            signs = list(root.iter(*(W + sign for sign in _SIGNS)))
            for sign in signs:
                _remove_sign(sign)
            if signs:
                package.touch(name)
    package.remove_parts(parts)
    return True


def _remove_sign(sign: Element) -> None:
    parent = sign.getparent()
    parent.remove(sign)
    if parent.tag == R and all(local(child) == "rPr" for child in parent):
        parent.getparent().remove(parent)
