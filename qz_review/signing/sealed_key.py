"""A private key sealed with a password: the key file.

The file is JSON (``qz-key/1``): the key's id, the derivation with its cost and salt, and the
seed encrypted with ChaCha20-Poly1305; everything but the ciphertext is authenticated with it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from qz_review.errors import Refused, Tampered
from qz_review.signing.kdf import SALT_LENGTH, SMALLEST, STANDARD, KdfCost, derive
from qz_review.signing.keypair import PUBLIC_KEY_LENGTH, KeyPair

__all__ = [
    "LEAST_PASSWORD",
    "SMALLEST",
    "STANDARD",
    "KdfCost",
    "change_password",
    "check_new_password",
    "key_id_in",
    "seal",
    "unseal",
]

FORMAT = "qz-key/1"
LEAST_PASSWORD = 8
"""Characters a new password has at least."""

_NONCE_LENGTH = 12
_LARGEST_FILE = 4096
_CIPHERTEXT_LENGTH = PUBLIC_KEY_LENGTH + 16


@dataclass(frozen=True, slots=True)
class _KeyFile:
    """The parts of a key file that was read and found sound."""

    key_id: str
    cost: KdfCost
    salt: bytes
    nonce: bytes
    ciphertext: bytes


def seal(keypair: KeyPair, password: str, cost: KdfCost = STANDARD) -> bytes:
    """The bytes of the key file.  Raises ValueError for a cost no file may carry."""
    if not cost.sensible:
        raise ValueError(f"unusable cost {cost}")
    salt, nonce = secrets.token_bytes(SALT_LENGTH), secrets.token_bytes(_NONCE_LENGTH)
    cipher = ChaCha20Poly1305(derive(password, salt, cost))
    header = _header(keypair.key_id, cost, salt, nonce)
    ciphertext = cipher.encrypt(nonce, keypair.private_bytes(), _authenticated(header))
    return json.dumps({**header, "ciphertext": ciphertext.hex()}, indent=1).encode() + b"\n"


def unseal(file: bytes | None, password: str, *, expected: KdfCost = STANDARD) -> KeyPair:
    """The key in a key file.

    file: None where there is no such account or no file.  expected: the cost that keys of
    this workspace have; a wrong password, an unknown account, a missing and a damaged file all
    cost one derivation and all raise Refused(``keys.wrong_password``).
    """
    parts = _parse(file)
    if parts is None:
        derive(password, bytes(SALT_LENGTH), expected)
        raise Refused("keys.wrong_password")
    cipher = ChaCha20Poly1305(derive(password, parts.salt, parts.cost))
    header = _header(parts.key_id, parts.cost, parts.salt, parts.nonce)
    try:
        seed = cipher.decrypt(parts.nonce, parts.ciphertext, _authenticated(header))
        keypair = KeyPair.from_private_bytes(seed)
    except (InvalidTag, ValueError):
        raise Refused("keys.wrong_password") from None
    if keypair.key_id != parts.key_id:
        raise Refused("keys.wrong_password")
    return keypair


def change_password(file: bytes, old: str, new: str, cost: KdfCost = STANDARD) -> bytes:
    """The same key under another password.

    Raises Refused: ``keys.wrong_password`` for the old one, ``keys.password_too_short``.
    """
    check_new_password(new)
    keypair = unseal(file, old, expected=cost)
    try:
        return seal(keypair, new, cost)
    finally:
        keypair.erase()


def check_new_password(password: str) -> None:
    """Raise Refused(``keys.password_too_short``, least=) for one too easily guessed."""
    if len(password.strip()) < LEAST_PASSWORD:
        raise Refused("keys.password_too_short", least=LEAST_PASSWORD)


def key_id_in(file: bytes) -> str:
    """Which key a file holds, without opening it; not for the login path.

    Raises Tampered(``keys.damaged``) where the file is no key file.
    """
    parts = _parse(file)
    if parts is None:
        raise Tampered("keys.damaged")
    return parts.key_id


def _header(key_id: str, cost: KdfCost, salt: bytes, nonce: bytes) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "key_id": key_id,
        "kdf": {"name": "scrypt", "n": cost.n, "r": cost.r, "p": cost.p, "salt": salt.hex()},
        "cipher": {"name": "chacha20-poly1305", "nonce": nonce.hex()},
    }


def _authenticated(header: dict[str, Any]) -> bytes:
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def _parse(file: bytes | None) -> _KeyFile | None:
    """The parts of a sound file, None for anything else: the file may come from anywhere."""
    if file is None or len(file) > _LARGEST_FILE:
        return None
    try:
        raw = json.loads(file)
        if raw["format"] != FORMAT or raw["kdf"]["name"] != "scrypt":
            return None
        if raw["cipher"]["name"] != "chacha20-poly1305":
            return None
        parts = _KeyFile(
            key_id=str(raw["key_id"]),
            cost=KdfCost(raw["kdf"]["n"], raw["kdf"]["r"], raw["kdf"]["p"]),
            salt=bytes.fromhex(raw["kdf"]["salt"]),
            nonce=bytes.fromhex(raw["cipher"]["nonce"]),
            ciphertext=bytes.fromhex(raw["ciphertext"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    lengths = (len(parts.salt), len(parts.nonce), len(parts.ciphertext))
    if lengths != (SALT_LENGTH, _NONCE_LENGTH, _CIPHERTEXT_LENGTH) or not parts.cost.sensible:
        return None
    return parts
