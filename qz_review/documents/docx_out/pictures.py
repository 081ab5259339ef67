"""Pictures in a docx: taken out as a revision, put in as a copy or from their bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree
from PIL import Image, UnidentifiedImageError

from qz_review.documents.docx_out.package import WritablePackage
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.wordml import DEL, R_PR, R
from qz_review.documents.ooxml import WP, A, Element, W
from qz_review.documents.ooxml import R as REL
from qz_review.documents.sources import LineSource
from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark

PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_ENDINGS = {
    "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp",
    "image/tiff": "tiff", "image/webp": "webp", "image/svg+xml": "svg", "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}  # fmt: skip
_EMU_PER_PIXEL = 9525  # at 96 pixels an inch
_WIDEST = 5_400_000  # 15 cm: the column of an A4 page
_UNKNOWN_SIZE = (400, 300)


class Pictures:
    """The pictures of one docx and those that may have to be put into it."""

    def __init__(
        self,
        package: WritablePackage,
        lines: Sequence[Line],
        sources: Sequence[LineSource],
        contents: Mapping[str, bytes],
        revisions: Revisions,
    ) -> None:
        self._package = package
        self._contents = contents
        self._revisions = revisions
        self._present = {
            line.place.digest: source.picture
            for line, source in zip(lines, sources, strict=True)
            if line.place.kind is BlockKind.PICTURE and source.picture is not None
        }

    def take_out(self, drawing: Element, mark: Mark) -> None:
        """Mark the run of a drawing as deleted; what else the run holds stays."""
        child, run = drawing, drawing.getparent()
        while run is not None and run.tag != R:
            child, run = run, run.getparent()
        if run is None or run.getparent() is None or run.getparent().tag == DEL:
            return
        run = _isolated(run, child)
        wrapper = self._revisions.make(DEL, mark)
        run.addprevious(wrapper)
        wrapper.append(run)

    def run(self, place: Place) -> Element | None:
        """A run with the picture of a place; None where nobody has its bytes."""
        run = etree.Element(R)
        present = self._present.get(place.digest)
        if present is not None:
            run.append(deepcopy(present))
            for item in run.iter(WP + "docPr"):
                item.set("id", self._revisions.next_id())
            return run
        content = self._contents.get(place.digest)
        if content is None:
            return None
        ending = _ENDINGS.get(place.media_type, "png")
        name = self._package.free_name("word/media/picture{}." + ending)
        self._package.add_part(name, content, place.media_type or "image/png")
        relation = self._package.relate(self._package.main_part, "image", name)
        run.append(drawing_of(relation, self._revisions.next_id(), content, place.description))
        return run


def drawing_of(relation: str, number: str, content: bytes, description: str) -> Element:
    """``w:drawing`` of a picture in the line, at its own size or as wide as the column."""
    width, height = _size(content)
    drawing = etree.Element(W + "drawing", nsmap={"wp": WP[1:-1], "a": A[1:-1], "pic": PIC[1:-1]})
    inline = etree.SubElement(drawing, WP + "inline")
    extent = {"cx": str(width), "cy": str(height)}
    etree.SubElement(inline, WP + "extent", extent)
    named = {"id": number, "name": f"图片{number}"}
    etree.SubElement(inline, WP + "docPr", {**named, "descr": description})
    graphic = etree.SubElement(inline, A + "graphic")
    data = etree.SubElement(graphic, A + "graphicData", uri=PIC[1:-1])
    picture = etree.SubElement(data, PIC + "pic")
    names = etree.SubElement(picture, PIC + "nvPicPr")
    etree.SubElement(names, PIC + "cNvPr", named)
    etree.SubElement(names, PIC + "cNvPicPr")
    fill = etree.SubElement(picture, PIC + "blipFill")
    etree.SubElement(fill, A + "blip", {REL + "embed": relation})
    etree.SubElement(etree.SubElement(fill, A + "stretch"), A + "fillRect")
    shape = etree.SubElement(picture, PIC + "spPr")
    form = etree.SubElement(shape, A + "xfrm")
    etree.SubElement(form, A + "off", x="0", y="0")
    etree.SubElement(form, A + "ext", extent)
    geometry = etree.SubElement(shape, A + "prstGeom", prst="rect")
    etree.SubElement(geometry, A + "avLst")
    return drawing


def _size(content: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        width, height = _UNKNOWN_SIZE
    width, height = max(width, 1) * _EMU_PER_PIXEL, max(height, 1) * _EMU_PER_PIXEL
    if width > _WIDEST:
        width, height = _WIDEST, max(height * _WIDEST // width, 1)
    return width, height


def _isolated(run: Element, child: Element) -> Element:
    """The run with nothing but the child; its other children in runs of their own."""
    properties = run.find(R_PR)
    for siblings, ahead in ((child.itersiblings(preceding=True), True), (child.itersiblings(), 0)):
        others = [item for item in siblings if item.tag != R_PR]
        if not others:
            continue
        new = run.makeelement(R, dict(run.attrib))
        if properties is not None:
            new.append(deepcopy(properties))
        new.extend(reversed(others) if ahead else others)
        if ahead:
            run.addprevious(new)
        else:
            run.addnext(new)
    return run
