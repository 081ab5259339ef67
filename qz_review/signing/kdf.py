"""How a password becomes a key: scrypt, with the cost kept beside the result.

scrypt rather than Argon2id, because every OpenSSL since 1.1 has it: an ARM or Kylin build may
have to use the system's library, and Argon2id needs OpenSSL 3.2.  ``docs/adr/0002`` has the
measurements.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

KEY_LENGTH = 32
"""Bytes of the derived key."""

SALT_LENGTH = 16
"""Bytes of the salt."""

_MEMORY_LIMIT = 256 * 1024 * 1024
_WORK_LIMIT = 2**24


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Cost of scrypt.  n: a power of two; memory is 128·n·r bytes, time grows with n·r·p."""

    n: int
    r: int = 8
    p: int = 1

    @property
    def sensible(self) -> bool:
        """Whether this machine may be asked for it: a hostile file must not stall the login."""
        whole = all(type(number) is int for number in (self.n, self.r, self.p))
        if not whole or not (2 <= self.n <= 2**20 and 1 <= self.r <= 16 and 1 <= self.p <= 8):
            return False
        if self.n & (self.n - 1):
            return False
        return 128 * self.n * self.r <= _MEMORY_LIMIT and self.n * self.r * self.p <= _WORK_LIMIT


STANDARD = KdfCost(2**16, 8, 2)
"""About a quarter of a second and 64 MiB on an office machine."""

SMALLEST = KdfCost(2, 1, 1)
"""No protection at all: for tests only."""


def derive(password: str, salt: bytes, cost: KdfCost) -> bytes:
    """The key of a password.

    The password is NFKC-normalised first: full-width digits that an input method produced
    open the same key as the plain ones.
    """
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    words = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=KEY_LENGTH, n=cost.n, r=cost.r, p=cost.p).derive(words)
