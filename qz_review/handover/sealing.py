"""A package closed for one recipient: nobody else reads even the titles.

``qz-sealed/1``: a line of JSON (format, recipient's key id, public value, size), then the
package in pieces of 1 MiB, each encrypted with ChaCha20-Poly1305 under its number and whether it
is the last (the STREAM construction), so that no piece can be left out, moved or cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from qz_review.errors import Refused, Tampered
from qz_review.signing.agreement import secret_for, secret_from
from qz_review.signing.keypair import KeyPair, key_id_of

FORMAT = "qz-sealed/1"
_START = b'{"format":"qz-sealed/1"'
_PIECE = 1024 * 1024
_TAG = 16
_LONGEST_HEADER = 512


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file begins as a sealed package does; reads from its start."""
    file.seek(0)
    return file.read(len(_START)) == _START


def sealed_for(file: BinaryIO) -> str:
    """Id of the key that opens it.  Raises Tampered(``package.sealed_damaged``)."""
    return _header(file).key_id


def sealed_whole(file: BinaryIO) -> bool:
    """Whether a sealed package is as long as it says: a half-copied one is not.  Cheap.

    Raises Tampered(``package.sealed_damaged``).
    """
    header = _header(file)
    pieces = max(1, -(-header.size // _PIECE))
    return file.seek(0, 2) == len(header.line) + header.size + pieces * _TAG


def seal(source: BinaryIO, target: BinaryIO, recipient: bytes) -> None:
    """Close what ``source`` holds for the owner of an Ed25519 public key."""
    public, secret = secret_for(recipient)
    fields = {
        "format": FORMAT,
        "key_id": key_id_of(recipient),
        "public": public.hex(),
        "size": source.seek(0, 2),
    }
    header = json.dumps(fields, separators=(",", ":")).encode() + b"\n"
    target.write(header)
    cipher = ChaCha20Poly1305(secret)
    source.seek(0)
    piece, number = source.read(_PIECE), 0
    while True:
        following = source.read(_PIECE)
        target.write(cipher.encrypt(_nonce(number, last=not following), piece, header))
        if not following:
            return
        piece, number = following, number + 1


def unseal(file: BinaryIO, keypair: KeyPair) -> Iterator[bytes]:
    """The package's bytes, in pieces.

    Raises Refused(``package.sealed_for_other``) where it is closed for another key, and
    Tampered(``package.sealed_damaged``) where anything was changed; nothing may be made of the
    pieces before the end is reached.
    """
    header = _header(file)
    if header.key_id != keypair.key_id:
        raise Refused("package.sealed_for_other")
    try:
        cipher = ChaCha20Poly1305(secret_from(header.public, keypair))
    except ValueError as error:
        raise Tampered("package.sealed_damaged") from error
    file.seek(len(header.line))
    piece, number = file.read(_PIECE + _TAG), 0
    while True:
        following = file.read(_PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, header.line)
        except (InvalidTag, ValueError) as error:
            raise Tampered("package.sealed_damaged") from error
        if not following:
            return
        piece, number = following, number + 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


@dataclass(frozen=True, slots=True)
class _Header:
    """The line in front.  size: bytes of the package inside."""

    line: bytes
    key_id: str
    public: bytes
    size: int


def _header(file: BinaryIO) -> _Header:
    file.seek(0)
    line = file.read(_LONGEST_HEADER).partition(b"\n")[0] + b"\n"
    try:
        raw = json.loads(line)
        if set(raw) != {"format", "key_id", "public", "size"} or raw["format"] != FORMAT:
            raise ValueError("fields")
        if type(raw["size"]) is not int or not 0 <= raw["size"] < 2**53:
            raise ValueError("size")
        return _Header(line, str(raw["key_id"]), bytes.fromhex(raw["public"]), raw["size"])
    except (TypeError, ValueError, RecursionError) as error:
        raise Tampered("package.sealed_damaged") from error
