"""The canonical text: what is signed reads back the same, and nothing else reads at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.model.check_code import check_code, same_code
from qz_review.model.text import (
    FORMAT,
    Attachment,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
    TextFormatError,
    canonical_bytes,
    parse_text,
    text_hash,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(0, 9)
cells = st.builds(Cell, st.lists(words, max_size=2).map(tuple), numbers, numbers)
blocks = st.one_of(
    st.builds(Paragraph, words, numbers, words),
    st.builds(Picture, words, words, words, words),
    st.builds(
        Table, st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple), words
    ),
)
texts = st.builds(
    ManuscriptText,
    words,
    words,
    st.lists(blocks, max_size=3).map(tuple),
    st.lists(st.builds(Note, words, words), max_size=2).map(tuple),
    st.lists(st.builds(Attachment, words, words, numbers, words), max_size=2).map(tuple),
)


@given(texts)
def test_a_text_reads_back_as_it_was_signed(text: ManuscriptText) -> None:
    assert parse_text(canonical_bytes(text)) == text


@given(texts, texts)
def test_different_texts_have_different_hashes(one: ManuscriptText, two: ManuscriptText) -> None:
    assert (text_hash(one) == text_hash(two)) == (one == two)


def _bytes(**changes: object) -> bytes:
    raw = {"format": FORMAT, "title": "题", "subtitle": "", "blocks": [], "notes": []}
    whole = {**raw, "attachments": [], **changes}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "data",
    [
        _bytes(title=5),
        _bytes(title=float("nan")),
        _bytes(subtitle=None),
        _bytes(format="qz-text/2"),
        _bytes(more=1),
        _bytes(title="题").replace(b":", b": "),
        _bytes(title="题").replace("题".encode(), rb"\u9898"),
        _bytes(title="题").replace("题".encode(), rb"\ud800"),
        _bytes(blocks=[{"kind": "paragraph", "text": ["a"], "level": 0, "label": ""}]),
        _bytes(blocks=[{"kind": "paragraph", "text": "a", "level": True, "label": ""}]),
        _bytes(blocks=[{"kind": "paragraph", "text": "a", "level": -1, "label": ""}]),
        _bytes(blocks=[{"kind": "table", "caption": "", "rows": [["a"]]}]),
        _bytes(blocks=[{"kind": "video"}]),
        _bytes(attachments=[{"name": "a", "digest": "b", "size": "9", "media_type": ""}]),
        b"[" * 100_000,
        b"5",
        b"\xff",
        b"",
    ],
)
def test_whatever_is_not_the_one_form_is_refused(data: bytes) -> None:
    with pytest.raises(TextFormatError):
        parse_text(data)


def test_a_lone_surrogate_cannot_be_signed() -> None:
    with pytest.raises(TextFormatError):
        canonical_bytes(ManuscriptText("坏\ud800字"))


def test_a_check_code_is_read_back_however_it_was_typed() -> None:
    code = check_code("QT-2026-0412", text_hash(ManuscriptText("题")))
    assert same_code(code.lower().replace("-", " — "), code)
    assert same_code("".join(chr(ord(c) + 0xFEE0) for c in code), code)  # full-width
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert not same_code(slip, code)
