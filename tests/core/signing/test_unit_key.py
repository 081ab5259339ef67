"""The unit's certificate, and its key wrapped for people by their own signing keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from qz_review.errors import Refused
from qz_review.signing import wrapped_key
from qz_review.signing.keypair import KeyPair
from qz_review.signing.unit_certificate import (
    UnitKey,
    belongs_to,
    certificate_code,
    certificate_id,
    is_unit_certificate,
    make_unit_key,
)
from qz_review.signing.unit_key_file import UnitKeyFile, read_unit_key_file
from qz_review.signing.wrapped_key import unwrap, wrap

NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def unit() -> UnitKey:
    return make_unit_key("青汀市人民政府办公室", NOW)


def test_only_the_person_it_was_wrapped_for_opens_it() -> None:
    mine, other = KeyPair.generate(), KeyPair.generate()
    wrapped = wrap(b"secret", mine.public_bytes)
    assert unwrap(wrapped, mine) == b"secret"
    assert wrap(b"secret", mine.public_bytes).ciphertext != wrapped.ciphertext
    damaged = replace(wrapped, ciphertext=wrapped.ciphertext[:-1] + b"\0")
    nowhere = replace(wrapped, ephemeral=bytes(32))
    for copy, key in ((wrapped, other), (damaged, mine), (nowhere, mine)):
        with pytest.raises(Refused, match=r"keys\.not_wrapped_for"):
            unwrap(copy, key)
    mine.erase()
    with pytest.raises(Refused, match=r"keys\.locked"):
        unwrap(wrapped, mine)


def test_both_halves_of_a_signing_key_come_to_one_key_for_wrapping() -> None:
    """The public half by the map between the curves, the private one by its hash (RFC 8032)."""
    import hashlib

    for _ in range(50):
        pair = KeyPair.generate()
        scalar = hashlib.sha512(pair.private_bytes()).digest()[:32]
        expected = X25519PrivateKey.from_private_bytes(scalar).public_key().public_bytes_raw()
        assert wrapped_key._montgomery(pair.public_bytes) == expected


@pytest.mark.parametrize("public", [b"", bytes(31), b"\x01" + bytes(31), b"\xff" * 32])
def test_what_is_no_public_key_is_refused(public: bytes) -> None:
    with pytest.raises(ValueError, match=r"32 bytes|curve"):
        wrap(b"secret", public)


def test_the_certificate_names_the_unit_and_never_ends(unit: UnitKey) -> None:
    read = x509.load_der_x509_certificate(unit.certificate)
    assert "青汀市人民政府办公室" in read.subject.rfc4514_string()
    assert read.subject == read.issuer
    assert read.not_valid_after_utc.year == 9999
    assert is_unit_certificate(unit.certificate)
    assert belongs_to(unit.certificate, unit.private)
    code = certificate_code(unit.certificate)
    assert code.replace("-", "").lower() == certificate_id(unit.certificate)[:16]
    assert len(code) == 19


@pytest.mark.parametrize("name", ["", "\x00\u202e", "长" * 200])
def test_any_name_of_a_unit_makes_a_certificate(name: str) -> None:
    assert is_unit_certificate(make_unit_key(name, NOW).certificate)


def test_bytes_that_are_no_such_certificate(unit: UnitKey) -> None:
    changed = bytearray(unit.certificate)
    changed[len(changed) // 2] ^= 1
    for wrong in (b"", b"no certificate", bytes(changed), unit.certificate[:-1]):
        assert not is_unit_certificate(wrong)
    assert not belongs_to(unit.certificate, make_unit_key("x", NOW).private)


def test_the_key_file_opens_for_those_it_is_shared_with(unit: UnitKey) -> None:
    li, zhou, wu = KeyPair.generate(), KeyPair.generate(), KeyPair.generate()
    file = UnitKeyFile(certificate_id(unit.certificate)).shared_with(unit, [li.public_bytes])
    read = read_unit_key_file(file.to_bytes())
    assert read == file
    assert file.open(unit.certificate, li) == unit
    with pytest.raises(Refused):
        file.open(unit.certificate, zhou)
    both = file.shared_with(file.open(unit.certificate, li), [li.public_bytes, zhou.public_bytes])
    assert both.copies[li.key_id] == file.copies[li.key_id]
    assert both.open(unit.certificate, zhou) == unit
    assert set(both.kept_for([zhou.key_id, wu.key_id]).copies) == {zhou.key_id}
    with pytest.raises(Refused):
        both.open(make_unit_key("other", NOW).certificate, li)


@pytest.mark.parametrize(
    "data", [None, b"", b"{}", b"[]", b"\xff", b'{"format":"qz-unit-key/1","copies":{"a":1}}']
)
def test_what_is_no_key_file_reads_as_none(data: bytes | None) -> None:
    assert read_unit_key_file(data) is None
