"""The short code on printed sheets that ties paper to one exact text."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def check_code(number: str, text_hash: str) -> str:
    """Code of a printed sheet, as in ``QT0412-7F3A-91C2-D41E``.

    number: the manuscript's number; text_hash: SHA-256 of the text, hex.  The last group is
    a checksum over both, so that a slip in copying it by hand is noticed.
    """
    letters = "".join(re.findall(r"[A-Za-z]+", number))[:4].upper()
    digits = "".join(re.findall(r"\d", number))[-4:]
    tail = hashlib.sha256(f"{number}\n{text_hash}".encode()).hexdigest()[:4]
    groups = (letters + digits, text_hash[:4], text_hash[4:8], tail)
    return "-".join(group.upper() for group in groups if group)


def same_code(typed: str, code: str) -> bool:
    """Compare a typed code: case, width, spaces and the kind of dash do not matter."""

    def bare(value: str) -> str:
        return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", value).upper())

    return bare(typed) == bare(code)
