"""What exactly is hashed and signed: DSSE's pre-authentication encoding.

https://github.com/secure-systems-lab/dsse/blob/master/protocol.md.  The lengths in front make
it impossible that another kind with another body gives the same bytes.
"""

from __future__ import annotations


def pae(kind: str, body: bytes) -> bytes:
    """The bytes to hash and to sign for a body of a kind."""
    name = kind.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(body), body)
