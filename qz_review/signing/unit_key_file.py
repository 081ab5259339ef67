"""The unit's archive key on the disk, wrapped for each person (``qz-unit-key/1``, JSON).

The file is worth nothing without one of the people's own keys, which their passwords seal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qz_review.errors import Refused
from qz_review.signing.keypair import KeyPair, key_id_of
from qz_review.signing.unit_certificate import UnitKey, belongs_to, certificate_id
from qz_review.signing.wrapped_key import WrappedKey, unwrap, wrap

FORMAT = "qz-unit-key/1"


@dataclass(frozen=True, slots=True)
class UnitKeyFile:
    """certificate: its id.  copies: the private key wrapped for a person, by his key's id."""

    certificate: str
    copies: Mapping[str, WrappedKey] = field(default_factory=dict)

    def shared_with(self, key: UnitKey, publics: Iterable[bytes]) -> UnitKeyFile:
        """The file with a copy for each of these public keys; a copy that is there stays."""
        copies = dict(self.copies)
        for public in publics:
            if key_id_of(public) not in copies:
                copies[key_id_of(public)] = wrap(key.private, public)
        return replace(self, copies=copies)

    def kept_for(self, key_ids: Iterable[str]) -> UnitKeyFile:
        """The file without copies for keys that are in use no more."""
        kept = set(key_ids)
        return replace(self, copies={k: v for k, v in self.copies.items() if k in kept})

    def open(self, certificate: bytes, keypair: KeyPair) -> UnitKey:
        """The unit's key.

        Raises Refused ``keys.not_wrapped_for`` where there is no copy for this person, or
        where what is there is not the key of this certificate.
        """
        copy = self.copies.get(keypair.key_id)
        if copy is None or certificate_id(certificate) != self.certificate:
            raise Refused("keys.not_wrapped_for")
        private = unwrap(copy, keypair)
        if not belongs_to(certificate, private):
            raise Refused("keys.not_wrapped_for")
        return UnitKey(certificate, private)

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        copies = {
            key_id: {
                "ephemeral": copy.ephemeral.hex(),
                "nonce": copy.nonce.hex(),
                "ciphertext": copy.ciphertext.hex(),
            }
            for key_id, copy in sorted(self.copies.items())
        }
        raw = {"format": FORMAT, "certificate": self.certificate, "copies": copies}
        return json.dumps(raw, indent=1).encode() + b"\n"


def read_unit_key_file(data: bytes | None) -> UnitKeyFile | None:
    """The file in these bytes; None for anything else, since it may come from anywhere."""
    if not data:
        return None
    try:
        raw = json.loads(data)
        if raw["format"] != FORMAT:
            return None
        copies = {
            str(key_id): WrappedKey(
                *(bytes.fromhex(copy[name]) for name in ("ephemeral", "nonce", "ciphertext"))
            )
            for key_id, copy in raw["copies"].items()
        }
        return UnitKeyFile(str(raw["certificate"]), copies)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
