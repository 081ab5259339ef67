"""The printed recovery code: the password of the unit's recovery key.

It is printed once, when the unit is founded, and kept in a safe.  With it a new key can be
given to an administrator who forgot his password.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: no I, L, O, U, so that print and handwriting are read back right."""

GROUPS = 8
GROUP_LENGTH = 4

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_recovery_code() -> str:
    """A new code of 160 random bits, as ``7K3M-…`` in eight groups of four."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def normalised(code: str) -> str:
    """The code as it is used for a password.

    Spaces, hyphens, lower case and full-width characters do not matter, O reads as 0 and I
    and L as 1.  Anything else stays and simply will not open the key.
    """
    import unicodedata

    plain = unicodedata.normalize("NFKC", code).upper()
    kept = "".join(character for character in plain if character.isalnum())
    return kept.translate(_READ_AS)
