"""A docx for a manuscript that came as anything else, in the look of an official document.

Page and type follow GB/T 9704-2012 as far as a manuscript has a use for them: A4, margins
37/35/28/26 mm, title 22 pt, body 16 pt 仿宋 on lines of 28 pt, indented by two characters.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.styles.style import CharacterStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from qz_review.model.text import Block, ManuscriptText, Paragraph, Picture, Table

_TITLE, _BODY, _HEADING = "宋体", "仿宋", "黑体"
_LATIN = "Times New Roman"
_TEXT_WIDTH = Mm(156)


def fresh_docx(text: ManuscriptText, pictures: Mapping[str, bytes]) -> bytes:
    """The bytes of a docx that says exactly what ``text`` says, attachments left out.

    pictures: by digest; one that is missing or that a docx cannot hold is a line with its
    caption only.  Notes stand as paragraphs at the end.
    """
    document = Document()
    _set_page(document)
    _set_styles(document)
    _fill(document.add_paragraph(style="Title"), text.title)
    if text.subtitle:
        _fill(document.add_paragraph(style="Subtitle"), text.subtitle)
    for block in text.blocks:
        _add(document, block, pictures)
    for note in text.notes:
        _fill(document.add_paragraph(), note.mark + note.text)
    core = document.core_properties
    core.author = core.last_modified_by = core.title = ""
    core.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _set_styles(document: DocxDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _set_face(normal, _BODY, 16)
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    title, subtitle = styles["Title"], styles["Subtitle"]
    _set_face(title, _TITLE, 22, bold=True)
    _set_face(subtitle, "楷体", 16)
    for style in (title, subtitle):
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.space_after = Pt(14)
        style.paragraph_format.line_spacing = 1.2
        border = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        if border is not None:
            border.getparent().remove(border)
    for level in range(1, 10):
        _set_face(styles[f"Heading {level}"], _HEADING if level == 1 else "楷体", 16)
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(0)
    _set_face(styles["Caption"], _BODY, 14)
    styles["Caption"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_face(style: CharacterStyle, name: str, size: float, *, bold: bool = False) -> None:
    style.font.name = _LATIN
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), name)


def _fill(paragraph: DocxParagraph, words: str) -> None:
    """Words as one run; tabs and line breaks as Word has them, outer spaces kept."""
    paragraph.add_run(words)


def _add(document: DocxDocument, block: Block, pictures: Mapping[str, bytes]) -> None:
    if isinstance(block, Paragraph):
        style = f"Heading {min(block.level, 9)}" if block.level else None
        paragraph = document.add_paragraph(style=style)
        _indent(paragraph)
        _fill(paragraph, block.label + block.text)
    elif isinstance(block, Picture):
        _add_picture(document, block, pictures.get(block.digest))
    else:
        _add_table(document, block)


def _indent(paragraph: DocxParagraph) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")  # twips, for programs that do not count characters


def _add_picture(document: DocxDocument, picture: Picture, content: bytes | None) -> None:
    if content is not None:
        try:
            paragraph = document.add_paragraph()
            shape = paragraph.add_run().add_picture(io.BytesIO(content))
        except (UnrecognizedImageError, ValueError, KeyError, OSError):
            paragraph._p.getparent().remove(paragraph._p)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing = 1.0
            if shape.width > _TEXT_WIDTH:
                shape.height = Emu(int(shape.height * _TEXT_WIDTH / shape.width))
                shape.width = _TEXT_WIDTH
            if picture.description:
                shape._inline.docPr.set("descr", picture.description)
    if picture.caption:
        _fill(document.add_paragraph(style="Caption"), picture.caption)


def _add_table(document: DocxDocument, table: Table) -> None:
    if table.caption:
        _fill(document.add_paragraph(style="Caption"), table.caption)
    placed = _placed(table)
    columns = max((column + cell_span for _, column, _, cell_span, _ in placed), default=0)
    if not columns:
        return
    made = document.add_table(len(table.rows), columns, style="Table Grid")
    for row, column, row_span, column_span, words in placed:
        cell = made.cell(row, column)
        last_row = min(row + row_span, len(table.rows)) - 1
        last_column = min(column + column_span, columns) - 1
        if (last_row, last_column) != (row, column):
            cell = cell.merge(made.cell(last_row, last_column))
        _fill_cell(cell, words)


def _placed(table: Table) -> list[tuple[int, int, int, int, tuple[str, ...]]]:
    """Row, column on the grid, spans and words of every cell."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row_number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (row_number, column) in taken:
                column += 1
            placed.append((row_number, column, cell.row_span, cell.column_span, cell.paragraphs))
            taken.update(
                (row_number + down, column + across)
                for down in range(cell.row_span)
                for across in range(cell.column_span)
            )
    return placed


def _fill_cell(cell: _Cell, words: tuple[str, ...]) -> None:
    for paragraph in cell.paragraphs[1:]:  # merging gathers the empty ones of all its cells
        paragraph._p.getparent().remove(paragraph._p)
    for number, line in enumerate(words):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.2
        _fill(paragraph, line)
