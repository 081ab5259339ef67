"""The unit's signature in a PDF: PAdES baseline B (ETSI EN 319 142-1), made and checked.

pyHanko does the work; it is imported with the first signature, since that takes over a second.
Nothing is fetched: the only trust there is are the certificates that the caller gives.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from qz_review.errors import Tampered
from qz_review.signing.unit_certificate import UnitKey

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature

FIELD = "QZArchive"


class SignatureState(StrEnum):
    """What is to be said of a file's signature."""

    INTACT = "intact"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    """Bytes that the signature covers are others now."""
    RESAVED = "resaved"
    """The signature no longer lies where it says: another program wrote the file anew."""
    ADDED_TO = "added_to"
    """Something was added behind the signed bytes that may not be added."""
    OTHER_CERTIFICATE = "other_certificate"
    """Signed with a certificate that the roster does not name."""


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """state, and what the signature says of itself.  certificate: DER; time: as claimed."""

    state: SignatureState
    certificate: bytes = b""
    time: datetime | None = None


def sign_pdf(pdf: bytes, key: UnitKey, unit_name: str, reason: str) -> bytes:
    """The same file with an invisible signature of the unit added behind it."""
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(key.pkcs8()),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=unit_name,
        reason=reason,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer)
    return bytes(out.getvalue())


def check_signature(pdf: bytes, certificates: Collection[bytes]) -> SignatureReport:
    """The first signature of a file, judged against the unit's certificates (DER).

    Raises Tampered ``archive.pdf_unreadable`` where the file is no readable PDF.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.errors import SignatureValidationError

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # the report says it in words
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        signatures = reader.embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise Tampered("archive.pdf_unreadable") from error
    if not signatures:
        return SignatureReport(SignatureState.UNSIGNED)
    try:
        return _judged(pdf, signatures, certificates)
    except (
        PdfError,
        SignatureValidationError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
    ):
        return SignatureReport(SignatureState.CHANGED)


def _judged(
    pdf: bytes, signatures: Sequence[EmbeddedPdfSignature], certificates: Collection[bytes]
) -> SignatureReport:
    from asn1crypto import x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signature = signatures[0]
    if not _lies_where_it_says(pdf, signature.byte_range, bytes(signature.pkcs7_content)):
        return SignatureReport(SignatureState.RESAVED)
    own = signature.signer_cert.dump()
    known = own in certificates
    root = x509.Certificate.load(own)
    status = validate_pdf_signature(
        signature, ValidationContext(trust_roots=[root], allow_fetching=False)
    )
    time = status.signer_reported_dt
    whole = _is_what_was_written(signature)
    if not (whole and status.intact and status.valid):
        return SignatureReport(SignatureState.CHANGED, own, time)
    if not status.bottom_line or not _ends_file(pdf, signatures[-1].byte_range):
        return SignatureReport(SignatureState.ADDED_TO, own, time)
    if not known:
        return SignatureReport(SignatureState.OTHER_CERTIFICATE, own, time)
    return SignatureReport(SignatureState.INTACT, own, time)


def _lies_where_it_says(pdf: bytes, byte_range: Sequence[int], content: bytes) -> bool:
    """Whether the gap in the signed bytes is just the signature, and they begin the file."""
    start, first, second, last = (int(number) for number in byte_range)
    return (
        start == 0
        and 0 < first < second
        and second + last <= len(pdf)
        and pdf[first:second] == b"<" + content.hex().upper().encode() + b">"
    )


def _is_what_was_written(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signature's own bytes that nothing signs are as they were written.

    What names its algorithms a second time, and the zeros up to the end of the room kept for it.
    """
    from asn1crypto.cms import ContentInfo

    content = bytes(signature.pkcs7_content)
    named = signature.signed_data["digest_algorithms"]
    written = ContentInfo.load(content).dump(force=True)
    return (
        [item["algorithm"].native for item in named] == ["sha256"]
        and content.startswith(written)
        and not any(content[len(written) :])
    )


def _ends_file(pdf: bytes, byte_range: Sequence[int]) -> bool:
    """Whether nothing follows what the last signature covers: others may sign behind us."""
    _, _, second, last = (int(number) for number in byte_range)
    return second + last == len(pdf)
