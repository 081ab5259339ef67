"""List files are hostile until checked: whatever the bytes, rows or one clear refusal."""

from __future__ import annotations

import io
import random
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qz_review.documents.list_files import csv_bytes, read_list_file
from qz_review.errors import Refused
from qz_review.services.list_rows import checked, read_list


def outcome(data: bytes, name: str) -> str:
    """ "read", or the code of the refusal; anything else fails the test."""
    try:
        read = read_list(data, name)
    except Refused as refused:
        return refused.code
    for entry in read.entries:
        checked(entry)
    return "read"


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    assert outcome(data, name)


@given(st.text(max_size=300), st.sampled_from(["a.csv", "a.txt"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    assert outcome(("词语,替换\n" + text).encode("utf-8", "replace"), name)


def book() -> bytes:
    made = Workbook()
    made.active.append(("词语", "分类", "程度", "起始"))
    made.active.append(("坭兴陶瓷", "own", "必错", "2026-05-20"))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(book())
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert outcome(bytes(data), "a.xlsx")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_workbook_with_spoilt_xml_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as whole, zipfile.ZipFile(out, "w") as spoilt:
        for entry in whole.infolist():
            part = bytearray(whole.read(entry))
            for _ in range(chance.randint(0, 6)):
                part[chance.randrange(len(part))] = chance.choice(b'<>/"0A&')
            spoilt.writestr(entry.filename, bytes(part))
    assert outcome(out.getvalue(), "a.xlsx")


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=8))
def test_nothing_written_as_csv_begins_a_formula(rows: list[tuple[str, str]]) -> None:
    (table,) = read_list_file(csv_bytes(("词语", "说明"), [*rows, ("末行", "")]), "a.csv")
    assert table.formulas == ()
    assert table.rows[-1].cells["词语"] == "末行"
