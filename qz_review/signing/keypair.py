"""A person's signing key (Ed25519), open in memory from login to lock."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from qz_review.errors import Refused

PUBLIC_KEY_LENGTH = 32
"""Bytes of an Ed25519 public key, and of the private key's seed."""


def key_id_of(public: bytes) -> str:
    """The name of a key: SHA-256 (hex) of its public bytes."""
    return hashlib.sha256(public).hexdigest()


class KeyPair:
    """An open key.  :meth:`erase` it when the screen is locked.

    The seed lives in OpenSSL's own memory, which is wiped when the key object goes; Python
    copies exist only for the moment in which the key is made or sealed.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key: Ed25519PrivateKey | None = key
        self.public_bytes: bytes = key.public_key().public_bytes_raw()
        self.key_id: str = key_id_of(self.public_bytes)

    @classmethod
    def generate(cls) -> KeyPair:
        """A new key from the system's random source."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_private_bytes(cls, raw: bytes) -> KeyPair:
        """The key with this seed of 32 bytes; ValueError for another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    @property
    def public_hex(self) -> str:
        """The public key as the roster's events hold it."""
        return self.public_bytes.hex()

    @property
    def erased(self) -> bool:
        """True once the private half is gone."""
        return self._key is None

    def private_bytes(self) -> bytes:
        """The seed, to be sealed at once.  Raises Refused(``keys.locked``) after erase."""
        return self._open().private_bytes_raw()

    def sign(self, payload: bytes) -> bytes:
        """The signature (64 bytes).  Raises Refused(``keys.locked``) after erase."""
        return self._open().sign(payload)

    def erase(self) -> None:
        """Drop the private half; the public half stays readable."""
        self._key = None

    def _open(self) -> Ed25519PrivateKey:
        if self._key is None:
            raise Refused("keys.locked")
        return self._key


def verify_signature(public: bytes, signature: bytes, payload: bytes) -> bool:
    """Whether the signature over the payload is this public key's."""
    try:
        _loaded(public).verify(signature, payload)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=1024)
def _loaded(public: bytes) -> Ed25519PublicKey:
    """A public key ready for use; loading costs as much as a tenth of verifying."""
    return Ed25519PublicKey.from_public_bytes(public)
