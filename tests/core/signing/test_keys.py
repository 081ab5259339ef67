"""Keys, key files, recovery codes and the delay after wrong passwords."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.errors import Refused, Tampered
from qz_review.signing import sealed_key
from qz_review.signing.attempts import (
    FREE_TRIES,
    LONGEST_DELAY,
    Attempts,
    counted,
    delay_after,
    locked_until,
    settled,
)
from qz_review.signing.kdf import SMALLEST, STANDARD, KdfCost
from qz_review.signing.keypair import KeyPair, key_id_of, verify_signature
from qz_review.signing.pae import pae
from qz_review.signing.recovery_code import ALPHABET, new_recovery_code, normalised
from qz_review.signing.sealed_key import change_password, key_id_in, seal, unseal

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PASSWORD = "清江水务2026"


def wrong(file: bytes | None, password: str = PASSWORD) -> str:
    with pytest.raises(Refused) as caught:
        unseal(file, password, expected=SMALLEST)
    return caught.value.code


def test_pae_is_the_published_encoding() -> None:
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@given(st.text(max_size=20), st.binary(max_size=40), st.text(max_size=20), st.binary(max_size=40))
def test_pae_of_different_things_differs(k1: str, b1: bytes, k2: str, b2: bytes) -> None:
    assert (pae(k1, b1) == pae(k2, b2)) == ((k1, b1) == (k2, b2))


def test_a_signature_is_checked_by_the_public_key_alone() -> None:
    keypair = KeyPair.generate()
    signature = keypair.sign(b"text")
    assert verify_signature(keypair.public_bytes, signature, b"text")
    assert not verify_signature(keypair.public_bytes, signature, b"other")
    assert not verify_signature(KeyPair.generate().public_bytes, signature, b"text")
    assert not verify_signature(b"short", signature, b"text")
    assert keypair.key_id == key_id_of(keypair.public_bytes)
    assert keypair.key_id == hashlib.sha256(keypair.public_bytes).hexdigest()


def test_an_erased_key_signs_nothing() -> None:
    keypair = KeyPair.generate()
    keypair.erase()
    with pytest.raises(Refused, match=r"keys\.locked"):
        keypair.sign(b"text")
    with pytest.raises(Refused, match=r"keys\.locked"):
        keypair.private_bytes()
    assert keypair.erased and len(keypair.public_bytes) == 32


def test_a_sealed_key_opens_with_its_password_only() -> None:
    keypair = KeyPair.generate()
    file = seal(keypair, PASSWORD, SMALLEST)
    assert unseal(file, PASSWORD).private_bytes() == keypair.private_bytes()
    assert wrong(file, PASSWORD + "x") == "keys.wrong_password"
    assert (
        keypair.private_bytes() not in file and keypair.private_bytes().hex().encode() not in file
    )


def test_full_width_digits_open_the_same_key() -> None:
    file = seal(KeyPair.generate(), "abc12345", SMALLEST)
    assert unseal(file, "ａｂｃ１２３４５")


def test_the_same_key_under_a_new_password() -> None:
    keypair = KeyPair.generate()
    file = seal(keypair, PASSWORD, SMALLEST)
    changed = change_password(file, PASSWORD, "another password", SMALLEST)
    assert unseal(changed, "another password").key_id == keypair.key_id
    assert wrong(changed) == "keys.wrong_password"
    with pytest.raises(Refused, match=r"keys\.wrong_password"):
        change_password(file, "not it at all", "another password", SMALLEST)
    with pytest.raises(Refused, match=r"keys\.password_too_short"):
        change_password(file, PASSWORD, "short", SMALLEST)


def damaged_files() -> list[bytes]:
    file = json.loads(seal(KeyPair.generate(), PASSWORD, SMALLEST))
    changes: list[tuple[str, object]] = [
        ("format", "qz-key/9"),
        ("key_id", "0" * 64),
        ("ciphertext", file["ciphertext"][:-2] + "00"),
        ("ciphertext", "zz"),
        ("kdf", {**file["kdf"], "salt": "00"}),
        ("kdf", {**file["kdf"], "name": "none"}),
        ("kdf", None),
        ("cipher", []),
    ]
    return [json.dumps({**file, name: value}).encode() for name, value in changes]


@pytest.mark.parametrize("file", [None, b"", b"{", b"[" * 3000, b"\xff\xfe", *damaged_files()])
def test_whatever_is_wrong_reads_like_a_wrong_password(file: bytes | None) -> None:
    assert wrong(file) == "keys.wrong_password"


@pytest.mark.parametrize("file", [None, b"{", *damaged_files()[-2:]])
def test_nothing_to_open_costs_one_derivation_of_the_usual_cost(
    file: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent = []
    derive = sealed_key.derive

    def counting(password: str, salt: bytes, cost: KdfCost) -> bytes:
        spent.append(cost)
        return derive(password, salt, SMALLEST)

    monkeypatch.setattr(sealed_key, "derive", counting)
    with pytest.raises(Refused):
        unseal(file, PASSWORD)
    with pytest.raises(Refused):
        unseal(seal(KeyPair.generate(), "x" * 9, STANDARD), PASSWORD)
    assert spent == [STANDARD, STANDARD, STANDARD]  # nothing there; sealing; the wrong password


@pytest.mark.parametrize(
    "cost",
    [
        {"n": 2**30}, {"n": 2**20, "r": 16}, {"n": 3}, {"n": 0}, {"n": -2}, {"r": 0}, {"p": 10**9},
        {"n": 2.0}, {"n": True}, {"n": "2"}, {"p": None},
    ],
)  # fmt: skip
def test_a_hostile_cost_is_never_paid(cost: dict[str, object]) -> None:
    raw = json.loads(seal(KeyPair.generate(), PASSWORD, SMALLEST))
    raw["kdf"].update(cost)
    file = json.dumps(raw).encode()
    assert wrong(file) == "keys.wrong_password"
    with pytest.raises(Tampered, match=r"keys\.damaged"):
        key_id_in(file)


def test_who_may_know_can_tell_a_damaged_file_from_a_good_one() -> None:
    keypair = KeyPair.generate()
    assert key_id_in(seal(keypair, PASSWORD, SMALLEST)) == keypair.key_id
    with pytest.raises(Tampered, match=r"keys\.damaged"):
        key_id_in(b"{}")


def test_a_recovery_code_is_long_and_forgiving_to_type() -> None:
    code = new_recovery_code()
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set(ALPHABET) and len(ALPHABET) == 32
    typed = " ".join(groups).lower().replace("0", "o").replace("1", "l")
    assert normalised(typed) == normalised(code) == "".join(groups)
    assert new_recovery_code() != code


def test_five_tries_are_free_and_then_the_delay_grows_to_a_quarter_of_an_hour() -> None:
    assert [delay_after(n).seconds for n in (0, 4, 5, 6, 7)] == [0, 0, 30, 60, 120]
    assert delay_after(400) == LONGEST_DELAY


def test_the_sixth_try_waits() -> None:
    attempts = Attempts()
    for _ in range(FREE_TRIES):
        attempts = counted(attempts, NOW)
    with pytest.raises(Refused) as caught:
        counted(attempts, NOW + timedelta(seconds=29, milliseconds=500))
    assert caught.value.code == "keys.delayed"
    assert caught.value.facts["until"] == NOW + timedelta(seconds=30)
    assert caught.value.facts["seconds"] == 1
    assert counted(attempts, NOW + timedelta(seconds=30)).tries == FREE_TRIES + 1


def test_a_clock_set_back_does_not_lock_for_a_year() -> None:
    ahead = Attempts(FREE_TRIES, NOW + timedelta(days=365))
    assert locked_until(settled(ahead, NOW)) == NOW + timedelta(seconds=30)
