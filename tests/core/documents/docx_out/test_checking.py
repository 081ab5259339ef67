"""A docx that says something else than it should is refused, a right one goes through."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.checking import check_clean, check_marked
from qz_review.documents.docx_out.writing import (
    DocxOut,
    open_source,
    with_source,
    write_clean,
    write_marked,
)
from qz_review.errors import Refused
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from tests.support.docx_parts import docx, package, paragraph
from tests.support.rich_docx import cell, rich_docx, table
from tests.support.text_edits import edited


def written(seed: int) -> tuple[MarkedDocument, DocxOut, DocxOut]:
    data, chance = rich_docx(), random.Random(seed)
    text = read_docx(data).text
    words = "巡查\t，\x01"[: seed % 6]
    steps = [
        (chance.randrange(13), chance.randrange(500), chance.randrange(31), words) for _ in range(6)
    ]
    source = open_source(data, text)
    versions = [Version(None, text), Version(None, edited(text, steps), "张某")]
    marked = compose(with_source(source, versions))
    return marked, write_marked(source, marked), write_clean(open_source(data, text), marked)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_right_goes_through(seed: int) -> None:
    marked, out, clean = written(seed)
    check_marked(out, marked)
    check_clean(clean, marked)


def changed(out: DocxOut, pattern: str, put: str) -> DocxOut:
    """The docx with the first match of a pattern in its body replaced."""
    with zipfile.ZipFile(io.BytesIO(out.content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    body, count = re.subn(pattern, put, parts["word/document.xml"].decode(), count=1)
    assert count
    return DocxOut(package(parts | {"word/document.xml": body.encode()}))


@pytest.mark.parametrize(
    ("pattern", "put", "view"),
    [
        ("青汀市", "青江市", "accept"),
        ("</w:delText>", "多</w:delText>", "reject"),
        ("<w:ins [^>]*>(<w:r>.*?)</w:ins>", r"\1", "reject"),  # as if always there
    ],
)
def test_one_wrong_character_and_the_file_is_refused(pattern: str, put: str, view: str) -> None:
    marked, out, _ = written(3)
    with pytest.raises(Refused) as refused:
        check_marked(changed(out, pattern, put), marked)
    assert refused.value.code == "docx.not_exact"
    assert refused.value.facts["view"] == view


def test_a_file_of_thousands_of_lines_is_checked_like_any_other() -> None:
    lines = [paragraph(f"第{number}处供水管网已经排查。") for number in range(3_200)]
    data = docx(paragraph("供水巡查") + "".join(lines))
    text = read_docx(data).text
    last = replace(text, blocks=text.blocks[:-1])
    source = open_source(data, text)
    marked = compose(with_source(source, [Version(None, text), Version(None, last, "张某")]))
    out = write_marked(source, marked)
    check_marked(out, marked)
    with pytest.raises(Refused, match=r"docx\.not_exact"):
        check_marked(changed(out, "第2999处", "第299处"), marked)


def masthead(words: str) -> bytes:
    """A text that begins with a table: the words of its first cell are its title too."""
    return docx(table((cell(paragraph(words)),)) + paragraph("各区供水情况如下。"))


def test_a_word_corrected_in_the_first_cell_goes_through_while_the_title_stays() -> None:
    data = masthead("青汀市水物局简报")
    text = read_docx(data).text
    last = replace(read_docx(masthead("青汀市水务局简报")).text, title=text.title)
    source = open_source(data, text)
    marked = compose(with_source(source, [Version(None, text), Version(None, last, "张某")]))
    out = write_marked(source, marked)
    check_marked(out, marked)
    with pytest.raises(Refused, match=r"docx\.not_exact"):
        check_marked(changed(out, "各区", "各县"), marked)
