"""A secret wrapped for one person, so that only his own signing key opens it.

X25519 with a key made for this once, HKDF-SHA256, ChaCha20-Poly1305 (the outline of RFC 9180).
The person's X25519 key is his Ed25519 key on the other form of the same curve (RFC 7748 4.1:
u = (1 + y) / (1 - y); RFC 8032 5.1.5 for the private half), so whoever knows the roster can wrap
for anybody on it, and nobody has to be at the desk for it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from qz_review.errors import Refused
from qz_review.signing.keypair import PUBLIC_KEY_LENGTH, KeyPair

_PRIME = 2**255 - 19
_NONCE_LENGTH = 12
_CONTEXT = b"qz-wrapped-key/1"


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """What is kept.  ephemeral: the X25519 public key made for this wrapping, 32 bytes."""

    ephemeral: bytes
    nonce: bytes
    ciphertext: bytes


def wrap(secret: bytes, public: bytes) -> WrappedKey:
    """Wrap a secret for the owner of an Ed25519 public key.

    Raises ValueError for bytes that are no such key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    ephemeral = X25519PrivateKey.generate()
    point = ephemeral.public_key().public_bytes_raw()
    shared = _shared(ephemeral.private_bytes_raw(), _montgomery(public))
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return WrappedKey(point, nonce, _cipher(shared, point, public).encrypt(nonce, secret, _CONTEXT))


def unwrap(wrapped: WrappedKey, keypair: KeyPair) -> bytes:
    """The secret.

    Raises Refused: ``keys.not_wrapped_for`` for another person's or damaged bytes,
    ``keys.locked`` where the key was erased.
    """
    digest = hashlib.sha512(keypair.private_bytes()).digest()[:32]
    try:
        shared = _shared(digest, wrapped.ephemeral)
        cipher = _cipher(shared, wrapped.ephemeral, keypair.public_bytes)
        return cipher.decrypt(wrapped.nonce, wrapped.ciphertext, _CONTEXT)
    except (InvalidTag, ValueError):
        raise Refused("keys.not_wrapped_for") from None


def _montgomery(public: bytes) -> bytes:
    """The same point of the curve as X25519 writes it."""
    if len(public) != PUBLIC_KEY_LENGTH:
        raise ValueError("an Ed25519 public key has 32 bytes")
    y = int.from_bytes(public, "little") & (2**255 - 1)
    if y >= _PRIME or y == 1:
        raise ValueError("no point of the curve")
    u = (1 + y) * pow(1 - y, -1, _PRIME) % _PRIME
    return u.to_bytes(32, "little")


def _shared(private: bytes, public: bytes) -> bytes:
    """The secret both sides come to; ValueError for a point of small order."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (
        X25519PrivateKey,
        X25519PublicKey,
    )

    own = X25519PrivateKey.from_private_bytes(private)  # clamps, as RFC 7748 5 asks
    return own.exchange(X25519PublicKey.from_public_bytes(public))


def _cipher(shared: bytes, ephemeral: bytes, public: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = _CONTEXT + ephemeral + public
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt=None, info=info).derive(shared))
