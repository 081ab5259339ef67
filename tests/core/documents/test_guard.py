"""Hostile, broken and foreign files are refused, each by its own code, before any parser."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.documents import guard
from qz_review.documents.read import read_document
from qz_review.errors import Environment, Refused
from qz_review.model.text import canonical_bytes, parse_text, plain_text
from tests.support.docx_parts import OFFICE, docx, numbered, numbering_part, package, paragraph

GOOD = docx(paragraph("标题") + paragraph("正文。"))


def code_of(data: bytes, name: str = "稿件.docx") -> str:
    with pytest.raises(Refused) as refused:
        read_document(data, name)
    return refused.value.code


def with_relation(kind: str, target: str, part: str = "") -> bytes:
    mode = ' TargetMode="External"'
    link = f'<Relationship Id="e" Type="{OFFICE}{kind}" Target="{target}"{mode}/>'
    return docx(paragraph("标题"), relations=link + part)


def test_a_good_file_passes() -> None:
    assert read_document(GOOD, "稿件.docx").text.title == "标题"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (GOOD[:-40], "docx.corrupt"),
        (GOOD[: len(GOOD) // 2], "docx.corrupt"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "docx.not_docx"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "docx.not_docx"),
        (b"%PDF-1.7", "docx.not_docx"),
        ("只是文字".encode(), "docx.not_docx"),
        (guard._OLE_HEADER + "EncryptedPackage".encode("utf-16-le"), "docx.encrypted"),
        (guard._OLE_HEADER + "WordDocument".encode("utf-16-le"), "convert.failed"),
        (guard._OLE_HEADER + b"\0" * 600, "file.unsupported"),
        (package({"a.txt": b"x"}), "docx.not_docx"),
        (b"<!DOCTYPE html><html></html>", "docx.not_docx"),
        (
            docx("", content_types='<Override PartName="/a" ContentType="x.macroEnabled.main"/>'),
            "docx.macro",
        ),
        (docx("", files={"../evil.xml": b"<a/>"}), "docx.unsafe_package"),
        (docx("", files={"/etc/passwd": b"<a/>"}), "docx.unsafe_package"),
        (docx("", files={"word/DOCUMENT.xml": b"<a/>"}), "docx.unsafe_package"),
        (
            docx("", files={"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "docx.entities",
        ),
        (
            docx("", files={"word/x.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
            "docx.entities",
        ),
        (docx("", files={"word/x.xml": b" " * 30_000_000}), "docx.bomb"),
        (with_relation("image", "http://example.org/a.png"), "docx.external"),
        (with_relation("attachedTemplate", "http://example.org/a.dotm"), "docx.external"),
        (with_relation("attachedTemplate", r"file:///\\server\a.dotm"), "docx.external"),
        (with_relation("attachedTemplate", "//server/a.dotm"), "docx.external"),
        (with_relation("oleObject", "file:///c:/a.xls"), "docx.ole"),
        (docx("<w:p><w:unclosed></w:p>"), "docx.corrupt"),
    ],
)
def test_each_fault_has_its_own_code(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_links_and_the_authors_own_template_are_no_fault() -> None:
    for data in (
        with_relation("hyperlink", "https://www.gov.cn/"),
        with_relation("attachedTemplate", r"file:///C:\Users\a\Normal.dotm"),
        with_relation("attachedTemplate", "Normal.dotm"),
    ):
        assert read_document(data, "a.docx").text.title == "标题"


def test_declared_sizes_are_believed_before_anything_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "MAX_XML_PART", 10)
    assert code_of(GOOD) == "docx.too_large"
    monkeypatch.setattr(guard, "MAX_FILE", 10)
    assert code_of(GOOD) == "file.too_large"


def test_a_part_larger_than_declared_is_corrupt() -> None:
    lying = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    needle = struct.pack("<L", size)
    at = lying.rfind(needle)
    lying[at : at + 4] = struct.pack("<L", size - 5)
    assert code_of(bytes(lying)) == "docx.corrupt"


def test_an_encrypted_zip_entry() -> None:
    data = bytearray(GOOD)
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "docx.encrypted"


def test_too_many_parts() -> None:
    many = {f"word/p{n}.bin": b"" for n in range(guard.MAX_PARTS)}
    assert code_of(docx("", files=many)) == "docx.unsafe_package"


def test_endless_nesting_is_refused_not_a_crash() -> None:
    def nested(depth: int) -> bytes:
        inner = "<w:tbl><w:tr><w:tc>" * depth + paragraph("底") + "</w:tc></w:tr></w:tbl>" * depth
        return docx(paragraph("标题") + inner)

    assert "底" in plain_text(read_document(nested(40), "a.docx").text)
    assert code_of(nested(2_000)) == "docx.corrupt"


@given(st.data())
@settings(max_examples=60)
def test_any_damage_ends_in_a_text_or_in_a_refusal(data: st.DataObject) -> None:
    parts = numbering_part(("decimal", "%1."), ("chineseCounting", "（%2）"))
    body = (
        paragraph("标题")
        + numbered("甲")
        + f"<w:tbl><w:tr><w:tc>{numbered('乙')}</w:tc></w:tr></w:tbl>"
    )
    for _ in range(data.draw(st.integers(1, 4))):
        body, parts = damaged(data, body), damaged(data, parts)
    try:
        text = read_document(docx(body, numbering=parts), "稿件.docx").text
    except Refused as refused:
        assert refused.code in ("docx.corrupt", "docx.no_text")
    else:
        assert parse_text(canonical_bytes(text)) == text


def damaged(data: st.DataObject, xml: str) -> str:
    """One value, name or stretch of the XML replaced."""
    found = list(re.finditer(data.draw(st.sampled_from(['"[^"]*"', r"w:\w+", "<[^>]*>"])), xml))
    if not found:
        return xml
    hit = data.draw(st.sampled_from(found))
    values = ['""', '"²"', '"-1"', '"99999999999"', "w:ins", "w:del", "w:r", "w:sdt", "", "<w:p/>"]
    return xml[: hit.start()] + data.draw(st.sampled_from(values)) + xml[hit.end() :]


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    assert read_document(GOOD, "稿件.txt").text.title == "标题"
    assert code_of(b"\x89PNG\r\n\x1a\n", "图.png") == "file.unsupported"
    assert read_document("标题\n正文".encode(), "稿.txt").text.title == "标题"
    path = tmp_path / "稿件.docx"
    path.write_bytes(GOOD)
    assert read_document(path).text.title == "标题"
    with pytest.raises(Environment) as missing:
        read_document(tmp_path / "没有.docx")
    assert missing.value.code == "file.unreadable"


def test_a_huge_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "大文件.docx"
    with huge.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(guard.MAX_FILE + 1)  # a sparse file: nothing is written
    with pytest.raises(Refused) as caught:
        read_document(huge)
    assert (caught.value.code, caught.value.facts["size"]) == (
        "file.too_large",
        guard.MAX_FILE + 1,
    )


def test_a_relationship_hides_behind_no_sign_and_a_search_never_stalls() -> None:
    hidden = '<Relationship Id="e" Target="a>b" Type="x/image" TargetMode="External"/>'
    assert code_of(docx(paragraph("标题"), relations=hidden)) == "docx.external"
    begun = time.process_time()
    endless = docx("", files={"word/_rels/x.xml.rels": b'<Relationship a="' * 200_000})
    assert code_of(endless) in ("docx.bomb", "docx.no_text")
    assert time.process_time() - begun < 10  # minutes, if the search went back and back


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def repacked(
    data: bytes,
    change: dict[str, tuple[bytes, bytes]],
    *dropped: str,
    stored: bool = False,
) -> bytes:
    """The package with words replaced in some parts, and without others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if name not in dropped}
    for name, (old, new) in change.items():
        assert old in entries[name]
        entries[name] = entries[name].replace(old, new)
    return package(entries, stored=stored)


@pytest.mark.parametrize("declared", ["image/png", "application/vnd.ms-excel", "text/html"])
def test_a_document_part_declared_as_something_else(declared: str) -> None:
    types = {"[Content_Types].xml": (MAIN.encode(), declared.encode())}
    keeps_word = f'<Override PartName="/x.xml" ContentType="{MAIN}"/></Types>'
    types_part = {"[Content_Types].xml": (b"</Types>", keeps_word.encode())}
    lying = repacked(repacked(GOOD, types), types_part)
    assert code_of(lying) == "docx.unsafe_package"


def test_missing_parts() -> None:
    assert code_of(repacked(GOOD, {}, "word/document.xml")) == "docx.corrupt"
    assert code_of(repacked(GOOD, {}, "[Content_Types].xml")) == "docx.not_docx"
    rich = docx(
        numbered("标题") + paragraph("正文。"), numbering=numbering_part(("decimal", "%1."))
    )
    for part in ("word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels"):
        assert read_document(repacked(rich, {}, part), "a.docx").text.title.endswith("标题")


def test_a_signed_package_is_read_and_the_end_of_the_signature_is_told() -> None:
    signed = docx(paragraph("标题"), files={"_xmlsignatures/sig1.xml": b"<Signature/>"})
    told = {warning.code for warning in read_document(signed, "a.docx").warnings}
    assert "signed" in told
    assert "signed" not in str(read_document(GOOD, "a.docx").warnings)


@pytest.mark.parametrize("tag", ["w:sdt", "w:p", "w:tbl", "w:ins", "mc:AlternateContent"])
def test_100_000_nested_elements_are_refused_at_once(tag: str) -> None:
    begun = time.process_time()
    data = docx(paragraph("标题") + f"<{tag}>" * 100_000 + f"</{tag}>" * 100_000)
    assert code_of(data) == "docx.bomb"  # that much of the same compresses too well
    assert code_of(repacked(data, {}, stored=True)) == "docx.corrupt"
    assert time.process_time() - begun < 10


def test_more_tags_than_any_manuscript_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_TAGS", 20)
    assert code_of(docx(paragraph("标题") * 10)) == "docx.too_large"


def test_billion_laughs_and_external_entities_in_any_part() -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
    external = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    for name in ("word/styles.xml", "docProps/core.xml", "customXml/item1.xml"):
        for part in (laughs, external, external.decode().encode("utf-16")):
            assert code_of(docx(paragraph("标题"), files={name: part})) == "docx.entities"
