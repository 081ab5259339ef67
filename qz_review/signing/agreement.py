"""A secret for one recipient, from the Ed25519 key that the roster has of him.

His signing key's point is also a Curve25519 point (RFC 7748, 4.1): u = (1 + y) / (1 - y).  The
private half is the same scalar that Ed25519 signs with (RFC 8032, 5.1.5).  That one key may
serve for both is shown in Thormarker, "On using the same key pair for Ed25519 and an X25519
based KEM" (2021); so the roster needs no second key for anybody.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qz_review.signing.keypair import KeyPair

_P = 2**255 - 19
_INFO = b"qz-sealed/1"


def secret_for(recipient: bytes) -> tuple[bytes, bytes]:
    """A fresh public value to send along, and the 32 bytes of the secret.

    recipient: his Ed25519 public key.  ValueError for bytes that are no usable key.
    """
    mine = X25519PrivateKey.generate()
    theirs = montgomery(recipient)
    public = mine.public_key().public_bytes_raw()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    return public, _derived(shared, public, theirs)


def secret_from(public: bytes, keypair: KeyPair) -> bytes:
    """The secret that a public value holds for this key's owner.

    Raises ValueError for bytes that are no usable value, Refused(``keys.locked``).
    """
    seed = hashlib.sha512(keypair.private_bytes()).digest()[:32]
    mine = X25519PrivateKey.from_private_bytes(seed)
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    return _derived(shared, public, mine.public_key().public_bytes_raw())


def montgomery(ed25519: bytes) -> bytes:
    """The X25519 public key of an Ed25519 one.  ValueError for what is no key."""
    y = int.from_bytes(ed25519, "little") & ((1 << 255) - 1)
    if len(ed25519) != 32 or y >= _P or y == 1:
        raise ValueError("no public key")
    return ((1 + y) * pow(1 - y, -1, _P) % _P).to_bytes(32, "little")


def _derived(shared: bytes, public: bytes, theirs: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=public + theirs, info=_INFO).derive(shared)
